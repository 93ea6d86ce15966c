"""Seats at three levels: mentors below the establishment, below the company. Several mentors of a place are one pool.

Pools must nest, or no flow problem holds them (Edmonds 1970: a laminar family). Mentors A and B of one place and A
alone of another nest; A and B of one place and B and C of another cross, and are refused by name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np

from vakwerk.engines.matching.instance import NOWHERE
from vakwerk.engines.words import Words

from .cohort import Mentors, Places
from .rules import Rules

Level = Literal["mentors", "establishment", "company"]
PROVEN, NOT_KNOWN, FAILS = 1, 0, -1


class CapacityProblem(ValueError):
    """Caps that do not nest. `places` and `mentors` (from 0) show where; `words` says it in both languages."""

    def __init__(self, words: Words, places: tuple[int, ...] = (), mentors: tuple[int, ...] = ()) -> None:
        super().__init__(words.en)
        self.words, self.places, self.mentors = words, places, mentors


@dataclass(frozen=True)
class Cap:
    """What a cap is: `members` are mentors, or the one establishment or company."""

    level: Level
    members: tuple[int, ...]
    seats: int


@dataclass
class Tree:
    """`parent` (m,) cap above each place, `caps` with their seats, `above` the cap above each cap; -1 for none."""

    parent: list[int]
    caps: list[Cap] = field(default_factory=list)
    above: list[int] = field(default_factory=list)

    def add(self, cap: Cap, above: int) -> int:
        self.caps.append(cap)
        self.above.append(above)
        return len(self.caps) - 1


def mentor_status(mentors: Mentors, rules: Rules, day: np.datetime64) -> np.ndarray:
    """(q,) 1 meets the conditions on this day, 0 nothing says not, -1 does not (rule H2; all 0 when it is off)."""
    if not rules.on("H2") or not len(mentors):
        return np.zeros(len(mentors), dtype=np.int8)
    from .cohort import ages

    age = ages(mentors.birth, np.full(len(mentors), day))
    least = np.where(mentors.derogation, rules.number("H2", "least_age_derogation"), rules.number("H2", "least_age"))
    # A derogation may lower the age, the experience, or both; which, no source says: it lifts the experience too.
    short = (mentors.experience < rules.number("H2", "least_experience")) & ~mentors.derogation
    old_extract = day - mentors.extract > np.timedelta64(int(rules.number("H2", "extract_valid")), "D")
    term = day - mentors.recognised > np.timedelta64(int(rules.number("H2", "training_within")), "D")
    fails = (age < least) | short | old_extract | ((mentors.trained == 0) & term)
    unknown = np.isnan(age) | np.isnan(mentors.experience) | np.isnat(mentors.extract) | (mentors.trained != 1)
    return np.where(fails, FAILS, np.where(unknown, NOT_KNOWN, PROVEN)).astype(np.int8)


def tree(places: Places, mentors: Mentors, status: np.ndarray, rules: Rules) -> Tree:
    """The caps of a round. Raises `CapacityProblem` when they do not nest."""
    found = Tree([NOWHERE] * len(places))
    company = _companies(places, rules, found)
    establishment = _establishments(places, rules, found, company)
    site, firm = places.establishment.tolist(), places.company.tolist()
    for place in range(len(places)):
        found.parent[place] = establishment.get(site[place], company.get(firm[place], NOWHERE))
    _mentor_pools(places, mentors, status, rules, found)
    return found


def _companies(places: Places, rules: Rules, found: Tree) -> dict[int, int]:
    if not rules.on("H3"):
        return {}
    caps = {}
    for firm, employees in enumerate(places.employees.tolist()):
        if employees >= 0:
            most = employees or int(rules.number("H3", "without_employees"))
            caps[firm] = found.add(Cap("company", (firm,), max(most - int(places.learners[firm]), 0)), NOWHERE)
    return caps


def _establishments(places: Places, rules: Rules, found: Tree, company: dict[int, int]) -> dict[int, int]:
    if not rules.on("H3"):
        return {}
    firms = _one_company_each(places)
    caps = {}
    for site, contracts in enumerate(places.contracts.tolist()):
        if contracts >= 0:
            most = contracts or int(rules.number("H3", "without_employees"))
            caps[site] = found.add(Cap("establishment", (site,), most), company.get(firms.get(site, NOWHERE), NOWHERE))
    return caps


def _one_company_each(places: Places) -> dict[int, int]:
    """Company of each establishment."""
    firms: dict[int, int] = {}
    for place, (site, firm) in enumerate(zip(places.establishment.tolist(), places.company.tolist(), strict=True)):
        if site != NOWHERE and firms.setdefault(site, firm) != firm:
            words = Words("deze vestiging staat bij twee bedrijven.", "this establishment stands with two companies.")
            raise CapacityProblem(words, (place,))
    return firms


def _mentor_pools(places: Places, mentors: Mentors, status: np.ndarray, rules: Rules, found: Tree) -> None:
    """A cap above the places of each set of mentors, smaller sets below larger ones."""
    users = _sets(places, status)
    seats = {team: total for team in users if (total := _seats_of(team, mentors, rules)) is not None}
    users = {team: users[team] for team in seats}
    _refuse_crossing(places, users)
    made: dict[frozenset[int], int] = {}
    of_mentor: dict[int, list[frozenset[int]]] = defaultdict(list)
    for team in sorted(users, key=lambda mine: (-len(mine), sorted(mine))):
        larger = [other for mentor in team for other in of_mentor.get(mentor, ()) if team < other]
        above = made[min(larger, key=len)] if larger else found.parent[users[team][0]]
        made[team] = found.add(Cap("mentors", tuple(sorted(team)), seats[team]), above)
        for place in users[team]:
            found.parent[place] = made[team]
        for mentor in team:
            of_mentor[mentor].append(team)


def _sets(places: Places, status: np.ndarray) -> dict[frozenset[int], list[int]]:
    """Places of each set of mentors who may supervise."""
    teams: dict[int, set[int]] = defaultdict(set)
    for place, mentor in zip(places.mentor_place.tolist(), places.mentor.tolist(), strict=True):
        if status[mentor] != FAILS:
            teams[place].add(mentor)
    users: dict[frozenset[int], list[int]] = defaultdict(list)
    for place in sorted(teams):
        users[frozenset(teams[place])].append(place)
    return users


def _refuse_crossing(places: Places, users: dict[frozenset[int], list[int]]) -> None:
    of_mentor: dict[int, list[frozenset[int]]] = defaultdict(list)
    for team in users:
        for mentor in team:
            of_mentor[mentor].append(team)
    for mentor, teams in of_mentor.items():
        all_places = [place for team in teams for place in users[team]]
        if len({(int(places.establishment[p]), int(places.company[p])) for p in all_places}) > 1:
            words = Words("deze mentor staat bij twee vestigingen.", "this mentor stands with two establishments.")
            raise CapacityProblem(words, tuple(all_places), (mentor,))
        ordered = sorted(teams, key=len)
        for smaller, larger in pairwise(ordered):
            if not smaller <= larger:
                words = Words(
                    "de mentoren van deze werkplekken overlappen maar half; geef ze dezelfde mentoren, of elk eigen.",
                    "the mentors of these workplaces overlap halfway; give them the same mentors, or each its own.",
                )
                raise CapacityProblem(words, (users[smaller][0], users[larger][0]), (mentor,))


def _seats_of(team: frozenset[int], mentors: Mentors, rules: Rules) -> int | None:
    """Seats of a pool: the sum over its mentors; None when one has no maximum, so that the pool sets no limit."""
    general = int(rules.number("H4", "most_per_mentor")) if rules.on("H4") else None
    most = [int(mentors.most[mentor]) if mentors.most[mentor] >= 0 else general for mentor in team]
    known = [seats for seats in most if seats is not None]
    return sum(known) if len(known) == len(most) else None
