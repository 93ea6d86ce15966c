"""Small made-up rounds, and the slow and obvious way to the best outcome of each: try everything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vakwerk.engines.matching import Instance, Reservation
from vakwerk.engines.matching.instance import cap_use

Outcome = tuple[int, ...]


def some_round(seed: int, *, caps: int = 0, groups: int = 1, locks: bool = False, reserved: bool = False) -> Instance:
    """At most 6 pupils and 5 places; costs may be negative, places may have no seat."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 7)), int(rng.integers(1, 6))
    pairs = np.array([(p, j) for p in range(n) for j in range(m) if rng.random() < 0.5]).reshape(-1, 2)
    seats = rng.integers(0, 3, m)
    held = [Reservation(0, 1, rng.permutation(n)[: n // 2].tolist())] if reserved and seats[0] else []
    instance = Instance.from_edges(
        n,
        seats,
        pairs[:, 0],
        pairs[:, 1],
        rng.integers(-5, 20, len(pairs)),
        parent=rng.integers(-1, caps, m) if caps else None,
        caps=rng.integers(1, 4, caps),
        cap_parent=[int(rng.integers(-1, cap)) if cap else -1 for cap in range(caps)],
        group=rng.integers(0, groups, n),
        reserved=held,
    )
    return with_locks(instance, rng) if locks else instance


def with_locks(instance: Instance, rng: np.random.Generator) -> Instance:
    """The same round with some pupils of a feasible outcome locked where they are."""
    outcome = list(outcomes(instance))[-1]
    locked = np.where(rng.random(instance.n_pupils) < 0.4, outcome, -1)
    return replace(instance, locked=locked.astype(np.int32))


def outcomes(instance: Instance) -> Iterator[Outcome]:
    """Every feasible outcome: the place of each pupil as the solver counts places."""
    choices = []
    for pupil in range(instance.n_pupils):
        lock = int(instance.locked[pupil])
        own = instance.place[instance.offsets[pupil] : instance.offsets[pupil + 1]].tolist()
        choices.append([lock] if lock >= 0 else [-1, *own])
    for outcome in itertools.product(*choices):
        use = np.bincount([place for place in outcome if place >= 0], minlength=instance.n_places).astype(np.int64)
        if (use <= instance.seats).all() and (cap_use(instance, use) <= instance.caps).all():
            yield outcome


def cost_of(instance: Instance, outcome: Outcome) -> int:
    return sum(int(instance.cost[instance.edge(p, place)]) for p, place in enumerate(outcome) if place >= 0)


def placed_by_group(instance: Instance, outcome: Outcome) -> tuple[int, ...]:
    placed = np.array(outcome) >= 0
    return tuple(np.bincount(instance.group[placed], minlength=instance.n_groups).tolist())


def shares(instance: Instance, outcome: Outcome) -> list[float]:
    """Share placed of each group that has pupils, the smallest first: what leximin compares."""
    sizes = np.bincount(instance.group, minlength=instance.n_groups)
    counts = placed_by_group(instance, outcome)
    return sorted(count / size for count, size in zip(counts, sizes, strict=True) if size)


def made(seed: int, pupils: int = 300, places: int = 120, reach: int = 8) -> tuple[int, np.ndarray, np.ndarray]:
    """A larger round: (pupils, seats (m,), rows of pupil, place, cost)."""
    rng = np.random.default_rng(seed)
    rows = [(p, int(j), int(rng.integers(0, 200))) for p in range(pupils) for j in rng.permutation(places)[:reach]]
    return pupils, rng.integers(0, 4, places), np.array(rows)
