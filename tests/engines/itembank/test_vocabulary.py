"""The Dutch vocabulary banks: real words, pseudowords, meanings in a sentence, and the score of a yes/no sitting."""

import collections
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.itembank import Words, task_of
from vakwerk.engines.itembank.written import lexicon, meanings, tasks
from vakwerk.engines.itembank.written.lexicon import BANDS, PSEUDOWORD, entries
from vakwerk.engines.itembank.written.pseudowords import SHAPE, candidates
from vakwerk.engines.itembank.written.yes_no import i_sdt, score_yes_no
from vakwerk.talent.readability import measure

WORDLIST = Path("/usr/share/dict/dutch")
INVENTED = [entry.word for entry in entries() if not entry.real]
REAL = [entry.word for entry in entries() if entry.real]


def test_there_are_thirty_words_in_each_band_and_half_as_many_pseudowords_as_words() -> None:
    counts = collections.Counter(entry.band for entry in entries())
    assert counts == {PSEUDOWORD: 75, **dict.fromkeys(BANDS, 30)}
    assert len(tasks("words")) == 225
    assert len(tasks("meanings")) == 150


def test_every_string_stands_once_and_no_pseudoword_is_one_of_our_words() -> None:
    assert len({entry.word for entry in entries()}) == len(entries())
    assert not set(INVENTED) & set(REAL)
    ours = " ".join(" ".join(option.words.nl for option in task.options) + task.prompt.nl for task in tasks("meanings"))
    assert not set(INVENTED) & set(re.findall(r"\w+", ours.lower()))


@pytest.mark.skipif(not WORDLIST.exists(), reason="the Debian package wdutch is not installed")
def test_no_pseudoword_stands_in_a_dutch_word_list_and_every_word_does() -> None:
    known = {line.strip().lower() for line in WORDLIST.read_text(encoding="utf-8").splitlines()}
    assert not set(INVENTED) & known
    assert set(REAL) <= known


@pytest.mark.parametrize("word", INVENTED)
def test_pseudowords_keep_to_the_rules_of_dutch_syllables(word: str) -> None:
    assert SHAPE.fullmatch(word)


def test_candidates_for_pseudowords_keep_to_the_rules_and_come_again() -> None:
    made = candidates(3, 300)
    assert made == candidates(3, 300)
    assert all(SHAPE.fullmatch(word) for word in made)


def test_pseudowords_are_as_long_as_words() -> None:
    """Else length would give them away."""
    mean = [sum(map(len, words)) / len(words) for words in (INVENTED, [e.word for e in entries() if e.band in (1, 2)])]
    assert abs(mean[0] - mean[1]) < 1.2
    assert {len(word) for word in INVENTED} <= {len(word) for word in REAL}


def test_yes_is_right_for_words_and_no_for_pseudowords() -> None:
    for entry, task in zip(entries(), tasks("words"), strict=True):
        assert task.options[task.key].identity == ("yes" if entry.real else "no")
        assert [option.error for option in task.options].count("") == 1
        assert {option.error for option in task.options} - {""} <= set(lexicon.errors())


def test_meanings_have_one_key_four_answers_and_every_wrong_one_an_error() -> None:
    for task in tasks("meanings"):
        assert len({option.identity for option in task.options}) == 4, task.id
        assert [option.error for option in task.options].count("") == 1, task.id
        assert task.options[task.key].error == ""
        assert {option.error for option in task.options} - {""} <= set(meanings.errors())
        for part in task.problem["word"].split(" … "):
            assert part.lower() in task.problem["sentence"].lower(), task.id
    assert len({task.problem["word"] for task in tasks("meanings")}) == 150
    assert len({task.fingerprint for task in tasks("meanings")}) == 150


def test_neither_place_nor_length_gives_the_meaning_away() -> None:
    bank = tasks("meanings")
    places = collections.Counter(task.key for task in bank)
    assert all(25 <= places[place] <= 50 for place in range(4)), places
    longest = [max(range(4), key=lambda place, task=task: len(task.options[place].words.nl)) for task in bank]
    assert sum(place == task.key for place, task in zip(longest, bank, strict=True)) <= 0.33 * len(bank)


