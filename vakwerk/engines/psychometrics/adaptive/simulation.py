"""What a test would do to many pupils whose ability is known because it was made up: "what if it had 12 items?"."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.items import Items
from vakwerk.engines.psychometrics.records import FloatArray, IntArray, Record

from .bank import Bank
from .decision import Decision, chances_of_same
from .design import Design
from .exposure import Usage
from .flock import Flock
from .sitting import AdaptiveTest, Session

TOGETHER = 50
"""Pupils who sit at the same time, two classes: exposure counts only what was finished before they started."""
NORMAL_95 = 1.959963984540054
NONE = -1


@dataclass(frozen=True, eq=False)
class Simulation(Record):
    """N made-up pupils. `theta`, `estimate`, `se`: (N,). `items`, `answers`: (N, L), positions in the bank and codes
    in the order given, -1 behind the last. `seconds`: (N,) expected time. `rates`: (J,) share of pupils per item.
    """

    ids: tuple[str, ...]
    seed: int
    theta: FloatArray
    estimate: FloatArray
    se: FloatArray
    items: IntArray
    answers: IntArray
    seconds: FloatArray
    usage: Usage

    @property
    def rmse(self) -> float:
        return math.sqrt(float(np.mean((self.estimate - self.theta) ** 2)))

    @property
    def bias(self) -> float:
        return float(np.mean(self.estimate - self.theta))

    @property
    def coverage(self) -> float:
        """Share of pupils whose true ability lies within 1.96 standard errors of the estimate."""
        return float(np.mean(np.abs(self.estimate - self.theta) <= NORMAL_95 * self.se))

    @property
    def reliability(self) -> float:
        """Squared correlation of estimate and truth."""
        return float(np.corrcoef(self.estimate, self.theta)[0, 1] ** 2)

    @property
    def lengths(self) -> IntArray:
        return np.asarray((self.items != NONE).sum(axis=1))

    @property
    def rates(self) -> FloatArray:
        return self.usage.rates()

    @property
    def max_exposure(self) -> float:
        return float(self.rates.max())

    @property
    def unused(self) -> int:
        return int((self.rates == 0).sum())

    @property
    def overlap(self) -> float:
        """Share of items that two pupils have in common on average (Chen, Ankenmann & Spray 2003, JEM 40)."""
        pupils, mean = len(self.theta), float(self.lengths.mean())
        if pupils < 2 or not mean:
            return 0.0
        return float((pupils * (self.rates**2).sum() / mean - 1) / (pupils - 1))

    def summary(self) -> dict[str, float]:
        """The figures in a row, for a table of designs."""
        return {
            "pupils": len(self.theta),
            "mean_length": float(self.lengths.mean()),
            "mean_seconds": float(self.seconds.mean()),
            "rmse": self.rmse,
            "bias": self.bias,
            "mean_se": float(self.se.mean()),
            "coverage": self.coverage,
            "reliability": self.reliability,
            "max_exposure": self.max_exposure,
            "unused": self.unused,
            "overlap": self.overlap,
        }


def simulate(
    bank: Bank,
    theta: npt.ArrayLike,
    design: Design,
    *,
    seed: int,
    uniforms: npt.ArrayLike | None = None,
    together: int = TOGETHER,
    decision: Decision | None = None,
) -> Simulation:
    """Pupils of ability `theta` (N,) sit the test, `together` at a time; exposure counts the blocks before.

    `uniforms` (N, J): luck drawn beforehand; pupil n answers item j by `uniforms[n, j]` (dichotomous: rightly when it
    is below the chance). Two designs on the same seed have the same luck per pupil and item. `decision`: what
    `Stopping.same_advice` asks about. Enemies and time budgets take the slow road, one sitting after another.
    """
    test, ability = AdaptiveTest(bank, design), np.atleast_1d(np.asarray(theta, dtype=np.float64))
    run = _Run(test, ability, seed, None if uniforms is None else np.asarray(uniforms), decision)
    for start in range(0, len(ability), max(together, 1)):
        rows = np.arange(start, min(start + max(together, 1), len(ability)))
        if test.extra is None:
            run.together(rows)
        else:
            run.one_by_one(rows)
    return run.result(bank)


def compare(
    bank: Bank, designs: Mapping[str, Design], theta: npt.ArrayLike, *, seed: int, together: int = TOGETHER
) -> dict[str, Simulation]:
    """The same pupils with the same luck under each design: "12 items" beside "20 items"."""
    return {name: simulate(bank, theta, design, seed=seed, together=together) for name, design in designs.items()}


class _Run:
    """The tables that a simulation fills, in the order of the test's items."""

    def __init__(
        self,
        test: AdaptiveTest,
        theta: FloatArray,
        seed: int,
        uniforms: FloatArray | None,
        decision: Decision | None,
    ) -> None:
        self.test, self.theta, self.seed, self.uniforms, self.decision = test, theta, seed, uniforms, decision
        count, length = len(theta), test.design.blueprint.length
        self.items, self.answers = (np.full((count, length), NONE, dtype=np.int64) for _ in range(2))
        self.estimate, self.se = np.zeros(count), np.zeros(count)
        self.usage = Usage.none(test.tables.ids)
        self.luck = np.random.default_rng([seed, 0])
        stopping = test.design.stopping
        self.may_stop = any(rule is not None for rule in (stopping.se, stopping.seconds, stopping.same_advice))

    def _luck_of(self, rows: IntArray) -> tuple[FloatArray, IntArray]:
        """(n, J) luck, and the column of it that belongs to each of the test's items."""
        if self.uniforms is None:
            # drawn in the order of the test's items, so that a bank in another order gives the same pupils
            count = len(self.test.tables.ids)
            return self.luck.random((len(rows), count)), np.arange(count)
        return self.uniforms[rows], self.test.tables.order

    def together(self, rows: IntArray) -> None:
        flock = Flock(self.test, len(rows), self.usage, self.seed + int(rows[0]))
        (luck, column), eligible, live = self._luck_of(rows), flock.eligible, np.arange(len(rows))
        for step in range(self.test.design.blueprint.length):
            chosen = flock.choose()
            codes = draw(self.test.items, chosen, self.theta[rows[live]], luck[live, column[chosen]])
            flock.answer(chosen, codes)
            self.items[rows[live], step], self.answers[rows[live], step] = chosen, codes
            if self.may_stop and not (stays := self._go_on(flock, rows[live])).all():
                self._note(flock, rows[live])
                flock.keep(np.flatnonzero(stays))
                live = live[stays]
            if not len(live):
                break
        self._note(flock, rows[live])
        self._count(rows, eligible)

    def _go_on(self, flock: Flock, rows: IntArray) -> npt.NDArray[np.bool_]:
        stopping = self.test.design.stopping
        done = np.zeros(len(rows), dtype=np.bool_)
        if flock.step >= stopping.shortest:
            done |= self._knows_enough(flock) & ~flock.owing()
        if stopping.seconds is not None:
            done |= self._seconds(rows) >= stopping.seconds
        return ~done

    def _knows_enough(self, flock: Flock) -> npt.NDArray[np.bool_]:
        stopping = self.test.design.stopping
        enough = np.zeros(len(flock.theta), dtype=np.bool_)
        if stopping.se is not None:
            enough |= flock.se() <= stopping.se
        if stopping.same_advice is not None and self.decision is not None:
            enough |= chances_of_same(flock.theta, flock.se(), self.decision, seed=0) > stopping.same_advice
        return enough

    def _seconds(self, rows: IntArray) -> FloatArray:
        given = self.items[rows]
        return np.asarray(np.where(given == NONE, 0.0, self.test.tables.seconds[given]).sum(axis=1))

    def _note(self, flock: Flock, rows: IntArray) -> None:
        self.estimate[rows], self.se[rows] = flock.theta, flock.se()

    def _count(self, rows: IntArray, eligible: npt.NDArray[np.bool_]) -> None:
        usage, given = self.usage, self.items[rows]
        administered = np.bincount(given[given != NONE], minlength=len(usage.ids))
        self.usage = Usage(
            usage.ids,
            usage.pupils + len(rows),
            usage.administered + administered,
            usage.eligible + eligible.sum(axis=0),
        )

    def one_by_one(self, rows: IntArray) -> None:
        (luck, column), sittings = self._luck_of(rows), []
        for person, own in zip(rows.tolist(), luck[:, column], strict=True):
            session = Session(self.test, self.test.start(seed=self.seed + person, usage=self.usage))
            self._sit(session, person, own)
            sittings.append(session.sitting)
            self.estimate[person], self.se[person] = session.theta, session.se
        self.usage = self.usage.after(sittings)

    def _sit(self, session: Session, person: int, luck: FloatArray) -> None:
        place = self.test.tables.place
        while not session.stop_reason(self.decision) and (choice := session.next_item()) is not None:
            row = np.array([place[choice.item]])
            code = draw(self.test.items, row, self.theta[person : person + 1], luck[row])
            self.items[person, session.length], self.answers[person, session.length] = row[0], code[0]
            session.answer(choice.item, int(code[0]))

    def result(self, bank: Bank) -> Simulation:
        order = self.test.tables.order
        seconds = self._seconds(np.arange(len(self.theta)))
        items = np.where(self.items == NONE, NONE, order[self.items])
        return Simulation(
            bank.items.ids, self.seed, self.theta, self.estimate, self.se, items, self.answers, seconds,
            self.usage.in_order(bank.items.ids),
        )  # fmt: skip


def draw(items: Items, rows: IntArray, theta: FloatArray, luck: FloatArray) -> IntArray:
    """(n,) the answer of pupil n to item `rows[n]`: how many categories lie within reach of the luck."""
    thresholds, slope = items.thresholds[rows], items.a[rows, None]
    lower, upper = items.c[rows, None], items.d[rows, None]
    reached = lower + (upper - lower) / (1.0 + np.exp(np.minimum(-slope * (theta[:, None] - thresholds), 700.0)))
    return np.asarray((luck[:, None] < reached).sum(axis=1), dtype=np.int64)  # NaN, no threshold, is never reached
