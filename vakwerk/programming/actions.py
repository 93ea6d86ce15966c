"""Writes to programming: a school drafts and hands in, advisers advise, a civil servant decides, a school counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core import audit, clock
from vakwerk.core.viewer import Role, Viewer
from vakwerk.people.models import Site
from vakwerk.programming import profile, queries
from vakwerk.programming.models import (
    Advice,
    Body,
    Decision,
    Kind,
    ProgrammingRequest,
    PupilCount,
    RequestEntry,
    State,
    Verb,
    Way,
)
from vakwerk.programming.ruling import PARTS, Book, first_day, kept

DECIDERS = (Role.CIVIL_SERVANT,)
ADVISERS = {
    Role.CIVIL_SERVANT: (Body.AGODI, Body.VLOR, Body.INSPECTION),
    Role.INSPECTOR: (Body.INSPECTION,),
}


class Refused(Exception):
    """The step does not follow from where the request stands; the message says why, in the reader's language."""


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _is_own(viewer: Viewer, request: ProgrammingRequest) -> bool:
    return queries.own_sites(viewer).filter(pk=request.site_id).exists()


def _record(viewer: Viewer, verb: str, request: ProgrammingRequest, reason: str = "") -> None:
    subject = ("programming.programmingrequest", request.pk)
    audit.record(viewer, f"programming.{verb}", subject=subject, reason=reason[:190])


def _note(viewer: Viewer, request: ProgrammingRequest, text: str) -> None:
    RequestEntry.objects.create(
        request=request, author_id=viewer.person_id, organisation_id=viewer.organisation_id, text=text[:200]
    )


def _move(request: ProgrammingRequest, before: Iterable[str], state: str, **changes: Any) -> None:
    """Takes the request to `state`; `Refused` when somebody else took another step meanwhile."""
    rows = ProgrammingRequest.objects.filter(pk=request.pk, state__in=list(before))
    if not rows.update(state=state, **changes):
        raise Refused(_("Somebody took another step meanwhile. Look again before you go on."))
    for name, value in {"state": state, **changes}.items():
        setattr(request, name, value)


# The school


@transaction.atomic
def draft(
    *, viewer: Viewer, site: Site, component: ProgrammeComponent, school_year: int, **given: Any
) -> ProgrammingRequest:
    """A request that only the school sees. `given`: the fields of `forms.RequestForm`."""
    _require(queries.own_sites(viewer).filter(pk=site.pk).exists())
    offered = profile.of_school(queries.siblings(site))
    try:
        with transaction.atomic():
            made = ProgrammingRequest.objects.create(
                site=site,
                component=component,
                school_year=school_year,
                in_profile=offered.holds(component),
                drafted_by_id=viewer.person_id,
                **given,
            )
    except IntegrityError:
        raise Refused(_("There is an open request for this programme at this site already.")) from None
    _note(viewer, made, _("Draft made"))
    _record(viewer, "draft", made)
    return made


@transaction.atomic
def change(*, viewer: Viewer, request: ProgrammingRequest, **given: Any) -> None:
    """Changes a draft; `given` as for `draft`."""
    _require(_is_own(viewer, request))
    _move(request, [State.DRAFT], State.DRAFT, **given)
    _note(viewer, request, _("Draft changed"))
    _record(viewer, "change", request)


@transaction.atomic
def hand_in(*, viewer: Viewer, request: ProgrammingRequest) -> None:
    """Notifies a free programme, or hands in a request; what the rule says on this day is kept with it.

    A request after the last day is taken in and marked: whether it is admissible is for the administration to say.
    """
    _require(_is_own(viewer, request))
    _locked(request)
    if request.school_year < clock.school_year(clock.today()):
        raise Refused(_("That school year is over. Make a new draft for a later one."))
    request.in_profile = profile.of_school(queries.siblings(request.site)).holds(request.component)
    answer = Book().start_of(request)
    if not answer.computed:
        raise Refused(_("No rule is known for this school year, so it cannot be handed in here."))
    _must_have(request)
    free = answer.result["way"] == Way.FREE
    if not free and request.catholic and request.dpcc_agreed_on is None:
        raise Refused(_("A Catholic school first asks its DPCC: change the draft and enter the day of its agreement."))
    _move(
        request,
        [State.DRAFT],
        State.NOTIFIED if free else State.SUBMITTED,
        in_profile=request.in_profile,
        way=Way.FREE if free else Way.APPROVAL,
        rule_version=answer.version,
        answer=kept(answer),
        late=answer.result["in_time"] is False,
        handed_in_on=clock.today(),
    )
    _note(viewer, request, _("Notified") if free else _("Handed in"))
    _record(viewer, "hand_in", request, str(request.way))


