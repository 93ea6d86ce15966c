"""Conditions that civil servants write: read as they mean them, or explained where they are wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.engines.rules.conditions.words import VALUES, WORDS
from vakwerk.engines.rules.conditions import ConditionError, evaluate, explain, parse, printed, usable


def holds(text: str, **changes: object) -> bool | None:
    return evaluate(parse(text, WORDS), VALUES | changes).holds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gevraagd <= € 50.000", False),
        ("gevraagd <= € 61.200,00", True),
        ("gevraagd < € 61.200", False),
        ("gevraagd hoogstens € 70000 en aantal_partners minstens 2", True),
        ("gevraagd <= € 50.000 of nieuw", True),
        ("niet nieuw of aantal_partners = 2", True),
        ("niet (nieuw of aantal_partners = 2)", False),
        ("cofinanciering >= 12,5 procent van totale_kosten", True),
        ("cofinanciering >= 13% van totale_kosten", False),
        ("cofinanciering >= 12 percent of totale_kosten and nieuw = yes", True),
        ("totale_kosten = gevraagd + cofinanciering", True),
        ("gevraagd / aantal_partners = € 30.600", True),
        ("gevraagd / totale_kosten > 0,87", True),
        ("2 * gevraagd - gevraagd = gevraagd", True),
        ("som(kosten) = € 0,06 en max(kosten) = € 0,03 en aantal(kosten) = 3", True),
        ("min(gevraagd; cofinanciering) = cofinanciering", True),
        ("ingediend_op <= 26/01/2024", False),
        ("ingediend_op <= 27 januari 2024", True),
        ("ingediend_op - 2024-01-01 = 26", True),
        ("ingediend_op + 3 > 29/1/2024", True),
        ('themas bevat "Circulaire economie"', True),
        ('themas contains "mob"', False),
        ('soort in {"Secundaire school", "Bedrijf"}', True),
        ('soort niet in {"company"}', True),
        ('soort is "school" en soort is niet "company"', True),
        ("aantal_partners in {1; 2; 3}", True),
        ('lengte(titel) < 200 en titel <> "x"', True),
        ("ingevuld(website)", False),
        ("1 - 2 - 3 = -4", True),
    ],
)
def test_a_condition_means_what_it_says(text, expected):
    assert holds(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('website = "x" en gevraagd > € 1', None),
        ('website = "x" en gevraagd < € 1', False),
        ('website = "x" of gevraagd > € 1', True),
        ('website = "x" of gevraagd < € 1', None),
        ('niet website = "x"', None),
        ("gevraagd / (aantal_partners - 2) > € 1", None),
    ],
)
def test_what_is_not_known_decides_nothing_unless_the_rest_does(text, expected):
    assert holds(text) is expected


def test_sums_are_exact_where_binary_fractions_are_not():
    assert holds("0,1 + 0,2 = 0,3")
    assert holds("gevraagd / 3 * 3 = gevraagd")
    assert holds("aantal_partners = 0,1", aantal_partners=Decimal("0.1"))
    assert holds("aantal_partners = 1/3", aantal_partners=Fraction(1, 3))


WRONG = [
    ("gevraagd <= 50.000", 12, 18, "euroteken"),
    ("gevraagt <= € 5", 0, 8, "Bedoelt u gevraagd?"),
    ("gevraagd <= € 5 aantal_partners = 2", 16, 31, "'en' of 'of'"),
    ("1 < aantal_partners < 5", 20, 21, "x >= 1 en x <= 5"),
    ("(gevraagd > € 5", 15, 16, "Zet hier )"),
    ("gevraagd > ", 11, 12, "Vul aan"),
    ("gevraagd", 0, 8, "Vergelijk"),
    ("ingediend_op < gevraagd", 0, 23, "datums met datums"),
    ("ingediend_op < 31/02/2024", 15, 25, "dag/maand/jaar"),
    ("aantal_partners > 1.5", 18, 21, "komma"),
    ("gevraagd > € 5,5", 11, 16, "€ 72,24"),
    ('soort = "scool"', 8, 15, "Secundaire school"),
    ('themas = "mob"', 0, 14, "bevat"),
    ("nieuw < ja", 0, 10, "= of <>"),
    ("min(gevraagd)  > € 1", 0, 13, "min(a; b)"),
    ("maximum(gevraagd) > € 1", 0, 7, "som"),
    ('titel = "open', 8, 13, "aanhalingstekens"),
    ("gevraagd > € 1; nieuw", 14, 15, "teken te veel"),
    ("van = 1", 0, 3, "Vul aan"),
    ("gevraagd @ € 1", 9, 10, "Laat het weg"),
    ("", 0, 1, "Schrijf een voorwaarde"),
    ("aantal_partners > 1234567890123456", 18, 34, "kleiner getal"),
]


@pytest.mark.parametrize(("text", "start", "end", "advice"), WRONG)
def test_a_wrong_condition_says_where_and_what_to_do_in_both_languages(text, start, end, advice):
    with pytest.raises(ConditionError) as caught:
        parse(text, WORDS)
    error = caught.value
    assert (error.start, error.end) == (start, end)
    assert advice in error.advice.nl
    assert error.problem.nl != error.problem.en
    assert error.marks(text).split("\n")[-1] == " " * start + "^" * (end - start)


def test_the_marks_stand_under_the_line_they_are_about():
    text = "gevraagd > € 1\nen gevraagt > € 2\nen nieuw"
    with pytest.raises(ConditionError) as caught:
        parse(text, WORDS)
    assert caught.value.marks(text).split("\n")[1:3] == ["en gevraagt > € 2", "   ^^^^^^^^"]


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        (
            "gevraagd <= € 50.000",
            "Gevraagd € 61.200,00 is meer dan € 50.000,00.",
            "Requested €61,200.00 is more than €50,000.00.",
        ),
        (
            "cofinanciering >= 20 procent van totale_kosten",
            "Cofinanciering € 8.800,00 is minder dan 20 procent van totale kosten (€ 14.000,00).",
            "Co-financing €8,800.00 is less than 20 percent of total costs (€14,000.00).",
        ),
        (
            "ingediend_op <= 26/1/2024",
            "Ingediend op 27/1/2024 is later dan 26/1/2024.",
            "Submitted on 27/1/2024 is later than 26/1/2024.",
        ),
        ("ingevuld(website)", "Website is niet ingevuld.", "Website is not filled in."),
        ("nieuw = nee", "Nieuw: ja.", "New: yes."),
        (
            'soort in {"company"}',
            "Soort (Secundaire school) is geen van: Bedrijf.",
            "Kind (Secondary school) is none of: Company.",
        ),
    ],
)
def test_an_applicant_reads_why(text, nl, en):
    told = explain(parse(text, WORDS), VALUES)
    assert told.holds is False
    assert [sentence.nl.replace("\u00a0", " ") for sentence in told.sentences] == [nl]
    assert [sentence.en for sentence in told.sentences] == [en]


def test_only_the_parts_that_fail_are_told_and_every_gap_is():
    failing = explain(parse("nieuw en gevraagd <= € 1 en aantal_partners >= 5", WORDS), VALUES)
    assert [sentence.nl.split("\u00a0")[0].split(" ")[0] for sentence in failing.sentences] == ["Gevraagd", "Aantal"]
    gaps = explain(parse('website = "x" en nieuw', WORDS), VALUES)
    assert [sentence.nl for sentence in gaps.sentences] == ["Website is niet ingevuld."]


def test_a_value_of_another_kind_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="gevraagd is not an amount"):
        evaluate(parse("gevraagd > € 1", WORDS), {"gevraagd": 1.5})


def test_a_name_can_be_used_when_it_is_one_word_of_nobody():
    assert usable("kost_personeel")
    for taken in ("en", "van", "som", "twee woorden", "2x", "a-b", "", "€", "Groot"):
        assert not usable(taken)


def test_what_is_printed_reads_the_same():
    for text in (
        "niet (nieuw en nieuw) of nieuw",
        "1 - (2 - 3) = 2",
        "-(2 + 3) procent < 1",
        "2 * 20% van (1 + 2) > 1",
    ):
        tree = parse(text, WORDS).tree
        assert parse(printed(tree), WORDS).tree == tree
