"""What projects made: handed in by the receiver of a grant, published by a civil servant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from vakwerk.core import attachments, audit, clock
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import leads, require, require_builder
from vakwerk.funding.models import Grant, OpenResult, PartnerState
from vakwerk.funding.queries.results import FILES


@transaction.atomic
def hand_in(*, viewer: Viewer, grant: Grant, uploads: Iterable[File[bytes]] = (), **told: Any) -> OpenResult:
    """A result of a grant, not public yet. Its makers are the receiver and the partners that confirmed.

    It must be somewhere: on KlasCement, at a link, or in a file.
    """
    application = grant.application
    require(leads(viewer, application))
    kept = list(uploads)
    require(bool(kept or told.get("link") or told.get("klascement_url")))
    fictitious = application.lead.fictitious
    result = OpenResult.objects.create(
        grant=grant, handed_in_at=timezone.now(), has_files=bool(kept), fictitious=fictitious, **told
    )
    confirmed = application.partners.filter(state=PartnerState.CONFIRMED).values_list("organisation", flat=True)
    result.makers.set([application.lead_id, *confirmed])
    for upload in kept:
        attachments.store(upload, viewer=viewer, owner=(FILES, result.pk))
    audit.record(viewer, "funding.hand_in_result", subject=("funding.openresult", result.pk))
    return result


@transaction.atomic
def publish_result(*, viewer: Viewer, result: OpenResult) -> None:
    """Puts it in the catalogue, for everybody."""
    require_builder(viewer)
    OpenResult.objects.filter(pk=result.pk, published_on=None).update(published_on=clock.today())
    audit.record(viewer, "funding.publish_result", subject=("funding.openresult", result.pk))


@transaction.atomic
def hide_result(*, viewer: Viewer, result: OpenResult) -> None:
    """Takes it out of the catalogue, for instance when a maker had no right to share it."""
    require_builder(viewer)
    OpenResult.objects.filter(pk=result.pk).update(published_on=None)
    audit.record(viewer, "funding.hide_result", subject=("funding.openresult", result.pk))
