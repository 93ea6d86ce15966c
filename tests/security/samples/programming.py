"""Samples of `programming`: `here` is a school with one site and requests in every state; `elsewhere` another one."""

from __future__ import annotations

from datetime import date
from itertools import count as counter
from typing import Any

from tests.offer import builders
from tests.security.access_table import Sample
from tests.security.samples.capacity import _upload
from tests.security.world import World
from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation, Site
from vakwerk.programming.imports import COUNTS, OLD
from vakwerk.programming.models import Decision, ProgrammingRequest, State, Verb, Way

OVERSEERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
COUNTS_FILE = b"vestiging;richting;schooljaar;duaal;geteld op\n01;G-7777;2026;2;01/10/2026\n"
OLD_FILE = b"stelsel;titel;bron\ndbso;Metselaar;test\n"
_numbers = counter(1)


def _site(school: Organisation) -> Site:
    return Site.objects.get_or_create(organisation=school, number="01", defaults={"municipality": "12025"})[0]


def _component() -> ProgrammeComponent:
    """A programme of its own: one open request a programme and site."""
    return builders.programme(f"Proef {(n := next(_numbers))}", number=f"G-77{n:03d}", slug=f"p-{n}").components.get()


def _request(school: Organisation, state: str) -> ProgrammingRequest:
    handed_in = {"handed_in_on": date(2026, 11, 1)} if state != State.DRAFT else {}
    way = {State.DRAFT: "", State.SUBMITTED: Way.APPROVAL}.get(State(state), Way.FREE)
    return ProgrammingRequest.objects.create(
        site=_site(school), component=_component(), school_year=2025, state=state, way=way, **handed_in
    )


def request(world: World) -> Sample:
    own, foreign = _request(world.here, State.RUNNING), _request(world.elsewhere, State.RUNNING)
    return Sample({"pk": own.pk}, {"pk": foreign.pk}, everywhere=OVERSEERS)


def draft(world: World) -> Sample:
    own, foreign = _request(world.here, State.DRAFT), _request(world.elsewhere, State.DRAFT)
    return Sample({"pk": own.pk}, {"pk": foreign.pk})


def step(world: World) -> Sample:
    """Each who knocks finds a request of the own school that may start."""

    def fresh(role: Role | None) -> dict[str, Any]:
        return {"pk": _request(world.here, State.NOTIFIED).pk}

    foreign = _request(world.elsewhere, State.NOTIFIED)
    return Sample(fresh, {"pk": foreign.pk}, everywhere=OVERSEERS, data={"stap": "starten"})


def count(world: World) -> Sample:
    told = {"school_year": 2026, "regular": 1, "dual": 1, "preparatory": 1, "counted_on": "2026-10-01"}
    sample = request(world)
    return Sample(sample.own, sample.foreign, data={f"telling-{key}": value for key, value in told.items()})


def advise(world: World) -> Sample:
    own, told = _request(world.here, State.SUBMITTED), {"body": "inspection", "opinion": "none"}
    data = {f"advies-{key}": value for key, value in (told | {"given_on": "2026-11-02"}).items()}
    return Sample({"pk": own.pk}, {"pk": 0}, data=data)


def decide(world: World) -> Sample:
    def fresh(role: Role | None) -> dict[str, Any]:
        return {"pk": _request(world.here, State.RUNNING).pk}

    return Sample(fresh, {"pk": 0}, data={"besluit-verb": "norm_met", "besluit-reasons": "Genoeg leerlingen."})


def letter(world: World) -> Sample:
    def made(school: Organisation) -> int:
        from vakwerk.programming.actions import file_of
        from vakwerk.programming.ruling import Book, kept

        found = _request(school, State.NORM_MET)
        answer = kept(Book().norm_of(found, [])) | file_of(found)
        return Decision.objects.create(
            request=found, verb=Verb.MET, reasons="Genoeg.", signed="An", rule="pupil_norm", answer=answer
        ).pk

    return Sample({"pk": made(world.here)}, {"pk": made(world.elsewhere)}, everywhere=OVERSEERS)


def example(world: World) -> Sample:
    return Sample({"kind": "csv"})


def counts_upload(world: World) -> Sample:
    return _upload(world, COUNTS, COUNTS_FILE)


def old_upload(world: World) -> Sample:
    return _upload(world, OLD, OLD_FILE)
