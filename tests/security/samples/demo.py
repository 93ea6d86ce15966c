"""Samples of `demo`."""

from __future__ import annotations

from tests.security.access_table import Sample
from tests.security.world import World


def step(world: World) -> Sample:
    return Sample({"key": "interesses"})
