"""What a battery does to made-up pupils: error and items per scale, time, and how often the decision is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray, Record

from .battery import Battery, BatterySession
from .decision import Decision
from .exposure import Usage
from .simulation import TOGETHER, draw


@dataclass(frozen=True, eq=False)
class BatterySimulation(Record):
    """N pupils on S scales: `theta`, `estimate`, `se` (N, S), `lengths` (N, S) items given, `seconds` (N,) expected
    time. `right`: (N,) whether the decision on the estimates is the one on the truth; empty without a decision.
    """

    scales: tuple[str, ...]
    theta: FloatArray
    estimate: FloatArray
    se: FloatArray
    lengths: IntArray
    seconds: FloatArray
    right: BoolArray

    @property
    def rmse(self) -> FloatArray:
        """(S,) of each scale."""
        return np.asarray(np.sqrt(np.mean((self.estimate - self.theta) ** 2, axis=0)))


def simulate_battery(
    battery: Battery, theta: npt.ArrayLike, *, seed: int, decision: Decision | None = None, together: int = TOGETHER
) -> BatterySimulation:
    """Pupils of abilities `theta` (N, S), scales in order of their name, sit the battery one by one, `together` on the
    same exposure counts. About 5 ms a pupil without a decision; one costs its own time at every step.
    """
    truth = np.asarray(theta, dtype=np.float64)
    scales = tuple(sorted(battery.tests))
    luck = np.random.default_rng([seed, 0])
    usage = {scale: Usage.none(battery.tests[scale].tables.ids) for scale in scales}
    sessions: list[BatterySession] = []
    for person, row in enumerate(truth):
        if person and person % together == 0:
            usage = _counted(usage, sessions[-together:])
        session = BatterySession(battery, battery.start(seed=seed + person, usage=usage))
        _sit(session, dict(zip(scales, row, strict=True)), luck, decision)
        sessions.append(session)
    return _result(scales, truth, sessions, decision)


def _sit(
    session: BatterySession, theta: dict[str, float], luck: np.random.Generator, decision: Decision | None
) -> None:
    while (offer := session.next_item(decision)) is not None:
        tables = session.battery.tests[offer.scale].tables
        row = np.array([tables.place[offer.choice.item]])
        code = draw(tables.items, row, np.array([theta[offer.scale]]), luck.random(1))
        session.answer(offer.scale, offer.choice.item, int(code[0]))


def _counted(usage: dict[str, Usage], sessions: list[BatterySession]) -> dict[str, Usage]:
    return {
        scale: counts.after(session.sessions[scale].sitting for session in sessions) for scale, counts in usage.items()
    }


def _result(
    scales: tuple[str, ...], truth: FloatArray, sessions: list[BatterySession], decision: Decision | None
) -> BatterySimulation:
    posteriors = [session.posterior for session in sessions]
    estimate = np.array([posterior.mean for posterior in posteriors]).reshape(truth.shape)
    lengths = [[session.sessions[scale].length for scale in scales] for session in sessions]
    right = np.zeros(0, dtype=np.bool_)
    if decision is not None and len(truth):
        pairs = zip(decision(estimate), decision(truth), strict=True)
        right = np.array([mine == true for mine, true in pairs], dtype=np.bool_)
    return BatterySimulation(
        scales,
        truth,
        estimate,
        np.array([posterior.sd for posterior in posteriors]).reshape(truth.shape),
        np.array(lengths, dtype=np.int64).reshape(truth.shape),
        np.array([session.used_seconds for session in sessions]),
        right,
    )
