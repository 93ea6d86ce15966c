"""The components of every page: `{% load vakwerk %}`. All of them live, with their code, at `/stijlgids/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core import clock, formhelp, navigation
from vakwerk.core import money as amounts
from vakwerk.core.charts import Chart
from vakwerk.core.language import say as say_words
from vakwerk.core.tables import Table, page_links
from vakwerk.engines.words import Words

register = template.Library()

KINDS = ("neutral", "info", "success", "warning", "error", "accent")
FOOTER = (
    ("offer:explorer", gettext_lazy("Search programmes")),
    ("calculators:overview", gettext_lazy("Calculators")),
    ("plan:overview", gettext_lazy("The plan")),
    ("plan:ledger", gettext_lazy("The plan's ledger")),
    ("rules:register", gettext_lazy("Rules and figures")),
    ("funding:calls", gettext_lazy("Calls")),
    ("demo:tour", gettext_lazy("Guided tour")),
    ("offer:open_data", gettext_lazy("Open data")),
    ("core:privacy", gettext_lazy("Privacy")),
    ("core:accessibility", gettext_lazy("Accessibility")),
    ("core:styleguide", gettext_lazy("Style guide")),
)


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise template.TemplateSyntaxError(f"Unknown kind {kind!r}; choose from {', '.join(KINDS)}.")
    return kind


@register.inclusion_tag("core/components/breadcrumbs.html")
def breadcrumbs(*parts: str, label: str = "") -> dict[str, Any]:
    """`{% breadcrumbs _("Programmes") explorer_url programme.name %}`: label and address in turn, the last without.

    `label` is only for a page with more than one trail.
    """
    pairs = [(parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2)]
    return {"crumbs": pairs, "here": parts[-1] if len(parts) % 2 else "", "label": label}


@register.inclusion_tag("core/components/error_summary.html")
def error_summary(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """The list of everything that is wrong, on top of the page; it takes the focus."""
    return {"problems": list(formhelp.problems(form)) if form.is_bound else [], "focus": focus}


@register.inclusion_tag("core/components/form.html")
def form(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """Error summary and all fields. You write `<form>`, `{% csrf_token %}` and the button around it."""
    return {"form": form, "focus": focus}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with label, hint and errors; a group of choices gets a fieldset."""
    name = "group" if formhelp.is_group(bound) else "check" if formhelp.is_check(bound) else "field"
    context = {"field": bound, "control": formhelp.control(bound) if name != "group" else "", "choices": ()}
    if name == "group":
        context["choices"] = tuple(formhelp.choices(bound))
    return render_to_string(f"core/components/{name}.html", context)


@register.inclusion_tag("core/components/data_table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A `core.tables.Table`: caption, filters, sorting, pages and download."""
    return {"table": table}


@register.inclusion_tag("core/components/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """A `core.charts.Chart` with its caption and its figures as a table."""
    return {"chart": chart}


@register.inclusion_tag("core/components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """What to show when there is nothing to show: why, and what one can do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.simple_tag
def tag(text: str, kind: str = "neutral") -> SafeString:
    """A short label: `{% tag _("dual") "info" %}`."""
    return format_html('<span class="vw-tag vw-tag--{}">{}</span>', _kind(kind), text)


@register.inclusion_tag("core/components/notice.html")
def notice(text: str, kind: str = "info", title: str = "") -> dict[str, Any]:
    """A short message in a box. Longer content: `{% panel kind title %}...{% endpanel %}`."""
    return {"text": text, "kind": _kind(kind), "title": title, "prefix": _prefix(kind)}


@register.simple_block_tag
def panel(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A box around content of your own."""
    context = {"content": content, "kind": _kind(kind), "title": title, "prefix": _prefix(kind)}
    return render_to_string("core/components/notice.html", context)


def _prefix(kind: str) -> str:
    """The kind in a word, for who does not see the colour."""
    return {"error": _("Error:"), "warning": _("Important:"), "success": _("Done:")}.get(kind, "")


@register.inclusion_tag("core/components/source_line.html")
def source_line(source: str, seen: date | None = None, url: str = "", licence: str = "") -> dict[str, Any]:
    """Where a fact comes from and when it was seen."""
    return {"source": source, "seen": seen, "url": url, "licence": licence}


@register.inclusion_tag("core/components/provisional.html")
def provisional(reason: str = "") -> dict[str, Any]:
    """Marks what nobody has validated yet, with the reason in words when there is one."""
    return {"reason": reason}


@register.inclusion_tag("core/components/as_of.html")
def as_of(day: date | None = None) -> dict[str, Any]:
    """ "Stand op ...": the day for which the page is right."""
    return {"day": day or clock.as_of()}


@register.inclusion_tag("core/components/summary_list.html")
def summary_list(rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Check answers: rows of (question, answer) or (question, answer, address to change it)."""
    return {"rows": [(*row, "")[:3] for row in rows]}


@register.inclusion_tag("core/components/task_list.html")
def task_list(tasks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Tasks as mappings: `label`, `url` (empty: cannot start yet), `status` (text), `kind`, `hint`."""
    return {"tasks": tasks}


@register.inclusion_tag("core/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page", label: str = "") -> dict[str, Any]:
    """Previous, next and numbers, keeping the other GET parameters; `label` says of what, for a page with two."""
    return {"page": page, "label": label, "links": page_links(context["request"], page, parameter)}


@register.inclusion_tag("core/components/progress.html")
def progress(done: int, total: int, label: str = "") -> dict[str, Any]:
    """How far one is: "12 of 60", as words and as a bar."""
    return {"done": max(0, min(done, total)), "total": max(total, 1), "label": label}


@register.inclusion_tag("core/components/card.html")
def card(title: str, url: str = "", text: str = "", meta: str = "") -> dict[str, Any]:
    """A card whose title is the link; the whole card can be clicked."""
    return {"title": title, "url": url, "text": text, "meta": meta}


@register.filter
def say(words: Words) -> str:
    """What an engine says, in the language of the page: `{{ answer.headline|say }}`."""
    return say_words(words)


@register.filter
def euros(cents: int | None) -> str:
    """`{{ envelope.paid_cents|euros }}`: an amount of cents as people read it; nothing for None."""
    return "" if cents is None else amounts.euros(cents)


@register.simple_tag
def footer_links() -> list[navigation.Link]:
    found = ((label, navigation.safe_reverse(name)) for name, label in FOOTER)
    return [navigation.Link(label, href) for label, href in found if href]
