"""Several scales under one time budget: minutes go where they tell most, and end where enough is known.

The gain of an item is by how much it is expected to shrink the variance of its scale, v - 1 / (1/v + I), per second
that it is expected to take. With a decision (an advice set), that gain is weighed by how often not knowing that scale
alone would change the decision: a scale that no longer matters gets no more time, however imprecise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from vakwerk.engines.psychometrics.records import Record

from .decision import Decision, JointPosterior, chance_of_same
from .exposure import Usage
from .sitting import AdaptiveTest, Choice, Session, Sitting

LEAST_WEIGHT = 0.01
"""A scale that no draw found to matter keeps this weight: draws are few, and it decides between equals."""


class BatteryChoice(NamedTuple):
    scale: str
    choice: Choice


@dataclass(frozen=True, eq=False)
class BatterySitting(Record):
    """One pupil over all scales: what to keep between two questions."""

    seed: int
    sittings: Mapping[str, Sitting]


@dataclass(frozen=True)
class Battery:
    """Tests by name of their scale, and the seconds that all may take together. Stops as a whole when the chance that
    the decision stays the same passes `same_advice`.
    """

    tests: Mapping[str, AdaptiveTest]
    seconds: float
    same_advice: float | None = None

    def start(self, *, seed: int, usage: Mapping[str, Usage] | None = None) -> BatterySitting:
        """A new sitting; each scale draws its lot from a stream of its own."""
        shown = usage or {}
        return BatterySitting(
            seed,
            {
                scale: test.start(seed=seed * len(self.tests) + number, usage=shown.get(scale))
                for number, (scale, test) in enumerate(sorted(self.tests.items()))
            },
        )


class BatterySession:
    """A battery sitting under way."""

    def __init__(self, battery: Battery, sitting: BatterySitting) -> None:
        self.battery, self._seed = battery, sitting.seed
        self.sessions = {scale: Session(battery.tests[scale], own) for scale, own in sorted(sitting.sittings.items())}

    @property
    def sitting(self) -> BatterySitting:
        return BatterySitting(self._seed, {scale: session.sitting for scale, session in self.sessions.items()})

    @property
    def used_seconds(self) -> float:
        return sum(session.used_seconds for session in self.sessions.values())

    @property
    def posterior(self) -> JointPosterior:
        sessions = self.sessions.values()
        means, errors = (np.array([getattr(session, what) for session in sessions]) for what in ("theta", "se"))
        return JointPosterior(tuple(self.sessions), means, errors)

    def answer(self, scale: str, item: str, code: int, seconds: float = float("nan")) -> None:
        self.sessions[scale].answer(item, code, seconds)

    def next_item(self, decision: Decision | None = None) -> BatteryChoice | None:
        """The scale and item worth most per second; None when time, precision or the decision says stop."""
        offers = self._offers()
        short = [offer for offer in offers if self._too_short(offer.scale)]
        if not short and self._decided(decision):
            return None
        posterior = self.posterior
        worth = {offer: self._gain(offer) * self._weight(offer.scale, posterior, decision) for offer in short or offers}
        return max(worth, key=lambda offer: (worth[offer], offer.scale), default=None)

    def _offers(self) -> list[BatteryChoice]:
        left = self.battery.seconds - self.used_seconds
        found = []
        for scale, session in self.sessions.items():
            choice = None if session.stop_reason() else session.next_item()
            if choice is not None and self._expected(scale, choice) <= left:
                found.append(BatteryChoice(scale, choice))
        return found

    def _expected(self, scale: str, choice: Choice) -> float:
        tables = self.battery.tests[scale].tables
        return float(tables.seconds[tables.place[choice.item]])

    def _too_short(self, scale: str) -> bool:
        return self.sessions[scale].length < self.battery.tests[scale].design.stopping.shortest

    def _decided(self, decision: Decision | None) -> bool:
        if decision is None or self.battery.same_advice is None:
            return False
        return chance_of_same(self.posterior, decision, seed=self._seed) > self.battery.same_advice

    def _gain(self, offer: BatteryChoice) -> float:
        """Expected fall of the variance per second."""
        session, tables = self.sessions[offer.scale], self.battery.tests[offer.scale].tables
        row, variance = tables.place[offer.choice.item], max(session.se**2, 1e-12)
        information = float(tables.items.select([row]).information(session.theta)[0, 0])
        return (variance - 1 / (1 / variance + information)) / self._expected(offer.scale, offer.choice)

    def _weight(self, scale: str, posterior: JointPosterior, decision: Decision | None) -> float:
        if decision is None:
            return 1.0
        return max(1 - chance_of_same(posterior.only(scale), decision, seed=self._seed), LEAST_WEIGHT)
