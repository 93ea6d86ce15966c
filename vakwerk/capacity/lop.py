"""What the pages of a LOP show: the gap of its area now and with supported proposals, and the file of a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.capacity import gap, items, queries, wording
from vakwerk.capacity.actions import AREA_KEEPERS
from vakwerk.capacity.models import PlacesProposal, ProposalState
from vakwerk.capacity.pages import Question, Row, certificate_of, choices
from vakwerk.core import clock
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Role, Viewer, ViewerRequest
from vakwerk.people.models import Organisation


def lop_page(request: ViewerRequest, lop: Organisation, question: Question, years: Sequence[int]) -> dict[str, Any]:
    """The gap of an area as it is and with the supported proposals carried out, and the proposals."""
    exact = queries.sees_exact_counts(request.viewer, lop)
    proposals = list(queries.proposals_of(request.viewer, lop))
    area = queries.area_of(lop)
    now = _cells_of(area, question, exact, [])
    then = _cells_of(area, question, exact, what_if(proposals, question.school_year))
    return {
        "lop": lop,
        "question": question,
        "area": [wording.municipality(nis) for nis in area],
        "exact": exact,
        "counts": exact and not request.viewer.has_role(Role.INSPECTOR),
        "table": Table(
            compared(now, then, question.known),
            COMPARED,
            request,
            prefix="kloof",
            caption=_("The gap in this area"),
            downloadable=False,
        ),
        "total": Row("", gap.total(now)),
        "total_then": Row("", gap.total(then)),
        "certificate": certificate_of(now, question),
        "proposals": [(each, *_in_words(each, question.known)) for each in proposals],
        "choices": choices(question, years, now),
        "year_label": clock.school_year_label(question.school_year),
        "basis": wording.BASES[question.basis],
        "may_propose": queries.own_sites(request.viewer).filter(municipality__in=area).exists(),
        "keeps_area": request.viewer.has_role(*AREA_KEEPERS),
    }


def _in_words(proposal: PlacesProposal, known: items.Items) -> tuple[str, str]:
    """What it is about and from which school year."""
    what = known.line(proposal.item, proposal.year_of_study)
    return what, clock.school_year_label(proposal.from_school_year)


def what_if(proposals: Iterable[PlacesProposal], school_year: int) -> list[gap.Change]:
    """What the supported proposals change; what is carried out the school has entered itself."""
    return queries.changes((p for p in proposals if p.state == ProposalState.SUPPORTED), school_year)


def _cells_of(area: Sequence[str], question: Question, exact: bool, changes: Iterable[gap.Change]) -> list[gap.Cell]:
    found = queries.cells_of_area(area, question.school_year, question.basis, exact=exact, changes=changes)
    return [cell for cell in found if question.fits(cell)]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of an area: today's shortage and the one with the supported proposals carried out."""

    name: str
    municipality: str
    now: gap.Cell
    then: gap.Cell

    @property
    def demand(self) -> wording.Shown:
        return wording.Shown(self.now.demand)

    @property
    def capacity(self) -> wording.Shown:
        return wording.Shown(self.now.capacity)

    @property
    def shortage(self) -> wording.Shown:
        return wording.Shown(self.now.shortage)

    @property
    def shortage_then(self) -> wording.Shown:
        return wording.Shown(self.then.shortage)


def compared(now: Sequence[gap.Cell], then: Sequence[gap.Cell], known: items.Items) -> list[Compared]:
    """Lines with the largest known shortage first. A proposal may bring a line that nobody had yet."""
    before = {(c.municipality, c.item, c.year): c for c in now}
    lines = []
    for cell in then:
        key = (cell.municipality, cell.item, cell.year)
        old = before.get(key) or gap.Cell(*key, cell.demand, gap.NOTHING)
        lines.append(Compared(known.line(cell.item, cell.year), wording.municipality(cell.municipality), old, cell))
    return sorted(
        lines, key=lambda line: (-line.now.shortage.low, line.now.demand.unknown, line.municipality, line.name)
    )


COMPARED = [
    Column("municipality", gettext_lazy("Municipality"), sortable=True, filter="text"),
    Column("name", gettext_lazy("What"), sortable=True, filter="text"),
    Column("demand", gettext_lazy("Pupils"), numeric=True, sortable=True),
    Column("capacity", gettext_lazy("Places"), numeric=True, sortable=True),
    Column("shortage", gettext_lazy("Places short"), numeric=True, sortable=True),
    Column("shortage_then", gettext_lazy("Short with supported proposals"), numeric=True, sortable=True),
]


def proposal_page(viewer: Viewer, proposal: PlacesProposal) -> dict[str, Any]:
    """One proposal with its file, and what it would do to its line of the gap."""
    exact = queries.sees_exact_counts(viewer, proposal.lop)
    year, basis = proposal.from_school_year, queries.first_basis(proposal.from_school_year)
    key = (proposal.site.municipality, proposal.item, proposal.year_of_study)
    change = queries.changes([proposal], year)
    before, after = (
        next(
            (c for c in queries.cells_of_area([key[0]], year, basis, exact=exact, changes=changes) if _is(c, key)), None
        )
        for changes in ([], change)
    )
    return {
        "proposal": proposal,
        "what": items.known().line(proposal.item, proposal.year_of_study),
        "from_label": clock.school_year_label(year),
        "entries": proposal.entries.select_related("author", "organisation"),
        "shortage": wording.span(before.shortage if before else gap.UNKNOWN),
        "shortage_then": wording.span(after.shortage if after else gap.UNKNOWN),
        "basis": wording.BASES[basis],
    }


def _is(cell: gap.Cell, key: tuple[str, str, int]) -> bool:
    return (cell.municipality, cell.item, cell.year) == key
