"""One pupil's test: `AdaptiveTest` what is tested, `Sitting` what was answered, `Session` the running of it.

A `Sitting` is a small record, written as JSON between two questions and taken up by any process: it holds what was
drawn at its start, so that the next item is the same whether or not the session was ever put away.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vakwerk.engines.psychometrics.items import Items
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, Record
from vakwerk.engines.psychometrics.responses import MISSING

from . import exact, shadow
from .bank import Bank
from .decision import Decision, JointPosterior, chance_of_same
from .design import BlueprintError, Design, Shortage
from .exposure import Usage, eligibility, prices, release
from .shadow import MATROID, Problem, Proof, ShadowTest
from .tables import Single, Tables

LOT, LUCK = 1, 2
"""Streams of random numbers of one seed: the lot of eligibility, the luck of progressive choice."""
SHUT = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Choice:
    """The next item, and why no other: see `Proof`. `theta`: the estimate on which it was chosen."""

    item: str
    proof: Proof
    theta: float


@dataclass(frozen=True, eq=False)
class Sitting(Record):
    """What one pupil got and answered (-1 = skipped), in order. `seconds` holds NaN where no time was kept.

    `test`: fingerprint of bank and design. `ineligible`: items that the lot kept from this pupil. `prices`: (J,) what
    exposure takes off the information, in order of area and id; empty when nothing is.
    """

    test: str
    seed: int
    ineligible: tuple[str, ...]
    prices: FloatArray
    items: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()
    seconds: tuple[float, ...] = ()


class AdaptiveTest:
    """A bank and a design, with what is worked out once. Raises `BlueprintError` when they do not go together."""

    def __init__(self, bank: Bank, design: Design) -> None:
        design.blueprint.check(bank)
        self.bank, self.design, self.tables = bank, design, Tables(bank, design.population)
        self.bounds = [design.blueprint.bounds(area) for area in self.tables.areas]
        place = self.tables.place
        groups = tuple(np.array([place[name] for name in group]) for group in bank.enemies)
        limit = design.blueprint.seconds
        self.extra = exact.Extra(groups, self.tables.seconds, limit) if groups or limit is not None else None
        if self.extra is not None:
            self._check_possible(self.extra)

    @cached_property
    def fingerprint(self) -> str:
        text = self.bank.fingerprint() + self.design.to_json()
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def items(self) -> Items:
        """In order of area and id."""
        return self.tables.items

    def start(self, *, seed: int, usage: Usage | None = None) -> Sitting:
        """A new sitting. `usage`: how often items were shown so far; without it nothing was ever shown."""
        exposure, ids = self.design.exposure, self.tables.ids
        if not exposure.active:
            return Sitting(self.fingerprint, seed, (), np.zeros(0))
        known = (usage or Usage.none(ids)).in_order(ids)
        eligible = np.random.default_rng([seed, LOT]).random(len(ids)) < eligibility(exposure, known)
        release(eligible, known.rates(), self.tables.slices, self.bounds, self.design.blueprint.length)
        shut = tuple(ids[row] for row in np.flatnonzero(~eligible))
        return Sitting(self.fingerprint, seed, shut, prices(exposure, known))

    def problem(self, scores: FloatArray, given: BoolArray, closed: BoolArray) -> Problem:
        """Completing a test: see `shadow.Problem`."""
        least, most = (np.array(side) for side in zip(*self.bounds, strict=True))
        length = self.design.blueprint.length
        return Problem(scores, self.tables.area, least, most, length, given, closed)

    def _check_possible(self, extra: exact.Extra) -> None:
        none = np.zeros(len(self.tables.ids), dtype=np.bool_)
        problem = self.problem(none.astype(np.float64), none, none)
        if exact.best(problem, extra) is not None:
            return
        short = exact.missing(problem, extra)
        lacking = tuple(
            Shortage(area, low, low - int(gap))
            for area, (low, _), gap in zip(self.tables.areas, self.bounds, short, strict=True)
            if gap
        )
        what = "Enemies and time leave too few items" if lacking else "No test of this length keeps enemies and time"
        raise BlueprintError(what, lacking)


class Session:
    """A sitting under way. Not shared between threads; thousands may live in one process."""

    def __init__(self, test: AdaptiveTest, sitting: Sitting) -> None:
        if sitting.test != test.fingerprint:
            raise ValueError("This sitting belongs to another bank or another design.")
        self.test, self._start = test, replace(sitting, items=(), answers=(), seconds=())
        self._design, self._tables = test.design, test.tables
        self._prepare(sitting)
        self._items: list[str] = []
        self._answers: list[int] = []
        self._seconds: list[float] = []
        for item, code, seconds in zip(sitting.items, sitting.answers, sitting.seconds, strict=True):
            self._skip_luck()
            self.answer(item, code, seconds)

    def _prepare(self, sitting: Sitting) -> None:
        tables, length = self._tables, self._design.blueprint.length
        self._posterior = tables.prior.copy()
        self.theta, self._sd = float(tables.prior @ tables.nodes), math.nan
        self._worth, self._open, self._shut = (np.zeros(len(tables.ids), dtype=np.float32) for _ in range(3))
        self._ineligible = np.zeros(len(tables.ids), dtype=np.bool_)
        self._ineligible[[tables.place[name] for name in sitting.ineligible]] = True
        self._shut[self._ineligible] = SHUT
        self._prices = sitting.prices.astype(np.float32) if len(sitting.prices) else None
        self._fading = self._design.exposure.progressive
        self._luck = np.random.default_rng([sitting.seed, LUCK]) if self._fading else None
        self._need, self._room = ([bound[side] for bound in self.test.bounds] for side in (0, 1))
        self._left, self._owed = length, sum(self._need)
        self._offered: Choice | None = None
        for group, room in enumerate(self._room):
            if room == 0:
                self._shut[tables.slices[group]] = SHUT
        self._close_what_is_not_owed()

    @property
    def sitting(self) -> Sitting:
        """The state to keep."""
        return replace(
            self._start, items=tuple(self._items), answers=tuple(self._answers), seconds=tuple(self._seconds)
        )

    @property
    def posterior(self) -> FloatArray:
        """(Q,) on `Tables.nodes`, sums to 1."""
        return self._posterior.copy()

    @property
    def se(self) -> float:
        """Standard deviation of the posterior."""
        if math.isnan(self._sd):
            gap = self._tables.nodes - self.theta
            self._sd = math.sqrt(max(float(self._posterior @ (gap * gap)), 0.0))
        return self._sd

    @property
    def length(self) -> int:
        return len(self._items)

    @property
    def used_seconds(self) -> float:
        """Time taken; the expected time where none was kept."""
        place, expected = self._tables.place, self._tables.seconds
        pairs = zip(self._items, self._seconds, strict=True)
        return float(sum(expected[place[item]] if math.isnan(took) else took for item, took in pairs))

    def next_item(self) -> Choice | None:
        """The most informative item that blueprint and exposure allow, the same until it is answered; None at the
        full length, or when nothing is left.
        """
        if self._offered is None and self._left > 0:
            self._offered = self._choose() if self.test.extra is None else self._choose_exactly()
        return self._offered

    def answer(self, item: str, code: int, seconds: float = math.nan) -> None:
        """Takes an answer in; -1 for an item that was shown and skipped, which counts for blueprint and length but
        says nothing. Raises ValueError for an item that the bank lacks or the blueprint does not allow any more, and
        for an impossible answer.
        """
        row = self._tables.place.get(item)
        if row is None:
            raise ValueError(f"There is no item {item!r} in this bank.")
        if code not in range(MISSING, int(self._tables.categories[row])):
            raise ValueError(f"{code} is no answer to item {item}.")
        code = int(code)  # True or 1.0 would pick another slice of the tables
        if item in self._items:
            raise ValueError(f"Item {item} was answered before.")
        if self._left <= 0 or (self._shut[row] == SHUT and not self._ineligible[row]):
            raise ValueError(f"The blueprint does not allow item {item} any more.")
        if code != MISSING:
            self._posterior *= self._tables.likelihood[row, code]
            self._posterior *= 1.0 / self._posterior.sum()
            self.theta, self._sd = float(self._posterior @ self._tables.nodes), math.nan
        self._items.append(item)
        self._answers.append(code)
        self._seconds.append(seconds)
        self._count(row)
        self._offered = None

    def stop_reason(self, decision: Decision | None = None, *, seed: int = 0) -> str:
        """Why the test may stop now: "length", "precise", "time" or "decided"; "" to go on."""
        stopping = self._design.stopping
        if self._left <= 0:
            return "length"
        if stopping.seconds is not None and self.used_seconds >= stopping.seconds:
            return "time"
        if self.length < stopping.shortest or self._owed:
            return ""
        if stopping.se is not None and self.se <= stopping.se:
            return "precise"
        if decision is not None and stopping.same_advice is not None and self.length:
            alone = JointPosterior(("",), np.array([self.theta]), np.array([self.se]))
            if chance_of_same(alone, decision, seed=seed) > stopping.same_advice:
                return "decided"
        return ""

    def shadow(self) -> tuple[Problem, ShadowTest | None]:
        """The whole best test as it stands, and the problem that it solves: what `shadow.verify` checks."""
        self.next_item()
        problem = self._problem()
        return problem, shadow.greedy(problem) if self.test.extra is None else exact.best(problem, self.test.extra)

    def _weigh(self) -> Single:
        """(J,) what each item is worth now: information, less its price, mixed with luck; -inf where closed."""
        self._tables.information_at(self.theta, self._worth)
        if self._prices is not None:
            self._worth -= self._prices
        if self._luck is not None:
            self._mix(self._luck)
        return np.add(self._worth, self._shut, out=self._open)

    def _mix(self, luck: np.random.Generator) -> None:
        """Weight w on worth and 1 - w on luck of the size of the greatest worth, w rising with the items given."""
        top = max(float(np.add(self._worth, self._shut, out=self._open).max()), 0.0)
        weight = 1.0 - self._fading * (1.0 - self.length / self._design.blueprint.length)
        drawn = luck.random(dtype=np.float32, out=self._open)
        drawn *= top * (1.0 - weight)
        self._worth *= weight
        self._worth += drawn

    def _skip_luck(self) -> None:
        if self._luck is not None:
            self._luck.random(len(self._worth), dtype=np.float32)

    def _choose(self) -> Choice | None:
        scores = self._weigh()
        row = int(scores.argmax())
        return None if scores[row] == SHUT else Choice(self._tables.ids[row], MATROID, self.theta)

    def _choose_exactly(self) -> Choice | None:
        """From the best whole test; when the lot closed so much that none is left, without regard to the lot."""
        assert self.test.extra is not None
        self._weigh()
        problem = self._problem()
        without_lot = replace(problem, closed=np.zeros_like(problem.closed))
        test = exact.best(problem, self.test.extra) or exact.best(without_lot, self.test.extra)
        if test is None:
            return None
        row = int(np.where(test.chosen & ~problem.given, problem.scores, -np.inf).argmax())
        return Choice(self._tables.ids[row], Proof(test.method, test.status, test.gap), self.theta)

    def _problem(self) -> Problem:
        given = np.zeros(len(self._worth), dtype=np.bool_)
        given[[self._tables.place[name] for name in self._items]] = True
        return self.test.problem(self._worth.astype(np.float64), given, self._ineligible)

    def _count(self, row: int) -> None:
        """Keeps what the blueprint still asks. What is closed stays closed: room and spare places only shrink."""
        group = self._tables.area_list[row]
        self._shut[row] = SHUT
        self._left -= 1
        self._room[group] -= 1
        if self._need[group] > 0:
            self._need[group] -= 1
            self._owed -= 1
        if self._room[group] == 0:
            self._shut[self._tables.slices[group]] = SHUT
        if self._left <= self._owed:
            self._close_what_is_not_owed()

    def _close_what_is_not_owed(self) -> None:
        if self._left > self._owed:
            return
        for group, need in enumerate(self._need):
            if need == 0:
                self._shut[self._tables.slices[group]] = SHUT


def next_item(test: AdaptiveTest, sitting: Sitting) -> Choice | None:
    """The next item of a sitting that was put away."""
    return Session(test, sitting).next_item()


def answered(test: AdaptiveTest, sitting: Sitting, item: str, code: int, seconds: float = math.nan) -> Sitting:
    """The sitting with one more answer; the one given is left as it was."""
    session = Session(test, sitting)
    session.answer(item, code, seconds)
    return session.sitting
