"""The arrays of a round that is routed seat by seat, and their types as numba knows them. Imported lazily.

The kernels of `routing`, `mending` and `outlook` are compiled for these types only. Left to itself numba would compile
each once more for every mixture of 32 and 64 bits, and for arrays that may not be written: twice the time, no gain.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from numba import types


class Net(NamedTuple):
    """What is given. Edges by pupil (offsets, place, cost) and by place (t_offsets, t_edge, t_pupil); `tree_parent` and
    `room` (m+k,) over places and caps; children of cap c: child[child_start[c]:child_start[c + 1]]. `stay` (n,): the
    place that a pupil is asked to keep, -1 for none, and leaving it costs `move` (n,); `home` (m,): the place that a
    reserved part belongs to, since going from the one to the other is no move.

    Edges that come later have numbers from `base` on and hang in two lists, by pupil (`more` (n,), `next_more`) and by
    place (`t_more` (m,), `t_next`); `owner` is their pupil. `cost` is `FORBIDDEN` on an edge that may not be used."""

    offsets: Any
    place: Any
    cost: Any
    t_offsets: Any
    t_edge: Any
    t_pupil: Any
    room: Any
    tree_parent: Any
    child_start: Any
    child: Any
    penalty: Any
    group: Any
    pupil_state: Any
    stay: Any
    move: Any
    home: Any
    base: Any
    more: Any
    next_more: Any
    t_more: Any
    t_next: Any
    owner: Any


class Standing(NamedTuple):
    """Who is where. `edge` (n,): edge taken or -1. Pupils of a place are a linked list: first (m,), after, before (n,).
    `used`, `price`: (m+k,) and one more for the outside, whose price is 0. `log` (l, 5), `logged` (1,): every change,
    oldest first, for `undo`; of length 0 when nobody wants to go back."""

    edge: Any
    first: Any
    after: Any
    before: Any
    used: Any
    price: Any
    log: Any
    logged: Any


class Desk(NamedTuple):
    """Working space of a search, kept between searches. Few arrays, because numba copies each at every call.

    `nodes` (7, m+k+1): distance, stamp (which search wrote the column), the edge, pupil and node it was reached by,
    position in the heap, and a row that holds the heap. `touched` (m+k+1,): nodes reached, in order."""

    nodes: Any
    touched: Any
    counters: Any  # 0 search number, 1 heap size, 2 touched, 3 edges read, 4 a search may end here too (or -1)


INT, LONG, SHORT, TABLE = types.int64, types.int64[::1], types.int32[::1], types.int64[:, ::1]
BITS, BYTES = types.boolean[::1], types.int8[::1]
PAIR = types.UniTuple(SHORT, 2)  # type: ignore[no-untyped-call]
# Arrays that are only read: those of an `Instance`, which may not be written, and any other.
GIVEN_LONG, GIVEN_SHORT = (types.Array(kind, 1, "C", readonly=True) for kind in (types.int64, types.int32))


def typed(kind: Any, kinds: dict[str, Any]) -> Any:
    """The type of such a tuple; fields that are not named hold long whole numbers."""
    return types.NamedTuple([kinds.get(name, LONG) for name in kind._fields], kind)  # type: ignore[no-untyped-call]


_SHORTS = "place cost t_edge t_pupil group stay home more next_more t_more t_next owner first after before"
_OTHERS = {"pupil_state": BYTES, "base": INT, "log": TABLE, "nodes": TABLE}
NET, STANDING, DESK = (typed(kind, dict.fromkeys(_SHORTS.split(), SHORT) | _OTHERS) for kind in (Net, Standing, Desk))
