"""Whatever somebody types: a tree or a place where it is wrong, soon, and an evaluation that ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.rules.conditions.words import VALUES, WORDS
from vakwerk.engines.rules.conditions import Condition, ConditionError, evaluate, explain, parse, printed
from vakwerk.engines.rules.conditions.limits import MAX_LENGTH, MAX_STEPS

NAMES = ["gevraagd", "aantal_partners", "ingediend_op", "themas", "nieuw", "titel", "kosten"]
SIGNS = [*"(){};,=<>+-*/€%", "<>", "<=", ">="]
KEYWORDS = ["en", "of", "niet", "in", "bevat", "procent", "van", "ja", "nee", "is", "is niet"]
OTHERS = ["som(", "min(", "aantal(", "ingevuld(", "2", "1,5", "€ 50.000", "26/01/2024", "2024-02-30", '"tekst"']
PIECES = [*NAMES, *SIGNS, *KEYWORDS, *OTHERS]
LIKELY = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
NUMBERS = st.sampled_from(["2", "0,5", "aantal_partners", "aantal(themas)", "0"])
AMOUNTS = st.sampled_from(["gevraagd", "€ 50.000", "som(kosten)", "20 procent van totale_kosten"])


def _sums(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(parts, st.sampled_from("+-"), parts).map(lambda t: f"({t[0]} {t[1]} {t[2]})")


SUMS = st.recursive(AMOUNTS, _sums, max_leaves=6)
COMPARED = st.one_of(
    st.tuples(SUMS, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), SUMS).map(" ".join),
    st.tuples(NUMBERS, st.sampled_from(["=", "<", ">="]), NUMBERS).map(" ".join),
    st.sampled_from(["nieuw", "ingevuld(titel)", 'themas bevat "mob"', "aantal_partners niet in {1; 2}"]),
)
RIGHT = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        inner.map("niet ({})".format),
        st.tuples(inner, st.sampled_from(["en", "of"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    ),
    max_leaves=8,
)


def read_or_refused(text: str) -> Condition | ConditionError:
    try:
        return parse(text, WORDS)
    except ConditionError as error:
        return error


def read_and_run(text: str) -> None:
    started = time.process_time()
    read = read_or_refused(text)
    if isinstance(read, ConditionError):
        assert 0 <= read.start <= len(text)
        assert read.start < read.end
        assert read.marks(text)
    else:
        outcome = evaluate(read, VALUES)
        assert outcome.holds in (True, False, None)
        assert outcome.steps <= MAX_STEPS
        assert explain(read, VALUES).sentences
    assert time.process_time() - started < 2


@settings(max_examples=150)
@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_with_a_place(text):
    read_and_run(text)


@settings(max_examples=150)
@given(LIKELY)
def test_words_of_the_language_in_any_order_are_read_or_refused_with_a_place(text):
    read_and_run(text)


@settings(max_examples=80)
@given(RIGHT)
def test_a_right_condition_runs_and_reads_the_same_after_printing(text):
    condition = parse(text, WORDS)
    assert parse(printed(condition.tree), WORDS).tree == condition.tree
    read_and_run(text)
    again = parse(printed(condition.tree), WORDS)
    assert evaluate(again, VALUES) == evaluate(condition, VALUES)


def test_the_worst_that_fits_takes_no_time():
    worst = (
        "(" * MAX_LENGTH,
        "niet " * (MAX_LENGTH // 5),
        "-" * MAX_LENGTH,
        "9" * MAX_LENGTH,
        "x" * MAX_LENGTH,
        " " * MAX_LENGTH,
        '"' * MAX_LENGTH,
        "nieuw en " * 199 + "nieuw",
        "gevraagd" + "*999999999999999" * 30 + " > € 1",
        "som(" * 100,
        "€" * MAX_LENGTH,
        "1/1/" * 500,
        "a" * (MAX_LENGTH + 1),
    )
    started = time.process_time()
    for text in worst:
        read_and_run(text)
    assert time.process_time() - started < 5


def test_a_result_that_grows_too_large_is_undecided_and_says_so():
    outcome = evaluate(parse("gevraagd" + " * 999999999999999" * 3 + " > € 1", WORDS), VALUES)
    assert outcome.holds is None
    assert "te groot" in outcome.unknown.troubles[0].nl


def test_nothing_that_is_typed_is_run():
    for text in (
        "__import__('os').system('true') = 1",
        "titel.__class__ = 1",
        "exec('x')",
        "{{ nieuw }}",
        "nieuw; drop",
    ):
        assert isinstance(read_or_refused(text), ConditionError), text


@pytest.mark.parametrize("text", ["1 aprİl 2024 = ingediend_op", "İs not nieuw", "gevraagd mınder dan € 3"])
def test_a_letter_that_only_looks_like_an_i_is_pointed_at(text: str) -> None:
    """Turkish letters fold into an i and more; they once escaped from the reader as a KeyError."""
    assert isinstance(read_or_refused(text), ConditionError)
