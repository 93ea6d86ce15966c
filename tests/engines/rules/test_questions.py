"""What people type becomes exact values, or words that say what to do."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from vakwerk.engines.rules import Faults, Kind, Option, Question, Refused, Shift
from vakwerk.engines.rules.questions import read_all
from vakwerk.engines.words import Words

LABEL = Words("Vraag", "Question")


def question(kind: Kind, **more: object) -> Question:
    return Question("q", kind, LABEL, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (Kind.NUMBER, "19,9", Decimal("19.9")),
        (Kind.NUMBER, "19.9", Decimal("19.9")),
        (Kind.NUMBER, "1.234,5", Decimal("1234.5")),
        (Kind.NUMBER, "1.234", Decimal(1234)),
        (Kind.NUMBER, 1.234, Decimal("1.234")),
        (Kind.NUMBER, "0.125", Decimal("0.125")),
        (Kind.AMOUNT, "€ 2.029,88", Decimal("2029.88")),
        (Kind.COUNT, "12", 12),
        (Kind.DATE, "1/9/2025", date(2025, 9, 1)),
        (Kind.DATE, "2025-09-01", date(2025, 9, 1)),
        (Kind.TIME, "20u30", time(20, 30)),
        (Kind.TIME, "8:05", time(8, 5)),
        (Kind.YES_NO, "nee", False),
        (Kind.YES_NO, True, True),
        (Kind.SEVERAL, ["b", "a"], ("a", "b")),
        (Kind.SEVERAL, "b", ("b",)),
        (Kind.DATES, "2/9/2025, 2025-09-01\n2/9/2025", (date(2025, 9, 1), date(2025, 9, 2))),
        (Kind.DATES, ["2025-09-01", ""], (date(2025, 9, 1),)),
        (Kind.SHIFT, {"start": "8:00", "end": "16:30", "pause": "30", "school": ""}, Shift(time(8), time(16, 30), 30)),
        (Kind.SHIFT, {"school": "7,5"}, Shift(school=Decimal("7.5"))),
    ],
)
def test_what_people_type_is_read(kind: Kind, typed: object, read: object) -> None:
    assert question(kind, options=(Option("a", LABEL), Option("b", LABEL))).read(typed) == read


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.NUMBER, "1,2,3"),
        (Kind.NUMBER, "NaN"),
        (Kind.NUMBER, "1e9"),
        (Kind.AMOUNT, "1,005"),
        (Kind.COUNT, "1,5"),
        (Kind.DATE, "31/02/2025"),
        (Kind.TIME, "25:00"),
        (Kind.YES_NO, "misschien"),
        (Kind.CHOICE, "z"),
        (Kind.SEVERAL, ["a", "z"]),
        (Kind.SEVERAL, 3),
        (Kind.NUMBER, "9" * 31),
        (Kind.NUMBER, 10**13),
        (Kind.DATE, "0001-01-01"),
        (Kind.DATE, "9999-12-31"),
        (Kind.DATES, 3),
        (Kind.DATES, [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 11)]),
        (Kind.SHIFT, "8-16"),
        (Kind.SHIFT, {"start": "8:00"}),
        (Kind.SHIFT, {"start": "8:00", "end": "9:00", "pause": 60}),
        (Kind.SHIFT, {"pause": 60}),
        (Kind.SHIFT, {"school": 25}),
        (Kind.SHIFT, {"begin": "8:00"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(kind: Kind, typed: object) -> None:
    with pytest.raises(Refused) as caught:
        question(kind, options=(Option("a", LABEL),)).read(typed)
    assert caught.value.words.nl
    assert caught.value.words.en


@pytest.mark.parametrize("typed", [19.9999999999999, "19.9999999"])
def test_a_number_with_too_many_decimals_hears_how_many_are_allowed(typed: object) -> None:
    with pytest.raises(Refused) as caught:
        question(Kind.NUMBER).read(typed)
    assert "hoogstens 6 decimalen" in caught.value.words.nl


def test_what_is_not_needed_may_stay_empty() -> None:
    assert question(Kind.DATE, needed=False).read(" ") is None


def test_a_day_of_which_every_part_is_empty_is_no_answer() -> None:
    assert question(Kind.SHIFT, needed=False).read({"start": "", "end": None}) is None


@pytest.mark.parametrize(
    ("shift", "minutes", "worked"),
    [
        (Shift(time(8), time(16, 30), 30), 510, Decimal(8)),
        (Shift(time(22), time(2)), 240, Decimal(4)),
        (Shift(school=Decimal(7)), 0, Decimal(0)),
    ],
)
def test_a_shift_may_run_past_midnight_and_the_break_is_no_work(shift: Shift, minutes: int, worked: Decimal) -> None:
    assert (shift.minutes, shift.worked) == (minutes, worked)


def test_bounds_are_told() -> None:
    with pytest.raises(Refused, match="at most 60"):
        question(Kind.NUMBER, most=Decimal(60)).read("61")


def test_all_faults_are_told_at_once_with_questions_nobody_asked() -> None:
    with pytest.raises(Faults) as caught:
        read_all((question(Kind.NUMBER),), {"q": "x", "r": "1"})
    assert set(caught.value.words) == {"q", "r"}
