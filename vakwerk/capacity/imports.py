"""Places and counts of pupils from a file: schools send what they can hold; officials, LOPs and schools counts."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.capacity import actions, items, queries, wording
from vakwerk.capacity.actions import Entry, Estimate, Tally
from vakwerk.capacity.forms import MOST_PUPILS, MOST_SEATS
from vakwerk.capacity.models import CountKind
from vakwerk.core import clock, imports
from vakwerk.core.imports import Column, Context, ImportSpec, Outcome, Record, parsers
from vakwerk.core.viewer import Viewer
from vakwerk.offer import snapshot
from vakwerk.people.models import NumberScheme, OrganisationNumber, Site

KIND_WORDS = {
    "inschrijvingen": CountKind.ENROLMENT,
    "ingeschreven": CountKind.ENROLMENT,
    "aanmeldingen": CountKind.REGISTRATION,
    "aangemeld": CountKind.REGISTRATION,
    "weigeringen": CountKind.REFUSAL,
    "geweigerd": CountKind.REFUSAL,
    "prognose": CountKind.PROJECTION,
}
STREAM_WORDS = {"a": "A", "b": "B", "a-stroom": "A", "b-stroom": "B", "1a": "A", "1b": "B", "2a": "A", "2b": "B"}


def item_code(text: str) -> str:
    """A stream, or a programme by its number or its exact name."""
    word = text.strip().casefold()
    known = items.known()
    by_name = snapshot.current().remember(
        ("capacity item names",), lambda: {item.title.casefold(): code for code, item in known.items()}
    )
    code = STREAM_WORDS.get(word) or by_name.get(word) or (text.strip() if text.strip() in known else None)
    if code is None:
        raise ValueError(_("We do not know this. Write A or B, or a programme by its number or full name."))
    return code


def study_year(text: str) -> int:
    year = parsers.whole_number(text)
    if not 1 <= year <= 7:
        raise ValueError(_("Write a year of study from 1 to 7."))
    return year


def kind(text: str) -> str:
    words = {str(label).casefold(): value for value, label in CountKind.choices} | KIND_WORDS
    words |= {str(value): value for value in CountKind.values}
    found = words.get(text.casefold())
    if found is None:
        raise ValueError(_("Choose one of: %(choices)s.") % {"choices": ", ".join(sorted(KIND_WORDS))})
    return str(found)


def place(text: str) -> str:
    found = wording.nis_of(text)
    if found is None:
        raise ValueError(_("Write a municipality of Flanders or Brussels."))
    return found


# Places


def take_seats(records: list[Record], context: Context) -> Outcome:
    """All rows or none; a row without places takes away what was entered."""
    viewer, outcome = cast(Viewer, context.viewer), Outcome()
    sites = {site.number: site.pk for site in _sites_of_own_school(viewer)}
    entries, known = [], items.known()
    for record in records:
        if record["site"] not in sites:
            outcome.refuse(record, _("Your school has no site with this number."), record["site"])
        elif not _exists(known, record):
            outcome.refuse(record, _("This does not exist in this year of study."))
        else:
            values = (record["school_year"], record["item"], record["year"], record["seats"], record["basis"])
            entries.append(Entry(sites[record["site"]], *values))
    return outcome if outcome.problems else _tell(outcome, actions.enter_seats(viewer=viewer, entries=entries))


def _sites_of_own_school(viewer: Viewer) -> list[Site]:
    """Numbers of sites are unique within a school; a board imports per school."""
    return list(queries.own_sites(viewer).filter(organisation=viewer.organisation_id))


def _exists(known: items.Items, record: Record) -> bool:
    return record["year"] in known[record["item"]].years


def _tell(outcome: Outcome, tally: Tally) -> Outcome:
    outcome.created, outcome.changed = tally.new, tally.changed
    outcome.removed, outcome.unchanged = tally.removed, tally.unchanged
    return outcome


SCHOOL_YEAR = Column(
    "school_year",
    gettext_lazy("School year"),
    aliases=("schooljaar", "jaar"),
    required=True,
    parse=parsers.school_year,
    example="2026-2027",
)
ITEM = Column(
    "item",
    gettext_lazy("Stream or programme"),
    aliases=("stroom of richting", "richting", "stroom", "studierichting", "structuuronderdeel"),
    required=True,
    parse=item_code,
    example="B",
)
YEAR = Column(
    "year",
    gettext_lazy("Year of study"),
    aliases=("leerjaar",),
    required=True,
    parse=study_year,
    example="1",
)
SEATS = imports.register(
    ImportSpec(
        name="capacity.seats",
        title=gettext_lazy("Places of my school"),
        intro=gettext_lazy("One line per site, stream or programme and year of study. Empty places: unknown again."),
        columns=[
            Column(
                "site",
                gettext_lazy("Site number"),
                aliases=("vestiging", "vestigingsnummer", "vestigingsplaats"),
                required=True,
                example="01",
            ),
            SCHOOL_YEAR,
            ITEM,
            YEAR,
            Column(
                "seats",
                gettext_lazy("Places"),
                aliases=("plaatsen", "capaciteit"),
                parse=parsers.number_to(MOST_SEATS),
                example="48",
                empty=None,
            ),
            Column("basis", gettext_lazy("Rests on"), aliases=("steunt op", "basis", "toelichting"), example="lokalen"),
        ],
        unique=("site", "school_year", "item", "year"),
        apply=take_seats,
    )
)


# Counts of pupils


def take_counts(records: list[Record], context: Context) -> Outcome:
    viewer, outcome = cast(Viewer, context.viewer), Outcome()
    allowed, sites = actions.may_count(viewer), _sites_by_number(records)
    estimates, known = [], items.known()
    for record in records:
        site = sites.get((record["school"], record["site"])) if record["school"] else None
        municipality = site.municipality if site else record["place"]
        if problem := _trouble(known, record, site, municipality):
            outcome.refuse(record, problem)
        elif not allowed(municipality, site.pk if site else None):
            outcome.refuse(record, _("You may not enter counts for this place."))
        else:
            estimates.append(_estimate(record, site, municipality))
    if not outcome.problems:
        _tell(outcome, actions.enter_demand(viewer=viewer, estimates=estimates))
    return outcome


def _trouble(known: items.Items, record: Record, site: Site | None, municipality: str) -> str:
    if record["school"] and site is None:
        return _("We know no site with this school and site number.")
    if not municipality:
        return _("Give a municipality, or the number of a school and a site.")
    if record["counted_on"] > clock.today():
        return _("The counting date lies in the future.")
    return "" if _exists(known, record) else _("This does not exist in this year of study.")


def _sites_by_number(records: list[Record]) -> dict[tuple[str, str], Site]:
    """Sites by (institution number, site number), of the schools that the file names."""
    numbers = OrganisationNumber.objects.filter(
        scheme=NumberScheme.INSTITUTION, value__in={record["school"] for record in records if record["school"]}
    )
    schools = dict(numbers.values_list("organisation", "value"))
    return {(schools[s.organisation_id], s.number): s for s in Site.objects.filter(organisation__in=schools)}


def _estimate(record: Record, site: Site | None, municipality: str) -> Estimate:
    names = ("school_year", "item", "year", "kind", "pupils", "counted_on", "source", "confirmed", "at_home")
    return Estimate(municipality, site.pk if site else None, *(record[name] for name in names))


COUNTS = imports.register(
    ImportSpec(
        name="capacity.counts",
        title=gettext_lazy("Counts of pupils"),
        intro=gettext_lazy(
            "One line per place, stream or programme, year of study, kind and date. A school counts at its own sites, "
            "a LOP in its municipalities."
        ),
        columns=[
            Column(
                "place",
                gettext_lazy("Municipality"),
                aliases=("gemeente", "niscode", "nis"),
                parse=place,
                example="Mechelen",
            ),
            Column("school", gettext_lazy("Institution number"), aliases=("instellingsnummer", "school")),
            Column("site", gettext_lazy("Site number"), aliases=("vestiging", "vestigingsnummer", "vestigingsplaats")),
            SCHOOL_YEAR,
            ITEM,
            YEAR,
            Column(
                "kind",
                gettext_lazy("Kind of count"),
                aliases=("soort", "soort telling"),
                required=True,
                parse=kind,
                example="aanmeldingen",
            ),
            Column(
                "pupils",
                gettext_lazy("Pupils"),
                aliases=("leerlingen", "aantal"),
                required=True,
                parse=parsers.number_to(MOST_PUPILS),
                example="61",
            ),
            Column(
                "counted_on",
                gettext_lazy("Counting date"),
                aliases=("teldatum", "datum"),
                required=True,
                parse=parsers.day,
                example="01/10/2026",
            ),
            Column("source", gettext_lazy("Source"), aliases=("bron",), required=True, example="LOP"),
            Column(
                "confirmed",
                gettext_lazy("Confirmed"),
                aliases=("bevestigd",),
                parse=parsers.yes_no,
                example="ja",
                empty=False,
            ),
            Column(
                "at_home",
                gettext_lazy("Counted where pupils live"),
                aliases=("naar woonplaats", "woonplaats"),
                parse=parsers.yes_no,
                example="nee",
                empty=False,
            ),
        ],
        unique=("place", "school", "site", "school_year", "item", "year", "kind", "counted_on", "at_home"),
        apply=take_counts,
    )
)