def _locked(request: ProgrammingRequest) -> None:
    """Takes over what another hand just wrote, and keeps others from writing until this step is done."""
    ProgrammingRequest.objects.select_for_update().get(pk=request.pk)
    request.refresh_from_db()


def _must_have(request: ProgrammingRequest) -> None:
    """Only a programme that the school teaches at another site goes to this site without being a new one."""
    if request.kind != Kind.MOVE:
        return
    offered = profile.of_school(queries.siblings(request.site))
    others = [site for site in offered.by_site if site != request.site_id]
    if not any(offered.offers(site, request.component_id) for site in others):
        raise Refused(
            _("According to the register no other site of your school teaches this programme. Ask for a new one.")
        )


BEFORE_START = (State.DRAFT, State.NOTIFIED, State.SUBMITTED, State.APPROVED)


@transaction.atomic
def withdraw(*, viewer: Viewer, request: ProgrammingRequest) -> None:
    """Before it runs, a school takes its request back."""
    _require(_is_own(viewer, request))
    _move(request, BEFORE_START, State.WITHDRAWN)
    _note(viewer, request, _("Withdrawn"))
    _record(viewer, "withdraw", request)


@transaction.atomic
def start(*, viewer: Viewer, request: ProgrammingRequest) -> None:
    """Says that the programme runs, from the first day of its school year on."""
    _require(_is_own(viewer, request) or viewer.has_role(*DECIDERS))
    if clock.today() < first_day(request.school_year):
        raise Refused(_("The school year of the start has not begun yet."))
    _move(request, [State.NOTIFIED, State.APPROVED], State.RUNNING)
    _note(viewer, request, _("Started"))
    _record(viewer, "start", request)


@dataclass(frozen=True)
class Counted:
    """Regular pupils of one started programme in one school year."""

    request: ProgrammingRequest
    school_year: int
    regular: int
    dual: int
    preparatory: int
    counted_on: date


@transaction.atomic
def enter_counts(*, viewer: Viewer, counted: Iterable[Counted]) -> int:
    """Enters or corrects counts; returns how many differ from what was there. All or nothing."""
    rows = list(counted)
    allowed = set(queries.own_sites(viewer).values_list("pk", flat=True))
    _require({row.request.site_id for row in rows} <= allowed)
    for row in rows:
        _countable(row)
    changed = [row for row in rows if _keep(row)]
    for row in changed:
        _note(viewer, row.request, _told(row))
        _record(viewer, "count", row.request, _told(row))
    return len(changed)


def _countable(row: Counted) -> None:
    _locked(row.request)
    if row.request.state not in {State.RUNNING, State.TOLERANCE}:
        raise Refused(_("Pupils are counted for a programme that runs."))
    if trouble := trouble_with(row.request, row.school_year, row.counted_on):
        raise Refused(trouble)


def trouble_with(request: ProgrammingRequest, school_year: int, counted_on: date) -> str:
    """Why a count of this school year and day cannot be; empty when it can."""
    if not request.school_year <= school_year <= clock.school_year(clock.today()):
        return _("This is no school year in which the programme ran.")
    if counted_on > clock.today():
        return _("This day is still to come.")
    if clock.school_year(counted_on) != school_year:
        return _("This day does not lie in school year %(year)s.") % {"year": clock.school_year_label(school_year)}
    return ""


def _keep(row: Counted) -> bool:
    values = {part: getattr(row, part) for part in PARTS} | {"counted_on": row.counted_on}
    found = PupilCount.objects.filter(request=row.request, school_year=row.school_year)
    if found.filter(**values).exists():
        return False
    PupilCount.objects.update_or_create(request=row.request, school_year=row.school_year, defaults=values)
    return True


def _told(row: Counted) -> str:
    """ "2026-2027: 2 + 2 + 0 (1/10/2026)" for the file and the log."""
    day = f"{row.counted_on.day}/{row.counted_on.month}/{row.counted_on.year}"
    return f"{clock.school_year_label(row.school_year)}: {row.regular} + {row.dual} + {row.preparatory} ({day})"


