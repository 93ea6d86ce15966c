"""What the ledger asks about a share that it pays."""

from __future__ import annotations

from django.urls import reverse

from vakwerk.budgets.models import Share
from vakwerk.ledger.owners import Owner


def share(key: int) -> Owner | None:
    """Its money is bound until its evidence is checked: what is not proven comes back then."""
    found = Share.objects.select_related("school", "round").filter(pk=key).first()
    if found is None:
        return None
    address = reverse("budgets:check_share", args=[found.public_id])
    return Owner(str(found), address, bound=found.checked_at is None)
