"""A school claims places that it created; a civil servant accepts or refuses with a reason."""

from __future__ import annotations

from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.budgets.models import ClaimState, PlacesClaim, Regime, Round
from vakwerk.budgets.rights import Refused, must_be_school, must_manage, require
from vakwerk.core import attachments, audit
from vakwerk.core.viewer import Viewer
from vakwerk.people.models import Site

CLAIM = "budgets.placesclaim"
WRITABLE = (ClaimState.DRAFT, ClaimState.REFUSED)


@transaction.atomic
def keep_claim(
    *,
    viewer: Viewer,
    found: Round,
    site: Site,
    reference_pupils: Decimal,
    pupils: Decimal,
    explanation: str = "",
    upload: File[bytes] | None = None,
) -> PlacesClaim:
    """A claim as a draft. One that was refused may be mended and handed in again, until the division is decided."""
    must_be_school(viewer, site.organisation_id)
    require(found.regime == Regime.PLACES)
    _must_be_open(found)
    claim = PlacesClaim.objects.select_for_update(of=("self",)).filter(round=found, site=site).first()
    claim = claim or PlacesClaim(round=found, site=site)
    if claim.state not in WRITABLE:
        raise Refused(_("This claim was handed in; it no longer changes."))
    claim.reference_pupils, claim.pupils, claim.explanation = reference_pupils, pupils, explanation
    claim.state, claim.reason = ClaimState.DRAFT, ""
    claim.save()
    if upload:
        attachments.store(upload, viewer=viewer, owner=(CLAIM, claim.pk))
    audit.record(viewer, "budgets.keep_claim", subject=(CLAIM, claim.pk))
    return claim


@transaction.atomic
def hand_in_claim(*, viewer: Viewer, claim: PlacesClaim) -> PlacesClaim:
    must_be_school(viewer, claim.site.organisation_id)
    _must_be_open(claim.round)
    claim = PlacesClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != ClaimState.DRAFT:
        raise Refused(_("This claim was handed in; it no longer changes."))
    if claim.additional <= 0:
        raise Refused(_("There are no more pupils than in the reference count."))
    if not attachments.of((CLAIM, claim.pk)):
        raise Refused(_("Add a file that shows the counts."))
    claim.state, claim.handed_in_at = ClaimState.HANDED_IN, timezone.now()
    claim.save(update_fields=["state", "handed_in_at"])
    audit.record(viewer, "budgets.hand_in_claim", subject=(CLAIM, claim.pk))
    return claim


@transaction.atomic
def decide_claim(*, viewer: Viewer, claim: PlacesClaim, accepted: bool, reason: str = "") -> PlacesClaim:
    """Accepts or refuses; until the division is decided another decision is possible."""
    must_manage(viewer, claim.round)
    _must_be_open(claim.round)
    if not accepted and not reason:
        raise Refused(_("Say why it is not accepted."))
    claim = PlacesClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(claim.state != ClaimState.DRAFT)
    claim.state, claim.reason = (ClaimState.ACCEPTED if accepted else ClaimState.REFUSED), reason
    claim.save(update_fields=["state", "reason"])
    audit.record(viewer, "budgets.decide_claim", subject=(CLAIM, claim.pk))
    return claim


def _must_be_open(found: Round) -> None:
    """Under the lock that `decide` takes: no claim slips into a division that is being decided."""
    if not Round.objects.select_for_update().get(pk=found.pk).is_draft:
        raise Refused(_("This division was decided; it no longer changes."))
