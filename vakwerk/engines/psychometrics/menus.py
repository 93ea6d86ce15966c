"""From advice to a menu: grouped, broad, without numbers. This is all that a page for a child gets to see.

Breadth rule (docs/measurement.md): the clear group is filled by turns over kinds of programmes, the others over cells
of domain and finality, so that no single kind of programme fills a group; then every finality that exists in the list
is present at least twice and at least four domains are (as far as the list has them), with the best fitting programme
of what was missing, marked as added for breadth.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal

import numpy as np

from .advice import Advice, Group, standard_pupil
from .scales import RIASEC, SCALE_MIDDLE

WHY_BAR = 0.25
"""Standardised steps above the own level from which a type counts as a reason, for pupil and programme alike; and the
pupil must like it at all (above the middle answer), or "because you like" would be untrue."""
ALIKE, ALIKE_MOST = 0.75, 4
"""Programmes at most this far apart (standardised) are alike: two strangers are 3.5 apart."""

CLEAR_AT_LEAST = 6
"""The clear group shows one programme of each kind; when those are few, more of the same kinds up to this number."""
STEP, WITHIN_KIND = 0.1, 0.3
"""Steps in which fits are compared, and those in the clear group: within a kind hardly anything but the lot decides."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broad a menu is. Sizes are the most programmes per group; `least` the fewest in all."""

    clear: int = 10
    maybe: int = 6
    surprising: int = 4
    per_finality: int = 2
    domains: int = 4
    least: int = 8


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One programme on the menu. The place in the list means nothing: entries stand in order of key.

    `because`: types both share, strongest first.
    `alike`: keys of programmes in the same domain with nearly the same interests, not on the menu themselves.
    """

    key: str
    group: Group
    finality: str
    domain: str
    reason: Literal["fit", "breadth"]
    because: tuple[str, ...]
    alike: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.__slots__}
        return values | {"because": list(self.because), "alike": list(self.alike)}


@dataclass(frozen=True, slots=True)
class Menu:
    entries: tuple[MenuEntry, ...]

    def group(self, name: Group) -> tuple[MenuEntry, ...]:
        return tuple(entry for entry in self.entries if entry.group == name)

    @property
    def finalities(self) -> frozenset[str]:
        return frozenset(entry.finality for entry in self.entries)

    @property
    def domains(self) -> frozenset[str]:
        return frozenset(entry.domain for entry in self.entries)

    def as_list(self) -> list[dict[str, Any]]:
        return [entry.as_dict() for entry in self.entries]


def menu(advice: Advice, breadth: Breadth | None = None) -> Menu:
    """The menu of one pupil. Deterministic; does not depend on the order in which programmes were given."""
    return _Cook(advice, breadth or Breadth()).serve()


def _order(advice: Advice, lots: Sequence[float], steps: float) -> list[int]:
    """Best first, in steps of 0.1 of chance and `steps` of fit; within a step the lot decides.

    Many programmes are hardly different in interests. Ranked to the last decimal the same few would always hide the
    others.
    """
    chance, fit = np.round(advice.chance, 1).tolist(), np.round(advice.fit / steps).tolist()
    return sorted(range(len(lots)), key=lambda i: (-chance[i], -fit[i], lots[i]))


def _lots(advice: Advice) -> list[float]:
    """A lot per programme, fixed by seed and key."""
    programmes = advice.programmes
    weights = programmes.lot_weights.tolist()
    return [_lot(advice.seed, key, weight) for key, weight in zip(programmes.keys, weights, strict=True)]


def _lot(seed: int, key: str, weight: float) -> float:
    """An exponential waiting time with rate `weight`: the first to come is drawn, more weight comes sooner."""
    number = int.from_bytes(blake2b(f"{seed}:{key}".encode(), digest_size=6).digest(), "big")
    return -math.log((number + 1) / (2**48 + 1)) / weight


class _Cook:
    def __init__(self, advice: Advice, breadth: Breadth) -> None:
        self.advice, self.breadth = advice, breadth
        self.profiles = advice.programmes.standardised()
        lots = _lots(advice)
        self.order, self.within = _order(advice, lots, STEP), _order(advice, lots, WITHIN_KIND)
        self.chosen: dict[int, tuple[Group, Literal["fit", "breadth"]]] = {}

    def serve(self) -> Menu:
        clear = self._by_turns((i for i in self.within if self.advice.strength(i) == "clear"), self._kind)
        wanted = max(CLEAR_AT_LEAST, len(self.advice.clear_kinds))
        self._take(clear, min(wanted, self.breadth.clear), "clear")
        good = [i for i in self.order if i not in self.chosen and self.advice.strength(i) != "weak"]
        shown = set(self._count(self.advice.programmes.domains))
        self._take(
            self._by_turns(i for i in good if self.advice.programmes.domains[i] not in shown),
            self.breadth.surprising,
            "surprising",
        )
        maybe = (i for i in good if self.advice.strength(i) == "maybe" and i not in self.chosen)
        self._take(self._by_turns(maybe), self.breadth.maybe, "maybe")
        self._broaden()
        return Menu(tuple(self._entry(i) for i in sorted(self.chosen)))

    def _take(self, candidates: Iterable[int], most: int, group: Group) -> None:
        for index, _ in zip(candidates, range(most), strict=False):
            self.chosen[index] = (group, "fit")

    def _by_turns(self, indices: Iterable[int], cell_of: Callable[[int], Hashable] | None = None) -> Iterator[int]:
        """Best of every cell first, then the second of every cell: cells in order of their best programme."""
        cells: dict[Hashable, list[int]] = {}
        for index in indices:
            cells.setdefault((cell_of or self._cell)(index), []).append(index)
        for turn in range(max(map(len, cells.values()), default=0)):
            yield from (cell[turn] for cell in cells.values() if turn < len(cell))

    def _broaden(self) -> None:
        """Add what breadth asks for: a missing finality, in a domain that fits if there is one; a missing domain."""
        programmes, breadth = self.advice.programmes, self.breadth
        fitting = set(self._count(programmes.domains))
        for finality in sorted(set(programmes.finalities)):
            wanted = [i for i in self.order if programmes.finalities[i] == finality and i not in self.chosen]
            wanted.sort(key=lambda i: programmes.domains[i] not in fitting)
            self._add(wanted, breadth.per_finality - self._count(programmes.finalities)[finality])
        while len(self._count(programmes.domains)) < breadth.domains:
            known = self._count(programmes.domains)
            if not self._add([i for i in self.order if programmes.domains[i] not in known], 1):
                break
        rest = self._by_turns(i for i in self.order if i not in self.chosen)
        self._add(list(rest), breadth.least - len(self.chosen))

    def _add(self, candidates: list[int], most: int) -> bool:
        added = candidates[: max(0, most)]
        self.chosen.update(dict.fromkeys(added, ("maybe", "breadth")))
        return bool(added)

    def _count(self, names: Sequence[str]) -> Counter[str]:
        return Counter(names[i] for i in self.chosen)

    def _kind(self, index: int) -> int:
        return int(self.advice.programmes.kinds[index])

    def _cell(self, index: int) -> tuple[str, str]:
        return self.advice.programmes.domains[index], self.advice.programmes.finalities[index]

    def _entry(self, index: int) -> MenuEntry:
        group, reason = self.chosen[index]
        domain, finality = self._cell(index)
        key = self.advice.programmes.keys[index]
        return MenuEntry(key, group, finality, domain, reason, self._because(index), self._alike(index))

    def _alike(self, index: int) -> tuple[str, ...]:
        """Nearest first, at most ALIKE_MOST, of those nearer than ALIKE."""
        gaps = np.linalg.norm(self.profiles - self.profiles[index], axis=1)
        domains = self.advice.programmes.domains
        near = (int(i) for i in np.argsort(gaps, kind="stable") if gaps[i] <= ALIKE)
        same = [i for i in near if i not in self.chosen and domains[i] == domains[index]]
        return tuple(self.advice.programmes.keys[i] for i in same[:ALIKE_MOST])

    def _because(self, index: int) -> tuple[str, ...]:
        pupil, programme = standard_pupil(self.advice.profile), self.profiles[index]
        liked = (pupil > WHY_BAR) & (self.advice.profile.means > SCALE_MIDDLE)
        shared = np.where(liked & (programme > WHY_BAR), pupil * programme, 0.0)
        return tuple(RIASEC[k] for k in np.argsort(-shared, kind="stable")[:2] if shared[k] > 0)
