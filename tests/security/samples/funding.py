"""Samples of `funding`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.funding import making
from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core import attachments
from vakwerk.core.viewer import Role
from vakwerk.funding.models import Application, CallState, CallVersion, Partner, PartnerState

KINDS = ("secondary_school",)


def published_call(world: World) -> Sample:
    data = {"title": "Project", "cancel_reason": "Geen budget."}
    return Sample({"public_id": making.open_call(lead_kinds=KINDS).public_id}, data=data)


def _with_id(call: Any) -> dict[str, Any]:
    return {"public_id": call.public_id}


def draft_call(world: World) -> Sample:
    return Sample(_with_id(making.call(CallState.DRAFT)), data={"title": "Proef", "pretended_kind": KINDS[0]})


def dry_run(world: World) -> Sample:
    call = making.call(CallState.DRY_RUN)
    return Sample(_with_id(call), data={"title": "Proef", "pretended_kind": KINDS[0]})


def amended_call(world: World) -> Sample:
    call = making.open_call()
    CallVersion.objects.create(call=call, number=2, content=call.versions.get().content)
    return Sample(_with_id(call), data={"reason": "Langer open."})


def list_of_draft(world: World) -> Sample:
    return Sample(_with_id(making.call(CallState.DRAFT)) | {"slug": "vragen"})


def item_of_draft(world: World) -> Sample:
    call = making.call(CallState.DRAFT)
    return Sample(_with_id(call) | {"slug": "vragen", "key": "idee"}, data={"revision": 0, "to": "up"})


def _own_draft(world: World, role: Role | None, call: Any) -> Application:
    """A fresh draft of one's own; for civil servants an example of a dry run."""
    if role != Role.CIVIL_SERVANT:
        return making.draft(call, world.here)
    dry = making.call(CallState.DRY_RUN, reference=f"P-{uuid4().hex[:8]}")
    return making.draft(dry, world.here, trial=True, pretended_kind=KINDS[0])


def _drafts(world: World, more: dict[str, Any] | None = None) -> Sample:
    call = making.open_call()
    foreign = making.draft(call, world.elsewhere)
    return Sample(lambda role: _with_id(_own_draft(world, role, call)) | (more or {}), _with_id(foreign) | (more or {}))


def own_draft(world: World) -> Sample:
    return _drafts(world)


def part(world: World) -> Sample:
    return _drafts(world, {"section": "project"})


def files(world: World) -> Sample:
    return _drafts(world, {"question": "bijlage"})


def _filed(application: Application) -> dict[str, Any]:
    upload = SimpleUploadedFile("verslag.pdf", b"%PDF-1.4\n%%EOF\n")
    owner = ("funding.answer", f"{application.pk}:bijlage")
    kept = attachments.store(upload, viewer=None, owner=owner)
    return _with_id(application) | {"question": "bijlage", "file_id": kept.pk}


def file(world: World) -> Sample:
    call = making.open_call()
    foreign = making.draft(call, world.elsewhere)
    return Sample(lambda role: _filed(_own_draft(world, role, call)), _filed(foreign))


def _partnered(application: Application, world: World, **state: Any) -> Partner:
    other = world.elsewhere if application.lead_id == world.here.pk else world.here
    return Partner.objects.create(application=application, organisation=other, invited_at=timezone.now(), **state)


def partner(world: World) -> Sample:
    call = making.open_call()
    foreign = _partnered(making.draft(call, world.elsewhere), world)

    def own(role: Role | None) -> dict[str, Any]:
        made = _partnered(_own_draft(world, role, call), world)
        return {"public_id": made.application.public_id, "partner": made.pk}

    return Sample(own, {"public_id": foreign.application.public_id, "partner": foreign.pk})


def invitation(world: World) -> Sample:
    call = making.open_call()
    own = _partnered(making.draft(call, world.elsewhere), world)
    foreign = _partnered(making.draft(call, world.here), world, state=PartnerState.INVITED)
    return Sample({"public_id": own.public_id}, {"public_id": foreign.public_id})


def handed_in(world: World) -> Sample:
    """What was submitted, of a closed call; a draft of another organisation does not exist for anybody here."""
    call = making.call(opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now() - timedelta(days=1))
    foreign = making.draft(call, world.elsewhere)
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    data = {"question": "Wat kost het?", "until_day": day, "admissible": "yes", "reasons": "In orde."}
    own = making.submitted(call, world.here)
    return Sample(_with_id(own), _with_id(foreign), data=data)
