"""Small rounds for the tests of shortage, and the same questions answered by trying everything."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from vakwerk.engines.matching import Instance

NOWHERE = -1


@st.composite
def rounds(draw: st.DrawFn, most_pupils: int = 6, caps: bool = True, locks: bool = True) -> Instance:
    """Rounds of a few pupils and places, with caps in up to three levels and now and then a locked pupil."""
    n, m = draw(st.integers(1, most_pupils)), draw(st.integers(1, 5))
    k = draw(st.integers(0, 4)) if caps else 0
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, m - 1)), unique=True, max_size=3 * n))
    pupil, place = ([pair[at] for pair in pairs] for at in (0, 1))
    seats = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    parent = draw(st.lists(st.integers(NOWHERE, k - 1), min_size=m, max_size=m))
    room = draw(st.lists(st.integers(0, 3), min_size=k, max_size=k))
    above = [draw(st.integers(NOWHERE, cap - 1)) for cap in range(k)]
    free = Instance.from_edges(n, seats, pupil, place, [0] * len(pairs), parent=parent, caps=room, cap_parent=above)
    locked = np.full(n, NOWHERE)
    if locks and pairs and draw(st.booleans()) and rank(free, [place[0]]):
        locked[pupil[0]] = place[0]
    cost = draw(st.lists(st.integers(-5, 20), min_size=len(pairs), max_size=len(pairs)))
    return Instance.from_edges(n, seats, pupil, place, cost, parent=parent, caps=room, cap_parent=above, locked=locked)


def movable(instance: Instance) -> list[int]:
    return np.flatnonzero(instance.locked == NOWHERE).tolist()


def reach(instance: Instance, pupils: Iterable[int]) -> set[int]:
    return {int(place) for p in pupils for place in instance.place[instance.offsets[p] : instance.offsets[p + 1]]}


def rank(instance: Instance, places: Iterable[int]) -> int:
    """Seats that these places can give together beside locked pupils, straight from the definition of the caps."""
    chosen, taken = set(places), [place for place in instance.locked.tolist() if place != NOWHERE]

    def locked_below(cap: int) -> int:
        return sum(cap in instance.chain(place) for place in taken)

    def gives(cap: int) -> int:
        under = [j for j in chosen if instance.parent[j] == cap]
        caps = [c for c in range(len(instance.caps)) if instance.cap_parent[c] == cap]
        total = sum(int(instance.seats[j]) - taken.count(j) for j in under) + sum(gives(c) for c in caps)
        return total if cap == NOWHERE else min(total, int(instance.caps[cap]) - locked_below(cap))

    return gives(NOWHERE)


def subsets(members: list[int]) -> Iterable[tuple[int, ...]]:
    return chain.from_iterable(combinations(members, size) for size in range(len(members) + 1))


def most(instance: Instance, pupils: list[int]) -> int:
    """Pupils of these that can be placed together: the theorem of Rado (1942), over all subsets."""
    return min(len(pupils) - len(some) + rank(instance, reach(instance, some)) for some in subsets(pupils))


def ratios(instance: Instance) -> dict[int, Fraction]:
    """Ratio of every movable pupil: over and over the largest set with the fewest seats a pupil, all subsets tried."""
    found: dict[int, Fraction] = {}
    filled: set[int] = set()
    while left := [pupil for pupil in movable(instance) if pupil not in found]:
        before = rank(instance, filled)
        tightest, _size, chosen = min(
            (Fraction(rank(instance, filled | reach(instance, some)) - before, len(some)), -len(some), some)
            for some in subsets(left)
            if some
        )
        found |= dict.fromkeys(chosen, tightest)
        filled |= reach(instance, chosen)
    return found


def shuffled(instance: Instance, seed: int) -> tuple[Instance, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The same round with pupils, places and caps in another order; then the new number of each pupil and place."""
    rng = np.random.default_rng(seed)
    pupil, place, cap = (rng.permutation(size) for size in (instance.n_pupils, instance.n_places, len(instance.caps)))
    cap_number, place_number = np.append(cap, NOWHERE), np.append(place, NOWHERE)
    other = Instance.from_edges(
        instance.n_pupils,
        instance.seats[np.argsort(place)],
        pupil[instance.rows()],
        place[instance.place],
        instance.cost[rng.permutation(instance.n_edges)],
        parent=cap_number[instance.parent][np.argsort(place)],
        caps=instance.caps[np.argsort(cap)],
        cap_parent=cap_number[instance.cap_parent][np.argsort(cap)],
        locked=place_number[instance.locked][np.argsort(pupil)],
    )
    return other, pupil, place


def crowded(seed: int, caps: bool = True) -> Instance:
    """Two hundred pupils for too few places nearby, under mentors and companies that have fewer seats than those."""
    rng = np.random.default_rng(seed)
    n, m, mentors, companies = 200, 80, 30, 10
    pupil = rng.integers(0, n, 500)
    nearby = (pupil * m // n + rng.integers(-5, 6, 500)) % m
    pairs = np.unique(np.stack([pupil, nearby], axis=1), axis=0)
    seats, parent = rng.integers(1, 5, m), rng.integers(0, mentors, m)
    above = rng.integers(mentors, mentors + companies, mentors)
    below = np.bincount(parent, weights=seats, minlength=mentors)
    mentor, company = (0.5, 0.8) if caps else (1, 1)
    rooms = [mentor * below, company * np.bincount(above - mentors, weights=below, minlength=companies)]
    return Instance.from_edges(
        n,
        seats,
        pairs[:, 0],
        pairs[:, 1],
        rng.integers(0, 9, len(pairs)),
        parent=parent,
        caps=np.ceil(np.concatenate(rooms)).astype(int),
        cap_parent=np.concatenate([above, np.full(companies, NOWHERE)]),
    )
