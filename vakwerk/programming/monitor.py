"""The tables: what the administration follows with its norm today, and what everybody may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock, geography
from vakwerk.core.language import say
from vakwerk.core.tables import Column, Table
from vakwerk.programming import queries
from vakwerk.programming.models import ProgrammingRequest, State
from vakwerk.programming.ruling import Book, first_day

Text = str | Promise
RUNS = (State.RUNNING, State.TOLERANCE)
NORM_WORDS: dict[str, Text] = {
    "met": _("norm met"),
    "time": _("still time"),
    "tolerance": _("tolerance year"),
    "abolish": _("to be abolished"),
    "unsure": _("depends on the list"),
    "uncounted": _("count missing"),
    "": _("not known"),
}
STATE_KINDS: dict[str, str] = {
    State.APPROVED: "success",
    State.NORM_MET: "success",
    State.REFUSED: "error",
    State.ABOLISHED: "error",
    State.TOLERANCE: "warning",
    State.DRAFT: "neutral",
    State.WITHDRAWN: "neutral",
}
LATE = _("after the last day")
NOT_RUNNING = _("does not run")


@dataclass(frozen=True)
class Row:
    """One request as the tables show it; the norm columns only of what runs."""

    request: ProgrammingRequest
    norm: str
    pupils: int | None
    needed: int | None
    last_year: str

    @property
    def school(self) -> str:
        return str(self.request.site.organisation)

    @property
    def site(self) -> str:
        return str(self.request.site)

    @property
    def municipality(self) -> str:
        found = geography.municipality(self.request.site.municipality)
        return found.name if found else self.request.site.municipality

    @property
    def programme(self) -> str:
        return str(self.request.component)

    @property
    def start(self) -> str:
        return self.request.label

    @property
    def place(self) -> str:
        """The school, the site where it has a name of its own, and the municipality."""
        site = "" if self.site.startswith(self.school) else f", {self.site}"
        return f"{self.school}{site}, {self.municipality}"

    @property
    def way(self) -> str:
        way = str(self.request.get_way_display())
        return f"{way}, {LATE}" if self.request.late else way

    @property
    def state(self) -> str:
        return str(self.request.get_state_display())

    @property
    def kind(self) -> str:
        """The colour of its state."""
        return STATE_KINDS.get(self.request.state, "info")

    @property
    def rule_version(self) -> date | None:
        return self.request.rule_version

    @property
    def decided_on(self) -> date | None:
        """The day of the last decision; of a free programme the day of its notification."""
        decisions = list(self.request.decisions.all())
        if decisions:
            return decisions[-1].decided_on
        return self.request.handed_in_on

    @property
    def url(self) -> str:
        return reverse("programming:request", args=[self.request.pk])

    @property
    def letter(self) -> str:
        decisions = list(self.request.decisions.all())
        return reverse("programming:letter", args=[decisions[-1].pk]) if decisions else ""


def row(request: ProgrammingRequest, book: Book) -> Row:
    """One request; what runs is held against the norm of today."""
    if request.state not in RUNS:
        return Row(request, str(NOT_RUNNING), None, None, "")
    counts = list(request.counts.all())
    norm = book.norm_of(request, counts)
    ahead = book.forecast_of(request, counts)
    return Row(
        request,
        str(NORM_WORDS[str(norm.result.get("state") or "")]),
        counts[-1].total if counts else None,
        _whole(ahead.result.get("needed")),
        str(norm.result.get("last_year") or ""),
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def rows(requests: Iterable[ProgrammingRequest]) -> list[Row]:
    book = Book()
    return [row(request, book) for request in requests]


def followed(request: HttpRequest) -> Table:
    """Everything handed in, with the norm of today: for the administration and the inspectorate."""
    found = rows(queries.followed())
    return Table(
        found,
        columns(found),
        request,
        caption=_("Requests and running programmes"),
        filename="programmatie",
        empty=_("Nothing was handed in yet."),
    )


def columns(found: list[Row]) -> list[Column]:
    starts = sorted({each.start for each in found}, reverse=True)
    norms = [str(words) for words in [*NORM_WORDS.values(), NOT_RUNNING]]
    return [
        Column("programme", _("Programme"), sortable=True, filter="text", url=lambda each: each.url),
        Column("place", _("Site"), sortable=True, filter="text"),
        Column("start", _("Starts in"), sortable=True, filter="choice", choices=[(s, s) for s in starts]),
        Column("way", _("Way"), filter="text"),
        Column(
            "state", _("State"), sortable=True, filter="choice", choices=[(str(label), label) for label in State.labels]
        ),
        Column("pupils", _("Last count"), numeric=True, sortable=True),
        Column("norm", _("Norm today"), sortable=True, filter="choice", choices=[(n, n) for n in norms]),
        Column("needed", _("Needed at the next count"), numeric=True),
        Column("last_year", _("Time up to"), sortable=True),
    ]


def public(request: HttpRequest) -> Table:
    """What was notified and decided, without counts."""
    found = [Row(each, "", None, None, "") for each in queries.public_requests()]
    starts = sorted({each.start for each in found}, reverse=True)
    return Table(
        found,
        [
            Column("programme", _("Programme"), sortable=True, filter="text"),
            Column("school", _("School"), sortable=True, filter="text"),
            Column("municipality", _("Municipality"), sortable=True, filter="text"),
            Column("start", _("Starts in"), sortable=True, filter="choice", choices=[(s, s) for s in starts]),
            Column("way", _("Way")),
            Column("state", _("State"), sortable=True),
            Column("rule_version", _("Rule since"), sortable=True),
            Column("decided_on", _("On"), sortable=True),
        ],
        request,
        caption=_("Notified and decided"),
        filename="programmatie",
        page_size=15,
        empty=_("Nothing was notified or decided yet."),
    )


def deadlines(book: Book) -> list[tuple[str, str, str, str]]:
    """(school year, last day, status, source) for the next school years; without a day what is usual."""
    first = clock.school_year(book.today) + 1
    return [_deadline(book, year) for year in (first, first + 1)]


def _deadline(book: Book, year: int) -> tuple[str, str, str, str]:
    reading = book.register.on("programming.deadline", first_day(year))
    if reading.value is None or reading.entry is None:
        usual = book.register.on("programming.usual_deadline", first_day(year))
        source = usual.entry.source if usual.entry else ""
        return clock.school_year_label(year), "", str(_("not entered yet")), source
    return clock.school_year_label(year), say(reading.written), say(reading.status.label), reading.entry.source


def summary(found: Iterable[Row]) -> list[tuple[Text, int, str]]:
    """How many wait for what, with the filter that shows them: the first thing that a civil servant looks for."""
    listed = list(found)
    states = [each.request.state for each in listed]
    norms = [each.norm for each in listed]
    advised = urlencode({"state": State.SUBMITTED.label})
    running = states.count(State.RUNNING) + states.count(State.TOLERANCE)
    rows: list[tuple[Text, int, str]] = [
        (_("being advised"), states.count(State.SUBMITTED), advised),
        (_("running"), running, ""),
    ]
    named = [str(NORM_WORDS[norm]) for norm in ("met", "tolerance", "abolish", "uncounted")]
    return rows + [(norm, norms.count(norm), urlencode({"norm": norm})) for norm in named]
