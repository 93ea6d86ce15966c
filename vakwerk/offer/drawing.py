"""The explorer's rows and facets as HTML, put together in Python.

Twenty rows and fifty checkboxes in a template took two thirds of the time of the page, most of it for looking names up
and for translating the same words again. Every text that comes from data passes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vakwerk.offer import words
from vakwerk.offer.explorer import Facet, FacetValue, Row
from vakwerk.offer.filters import FACETS, Filters
from vakwerk.offer.snapshot import Programme

MOST_JOBS_ON_A_LINE = 4


def rows(found: Iterable[Row], filters: Filters, *, from_a_place: bool) -> SafeString:
    """The list's items."""
    said, address = _said(get_language() or ""), reverse("offer:explorer")
    return mark_safe("".join(_row(row, filters, said, address, from_a_place) for row in found))  # noqa: S308 escaped


def facets(found: Iterable[Facet]) -> SafeString:
    """A fieldset with checkboxes for every facet that has something to choose."""
    labels = _labels(get_language() or "")
    return mark_safe("".join(_facet(facet, labels) for facet in found if facet.values))  # noqa: S308 escaped


def _row(row: Row, filters: Filters, said: Said, address: str, from_a_place: bool) -> str:
    programme = row.programme
    title = escape(programme.title)
    compared = programme.slug in filters.compare
    return (
        f'<li class="of-row"><h3><a href="{address}{programme.slug}/">{title}</a></h3>'
        f'<p class="of-row__line">{escape(summary(programme))}</p>'
        f'<p class="of-row__facts">{_facts(programme, said)}</p>'
        f'<p class="of-row__where">{escape(where(row, from_a_place))} '
        f'<a class="of-row__compare" href="{escape(filters.comparing(programme.slug).query())}">'
        f'{said["uncompare" if compared else "compare"]}<span class="visually-hidden">: {title}</span></a></p></li>'
    )


def _facts(programme: Programme, said: Said) -> str:
    domains = ", ".join(said["domain", domain] for domain in programme.domains)
    spans = (said["level", programme.level], said["finality", programme.finality], domains)
    html = "".join(f"<span>{span}</span>" for span in spans if span)
    if programme.dual:
        html += f'<span class="vw-tag vw-tag--info">{said["only_dual" if programme.only_dual else "dual"]}</span>'
    if programme.shortages:
        html += f'<span class="vw-tag vw-tag--success">{said["shortage"]}</span>'
    return html


class Said(dict[object, str]):
    """Words of one language, escaped; what is not there says nothing."""

    def __missing__(self, key: object) -> str:
        return ""


@lru_cache(maxsize=4)
def _said(language: str) -> Said:
    """Everything a row may say, translated once per language (the current one)."""
    said = Said(
        dual=escape(_("dual possible")),
        only_dual=escape(_("only dual")),
        shortage=escape(_("shortage job")),
        compare=escape(_("Compare")),
        uncompare=escape(_("Do not compare")),
    )
    said |= {("level", key): escape(words.plain(words.LEVELS, key)) for key in words.LEVELS}
    said |= {("finality", key): escape(words.plain(words.FINALITIES, key)) for key in words.FINALITIES}
    said |= {("domain", key): escape(words.official(words.DOMAINS, key)) for key in words.DOMAINS}
    return said


def _facet(facet: Facet, labels: dict[tuple[str, str], str]) -> str:
    name = facet.kind.name
    values = "".join(_value(name, value, labels[name, value.value]) for value in facet.values)
    return f'<fieldset class="of-facet"><legend>{labels[name, ""]}</legend>{values}</fieldset>'


def _value(name: str, value: FacetValue, label: str) -> str:
    key = f"{name}-{value.value}"
    return (
        f'<div class="form-check"><input class="form-check-input" type="checkbox" name="{name}" value="{value.value}" '
        f'id="{key}"{" checked" if value.chosen else ""}><label class="form-check-label" for="{key}">'
        f"{label.format(count=value.count)}</label></div>"
    )


@lru_cache(maxsize=4)
def _labels(language: str) -> dict[tuple[str, str], str]:
    """Legends (under "") and labels of all facets in the current language, with a place for the count."""
    labels = {(facet.name, ""): str(escape(facet.legend)) for facet in FACETS}
    for facet in FACETS:
        for key, word in facet.values.items():
            official = f' <span class="of-official">{escape(word.official)}</span>' if word.official else ""
            count = '<span class="of-count">{count}</span>'
            labels[facet.name, key] = f"{escape(word.plain)} {count}{official}"
    return labels


def summary(programme: Programme) -> str:
    """One line: the jobs it leads to, else what kind of programme it is."""
    if programme.jobs:
        return _("Jobs: %(jobs)s") % {"jobs": ", ".join(programme.jobs[:MOST_JOBS_ON_A_LINE])}
    if programme.kind in words.KINDS:
        return str(words.KINDS[programme.kind])
    topics = [words.plain(words.DOMAINS, domain) for domain in programme.domains]
    return ", ".join(topics)


def where(row: Row, from_a_place: bool) -> str:
    if not row.sites:
        return _("We know of no school that teaches this now.")
    schools = ngettext("%(n)d site", "%(n)d sites", row.sites) % {"n": row.sites}
    if row.nearest is None or not from_a_place:
        return schools
    if row.nearest.km is None:
        return schools
    near = _("%(school)s, %(town)s, at %(km)s km") % {
        "school": row.nearest.school,
        "town": row.nearest.locality,
        "km": kilometres(row.nearest.km),
    }
    return f"{near} ({schools})"


def kilometres(km: float) -> str:
    """One decimal below ten, with the reader's comma."""
    return number_format(km, 1 if km < 10 else 0)
