"""How many seats lack for each programme in each region: the least and the most, whoever gets a place."""

from __future__ import annotations

from functools import cache

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell as Value
from vakwerk.engines.matching import Cell, Cells, cells
from vakwerk.engines.places import distance_km, find_place, municipalities
from vakwerk.engines.words import Words

from . import titles
from .inputs import Pupil
from .sheets import page
from .solving import Outcome

MOST_TOWNS = 30
OWN = Words("zoals in de kolom regio", "as in the column region")
TOWN = Words("de gemeente waar de leerling woont", "the municipality where the pupil lives")
PROVINCE = Words("de provincie waar de leerling woont", "the province where the pupil lives")
ALL_PROGRAMMES = Words("alle opleidingen", "all programmes")
ALL_REGIONS = Words("alle regio's", "all regions")


def regions(outcome: Outcome) -> tuple[list[str], Words]:
    """(n,) region of each pupil and what a region is: the user's own where the column is filled in, else municipality,
    or province when there are more than 30 municipalities."""
    pupils = outcome.case.inputs.pupils
    towns = [_town(pupil) for pupil in pupils]
    wide = len(set(towns)) > MOST_TOWNS
    kind = PROVINCE if wide else TOWN
    lives = [_province(town) for town in towns] if wide else towns
    if any(pupil.region for pupil in pupils):
        kind = OWN
    return [pupil.region or live for pupil, live in zip(pupils, lives, strict=True)], kind


def _town(pupil: Pupil) -> str:
    """Where coordinates came without a name: the municipality whose centre is nearest."""
    if _province(pupil.municipality):
        return pupil.municipality
    return _nearest(round(pupil.lat, 3), round(pupil.lon, 3))


@cache
def _nearest(lat: float, lon: float) -> str:
    return min(municipalities(), key=lambda town: distance_km(town, (lat, lon))).name


@cache
def _province(town: str) -> str:
    """ "" when there is no such town; Brussels has no province and is one by itself."""
    found = find_place(town) if town else None
    return (found.municipality.province or found.municipality.region) if found else ""


def table(outcome: Outcome) -> tuple[Cells, Words]:
    """Programme by region, and what a region is."""
    area, kind = regions(outcome)
    programmes = [pupil.programme for pupil in outcome.case.inputs.pupils]
    return cells(outcome.plain, programmes, area, solution=outcome.settled), kind


def lacking(cell: Cell) -> str:
    """ "2", or "1-3" when it depends on who gets a place."""
    return str(cell.least) if cell.certain else f"{cell.least}–{cell.most}"


def regions_page(outcome: Outcome, language: str) -> Page:
    heads = (
        Words("opleiding", "programme"), Words("regio", "region"), Words("leerlingen", "pupils"),
        Words("minstens te weinig", "lacking at least"), Words("hoogstens te weinig", "lacking at most"),
        Words("van wie nergens heen kan", "of whom can go nowhere"), Words("in woorden", "in words"),
    )  # fmt: skip
    found, kind = outcome.regions
    remark = Words(
        f"Regio: {kind.nl}. Twee getallen verschillen als het ervan afhangt wie een plaats krijgt: over alle "
        "verdelingen die evenveel leerlingen plaatsen. Rijen per opleiding en regio tellen daarom niet zomaar op.",
        f"Region: {kind.en}. Two numbers differ when it depends on who gets a place: over all plans that place as many "
        "pupils. So the rows by programme and region do not simply add up.",
    ).text(language)
    shown = [found.total, *found.programmes, *found.regions, *found.cells] if found.total.most else []
    rows: list[list[Value]] = [_row(cell, language) for cell in shown if cell.most]
    return page(titles.CELLS, heads, rows, language, (34, 24, 11, 12, 12, 14, 60), remark)


def _row(cell: Cell, language: str) -> list[Value]:
    programme = ALL_PROGRAMMES.text(language) if cell.programme is None else str(cell.programme)
    region = ALL_REGIONS.text(language) if cell.region is None else str(cell.region)
    return [programme, region, cell.pupils, cell.least, cell.most, cell.no_place, _said(cell).text(language)]


def _said(cell: Cell) -> Words:
    if cell.certain:
        nl, en = f"zeker {_seats(cell.least)} te weinig", f"surely {cell.least} too few"
    elif cell.least:
        nl = f"{cell.least} tot {_seats(cell.most)} te weinig, naargelang wie een plaats krijgt"
        en = f"{cell.least} to {cell.most} too few, depending on who gets a place"
    else:
        nl = f"hoogstens {_seats(cell.most)} te weinig: het kan ook dat iedereen hier een plaats heeft"
        en = f"{cell.most} too few at most: it is also possible that everybody here has a place"
    return Words(nl, en)


def _seats(count: int) -> str:
    return "1 plaats" if count == 1 else f"{count} plaatsen"
