"""What a register says on a day, and how sure it is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.rules import DatedValue, Parameter, Register, Status, Unit
from vakwerk.engines.words import Words

DAY = date(2024, 4, 1)


def parameter(*values: DatedValue) -> Parameter:
    return Parameter("p", Words("Bedrag", "Amount"), Unit.EURO, "owner", values)


def value(amount: str | None, since: date | None = DAY, **more: object) -> DatedValue:
    status = Status.NOT_FOUND if amount is None else Status.CONFIRMED
    found = {"status": status, "source": "s", **more}
    return DatedValue(Decimal(amount) if amount else None, valid_from=since, **found)  # type: ignore[arg-type]


def test_before_its_first_value_a_parameter_knows_nothing() -> None:
    reading = parameter(value("1")).on(DAY - timedelta(1))
    assert (reading.value, reading.status) == (None, Status.NOT_FOUND)
    assert reading.absence.en == "Amount: no source found for 31 March 2024."


def test_an_abolished_value_is_no_longer_read() -> None:
    reading = parameter(value("1", valid_to=date(2024, 6, 30))).on(date(2024, 7, 1))
    assert (reading.value, reading.over) == (None, True)
    assert reading.absence.nl == "Bedrag: afgeschaft na 30 juni 2024."


def test_past_the_day_its_source_vouches_for_a_value_is_given_with_a_warning() -> None:
    known = parameter(value("1", sure_until=date(2024, 12, 31)))
    assert known.on(date(2024, 12, 31)).warning is None
    late = known.on(date(2025, 1, 1))
    assert late.value == 1
    assert late.warning is not None
    assert "31 december 2024" in late.warning.nl


def test_a_value_to_be_confirmed_warns() -> None:
    reading = parameter(value("2070.48", status=Status.TO_BE_CONFIRMED)).on(DAY)
    assert reading.warning is not None
    assert reading.warning.nl == "Bedrag: 2.070,48 euro (nog te bevestigen)."


def test_past_its_day_a_value_to_be_confirmed_stays_so_and_no_source_is_said_to_vouch() -> None:
    known = parameter(value("2111.89", status=Status.TO_BE_CONFIRMED, sure_until=date(2026, 3, 31)))
    warning = known.on(date(2026, 4, 1)).warning
    assert warning is not None
    assert warning.nl == (
        "Bedrag: 2.111,89 euro (nog te bevestigen). De waarde gold naar verwachting tot 31 maart 2026. "
        "Kijk na of er een nieuwere is."
    )
    assert "vouches" not in warning.en


def test_days_of_every_year_are_written_as_days_and_other_items_stay_as_they_are() -> None:
    value = DatedValue(("05-15", "13-45", "AGODI"), Status.CONFIRMED, "s")
    reading = Parameter("p", Words("Dagen", "Days"), Unit.LIST, "owner", (value,)).on(DAY)
    assert (reading.written.nl, reading.written.en) == ("15 mei, 13-45 en AGODI", "15 May, 13-45 and AGODI")


def test_a_text_has_words_for_who_reads_english() -> None:
    value = DatedValue(("de aanloop", "duaal"), Status.CONFIRMED, "s", english=("preparation", "dual"))
    reading = Parameter("p", Words("Wat telt", "What counts"), Unit.LIST, "owner", (value,)).on(DAY)
    assert (reading.written.nl, reading.written.en) == ("de aanloop en duaal", "preparation and dual")


@pytest.mark.parametrize(
    "wrong", [{"status": Status.NOT_FOUND}, {"source": ""}, {"valid_to": DAY - timedelta(1)}], ids=str
)
def test_a_value_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="value"):
        value("1", **wrong)


def test_two_values_from_the_same_day_are_refused() -> None:
    with pytest.raises(ValueError, match="same day"):
        parameter(value("1"), value("2"))


def test_a_new_value_changes_nothing_before_its_day_and_leaves_the_old_register_alone() -> None:
    old = Register.of([parameter(value("1"))])
    new = old.with_value("p", value("2", DAY + timedelta(10)))
    assert [new.on("p", DAY + timedelta(n)).value for n in (9, 10)] == [1, 2]
    assert old.on("p", DAY + timedelta(10)).value == 1


@given(st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1)), unique=True, max_size=8), st.dates())
def test_the_value_in_force_is_the_latest_that_started(starts: list[date], day: date) -> None:
    found = parameter(*(value(str(start.toordinal()), start) for start in starts)).on(day)
    started = [start.toordinal() for start in starts if start <= day]
    assert found.value == (max(started) if started else None)
