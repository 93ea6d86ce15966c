"""Tables that sort, filter, page and download, the same way for a queryset (in the database) and for a list.

    columns = [
        Column("name", _("Name"), sortable=True, filter="text", url=lambda site: site.get_absolute_url()),
        Column("pupils", _("Pupils"), numeric=True, sortable=True),
    ]
    return tables.respond(request, "offer/sites.html", Table(sites, columns, request, caption=_("Sites")))

`?sort=-pupils&name=gent&page=2` are the reader's choices; `?format=csv` and `?format=xlsx` download all rows that
passed the filters. Unknown or mistyped parameters are ignored: a link somebody mailed must still open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, TextField
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vakwerk.core import clock, downloads
from vakwerk.core.money import euros

Text = str | Promise
Getter = Callable[[Any], Any]
PAGE_SIZE = 25
# A reader who asks for more than this gets the first part and is told to filter; see `Table.download`.
DOWNLOAD_ROWS = 50_000


@dataclass(frozen=True)
class Column:
    """One column.

    key: GET parameter, and the attribute (`site__name` follows relations) unless `value` says otherwise.
    value: how to read the cell from a row. `url`: address the cell links to, "" for none.
    sortable: True to order a queryset by `key`, or the name of the field to order by.
    money: the value is an int of cents, shown as euros and downloaded as a number with two decimals.
    filter: "text" (contains) or "choice" (equals one of `choices`); `lookup` overrides the queryset lookup.
    """

    key: str
    label: Text
    value: Getter | None = None
    sortable: bool | str = False
    numeric: bool = False
    money: bool = False
    filter: Literal["", "text", "choice"] = ""
    choices: Sequence[tuple[str, Text]] = ()
    lookup: str = ""
    url: Getter | None = None

    def read(self, row: Any) -> Any:
        return self.value(row) if self.value else follow(row, self.key)

    @property
    def order_field(self) -> str:
        return self.sortable if isinstance(self.sortable, str) else self.key

    def condition(self) -> str:
        return self.lookup or (f"{self.key}__icontains" if self.filter == "text" else self.key)


def follow(row: Any, path: str) -> Any:
    """`follow(offer, "site__name")`: attributes or keys in turn; None when the way ends early."""
    for step in path.split("__"):
        if row is None:
            return None
        row = row.get(step) if isinstance(row, Mapping) else getattr(row, step, None)
    return row


def readable(value: Any, numeric: bool = False) -> str:
    """A cell for the eye: empty for None, yes/no for truth, figures and dates in the reader's notation.

    Only a `numeric` column groups its thousands: 2026 is a year elsewhere.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if numeric and isinstance(value, int):
        return number_format(value, force_grouping=True)
    if isinstance(value, datetime):
        value = clock.local(value)
    return str(localize(value)) if isinstance(value, int | float) or hasattr(value, "isoformat") else str(value)


@dataclass(frozen=True)
class Cell:
    """One drawn cell."""

    column: Column
    text: Any
    url: str = ""


@dataclass(frozen=True)
class Head:
    """One drawn column head; `href` sorts by it, `direction` is "ascending", "descending" or "" ."""

    column: Column
    href: str
    direction: str


