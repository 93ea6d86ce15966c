"""The jury: who sits in it, what each member declares, scores and says, and when the meeting is closed.

Whoever writes here holds the row of the call, so that no score slips in while the meeting closes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from vakwerk.core import audit, mail
from vakwerk.core.viewer import Viewer
from vakwerk.engines.money.ranking import Place
from vakwerk.funding.access import require, require_builder
from vakwerk.funding.models import (
    Application,
    Assessment,
    Call,
    CallState,
    ConflictOfInterest,
    JuryMeeting,
    JuryMember,
    Phase,
    RankedApplication,
    Ranking,
    Remark,
    Score,
)
from vakwerk.funding.queries import juries as queries
from vakwerk.funding.queries.rankings import Lacking, lacking, standing
from vakwerk.people.models import Person


class NotReady(Exception):
    """The meeting cannot be closed; `lacks` say why."""

    def __init__(self, lacks: Lacking) -> None:
        super().__init__("; ".join(lacks))
        self.lacks = lacks


class Incomplete(Exception):
    """An assessment is not given: a criterion lacks its points or its reasons."""


class Bound(Exception):
    """Somebody who works for the applicant or a partner cannot declare to have no interest."""


@dataclass(frozen=True)
class Given:
    """Points and reasons on one criterion; None: no points yet."""

    points: int | None
    reason: str


def _locked(call_id: int) -> Call:
    return Call.objects.select_for_update(of=("self",)).get(pk=call_id)


def _sitting(call: Call) -> Call:
    """The call while its jury may still judge: published and closed."""
    require(call.phase(timezone.now()) == Phase.CLOSED)
    return call


@transaction.atomic
def appoint(*, viewer: Viewer, call: Call, person: Person, expertise: str, site: str) -> JuryMember:
    """Gives somebody a seat, or gives it back; from publication until the meeting is closed."""
    require_builder(viewer)
    locked = _locked(call.pk)
    require(locked.state == CallState.PUBLISHED)
    fresh = {"expertise": expertise, "appointed_at": timezone.now(), "ended_at": None}
    member, _made = JuryMember.objects.update_or_create(call=locked, person=person, defaults=fresh)
    if person.email:
        link = site.rstrip("/") + reverse("funding:seat", args=[locked.public_id])
        mail.send("funding/mail/appointed", person.email, {"call": locked.title, "link": link})
    audit.record(viewer, "funding.appoint_member", subject=("funding.jurymember", member.pk))
    return member


@transaction.atomic
def end_seat(*, viewer: Viewer, member: JuryMember) -> None:
    """Takes the seat away. What the member gave before counts, and stays with the call."""
    require_builder(viewer)
    require(_locked(member.call_id).state == CallState.PUBLISHED)
    JuryMember.objects.filter(pk=member.pk, ended_at=None).update(ended_at=timezone.now())
    audit.record(viewer, "funding.end_seat", subject=("funding.jurymember", member.pk))


@transaction.atomic
def set_meeting(*, viewer: Viewer, call: Call, meets_at: datetime, place: str) -> None:
    """When and where the jury meets; another moment is reminded of again."""
    require_builder(viewer)
    locked = _locked(call.pk)
    require(locked.state == CallState.PUBLISHED)
    found = {"meets_at": meets_at, "place": place, "reminded_days": None}
    JuryMeeting.objects.update_or_create(call=locked, defaults=found)
    audit.record(viewer, "funding.set_meeting", subject=("funding.call", locked.pk))


@transaction.atomic
def declare(*, viewer: Viewer, call: Call, declarations: Mapping[int, tuple[bool, str]]) -> None:
    """For each application (by its key): a conflict of interest or none, with why.

    What was declared free can become a conflict later, and then no longer counts; a conflict never becomes free.
    """
    member = queries.seat(viewer, call.public_id)
    _sitting(_locked(call.pk))
    bound = queries.bound_to(member)
    now = timezone.now()
    for application in queries.judged_in(call).filter(pk__in=declarations):
        conflict, reason = declarations[application.pk]
        if not conflict and application.pk in bound:
            raise Bound
        _declare(member, application, conflict, reason, now)
        audit.record(
            viewer,
            "funding.declare_conflict" if conflict else "funding.declare_no_conflict",
            subject=("funding.application", application.pk),
        )


def _declare(member: JuryMember, application: Application, conflict: bool, reason: str, now: datetime) -> None:
    known = ConflictOfInterest.objects.filter(member=member, application=application).first()
    require(known is None or (conflict and not known.conflict))
    told = {"conflict": conflict, "reason": reason, "declared_at": now}
    ConflictOfInterest.objects.update_or_create(member=member, application=application, defaults=told)
    if conflict:
        Assessment.objects.filter(member=member, application=application).update(given_at=None)


@transaction.atomic
def save_assessment(
    *, viewer: Viewer, application: Application, scores: Mapping[str, Given], summary: str
) -> Assessment:
    """Keeps points and reasons; nobody else sees them yet. A given assessment must be reopened first."""
    dossier = queries.judged(viewer, application.public_id)
    _sitting(_locked(application.call_id))
    require(not dossier.given)
    assessment, _made = Assessment.objects.update_or_create(
        member=dossier.member, application=dossier.application, defaults={"summary": summary}
    )
    tops = {criterion.key: criterion.top for criterion in dossier.content.criteria}
    require(all(key in tops and (each.points is None or each.points <= tops[key]) for key, each in scores.items()))
    assessment.scores.all().delete()
    Score.objects.bulk_create(
        Score(assessment=assessment, criterion=key, points=each.points, reason=each.reason)
        for key, each in scores.items()
        if each.points is not None
    )
    audit.record(viewer, "funding.save_assessment", subject=("funding.application", application.pk))
    return assessment


@transaction.atomic
def give_assessment(*, viewer: Viewer, application: Application) -> None:
    """Makes it final: from now on it counts, and its giver sees those of the others."""
    dossier = queries.judged(viewer, application.public_id)
    _sitting(_locked(application.call_id))
    assessment = dossier.assessment
    if assessment is None or not queries.is_whole(assessment, dossier.content):
        raise Incomplete
    Assessment.objects.filter(pk=assessment.pk).update(given_at=timezone.now())
    audit.record(viewer, "funding.give_assessment", subject=("funding.application", application.pk))


@transaction.atomic
def reopen_assessment(*, viewer: Viewer, application: Application) -> None:
    """The member changes its mind; until it is given again it does not count."""
    dossier = queries.judged(viewer, application.public_id)
    _sitting(_locked(application.call_id))
    require(dossier.given)
    Assessment.objects.filter(member=dossier.member, application=application).update(given_at=None)
    audit.record(viewer, "funding.reopen_assessment", subject=("funding.application", application.pk))


@transaction.atomic
def remark(*, viewer: Viewer, application: Application, text: str) -> None:
    """Says something in the discussion: a civil servant, or a member without a conflict who gave its own scores."""
    require(queries.may_discuss(viewer, application))
    _sitting(_locked(application.call_id))
    last = application.remarks.order_by("-written_at", "-pk").first()
    if last is not None and (last.author_id, last.text) == (viewer.person_id, text):
        return  # the same form, sent twice
    Remark.objects.create(application=application, author_id=viewer.person_id, text=text, written_at=timezone.now())
    audit.record(viewer, "funding.write_remark", subject=("funding.application", application.pk))


@transaction.atomic
def close_meeting(*, viewer: Viewer, call: Call, budget_cents: int) -> Ranking:
    """Ends the judging and keeps the ranking as the engine computes it then. `NotReady` when something lacks."""
    require_builder(viewer)
    locked = _sitting(_locked(call.pk))
    found = lacking(locked, budget_cents)
    if found:
        raise NotReady(found)
    order = standing(locked, budget_cents)
    last = locked.rankings.order_by("-number").first()
    ranking = Ranking.objects.create(
        call=locked, number=last.number + 1 if last else 1, budget_cents=budget_cents, made_at=timezone.now()
    )
    RankedApplication.objects.bulk_create(_place(ranking, place) for place in order.places)
    locked.state = CallState.JUDGED
    locked.save(update_fields=["state"])
    audit.record(viewer, "funding.close_meeting", subject=("funding.call", locked.pk))
    return ranking


def _place(ranking: Ranking, place: Place) -> RankedApplication:
    score = place.score or Fraction(0)
    assert place.place is not None, "a meeting with too few scores is not closed"
    return RankedApplication(
        ranking=ranking,
        application_id=int(place.key),
        place=place.place,
        score_numerator=score.numerator,
        score_denominator=score.denominator,
        spread_numerator=place.spread.numerator,
        spread_denominator=place.spread.denominator,
        scores=len(place.marks),
        standing=place.outcome.value,
    )


@transaction.atomic
def reopen_meeting(*, viewer: Viewer, call: Call) -> None:
    """Lets the jury judge again, as long as nothing is decided; the next closing makes a next ranking."""
    require_builder(viewer)
    locked = _locked(call.pk)
    require(locked.state == CallState.JUDGED)
    locked.state = CallState.PUBLISHED
    locked.save(update_fields=["state"])
    audit.record(viewer, "funding.reopen_meeting", subject=("funding.call", locked.pk))


@transaction.atomic
def note_reminder(*, meeting: JuryMeeting, days: int) -> None:
    """Remembers that the reminder of so many days before the meeting was sent."""
    JuryMeeting.objects.filter(pk=meeting.pk).update(reminded_days=days)
