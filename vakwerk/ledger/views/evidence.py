"""Files that show what money was for: handed in at an envelope, commitment, payment or recovery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vakwerk.core import attachments
from vakwerk.core.viewer import Viewer, viewer_of
from vakwerk.ledger import actions, forms, queries
from vakwerk.ledger.models import Commitment, Envelope, Payment, Recovery
from vakwerk.ledger.rights import evidence_owner
from vakwerk.ledger.views.shared import civil_servants, form_page

Subject = Envelope | Commitment | Payment | Recovery
FINDERS: dict[str, Callable[[Viewer, UUID], Subject]] = {
    "vastlegging": queries.managed_commitment,
    "betaling": queries.managed_payment,
    "terugvordering": queries.managed_recovery,
}


def _subject(viewer: Viewer, kind: str, key: str) -> Subject:
    """What the evidence is for, when the viewer manages it; else 404."""
    if kind == "krediet":
        return queries.managed_envelope(viewer, key)
    try:
        return FINDERS[kind](viewer, UUID(key))
    except (KeyError, ValueError):
        raise Http404 from None


def _home(subject: Subject) -> str:
    if isinstance(subject, Envelope):
        return subject.get_absolute_url()
    commitment = subject if isinstance(subject, Commitment) else subject.commitment
    return reverse("ledger:commitment", args=[commitment.public_id])


@civil_servants
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    viewer = viewer_of(request)
    subject = _subject(viewer, kind, key)

    def do(found: dict[str, Any]) -> str:
        actions.attach_evidence(viewer=viewer, subject=subject, **found)
        return _home(subject)

    return form_page(
        request,
        forms.EvidenceForm(request.POST, request.FILES) if request.method == "POST" else forms.EvidenceForm(),
        do,
        done=_("The file is kept."),
        title=_("Add evidence"),
        button=_("Add the file"),
        about=_("An invoice, a report, a proof of payment. Only civil servants of your administration can open it."),
        upload=True,
        back=_home(subject),
        back_label=str(subject),
    )


@civil_servants
@require_safe
def download(request: HttpRequest, kind: str, key: str, file: UUID) -> HttpResponse:
    return attachments.download(evidence_owner(_subject(viewer_of(request), kind, key)), file)
