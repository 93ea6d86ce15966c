"""Juries, for their members and for civil servants. An application exists for a member who declared no conflict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from vakwerk.core import clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.content import Content
from vakwerk.funding.models import (
    Application,
    ApplicationState,
    Assessment,
    Call,
    CallState,
    ConflictOfInterest,
    JuryMeeting,
    JuryMember,
    Partner,
    PartnerState,
    Remark,
)
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.people.models import Account, Membership, Person, valid_on

# What went to the jury, however it ended.
JUDGED = (
    ApplicationState.ADMISSIBLE,
    ApplicationState.AWARDED,
    ApplicationState.REJECTED,
    ApplicationState.RESERVE,
)


def judged_in(call: Call) -> QuerySet[Application]:
    """The applications of a call that go to its jury, in the order of arrival."""
    found = call.applications.filter(trial=False, state__in=JUDGED)
    return found.select_related("lead").order_by("submitted_at", "pk")


def seats(viewer: Viewer) -> QuerySet[JuryMember]:
    """The juries in which the viewer sits now."""
    if viewer.person_id is None:
        return JuryMember.objects.none()
    mine = JuryMember.objects.filter(person=viewer.person_id, ended_at=None)
    return mine.exclude(call__state=CallState.CANCELLED).select_related("call__meeting").order_by("-appointed_at")


def seat(viewer: Viewer, call_id: UUID) -> JuryMember:
    """The viewer's own seat in the jury of this call; 404 for everybody else."""
    found = seats(viewer).filter(call__public_id=call_id).first()
    return visible_or_404(found, found is not None)


def bound_to(member: JuryMember) -> set[int]:
    """Keys of the applications whose applicant or confirmed partner the member works for today."""
    return bound(member.call).get(member.person_id, set())


def bound(call: Call) -> dict[int, set[int]]:
    """What `bound_to` says, by person, for everybody who sits or sat in a jury; in three queries.

    A school board and its schools are one house: who works for the one is bound to an application of the other.
    Two schools under one board are not.
    """
    parties, boards = _parties_and_boards(call)
    today = Membership.objects.filter(valid_on(clock.today()), person__in=call.jury.values("person"))
    found: dict[int, set[int]] = defaultdict(set)
    for person, house, board in today.values_list("person", "organisation", "organisation__board"):
        found[person] |= parties[house] | boards[house] | (parties[board] if board else set())
    return found


