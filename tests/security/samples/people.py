"""Samples of `people`."""

from __future__ import annotations

from tests.security.access_table import Sample
from tests.security.world import World


def persona(world: World) -> Sample:
    return Sample({"slug": "leerling"})
