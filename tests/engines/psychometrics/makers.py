"""Small worlds of items, profiles and programmes for the tests of the engine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vakwerk.engines.psychometrics import RIASEC, InterestItem, InterestProfile, ProgrammeProfiles, ScaleEstimate
from vakwerk.engines.psychometrics.advice import balanced_standard

FINALITIES = ("DO", "DU", "A")
DOMAINS = ("stem", "care", "art", "food", "green", "trade", "sport")


def items(per_type: int = 10) -> tuple[InterestItem, ...]:
    """Twins of one area stand in different forms: R0 (form 1) and R1 (form 2) share area "R-0"."""
    return tuple(
        InterestItem(f"{scale}{n}", scale, str(n % 2 + 1), f"{scale}-{n // 2}")
        for n in range(per_type)
        for scale in RIASEC
    )


def profile(means: Sequence[float], se: float = 0.3) -> InterestProfile:
    return InterestProfile(
        tuple(ScaleEstimate(scale, mean, se, "test", "measured") for scale, mean in zip(RIASEC, means, strict=True))
    )


def programmes(n: int = 60, seed: int = 1, se: float = 0.5, order: Sequence[int] | None = None) -> ProgrammeProfiles:
    """n programmes with random profiles on 1..7; `order` hands the very same ones over in another order."""
    rng = np.random.default_rng(seed)
    mean = rng.uniform(1, 7, (n, 6))
    domains, finalities = [DOMAINS[i % 7] for i in range(n)], [FINALITIES[i % 3] for i in range(n)]
    standard = balanced_standard(mean, domains)
    rows = list(order if order is not None else range(n))
    return ProgrammeProfiles(
        keys=tuple(f"G-{i:04d}" for i in rows),
        mean=mean[rows],
        se=np.full((n, 6), se),
        finalities=tuple(finalities[i] for i in rows),
        domains=tuple(domains[i] for i in rows),
        standard=standard,
    )
