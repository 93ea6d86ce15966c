"""Samples of `talent`."""

from __future__ import annotations

from uuid import uuid4

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core import clock
from vakwerk.talent.models import Context, Recipient, Session, Share, Sitting


def _session(organisation_id: int) -> Session:
    today = clock.today()
    return Session.objects.create(organisation_id=organisation_id, label="1A", created_on=today, codes_until=today)


def session(world: World) -> Sample:
    own, foreign = _session(world.here.pk), _session(world.elsewhere.pk)
    return Sample({"public_id": own.public_id}, {"public_id": foreign.public_id})


def _share(organisation_id: int, recipient: Recipient) -> Share:
    today = clock.today()
    sitting = Sitting.objects.create(
        context=Context.HOME, bank_version="1", finished_on=today, delete_after=today, stage="2A"
    )
    return Share.objects.create(
        sitting=sitting, recipient=recipient, token_hash=uuid4().hex, organisation_id=organisation_id, created_on=today
    )


def share_with_school(world: World) -> Sample:
    """Lent to the school: people of the CLB or a centre do not see it, so they get a 404 on the own one as well."""
    own, foreign = _share(world.here.pk, Recipient.SCHOOL), _share(world.elsewhere.pk, Recipient.SCHOOL)
    return Sample({"public_id": own.public_id}, {"public_id": foreign.public_id})


def revoke(world: World) -> Sample:
    return Sample({"share_id": uuid4()})


def question(world: World) -> Sample:
    return Sample({"number": 1})
