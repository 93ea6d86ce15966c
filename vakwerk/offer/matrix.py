"""The programme matrix of one level: a row per study domain, a column per finality (or entry level of a 7th year)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import ProgrammeKind
from vakwerk.offer import words
from vakwerk.offer.snapshot import Component, Programme, Snapshot
from vakwerk.offer.words import Word

DEFAULT_LEVEL = "2"


@dataclass(frozen=True, slots=True)
class Item:
    """A programme in a cell under the name that it has in that domain. `dual` is "", "also" or "only"."""

    slug: str
    title: str
    form: str
    dual: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Cell:
    column: Word
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class DomainRow:
    domain: Word
    cells: list[Cell]


@dataclass(frozen=True)
class Columns:
    """The columns of a level and which of them a programme belongs to."""

    words: dict[str, Word]
    key: Callable[[Programme], str]


STREAMS = {
    "A": Word(_("A stream"), _("2A")),
    "B": Word(_("B stream"), _("2B")),
    "": Word(_("A and B stream")),
}
SEVENTH = {
    ProgrammeKind.SEVENTH_AFTER_OK3.value: Word(_("After a 6th year labour market"), _("after qualification level 3")),
    ProgrammeKind.SEVENTH_AFTER_OK4.value: Word(
        _("After a 6th year double or transfer"), _("after qualification level 4")
    ),
    ProgrammeKind.SEVENTH_PREPARING_HE.value: Word(_("To higher education"), _("preparing for higher education")),
}
BY_FINALITY = Columns(words.FINALITIES, lambda programme: programme.finality)
COLUMNS = {
    "1": Columns(STREAMS, lambda programme: programme.stream),
    "2": BY_FINALITY,
    "3": BY_FINALITY,
    "7": Columns(SEVENTH, lambda programme: programme.kind),
    "ov3": Columns({"": Word(_("Trades"))}, lambda programme: ""),
}
OTHER = Word(_("Not in a domain (yet)"), "")


def page(snapshot: Snapshot, level: str) -> dict[str, Any]:
    """The page of one level; an unknown level shows the 2nd grade."""
    level = level if level in COLUMNS else DEFAULT_LEVEL
    columns = COLUMNS[level]
    return {
        "level": level,
        "level_word": words.LEVELS[level],
        "levels": [(key, word, key == level) for key, word in words.LEVELS.items()],
        "columns": list(columns.words.values()),
        "rows": snapshot.remember(("matrix", level), lambda: _rows(snapshot, level, columns)),
        "seen_on": snapshot.seen_on,
        "also_dual": gettext("also dual"),
        "only_dual": gettext("only dual"),
    }


def _rows(snapshot: Snapshot, level: str, columns: Columns) -> list[DomainRow]:
    cells = _cells(snapshot, level, columns)
    rows = [_row(word, cells.get(domain, {}), columns) for domain, word in [*words.DOMAINS.items(), ("", OTHER)]]
    return [row for row in rows if any(cell.items for cell in row.cells)]


def _row(domain: Word, by_column: dict[str, list[Item]], columns: Columns) -> DomainRow:
    return DomainRow(
        domain, [Cell(word, sorted(by_column.get(key, ()), key=_order)) for key, word in columns.words.items()]
    )


def _order(item: Item) -> tuple[str, str]:
    return item.form, item.title.casefold()


def _cells(snapshot: Snapshot, level: str, columns: Columns) -> dict[str, dict[str, list[Item]]]:
    """Items by domain and column."""
    cells: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for programme in snapshot.programmes:
        if programme.level == level:
            for domain, items in _items(programme):
                cells[domain][columns.key(programme)] += items
    return cells


def _items(programme: Programme) -> list[tuple[str, list[Item]]]:
    """One item per domain of the programme, the dual variant folded into it."""
    by_domain: dict[str, list[Component]] = defaultdict(list)
    for component in programme.components:
        for domain in [component.domain] if component.domain else programme.related_domains or [""]:
            by_domain[domain].append(component)
    return [(domain, [_item(programme, components)]) for domain, components in by_domain.items()]


def _item(programme: Programme, components: list[Component]) -> Item:
    plain = [c for c in components if not c.dual]
    dual = [c for c in components if c.dual]
    shown = (plain or dual)[0]
    return Item(
        slug=programme.slug,
        title=shown.title,
        form=shown.form,
        dual=("also" if plain else "only") if dual else "",
        inferred=all(c.inferred for c in dual) if dual else False,
    )
