"""What civil servants see of a division: its figures, its shares as they would be, and the evidence of schools."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vakwerk.budgets import divisions, forms, queries, sheets, wording
from vakwerk.budgets.actions.checks import proven_cents, unproven_cents
from vakwerk.budgets.actions.claims import CLAIM
from vakwerk.budgets.actions.schools import EXPENSE
from vakwerk.budgets.divisions import Computed
from vakwerk.budgets.figures import shown
from vakwerk.budgets.models import PupilCount, Regime, Round, Share
from vakwerk.budgets.regimes import GROUP_NAMES
from vakwerk.core import attachments, charts, clock
from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Viewer
from vakwerk.engines.rules import Register
from vakwerk.rules import queries as rules

MOST_BARS = 15


def round_list(viewer: Viewer) -> list[tuple[Round, str]]:
    """The divisions of the viewer's administration with their school year."""
    return [(each, clock.school_year_label(each.school_year)) for each in queries.managed_rounds(viewer)]


def manage(request: HttpRequest, viewer: Viewer, found: Round) -> dict[str, Any]:
    computed = divisions.compute(found)
    shares = [] if found.is_draft else list(queries.shares_of(found))
    return {
        "round": found,
        "computed": computed,
        "about": wording.ABOUT[found.regime],
        "year_label": clock.school_year_label(found.school_year),
        "kind": wording.ROUND_KINDS[found.state],
        "table": _live_table(request, computed),
        "total": sum(computed.shares.values()),
        "recountable": bool(computed.division and sheets.fits(computed.division)),
        "reason_form": forms.ReasonForm(initial={"seen": divisions.fingerprint(computed)}),
        "envelope_form": forms.EnvelopeForm(None, viewer=viewer, found=found),
        "committed": sum(share.commitment_id is not None for share in shares),
        "to_commit": sum(s.commitment_id is None and s.checked_at is None and s.amount_cents > 0 for s in shares),
        "by_claims": found.regime == Regime.PLACES,
        "claims": _claims(found) if found.regime == Regime.PLACES else [],
        "in_groups": len(computed.key.factors) > 1 if computed.key else False,
    }


def _live_table(request: HttpRequest, computed: Computed) -> Table:
    """The shares as the key gives them now."""
    rows = [
        {"name": school.name, "key": key, "pupils": computed.pupils_of(key), "cents": computed.shares.get(key)}
        for key, school in sorted(computed.schools.items(), key=lambda pair: pair[1].name)
    ]
    return Table(
        rows,
        [
            Column("name", _("School"), sortable=True, filter="text"),
            Column("key", _("Institution number")),
            Column("pupils", _("Pupils")),
            Column("cents", _("Share"), sortable=True, numeric=True, money=True),
        ],
        request,
        caption=_("Share of each school"),
        filename="verdeling",
        empty=_("No pupils were counted yet."),
    )


def _claims(found: Round) -> list[dict[str, Any]]:
    claims = list(queries.claims_of(found))
    files = attachments.of_many(CLAIM, [claim.pk for claim in claims])
    elsewhere = queries.claimed_elsewhere(found)
    return [
        {
            "claim": claim,
            "elsewhere": elsewhere.get(claim.site_id, []),
            "kind": wording.CLAIM_KINDS[claim.state],
            "reference": shown(claim.reference_pupils),
            "pupils": shown(claim.pupils),
            "additional": shown(claim.additional),
            "files": files.get(str(claim.pk), []),
            "form": forms.VerdictForm(prefix=str(claim.public_id)[:8]) if found.is_draft else None,
        }
        for claim in claims
    ]


def count_table(request: HttpRequest, found: Round) -> Table:
    def group(row: PupilCount) -> str:
        return say(GROUP_NAMES[row.group])

    return Table(
        queries.counts_of(found),
        [
            Column("school__name", _("School"), sortable=True, filter="text",
                   url=lambda row: reverse("budgets:count", args=[row.pk]) if found.is_draft else ""),
            Column("group", _("Group"), value=group, sortable=True),
            Column("pupils", _("Pupils"), value=lambda row: shown(row.pupils), sortable=True, numeric=True),
            Column("source", _("Source")),
        ],
        request,
        caption=_("Counted pupils"),
        filename="tellingen",
        empty=_("No pupils were counted yet."),
    )  # fmt: skip


# What if?


@dataclass(frozen=True)
class Difference:
    """A school under both keys; amounts in cents."""

    name: str
    now: int
    then: int

    @property
    def more(self) -> int:
        return self.then - self.now


def compare(
    found: Round, pool_cents: int | None, weights: Mapping[str, Decimal] | None
) -> tuple[Computed, Computed, list[Difference]]:
    """The division as it stands beside the one with another pool or weights."""
    register: Register = rules.register()
    now = divisions.compute(found, register=register)
    then = divisions.compute(found, register=register, pool_cents=pool_cents, weights=weights)
    names = now.names | then.names
    rows = [Difference(names[key], now.shares.get(key, 0), then.shares.get(key, 0)) for key in names]
    return now, then, sorted(rows, key=lambda row: (-abs(row.more), row.name))


