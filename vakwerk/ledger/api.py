"""`/api/v1/ledger`: how every envelope stands, for everybody. Amounts are integer cents; null: nobody entered it."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.ledger import queries
from vakwerk.ledger.queries import Totals

router = Router(tags=["ledger"])
SOURCE = (
    "Vakwerk, dagboek van de kredieten; bedragen 'printed' uit het plan ter versterking van TSO en BSO (begin 2024)"
)


class EnvelopeOut(Schema):
    code: str
    action: str
    title: str
    title_en: str
    printed: str
    printed_cents: int | None
    kind: str
    period: str
    source: str
    year_of: str | None
    status: str
    ceiling_cents: int | None
    committed_cents: int | None
    paid_cents: int | None
    recovered_cents: int | None
    left_cents: int | None


class LedgerOut(Schema):
    as_of: datetime.date
    source: str
    envelopes: list[EnvelopeOut]


@router.get("", response=LedgerOut, summary="Envelopes of public money")
def ledger(request: Any) -> dict[str, Any]:
    rows = [_row(each, totals) for totals in queries.totals() for each in (totals, *totals.years)]
    return {"as_of": clock.today(), "source": SOURCE, "envelopes": rows}


def _row(each: Totals, top: Totals) -> dict[str, Any]:
    envelope, entered = each.envelope, each.entered
    return {
        "code": envelope.code,
        "action": envelope.action,
        "title": envelope.title,
        "title_en": envelope.title_en,
        "printed": envelope.printed,
        "printed_cents": envelope.printed_cents,
        "kind": envelope.kind,
        "period": envelope.period,
        "source": envelope.source,
        "year_of": None if each is top else top.envelope.code,
        "status": envelope.status,
        "ceiling_cents": each.ceiling_cents,
        "committed_cents": each.committed_cents if entered else None,
        "paid_cents": each.paid_cents if entered else None,
        "recovered_cents": each.recovered_cents if entered else None,
        "left_cents": each.left_cents if entered else None,
    }
