"""The tasks as the browser shows them: fields of 320 x 320 units, about as many pixels on a phone."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from vakwerk.engines.words import Words

Kind = Literal["tracing", "pegs", "aim"]
KINDS: tuple[Kind, ...] = ("tracing", "pegs", "aim")
FIELD = 320.0
# Nothing to touch is smaller than this on a phone (WCAG 2.2, 2.5.8 asks 24).
SMALLEST = 28.0


@dataclass(frozen=True)
class MotorTask:
    """One task: its trials as plain data, in units of the field."""

    kind: Kind
    title: Words
    trials: tuple[Mapping[str, Any], ...]

    @property
    def json(self) -> str:
        """What the script reads from its attribute."""
        return json.dumps({"kind": self.kind, "field": FIELD, "trials": list(self.trials)})


def standard(kind: Kind) -> MotorTask:
    """The task of this kind, always the same. Ours; how long and how many is a choice, not a norm."""
    return {"tracing": _tracing, "pegs": _pegs, "aim": _aim}[kind]()


def _tracing() -> MotorTask:
    """Three roads, each twice: a wave, a zigzag and a spiral, 28 units wide."""
    roads = [_wave(), _zigzag(), _spiral()]
    trials = tuple({"path": road, "width": SMALLEST} for road in roads * 2)
    return MotorTask("tracing", Words("De lijn volgen", "Tracing a path"), trials)


def _wave() -> list[list[float]]:
    return [[_round(30 + 260 * t / 40), _round(160 + 80 * math.sin(2 * math.pi * t / 40))] for t in range(41)]


def _zigzag() -> list[list[float]]:
    return [[30.0, 60.0], [290.0, 60.0], [60.0, 160.0], [290.0, 160.0], [30.0, 270.0]]


def _spiral() -> list[list[float]]:
    steps = [(t / 60, 4 * math.pi * t / 60) for t in range(61)]
    return [[_round(160 + (36 + 94 * s) * math.cos(a)), _round(160 + (36 + 94 * s) * math.sin(a))] for s, a in steps]


def _pegs() -> MotorTask:
    """Four conditions of distance and width, six pegs each, in changing directions."""
    trials = []
    for distance, width in ((110.0, 56.0), (220.0, 56.0), (110.0, 32.0), (220.0, 32.0)):
        for turn in range(6):
            angle = math.pi * (turn / 6 + (turn % 2))
            across, down = distance / 2 * math.cos(angle), distance / 2 * math.sin(angle)
            start, end = [_round(160 - across), _round(160 - down)], [_round(160 + across), _round(160 + down)]
            trials.append({"from": start, "to": end, "width": width})
    return MotorTask("pegs", Words("Pinnen steken", "Placing pegs"), tuple(trials))


def _aim() -> MotorTask:
    """Five times four seconds still on a small target."""
    places = [(160, 160), (80, 90), (240, 90), (240, 240), (80, 240)]
    trials = tuple({"target": [float(x), float(y)], "width": 40.0, "seconds": 4.0} for x, y in places)
    return MotorTask("aim", Words("Stilhouden", "Steady aim"), trials)


def _round(value: float) -> float:
    return round(value, 1)
