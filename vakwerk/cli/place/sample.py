"""Example files for 80 pupils: made up, labelled so in the files, with something in them for every sheet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from vakwerk.cli.files import Outputs, Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.cli.problems import refuse
from vakwerk.engines.words import Words

from .fields import MENTORS, PLACES, PUPILS, Field

SEED, N_PUPILS, N_PLACES = 20261123, 80, 56
START, END = "2026-09-01", "2027-06-30"
REMARK = Words(
    "FICTIEF: verzonnen door Vakwerk, geen echte leerlingen, bedrijven of plaatsen",
    "FICTITIOUS: made up by Vakwerk, no real pupils, companies or places",
)
# Name, share of the pupils, share of the workplaces: the fourth comes out short.
PROGRAMMES = (
    ("Elektrische installaties duaal", 22, 22),
    ("Lassen-constructie duaal", 16, 20),
    ("Verzorgende duaal", 16, 12),
    ("Bakkerij duaal", 12, 15),
    ("Groenaanleg en -beheer duaal", 12, 14),
    ("Winkelbeheer duaal", 20, 20),
)
TOWNS = (
    "9000 Gent", "Gentbrugge", "Ledeberg", "Sint-Amandsberg", "Mariakerke", "Wondelgem", "Drongen",
    "9820 Merelbeke-Melle", "9090 Melle",
    "9230 Wetteren", "9080 Lochristi", "9940 Evergem", "9800 Deinze", "9270 Laarne", "9160 Lokeren",
    "9060 Zelzate", "9840 Nazareth-De Pinte",
)  # fmt: skip
# How a coordinator might divide the country round Ghent, town by town.
AREAS = ("Gent",) * 7 + ("Schelde",) * 3 + ("Noord",) * 2 + ("Leie", "Schelde", "Waas", "Noord", "Leie")
MODES = (Words("fiets", "bike"), Words("openbaar vervoer", "public transport"), Words("auto", "car"))
# Workplaces that keep a seat for two pupils, until a day ahead and until one that has passed.
RESERVED = {8: "2027-02-01", 20: "2026-01-15"}
# Workplaces of the programme that is short which do not take part: one left out, one without a seat.
SLEEPING = (("W57", "9000 Gent", 2, True), ("W58", "9160 Lokeren", 0, False))
SECTORS = ("bouw", "metaal", "zorg", "voeding", "groen", "handel")


def write(folder: Path, language: str) -> list[Path]:
    """Pupils, workplaces and mentors as XLSX and as CSV. Raises `Refused` when they cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("deze map kan niet worden gemaakt.", "this folder cannot be made.", file=str(folder)) from error
    english, outputs, remark = language == "en", Outputs(language), REMARK.text(language)
    names = ("pupils", "workplaces", "mentors") if english else ("leerlingen", "werkplekken", "mentoren")
    draw = random.Random(SEED)  # noqa: S311  # an example, not a secret
    pupils = _page(names[0], PUPILS, _PUPIL_KEYS, _pupils(draw, language), language)
    places = _page(names[1], PLACES, _PLACE_KEYS, _places(draw, pupils.rows, language), language)
    mentors = _page(names[2], MENTORS, tuple(field.key for field in MENTORS), _mentors(draw, language), language)
    written = [folder / f"{names[0]}.xlsx", folder / f"{names[1]}.xlsx"]
    outputs.book(written[0], [pupils], remark)
    outputs.book(written[1], [places, mentors], remark)
    for page, name in ((pupils, names[0]), (places, names[1]), (mentors, names[2])):
        outputs.table(folder / f"{name}.csv", page.heads, page.rows, remark)
    outputs.commit()
    return written


_PUPIL_KEYS = (
    "pupil",
    "programme",
    "where",
    "mode",
    "minutes",
    "birth",
    "start",
    "end",
    "school",
    "search_days",
    "region",
    "wish",
)
_PLACE_KEYS = (
    "place", "company", "establishment", "programmes", "where", "seats", "recognised_from", "recognised_until",
    "start", "end", "least_age", "employees", "learners", "mentors", "reserved", "reserved_for", "release", "drop",
)  # fmt: skip


