"""The catalogue of open results: what is published for everybody, what waits for civil servants."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from vakwerk.core import attachments
from vakwerk.core.access import visible_or_404
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.models import Licence, OpenResult

FILES = "funding.openresult"


def published(text: str = "", licence: str = "", stem: bool = False) -> QuerySet[OpenResult]:
    """What everybody may use, the latest first; `text` looks in title, summary, subject, programmes and makers."""
    rows = OpenResult.objects.filter(published_on__isnull=False).select_related("grant__application__call")
    for word in text.replace("\x00", "").split()[:8]:
        inside = Q(title__icontains=word) | Q(summary__icontains=word) | Q(subject__icontains=word)
        rows = rows.filter(inside | Q(programmes__icontains=word) | Q(makers__name__icontains=word))
    if licence in Licence.values:
        rows = rows.filter(licence=licence)
    if stem:
        rows = rows.filter(stem=True)
    return rows.prefetch_related("makers").distinct().order_by("-published_on", "title", "pk")


def result(viewer: Viewer, public_id: UUID) -> OpenResult:
    """A published one; one that waits only for civil servants and its own maker. 404 for all others."""
    found = OpenResult.objects.select_related("grant__application__call").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and _may_see(viewer, found))


def _may_see(viewer: Viewer, found: OpenResult) -> bool:
    if found.published_on is not None or viewer.has_role(*BUILDERS):
        return True
    lead = found.grant.application.lead_id if found.grant else None
    return viewer.organisation_id is not None and viewer.organisation_id == lead


def waiting(viewer: Viewer) -> QuerySet[OpenResult]:
    """What was handed in and is not published, the oldest first."""
    if not viewer.has_role(*BUILDERS):
        return OpenResult.objects.none()
    rows = OpenResult.objects.filter(published_on=None).select_related("grant__application__lead")
    return rows.order_by("handed_in_at", "pk")


def managed(viewer: Viewer, public_id: UUID) -> OpenResult:
    found = OpenResult.objects.filter(public_id=public_id).first()
    return visible_or_404(found, viewer.has_role(*BUILDERS))


def files(result: OpenResult) -> list[Attachment]:
    return attachments.of((FILES, result.pk)) if result.has_files else []
