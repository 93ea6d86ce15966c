"""Samples of `funding`: juries, decisions, grants, contests and results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.funding import judging, making
from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.core import attachments
from vakwerk.core.viewer import Role
from vakwerk.funding.models import Application, Call, Grant, Instalment, JuryMember
from vakwerk.people.models import Person

STAFF = (Role.CIVIL_SERVANT,)


def _id(found: Any) -> dict[str, Any]:
    return {"public_id": found.public_id}


def call(world: World) -> Sample:
    data = {"account": "teacher", "expertise": "", "meets_day": "2027-01-10", "meets_time": "10:00:00", "place": ""}
    return Sample(_id(judging.closed_call()), data=data)


def member(world: World) -> Sample:
    found = judging.closed_call()
    sitting = judging.seat(found, world.stranger.person)
    return Sample(_id(found) | {"member": sitting.pk})


def ready_to_close(world: World) -> Sample:
    found = judging.closed_call()
    judging.scored(found, judging.admissible(found, world.elsewhere))
    return Sample(_id(found), data={"budget_cents": "70.000,00"})


def judged_call(world: World) -> Sample:
    found = judging.closed_call()
    judging.judged(found, judging.admissible(found, world.elsewhere))
    return Sample(_id(found))


def admissible(world: World) -> Sample:
    return Sample(_id(judging.admissible(judging.closed_call(), world.here)))


def _person(world: World, role: Role | None) -> Person:
    return world.accounts[role].person if role is not None else world.stranger.person


def _sitting(world: World, prepare: Callable[[JuryMember, Application], Any]) -> tuple[Call, Application, Any]:
    """A call of which everybody who knocks sits in the jury; `prepare` makes what that person needs."""
    found = judging.closed_call()
    application = judging.admissible(found, world.elsewhere)

    def own(role: Role | None) -> dict[str, Any]:
        prepare(judging.seat(found, _person(world, role)), application)
        return _id(application)

    return found, application, own


def own_seat(world: World) -> Sample:
    found, _application, own = _sitting(world, lambda _member, _application: None)

    def seated(role: Role | None) -> dict[str, Any]:
        own(role)
        return _id(found)

    return Sample(seated, _id(judging.closed_call()))


def _shut(world: World) -> dict[str, Any]:
    """An application before a jury in which nobody of the world sits."""
    return _id(judging.admissible(judging.closed_call(), world.elsewhere))


def own_application(world: World) -> Sample:
    def prepare(sitting: JuryMember, application: Application) -> None:
        sitting.declarations.all().delete()
        judging.free(sitting, application)

    return Sample(_sitting(world, prepare)[2], _shut(world), data={"reason": "Familie."})


def given(world: World) -> Sample:
    return Sample(_sitting(world, judging.given)[2], _shut(world), data={"text": "Sterk."})


def own_file(world: World) -> Sample:
    _found, application, own = _sitting(world, judging.free)
    kept = {"question": "bijlage", "file_id": judging.file_of(application).pk}
    return Sample(lambda role: own(role) | kept, _shut(world) | kept)


def reserve(world: World) -> Sample:
    found = judging.closed_call()
    application = judging.admissible(found, world.elsewhere)
    judging.decided(judging.judged(found, application), application, "reserve")
    return Sample(_id(application))


def _grants(world: World, **changes: Any) -> tuple[Grant, Grant]:
    here = judging.grant(world.here, **changes)
    return here, judging.grant(world.elsewhere, **changes)


def decided(world: World) -> Sample:
    here, elsewhere = _grants(world)
    return Sample(_id(here.application), _id(elsewhere.application), everywhere=STAFF)


def grant(world: World) -> Sample:
    here, elsewhere = _grants(world)
    return Sample(_id(here), _id(elsewhere), everywhere=STAFF)


def one_grant(world: World) -> Sample:
    return Sample(_id(judging.grant(world.here)))


def instalment(world: World) -> Sample:
    found = judging.grant(world.here)
    told = {"amount_cents": 3_000_000, "due_on": date(2027, 1, 1), "after": "Bezoek"}
    Instalment.objects.create(grant=found, number=1, **told)
    return Sample(_id(found) | {"number": 1})


def report_file(world: World) -> Sample:
    def filed(found: Grant) -> dict[str, Any]:
        report = judging.report(found)
        kept = attachments.store(making.pdf(), viewer=None, owner=("funding.report", report.pk))
        return _id(found) | {"number": 1, "file_id": kept.pk}

    here, elsewhere = _grants(world)
    return Sample(filed(here), filed(elsewhere), everywhere=STAFF)


def reported(world: World) -> Sample:
    found = judging.grant(world.here, state="reported")
    judging.report(found)
    return Sample(_id(found), data={"accepted": "yes", "judgement": "In orde."})


def accepted(world: World) -> Sample:
    found = judging.grant(world.here, state="accepted")
    judging.report(found, accepted=True, judgement="In orde.")
    return Sample(_id(found))


def contest(world: World) -> Sample:
    return Sample(_id(judging.contest()))


def run_contest(world: World) -> Sample:
    here = judging.contest(organisation=world.here)
    elsewhere = judging.contest(organisation=world.elsewhere)
    return Sample(_id(here), _id(elsewhere), everywhere=STAFF)


def entry(world: World) -> Sample:
    found = judging.contest()
    return Sample(_id(judging.entry(found, world.here)), _id(judging.entry(found, world.elsewhere)))


def published_result(world: World) -> Sample:
    here, elsewhere = _grants(world)
    return Sample(
        _id(judging.result(here, published_on=date(2026, 9, 1))), _id(judging.result(elsewhere)), everywhere=STAFF
    )


def result_file(world: World) -> Sample:
    def filed(found: Any) -> dict[str, Any]:
        kept = attachments.store(making.pdf(), viewer=None, owner=("funding.openresult", found.pk))
        return _id(found) | {"file_id": kept.pk}

    here, elsewhere = _grants(world)
    own = judging.result(here, published_on=date(2026, 9, 1), has_files=True)
    return Sample(filed(own), filed(judging.result(elsewhere, has_files=True)), everywhere=STAFF)


def waiting_result(world: World) -> Sample:
    return Sample(_id(judging.result(judging.grant(world.here))))


def result_to_hide(world: World) -> Sample:
    return Sample(_id(judging.result(judging.grant(world.here), published_on=date(2026, 9, 1))))
