"""Contests: the calendar, entries of schools, results of organisers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vakwerk.core import audit
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import require, require_builder
from vakwerk.funding.models import Contest, ContestEntry, ContestResult, Grant
from vakwerk.funding.queries import contests as queries
from vakwerk.funding.selected import selected
from vakwerk.people.models import Organisation


@dataclass(frozen=True)
class Details:
    """What an organiser may say of its contest."""

    summary: str
    website: str
    entries_until: datetime | None
    starts_on: date | None
    ends_on: date | None


@transaction.atomic
def load_selected() -> int:
    """Puts the contests that the plan names on the calendar, once; returns how many were new. No date is made up."""
    found = selected()
    known = set(Contest.objects.filter(school_year=found.school_year).values_list("name", flat=True))
    rows = [Contest(name=name, organiser=organiser) for name, organiser in found.contests]
    rows.append(Contest(name=found.low_countries, organiser="", low_countries=True, partner="Nederland"))
    new = [row for row in rows if row.name not in known]
    for row in new:
        row.school_year, row.source = found.school_year, found.source
    Contest.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def add_contest(
    *,
    viewer: Viewer,
    name: str,
    organiser: str,
    school_year: int,
    source: str,
    details: Details,
    organisation: Organisation | None = None,
    low_countries: bool = False,
    partner: str = "",
    grant: Grant | None = None,
) -> Contest:
    """Puts a contest on the calendar; its organiser can then tell more, if it has a place in Vakwerk."""
    require_builder(viewer)
    contest = Contest.objects.create(
        name=name,
        organiser=organiser,
        organisation=organisation,
        school_year=school_year,
        source=source,
        low_countries=low_countries,
        partner=partner,
        grant=grant,
        fictitious=organisation is not None and organisation.fictitious,
        **vars(details),
    )
    audit.record(viewer, "funding.add_contest", subject=("funding.contest", contest.pk))
    return contest


@transaction.atomic
def change_contest(*, viewer: Viewer, contest: Contest, details: Details) -> None:
    """Dates, website and words; by the organiser or a civil servant."""
    require(queries.may_run(viewer, contest))
    Contest.objects.filter(pk=contest.pk).update(**vars(details))
    audit.record(viewer, "funding.change_contest", subject=("funding.contest", contest.pk))


@transaction.atomic
def enter(
    *, viewer: Viewer, contest: Contest, team: str, programme: str, pupils: int, category: str = ""
) -> ContestEntry:
    """Enters a team of the viewer's school, before the last moment; a withdrawn team of that name comes back."""
    require(queries.may_enter(viewer, contest, timezone.now()))
    told = {
        "category": category,
        "programme": programme,
        "pupils": pupils,
        "entered_at": timezone.now(),
        "withdrawn_at": None,
    }
    entry, _made = ContestEntry.objects.update_or_create(
        contest=contest, school_id=viewer.organisation_id, team=team, defaults=told
    )
    audit.record(viewer, "funding.enter_contest", subject=("funding.contestentry", entry.pk))
    return entry


@transaction.atomic
def withdraw_entry(*, viewer: Viewer, entry: ContestEntry) -> None:
    """Takes a team back; one that has a result stays."""
    require(queries.owns(viewer, entry) and not ContestResult.objects.filter(entry=entry).exists())
    ContestEntry.objects.filter(pk=entry.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    audit.record(viewer, "funding.withdraw_entry", subject=("funding.contestentry", entry.pk))


@dataclass(frozen=True)
class Ending:
    """How one team ended; nothing filled in is no result."""

    place: int | None
    distinction: str
    link: str = ""


@transaction.atomic
def enter_results(*, viewer: Viewer, contest: Contest, endings: Mapping[int, Ending]) -> None:
    """Results by the key of an entry, by the organiser or a civil servant; an emptied one goes."""
    require(queries.may_run(viewer, contest))
    for entry in contest.entries.filter(pk__in=endings, withdrawn_at=None):
        ending = endings[entry.pk]
        if ending.place is None and not ending.distinction:
            ContestResult.objects.filter(entry=entry).delete()
        else:
            ContestResult.objects.update_or_create(entry=entry, defaults=vars(ending))
    audit.record(viewer, "funding.enter_results", subject=("funding.contest", contest.pk))
