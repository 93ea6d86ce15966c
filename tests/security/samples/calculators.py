"""Samples of `calculators`."""

from __future__ import annotations

from tests.security.access_table import Sample
from tests.security.world import World


def allowance(world: World) -> Sample:
    return Sample({"slug": "leervergoeding"}, query="?level=2&dag=2023-12-15")


def allowance_api(world: World) -> Sample:
    return Sample({"name": "learner_allowance"})
