"""Columns, cells and what is said about those that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.imports.example import HEADERS, ROWS, SPEC, csv_file
from vakwerk.core.imports import parsers
from vakwerk.core.imports.checking import Checked, check
from vakwerk.core.imports.mapping import Table, guess, remember, remembered, table_of
from vakwerk.core.imports.readers import ReadError, read


def table(content: bytes) -> Table:
    return table_of(read(content), SPEC)


def checked(rows: list[list[str]], headers: list[str] | None = None) -> Checked:
    found = table(csv_file(rows, headers))
    return check(found, SPEC, guess(found, SPEC))


def test_columns_are_guessed_by_alias_whatever_case_accent_and_punctuation() -> None:
    found = table(csv_file([["Noor", "3A", "A1", "Maes"]], ["VOORNAAM:", "klas", "Nr", "Fàmilie-naam"]))
    assert guess(found, SPEC) == {"first_name": 0, "class": 1, "number": 2, "last_name": 3}


def test_a_title_above_the_headers_is_passed_over() -> None:
    content = b"Klaslijst 3A;;\nGemaakt op 1/9/2026\n\n" + csv_file()
    found = table(content)
    assert (found.header_row, len(found.rows)) == (4, 2)


def test_double_headers_are_refused_with_both_columns_named() -> None:
    with pytest.raises(ReadError, match=r"(?i)\bB\b.*\bD\b.*naam"):
        table(csv_file([["A1", "x", "y", "z"]], ["nr", "Naam", "klas", " naam "]))


def test_headers_without_rows_are_refused() -> None:
    with pytest.raises(ReadError):
        table(csv_file([]))


def test_right_rows_become_records() -> None:
    result = checked(ROWS)
    assert result.problems == []
    assert [(r.row, r["first_name"], r["born"]) for r in result.records] == [
        (2, "Noor", date(2012, 3, 17)), (3, "Zoë", date(2011, 9, 1)),
    ]  # fmt: skip


def test_each_wrong_cell_is_named_by_row_column_header_and_value() -> None:
    result = checked([["A1", "", "Maes", "32/13/2012"], ["A2", "Zoë", "Claes", "#REF!"]])
    assert [(p.row, p.column, p.header, p.value) for p in result.problems] == [
        (2, "B", "Voornaam", ""), (2, "D", "Geboortedatum", "32/13/2012"), (3, "D", "Geboortedatum", "#REF!"),
    ]  # fmt: skip
    assert all(len(problem.message) > 10 for problem in result.problems)
    assert result.records == []


def test_a_required_column_that_is_missing_is_the_only_thing_said() -> None:
    result = checked([["Noor", "Maes"]], ["voornaam", "naam"])
    assert len(result.problems) == 1
    assert "Number" in result.problems[0].message


def test_two_rows_about_the_same_are_named_together() -> None:
    problem = checked([ROWS[0], ["a1", "Ander", "Kind", ""]]).problems[0]
    assert (problem.row, problem.value) == (3, "a1")
    assert "2" in problem.message


def test_two_rows_about_the_same_are_named_even_when_one_has_another_problem() -> None:
    problems = checked([["A1", "", "Maes", ""], ROWS[0]]).problems
    assert [(problem.row, problem.column) for problem in problems] == [(2, "B"), (3, "A")]


def test_after_a_thousand_problems_counting_stops() -> None:
    assert len(checked([["", "", "", "x"]] * 3000).problems) < 1100


def test_messages_are_in_the_language_of_the_reader() -> None:
    from django.utils.translation import override

    with override("nl"):
        dutch = checked([["A1", "", "Maes", ""]]).problems[0].message
    with override("en"):
        english = checked([["A1", "", "Maes", ""]]).problems[0].message
    assert "empty" in english
    assert "leeg" in dutch


@pytest.mark.django_db
def test_a_choice_is_remembered_per_organisation_and_headers() -> None:
    found = table(csv_file())
    remember(found, SPEC, 7, {"number": 0, "first_name": 2})
    assert remembered(table(csv_file([ROWS[1]])), SPEC, 7) == {"number": 0, "first_name": 2}
    assert remembered(found, SPEC, 8) is None
    assert remembered(table(csv_file(headers=[*HEADERS[:3], "Andere"])), SPEC, 7) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("17/03/2012", date(2012, 3, 17)), ("1-9-2011", date(2011, 9, 1)),
     ("2011-09-01", date(2011, 9, 1)), ("01.09.2011", date(2011, 9, 1))],
)  # fmt: skip
def test_days_are_read_as_they_are_written_here(text: str, day: date) -> None:
    assert parsers.day(text) == day


@pytest.mark.parametrize("text", ["31/02/2012", "2012", "vandaag", "03/17/2012", "1/1/12", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="31/12/2026"):
        parsers.day(text)


PARSERS = (
    parsers.whole_number,
    parsers.number_to(500),
    parsers.school_year,
    parsers.yes_no,
    parsers.one_of({"a": "b"}),
)


@pytest.mark.parametrize(
    ("parse", "text"), [(parsers.number_to(500), "501"), (parsers.number_to(500), "-1"), (parsers.school_year, "26")]
)
def test_a_number_out_of_bounds_is_refused(parse: Callable[[str], int], text: str) -> None:
    with pytest.raises(ValueError, match=r"500|2026-2027"):
        parse(text)


def test_numbers_words_and_choices() -> None:
    assert parsers.whole_number("1 234,0") == 1234
    assert parsers.yes_no("Ja")
    assert not parsers.yes_no("0")
    assert parsers.one_of({"Voltijds": "full", "Deeltijds": "part"})("deeltijds") == "part"
    assert parsers.number_to(500)("500") == 500
    assert parsers.school_year("2026") == parsers.school_year("2026 - 2027") == parsers.school_year("2026/27") == 2026
    for parse in PARSERS:
        with pytest.raises(ValueError):
            parse("twaalf")


def value_or_sentence(parse: Callable[[str], object], text: str) -> object:
    try:
        parse(text)
    except ValueError as refused:
        return str(refused)
    return "a value"


@given(st.text(max_size=40))
def test_every_parser_gives_a_value_or_a_sentence(text: str) -> None:
    for parse in (parsers.text, parsers.day, *PARSERS):
        assert value_or_sentence(parse, text)