def _parties_and_boards(call: Call) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The applications by organisation that is a party to them, and by board of such an organisation."""
    leads = judged_in(call).values_list("pk", "lead", "lead__board")
    confirmed = Partner.objects.filter(application__in=judged_in(call), state=PartnerState.CONFIRMED)
    partners = confirmed.values_list("application", "organisation", "organisation__board")
    parties: dict[int, set[int]] = defaultdict(set)
    boards: dict[int, set[int]] = defaultdict(set)
    for application, organisation, board in (*leads, *partners):
        parties[organisation].add(application)
        if board:
            boards[board].add(application)
    return parties, boards


@dataclass(frozen=True)
class Task:
    """One application on the list of a member. The title and the parties show, so that an interest can be declared."""

    application: Application
    parties: tuple[str, ...]
    bound: bool
    declaration: ConflictOfInterest | None
    assessment: Assessment | None

    @property
    def conflict(self) -> bool:
        return self.declaration is not None and self.declaration.conflict

    @property
    def asked(self) -> bool:
        """Nothing was declared yet, or the member came to work for a party after it declared to be free."""
        return self.declaration is None or (self.bound and not self.conflict)

    @property
    def done(self) -> bool:
        return self.conflict or (self.assessment is not None and self.assessment.given_at is not None)


def tasks(member: JuryMember) -> list[Task]:
    """What the member has to do, in seven queries however many applications there are."""
    bound = bound_to(member)
    declared = {each.application_id: each for each in member.declarations.all()}
    own = {each.application_id: each for each in member.assessments.all()}
    rows = judged_in(member.call).prefetch_related("partners__organisation")
    return [Task(row, _parties(row), row.pk in bound, declared.get(row.pk), own.get(row.pk)) for row in rows]


def _parties(application: Application) -> tuple[str, ...]:
    partners = [each.organisation.name for each in application.partners.all() if each.state == PartnerState.CONFIRMED]
    return (application.lead.name, *partners)


@dataclass
class Judged(Dossier):
    """An application opened by a member who declared to have no interest in it."""

    member: JuryMember

    @cached_property
    def content(self) -> Content:
        """What the applicant answered to, with the criteria in force: one rubric for all, also after an amendment."""
        criteria = call_queries.content_of(self.application.call).criteria
        return replace(super().content, criteria=criteria)

    @cached_property
    def assessment(self) -> Assessment | None:
        own = Assessment.objects.filter(member=self.member, application=self.application)
        return own.prefetch_related("scores").first()

    @property
    def given(self) -> bool:
        return self.assessment is not None and self.assessment.given_at is not None


def judged(viewer: Viewer, application_id: UUID) -> Judged:
    """The one gate of jury members to an application; 404 without a seat, a declaration, or with a conflict.

    Who came to work for a party after declaring to be free finds it shut as well.
    """
    found = Application.objects.select_related("call", "lead", "version").filter(public_id=application_id).first()
    member = seats(viewer).filter(call=found.call).first() if found is not None and found.state in JUDGED else None
    free = (
        member is not None
        and member.declarations.filter(application__public_id=application_id, conflict=False).exists()
    )
    application = visible_or_404(found, free)
    assert member is not None
    visible_or_404(application, application.pk not in bound_to(member))
    return Judged(application, member)


def is_whole(assessment: Assessment, content: Content) -> bool:
    """True when every criterion has points and reasons."""
    given = {score.criterion: score.reason for score in assessment.scores.all()}
    return all(given.get(criterion.key, "").strip() for criterion in content.criteria)


def counted(application_ids: QuerySet[Application]) -> QuerySet[Assessment]:
    """The assessments that count: given, by members without a conflict on that application."""
    given = Assessment.objects.filter(application__in=application_ids, given_at__isnull=False)
    return given.select_related("member__person").prefetch_related("scores").order_by("given_at", "pk")


def discussion(viewer: Viewer, application: Application) -> tuple[list[Assessment], list[Remark]]:
    """What the jury gave and said: for civil servants, and for members who gave their own. Others: nothing."""
    if not may_discuss(viewer, application):
        return [], []
    given = counted(Application.objects.filter(pk=application.pk))
    remarks = application.remarks.select_related("author").order_by("written_at", "pk")
    return list(given), list(remarks)


def may_discuss(viewer: Viewer, application: Application) -> bool:
    """A member with a conflict never may, also when it is a civil servant."""
    member = seats(viewer).filter(call=application.call_id).first()
    if member is None:
        return viewer.has_role(*BUILDERS)
    free = member.declarations.filter(application=application, conflict=False).exists()
    return free and member.assessments.filter(application=application, given_at__isnull=False).exists()


# --- for civil servants ---


@dataclass(frozen=True)
class Progress:
    """How far one member is."""

    member: JuryMember
    applications: int
    declared: int
    conflicts: int
    given: int

    @property
    def left(self) -> int:
        return self.applications - self.conflicts - self.given


def progress(call: Call) -> list[Progress]:
    """How far each member is, those whose seat ended last; in four queries."""
    count = judged_in(call).count()
    declared: dict[int, list[bool]] = defaultdict(list)
    rows = ConflictOfInterest.objects.filter(member__call=call, application__in=judged_in(call))
    for member_id, conflict in rows.values_list("member", "conflict"):
        declared[member_id].append(conflict)
    given: dict[int, int] = defaultdict(int)
    for member_id in counted(judged_in(call)).values_list("member", flat=True):
        given[member_id] += 1
    members = call.jury.select_related("person").order_by("ended_at", "appointed_at", "pk")
    return [Progress(each, count, len(declared[each.pk]), sum(declared[each.pk]), given[each.pk]) for each in members]


def judged_application(viewer: Viewer, public_id: UUID) -> Application:
    """An application before the jury, for a civil servant; one who sits in it sees no more than other members."""
    found = Application.objects.select_related("call", "lead", "version").filter(public_id=public_id).first()
    visible = viewer.has_role(*BUILDERS) and found is not None and found.state in JUDGED
    return visible_or_404(found, visible and found is not None and may_discuss(viewer, found))


def may_see_order(viewer: Viewer, call: Call) -> bool:
    """Civil servants follow the order while the jury judges; one who sits in it sees it when the meeting is closed."""
    sitting = call.state == CallState.PUBLISHED and seats(viewer).filter(call=call).exists()
    return viewer.has_role(*BUILDERS) and not sitting


def member_of(viewer: Viewer, call_id: UUID, member_id: int) -> JuryMember:
    call = call_queries.built_call(viewer, call_id)
    found = call.jury.filter(pk=member_id).first()
    return visible_or_404(found, found is not None)


def person_with(account: str) -> Person | None:
    """Somebody with an account, by sign-in name or mail address; None when there is none or more than one."""
    wanted = Q(login__iexact=account.strip()) | Q(person__email__iexact=account.strip())
    found = list(Account.objects.filter(wanted, is_active=True).select_related("person")[:2])
    return found[0].person if len(found) == 1 else None


def meetings_to_come() -> QuerySet[JuryMeeting]:
    """Meetings of juries that still judge, for the reminders."""
    return JuryMeeting.objects.filter(call__state=CallState.PUBLISHED).select_related("call")
