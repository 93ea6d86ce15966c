"""What the ledger asks about a grant that it pays."""

from __future__ import annotations

from django.urls import reverse

from vakwerk.funding.models import Grant, GrantState
from vakwerk.ledger.owners import Owner


def grant(key: int) -> Owner | None:
    """Its money is bound until it is settled: an instalment may still wait for its condition."""
    found = Grant.objects.select_related("application").filter(pk=key).first()
    if found is None:
        return None
    address = reverse("funding:grant", args=[found.public_id])
    return Owner(str(found), address, bound=found.state != GrantState.SETTLED)
