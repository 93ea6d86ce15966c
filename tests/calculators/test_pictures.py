"""Pictures show what the answer says, and nothing else."""

from __future__ import annotations

from vakwerk.calculators import pictures
from vakwerk.core.clock import parse_date
from vakwerk.engines.rules import Answer
from vakwerk.engines.rules.formulas import RULES
from vakwerk.parameters import loading


def answer(name: str, day: str, **given: object) -> Answer:
    asked = parse_date(day)
    assert asked
    return RULES[name].ask(given, asked, loading.register())


def test_the_calendar_numbers_every_training_day_once() -> None:
    picture = pictures.of(answer("search_clock", "2026-10-30", start="2026-10-19"))
    assert picture
    cells = [cell for month in picture["months"] for week in month["weeks"] for cell in week if cell]
    assert sorted(cell.count for cell in cells if cell.count) == list(range(1, 21))
    assert {
        cell.day.isoformat(): cell.kind for cell in cells if cell.day.day in {2, 11, 23} and cell.day.month == 11
    } == {
        "2026-11-02": "free",
        "2026-11-11": "free",
        "2026-11-23": "last",
    }
    assert {cell.day.day for cell in cells if cell.kind == "past"} == {19, 20, 21, 22, 23, 26, 27, 28, 29}


def test_work_past_midnight_is_drawn_on_both_days() -> None:
    week = {"sun": {"start": "22:00", "end": "02:00"}}
    picture = pictures.of(answer("minors_working_time", "2026-10-30", age=17, sector="shifts", **week))
    assert picture
    evening, morning = picture["bars"]
    assert (evening.width, morning.width) == (24, 24)
    assert morning.y < evening.y
    assert len(picture["open"]) == 3
    assert "zondag 22:00-02:00" in picture["words"]


def test_an_answer_without_a_picture_has_none() -> None:
    assert pictures.of(answer("contract_type", "2026-10-30", place="simulated")) is None
    lessons = {"mon": {"school": 7}}
    assert pictures.of(answer("minors_working_time", "2026-10-30", age=17, sector="ordinary", **lessons)) is None
