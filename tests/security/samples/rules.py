"""Samples of `rules`: a parameter and a proposal belong to nobody."""

from __future__ import annotations

from datetime import date

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core.viewer import Role
from vakwerk.rules.models import CertaintyChoices, Proposal


def parameter(world: World) -> Sample:
    return Sample({"name": "ggmmi"})


def _proposal() -> Proposal:
    wanted = {"value": "2200", "certainty": CertaintyChoices.CONFIRMED, "source": "s", "reason": "r"}
    return Proposal.objects.get_or_create(
        parameter="ggmmi", valid_from=date(2030, 1, 1), state="proposed", defaults=wanted
    )[0]


def proposal(world: World) -> Sample:
    return Sample({"proposal_id": _proposal().pk})


def decision(world: World) -> Sample:
    """Each who knocks decides about a proposal that still waits."""

    def waiting(role: Role | None) -> dict[str, int]:
        return {"proposal_id": _proposal().pk}

    return Sample(waiting, data={"verb": "confirm"})