# The administration


def bodies_of(viewer: Viewer) -> tuple[Body, ...]:
    """For which advisers the viewer enters advice."""
    return ADVISERS.get(viewer.role, ()) if viewer.role else ()


@transaction.atomic
def advise(*, viewer: Viewer, request: ProgrammingRequest, body: str, opinion: str, text: str, given_on: date) -> None:
    """Enters or corrects the advice of one adviser while the request is being advised."""
    _require(body in bodies_of(viewer))
    if not ProgrammingRequest.objects.select_for_update().filter(pk=request.pk, state=State.SUBMITTED).exists():
        raise Refused(_("Advice is entered while a request is being advised."))
    values = {"opinion": opinion, "text": text.strip(), "given_on": given_on, "entered_by_id": viewer.person_id}
    advice, _made = Advice.objects.update_or_create(request=request, body=body, defaults=values)
    _note(viewer, request, _("Advice") + f": {advice}")
    _record(viewer, "advise", request, str(advice))


# What may be decided from which states, and where it leads.
VERBS: dict[str, tuple[tuple[str, ...], str]] = {
    Verb.APPROVE: ((State.SUBMITTED,), State.APPROVED),
    Verb.REFUSE: ((State.SUBMITTED,), State.REFUSED),
    Verb.MET: ((State.RUNNING, State.TOLERANCE), State.NORM_MET),
    Verb.TOLERATE: ((State.RUNNING,), State.TOLERANCE),
    Verb.ABOLISH: ((State.RUNNING, State.TOLERANCE), State.ABOLISHED),
}
ABOUT_START = (Verb.APPROVE, Verb.REFUSE)


def _advised(request: ProgrammingRequest) -> bool:
    return set(request.advices.values_list("body", flat=True)) >= set(Body.values)


def open_verbs(viewer: Viewer, request: ProgrammingRequest) -> list[str]:
    """What the viewer may decide now; about a start only when all three advices are in."""
    if not viewer.has_role(*DECIDERS) or (request.state == State.SUBMITTED and not _advised(request)):
        return []
    return [verb for verb, (before, _after) in VERBS.items() if request.state in before]


@transaction.atomic
def decide(*, viewer: Viewer, request: ProgrammingRequest, verb: str, reasons: str) -> Decision:
    """A civil servant decides with reasons. What the rule answers today is kept beside it, also when it differs."""
    _require(viewer.has_role(*DECIDERS))
    before, after = VERBS[verb]
    if not reasons.strip():
        raise Refused(_("Give the reasons of the decision."))
    if verb in ABOUT_START and not _advised(request):
        raise Refused(_("First enter the three advices, or that none was given."))
    _move(request, before, after)
    answer = request.answer if verb in ABOUT_START else _norm_now(request)
    decision = Decision.objects.create(
        request=request,
        verb=verb,
        reasons=reasons.strip(),
        decided_by_id=viewer.person_id,
        signed=viewer.display_name,
        organisation_id=viewer.organisation_id,
        rule=answer["rule"],
        rule_version=answer["version"],
        answer=answer | file_of(request),
    )
    _note(viewer, request, _("Decided") + f": {decision.get_verb_display()}")
    _record(viewer, "decide", request, verb)
    return decision


def _norm_now(request: ProgrammingRequest) -> dict[str, Any]:
    """With the counts as they are now, not as they were when the page was asked."""
    return kept(Book().norm_of(request, request.counts.order_by("school_year")))


def file_of(request: ProgrammingRequest) -> dict[str, Any]:
    """What a decision rests on, as it is now: the counts, the advice, and how school, site and programme are called.

    What happens afterwards, a merger too, does not change the letter.
    """
    site = request.site
    counts = request.counts.order_by("school_year").values_list("school_year", *PARTS, "counted_on")
    advices = request.advices.order_by("body").values_list("body", "opinion", "text", "given_on")
    return {
        "counts": [[*count[:-1], count[-1].isoformat()] for count in counts],
        "advices": [[*advice[:-1], advice[-1].isoformat()] for advice in advices],
        "facts": {
            "school": str(site.organisation),
            "site": f"{site}, {site.locality}",
            "programme": str(request.component),
        },
    }
