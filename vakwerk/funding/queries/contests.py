"""Contests: the calendar for everybody, entries for the school that made them, and who runs what."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Role, Viewer
from vakwerk.funding.access import APPLICANTS, BUILDERS
from vakwerk.funding.models import Contest, ContestEntry
from vakwerk.people.models import Organisation, OrganisationKind

# Who enters a team for a school.
ENTERING = (Role.PRINCIPAL, Role.COORDINATOR, Role.TEACHER)
RUNNING = (*APPLICANTS, *BUILDERS)
SCHOOLS = (OrganisationKind.SECONDARY_SCHOOL, OrganisationKind.PRIMARY_SCHOOL)


def contests(school_year: int | None = None) -> QuerySet[Contest]:
    """The calendar: by date, and what has none by name."""
    rows = Contest.objects.select_related("grant__application")
    if school_year is not None:
        rows = rows.filter(school_year=school_year)
    live = Count("entries", filter=Q(entries__withdrawn_at=None))
    return rows.annotate(teams=live).order_by("starts_on", "name", "pk")


def school_years() -> list[int]:
    """The school years that have contests, the latest first."""
    return list(Contest.objects.order_by("-school_year").values_list("school_year", flat=True).distinct())


def on_days(first: date, last: date) -> list[Contest]:
    """Contests with a day in this period, both included."""
    begun = Contest.objects.filter(starts_on__lte=last)
    lasting = Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first)
    return list(begun.filter(lasting).order_by("starts_on", "name"))


def dated() -> QuerySet[Contest]:
    return Contest.objects.filter(starts_on__isnull=False).order_by("starts_on", "name")


def contest(public_id: UUID) -> Contest:
    return get_object_or_404(Contest.objects.select_related("grant__application", "organisation"), public_id=public_id)


def run_contest(viewer: Viewer, public_id: UUID) -> Contest:
    """A contest that the viewer organises, or any for a civil servant; 404 for all others."""
    found = Contest.objects.select_related("organisation").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and may_run(viewer, found))


def may_run(viewer: Viewer, contest: Contest) -> bool:
    if viewer.has_role(*BUILDERS):
        return True
    own = contest.organisation_id is not None and contest.organisation_id == viewer.organisation_id
    return own and viewer.has_role(*APPLICANTS)


def may_enter(viewer: Viewer, contest: Contest, now: datetime) -> bool:
    """Teams are entered by schools, until the last moment that the organiser named; without one it is not open."""
    if not viewer.has_role(*ENTERING) or contest.entries_until is None or now >= contest.entries_until:
        return False
    return Organisation.objects.filter(pk=viewer.organisation_id or 0, kind__in=SCHOOLS).exists()


def owns(viewer: Viewer, entry: ContestEntry) -> bool:
    return viewer.has_role(*ENTERING) and viewer.organisation_id == entry.school_id


def own_entry(viewer: Viewer, public_id: UUID) -> ContestEntry:
    found = ContestEntry.objects.select_related("contest").filter(public_id=public_id).first()
    return visible_or_404(found, found is not None and owns(viewer, found))


def entries(contest: Contest) -> QuerySet[ContestEntry]:
    """The teams that take part, winners first."""
    live = contest.entries.filter(withdrawn_at=None).select_related("school", "result")
    return live.order_by("result__place", "school__name", "team")
