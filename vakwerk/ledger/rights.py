"""Who may do what: civil servants for the envelopes of their own administration, and for those of the plan itself."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from vakwerk.core.viewer import Role, Viewer
from vakwerk.ledger.models import Commitment, Envelope, Payment, Recovery


def organisation_of(viewer: Viewer) -> int:
    """The administration for which a civil servant acts; PermissionDenied for everybody else."""
    if viewer.organisation_id is None or not viewer.has_role(Role.CIVIL_SERVANT):
        raise PermissionDenied
    return viewer.organisation_id


def may_open(viewer: Viewer) -> bool:
    """May the viewer make an envelope?"""
    return viewer.has_role(Role.CIVIL_SERVANT) and viewer.organisation_id is not None


def may_manage(viewer: Viewer, envelope: Envelope) -> bool:
    """An envelope of the plan belongs to no administration in particular: the paper splits no ownership."""
    return viewer.has_role(Role.CIVIL_SERVANT) and envelope.owner_id in (None, viewer.organisation_id)


def must_manage(viewer: Viewer, envelope: Envelope) -> None:
    organisation_of(viewer)
    if not may_manage(viewer, envelope):
        raise PermissionDenied


def envelope_of(subject: Envelope | Commitment | Payment | Recovery) -> Envelope:
    if isinstance(subject, Envelope):
        return subject
    return subject.envelope if isinstance(subject, Commitment) else subject.commitment.envelope


def evidence_owner(subject: Envelope | Commitment | Payment | Recovery) -> tuple[str, object]:
    """How `core.attachments` knows the subject."""
    return subject._meta.label_lower, subject.pk
