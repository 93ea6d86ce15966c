"""Chance that can be repeated: every part of the world draws from its own stream of one seed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
import yaml

T = TypeVar("T")
NAMES = Path(__file__).parent.parent / "data" / "names.yaml"


@cache
def names() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    return lists


class Chance:
    """A named stream: adding draws to one part of the world leaves the others as they were."""

    def __init__(self, seed: int, stream: str) -> None:
        self.rng = np.random.default_rng([seed, crc32(stream.encode())])

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.rng.integers(len(options)))]

    def picks(self, options: Sequence[T], n: int) -> list[T]:
        return [options[i] for i in self.rng.integers(len(options), size=n).tolist()]

    def uuids(self, n: int) -> list[uuid.UUID]:
        return [uuid.UUID(bytes=self.rng.bytes(16), version=4) for _ in range(n)]

    def weighted_sample(self, weights: np.ndarray, n: int) -> np.ndarray:
        """`n` different indices, each drawn with chance proportional to its weight (Efraimidis and Spirakis 2006)."""
        keys = self.rng.exponential(size=len(weights)) / np.maximum(weights, 1e-12)
        n = min(n, len(weights))
        return np.sort(np.argpartition(keys, n - 1)[:n])
