"""Items as measured: Rasch, two and three parameter logistic, and graded response, in one table.

Conventions: persons x items, ability theta on the scale of the reference population (mean 0, spread 1), scaling
constant D = 1. An item has slope `a`, threshold(s) `b`, lower asymptote `c` and upper asymptote `d`:

    dichotomous   P(1 | theta) = c + (d - c) / (1 + exp(-a (theta - b)))           Birnbaum 1968
    graded        P(X >= k | theta) = 1 / (1 + exp(-a (theta - b_k))), k = 1..K-1  Samejima 1969

Rasch has a = 1 for every item and lets the spread of the population be free (`Population`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from .records import FloatArray, Record

Model = Literal["rasch", "2pl", "3pl", "grm"]
MODELS: tuple[Model, ...] = ("rasch", "2pl", "3pl", "grm")
TINY = 1e-300


@dataclass(frozen=True)
class Item:
    """One row of `Items`; `b` is a number, or the ordered thresholds of a graded item."""

    id: str
    model: Model
    a: float
    b: float | tuple[float, ...]
    c: float = 0.0
    d: float = 1.0


@dataclass(frozen=True, eq=False)
class Population(Record):
    """The normal distribution of ability that a calibration assumed or estimated."""

    mean: float = 0.0
    sd: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (np.isfinite(self.mean) and np.isfinite(self.sd) and self.sd > 0):
            raise ValueError(f"A population needs a mean and a spread above zero, not {self.mean} and {self.sd}.")


@dataclass(frozen=True, eq=False)
class Items(Record):
    """Parameters of J items. `a`, `c`, `d`: (J,). `thresholds`: (J, K-1), NaN behind an item's last threshold."""

    model: Model
    ids: tuple[str, ...]
    a: FloatArray
    thresholds: FloatArray
    c: FloatArray
    d: FloatArray

    @classmethod
    def rasch(cls, b: npt.ArrayLike, ids: Sequence[str] = ()) -> Items:
        return cls.of("rasch", np.ones(np.size(b)), b, ids=ids)

    @classmethod
    def two_pl(cls, a: npt.ArrayLike, b: npt.ArrayLike, ids: Sequence[str] = ()) -> Items:
        return cls.of("2pl", a, b, ids=ids)

    @classmethod
    def three_pl(
        cls, a: npt.ArrayLike, b: npt.ArrayLike, c: npt.ArrayLike, d: npt.ArrayLike = 1.0, ids: Sequence[str] = ()
    ) -> Items:
        return cls.of("3pl", a, b, c, d, ids)

    @classmethod
    def graded(cls, a: npt.ArrayLike, b: npt.ArrayLike, ids: Sequence[str] = ()) -> Items:
        """`b`: (J, K-1), ascending; NaN behind the last threshold of an item with fewer categories."""
        return cls.of("grm", a, b, ids=ids)

    @classmethod
    def of(
        cls,
        model: Model,
        a: npt.ArrayLike,
        b: npt.ArrayLike,
        c: npt.ArrayLike = 0.0,
        d: npt.ArrayLike = 1.0,
        ids: Sequence[str] = (),
    ) -> Items:
        """Checked parameters. Raises ValueError that names the item with an impossible parameter."""
        slopes = np.atleast_1d(np.asarray(a, dtype=np.float64))
        thresholds = np.asarray(b, dtype=np.float64).reshape(len(slopes), -1)
        names = tuple(ids) or tuple(f"item{number}" for number in range(1, len(slopes) + 1))
        lower, upper = (np.broadcast_to(np.asarray(x, dtype=np.float64), slopes.shape).copy() for x in (c, d))
        items = cls(model, names, slopes, thresholds, lower, upper)
        items._check()
        return items

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """A file may say anything, so what it holds is checked as what is typed in."""
        items = super().from_dict(data)
        items._check()
        return items

    def _check(self) -> None:
        if self.model not in MODELS:
            raise ValueError(f"There is no model {self.model!r}; choose one of {', '.join(MODELS)}.")
        names, single = set(map(str, self.ids)), (len(self.ids),)
        if len(names) != len(self.ids) or not all(isinstance(name, str) for name in self.ids):
            raise ValueError("Every item needs an id of its own.")
        if {self.a.shape, self.c.shape, self.d.shape, self.thresholds.shape[:1]} != {single}:
            raise ValueError("Every item needs one of each parameter.")
        if self.thresholds.ndim != 2 or not self.thresholds.shape[1]:
            raise ValueError("Every item needs thresholds.")
        for faulty, what in (
            (~np.isfinite(self.a), "slope that is no number"),
            ((self.a < 0) & (self.model == "grm"), "slope below 0, which ordered answers cannot have; turn its codes"),
            (~np.isfinite(self.thresholds[:, 0]), "threshold that is no number"),
            ((np.diff(self.thresholds, axis=1) < 0).any(axis=1), "thresholds that do not ascend"),
            (~((self.c >= 0) & (self.c < self.d) & (self.d <= 1)), "guessing rate outside 0..1"),
        ):
            if faulty.any():
                raise ValueError(f"Item {self.ids[int(faulty.argmax())]} has a {what}.")

    @property
    def b(self) -> FloatArray:
        """(J,) for dichotomous models, (J, K-1) for graded ones."""
        return self.thresholds if self.model == "grm" else self.thresholds[:, 0]

    @property
    def intercepts(self) -> FloatArray:
        """The slope-intercept form, -a b, in the shape of `b`."""
        return -self.a.reshape((-1,) + (1,) * (self.b.ndim - 1)) * self.b

    @property
    def categories(self) -> npt.NDArray[np.int64]:
        """(J,) number of answer categories of each item."""
        return np.asarray(np.isfinite(self.thresholds).sum(axis=1) + 1)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Item]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> Item:
        finite = self.thresholds[index][np.isfinite(self.thresholds[index])]
        b = tuple(finite.tolist()) if self.model == "grm" else float(finite[0])
        return Item(self.ids[index], self.model, float(self.a[index]), b, float(self.c[index]), float(self.d[index]))

    def select(self, rows: Sequence[int] | npt.NDArray[Any]) -> Items:
        """The items at these positions, in this order."""
        chosen = np.asarray(rows, dtype=np.int64)
        ids = tuple(self.ids[row] for row in chosen)
        return Items(self.model, ids, self.a[chosen], self.thresholds[chosen], self.c[chosen], self.d[chosen])

    def probabilities(self, theta: npt.ArrayLike) -> FloatArray:
        """(T, J, K): chance of each category at each ability; 0 for categories that an item lacks."""
        reached = self._reached(theta)
        return reached[:, :, :-1] - reached[:, :, 1:]

    def information(self, theta: npt.ArrayLike) -> FloatArray:
        """(T, J): Fisher information, the sum over categories of P'^2 / P."""
        reached = self._reached(theta)
        chance = reached[:, :, :-1] - reached[:, :, 1:]
        slope = self._slopes(reached)
        change = slope[:, :, :-1] - slope[:, :, 1:]
        return np.asarray((change**2 / np.maximum(chance, TINY)).sum(axis=2))

    def _reached(self, theta: npt.ArrayLike) -> FloatArray:
        """(T, J, K+1): chance of at least category k, with 1 in front and 0 behind."""
        nodes = np.atleast_1d(np.asarray(theta, dtype=np.float64))
        z = self.a[:, None] * (nodes[:, None, None] - np.nan_to_num(self.thresholds, nan=np.inf))
        cumulative = self.c[:, None] + (self.d - self.c)[:, None] * _logistic(z)
        edges = np.ones((*z.shape[:2], 1)), np.zeros((*z.shape[:2], 1))
        inner = np.where(np.isfinite(self.thresholds), cumulative, 0.0)
        return np.concatenate([edges[0], inner, edges[1]], axis=2)

    def _slopes(self, reached: FloatArray) -> FloatArray:
        """Derivative of `_reached` to theta; its edges do not move."""
        lower, upper = self.c[:, None], self.d[:, None]
        slope = self.a[:, None] * (reached - lower) * (upper - reached) / (upper - lower)
        slope[:, :, 0] = slope[:, :, -1] = 0.0
        absent = ~np.isfinite(self.thresholds)
        slope[:, :, 1:-1][:, absent] = 0.0
        return np.asarray(slope)


def _logistic(z: FloatArray) -> FloatArray:
    """1 / (1 + exp(-z)) without overflow."""
    shrink = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1.0, shrink) / (1.0 + shrink))
