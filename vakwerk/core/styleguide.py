"""The living style guide: every component in every state, drawn from the very code that is shown beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core import charts
from vakwerk.core.geography import PROVINCES
from vakwerk.core.tables import Column, Table

SWATCHES = (
    "action",
    "action-strong",
    "accent",
    "ink",
    "soft",
    "ground",
    "line",
    "edge",
    "error",
    "success",
    "warning",
    "plaster",
    "beam",
    "brick",
    "leaf",
)


@dataclass(frozen=True)
class Section:
    """A chapter of the guide and the names of its example templates."""

    key: str
    title: str | Promise
    text: str | Promise
    examples: tuple[str, ...]

    @property
    def sources(self) -> Iterator[tuple[str, str]]:
        """(template, its code) of each example."""
        for name in self.examples:
            path = f"core/styleguide/examples/{name}.html"
            yield path, get_template(path).template.source  # type: ignore[attr-defined]


SECTIONS = (
    Section(
        "tekst",
        gettext_lazy("Text"),
        gettext_lazy("One h1 per page, short lines, links that say where they lead."),
        ("text",),
    ),
    Section("knoppen", gettext_lazy("Buttons"), gettext_lazy("One main button per page."), ("buttons",)),
    Section(
        "weg",
        gettext_lazy("Finding the way"),
        gettext_lazy("Breadcrumbs, pages and progress."),
        ("breadcrumbs", "pagination", "progress"),
    ),
    Section(
        "labels",
        gettext_lazy("Labels"),
        gettext_lazy("A label always says in words what its colour means."),
        ("tags", "provisional"),
    ),
    Section(
        "meldingen",
        gettext_lazy("Notices"),
        gettext_lazy("A short text in a box, or a box around your own content."),
        ("notices", "panel"),
    ),
    Section(
        "bron", gettext_lazy("Source and date"), gettext_lazy("Every fact shows where it comes from."), ("source",)
    ),
    Section(
        "leeg",
        gettext_lazy("Nothing to show"),
        gettext_lazy("Say why it is empty and what somebody can do."),
        ("empty",),
    ),
    Section(
        "formulieren",
        gettext_lazy("Forms to fill in"),
        gettext_lazy("The error summary takes the focus and leads to each field."),
        ("form", "form_errors"),
    ),
    Section(
        "lijsten",
        gettext_lazy("Lists"),
        gettext_lazy("Check answers before sending, tasks with a state, cards."),
        ("summary_list", "task_list", "cards"),
    ),
    Section(
        "tabellen",
        gettext_lazy("Tables"),
        gettext_lazy("Sort, filter, pages and download; cards on a phone."),
        ("table", "table_empty"),
    ),
    Section(
        "grafieken",
        gettext_lazy("Charts"),
        gettext_lazy("Drawn on the server, with words and figures; never colour alone."),
        ("bars", "ranges", "hexagon", "line", "map", "chart_empty"),
    ),
)


class ExampleForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("First name"), max_length=40, help_text=gettext_lazy("As your friends call you.")
    )
    year = forms.ChoiceField(
        label=gettext_lazy("Which year are you in?"), choices=[("", "–"), ("1", "1A"), ("2", "1B"), ("3", "2A")]
    )
    likes = forms.MultipleChoiceField(
        label=gettext_lazy("What do you like?"),
        help_text=gettext_lazy("Choose as many as you want."),
        widget=forms.CheckboxSelectMultiple,
        choices=[("wood", gettext_lazy("Working with wood")), ("care", gettext_lazy("Taking care of people"))],
    )
    sure = forms.ChoiceField(
        label=gettext_lazy("Are you sure?"),
        widget=forms.RadioSelect,
        choices=[("y", gettext_lazy("Yes")), ("n", gettext_lazy("Not yet"))],
    )
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label=gettext_lazy("I read what happens with my answers"))


@dataclass(frozen=True)
class _Town:
    name: str
    province: str
    pupils: int | None
    since: date


TOWNS = tuple(
    _Town(name, province, pupils, date(2026, 9, day))
    for day, (name, province, pupils) in enumerate(
        [
            ("Voorbeeldstad", "Limburg", 1250),
            ("Modeldorp", "Antwerpen", 310),
            ("Fictiegem", "Oost-Vlaanderen", None),
            ("Testhove", "West-Vlaanderen", 95),
            ("Proefbeek", "Vlaams-Brabant", 2040),
            ("Schijnberg", "Limburg", 640),
            ("Denkelare", "Antwerpen", 77),
        ],
        start=1,
    )
)


def context(request: HttpRequest) -> dict[str, Any]:
    """What the examples need: one of everything, with invented figures."""
    return {
        "sections": SECTIONS,
        "swatches": SWATCHES,
        "example_form": ExampleForm(prefix="a"),
        "example_form_with_errors": ExampleForm({"b-name": "", "b-year": "9"}, prefix="b"),
        "example_page": Paginator(range(200), 10).page(7),
        "example_day": date(2026, 9, 1),
        "example_tasks": example_tasks(),
        "example_rows": [(_("First name"), "Noor", "#lijsten"), (_("Which year are you in?"), "1A", "#lijsten")],
        "table": example_table(request),
        "empty_table": Table([], [Column("name", _("Name"))], request, prefix="leeg", empty=_("No towns yet.")),
        **example_charts(),
    }


def example_tasks() -> list[dict[str, Any]]:
    return [
        {"label": _("About you"), "url": "#lijsten", "status": _("Done"), "kind": "success"},
        {"label": _("What you like"), "url": "#lijsten", "status": _("Not started"), "kind": "info"},
        {
            "label": _("Your report"),
            "url": "",
            "status": _("Cannot start yet"),
            "hint": _("First answer the questions."),
        },
    ]


def example_table(request: HttpRequest) -> Table:
    columns = [
        Column("name", _("Town"), sortable=True, filter="text", url=lambda town: "#tabellen"),
        Column("province", _("Province"), sortable=True, filter="choice", choices=[(p, p) for p in PROVINCES]),
        Column("pupils", _("Pupils"), numeric=True, sortable=True),
        Column("since", _("Since"), sortable=True),
    ]
    return Table(TOWNS, columns, request, caption=_("Invented towns"), page_size=4, prefix="dorp", filename="stijlgids")


def example_charts() -> dict[str, charts.Chart]:
    interests = [
        charts.Interval(_("Making"), 78, 70, 86),
        charts.Interval(_("Finding out"), 55, 44, 66),
        charts.Interval(_("Designing"), 30, 20, 42),
        charts.Interval(_("Helping"), 62, 52, 71),
        charts.Interval(_("Leading"), 41, 28, 55),
        charts.Interval(_("Organising"), 25, 17, 34),
    ]
    years = ["2021", "2022", "2023", "2024", "2025", "2026"]
    return {
        "bars": charts.bars(
            _("Pupils per finality"),
            [
                charts.Datum(_("Labour market"), 128),
                charts.Datum(_("Double finality"), 164, marked=True),
                charts.Datum(_("Transfer"), 97),
                charts.Datum(_("A name so long that it must be broken over more than one line"), None),
            ],
        ),
        "ranges": charts.ranges(_("What you like to do"), interests, ends=(_("little"), _("much")), show_figures=False),
        "hexagon": charts.hexagon(_("Your interests"), interests, show_figures=False),
        "line": charts.line(
            _("Pupils per school year"),
            years,
            [
                charts.Series(_("Full time"), [120, 131, None, 128, 140, 151]),
                charts.Series(_("Dual"), [12, 18, 25, 31, 44, 60]),
            ],
        ),
        "map": charts.province_map(
            _("Sites per province"),
            [charts.RegionValue(p, v) for p, v in zip(PROVINCES, [540, 320, 480, 350, 410, None], strict=True)],
        ),
        "chart_empty": charts.bars(_("A chart without figures"), []),
    }
