"""Samples of `offer`."""

from __future__ import annotations

from tests.offer import builders
from tests.security.access_table import Sample
from tests.security.world import World


def programme(world: World) -> Sample:
    return Sample({"slug": builders.programme("Lassen").slug})


def school(world: World) -> Sample:
    return Sample({"pk": world.here.pk})


def dump(world: World) -> Sample:
    return Sample({"name": "programmes", "format_": "csv"})
