"""A hoist in words, rope by rope from its fixed end on, without counting the strands for anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def in_dutch(hoist: Mapping[str, Any]) -> str:
    ropes = hoist["ropes"]
    where = "onderste blok" if _has_block(ropes) else "touw"
    return f"Een last van {hoist['load']} kg hangt aan het {where}. " + " ".join(
        _rope(rope, "Het touw" if len(ropes) == 1 else f"Touw {number}", DUTCH, len(ropes))
        for number, rope in enumerate(ropes, 1)
    )


def in_english(hoist: Mapping[str, Any]) -> str:
    ropes = hoist["ropes"]
    where = "lowest block" if _has_block(ropes) else "rope"
    return f"A load of {hoist['load']} kg hangs from the {where}. " + " ".join(
        _rope(rope, "The rope" if len(ropes) == 1 else f"Rope {number}", ENGLISH, len(ropes))
        for number, rope in enumerate(ropes, 1)
    )


DUTCH = {
    "starts": "{name} begint aan {first}, loopt rond een katrol aan {around}",
    "then": ", dan aan ",
    "hand": " en hangt dan los: je trekt het omlaag.",
    "sky": " en komt boven uit: je trekt het omhoog.",
    "carries": " en draagt met het andere einde {last}.",
    "roof": "het plafond",
    "load": "de last",
    "block": "het blok",
    "numbered": "blok {number}",
}
ENGLISH = {
    "starts": "{name} starts at {first}, runs around a pulley at {around}",
    "then": ", then at ",
    "hand": " and hangs free: you pull it down.",
    "sky": " and comes out above: you pull it up.",
    "carries": " and carries with its other end {last}.",
    "roof": "the ceiling",
    "load": "the load",
    "block": "the block",
    "numbered": "block {number}",
}


def _has_block(ropes: Sequence[Sequence[str]]) -> bool:
    """Whether the load hangs from a block with a wheel, and not straight from the rope."""
    return any(stop == "b1" for rope in ropes for stop in rope[1:])


def _rope(rope: Sequence[str], name: str, said: Mapping[str, str], count: int) -> str:
    straight = rope[0] == "b1" and "b1" not in rope[1:]
    first = said["load"] if straight else _stop(rope[0], said, count)
    around = said["then"].join(_stop(stop, said, count) for stop in rope[1:-1])
    end = said.get(rope[-1]) or said["carries"].format(last=_stop(rope[-1], said, count))
    return said["starts"].format(name=name, first=first, around=around) + end


def _stop(stop: str, said: Mapping[str, str], count: int) -> str:
    if stop == "roof":
        return said["roof"]
    return said["block"] if count == 1 else said["numbered"].format(number=stop[1:])
