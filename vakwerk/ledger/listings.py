"""The tables of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core import attachments, clock
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.tables import Column, Table
from vakwerk.ledger import queries
from vakwerk.ledger.models import Account, Envelope, JournalEntry, Payment, Recovery
from vakwerk.ledger.queries import Totals

Paid = TypeVar("Paid", Payment, Recovery)
NOT_ENTERED = _("not entered")
AMOUNT: dict[str, Any] = {"numeric": True, "money": True}
MONEY: dict[str, Any] = {**AMOUNT, "sortable": True}


def _known(cents: int | None, known: bool) -> int | str | Promise:
    return cents if known and cents is not None else NOT_ENTERED


def envelopes(request: HttpRequest, found: Sequence[Totals]) -> Table:
    """Each envelope with its years after it; what nobody entered says so instead of showing a zero."""
    rows = [each for totals in found for each in (totals, *totals.years)]
    actions = sorted({row.envelope.action for row in rows if row.envelope.action})
    columns = [
        Column(
            "action",
            _("Action"),
            value=lambda row: row.envelope.action,
            filter="choice",
            choices=[(action, action) for action in actions],
        ),
        Column(
            "title",
            _("Envelope"),
            value=lambda row: str(row.envelope),
            url=lambda row: row.envelope.get_absolute_url(),
            sortable=True,
            filter="text",
        ),
        Column("printed", _("In the plan"), value=_as_printed),
        Column("ceiling", _("Ceiling"), value=lambda r: _known(r.ceiling_cents, True), **AMOUNT),
        Column("committed", _("Committed"), value=lambda r: _known(r.committed_cents, r.entered), **MONEY),
        Column("paid", _("Paid"), value=lambda r: _known(r.paid_cents, r.entered), **MONEY),
        Column("recovered", _("Back"), value=lambda r: _known(r.recovered_cents, r.entered), **AMOUNT),
        Column("left", _("Left"), value=lambda r: _known(r.left_cents, r.entered), **AMOUNT),
    ]
    return Table(
        rows,
        columns,
        request,
        caption=_("Envelopes"),
        page_size=50,
        filename="kredieten",
        empty=_("Nothing is entered."),
    )


def _as_printed(row: Totals) -> str:
    """The words of the paper with their kind and period; nothing for an envelope that a decision opened."""
    envelope = row.envelope
    if not envelope.printed:
        return envelope.period_text
    kind = "" if envelope.kind == "similar" else f" ({envelope.get_kind_display()})"
    return f"{envelope.printed}{kind}, {envelope.period_text}"


def commitments(request: HttpRequest, envelope: Envelope) -> Table:
    columns = [
        Column(
            "beneficiary",
            _("Beneficiary"),
            sortable=True,
            filter="text",
            url=lambda row: reverse("ledger:commitment", args=[row.public_id]),
        ),
        Column("purpose", _("For"), filter="text"),
        Column("made_on", _("Date"), sortable=True),
        Column("amount_cents", _("Committed"), **MONEY),
        Column("planned_cents", _("Planned"), **MONEY),
        Column("paid_cents", _("Paid"), **MONEY),
        Column("recovered_cents", _("Recovered"), **MONEY),
    ]
    return Table(
        queries.commitments_of(envelope),
        columns,
        request,
        caption=_("Commitments"),
        filename=f"vastleggingen-{envelope.code}",
        empty=_("Nothing is committed yet."),
    )


def journal(request: HttpRequest, envelope: Envelope) -> Table:
    """One row for each entry, one column for each account."""
    columns = [
        Column("number", _("Number")),
        Column("at", _("Moment"), value=lambda row: date_format(clock.local(row.at), "SHORT_DATETIME_FORMAT")),
        Column("event", _("Entry"), value=lambda row: row.get_event_display()),
        Column("about", _("Concerning"), value=_about),
        *(Column(account.value, account.label, value=_on(account), **AMOUNT) for account in Account),
    ]
    return Table(
        queries.journal_of(envelope),
        columns,
        request,
        caption=_("Journal"),
        page_size=50,
        filename=f"dagboek-{envelope.code}",
        empty=_("Nothing is entered."),
    )


def _about(entry: JournalEntry) -> str:
    parts = [entry.commitment.beneficiary if entry.commitment else "", str(entry.payment or entry.recovery or "")]
    corrected = str(_("corrects %(number)s") % {"number": entry.corrects_id}) if entry.corrects_id else ""
    return " · ".join(part for part in (*parts, entry.reason, corrected) if part)


def _on(account: Account) -> Any:
    """How to read the cents that an entry moves on one account."""
    return lambda entry: next((p.cents for p in entry.postings.all() if p.account == account), None)


def with_files(kind: str, rows: Sequence[Paid]) -> list[tuple[Paid, list[Attachment]]]:
    """Rows with their evidence, in one query."""
    files = attachments.of_many(kind, [row.pk for row in rows])
    return [(row, files.get(str(row.pk), [])) for row in rows]
