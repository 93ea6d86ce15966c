"""A placement round as arrays: who may go where at what cost, how many seats there are, and who shares them.

Pupils and places are numbered from 0. An *edge* says that a pupil may go to a place, at an integer cost (for instance
tenths of a minute of travel plus preferences; lower is better). Seats are counted at levels that nest: a place has
seats, and may stand under a *cap* (the pool of its mentors), which may stand under another cap (the establishment), and
so on up to the company. A pupil uses one seat at every level. Because the levels nest (a laminar family) the problem
stays a flow problem: it has whole-number optima, and prices that prove them.

A seat that is reserved for some pupils is a place of its own beside the open seats; `home` tells which place it is
really. Pupils that are locked to a place keep it; their seats are taken before anything is solved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .problems import InstanceProblem

Indices = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]
NOWHERE = -1
MOST_EDGES = 2**31 - 2
DEAREST = 2**30
# Penalties and prices are sums of costs along a path; this keeps every one of them inside 64 bits with room to spare.
MOST_MONEY = 2**60


@dataclass(frozen=True)
class Reservation:
    """`seats` of `place` are for `pupils` only, as long as the reservation stands (`released` is False)."""

    place: int
    seats: int
    pupils: Sequence[int]
    released: bool = False


@dataclass(frozen=True)
class Instance:
    """One round. Make it with `from_edges`; all arrays are read-only.

    offsets (n+1,), place (E,), cost (E,): edges in compressed rows by pupil, places ascending within a pupil.
    seats (m,): of every place, reserved parts included as places of their own. home (m,): the place people know.
    parent (m,): the cap above a place, -1 for none. caps (k,), cap_parent (k,): seats of a cap and the cap above it.
    locked (n,): the place a pupil keeps, -1 for none. group (n,): priority group, 0 first.
    """

    n_pupils: int
    offsets: Offsets
    place: Indices
    cost: Indices
    seats: Indices
    home: Indices
    parent: Indices
    caps: Indices
    cap_parent: Indices
    locked: Indices
    group: Indices
    n_known: int = field(default=0)

    @property
    def n_places(self) -> int:
        """Places as the solver counts them: those people know, and after them the reserved parts."""
        return len(self.seats)

    @property
    def n_edges(self) -> int:
        return len(self.place)

    @property
    def n_groups(self) -> int:
        return int(self.group.max()) + 1 if self.n_pupils else 1

    @classmethod
    def from_edges(
        cls,
        n_pupils: int,
        seats: npt.ArrayLike,
        pupil: npt.ArrayLike,
        place: npt.ArrayLike,
        cost: npt.ArrayLike,
        *,
        parent: npt.ArrayLike | None = None,
        caps: npt.ArrayLike = (),
        cap_parent: npt.ArrayLike | None = None,
        locked: npt.ArrayLike | None = None,
        group: npt.ArrayLike | None = None,
        reserved: Sequence[Reservation] = (),
    ) -> Instance:
        """Checked and sorted. `pupil`, `place`, `cost`: (E,) of any integer type, in any order.

        `seats` (m,) of each place; `parent` (m,) its cap or -1; `caps` (k,) seats of each cap; `cap_parent` (k,) the
        cap above it or -1; `locked` (n,) the place a pupil keeps or -1; `group` (n,) priority group, 0 goes first.
        Raises `InstanceProblem` for a number of pupils that is none, edges outside the round, pairs given twice,
        negative seats, costs beyond 2**30, caps in a circle, locks that are not eligible or exceed the seats.
        """
        n_pupils = _number(n_pupils)
        places, limits = _integers("seats", seats), _integers("caps", caps)
        rows, columns, costs = (_integers(name, x) for name, x in (("pupil", pupil), ("place", place), ("cost", cost)))
        _check_edges(n_pupils, len(places), rows, columns, costs)
        order = np.lexsort((columns, rows)) if not _in_order(rows, columns) else slice(None)
        rows, columns, costs = rows[order], columns[order], costs[order]
        _refuse_twice(rows, columns)
        instance = cls(
            n_pupils,
            _fixed(np.searchsorted(rows, np.arange(n_pupils + 1)), np.int64),
            _fixed(columns),
            _fixed(costs),
            _fixed(_seats(places)),
            _fixed(np.arange(len(places))),
            _fixed(_one_of(len(limits), parent, len(places), "parent")),
            _fixed(_seats(limits)),
            _fixed(_one_of(len(limits), cap_parent, len(limits), "cap_parent")),
            _fixed(_one_of(len(places), locked, n_pupils, "locked")),
            _fixed(_groups(group, n_pupils)),
            len(places),
        )
        _refuse_circles(instance)
        for reservation in reserved:
            instance = instance._with(reservation)
        if len(instance.seats) > len(places):
            instance = replace(instance, locked=_fixed(_reserved_first(instance)))
        _check_locks(instance)
        return instance

    def _with(self, reservation: Reservation) -> Instance:
        """This round with one reservation: its seats become a place beside the open ones, for its pupils only."""
        at, taken, pupils = _checked(reservation, self.n_pupils)
        if reservation.released or not taken:
            return self
        if not (0 <= at < self.n_known and 0 < taken <= self.seats[at]):
            raise InstanceProblem("reservation", f"Place {at + 1} has no {taken} seats to reserve.", place=at)
        seats = np.append(self.seats, taken)
        seats[at] -= taken
        entitled = np.isin(self.rows(), pupils) & (self.place == at)
        places = np.concatenate([self.place, np.full(int(entitled.sum()), self.n_places, dtype=np.int32)])
        costs = np.concatenate([self.cost, self.cost[entitled]])
        rows = np.concatenate([self.rows(), self.rows()[entitled]])
        order = np.lexsort((places, rows))
        return replace(
            self,
            offsets=_fixed(np.searchsorted(rows[order], np.arange(self.n_pupils + 1)), np.int64),
            place=_fixed(places[order]),
            cost=_fixed(costs[order]),
            seats=_fixed(seats),
            home=_fixed(np.append(self.home, at)),
            parent=_fixed(np.append(self.parent, self.parent[at])),
        )

    def rows(self) -> Indices:
        """(E,) the pupil of every edge."""
        return np.repeat(np.arange(self.n_pupils, dtype=np.int32), np.diff(self.offsets))

    def edge(self, pupil: int, place: int) -> int:
        """Position of the edge between them, -1 when that pupil may not go there."""
        low, high = int(self.offsets[pupil]), int(self.offsets[pupil + 1])
        at = low + int(np.searchsorted(self.place[low:high], place))
        return at if at < high and self.place[at] == place else NOWHERE

    def chain(self, place: int) -> list[int]:
        """The caps above a place, nearest first."""
        found, cap = [], int(self.parent[place])
        while cap != NOWHERE:
            found.append(cap)
            cap = int(self.cap_parent[cap])
        return found

    def penalty_unit(self) -> int:
        """More than any exchange of places can cost: one pupil in, one out, everybody else moving on the way.

        An exchange changes the place of each pupil at most once, so its cost lies below the widest difference between
        two costs times the pupils that can be placed. A penalty above that makes "most pupils placed" strictly first.
        """
        if not self.n_edges:
            return 1
        widest = max(abs(int(self.cost.max())), abs(int(self.cost.min()))) * 2 + 1
        unit = widest * (min(self.n_pupils, int(self.seats.sum(dtype=np.int64))) + 1)
        if unit * (self.n_groups + 1) > MOST_MONEY:
            raise InstanceProblem("cost_range", "The costs are too large for this many pupils; use coarser costs.")
        return unit


def _number(n_pupils: int | np.integer[Any]) -> int:
    """A number that one more can be added to, whatever it was counted in."""
    if not _is_whole(n_pupils) or not 0 <= n_pupils <= MOST_EDGES:
        raise InstanceProblem("n_pupils", f"`n_pupils` must be a whole number from 0 to {MOST_EDGES}.")
    return int(n_pupils)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _integers(name: str, values: npt.ArrayLike) -> npt.NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise InstanceProblem("shape", f"`{name}` must be one row of numbers.")
    if array.size and array.dtype.kind not in "iub":
        return _as_python_counts(name, values, array.dtype)
    return array if array.size else array.astype(np.int64)


def _as_python_counts(name: str, values: npt.ArrayLike, kind: np.dtype[Any]) -> npt.NDArray[Any]:
    """Whole numbers of which NumPy made objects or fractions, since they are too wide for it; as they are where they
    are too wide for 64 bits as well, so that the range checks say so."""
    exact = np.asarray(values, dtype=object)
    if not all(isinstance(value, int | np.integer) for value in exact):
        raise InstanceProblem("not_whole", f"`{name}` must hold whole numbers, not {kind}.")
    try:
        return exact.astype(np.int64)
    except OverflowError:
        return exact


def _check_edges(n: int, m: int, rows: npt.NDArray[Any], columns: npt.NDArray[Any], costs: npt.NDArray[Any]) -> None:
    if not len(rows) == len(columns) == len(costs):
        raise InstanceProblem("shape", "`pupil`, `place` and `cost` must be equally long.")
    if len(rows) > MOST_EDGES:
        raise InstanceProblem("too_many_edges", f"A round holds at most {MOST_EDGES} edges.")
    if not len(rows):
        return
    if rows.min() < 0 or rows.max() >= n:
        raise InstanceProblem("unknown_pupil", f"An edge names a pupil outside 0..{n - 1}.")
    if columns.min() < 0 or columns.max() >= m:
        raise InstanceProblem("unknown_place", f"An edge names a place outside 0..{m - 1}.")
    if int(costs.max()) > DEAREST or int(costs.min()) < -DEAREST:
        raise InstanceProblem("cost_range", f"A cost lies outside -{DEAREST}..{DEAREST}.")


def _in_order(rows: npt.NDArray[Any], columns: npt.NDArray[Any]) -> bool:
    later, same = rows[1:] > rows[:-1], rows[1:] == rows[:-1]
    return bool((later | (same & (columns[1:] >= columns[:-1]))).all())


def _refuse_twice(rows: npt.NDArray[Any], columns: npt.NDArray[Any]) -> None:
    twice = (rows[1:] == rows[:-1]) & (columns[1:] == columns[:-1])
    if twice.any():
        at = int(twice.argmax())
        pupil, place = int(rows[at]), int(columns[at])
        raise InstanceProblem("pair_twice", f"Pupil {pupil + 1} and place {place + 1} stand twice.", pupil, place)


def _seats(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if values.size and values.min() < 0:
        at = int((values < 0).argmax())
        raise InstanceProblem("negative_seats", f"Place {at + 1} has {values[at]} seats.", place=at)
    if values.size and values.max() > DEAREST:
        raise InstanceProblem("too_many_seats", f"A place has more than {DEAREST} seats.", place=int(values.argmax()))
    return values


def _every(values: npt.ArrayLike | None, size: int, name: str) -> npt.NDArray[Any]:
    if values is None:
        return np.full(size, NOWHERE, dtype=np.int32)
    array = _integers(name, values)
    if len(array) != size:
        raise InstanceProblem("shape", f"`{name}` must have {size} numbers, not {len(array)}.")
    return array


def _checked(reservation: Reservation, n: int) -> tuple[int, int, npt.NDArray[Any]]:
    """Place, seats and pupils of a reservation: whole numbers, of pupils in the round."""
    if not (_is_whole(reservation.place) and _is_whole(reservation.seats)):
        raise InstanceProblem("reservation", "A reservation names the whole number of a place and of its seats.")
    pupils = _integers("reservation.pupils", reservation.pupils)
    outside = (pupils < 0) | (pupils >= n)
    if outside.any():
        text = f"Seats of place {int(reservation.place) + 1} are reserved for a pupil outside 0..{n - 1}."
        raise InstanceProblem("reservation", text, int(pupils[outside.argmax()]), int(reservation.place))
    return int(reservation.place), int(reservation.seats), pupils


def _one_of(end: int, values: npt.ArrayLike | None, size: int, name: str) -> npt.NDArray[Any]:
    """(size,) numbers below `end`, -1 for none. Looked at before they become 32 bits, where a wide one would wrap."""
    array = _every(values, size, name)
    outside = (array < NOWHERE) | (array >= end)
    if outside.any():
        at = int(outside.argmax())
        if name == "locked":
            raise InstanceProblem("unknown_place", f"Pupil {at + 1} is locked to no place.", at)
        raise InstanceProblem("unknown_cap", f"`{name}` names a cap outside 0..{end - 1}.")
    return array


def _groups(values: npt.ArrayLike | None, n: int) -> npt.NDArray[Any]:
    if values is None:
        return np.zeros(n, dtype=np.int32)
    groups = _every(values, n, "group")
    if n and (groups.min() < 0 or groups.max() > 1000):
        raise InstanceProblem("group", "A priority group is a number from 0 (first) to 1000.")
    return groups


def _refuse_circles(instance: Instance) -> None:
    k = len(instance.caps)
    above = instance.cap_parent.copy()
    for _level in range(k):
        if (above == NOWHERE).all():
            return
        above = np.where(above == NOWHERE, NOWHERE, instance.cap_parent[above])
    if k and (above != NOWHERE).any():
        raise InstanceProblem("cap_circle", "The caps stand above one another in a circle.")


def _reserved_first(instance: Instance) -> npt.NDArray[Any]:
    """(n,) `locked`, where those who have a reserved seat at their place take that: the open ones serve more pupils.

    Most of them that can, and where they choose between reservations of one place, the one that came first."""
    locked, takes = instance.locked.copy(), dict[int, list[int]]()
    for pupil in np.flatnonzero(instance.locked != NOWHERE).tolist():
        _take(instance, takes, pupil, set())
    for part, pupils in takes.items():
        locked[pupils] = part
    return locked


def _take(instance: Instance, takes: dict[int, list[int]], pupil: int, tried: set[int]) -> bool:
    """Whether the pupil gets a reserved seat, others changing theirs where they can (augmenting path)."""
    place = int(instance.locked[pupil])
    for part in instance.place[instance.offsets[pupil] : instance.offsets[pupil + 1]].tolist():
        if part < instance.n_known or instance.home[part] != place or part in tried:
            continue
        tried.add(part)
        there = takes.setdefault(part, [])
        if len(there) >= instance.seats[part]:
            leaver = next((other for other in there if _take(instance, takes, other, tried)), None)
            if leaver is None:
                continue
            there.remove(leaver)
        there.append(pupil)
        return True
    return False


def _check_locks(instance: Instance) -> None:
    locked = np.flatnonzero(instance.locked != NOWHERE)
    use = np.zeros(instance.n_places, dtype=np.int64)
    for pupil in locked.tolist():
        place = int(instance.locked[pupil])
        if instance.edge(pupil, place) == NOWHERE:
            text = f"Pupil {pupil + 1} is locked to place {place + 1}, but may not go there."
            raise InstanceProblem("lock_not_eligible", text, pupil, place)
        use[place] += 1
    _refuse_overfull(instance, use)


def _refuse_overfull(instance: Instance, use: npt.NDArray[np.int64]) -> None:
    over = use > instance.seats
    if over.any():
        at = int(over.argmax())
        text = f"{use[at]} pupils are locked to place {at + 1}, which has {instance.seats[at]} seats."
        raise InstanceProblem("locks_over_seats", text, place=at)
    in_caps = cap_use(instance, use)
    if (in_caps > instance.caps).any():
        at = int((in_caps > instance.caps).argmax())
        text = f"{in_caps[at]} pupils are locked below cap {at + 1}, which has {instance.caps[at]} seats."
        raise InstanceProblem("locks_over_seats", text)


def cap_use(instance: Instance, use: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """(k,) pupils below each cap, when `use` (m,) are in each place."""
    total = np.zeros(len(instance.caps), dtype=np.int64)
    above = instance.parent.astype(np.int64)
    while (above != NOWHERE).any():
        inside = above != NOWHERE
        np.add.at(total, above[inside], use[inside])
        above = np.where(inside, instance.cap_parent[above] if len(instance.caps) else NOWHERE, NOWHERE)
    return total


def _fixed(array: npt.NDArray[Any], kind: type[np.signedinteger[Any]] = np.int32) -> npt.NDArray[Any]:
    result = np.array(array, dtype=kind)
    result.setflags(write=False)
    return result