def _page(title: str, fields: Sequence[Field], keys: Sequence[str], rows: list[list[Cell]], language: str) -> Page:
    labels = {field.key: field.label.text(language) for field in fields}
    return Page(title, [labels[key] for key in keys], rows)


def _pupils(draw: random.Random, language: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    names = [name for name, _p, _w in PROGRAMMES]
    shares = [share for _n, share, _w in PROGRAMMES]
    for number in range(1, N_PUPILS + 1):
        mode = draw.choices((0, 1, 2), (45, 45, 10))[0]
        birth = date(2008, 9, 1) + timedelta(days=draw.randrange(730))
        wish = f"W{draw.randrange(1, N_PLACES + 1):02d}" if draw.random() < 0.08 else ""
        programme, town = draw.choices(names, shares)[0], draw.choice(TOWNS)
        rows.append(
            [
                f"L{number:03d}",
                programme,
                town,
                MODES[mode].text(language),
                draw.choice((45, 60, 60, 75)),
                birth.isoformat(),
                START,
                END,
                "9000",
                draw.choices((0, 4, 8, 12, 16), (55, 20, 12, 8, 5))[0],
                AREAS[TOWNS.index(town)],
                wish,
            ]
        )
    return rows


def _places(draw: random.Random, pupils: Sequence[Sequence[Cell]], language: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    sector = draw.choices(range(len(PROGRAMMES)), [share for _n, _p, share in PROGRAMMES], k=N_PLACES)
    for number in range(1, N_PLACES + 1):
        main = sector[number - 1]
        programmes = [PROGRAMMES[main][0]]
        if main < 2 and draw.random() < 0.2:
            programmes.append(PROGRAMMES[1 - main][0])
        expires = date(2027, 8, 31) + timedelta(days=draw.randrange(900))
        expired = number in (7, 23)
        employees = draw.choice((0, 2, 4, 9, 25, 60))
        release = RESERVED.get(number, "")
        kept = [pupil[0] for pupil in pupils if release and pupil[1] == programmes[0]][:2]
        rows.append(
            [
                f"W{number:02d}",
                f"Fictief {SECTORS[main]} {number:02d} bv",
                f"2.{number:03d}.000.000",
                "; ".join(programmes),
                draw.choice(TOWNS),
                draw.choices((1, 2, 3), (50, 35, 15))[0],
                (expires - timedelta(days=1826)).isoformat(),
                "2027-01-15" if expired else expires.isoformat(),
                START if number != 12 else "2026-11-02",
                END,
                18 if number == 31 else None,
                employees,
                None,
                f"M{number:02d}" if number % 5 else f"M{number:02d}; M{number:02d}b",
                1 if release else None,
                "; ".join(str(code) for code in kept),
                release,
                None,
            ]
        )
    return rows + [_asleep(*place, language) for place in SLEEPING]


def _asleep(code: str, town: str, seats: int, drop: bool, language: str) -> list[Cell]:
    number, yes = code[1:], "yes" if language == "en" else "ja"
    programme = PROGRAMMES[3][0]
    recognised: list[Cell] = ["2024-09-01", "2029-08-31", START, END]
    seen: list[Cell] = [None, 4, None, "", None, "", "", yes if drop else None]
    name = f"Fictief {SECTORS[3]} {number} bv"
    return [code, name, f"2.0{number}.000.000", programme, town, seats, *recognised, *seen]


def _mentors(draw: random.Random, language: str) -> list[list[Cell]]:
    yes, no = ("yes", "no") if language == "en" else ("ja", "nee")
    rows: list[list[Cell]] = []
    for number in range(1, N_PLACES + 1):
        for suffix in ("", "b") if number % 5 == 0 else ("",):
            extract = date(2026, 8, 20) - timedelta(days=400 if number == 17 else draw.randrange(300))
            birth = date(2003 if number == 34 else draw.randrange(1965, 1996), 5, 1)
            rows.append(
                [
                    f"M{number:02d}{suffix}",
                    birth.isoformat(),
                    draw.randrange(6, 30),
                    extract.isoformat(),
                    yes,
                    None,
                    no,
                    2,
                ]
            )
    return rows
