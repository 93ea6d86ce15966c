"""Small juries, decisions, grants, contests and results, made row by row for tests that are about something else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.funding import making
from vakwerk.core import attachments
from vakwerk.funding import models
from vakwerk.funding.queries.applications import owner_of
from vakwerk.ledger import books
from vakwerk.ledger.models import Commitment, Envelope, Event
from vakwerk.people.models import Organisation, Person


def closed_call(reference: str = "", **changes: Any) -> models.Call:
    """A call that closed yesterday, with a credit of a million."""
    reference = reference or f"T-{uuid4().hex[:8]}"
    now = timezone.now()
    window = {"opens_at": now - timedelta(days=30), "closes_at": now - timedelta(days=1), "budget_cents": 7_000_000}
    call = making.call(reference=reference, **(window | changes))
    envelope = Envelope.objects.create(code=reference.lower(), title="Fonds")
    call.envelope = books.set_ceiling(envelope, 100_000_000, Event.OPEN)
    call.save()
    return call


def admissible(call: models.Call, lead: Organisation, number: int = 1) -> models.Application:
    found = making.submitted(call, lead, number, title=f"Project {number}", state="admissible")
    found.call = call
    return found


def seat(call: models.Call, person: Person) -> models.JuryMember:
    return models.JuryMember.objects.get_or_create(call=call, person=person, defaults={"appointed_at": timezone.now()})[
        0
    ]


def free(member: models.JuryMember, application: models.Application) -> None:
    models.ConflictOfInterest.objects.get_or_create(
        member=member, application=application, defaults={"conflict": False, "declared_at": timezone.now()}
    )


def given(member: models.JuryMember, application: models.Application, points: int = 5) -> models.Assessment:
    free(member, application)
    made, _new = models.Assessment.objects.update_or_create(
        member=member, application=application, defaults={"given_at": timezone.now()}
    )
    made.scores.all().delete()
    for criterion in ("ambitie", "bereik"):
        models.Score.objects.create(assessment=made, criterion=criterion, points=points, reason="Goed.")
    return made


def people(*names: str) -> list[Person]:
    return [Person.objects.create(first_name=name, last_name="Jury", fictitious=True) for name in names]


def scored(call: models.Call, *applications: models.Application) -> None:
    """Two members gave the same to all: enough to close the meeting."""
    for person in people("Ada", "Bas"):
        for application in applications:
            given(seat(call, person), application)


def judged(call: models.Call, *applications: models.Application) -> models.Ranking:
    """The meeting is closed, all within the budget."""
    ranking = models.Ranking.objects.create(call=call, number=1, budget_cents=7_000_000, made_at=timezone.now())
    for place, application in enumerate(applications, 1):
        models.RankedApplication.objects.create(
            ranking=ranking, application=application, place=place, score_numerator=50, score_denominator=1,
            scores=2, standing="within",
        )  # fmt: skip
    call.state = "judged"
    call.save()
    return ranking


def decided(ranking: models.Ranking, application: models.Application, verdict: str = "awarded") -> models.Decision:
    states = {"awarded": "awarded", "less": "awarded", "reserve": "reserve", "rejected": "rejected"}
    application.state = states[verdict]
    application.save()
    models.Call.objects.filter(pk=application.call_id).update(state="decided")
    cents = application.requested_cents if verdict == "awarded" else 0
    return models.Decision.objects.create(
        application=application, ranking=ranking, verdict=verdict, amount_cents=cents,
        reasons="Het sterkste voorstel.", decided_at=timezone.now(),
    )  # fmt: skip


def grant(lead: Organisation, reference: str = "", **changes: Any) -> models.Grant:
    """A grant of 30,000.00 with its commitment, from a call of its own."""
    call = closed_call(reference)
    application = admissible(call, lead)
    decision = decided(judged(call, application), application)
    commitment = books.commit(
        Commitment(
            envelope=call.envelope, organisation=lead, beneficiary=lead.name, purpose=application.title,
            made_on=date(2026, 11, 1), amount_cents=decision.amount_cents,
        )
    )  # fmt: skip
    period = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 6, 30), "report_by": date(2027, 8, 31)}
    return models.Grant.objects.create(
        application=application, decision=decision, amount_cents=decision.amount_cents, commitment=commitment,
        **(period | changes),
    )  # fmt: skip


def report(grant: models.Grant, **changes: Any) -> models.Report:
    told = {"number": 1, "text": "Gedaan.", "spent_cents": 3_000_000, "submitted_at": timezone.now()}
    made = models.Report.objects.create(grant=grant, **(told | changes))
    models.ReportedCost.objects.create(report=made, line="personeel", amount_cents=3_000_000)
    return made


def contest(**changes: Any) -> models.Contest:
    told = {
        "name": f"Lastornooi {uuid4().hex[:6]}",
        "organiser": "De Vonk",
        "school_year": 2026,
        "source": "verzonnen",
        "entries_until": timezone.now() + timedelta(days=9),
    }
    return models.Contest.objects.create(**(told | changes))


def entry(
    contest: models.Contest, school: Organisation, team: str = "De Vonken", **changes: Any
) -> models.ContestEntry:
    told = {"programme": "Lassen-constructie", "pupils": 6, "entered_at": timezone.now()}
    return models.ContestEntry.objects.create(contest=contest, school=school, team=team, **(told | changes))


def result(grant: models.Grant | None, **changes: Any) -> models.OpenResult:
    told = {
        "title": "Meten aan een warmtepomp",
        "summary": "Vijf lessen.",
        "subject": "Elektriciteit",
        "licence": "CC-BY-4.0",
        "klascement_url": "https://www.klascement.net/1/",
        "handed_in_at": timezone.now(),
    }
    return models.OpenResult.objects.create(grant=grant, **(told | changes))


def file_of(application: models.Application) -> Any:
    return attachments.store(making.pdf(), viewer=None, owner=owner_of(application, "bijlage"))
