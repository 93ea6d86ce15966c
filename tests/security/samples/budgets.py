"""Samples of `budgets`: the civil servant's administration and the school are both `here`."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.budgets import making
from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.budgets.imports import COUNTS, ELIGIBLE
from vakwerk.budgets.models import Regime, Round
from vakwerk.core import attachments
from vakwerk.core.imports import running
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, NumberScheme, Organisation, OrganisationNumber
from vakwerk.people.viewer import viewer_for

COUNTS_FILE = b"instellingsnummer;groep;leerlingen;bron\n000777;alle;120,5;telling\n"
ELIGIBLE_FILE = b"sleutel;opleiding;groep;van;bron\nmaterial;Hout;1;01/09/2023;besluit\n"
_years = count(2016, 10)


def _id(found: Any) -> dict[str, Any]:
    return {"public_id": found.public_id}


def _draft(owner: Organisation) -> Round:
    found = making.draft(owner)
    making.count(found, owner, "12")
    return found


def draft(world: World) -> Sample:
    data = {"reason": "Zo beslist.", "title": "Andere"}
    return Sample(lambda role: _id(_draft(world.here)), _id(_draft(world.elsewhere)), data=data)


def decided(world: World) -> Sample:
    return Sample(_id(making.decided(world.here, world.here)), _id(_draft(world.here)))


def own_decided(world: World) -> Sample:
    own, foreign = making.decided(world.here, world.here), making.decided(world.elsewhere, world.elsewhere)
    return Sample(_id(own), _id(foreign))


def count_of_round(world: World) -> Sample:
    return Sample({"pk": _draft(world.here).counts.get().pk}, {"pk": _draft(world.elsewhere).counts.get().pk})


def _share(at: Organisation) -> Any:
    return making.share(making.decided(at, at))


def any_share(world: World) -> Sample:
    return Sample(_id(_share(world.here)))


def own_share(world: World) -> Sample:
    return Sample(_id(_share(world.here)), _id(_share(world.elsewhere)))


def settled_share(world: World) -> Sample:
    return Sample(lambda role: _id(_share(world.here)), _id(_share(world.elsewhere)))


def expense(world: World) -> Sample:
    def fresh(role: Role | None) -> dict[str, Any]:
        return _id(making.expense(_share(world.here)))

    return Sample(fresh, _id(making.expense(_share(world.elsewhere))))


def checked_expense(world: World) -> Sample:
    made = making.expense(_share(world.here))
    data = {f"{str(made.public_id)[:8]}-verdict": "yes"}
    return Sample(_id(made), _id(making.expense(_share(world.elsewhere))), data=data)


def expense_file(world: World) -> Sample:
    def arguments(at: Organisation) -> dict[str, Any]:
        made = making.expense(_share(at))
        return _id(made) | {"file_id": attachments.of(("budgets.expense", made.pk))[0].pk}

    return Sample(arguments(world.here), arguments(world.elsewhere))


def plan(world: World) -> Sample:
    """Each who knocks gets a plan of another year: a school has one for each start."""
    return Sample(
        lambda role: _id(making.plan(world.here, next(_years))), _id(making.plan(world.elsewhere, next(_years)))
    )


def plan_pdf(world: World) -> Sample:
    def handed_in(at: Organisation) -> dict[str, Any]:
        found = making.plan(at, next(_years))
        found.handed_in_at = making.timezone.now()
        found.save()
        return _id(found)

    _share(world.here)
    return Sample(handed_in(world.here), handed_in(world.elsewhere))


def item(world: World) -> Sample:
    def fresh(role: Role | None) -> dict[str, Any]:
        return {"pk": making.plan(world.here, next(_years)).items.get().pk}

    return Sample(fresh, {"pk": making.plan(world.elsewhere, next(_years)).items.get().pk})


def places_round(world: World) -> Sample:
    return Sample(_id(making.draft(world.here, Regime.PLACES)), _id(_draft(world.here)))


def claim_of_site(world: World) -> Sample:
    found = making.draft(world.here, Regime.PLACES)

    def site(at: Organisation) -> dict[str, Any]:
        return _id(found) | {"pk": at.sites.get_or_create(number="01", defaults={"municipality": "12025"})[0].pk}

    return Sample(site(world.here), site(world.elsewhere))


def _claim(owner: Organisation, at: Organisation, state: str) -> Any:
    return making.claim(making.draft(owner, Regime.PLACES), at, state=state)


def draft_claim(world: World) -> Sample:
    own = lambda role: _id(_claim(world.here, world.here, "draft"))  # noqa: E731
    return Sample(own, _id(_claim(world.here, world.elsewhere, "draft")))


def handed_in_claim(world: World) -> Sample:
    own = _claim(world.here, world.here, "handed_in")
    data = {f"{str(own.public_id)[:8]}-verdict": "yes"}
    return Sample(_id(own), _id(_claim(world.elsewhere, world.elsewhere, "handed_in")), data=data)


def claim_file(world: World) -> Sample:
    def arguments(at: Organisation) -> dict[str, Any]:
        made = _claim(at, at, "handed_in")
        return _id(made) | {"file_id": attachments.of(("budgets.placesclaim", made.pk))[0].pk}

    return Sample(arguments(world.here), arguments(world.elsewhere))


# Imports


def example(world: World) -> Sample:
    return Sample({"kind": "csv"})


def counts_example(world: World) -> Sample:
    return Sample(_id(_draft(world.here)) | {"kind": "csv"})


def eligible_upload(world: World) -> Sample:
    return _upload(world, ELIGIBLE, ELIGIBLE_FILE, {})


def counts_upload(world: World) -> Sample:
    school = world.here
    OrganisationNumber.objects.get_or_create(
        organisation=school, scheme=NumberScheme.INSTITUTION, defaults={"value": "000777"}
    )
    return _upload(world, COUNTS, COUNTS_FILE, _id(_draft(school)))


def _upload(world: World, spec: Any, content: bytes, outer: dict[str, Any]) -> Sample:
    """Only who sent a file sees it."""
    options = {"round": str(outer["public_id"])} if outer else {}

    def kept(account: Account) -> dict[str, Any]:
        return outer | {"pk": running.keep(spec, viewer_for(account), "lijst.csv", content, options).pk}

    return Sample(lambda role: kept(world.accounts[role] if role else world.stranger), kept(world.stranger))
