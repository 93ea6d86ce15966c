"""Write `vakwerk/talent/data/programme_profiles.csv`: an interest profile with its error for every programme.

    python tools/build_programme_profiles.py

Reads the catalogue's groups, components, occupations and links, and the talent room's `isco_riasec.csv`,
`occupation_riasec.csv` and `programme_profile_corrections.csv`. The result is committed; run it again after a change
in one of them. The rules, in order (docs/measurement.md, section 5):

1. mean of the linked occupations' profiles; an occupation after further study weighs half; 2. a basic option without
links: mean, over the domains it lets you taste, of grade 2 in the finalities its stream prepares for (2A: DO and DU,
2B: A, both: all three); 3. an option that combines options: their mean;
4. every value that stands in the corrections replaces the computed one.

Every profile is provisional.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent / "vakwerk"
CATALOGUE, TALENT = ROOT / "catalogue" / "data", ROOT / "talent" / "data"
RIASEC = "RIASEC"
NOT_A_CHOICE = {"ov3", "other"}
INDIRECT_WEIGHT = 0.5
OCCUPATION_SD = 0.8
"""Spread of one type between the jobs one programme leads to, when only one job is linked."""
TRANSFER_SE = 0.45
"""What a rating of an American job is uncertain by as a description of a Flemish classroom; judgement."""
CORRECTED_SE, DOMAIN_SE = 0.7, 0.8
PREPARES_FOR = {"A": {"DO", "DU"}, "B": {"A"}, "": {"DO", "DU", "A"}}
JOIN = " - "
OFFERED = {"standard", "dual_only", "basic_option"}
SPECIAL = {
    "Topsport": "topsportstatuut",
    "Freinetpedagogie": "pedagogisch project",
    "Rudolf Steinerpedagogie": "pedagogisch project",
    "Yeshiva": "levensbeschouwelijk project",
}
HEAD = (
    "# source=Vakwerk: berekend uit catalogue/data/programme_occupations.csv en O*NET 30.2 (USDOL/ETA, CC BY 4.0, "
    "modified), met de hand verbeterd | seen_on=2026-11-23 | licence=CC BY 4.0 | status=voorlopig\n"
)
FIELDS = ["group", "title", "kind", "grade", "stream", "finality", "domains", *RIASEC, *(f"se_{k}" for k in RIASEC)]

Row = dict[str, str]
Profile = NDArray[np.float64]


@dataclass
class Made:
    """A profile on its way: mean and se, shape (6,), and how it came about."""

    mean: Profile
    se: Profile
    provenance: str
    note: str


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def six(row: Row) -> Profile:
    return np.array([float(row[scale]) for scale in RIASEC])


def occupation_profiles() -> dict[str, Profile]:
    """Profile by occupation slug: its own, else that of its ISCO-08 unit group."""
    isco = {row["isco08"]: six(row) for row in read(TALENT / "isco_riasec.csv")}
    own = {row["occupation"]: six(row) for row in read(TALENT / "occupation_riasec.csv")}
    jobs = read(CATALOGUE / "occupations.csv")
    return {job["slug"]: own[job["slug"]] if job["slug"] in own else isco[job["isco08"]] for job in jobs}


def from_occupations(links: Sequence[Row], jobs: dict[str, Profile]) -> Made:
    """Weighted mean over linked jobs; the error holds the spread between them and the transfer from O*NET."""
    values = np.array([jobs[link["occupation"]] for link in links])
    weights = np.array([1.0 if link["direct"] == "1" else INDIRECT_WEIGHT for link in links])
    weights /= weights.sum()
    mean = weights @ values
    spread = (OCCUPATION_SD**2 + len(links) * (weights @ (values - mean) ** 2)) / (1 + len(links))
    error = np.sqrt(spread * (weights**2).sum() + TRANSFER_SE**2)
    return Made(mean, error, "occupations", f"{len(links)} beroepen")


def from_domains(option: Row, made: dict[str, Made], groups: list[Row], places: dict[str, list[str]]) -> Made:
    """A basic option tastes of its domains: mean over domains of the mean over finalities of their grade-2
    programmes.
    """
    tastes = []
    for domain in places[option["number"]]:
        cells: dict[str, list[Profile]] = defaultdict(list)
        for group in groups:
            if group["grade"] == "2" and group["kind"] == "standard" and domain in places[group["number"]]:
                cells[group["finality"]].append(made[group["number"]].mean)
        wanted = PREPARES_FOR[option["stream"]] & cells.keys() or cells.keys()
        tastes.append(np.mean([np.mean(cells[finality], axis=0) for finality in sorted(wanted)], axis=0))
    return Made(np.mean(tastes, axis=0), np.full(6, DOMAIN_SE), "domain", "gemiddelde van het domein in de 2de graad")


def combined(options: Sequence[Made]) -> Made:
    """A 2B option of two or three options: their mean; what they share is no surer for being combined."""
    mean, error = (np.mean([getattr(one, name) for one in options], axis=0) for name in ("mean", "se"))
    return Made(mean, error, "domain", "gemiddelde van de opties waaruit ze bestaat")


def corrected(number: str, made: dict[str, Made], corrections: dict[str, Row]) -> Made:
    """The hand's word: filled values replace, empty ones stay as computed."""
    row, base = corrections[number], made.get(number)
    if base and not any(row[scale] for scale in RIASEC):
        return base
    hand = np.array([float(row[scale]) if row[scale] else np.nan for scale in RIASEC])
    if base is None and np.isnan(hand).any():
        raise SystemExit(f"{number} has no computed profile, so its correction needs all six values")
    mean = np.where(np.isnan(hand), base.mean if base else 0.0, hand)
    error = np.where(np.isnan(hand), base.se if base else 0.0, CORRECTED_SE)
    return Made(mean, error, "corrected", row["reason"])


