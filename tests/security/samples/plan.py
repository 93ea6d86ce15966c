"""Samples of `plan`."""

from __future__ import annotations

from django.utils import timezone

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.plan.models import Indicator


def action(world: World) -> Sample:
    return Sample({"number": "2.1a"})


def download(world: World) -> Sample:
    return Sample({"part": "geld", "kind": "csv"})


def _indicator(organisation_id: int) -> Indicator:
    return Indicator.objects.create(
        action="1.1",
        name="Bezoekers",
        unit="leerlingen",
        counts="Elke bezoeker",
        source="Jaarverslag",
        organisation_id=organisation_id,
        entered_at=timezone.now(),
    )


def indicator(world: World) -> Sample:
    return Sample({"public_id": _indicator(world.here.pk).public_id})


def kept_indicator(world: World) -> Sample:
    """Only the administration that keeps it withdraws it."""
    keys = (_indicator(world.here.pk).public_id, _indicator(world.elsewhere.pk).public_id)
    return Sample(*({"public_id": key} for key in keys))
