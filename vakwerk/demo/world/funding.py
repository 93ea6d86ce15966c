"""Calls of the fictitious world: one that is open with a draft in it, one to be judged, one to be checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from vakwerk.core import clock
from vakwerk.demo.world.personas import ORGANISATIONS, SCHOOL
from vakwerk.funding import models as funding
from vakwerk.funding.access import APPLICANTS
from vakwerk.funding.content import Content, dump
from vakwerk.funding.models import ApplicationState, CallState, PartnerState
from vakwerk.funding.starting_points import templates
from vakwerk.people.models import Organisation, OrganisationKind, Person

# Children before parents, for `building.empty`.
TABLES: tuple[type[Model], ...] = (
    funding.OpenResult.makers.through,
    funding.OpenResult,
    funding.ContestResult,
    funding.ContestEntry,
    funding.Contest,
    funding.Settlement,
    funding.ReportedCost,
    funding.Report,
    funding.Instalment,
    funding.Grant,
    funding.Decision,
    funding.RankedApplication,
    funding.Ranking,
    funding.Remark,
    funding.Score,
    funding.Assessment,
    funding.ConflictOfInterest,
    funding.JuryMember,
    funding.JuryMeeting,
    funding.Admissibility,
    funding.Finding,
    funding.CompletionRequest,
    funding.CoFinancing,
    funding.BudgetItem,
    funding.Partner,
    funding.Application,
    funding.CallVersion,
    funding.Call,
)
OPEN, TO_JUDGE, TO_CHECK = "EXC-UIT", "EXC-NIEUW", "INNOVET"
EURO = 100


@dataclass(frozen=True)
class Project:
    """A fictitious application: who asks, what for, and the money in euro."""

    title: str
    lead: Organisation
    answers: Mapping[str, Any]
    costs: tuple[tuple[str, str, int], ...]
    own: int


def leads() -> tuple[Organisation, Organisation, Organisation]:
    """Who applies: the school and the company of the cast, and another school."""
    school = _cast(SCHOOL)
    others = Organisation.objects.filter(kind=SCHOOL).exclude(pk=school.pk).order_by("pk")
    return school, _cast(OrganisationKind.COMPANY), others.first() or school


def make_calls() -> None:
    """After the schools and the cast: they are the ones who apply."""
    school, company, second = leads()
    _open_call(school, company)
    _call_to_judge((school, company, second))
    _call_to_check(second, company)


def _cast(kind: OrganisationKind) -> Organisation:
    return Organisation.objects.get(kind=kind, name=ORGANISATIONS[kind])


def at(days: int, hour: int = 12) -> datetime:
    """So many days from today, on the hour in Brussels."""
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), time(hour)))


def make_call(template: str, reference: str, opens: int, closes: int, **changes: Any) -> funding.Call:
    window = {"opens_at": at(opens), "closes_at": at(closes)}
    content = dataclasses.replace(templates()[template], **(window | changes))
    call = funding.Call.objects.create(
        reference=f"{reference}-{clock.today().year}",
        title=content.title,
        kind=content.kind,
        state=CallState.PUBLISHED,
        opens_at=content.opens_at,
        closes_at=content.closes_at,
        minimum_scores=content.minimum_scores,
        fictitious=True,
        created_at=at(opens - 30),
        published_at=at(opens - 14),
    )
    funding.CallVersion.objects.create(
        call=call, number=1, content=dump(_fictitious(content)), published_at=call.published_at
    )
    return call


def _fictitious(content: Content) -> Content:
    """The facts of the template are real, this call is not."""
    note = "Deze oproep is verzonnen voor de rondleiding; data en bedragen van de oproep zijn dat ook."
    return dataclasses.replace(content, description=f"{note}\n\n{content.description}")


def apply_in(call: funding.Call, project: Project, state: ApplicationState, number: int = 0) -> funding.Application:
    """An application with its budget; one that was submitted gets its number and came in some days before closing."""
    version = call.versions.get()
    total = sum(euro for _line, _what, euro in project.costs)
    assert call.closes_at is not None
    sent = call.closes_at - timedelta(days=4 - number, hours=3 * number, seconds=11) if number else None
    made = funding.Application.objects.create(
        call=call,
        version=version,
        lead=project.lead,
        title=project.title,
        state=state,
        answers=dict(project.answers),
        requested_cents=(total - project.own) * EURO,
        contact=_contact(project.lead),
        reference=f"{call.reference}-{number:03d}" if sent else None,
        created_at=(sent or timezone.now()) - timedelta(days=6),
        saved_at=sent or timezone.now(),
        submitted_at=sent,
    )
    funding.BudgetItem.objects.bulk_create(
        funding.BudgetItem(application=made, line=line, description=what, amount_cents=euro * EURO, position=place)
        for place, (line, what, euro) in enumerate(project.costs, 1)
    )
    if project.own:
        funding.CoFinancing.objects.create(
            application=made, source="Eigen middelen", amount_cents=project.own * EURO, position=1
        )
    return made


def _contact(lead: Organisation) -> Person | None:
    found = lead.memberships.filter(role__in=APPLICANTS).select_related("person").order_by("pk").first()
    return found.person if found else None


def _partner(application: funding.Application, organisation: Organisation, does: str, *, confirmed: bool) -> None:
    funding.Partner.objects.create(
        application=application,
        organisation=organisation,
        contribution=does,
        state=PartnerState.CONFIRMED if confirmed else PartnerState.INVITED,
        invited_at=application.created_at,
        answered_at=application.created_at if confirmed else None,
    )


def _open_call(school: Organisation, company: Organisation) -> None:
    """The school began, the company is invited and has not answered: something to do for both."""
    call = make_call("1-excellentiefonds-uitbreiden", OPEN, -20, 25)
    answers = {
        "bestaat_sinds": "2019",
        "deelnemers_nu": "14",
        "wat_bestaat": "Elk voorjaar meten leerlingen lassen-constructie zich in onze werkplaats.",
    }
    costs = (("materiaal", "Lasposten en beschermkledij", 9_500), ("communicatie", "Filmpjes van de finale", 2_500))
    begun = apply_in(call, Project("Lastornooi voor Vlaanderen", school, answers, costs, 0), ApplicationState.DRAFT)
    _partner(begun, company, "Stelt machines en juryleden ter beschikking", confirmed=False)


def _call_to_judge(leads: tuple[Organisation, ...]) -> None:
    """Three applications that were found admissible, which together ask more than there is."""
    call = make_call("2-excellentiefonds-nieuw", TO_JUDGE, -75, -15, budget_cents=10_000_000)
    for number, project in enumerate(_prestige(leads), 1):
        made = apply_in(call, project, ApplicationState.ADMISSIBLE, number)
        funding.Admissibility.objects.create(
            application=made,
            admissible=True,
            reasons="De aanvraag is volledig en voldoet aan de voorwaarden.",
            decided_at=at(-10),
        )


def _answers(idea: str, new: str, schools: int, groups: list[str], companies: str) -> dict[str, Any]:
    year = clock.school_year()
    return {
        "idee": idea,
        "nieuw": new,
        "wedstrijd": True,
        "finale": f"{year + 1}-05-08",
        "doelgroep": groups,
        "scholen_straks": str(schools),
        "netten": True,
        "bedrijven": companies,
        "start": f"{year + 1}-01-11",
        "einde": f"{year + 1}-06-30",
        "planning": "Januari: reglement. Februari tot april: voorrondes. Mei: finale. Juni: verslag.",
    }


def _prestige(leads: tuple[Organisation, ...]) -> tuple[Project, ...]:
    return (
        Project(
            "Bouwmeesters van morgen",
            leads[0],
            _answers(
                "Ploegen van vijf leerlingen bouwen in drie dagen een tuinpaviljoen dat daarna naar een buurt gaat.",
                "Hout, metaal en elektriciteit in één ploeg: dat bestaat nog niet.",
                40,
                ["tso", "bso"],
                "Aannemers leveren materiaal en begeleiden de ploegen op de werf.",
            ),
            (("personeel", "Coördinatie", 18_000), ("materiaal", "Hout, staal en gereedschap", 26_000)),
            4_000,
        ),
        Project(
            "Nacht van de lassers",
            leads[1],
            _answers(
                "Eén avond, tien bedrijven, honderd leerlingen: lassen voor publiek.",
                "Ouders en basisscholen zien het vak van dichtbij.",
                25,
                ["bso"],
                "Tien bedrijven openen hun werkplaats.",
            ),
            (("materiaal", "Lasposten en veiligheid", 31_000), ("communicatie", "Affiches en film", 9_000)),
            5_000,
        ),
        Project(
            "Zorg in de hoofdrol",
            leads[2],
            _answers(
                "Leerlingen zorg lossen in een oefenwoning onverwachte situaties op, met acteurs.",
                "Geen papieren proef, maar handelen onder druk.",
                30,
                ["tso", "bso"],
                "Woonzorgcentra leveren de situaties en zitten in de jury.",
            ),
            (("personeel", "Acteurs en begeleiding", 24_000), ("andere", "Inrichting oefenwoning", 12_000)),
            2_000,
        ),
    )


def _call_to_check(school: Organisation, company: Organisation) -> None:
    """One application that came in on time and of which one condition is not met."""
    call = make_call("3-innovet", TO_CHECK, -40, -2)
    answers = {
        "projectbeschrijving": "Een digitale les over warmtepompen, met metingen uit een echte installatie.",
        "themas": ["energie", "industrie_40"],
        "stem": True,
        "plan_van_aanpak": "We bouwen vijf lessen, testen ze in twee klassen en verbeteren ze.",
        "klaar_op": f"{clock.school_year() + 1}-06-15",
        "delen": "cc_by",
        "klascement": False,
        "samenwerking": "De school schrijft de lessen, het bedrijf levert metingen en kijkt ze na.",
    }
    costs = (("personeel", "Leraren die de lessen maken", 14_000), ("materiaal", "Meettoestellen", 4_500))
    project = Project("Warmtepomp in de klas", school, answers, costs, 2_500)
    _partner(apply_in(call, project, ApplicationState.SUBMITTED, 1), company, "Metingen en nazicht", confirmed=True)
