"""The plan says what the paper says: the figures below were read in it, by paragraph, and stand here a second time."""

from __future__ import annotations

import re

import pytest

from vakwerk.plan.paper import AmountKind, the_plan

# (action, as printed, cents, kind): every amount of money in the paper, in its order.
AMOUNTS = [
    ("1.1", "1.518.594 euro", 1_518_594_00, AmountKind.GLOBAL),
    ("1.2", "maximum 122.931,60 euro", 122_931_60, AmountKind.MAXIMUM),
    ("1.2", "een gelijkaardig bedrag", None, AmountKind.SIMILAR),
    ("1.3", "2,2 miljoen euro", 2_200_000_00, AmountKind.PERIOD),
    ("1.4", "90.000 euro", 90_000_00, AmountKind.YEARLY),
    ("1.4", "125.000 euro", 125_000_00, AmountKind.CALENDAR_YEAR),
    ("2.1b", "10 miljoen euro", 10_000_000_00, AmountKind.YEARLY),
    ("2.1b", "75 miljoen euro", 75_000_000_00, AmountKind.AMONG_OTHERS),
    ("2.5", "jaarlijks 10 miljoen euro", 10_000_000_00, AmountKind.YEARLY),
    ("2.6", "6,5 miljoen euro", 6_500_000_00, AmountKind.GLOBAL),
    ("2.7", "229.410 euro", 229_410_00, AmountKind.GLOBAL),
    ("2.8", "jaarlijks [...] 1,5 miljoen euro", 1_500_000_00, AmountKind.YEARLY),
    ("2.9", "175.000 euro", 175_000_00, AmountKind.GLOBAL),
    ("3.2", "2.022.000 euro", 2_022_000_00, AmountKind.SCHOOL_YEAR),
    ("3.2", "2.113.333 euro", 2_113_333_00, AmountKind.SCHOOL_YEAR_ONWARDS),
]
DATES = {
    "2022-09-01", "2023-07-01", "2023-09-01", "2023-12-15", "2023-12-22", "2024-01-26", "2024-04-01",
    "2025-06-30", "2025-09-01", "2025-12-14",
}  # fmt: skip
SECTIONS = {
    "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9",
    "3.1", "3.2", "3.3", "3.4",
}  # fmt: skip


def cents_of(printed: str) -> int:
    """Reads "122.931,60 euro" or "2,2 miljoen euro" as a Belgian would."""
    number, millions = re.search(r"([\d.]+(?:,\d+)?)( miljoen)? euro", printed).groups()  # type: ignore[union-attr]
    whole, _, part = number.replace(".", "").partition(",")
    scale = 6 if millions else 0
    return int(whole + part.ljust(scale + 2, "0"))


def test_every_amount_of_the_paper_is_there_as_printed():
    found = [(action.number, a.printed, a.cents, a.kind) for action in the_plan().actions for a in action.amounts]
    assert found == AMOUNTS


@pytest.mark.parametrize(("printed", "cents"), [(a[1], a[2]) for a in AMOUNTS if a[2] is not None])
def test_the_cents_are_the_printed_words(printed: str, cents: int):
    assert cents_of(printed) == cents


def test_every_dated_point_of_the_paper_is_there():
    assert {d.date.isoformat() for action in the_plan().actions for d in action.dates} == DATES


def test_every_section_of_the_paper_has_an_action():
    assert {action.section for action in the_plan().actions} == SECTIONS


def test_the_fifteen_contests_and_eight_stem_goals_are_listed():
    assert len(the_plan().action("2.8").contests) == 15  # type: ignore[union-attr]
    assert len(the_plan().action("1.3").goals) == 8  # type: ignore[union-attr]


def test_each_amount_figure_and_date_names_its_paragraph():
    rows = [row for action in the_plan().actions for row in (*action.amounts, *action.figures, *action.dates)]
    assert rows
    assert all(re.fullmatch(r"\d\.\d, alinea \d", row.paragraph) for row in rows)


def test_every_action_promises_an_outcome_in_both_languages():
    for action in the_plan().actions:
        assert action.outcomes
        assert action.promise.nl
        assert action.promise.en
        assert action.promise.nl != action.promise.en
