"""How long it takes to get there. Offline an estimate, labelled so; a planner of real journeys fits the same protocol.

Estimate: minutes = fixed + km in a straight line x detour / speed. All parameters are ours, rough and unvalidated
("schatting, te bevestigen"): they are there so that a round can be made without a network, and each can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from vakwerk.engines.words import Words

Numbers = npt.NDArray[np.float64]
BIKE, PUBLIC_TRANSPORT, CAR = range(3)
MODES = (
    Words("fiets", "bike"),
    Words("openbaar vervoer", "public transport"),
    Words("auto", "car"),
)


class TravelTimes(Protocol):
    """`label` says where the minutes come from. All arrays run along the same pairs."""

    @property
    def label(self) -> Words: ...

    def minutes(
        self, pupil: npt.NDArray[np.int32], place: npt.NDArray[np.int32], km: Numbers, mode: Numbers
    ) -> Numbers:
        """Door to door, one way; infinite where there is no way. `km` in a straight line, `mode` 0..2."""
        ...

    def reach_km(self, mode: npt.NDArray[np.int8], minutes: Numbers) -> Numbers:
        """Kilometres in a straight line beyond which nobody gets within these minutes by this mode."""
        ...


@dataclass(frozen=True)
class Estimate:
    """Per mode (bike, public transport, car): km/h on the way, detour against a straight line, fixed minutes."""

    speed: tuple[float, float, float] = (15.0, 25.0, 50.0)
    detour: tuple[float, float, float] = (1.3, 1.4, 1.4)
    fixed: tuple[float, float, float] = (2.0, 12.0, 5.0)
    label: Words = field(default_factory=lambda: Words("schatting, te bevestigen", "estimate, to be confirmed"))

    def minutes(
        self, pupil: npt.NDArray[np.int32], place: npt.NDArray[np.int32], km: Numbers, mode: Numbers
    ) -> Numbers:
        per_km, fixed = self._tables()
        which = mode.astype(np.int64)
        return np.asarray(fixed[which] + km * per_km[which])

    def reach_km(self, mode: npt.NDArray[np.int8], minutes: Numbers) -> Numbers:
        per_km, fixed = self._tables()
        which = mode.astype(np.int64)
        return np.asarray(np.maximum(minutes - fixed[which], 0.0) / per_km[which])

    def _tables(self) -> tuple[Numbers, Numbers]:
        per_km = 60.0 * np.asarray(self.detour) / np.asarray(self.speed)
        return per_km, np.asarray(self.fixed, dtype=np.float64)