def compute() -> tuple[list[Row], dict[str, list[str]], dict[str, Made]]:
    """The groups, their domains and their profiles."""
    groups = [row for row in read(CATALOGUE / "groups.csv") if row["kind"] not in NOT_A_CHOICE]
    places, jobs = domains_of(groups), occupation_profiles()
    corrections = {row["group"]: row for row in read(TALENT / "programme_profile_corrections.csv")}
    links: dict[str, list[Row]] = defaultdict(list)
    for link in read(CATALOGUE / "programme_occupations.csv"):
        links[link["group"]].append(link)
    made = {row["number"]: from_occupations(links[row["number"]], jobs) for row in groups if links[row["number"]]}
    correct(made, [row for row in groups if row["grade"] != "1"], corrections)
    first = [row for row in groups if row["grade"] == "1"]
    single = [row for row in first if JOIN not in row["title"]]
    made |= {row["number"]: from_domains(row, made, groups, places) for row in single if places[row["number"]]}
    correct(made, single, corrections)
    titles = {row["title"]: row["number"] for row in single}
    made |= {
        row["number"]: combined([made[titles[part]] for part in row["title"].split(JOIN)])
        for row in first
        if row not in single
    }
    if missing := [row["title"] for row in groups if row["number"] not in made]:
        raise SystemExit(f"no profile for {missing}")
    return groups, places, made


def correct(made: dict[str, Made], rows: Iterable[Row], corrections: dict[str, Row]) -> None:
    for row in rows:
        if row["number"] in corrections:
            made[row["number"]] = corrected(row["number"], made, corrections)


def domains_of(groups: list[Row]) -> dict[str, list[str]]:
    """Study domains per group, the first one leads: those a basic option is related to, those of the components, and
    for a programme that nobody offers (no domain in the source) the one we read from its name.
    """
    places: dict[str, list[str]] = {row["number"]: row["related_domains"].split() for row in groups}
    for component in read(CATALOGUE / "components.csv"):
        domains = places.setdefault(component["group"], [])
        if component["domain"] and component["domain"] not in domains:
            domains.append(component["domain"])
    for row in read(TALENT / "programme_profile_corrections.csv"):
        places[row["group"]] = places[row["group"]] or row["domain"].split()
    return places


def special(title: str) -> str:
    """Why a programme is not put on a menu by interest alone: other things decide about it first."""
    return next((reason for word, reason in SPECIAL.items() if word in title), "")


def render(groups: list[Row], places: dict[str, list[str]], made: dict[str, Made]) -> str:
    """The whole file."""
    addresses: Counter[str] = Counter()
    for component in read(CATALOGUE / "components.csv"):
        addresses[component["group"]] += int(component["addresses"] or 0)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*FIELDS, "addresses", "special", "provenance", "note"])
    for row in sorted(groups, key=lambda row: row["number"]):
        one = made[row["number"]]
        table.writerow(
            [
                *(row[name] for name in ("number", "title", "kind", "grade", "stream", "finality")),
                "|".join(places[row["number"]]),
                *(f"{value:.2f}" for value in np.clip(one.mean, 1, 7)),
                *(f"{value:.2f}" for value in one.se),
                addresses[row["number"]],
                special(row["title"])
                or ("" if addresses[row["number"]] or row["kind"] not in OFFERED else "nergens aangeboden"),
                one.provenance,
                one.note,
            ]
        )
    return HEAD + text.getvalue()


if __name__ == "__main__":
    groups, places, made = compute()
    (TALENT / "programme_profiles.csv").write_text(render(groups, places, made), encoding="utf-8")
    for kind in ("occupations", "domain", "corrected"):
        print(kind, sum(one.provenance == kind for one in made.values()))
