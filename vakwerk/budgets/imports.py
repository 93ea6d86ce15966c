"""Counts of a division and programmes that count, from a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.budgets import figures, queries
from vakwerk.budgets.actions import rounds
from vakwerk.budgets.models import EligibleProgramme, Regime, Round
from vakwerk.budgets.regimes import ALL, groups_of
from vakwerk.budgets.rights import Refused
from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core import imports
from vakwerk.core.imports import Column, Context, ImportSpec, Outcome, Problem, Record, parsers
from vakwerk.core.viewer import Viewer, ViewerRequest
from vakwerk.people.models import NumberScheme, OrganisationKind, OrganisationNumber

GROUP_WORDS = {"alle": ALL, "all": ALL, "1": "1", "2": "2", "3": "3", "groep 1": "1", "groep 2": "2", "groep 3": "3"}


def group(text: str) -> str:
    found = GROUP_WORDS.get(" ".join(text.split()).casefold())
    if found is None:
        raise ValueError(_("Write group 1, 2 or 3, or leave it empty where the key has no groups."))
    return found


def round_options(request: HttpRequest) -> dict[str, Any]:
    """The division of the address, which must belong to the viewer's administration."""
    match = request.resolver_match
    public_id = UUID(str(match.kwargs["public_id"])) if match else UUID(int=0)
    return {"round": str(queries.managed_round(cast(ViewerRequest, request).viewer, public_id).public_id)}


def take_counts(records: list[Record], context: Context) -> Outcome:
    """All rows or none; a school and group that were counted already get the new number."""
    viewer, outcome = cast(Viewer, context.viewer), Outcome()
    found = queries.managed_round(viewer, UUID(context.options["round"]))
    schools = _schools({record["number"] for record in records})
    entries = [entry for record in records if (entry := _entry(record, found, schools, outcome))]
    if not outcome.problems:
        _refuse_twice(records, entries, outcome)
    if outcome.problems:
        return outcome
    try:
        tally = rounds.enter_counts(viewer=viewer, found=found, entries=entries)
    except Refused as refused:
        outcome.problems.append(Problem(str(refused)))
        return outcome
    outcome.created, outcome.changed, outcome.unchanged = tally.new, tally.changed, tally.unchanged
    return outcome


def _refuse_twice(records: list[Record], entries: list[rounds.CountEntry], outcome: Outcome) -> None:
    """ "alle" and an empty cell are the same group here, which the check of every file cannot know."""
    seen: set[tuple[int, str]] = set()
    for record, entry in zip(records, entries, strict=True):
        if (entry.school_id, entry.group) in seen:
            outcome.refuse(record, _("This school and group stand in the file twice."), record["number"])
        seen.add((entry.school_id, entry.group))


def _schools(numbers: set[str]) -> dict[str, int]:
    kind = OrganisationKind.SECONDARY_SCHOOL
    rows = OrganisationNumber.objects.filter(scheme=NumberScheme.INSTITUTION, organisation__kind=kind)
    return dict(rows.filter(value__in=numbers).values_list("value", "organisation"))


def _entry(record: Record, found: Round, schools: dict[str, int], outcome: Outcome) -> rounds.CountEntry | None:
    known = groups_of(Regime(found.regime))
    chosen = record["group"] or (ALL if ALL in known else "")
    if record["number"] not in schools:
        outcome.refuse(record, _("We know no school with this institution number."), record["number"])
    elif chosen not in known:
        outcome.refuse(record, _("This key has no such group."), chosen)
    else:
        return rounds.CountEntry(schools[record["number"]], chosen, cast(Decimal, record["pupils"]), record["source"])
    return None


COUNTS = imports.register(
    ImportSpec(
        name="budgets.counts",
        title=gettext_lazy("Counted pupils of a division"),
        intro=gettext_lazy("One line per school and group. Numbers only: no names of pupils."),
        columns=[
            Column(
                "number",
                gettext_lazy("Institution number"),
                aliases=("instellingsnummer", "school"),
                required=True,
                example="012345",
            ),
            Column("group", gettext_lazy("Group"), aliases=("groep",), parse=group, example="1"),
            Column(
                "pupils",
                gettext_lazy("Pupils"),
                aliases=("leerlingen", "aantal"),
                required=True,
                parse=figures.pupils,
                example="120,5",
            ),
            Column(
                "source",
                gettext_lazy("Source"),
                aliases=("bron",),
                required=True,
                parse=parsers.text_to(200),
                example="AGODI, 1 februari",
            ),
        ],
        unique=("number", "group"),
        apply=take_counts,
    )
)


# Programmes that count


def regime(text: str) -> str:
    words = {value.casefold(): value for value in Regime.values}
    words |= {str(label).casefold(): value for value, label in Regime.choices}
    if text.casefold() not in words:
        raise ValueError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(Regime.values)})
    return words[text.casefold()]


def take_eligible(records: list[Record], context: Context) -> Outcome:
    """All rows or none; a number of a programme must be one of the catalogue."""
    outcome = Outcome()
    numbers = {record["component"] for record in records if record["component"]}
    components = {c.code: c for c in ProgrammeComponent.objects.filter(code__in=numbers)}
    rows = []
    for record in records:
        if record["component"] and record["component"] not in components:
            outcome.refuse(record, _("The catalogue has no programme with this number."), record["component"])
        elif record["valid_to"] and record["valid_to"] < record["valid_from"]:
            outcome.refuse(record, _("The last day lies before the first."))
        else:
            values = dict(record.values) | {"component": components.get(record["component"])}
            values["group"] = values["group"] or ALL
            rows.append(EligibleProgramme(**values))
    if not outcome.problems:
        tally = rounds.enter_eligible(viewer=cast(Viewer, context.viewer), rows=rows)
        outcome.created, outcome.changed = tally.new, tally.changed
    return outcome


ELIGIBLE = imports.register(
    ImportSpec(
        name="budgets.eligible",
        title=gettext_lazy("Programmes that count"),
        intro=gettext_lazy("Old study areas by their name; programmes of the catalogue with their number as well."),
        columns=[
            Column(
                "regime", gettext_lazy("Key"), aliases=("sleutel",), required=True, parse=regime, example="material"
            ),
            Column(
                "title",
                gettext_lazy("Programme or study area"),
                aliases=("opleiding", "studiegebied", "studierichting"),
                required=True,
                parse=parsers.text_to(160),
                example="Hout",
            ),
            Column("component", gettext_lazy("Number of the programme"), aliases=("nummer", "structuuronderdeel")),
            Column("group", gettext_lazy("Group"), aliases=("groep",), parse=group, example="1"),
            Column(
                "valid_from",
                gettext_lazy("From"),
                aliases=("van", "vanaf"),
                required=True,
                parse=parsers.day,
                example="01/09/2023",
            ),
            Column("valid_to", gettext_lazy("Until"), aliases=("tot",), parse=parsers.day, empty=None),
            Column(
                "provisional",
                gettext_lazy("Provisional"),
                aliases=("voorlopig",),
                parse=parsers.yes_no,
                example="ja",
                empty=True,
            ),
            Column(
                "source",
                gettext_lazy("Source"),
                aliases=("bron",),
                required=True,
                parse=parsers.text_to(200),
                example="Besluit",
            ),
        ],
        unique=("regime", "title", "valid_from"),
        apply=take_eligible,
    )
)
