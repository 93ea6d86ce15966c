"""Small calls and applications, for the tests of this room and for the samples of the access table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vakwerk.funding.content import (
    BudgetLine,
    Choice,
    Content,
    Criterion,
    Point,
    Question,
    QuestionKind,
    Rule,
    RuleSubject,
    Section,
    dump,
)
from vakwerk.funding.models import (
    Application,
    ApplicationState,
    BudgetItem,
    Call,
    CallKind,
    CallState,
    CallVersion,
    CoFinancing,
)
from vakwerk.people.models import Organisation

KINDS = (Choice("bso", "bso"), Choice("tso", "tso"))
ANSWERS = {"idee": "Een wedstrijd voor lassers.", "bereik": ["tso"], "scholen": "12"}


def content(**changes: Any) -> Content:
    """A whole call of one part, one budget line, one criterion, one condition and one point."""
    given: dict[str, Any] = {
        "title": "Excellentie 2026",
        "kind": CallKind.EXCELLENCE_NEW,
        "summary": "Voor nieuwe prestigeprojecten.",
        "opens_at": datetime.fromisoformat("2026-10-01T00:00:00+02:00"),
        "closes_at": datetime.fromisoformat("2026-12-01T12:00:00+01:00"),
        "lead_kinds": ("secondary_school", "company"),
        "sections": (Section("project", "Het project"), Section("bereik", "Bereik")),
        "questions": (
            Question("idee", "project", QuestionKind.TEXT, "Wat is het idee?", max_length=200),
            Question("bereik", "bereik", QuestionKind.CHOICES, "Voor wie?", choices=KINDS),
            Question("waarom", "bereik", QuestionKind.TEXT, "Waarom bso?", shown_when='bereik bevat "bso"'),
            Question("scholen", "bereik", QuestionKind.NUMBER, "Hoeveel scholen?"),
            Question("bijlage", "bereik", QuestionKind.FILE, "Bijlage", required=False),
        ),
        "budget_lines": (BudgetLine("personeel", "Personeel"), BudgetLine("materiaal", "Materiaal")),
        "criteria": (Criterion("ambitie", "Ambitie", weight=2, top=10), Criterion("bereik", "Bereik", top=10)),
        "rules": (
            Rule("plafond", "gevraagd <= € 50.000", "Er wordt hoogstens € 50.000 gevraagd.", RuleSubject.BUDGET),
        ),
        "points": (Point("nieuw", "Het project is nieuw."),),
    }
    return Content(**(given | changes))


def call(state: str = CallState.PUBLISHED, reference: str = "", **changes: Any) -> Call:
    """A call with its first version; published unless asked otherwise. The first one without reference is EXC-26."""
    whole = content(**changes)
    number = Call.objects.count()
    published = None if state in (CallState.DRAFT, CallState.DRY_RUN) else whole.opens_at
    made = Call.objects.create(
        reference=reference or (f"EXC-26-{number}" if number else "EXC-26"),
        title=whole.title,
        kind=whole.kind,
        state=state,
        opens_at=whole.opens_at,
        closes_at=whole.closes_at,
        minimum_scores=whole.minimum_scores,
        fictitious=True,
        created_at=timezone.now(),
        published_at=published,
    )
    CallVersion.objects.create(call=made, number=1, content=dump(whole), published_at=published)
    return made


def open_call(**changes: Any) -> Call:
    """A call that is open at this moment, whatever the clock says."""
    now = timezone.now()
    window = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=20)}
    return call(**(window | changes))


def draft(call: Call, lead: Organisation, **changes: Any) -> Application:
    """A draft with all its answers and a budget that adds up: 30,000.00 asked, 10,000.00 of one's own."""
    now = timezone.now()
    given = {"title": "Laswedstrijd", "answers": ANSWERS, "requested_cents": 3_000_000} | changes
    version = call.versions.order_by("-number").first()
    made = Application.objects.create(call=call, version=version, lead=lead, created_at=now, saved_at=now, **given)
    BudgetItem.objects.create(
        application=made, line="personeel", description="Jury", amount_cents=4_000_000, position=1
    )
    CoFinancing.objects.create(application=made, source="Eigen middelen", amount_cents=1_000_000, position=1)
    return made


def submitted(call: Call, lead: Organisation, number: int = 1, **changes: Any) -> Application:
    """One that was handed in."""
    sent = {
        "state": ApplicationState.SUBMITTED,
        "reference": f"{call.reference}-{number:03d}",
        "submitted_at": timezone.now(),
    }
    return draft(call, lead, **(sent | changes))


def pdf(name: str = "verslag.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n")