@dataclass
class Table:
    """Rows, columns and what the reader asked for. `prefix` keeps two tables on one page apart."""

    rows: QuerySet[Any] | Sequence[Any]
    columns: Sequence[Column]
    request: HttpRequest
    caption: Text = ""
    page_size: int = PAGE_SIZE
    prefix: str = ""
    empty: Text = ""
    default_sort: str = ""
    downloadable: bool = True
    filename: str = "vakwerk"

    def name(self, parameter: str) -> str:
        """A parameter's name in the address of this page."""
        return f"{self.prefix}-{parameter}" if self.prefix else parameter

    def asked(self, parameter: str) -> str:
        return self.request.GET.get(self.name(parameter), "").strip().replace("\x00", "")

    @cached_property
    def filters(self) -> list[Filter]:
        return [Filter(c, self.name(c.key), self._filter_value(c)) for c in self.columns if c.filter]

    def _filter_value(self, column: Column) -> str:
        asked = self.asked(column.key)[:100]
        if column.filter == "choice" and asked not in {str(value) for value, _label in column.choices}:
            return ""
        return asked

    @property
    def filtered(self) -> bool:
        return any(f.value for f in self.filters)

    @cached_property
    def sort(self) -> tuple[Column | None, bool]:
        """The column sorted by, and whether downward."""
        asked = self.asked("sort") or self.default_sort
        key = asked.removeprefix("-")
        column = next((c for c in self.columns if c.key == key and c.sortable), None)
        return column, asked.startswith("-")

    @cached_property
    def result(self) -> QuerySet[Any] | Sequence[Any]:
        """All rows that pass the filters, in the asked order."""
        if isinstance(self.rows, QuerySet):
            return self._in_database(self.rows)
        return self._in_memory(list(self.rows))

    def _in_database(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        conditions = {f.column.condition(): f.value for f in self.filters if f.value}
        rows = rows.filter(**conditions) if conditions else rows
        column, down = self.sort
        if column is None:
            return rows if rows.ordered else rows.order_by("pk")
        order = comparable(rows, column.order_field)
        # The primary key makes the order complete: without it a page boundary may repeat or drop a row.
        return rows.order_by(order.desc(nulls_last=True) if down else order.asc(nulls_last=True), "pk")

    def _in_memory(self, rows: list[Any]) -> list[Any]:
        for chosen in (f for f in self.filters if f.value):
            rows = [row for row in rows if chosen.accepts(row)]
        column, down = self.sort
        if column is None:
            return rows
        known = [row for row in rows if column.read(row) is not None]
        missing = [row for row in rows if column.read(row) is None]
        return sorted(known, key=lambda row: _sort_key(column.read(row)), reverse=down) + missing

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.result, self.page_size).get_page(self.asked("page"))

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def heads(self) -> Iterator[Head]:
        column, down = self.sort
        for each in self.columns:
            current = each is column
            direction = ("descending" if down else "ascending") if current else ""
            key = f"-{each.key}" if current and not down else each.key
            yield Head(each, self.address(sort=key, page=None) if each.sortable else "", direction)

    @property
    def body(self) -> Iterator[list[Cell]]:
        for row in self.page.object_list:
            yield [self._cell(column, row) for column in self.columns]

    def _cell(self, column: Column, row: Any) -> Cell:
        value = column.read(row)
        shown = value if hasattr(value, "__html__") else readable(value, column.numeric)
        if column.money and isinstance(value, int):
            shown = euros(value)
        return Cell(column, shown, str(column.url(row) or "") if column.url else "")

    def address(self, **changes: str | None) -> str:
        """This page's address with some of this table's parameters changed; None takes one out."""
        query = self.request.GET.copy()
        for parameter, value in changes.items():
            query.pop(self.name(parameter), None)
            if value is not None:
                query[self.name(parameter)] = value
        return f"?{query.urlencode()}"

    @property
    def csv_address(self) -> str:
        return self.address(format="csv", page=None)

    @property
    def xlsx_address(self) -> str:
        return self.address(format="xlsx", page=None)

    @property
    def clear_address(self) -> str:
        return self.address(page=None, **{f.column.key: None for f in self.filters})

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """Parameters of the page that the filter form must carry along."""
        own = {f.name for f in self.filters} | {self.name("page"), self.name("format")}
        return ((k, v) for k, values in self.request.GET.lists() for v in values if k not in own)

    @property
    def pages(self) -> dict[str, Any]:
        return page_links(self.request, self.page, self.name("page"))

    def download(self) -> HttpResponse | None:
        """The asked file, or None when the reader asked for the page."""
        writer = downloads.WRITERS.get(self.asked("format"))
        if writer is None or not self.downloadable:
            return None
        heads = [str(column.label) for column in self.columns]
        return writer(self.filename, heads, self._export_rows())

    def _export_rows(self) -> Iterator[list[Any]]:
        rows: Iterable[Any] = self.result[:DOWNLOAD_ROWS]
        return ([_exported(column, row) for column in self.columns] for row in rows)


def _exported(column: Column, row: Any) -> Any:
    value = column.read(row)
    if column.money and isinstance(value, int):
        return Decimal(value).scaleb(-2)
    return downloads.plain(value)


@dataclass(frozen=True)
class Filter:
    """One filter of a table and what the reader filled in."""

    column: Column
    name: str
    value: str

    def accepts(self, row: Any) -> bool:
        """The same answer for a list as the database gives for a queryset."""
        cell = self.column.read(row)
        if self.column.filter == "choice":
            return str(cell) == self.value
        return self.value.casefold() in str(cell if cell is not None else "").casefold()


def page_links(request: HttpRequest, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Addresses of the other pages; the middle of a long row of numbers is left out."""

    def href(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous": href(page.previous_page_number()) if page.has_previous() else "",
        "next": href(page.next_page_number()) if page.has_next() else "",
        "numbers": [(n, href(n) if isinstance(n, int) else "", n == page.number) for n in numbers],
    }


def comparable(rows: QuerySet[Any], name: str) -> F | Lower:
    """What to order a queryset by: text without regard to capitals, as in a list; anything else as it is."""
    kind = rows.query.clone().resolve_ref(name).output_field
    return Lower(name) if isinstance(kind, CharField | TextField) else F(name)


def _sort_key(value: Any) -> tuple[int, Any]:
    """Numbers before text, text without regard to capitals: rows of mixed kinds must not break the page.

    A cell that is no plain value says with `sort_value` where it stands.
    """
    value = getattr(value, "sort_value", value)
    if isinstance(value, int | float):
        return 0, value
    if hasattr(value, "isoformat"):
        return 1, value.isoformat()
    return 2, str(value).casefold()


def respond(
    request: HttpRequest, template: str, table: Table, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The download the reader asked for, else the page with `table` in its context."""
    return table.download() or render(request, template, {"table": table, **(context or {})})
