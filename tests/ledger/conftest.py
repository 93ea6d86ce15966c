"""An administration with one envelope of a thousand euros."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
    return FakeViewer(Role.CIVIL_SERVANT, organisation_id=administration.pk)


@pytest.fixture
def envelope(civil_servant: FakeViewer) -> Envelope:
    return actions.open_envelope(
        viewer=civil_servant, code="proef", title="Proef", amount_cents=100_000, action="1.2", source="Besluit"
    )


@pytest.fixture
def commit(civil_servant: FakeViewer, envelope: Envelope) -> Callable[[int], Commitment]:
    def make(cents: int) -> Commitment:
        return actions.commit(
            viewer=civil_servant, envelope=envelope, amount_cents=cents, beneficiary="Vzw Proef", purpose="Werking"
        )

    return make
