"""The class that sits at Lotte's talent centre right now, and one report that its pupil lent to the CLB.

Answers are drawn by lot around a favourite type. No row for the before-and-after measure is made: an effect that
nobody measured must not be seen, not even in a demo.
"""

from __future__ import annotations

import random
from datetime import timedelta

from vakwerk.core import clock
from vakwerk.demo.world.personas import ORGANISATIONS
from vakwerk.engines.rules.periods import months_after
from vakwerk.people.models import Organisation, OrganisationKind
from vakwerk.talent import codes
from vakwerk.talent.actions import KEPT_MONTHS
from vakwerk.talent.bank import bank
from vakwerk.talent.codes import Kind
from vakwerk.talent.models import Answer, Context, Recipient, Session, Share, Sitting, Stage

DONE, BUSY, WAITING = 12, 6, 2
TYPES = "RIASEC"


def make_sittings(seed: int) -> None:
    centre, guidance = (
        Organisation.objects.get(name=ORGANISATIONS[kind])
        for kind in (OrganisationKind.TALENT_CENTRE, OrganisationKind.GUIDANCE_CENTRE)
    )
    today = clock.today()
    until = today + timedelta(days=14)
    session = Session.objects.create(
        organisation=centre, label="1A op bezoek", stage=Stage.A1, created_on=today, codes_until=until
    )
    seats = Sitting.objects.bulk_create(_seat(session, seat) for seat in range(1, DONE + BUSY + WAITING + 1))
    lots = random.Random(seed)  # noqa: S311 a repeatable world, no secret
    Answer.objects.bulk_create(answer for sitting in seats for answer in _answers(sitting, lots))
    Share.objects.create(
        sitting=seats[0],
        recipient=Recipient.GUIDANCE,
        organisation=guidance,
        token_hash=codes.digest(Kind.SHARE, codes.new_code()),
        created_on=today,
    )


def _seat(session: Session, seat: int) -> Sitting:
    return Sitting(
        context=Context.CLASS,
        session=session,
        seat=seat,
        stage=session.stage,
        bank_version=bank().version,
        answer_until=session.codes_until,
        started_on=session.created_on if seat <= DONE + BUSY else None,
        finished_on=session.created_on if seat <= DONE else None,
        delete_after=months_after(session.created_on, KEPT_MONTHS),
    )


def _answers(sitting: Sitting, lots: random.Random) -> list[Answer]:
    """All of them when finished, some when busy, none before the start."""
    if not sitting.started_on:
        return []
    favourite = lots.choice(TYPES)
    asked = bank().items if sitting.finished_on else bank().items[: lots.randint(5, 55)]
    likes = [lots.choice((4, 5) if item.measured.type == favourite else (1, 2, 3, 4)) for item in asked]
    return [Answer(sitting=sitting, item=item.id, value=value) for item, value in zip(asked, likes, strict=True)]
