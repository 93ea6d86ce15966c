"""Writes to places: schools enter what they can hold, officials what is asked, a LOP decides about proposals."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vakwerk.capacity import items, queries
from vakwerk.capacity.models import (
    DemandEstimate,
    LopMunicipality,
    PlacesProposal,
    PlacesStamp,
    ProposalEntry,
    ProposalState,
    SeatCount,
)
from vakwerk.core import audit, clock
from vakwerk.core.viewer import Role, Viewer
from vakwerk.people.models import Organisation, Site

Key = tuple[str, int]
State = ProposalState
BATCH = 200
AREA_KEEPERS = (Role.CIVIL_SERVANT, Role.ADMINISTRATOR)


class Refused(Exception):
    """The state of a proposal changed meanwhile, or this step does not follow from it."""


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def taught(known: items.Items, code: str, year: int) -> dict[str, Any]:
    """The fields of a stream or programme in a year. `KeyError` for a code that the catalogue does not know."""
    item = known[code]
    return {"stream": "" if item.is_programme else code, "programme_id": item.id, "year_of_study": year}


@dataclass
class Tally:
    """What a write did."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> int:
        return self.new + self.changed + self.removed


def _one_at_a_time() -> None:
    """Two who enter the same line at once would both find nothing there: the second waits for the first."""
    PlacesStamp.objects.get_or_create(pk=1, defaults={"version": ""})
    PlacesStamp.objects.select_for_update().get(pk=1)


@transaction.atomic
def mark_changed() -> None:
    """Tells every process that places or counts changed. Call it inside the transaction that changed them."""
    PlacesStamp.objects.update_or_create(pk=1, defaults={"version": uuid.uuid4().hex})


# Places


@dataclass(frozen=True, slots=True)
class Entry:
    """Places of a site in one school year; `seats` None takes away what was entered."""

    site_id: int
    school_year: int
    item: str
    year: int
    seats: int | None
    basis: str = ""


@transaction.atomic
def enter_seats(*, viewer: Viewer, entries: Sequence[Entry]) -> Tally:
    """Makes the places of these sites say what `entries` say, in a few queries for any number. All or nothing."""
    allowed = set(queries.own_sites(viewer).values_list("pk", flat=True))
    _require({entry.site_id for entry in entries} <= allowed)
    _one_at_a_time()
    present = _present(entries)
    rows = [(entry, present.get((entry.site_id, entry.school_year, entry.item, entry.year))) for entry in entries]
    known = items.known()
    differing = [(entry, row) for entry, row in rows if entry.seats != (row.seats if row else None)]
    gone = [row.pk for entry, row in differing if row is not None and entry.seats is None]
    new = [_filled(known, None, entry) for entry, row in differing if row is None]
    changed = [_filled(known, row, entry) for entry, row in differing if row is not None and entry.seats is not None]
    SeatCount.objects.filter(pk__in=gone).delete()
    SeatCount.objects.bulk_create(new)
    SeatCount.objects.bulk_update(changed, ["seats", "basis", "entered_on"], batch_size=BATCH)
    _log_seats(viewer, [entry for entry, _row in differing])
    mark_changed()
    return Tally(len(new), len(changed), len(gone), len(rows) - len(differing))


def _log_seats(viewer: Viewer, entries: Sequence[Entry]) -> None:
    """One line in the log per site."""
    for site in sorted({entry.site_id for entry in entries}):
        summary = _summary([entry for entry in entries if entry.site_id == site])
        audit.record(viewer, "capacity.enter_seats", subject=("capacity.site", site), reason=summary)


def _present(entries: Sequence[Entry]) -> dict[tuple[int, int, str, int], SeatCount]:
    sites, years = {e.site_id for e in entries}, {e.school_year for e in entries}
    rows = SeatCount.objects.filter(site__in=sites, school_year__in=years).select_related("programme")
    return {(row.site_id, row.school_year, row.item, row.year_of_study): row for row in rows}


def _filled(known: items.Items, row: SeatCount | None, entry: Entry) -> SeatCount:
    what = taught(known, entry.item, entry.year)
    row = row or SeatCount(site_id=entry.site_id, school_year=entry.school_year, **what)
    row.seats, row.basis, row.entered_on = entry.seats or 0, entry.basis, clock.today()
    return row


def _summary(changed: Sequence[Entry]) -> str:
    """ "2026: 1B 48, 2B 44" for the log; no more than it can hold."""
    told = ", ".join(f"{e.item} {e.year}: {'-' if e.seats is None else e.seats}" for e in changed[:8])
    more = " ..." if len(changed) > 8 else ""
    return f"{changed[0].school_year}; {told}{more}"[:190]


