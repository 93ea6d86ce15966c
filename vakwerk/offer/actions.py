"""Writes to the offer. Loading registers goes through `offer.imports`."""

from __future__ import annotations

import uuid

from django.db import transaction

from vakwerk.offer.models import OfferStamp


@transaction.atomic
def mark_changed() -> None:
    """Tells every process that schools, sites, offers or catalogue changed.

    Call it inside the transaction that changed them.
    """
    OfferStamp.objects.update_or_create(pk=1, defaults={"version": uuid.uuid4().hex})
