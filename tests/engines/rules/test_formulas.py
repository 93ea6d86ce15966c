"""What the rules keep whatever is asked: properties, and the words people read."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.rules import Answer, Faults, Kind, Question, Shift, Verdict
from vakwerk.engines.rules.formulas import RULES, checks
from vakwerk.engines.rules.formulas.allowance import ALLOWANCE
from vakwerk.engines.rules.formulas.checks import Check
from vakwerk.engines.rules.formulas.contract import CONTRACT
from vakwerk.engines.rules.formulas.forbidden_work import FORBIDDEN_WORK
from vakwerk.engines.rules.formulas.mentor import MENTOR
from vakwerk.engines.rules.formulas.premiums import PREMIUMS
from vakwerk.engines.rules.formulas.search_clock import SEARCH_CLOCK, run_clock
from vakwerk.engines.rules.formulas.working_time import WORKING_TIME, gaps
from vakwerk.engines.rules.periods import DAY, SHORT, months_after, next_period, school_year_ends, whole_months
from vakwerk.engines.school_calendar import holiday_on, is_school_day
from vakwerk.engines.words import Words
from vakwerk.parameters import loading

REGISTER = loading.register()
TODAY = date(2024, 9, 2)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
WEEKDAYS = st.frozensets(st.integers(0, 4), min_size=1)
HALF_HOURS = st.integers(0, 47).map(lambda half: time(half // 2, 30 * (half % 2)))
SHIFTS = st.builds(
    lambda start, end, pause: Shift(start, end, 0 if start == end else pause), HALF_HOURS, HALF_HOURS, st.just(0)
)
PREMIUM = {
    "end": "2024-06-30",
    "contract": "oao",
    "programme": "alternating",
    "establishment": "flanders",
    "home": "flanders",
    "level": 3,
    "share": 60,
    "company_times": 0,
    "pupil_times": 0,
}


@pytest.mark.parametrize("case", loading.cases(), ids=lambda case: f"{case.rule}: {case.name}")
def test_every_answer_is_complete_in_both_languages(case) -> None:
    answer = case.answer(RULES, REGISTER)
    said = [answer.headline, *answer.steps, *answer.notes, *answer.warnings]
    said += [words for grid in answer.grids for words in (grid.title, *grid.heads)]
    assert [words for words in said if not words.nl or not words.en] == []
    assert all(bool(cell.nl) is bool(cell.en) for grid in answer.grids for row in grid.rows for cell in row)
    assert all(len(row) == len(grid.heads) for grid in answer.grids for row in grid.rows)
    assert all(len(grid.verdicts) in {0, len(grid.rows)} for grid in answer.grids)


@given(st.integers(0, 60_00), st.booleans())
def test_a_contract_turns_exactly_at_the_boundary(hundredths: int, construction: bool) -> None:
    average = Decimal(hundredths) / 100
    answer = CONTRACT.ask({"place": "real", "average": average, "construction": construction}, TODAY, REGISTER)
    assert answer.result["paid"] is (average >= 20)
    assert answer.result["dimona"] == ("STG" if average < 20 else "RTA" if construction else "ALT")


@given(st.integers(1, 60), st.integers(1, 53), st.integers(1, 53))
def test_hours_and_weeks_give_the_exact_average(hours: int, weeks: int, year: int) -> None:
    given_ = {"place": "real", "hours": hours, "weeks": weeks, "year_weeks": year}
    if weeks > year:
        with pytest.raises(Faults, match="more weeks"):
            CONTRACT.ask(given_, TODAY, REGISTER)
        return
    answer = CONTRACT.ask(given_, TODAY, REGISTER)
    assert answer.result["paid"] is (Fraction(hours * weeks, year) >= 20)


def test_without_average_or_weeks_the_contract_says_what_is_missing() -> None:
    with pytest.raises(Faults) as caught:
        CONTRACT.ask({"place": "real", "hours": 24}, TODAY, REGISTER)
    assert set(caught.value.words) == {"average"}


def test_an_allowance_without_a_level_shows_all_three() -> None:
    answer = ALLOWANCE.ask({"certificate": "nee"}, date(2024, 5, 10), REGISTER)
    assert "van 600,50 euro tot 714,40 euro" in answer.headline.nl
    assert len(answer.grids[0].rows) == 3


@given(DAYS, st.integers(1, 60), WEEKDAYS, st.frozensets(st.integers(0, 300), max_size=5))
def test_the_clock_counts_exactly_its_school_days(
    start: date, total: int, weekdays: frozenset[int], offsets: frozenset[int]
) -> None:
    free = frozenset(start + n * DAY for n in offsets)
    clock = run_clock(start, total, weekdays, free)
    span = [start + n * DAY for n in range((clock.deadline - start).days + 1)]
    assert list(clock.days) == [day for day in span if is_school_day(day, free) and day.weekday() in weekdays]
    assert len(clock.days) == total
    assert all(holiday_on(day) is None for day in clock.days)


@given(DAYS, st.integers(-10, 100))
def test_what_is_left_of_the_clock_only_falls(start: date, offset: int) -> None:
    def left(day: date) -> int:
        return SEARCH_CLOCK.ask({"start": start}, day, REGISTER).result["left"]  # type: ignore[return-value]

    day = start + timedelta(offset)
    assert 20 >= left(day) >= left(day + DAY) >= 0


def test_a_clock_that_never_ends_is_refused() -> None:
    free = [(date(2026, 9, 1) + n * DAY).isoformat() for n in range(100)]
    answer = SEARCH_CLOCK.ask({"start": "2026-09-01", "free": free, "weekdays": ["mon"]}, date(2026, 9, 1), REGISTER)
    assert answer.result["deadline"] > date(2027, 1, 1)
    with pytest.raises(Faults):
        run_clock(date(2026, 9, 1), 2000, frozenset({0}), frozenset())


@pytest.mark.parametrize(
    ("changed", "company", "pupil"),
    [
        ({}, 1000, 500),
        ({"contract": "da"}, 1000, 500),
        ({"contract": "sao"}, 600, 500),
        ({"programme": "other"}, 0, 0),
        ({"mentor": "nee"}, 0, 500),
        ({"home": "brussels"}, 1000, 0),
        ({"establishment": "wallonia"}, 0, 500),
        ({"registered": "2023-12-02"}, 0, 0),
    ],
)
def test_each_condition_takes_away_its_own_premium(changed: dict[str, str], company: int, pupil: int) -> None:
    answer = PREMIUMS.ask(PREMIUM | changed, date(2023, 9, 1), REGISTER)
    assert (answer.result["company"], answer.result["pupil"]) == (company, pupil)


def test_a_premium_that_hangs_on_open_answers_says_so() -> None:
    answer = PREMIUMS.ask(PREMIUM, date(2023, 9, 1), REGISTER)
    assert answer.verdict is Verdict.ON_CONDITION
    assert "als de rest in orde is" in answer.headline.nl
    sure = PREMIUMS.ask(PREMIUM | {"mentor": "ja", "registered": "2023-09-10"}, date(2023, 9, 1), REGISTER)
    assert sure.verdict is Verdict.YES


def test_an_agreement_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Faults, match="before the first day"):
        PREMIUMS.ask(PREMIUM | {"end": "2023-08-01"}, date(2023, 9, 1), REGISTER)


@given(DAYS, st.integers(0, 40))
def test_months_on_the_calendar_come_back(first: date, months: int) -> None:
    last = months_after(first, months)
    assert first <= last
    assert last.day <= first.day
    assert whole_months(first, next_period(first, months) - DAY) == months


def test_a_rule_of_which_nobody_says_since_when_answers_for_every_day() -> None:
    answer = SEARCH_CLOCK.ask({"start": "1999-09-01"}, date(1999, 9, 1), REGISTER)
    assert (answer.version, answer.result["deadline"]) == (None, date(1999, 9, 28))


def raw(question: Question) -> st.SearchStrategy[object]:
    """Something that a person could answer, right or not."""
    odd = st.sampled_from([None, "", "x", -1, "31/12/2150"])
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from([option.key for option in question.options]) | odd
        case Kind.SEVERAL:
            return st.lists(st.sampled_from([option.key for option in question.options])) | odd
        case Kind.YES_NO:
            return st.booleans() | odd
        case Kind.DATE:
            return st.dates(date(1950, 1, 1), date(2150, 12, 31)) | odd
        case Kind.DATES:
            return st.lists(st.dates(date(1950, 1, 1), date(2150, 12, 31)), max_size=5) | odd
        case Kind.SHIFT:
            return SHIFTS | odd
    return st.integers(0, 100) | st.decimals(0, 100, places=2) | odd


@pytest.mark.parametrize("name", sorted(RULES))
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_is_asked_a_rule_answers_or_says_what_is_wrong(name: str, data: st.DataObject) -> None:
    rule = RULES[name]
    asked = {question.key: data.draw(raw(question)) for question in rule.questions}
    day = data.draw(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
    try:
        answer = rule.ask(asked, day, REGISTER)
    except Faults as told:
        faults = told
    else:
        _is_whole(answer)
        return
    assert set(faults.words) <= {question.key for question in rule.questions}


def _is_whole(answer: Answer) -> None:
    assert answer.headline.nl
    assert answer.headline.en
    assert answer.computed or answer.waits_for or answer.version is None


@given(DAYS)
def test_a_school_year_ends_on_the_next_31_august(day: date) -> None:
    end = school_year_ends(day)
    assert (end.month, end.day) == (8, 31)
    assert timedelta(0) <= end - day < timedelta(366)


@given(st.dictionaries(st.integers(0, 6), SHIFTS, min_size=1))
def test_work_and_rest_fill_the_week(roster: dict[int, Shift]) -> None:
    found = gaps(roster)
    assert len(found) == len(roster)
    assert sum(length for _, length in found) + sum(shift.minutes for shift in roster.values()) == 7 * 24 * 60


@given(st.dictionaries(st.sampled_from(SHORT), SHIFTS, min_size=1), st.integers(15, 17))
def test_a_roster_that_is_allowed_stays_so_with_less_work(roster: dict[str, Shift], age: int) -> None:
    def allowed(week: dict[str, Shift]) -> object:
        return WORKING_TIME.ask({"age": age, "sector": "ordinary", **week}, TODAY, REGISTER).result["allowed"]

    if allowed(roster) and len(roster) > 1:
        key = next(iter(roster))
        assert allowed({other: shift for other, shift in roster.items() if other != key})


def test_a_roster_names_each_fault_on_its_day() -> None:
    week = {"mon": {"start": "22:00", "end": "02:00"}, "tue": {"start": "08:00", "end": "12:00"}}
    answer = WORKING_TIME.ask({"age": 17, "sector": "ordinary", **week}, TODAY, REGISTER)
    monday, tuesday, whole = answer.grids[0].rows
    assert monday[2].nl.startswith("nachtarbeid")
    assert tuesday[2].nl == "minstens 12 uur rust voor dit begin"
    assert whole[2].nl == "in orde"
    assert answer.grids[0].verdicts == (Verdict.NO, Verdict.NO, Verdict.YES)


@pytest.mark.parametrize(("rule", "key"), [(WORKING_TIME, "mon"), (FORBIDDEN_WORK, "work")])
def test_an_empty_question_is_told(rule, key) -> None:
    given_ = {"age": 16, "sector": "ordinary"} if key == "mon" else {"age": 16, "work": []}
    with pytest.raises(Faults) as caught:
        rule.ask(given_, TODAY, REGISTER)
    assert set(caught.value.words) == {key}


@pytest.mark.parametrize("age", [10, 14])
def test_who_is_too_young_does_not_work(age: int) -> None:
    week = {"mon": {"start": "10:00", "end": "12:00"}}
    answer = WORKING_TIME.ask({"age": age, "sector": "ordinary", **week}, TODAY, REGISTER)
    assert (answer.verdict, answer.result["broken"]) == (Verdict.NO, ("age",))


def test_a_mentor_is_born_before_the_designation_and_not_refused_while_the_term_runs() -> None:
    given_ = {"born": "1980-01-01", "years": 10, "derogation": False, "extract": "2024-08-01", "training": "later"}
    assert MENTOR.ask(given_ | {"recognised": "2024-06-01"}, TODAY, REGISTER).result["allowed"] is None
    assert MENTOR.ask(given_ | {"recognised": "2023-06-01"}, TODAY, REGISTER).result["allowed"] is False
    assert MENTOR.ask(given_ | {"training": "done"}, TODAY, REGISTER).result["allowed"] is True
    with pytest.raises(Faults) as caught:
        MENTOR.ask(given_ | {"born": "2030-09-01"}, TODAY, REGISTER)
    assert set(caught.value.words) == {"born"}


def test_forbidden_work_is_for_the_ages_that_the_rule_is_about() -> None:
    def ask(age: int, *work: str) -> Answer:
        return FORBIDDEN_WORK.ask({"age": age, "work": list(work)}, TODAY, REGISTER)

    young = ask(13, "toxic", "walk_behind")
    assert (young.verdict, young.result["forbidden"]) == (Verdict.NO, ("toxic", "walk_behind"))
    assert "jonger is dan 15 jaar" in young.headline.nl
    grown = ask(30, "forklift", "toxic")
    assert (grown.verdict, grown.result["on_condition"]) == (Verdict.ON_CONDITION, ("forklift",))
    assert grown.headline.nl.startswith("Vanaf 18 jaar gelden deze verboden hier niet, behalve voor een jobstudent")
    assert ask(30, "toxic").verdict is Verdict.YES
    assert ask(17, "forklift").verdict is Verdict.NO


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ((True, True), Verdict.YES),
        ((True, None), Verdict.ON_CONDITION),
        ((None, False), Verdict.NO),
        ((), Verdict.YES),
    ],
)
def test_conditions_add_up_to_a_verdict(states: tuple[bool | None, ...], verdict: Verdict) -> None:
    found = tuple(Check(Words("v", "c"), state) for state in states)
    assert checks.verdict(found) is verdict
    assert len(checks.grid(Words("t", "t"), found).rows) == len(states)
