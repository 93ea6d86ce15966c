"""An administration with a civil servant, and the plan's envelopes."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from tests.conftest import FakeViewer
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions
from vakwerk.ledger.models import Commitment, Envelope
from vakwerk.people.models import Organisation, OrganisationKind


@pytest.fixture
def administration(db: None) -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.ADMINISTRATION, name="Administratie", fictitious=True)


@pytest.fixture
def civil_servant(administration: Organisation) -> FakeViewer:
    return FakeViewer(Role.CIVIL_SERVANT, person_id=None, organisation_id=administration.pk)


@pytest.fixture
def envelopes(db: None) -> None:
    call_command("load_envelopes", stdout=StringIO())


@pytest.fixture
def commit(civil_servant: FakeViewer, envelopes: None):
    """Commits from an envelope, giving it a ceiling when the paper names none that can be used as such."""

    def make(code: str, cents: int, reference: str = "") -> Commitment:
        envelope = Envelope.objects.get(code=code)
        if envelope.amount_cents is None:
            envelope = actions.change_ceiling(
                viewer=civil_servant, envelope=envelope, amount_cents=10**10, reason="Besluit"
            )
        return actions.commit(
            viewer=civil_servant,
            envelope=envelope,
            amount_cents=cents,
            beneficiary="Vzw Geheim",
            purpose="Werking",
            reference=reference,
        )

    return make
