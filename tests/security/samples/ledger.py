"""Samples of `ledger`: an envelope of the administration that knocks, and one of somebody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from tests.conftest import FakeViewer
from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core import jobs
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions
from vakwerk.ledger.models import Commitment, Envelope, Payment, PaymentRun, Recovery

DAY = date(2026, 12, 1)
IBAN = "BE68539007547034"


def _servant(organisation_id: int) -> FakeViewer:
    return FakeViewer(Role.CIVIL_SERVANT, person_id=None, organisation_id=organisation_id)


def _envelope(organisation_id: int) -> Envelope:
    code = f"krediet-{organisation_id}-{Envelope.objects.count()}"
    return actions.open_envelope(viewer=_servant(organisation_id), code=code, title="Proef", amount_cents=1_000_000)


def _commitment(organisation_id: int) -> Commitment:
    return actions.commit(
        viewer=_servant(organisation_id),
        envelope=_envelope(organisation_id),
        amount_cents=10_000,
        beneficiary="Vzw",
        purpose="Werking",
        iban=IBAN,
    )


def _payment(organisation_id: int) -> Payment:
    return actions.plan_payment(
        viewer=_servant(organisation_id),
        commitment=_commitment(organisation_id),
        amount_cents=10_000,
        due_on=DAY,
        label="Schijf",
    )


def _run(organisation_id: int) -> PaymentRun:
    envelope = _payment(organisation_id).commitment.envelope
    viewer = _servant(organisation_id)
    run = actions.start_run(viewer=viewer, envelope=envelope, payer="Administratie", payer_iban=IBAN)
    jobs.run_due()
    return run


def _recovery(organisation_id: int) -> Recovery:
    commitment = Commitment.objects.get(payments__run=_run(organisation_id))
    return actions.recover(
        viewer=_servant(organisation_id), commitment=commitment, amount_cents=100, reason="Niet besteed"
    )


def _both(world: World, make: Any, **more: Any) -> Sample:
    own, foreign = make(world.here.pk), make(world.elsewhere.pk)
    key = "code" if isinstance(own, Envelope) else "public_id"
    return Sample({key: getattr(own, key), **more}, {key: getattr(foreign, key), **more})


def public_envelope(world: World) -> Sample:
    return Sample({"code": _envelope(world.here.pk).code})


def envelope(world: World) -> Sample:
    return _both(world, _envelope)


def planned(world: World) -> Sample:
    return _both(world, lambda key: _payment(key).commitment.envelope)


def commitment(world: World) -> Sample:
    return _both(world, _commitment)


def run(world: World) -> Sample:
    return _both(world, _run)


def payment(world: World) -> Sample:
    return _both(world, _payment, what="intrekken")


def recovery(world: World) -> Sample:
    return _both(world, _recovery, what="ontvangen")


def proved(world: World) -> Sample:
    own, foreign = _commitment(world.here.pk), _commitment(world.elsewhere.pk)
    return Sample({"kind": "vastlegging", "key": own.public_id}, {"kind": "vastlegging", "key": foreign.public_id})


def evidence(world: World) -> Sample:
    arguments = []
    for organisation_id in (world.here.pk, world.elsewhere.pk):
        subject, upload = _commitment(organisation_id), ContentFile(b"%PDF-1.7", name="factuur.pdf")
        file = actions.attach_evidence(viewer=_servant(organisation_id), subject=subject, upload=upload)
        arguments.append({"kind": "vastlegging", "key": subject.public_id, "file": file.public_id})
    return Sample(*arguments)