@transaction.atomic
def copy_seats(*, viewer: Viewer, site: Site, school_year: int) -> Tally:
    """Takes over last year's places where nothing was entered yet."""
    entries = [
        Entry(site.pk, school_year, line.item, line.year, line.before, str(school_year - 1))
        for line in queries.seat_lines(site, school_year)
        if line.seats is None and line.before is not None
    ]
    return enter_seats(viewer=viewer, entries=entries)


# Demand


@dataclass(frozen=True, slots=True)
class Estimate:
    """Pupils counted or expected, as a form or a file tells it; `site_id` None: the whole municipality."""

    municipality: str
    site_id: int | None
    school_year: int
    item: str
    year: int
    kind: str
    pupils: int
    counted_on: date
    source: str
    confirmed: bool
    at_home: bool


@transaction.atomic
def enter_demand(*, viewer: Viewer, estimates: Sequence[Estimate]) -> Tally:
    """Adds counts, or corrects those of the same place, kind and date, in a few queries for any number."""
    allowed = may_count(viewer)
    _require(all(allowed(estimate.municipality, estimate.site_id) for estimate in estimates))
    _one_at_a_time()
    present, tally, known = _counted(estimates), Tally(), items.known()
    new: list[DemandEstimate] = []
    changed: list[DemandEstimate] = []
    for estimate in estimates:
        row = present.get(_identity(estimate))
        if row is None:
            new.append(_count(known, DemandEstimate(), estimate, viewer))
        elif (row.pupils, row.source, row.confirmed) != (estimate.pupils, estimate.source, estimate.confirmed):
            changed.append(_count(known, row, estimate, viewer))
        else:
            tally.unchanged += 1
    DemandEstimate.objects.bulk_create(new)
    fields = ["pupils", "source", "confirmed", "entered_for"]
    DemandEstimate.objects.bulk_update(changed, fields, batch_size=BATCH)
    tally.new, tally.changed = len(new), len(changed)
    if tally.touched:
        years = ", ".join(sorted({str(estimate.school_year) for estimate in estimates}))
        subject = ("people.organisation", viewer.organisation_id or 0)
        audit.record(viewer, "capacity.enter_demand", subject=subject, reason=f"{years}: {tally.touched}")
        mark_changed()
    return tally


def may_count(viewer: Viewer) -> Callable[[str, int | None], bool]:
    """Whether the viewer may enter counts for (municipality, site): an official everywhere, a LOP in its area, a school
    at its own sites."""
    if viewer.has_role(*AREA_KEEPERS):
        return lambda municipality, site: True
    sites = set(queries.own_sites(viewer).values_list("pk", flat=True))
    rows = LopMunicipality.objects.filter(lop=viewer.organisation_id or 0)
    area = set(rows.values_list("municipality", flat=True)) if viewer.has_role(Role.COORDINATOR) else set()
    return lambda municipality, site: site in sites or municipality in area


Identity = tuple[str, int | None, int, str, int, str, date, bool]


def _identity(estimate: Estimate) -> Identity:
    e = estimate
    return (e.municipality, e.site_id, e.school_year, e.item, e.year, e.kind, e.counted_on, e.at_home)


def _counted(estimates: Sequence[Estimate]) -> dict[Identity, DemandEstimate]:
    rows = DemandEstimate.objects.filter(
        school_year__in={e.school_year for e in estimates}, counted_on__in={e.counted_on for e in estimates}
    ).select_related("programme")
    return {
        (r.municipality, r.site_id, r.school_year, r.item, r.year_of_study, r.kind, r.counted_on, r.at_home): r
        for r in rows
    }


def _count(known: items.Items, row: DemandEstimate, estimate: Estimate, viewer: Viewer) -> DemandEstimate:
    names = ("municipality", "site_id", "school_year", "kind", "pupils", "counted_on", "source", "confirmed", "at_home")
    values = {name: getattr(estimate, name) for name in names} | taught(known, estimate.item, estimate.year)
    for name, value in values.items():
        setattr(row, name, value)
    row.entered_for_id = viewer.organisation_id
    return row


@transaction.atomic
def remove_demand(*, viewer: Viewer, estimate: DemandEstimate) -> None:
    """Takes a count away that should not have been entered."""
    _require(may_count(viewer)(estimate.municipality, estimate.site_id))
    reason = str(estimate)[:190]
    DemandEstimate.objects.filter(pk=estimate.pk).delete()
    subject = ("people.organisation", viewer.organisation_id or 0)
    audit.record(viewer, "capacity.remove_demand", subject=subject, reason=reason)
    mark_changed()


# The table of a LOP


