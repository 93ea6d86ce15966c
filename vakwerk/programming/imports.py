"""Counts of started programmes from a school's file, and the list of old programmes from an administrator's."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.catalogue.models import ProgrammeGroup
from vakwerk.core import imports
from vakwerk.core.imports import Column, Context, ImportSpec, Outcome, Record, parsers
from vakwerk.core.viewer import Viewer
from vakwerk.programming import actions, conversion, queries
from vakwerk.programming.models import ProgrammingRequest, Track
from vakwerk.programming.monitor import RUNS

pupils = parsers.number_to(500)


def track(text: str) -> str:
    word = text.strip().casefold()
    if word not in Track.values:
        raise ValueError(_("Write leertijd or dbso."))
    return word


# Counts

Key = tuple[str, str]


def take_counts(records: list[Record], context: Context) -> Outcome:
    """All rows or none; a running programme is found by its site number and the number of the programme."""
    viewer, outcome = cast(Viewer, context.viewer), Outcome()
    running = _running(viewer)
    rows = []
    for record in records:
        found = running.get((record["site"], record["programme"]), [])
        troubles = [actions.trouble_with(each, record["school_year"], record["counted_on"]) for each in found]
        if not found:
            outcome.refuse(record, _("No programme with this number runs at this site of your school."))
        elif all(troubles):
            outcome.refuse(record, troubles[0])
        else:
            values = [record[name] for name in ("school_year", "regular", "dual", "preparatory", "counted_on")]
            rows += [actions.Counted(each, *values) for each, no in zip(found, troubles, strict=True) if not no]
    if not outcome.problems:
        outcome.changed = actions.enter_counts(viewer=viewer, counted=rows)
        outcome.unchanged = len(rows) - outcome.changed
    return outcome


def _running(viewer: Viewer) -> dict[Key, list[ProgrammingRequest]]:
    """Numbers of sites are unique within a school; a board counts per school.

    Dual and not dual of one number may both have been requested: they are counted together, so both get the count.
    """
    found: dict[Key, list[ProgrammingRequest]] = defaultdict(list)
    for each in queries.own_requests(viewer).filter(state__in=RUNS, site__organisation=viewer.organisation_id or 0):
        found[each.site.number, each.component.group.number].append(each)
    return found


COUNTS = imports.register(
    ImportSpec(
        name="programming.counts",
        title=gettext_lazy("Counts of started programmes"),
        intro=gettext_lazy("One line per site, programme and school year: regular pupils on the day that you name."),
        columns=[
            Column(
                "site",
                gettext_lazy("Site number"),
                aliases=("vestiging", "vestigingsnummer", "vestigingsplaats"),
                required=True,
                example="01",
            ),
            Column(
                "programme",
                gettext_lazy("Number of the programme"),
                aliases=("richting", "nummer van de richting", "structuuronderdeelgroep"),
                required=True,
                example="G-0001",
            ),
            Column(
                "school_year",
                gettext_lazy("School year"),
                aliases=("schooljaar", "jaar"),
                required=True,
                parse=parsers.school_year,
                example="2026-2027",
            ),
            Column(
                "regular",
                gettext_lazy("Pupils, not dual"),
                aliases=("niet duaal",),
                parse=pupils,
                example="2",
                empty=0,
            ),
            Column("dual", gettext_lazy("Pupils, dual"), aliases=("duaal",), parse=pupils, example="2", empty=0),
            Column(
                "preparatory",
                gettext_lazy("Pupils in the preparation"),
                aliases=("aanloop",),
                parse=pupils,
                example="1",
                empty=0,
            ),
            Column(
                "counted_on",
                gettext_lazy("Counted on"),
                aliases=("geteld op", "teldatum", "datum"),
                required=True,
                parse=parsers.day,
                example="01/10/2026",
            ),
        ],
        unique=("site", "programme", "school_year"),
        apply=take_counts,
    )
)


# Old programmes


def take_old(records: list[Record], context: Context) -> Outcome:
    """All rows or none; without a number the row is matched on an equal title, provisionally."""
    viewer, outcome = cast(Viewer, context.viewer), Outcome()
    known = set(ProgrammeGroup.objects.values_list("number", flat=True))
    for record in records:
        if record["number"] and record["number"] not in known:
            outcome.refuse(record, _("The catalogue has no programme with this number."), record["number"])
    if outcome.problems:
        return outcome
    rows = [conversion.Old(r["track"], r["title"], r["number"], r["source"]) for r in records]
    outcome.created, outcome.changed, outcome.unchanged = conversion.load(viewer=viewer, rows=rows)
    return outcome


OLD = imports.register(
    ImportSpec(
        name="programming.old",
        title=gettext_lazy("Old programmes of leertijd and DBSO"),
        intro=gettext_lazy(
            "One line per old programme. With the number of the dual programme the link is confirmed; without it, only "
            "an equal title makes a provisional link, and the rest stays open."
        ),
        columns=[
            Column("track", gettext_lazy("Where"), aliases=("stelsel",), required=True, parse=track, example="dbso"),
            Column(
                "title",
                gettext_lazy("Old programme"),
                aliases=("oude opleiding", "opleiding", "titel"),
                required=True,
                parse=parsers.text_to(200),
                example="Kapper",
            ),
            Column(
                "number",
                gettext_lazy("Number of the programme"),
                aliases=("nummer van de richting", "structuuronderdeelgroep", "nummer"),
                example="G-0001",
            ),
            Column(
                "source",
                gettext_lazy("Source"),
                aliases=("bron",),
                required=True,
                parse=parsers.text_to(200),
                example="omzettingstabel",
            ),
        ],
        unique=("track", "title"),
        apply=take_old,
    )
)
