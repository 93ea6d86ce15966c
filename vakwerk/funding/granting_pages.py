"""What the pages of grants show."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core import clock
from vakwerk.core.money import euros
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Viewer, viewer_of
from vakwerk.funding.access import BUILDERS, leads
from vakwerk.funding.forms import granting as forms
from vakwerk.funding.models import Grant, GrantState, Instalment, Report
from vakwerk.funding.queries import grants as queries
from vakwerk.ledger.models import PaymentState, Recovery
from vakwerk.ledger.rights import may_manage

STATE_KINDS = {
    GrantState.RUNNING: "info",
    GrantState.REPORTED: "warning",
    GrantState.ACCEPTED: "warning",
    GrantState.SETTLED: "success",
}
PAYMENT_KINDS = {PaymentState.DONE: "success", PaymentState.FAILED: "error", PaymentState.WITHDRAWN: "neutral"}


def grants_table(request: HttpRequest, rows: QuerySet[Grant]) -> Table:
    may_open = queries.openable(viewer_of(request))
    columns = [
        Column(
            "project",
            _("Project"),
            value=lambda g: g.application.title,
            url=lambda g: reverse("funding:grant", args=[g.public_id]) if may_open(g) else "",
            sortable="application__title",
            filter="text",
            lookup="application__title__icontains",
        ),
        Column(
            "organisation",
            _("Organisation"),
            value=lambda g: g.application.lead.name,
            sortable="application__lead__name",
            filter="text",
            lookup="application__lead__name__icontains",
        ),
        Column("call", _("Call"), value=lambda g: g.application.call.title, sortable="application__call__title"),
        Column("amount_cents", _("Awarded"), sortable=True, money=True, numeric=True),
        Column("paid_cents", _("Paid"), sortable=True, money=True, numeric=True),
        Column(
            "state",
            _("State"),
            value=lambda g: g.get_state_display(),
            filter="choice",
            lookup="state",
            choices=GrantState.choices,
        ),
    ]
    return Table(rows, columns, request, caption=_("Grants"), filename="toelagen", empty=_("Nothing was granted yet."))


def grant_page(viewer: Viewer, grant: Grant) -> dict[str, Any]:
    application = grant.application
    staff, pays = viewer.has_role(*BUILDERS), manages(viewer, grant)
    parts = queries.instalments(grant)
    written = [each for each in queries.reports(grant) if each.submitted_at or leads(viewer, application)]
    settlement = getattr(grant, "settlement", None)
    return {
        "grant": grant,
        "application": application,
        "call": application.call,
        "state_kind": STATE_KINDS[GrantState(grant.state)],
        "facts": _facts(grant),
        "instalments": [_instalment(each, grant, pays) for each in parts],
        "reports": _reports(grant, written),
        "settlement": _settled(grant) if settlement else None,
        "results": grant.results.order_by("handed_in_at", "pk"),
        "manages": pays,
        "leads": leads(viewer, application),
        "may_plan": pays and grant.state != GrantState.SETTLED and not any(each.is_planned for each in parts),
        "may_report": leads(viewer, application) and grant.state == GrantState.RUNNING,
        "may_judge": staff and grant.state == GrantState.REPORTED,
        "may_settle": pays and grant.may_settle(clock.today()),
        "unreported": grant.state == GrantState.RUNNING,
        "judge_form": forms.JudgeReportForm(auto_id="verslag_%s"),
    }


def manages(viewer: Viewer, grant: Grant) -> bool:
    """A civil servant of the administration whose credit pays the grant."""
    return grant.commitment is not None and may_manage(viewer, grant.commitment.envelope)


def _facts(grant: Grant) -> list[tuple[str, str]]:
    return [
        (_("Granted"), euros(grant.amount_cents)),
        (_("Paid, less what came back"), euros(queries.paid_so_far(grant))),
        (_("Project"), f"{_day(grant.starts_on)} - {_day(grant.ends_on)}"),
        (_("Last day for the report"), _day(grant.report_by)),
        (_("Receiver"), grant.application.lead.name),
        (_("Number"), grant.application.reference or ""),
    ]


def _day(day: Any) -> str:
    return str(date_format(day, "j F Y"))


def _instalment(each: Instalment, grant: Grant, pays: bool) -> dict[str, Any]:
    payment = each.payment
    conditions = [each.after, _("an accepted report") if each.after_report else ""]
    waits = not each.is_planned and grant.state != GrantState.SETTLED
    status = payment.get_state_display() if payment else (_("Waits") if waits else _("Not paid"))
    return {
        "number": each.number,
        "amount": euros(each.amount_cents),
        "due": _day(each.due_on),
        "after": ", ".join(condition for condition in conditions if condition),
        "status": status,
        "kind": PAYMENT_KINDS.get(PaymentState(payment.state), "info") if payment else "warning",
        "may_plan": waits and pays,
        "again": payment is not None,
    }


def _reports(grant: Grant, written: list[Report]) -> list[dict[str, Any]]:
    files = queries.files_of(written)
    return [
        {
            "report": each,
            "spent": euros(each.spent_cents),
            "rows": [(row.label, euros(row.budgeted_cents), euros(row.spent_cents)) for row in rows],
            "files": files.get(str(each.pk), []),
        }
        for each, rows in ((each, queries.spent_rows(grant, each)) for each in written)
    ]


def _settled(grant: Grant) -> dict[str, Any]:
    settlement = grant.settlement
    recovery: Recovery | None = settlement.recovery
    rows = [
        (_("Accepted"), euros(settlement.accepted_cents)),
        (_("Paid less what was asked back"), euros(settlement.paid_cents)),
    ]
    if recovery is not None:
        rows.append((_("To pay back"), f"{euros(recovery.amount_cents)} ({recovery.get_state_display()})"))
    if settlement.balance is not None:
        state = settlement.balance.get_state_display()
        rows.append((_("Still paid"), f"{euros(settlement.balance.amount_cents)} ({state})"))
    if settlement.released_cents:
        rows.append((_("Back to the credit"), euros(settlement.released_cents)))
    return {"rows": rows, "reasons": settlement.reasons, "day": _day(settlement.settled_at)}


def instalments_page(grant: Grant, rows: Any, error: str) -> dict[str, Any]:
    return {"grant": grant, "application": grant.application, "rows": rows, "error": error, "facts": _facts(grant)[:4]}


def report_page(grant: Grant, latest: Report | None) -> dict[str, Any]:
    refused = latest if latest is not None and latest.accepted is False else None
    draft = latest if latest is not None and latest.submitted_at is None else None
    previous = grant.reports.filter(accepted=False).order_by("-number").first()
    return {
        "grant": grant,
        "application": grant.application,
        "refused": refused or previous,
        "draft": draft,
        "files": queries.files_of([draft]).get(str(draft.pk), []) if draft else [],
        "spent": euros(draft.spent_cents) if draft else "",
        "granted": euros(grant.amount_cents),
    }


def settle_start(grant: Grant) -> dict[str, int]:
    """What was reported, and never more than was granted."""
    accepted = grant.reports.filter(accepted=True).order_by("-number").first()
    return {"accepted_cents": min(accepted.spent_cents, grant.amount_cents)} if accepted else {}


def settle_page(grant: Grant) -> dict[str, Any]:
    accepted = grant.reports.filter(accepted=True).order_by("-number").first()
    rows = _facts(grant)[:2]
    if accepted is not None:
        rows.append((_("Spent, by the report"), euros(accepted.spent_cents)))
    return {"grant": grant, "application": grant.application, "rows": rows}
