"""Samples of `plan`."""

from __future__ import annotations

from tests.security.access_table import Sample
from tests.security.world import World


def action(world: World) -> Sample:
    return Sample({"number": "2.1a"})
