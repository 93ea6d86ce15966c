"""Any spreadsheet computes the shares of an allocation again, to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import assume, given, settings
from openpyxl import load_workbook

from tests.engines.money.spreadsheet import Spreadsheet
from tests.engines.money.strategies import claims, pools
from vakwerk.core import downloads
from vakwerk.engines.money import (
    Allocation,
    Claim,
    Count,
    Formula,
    InfeasibleError,
    Key,
    Part,
    Sheet,
    TooLargeError,
    apportion,
    divide,
    recount_sheet,
)


def _check(allocation: Allocation, nudge: bool = False) -> None:
    sheet = Spreadsheet(downloads.recount_bytes(recount_sheet(allocation)), nudge=nudge)
    keys = sorted(claim.key for claim in allocation.claims)
    assert sheet.column("Aandeel (cent)") == [allocation.shares[key] for key in keys]
    assert sheet["C6"] == sheet["C7"] == "ja"


@given(pools, claims())
@settings(max_examples=25)
def test_the_formulas_give_the_shares_to_the_cent(pool: int, found: list[Claim]) -> None:
    assume(found)
    try:
        allocation = apportion(pool, found)
        _check(allocation)
        _check(allocation, nudge=True)
    except InfeasibleError:
        assume(False)
    except TooLargeError:
        assert pool * max(sum(Fraction(c.weight) for c in found), 1) > 10**10


def test_who_changes_the_pool_or_a_count_sees_the_shares_move() -> None:
    allocation = apportion(10_000, [Claim("a", Decimal("10.5")), Claim("b", 7), Claim("c", Fraction(1, 2))])
    book = load_workbook(BytesIO(downloads.recount_bytes(recount_sheet(allocation))))
    page = book.worksheets[0]
    page["C1"], page["C10"] = 20_001, 3
    out = BytesIO()
    book.save(out)
    again = apportion(20_001, [Claim("a", 3), Claim("b", 7), Claim("c", Fraction(1, 2))])
    assert Spreadsheet(out.getvalue()).column("Aandeel (cent)") == list(again.shares.values())


@pytest.mark.parametrize("pupils", [200, Decimal("120.5"), 7])
def test_by_a_rate_the_pool_follows_who_changes_a_count(pupils: int | Decimal) -> None:
    """72.24 a pupil, as in 2017: there is no fixed pool to divide."""
    counts = [Count("a", "1", Decimal("10.5")), Count("b", "1", Decimal(300))]
    division = divide(Key({"1": 1}, rate=7224), counts)
    sheet = recount_sheet(division.allocation, parts=division.parts, rate=division.fixed)
    book = load_workbook(BytesIO(downloads.recount_bytes(sheet)))
    page = book.worksheets[0]
    page["C10"] = pupils
    out = BytesIO()
    book.save(out)
    again = Spreadsheet(out.getvalue())
    assert again.column("Aandeel (cent)") == [Decimal(str(pupils)) * 7224, 300 * 7224]
    assert again["C6"] == "ja"


def test_weights_are_shown_as_what_they_are_made_of() -> None:
    """Three groups of 2, 1.5 and 1, with half pupils."""
    pupils = {"a": (10, Decimal("2.5"), 0), "b": (0, 4, Decimal("7.5"))}
    factors = (2, Decimal("1.5"), 1)
    weights = {
        key: sum((f * n for f, n in zip(factors, each, strict=True)), Decimal(0)) for key, each in pupils.items()
    }
    parts = [
        Part(f"Groep {i + 1}", factor, {key: each[i] for key, each in pupils.items()})
        for i, factor in enumerate(factors)
    ]
    allocation = apportion(1_000_000_000, [Claim(key, weight) for key, weight in weights.items()])
    sheet = Spreadsheet(downloads.recount_bytes(recount_sheet(allocation, parts=parts, names={"a": "School A"})))
    assert sheet["B10"] == "School A"
    assert sheet.column("Groep 2") == [2.5, 4]
    assert sheet.column("Aandeel (cent)") == list(allocation.shares.values())
    assert sheet.column("Aandeel (euro)")[0] == allocation.shares["a"] / 100
    with pytest.raises(ValueError, match="make"):
        recount_sheet(apportion(5, [Claim("a", 1), Claim("b", 1)]), parts=parts)


def test_a_weight_that_never_ends_is_given_as_an_integer() -> None:
    allocation = apportion(100, [Claim("a", Fraction(1, 3)), Claim("b", Fraction(1, 7))])
    sheet = Spreadsheet(downloads.recount_bytes(recount_sheet(allocation, language="en")))
    assert sheet.column("Weight") == ["1/3", "1/7"]
    assert sheet.column("Share (cents)") == [70, 30]


def test_a_bound_that_is_claimed_wrongly_is_seen() -> None:
    allocation = apportion(1_000, [Claim("a", 1), Claim("b", 8, cap=100)])
    book = load_workbook(BytesIO(downloads.recount_bytes(recount_sheet(allocation))))
    book.worksheets[0]["G11"] = None  # as if the cap of b did not decide
    out = BytesIO()
    book.save(out)
    assert Spreadsheet(out.getvalue())["C7"] == "nee"


def test_what_does_not_fit_exactly_is_refused() -> None:
    with pytest.raises(TooLargeError):
        recount_sheet(apportion(10**12, [Claim("a", 10**6), Claim("b", 1)]))


def test_text_from_outside_never_becomes_a_formula() -> None:
    evil = '=HYPERLINK("http://example.org","klik")'
    sheet = recount_sheet(apportion(5, [Claim(evil, 1)]), names={evil: evil}, title="=1")
    page = load_workbook(BytesIO(downloads.recount_bytes(sheet))).worksheets[0]
    assert [page["A10"].data_type, page["B10"].data_type] == ["s", "s"]
    assert page["A10"].value == f"'{evil}"


@pytest.mark.parametrize(
    "text",
    [
        'HYPERLINK("x")',
        "[other.xlsx]Sheet1!A1",
        "Sheet2!A1",
        'cmd|"/c calc"!A0',
        "WEBSERVICE(A1)",
        "SUM(A1)+name",
        'IF(A1="a"&"=b",1,0)',
        "1.5",
        "SUMX(A1)",
    ],
)
def test_only_formulas_of_a_recount_are_written(text: str) -> None:
    with pytest.raises(ValueError, match="Not a formula"):
        downloads.recount_bytes(Sheet("x", ((Formula(text),),), first_row=2))
