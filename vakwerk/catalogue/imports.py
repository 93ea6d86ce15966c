"""Next year's shortage list from a file: data that an administrator adds, not code that somebody writes."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.catalogue import actions
from vakwerk.core import imports
from vakwerk.core.imports import Column, Context, ImportSpec, Outcome, Record, parsers
from vakwerk.core.viewer import Viewer

YEARS = range(2020, 2100)
LONGEST_NAME = 120


def options(request: HttpRequest) -> dict[str, Any]:
    """Nothing besides the file: the year stands in it."""
    return {}


def list_year(text: str) -> int:
    """The year of a list. Raises ValueError with a sentence for anything that is no year."""
    year = parsers.whole_number(text)
    if year not in YEARS:
        raise ValueError(_("This is no year of a shortage list. Write for example 2027."))
    return year


def name(text: str) -> str:
    """A name of at most 120 characters."""
    read = parsers.text(text)
    if len(read) > LONGEST_NAME:
        raise ValueError(_("This name is longer than %(most)s characters. Make it shorter.") % {"most": LONGEST_NAME})
    return read


def import_shortage_list(records: list[Record], context: Context) -> Outcome:
    """One year's list in place of what stood for that year. A file with two years is refused."""
    outcome = Outcome()
    years = {record["year"] for record in records}
    if len(years) != 1:
        odd = next((record for record in records if record["year"] != records[0]["year"]), records[0])
        outcome.refuse(odd, _("All rows of one file are of the same year."), str(odd["year"]))
        return outcome
    rows = [actions.ListedOccupation(r["occupation"], r["cluster"], r["medium_skilled"]) for r in records]
    done = actions.publish_shortage_list(
        viewer=cast(Viewer, context.viewer), year=years.pop(), published_on=records[0]["published_on"], rows=rows
    )
    outcome.created, outcome.changed = done.listed, 0
    outcome.removed = done.dropped
    outcome.details = [
        _("New occupation, not yet linked to a programme: %(name)s") % {"name": new} for new in done.new_names
    ]
    return outcome


SHORTAGE_LIST = imports.register(
    ImportSpec(
        name="catalogue.shortage_list",
        title=gettext_lazy("List of shortage occupations"),
        intro=gettext_lazy(
            "One file is the list of one year. Older years stay. An occupation with a new name is added without links."
        ),
        columns=[
            Column("year", gettext_lazy("Year"), aliases=("jaar",), required=True, parse=list_year, example="2027"),
            Column(
                "published_on",
                gettext_lazy("Published on"),
                aliases=("gepubliceerd op", "datum"),
                required=True,
                parse=parsers.day,
                example="01/02/2027",
            ),
            Column(
                "cluster",
                gettext_lazy("Cluster"),
                aliases=("sector",),
                required=True,
                parse=name,
                example="Bouwberoepen",
            ),
            Column(
                "occupation",
                gettext_lazy("Occupation"),
                aliases=("beroep", "knelpuntberoep"),
                required=True,
                parse=name,
                example="Metselaar",
            ),
            Column(
                "medium_skilled",
                gettext_lazy("On the list of medium-skilled functions"),
                aliases=("middengeschoold", "medium_skilled"),
                parse=parsers.yes_no,
                example="nee",
                empty=False,
            ),
        ],
        unique=("year", "occupation"),
        apply=import_shortage_list,
    )
)