def comparison(request: HttpRequest, found: Round, form: forms.CompareForm) -> dict[str, Any]:
    """Table and bars of the differences; nothing is saved."""
    then: Computed | None = None
    rows: list[Difference] = []
    if form.is_valid():
        _now, then, rows = compare(found, form.pool_cents, form.weights)
    return {
        "round": found,
        "then": then,
        "table": _difference_table(request, rows),
        "gain": _bars(_("Who would get more"), [row for row in rows if row.more > 0]),
        "loss": _bars(_("Who would get less"), [row for row in rows if row.more < 0]),
        "differs": any(row.more for row in rows),
        "unchanged": sum(not row.more for row in rows),
        "most_bars": MOST_BARS,
        "query": request.GET.urlencode(),
        "keeps": found.regime != Regime.PLACES,
    }


def _difference_table(request: HttpRequest, rows: list[Difference]) -> Table:
    return Table(
        rows,
        [
            Column("name", _("School"), sortable=True, filter="text"),
            Column("now", _("As it stands"), sortable=True, numeric=True, money=True),
            Column("then", _("What if"), sortable=True, numeric=True, money=True),
            Column("more", _("Difference"), sortable=True, numeric=True, money=True),
        ],
        request,
        caption=_("Share of each school under both"),
        filename="wat-als",
        empty=_("There is nothing to compare."),
    )


def _bars(title: str, rows: list[Difference]) -> charts.Chart | None:
    """The largest differences in whole euros: a drawing rounds, the table does not."""
    if not rows:
        return None
    data = [charts.Datum(row.name, abs(row.more) // 100) for row in rows[:MOST_BARS]]
    return charts.bars(title, data, unit="\u00a0" + _("euros"))


# Evidence


def evidence(request: HttpRequest, found: Round) -> dict[str, Any]:
    """Every share with what was proven of it; `steekproef` and `zaad` choose a sample that anybody can draw again."""
    shares = list(queries.checked_shares(found))
    size, seed = request.GET.get("steekproef", "")[:6], request.GET.get("zaad", "")[:40]
    numbers = {int(pk): key for pk, key in found.key["schools"].items()}
    chosen = sample([numbers[s.school_id] for s in shares], int(size), seed) if size.isdecimal() and size else None
    rows = [share for share in shares if chosen is None or numbers[share.school_id] in chosen]
    return {
        "round": found,
        "table": _evidence_table(request, rows),
        "size": size if chosen is not None else "",
        "seed": seed or str(found.school_year),
        "drawn": len(rows) if chosen is not None else None,
        "all": len(shares),
        "settled": sum(share.checked_at is not None for share in shares),
        "closed": found.state == "closed",
    }


def sample(keys: list[str], size: int, seed: str) -> set[str]:
    """`size` keys in the order of SHA-256 of "seed:key": the same for everybody who has the list and the seed."""
    order = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).hexdigest())
    return set(order[:size])


def _evidence_table(request: HttpRequest, rows: list[Share]) -> Table:
    def state(share: Any) -> str:
        if share.checked_at:
            return _("settled")
        return _("%(n)s to check") % {"n": share.waiting} if share.waiting else _("nothing to check")

    return Table(
        rows,
        [
            Column("school", _("School"), value=lambda share: share.school.name, sortable=True, filter="text",
                   url=lambda share: reverse("budgets:check_share", args=[share.public_id])),
            Column("amount_cents", _("Share"), sortable=True, numeric=True, money=True),
            Column("handed_in_cents", _("To be checked"), sortable=True, numeric=True, money=True),
            Column("accepted_cents", _("Accepted"), sortable=True, numeric=True, money=True),
            Column("state", _("State"), value=state, sortable=True),
        ],
        request,
        caption=_("Evidence of each school"),
        filename="bewijs",
        empty=_("No school passes this filter."),
    )  # fmt: skip


def check_share(share: Share) -> dict[str, Any]:
    return {
        "share": share,
        "round": share.round,
        "expenses": expense_rows(share, verdicts=share.checked_at is None),
        "money": money_of(share),
        "proven": proven_cents(share),
        "unproven": unproven_cents(share),
        "plans": queries.plans_of(share.school),
    }


def money_of(share: Share) -> list[tuple[str, str]]:
    """What the ledger says of a share; nothing while it is not committed."""
    found = share.commitment
    if found is None:
        return [(_("Committed"), _("not yet"))]
    rows = [(_("Committed"), found.amount_cents), (_("Paid"), found.paid_cents)]
    back = [(_("Asked back"), found.asked_cents), (_("Recovered"), found.recovered_cents)]
    return [(label, euros(cents)) for label, cents in rows + [row for row in back if row[1]]]


def expense_rows(share: Share, *, verdicts: bool = False) -> list[dict[str, Any]]:
    """Expenses with their files, and a form for each when they can be checked."""
    expenses = list(queries.expenses_of(share))
    files = attachments.of_many(EXPENSE, [expense.pk for expense in expenses])
    twice = queries.handed_in_twice(share.school_id) if expenses else set()
    return [
        {
            "expense": expense,
            "twice": queries.invoice(expense) in twice,
            "kind": wording.EXPENSE_KINDS[expense.state],
            "files": files.get(str(expense.pk), []),
            "form": forms.VerdictForm(prefix=str(expense.public_id)[:8]) if verdicts else None,
        }
        for expense in expenses
    ]
