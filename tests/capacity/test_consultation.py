"""The table of a LOP: who sits at it, which step follows which, and what supported proposals would change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.capacity.conftest import GENT, MECHELEN, Region
from tests.capacity.test_entering import entry, estimate
from vakwerk.capacity import actions, gap, lop, queries
from vakwerk.capacity.actions import Refused
from vakwerk.capacity.models import LopMunicipality, PlacesProposal, ProposalEntry, ProposalState
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation, OrganisationKind

State = ProposalState


def draft(region: Region, viewer: Any = None, **changes: Any) -> PlacesProposal:
    given = {"site": region.first, "item": "B", "year": 1, "places": 12, "from_site": None}
    given |= {"from_school_year": 2027, "motivation": "Alles is vol."}
    return actions.draft_proposal(viewer=viewer or region.principal, lop=region.lop, **(given | changes))


def step(viewer: Any, proposal: PlacesProposal, state: str, reasons: str = "") -> None:
    actions.take_step(viewer=viewer, proposal=proposal, state=state, reasons=reasons)
    proposal.refresh_from_db()


def test_a_proposal_goes_from_draft_to_carried_out_with_reasons_in_its_file(region: Region):
    proposal = draft(region)
    step(region.principal, proposal, State.PROPOSED)
    step(region.lop_staff, proposal, State.DISCUSSED)
    actions.remark(viewer=region.neighbour, proposal=proposal, text="Wij hebben ook een lokaal.")
    step(region.lop_staff, proposal, State.SUPPORTED, "De nood in 1B is het grootst.")
    step(region.principal, proposal, State.CARRIED_OUT)
    told = ProposalEntry.objects.filter(proposal=proposal).values_list("state", "text")
    assert [state for state, _text in told] == ["draft", "proposed", "discussed", "", "supported", "carried_out"]
    assert "De nood in 1B is het grootst." in {text for _state, text in told}


def test_a_draft_is_seen_by_who_writes_it_and_a_proposal_by_the_whole_table(region: Region):
    proposal = draft(region)
    assert queries.proposal(region.principal, proposal.pk)
    for other in (region.neighbour, region.lop_staff, region.official):
        with pytest.raises(Http404):
            queries.proposal(other, proposal.pk)
    step(region.principal, proposal, State.PROPOSED)
    for other in (region.neighbour, region.lop_staff, region.official):
        assert queries.proposal(other, proposal.pk) == proposal
    with pytest.raises(Http404):
        queries.proposal(region.stranger, proposal.pk)


@pytest.mark.parametrize("state", [State.SUPPORTED, State.NOT_SUPPORTED])
def test_a_lop_gives_reasons(region: Region, state: str):
    proposal = draft(region)
    step(region.principal, proposal, State.PROPOSED)
    with pytest.raises(Refused, match="reasons"):
        step(region.lop_staff, proposal, state, "  ")
    assert proposal.state == State.PROPOSED


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("principal", State.SUPPORTED),
        ("neighbour", State.SUPPORTED),
        ("official", State.SUPPORTED),
        ("neighbour", State.WITHDRAWN),
        ("lop_staff", State.WITHDRAWN),
        ("stranger", State.NOT_SUPPORTED),
    ],
)
def test_nobody_takes_the_step_of_another(region: Region, who: str, state: str):
    proposal = draft(region)
    step(region.principal, proposal, State.PROPOSED)
    with pytest.raises(PermissionDenied):
        step(getattr(region, who), proposal, state, "Omdat.")
    proposal.refresh_from_db()
    assert proposal.state == State.PROPOSED


def test_a_second_click_and_a_stale_page_are_refused(region: Region):
    proposal = draft(region)
    stale = PlacesProposal.objects.select_related("lop").get(pk=proposal.pk)
    step(region.principal, proposal, State.PROPOSED)
    step(region.principal, proposal, State.WITHDRAWN)
    with pytest.raises(Refused, match="state"):
        actions.take_step(viewer=region.principal, proposal=stale, state=State.PROPOSED)
    with pytest.raises(Refused, match="state"):
        actions.take_step(viewer=region.lop_staff, proposal=stale, state=State.SUPPORTED, reasons="Goed.")


def test_a_proposal_is_about_own_sites_in_the_area(region: Region):
    LopMunicipality.objects.create(lop=region.lop, municipality=GENT)
    for viewer, changes in (
        (region.neighbour, {}),
        (region.principal, {"from_site": region.second}),
        (region.stranger, {"site": region.first}),
    ):
        with pytest.raises(PermissionDenied):
            draft(region, viewer, **changes)
    LopMunicipality.objects.filter(municipality=GENT).delete()
    with pytest.raises(PermissionDenied):
        draft(region, region.stranger, site=region.far)


def test_who_oversees_reads_along_and_does_not_speak(region: Region):
    proposal = draft(region)
    step(region.principal, proposal, State.PROPOSED)
    with pytest.raises(PermissionDenied):
        actions.remark(viewer=region.official, proposal=proposal, text="Doe maar.")


def test_the_lop_sees_small_counts_of_its_area_and_the_schools_do_not(region: Region):
    assert queries.sees_exact_counts(region.lop_staff, region.lop)
    assert queries.sees_exact_counts(region.official, region.lop)
    assert not queries.sees_exact_counts(region.principal, region.lop)
    other = Organisation.objects.create(kind=OrganisationKind.CONSULTATION_PLATFORM, name="LOP Gent")
    assert not queries.sees_exact_counts(region.lop_staff, other)
    assert list(queries.lops_of(region.lop_staff)) == [region.lop]
    assert list(queries.lops_of(region.stranger)) == []


def test_only_supported_proposals_that_start_in_time_count_in_what_if(region: Region):
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 24)])
    actions.enter_seats(viewer=region.neighbour, entries=[entry(region.second, 24)])
    expected = estimate(kind="projection", school_year=2027, pupils=70, counted_on=date(2026, 11, 1))
    actions.enter_demand(viewer=region.lop_staff, estimates=[expected])
    proposal = draft(region)

    def short(year: int) -> gap.Span:
        shifts = lop.what_if([PlacesProposal.objects.get(pk=proposal.pk)], year)
        cells = queries.cells_of_area([MECHELEN], year, "projection", exact=True, changes=shifts)
        return next(cell.shortage for cell in cells if cell.item == "B")

    assert short(2027) == gap.Span(22, 22)
    step(region.principal, proposal, State.PROPOSED)
    assert short(2027) == gap.Span(22, 22)
    step(region.lop_staff, proposal, State.SUPPORTED, "Nodig.")
    assert short(2027) == gap.Span(10, 10)
    assert lop.what_if([proposal], 2026) == []
    step(region.principal, proposal, State.CARRIED_OUT)
    assert short(2027) == gap.Span(22, 22)  # the school enters the places itself


def test_a_year_to_come_takes_the_places_of_today_and_says_so(region: Region):
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 24)])
    cell = next(c for c in queries.public_cells(2027, "projection") if (c.item, c.municipality) == ("B", MECHELEN))
    assert (cell.capacity, cell.assumed) == (gap.Span(24, None), True)
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 30, school_year=2027)])
    cell = next(c for c in queries.public_cells(2027, "projection") if (c.item, c.municipality) == ("B", MECHELEN))
    assert (cell.capacity.low, cell.assumed) == (30, False)


def test_an_official_keeps_the_area_and_a_municipality_has_one_lop(region: Region):
    other = Organisation.objects.create(kind=OrganisationKind.CONSULTATION_PLATFORM, name="LOP Gent")
    actions.set_area(viewer=region.official, lop=other, municipalities=[GENT])
    with pytest.raises(Refused, match="LOP Mechelen"):
        actions.set_area(viewer=region.official, lop=other, municipalities=[GENT, MECHELEN])
    assert queries.area_of(other) == [GENT]
    actions.set_area(viewer=region.official, lop=other, municipalities=[])
    assert queries.area_of(other) == []
    with pytest.raises(PermissionDenied):
        actions.set_area(viewer=region.lop_staff, lop=region.lop, municipalities=[GENT])
    inspector = region.viewer(Role.INSPECTOR, organisation_id=None)
    with pytest.raises(PermissionDenied):
        actions.set_area(viewer=inspector, lop=region.lop, municipalities=[GENT])