def test_the_bands_of_meanings_get_harder_and_each_has_twenty_or_more() -> None:
    counts = collections.Counter(int(task.radicals["band"]) for task in tasks("meanings"))
    assert set(counts) == set(BANDS)
    assert min(counts.values()) >= 20
    for bank in ("words", "meanings"):
        expected = {task.radicals["band"]: task.difficulty for task in tasks(bank) if task.radicals["band"]}
        assert [expected[band] for band in sorted(expected)] == sorted(expected.values())


def test_sentences_read_easily_but_for_the_word_that_is_asked() -> None:
    easy = [measure(task.problem["sentence"]).ease for task in tasks("meanings") if task.radicals["band"] <= 3]
    assert sum(easy) / len(easy) >= 65
    assert all(len(task.problem["sentence"].split()) <= 10 for task in tasks("meanings"))


def test_an_id_finds_its_task_and_english_says_what_is_tested() -> None:
    for bank in ("words", "meanings"):
        for task in tasks(bank)[::40]:
            assert task_of(task.id) == task
            assert "tests" in task.prompt.en


# No printed example is at hand: these follow from the formula by hand.
@pytest.mark.parametrize(
    ("hit", "false", "expected"),
    [(1.0, 0.0, 1.0), (0.5, 0.0, 0.6), (0.5, 0.5, 0.0), (0.8, 0.2, 1 - (2.56 - 1.92) / (2.56 - 0.96)), (0.0, 0.0, 0.0)],
)
def test_the_index_from_signal_detection_follows_its_formula(hit: float, false: float, expected: float) -> None:
    assert i_sdt(hit, false) == pytest.approx(expected)


@given(st.floats(0.05, 1), st.floats(0, 0.95))
def test_the_index_follows_from_the_area_under_one_point(hit: float, false: float) -> None:
    """A' of Pollack & Norman (1964), on which the index rests."""
    area = 0.5 + (hit - false) * (1 + hit - false) / (4 * hit * (1 - false))
    if hit > false:
        assert i_sdt(hit, false) == pytest.approx((area - 0.5) / (1.5 - area))


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_index_is_one_for_perfect_zero_without_knowledge_and_falls_with_false_alarms(hits: int, false: int) -> None:
    hit, alarm = hits / 30, false / 30
    value = i_sdt(hit, alarm)
    assert value <= 1
    if hits == false:
        assert value == 0
    if hits > false:
        assert value > 0
        assert i_sdt(hit, (false + 0.5) / 30) <= value + 1e-12


def test_a_pupil_who_says_yes_to_everything_gets_nothing_for_it() -> None:
    everything = score_yes_no(dict.fromkeys([*REAL, *INVENTED], True))
    assert everything.hit_rate == everything.false_alarm_rate == 1
    assert everything.difference == everything.corrected == everything.i_sdt == 0
    nothing = score_yes_no(dict.fromkeys([*REAL, *INVENTED], False))
    assert (nothing.hit_rate, nothing.corrected, nothing.i_sdt) == (0, 0, 0)


def test_blind_guessing_is_corrected_to_what_is_known() -> None:
    """Knows the first three bands, guesses "yes" at one in three of the rest: 60 % known."""
    said = {e.word: (e.real and e.band <= 3) or place % 3 == 0 for place, e in enumerate(entries())}
    score = score_yes_no(said)
    assert score.corrected == pytest.approx(0.6)
    assert score.by_band[1] == 1
    assert score.by_band[5] < 0.6


def test_a_sitting_without_pseudowords_or_with_strangers_is_refused() -> None:
    with pytest.raises(ValueError):
        score_yes_no({"werk": True})
    with pytest.raises(KeyError):
        score_yes_no({"werk": True, "voum": False, "kwartelstaart": True})


def test_both_banks_say_that_they_are_not_validated() -> None:
    for bank in (lexicon, meanings):
        assert isinstance(bank.review(), Words)
        assert "niet gevalideerd" in bank.review().nl