@transaction.atomic
def set_area(*, viewer: Viewer, lop: Organisation, municipalities: Iterable[str]) -> None:
    """Which municipalities a LOP covers. `Refused` with the name of a LOP that has one of them already."""
    _require(viewer.has_role(*AREA_KEEPERS) and lop.kind == queries.LOP)
    wanted = set(municipalities)
    taken = LopMunicipality.objects.filter(municipality__in=wanted).exclude(lop=lop).select_related("lop").first()
    if taken is not None:
        raise Refused(f"{taken.municipality}: {taken.lop}")
    LopMunicipality.objects.filter(lop=lop).exclude(municipality__in=wanted).delete()
    present = set(queries.area_of(lop))
    LopMunicipality.objects.bulk_create(LopMunicipality(lop=lop, municipality=nis) for nis in wanted - present)
    audit.record(
        viewer, "capacity.set_area", subject=("people.organisation", lop.pk), reason=" ".join(sorted(wanted))[:190]
    )


@transaction.atomic
def draft_proposal(*, viewer: Viewer, lop: Organisation, site: Site, item: str, **values: Any) -> PlacesProposal:
    """A proposal that only the proposer sees. `values`: year, places, from_site, from_school_year, motivation."""
    _require(queries.own_sites(viewer).filter(pk=site.pk).exists() and site.municipality in queries.area_of(lop))
    year, from_site = values.pop("year"), values.get("from_site")
    _require(from_site is None or queries.own_sites(viewer).filter(pk=from_site.pk).exists())
    proposal = PlacesProposal.objects.create(
        lop=lop, site=site, proposer_id=viewer.organisation_id or 0, **taught(items.known(), item, year), **values
    )
    _enter(viewer, proposal, State.DRAFT, "")
    audit.record(viewer, "capacity.draft_proposal", subject=("capacity.placesproposal", proposal.pk))
    return proposal


# Which step follows from which states, and whose it is.
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    State.PROPOSED: ((State.DRAFT,), "proposer"),
    State.WITHDRAWN: ((State.DRAFT, State.PROPOSED, State.DISCUSSED), "proposer"),
    State.DISCUSSED: ((State.PROPOSED,), "lop"),
    State.SUPPORTED: ((State.PROPOSED, State.DISCUSSED), "lop"),
    State.NOT_SUPPORTED: ((State.PROPOSED, State.DISCUSSED), "lop"),
    State.CARRIED_OUT: ((State.SUPPORTED,), "proposer"),
}
NEED_REASONS = {State.SUPPORTED, State.NOT_SUPPORTED}


def _is(viewer: Viewer, proposal: PlacesProposal, whose: str) -> bool:
    if whose == "lop":
        return queries.is_lop_staff(viewer, proposal.lop)
    return viewer.has_role(*queries.SCHOOL_ROLES) and viewer.organisation_id == proposal.proposer_id


def open_steps(viewer: Viewer, proposal: PlacesProposal) -> list[str]:
    """The steps that the viewer may take now."""
    return [
        state for state, (before, whose) in STEPS.items() if proposal.state in before and _is(viewer, proposal, whose)
    ]


@transaction.atomic
def take_step(*, viewer: Viewer, proposal: PlacesProposal, state: str, reasons: str = "") -> None:
    """Brings a proposal to a next state with reasons. `Refused` when it does not follow, also by a second click."""
    before, whose = STEPS[state]
    _require(_is(viewer, proposal, whose))
    if state in NEED_REASONS and not reasons.strip():
        raise Refused("reasons")
    if not PlacesProposal.objects.filter(pk=proposal.pk, state__in=before).update(state=state):
        raise Refused("state")
    _enter(viewer, proposal, state, reasons)
    audit.record(viewer, "capacity.take_step", subject=("capacity.placesproposal", proposal.pk), reason=state)


def may_remark(viewer: Viewer, proposal: PlacesProposal) -> bool:
    """Schools of the area and the LOP itself; who oversees reads along and does not speak."""
    at_table = viewer.has_role(*queries.SCHOOL_ROLES) and queries.lops_of(viewer).filter(pk=proposal.lop_id).exists()
    return at_table and (proposal.state != State.DRAFT or viewer.organisation_id == proposal.proposer_id)


@transaction.atomic
def remark(*, viewer: Viewer, proposal: PlacesProposal, text: str) -> None:
    """A remark of somebody at the table, about what is on it."""
    _require(may_remark(viewer, proposal))
    _enter(viewer, proposal, "", text)
    audit.record(viewer, "capacity.remark", subject=("capacity.placesproposal", proposal.pk))


def _enter(viewer: Viewer, proposal: PlacesProposal, state: str, text: str) -> None:
    ProposalEntry.objects.create(
        proposal=proposal,
        author_id=viewer.person_id,
        organisation_id=viewer.organisation_id,
        state=state,
        text=text.strip(),
    )
