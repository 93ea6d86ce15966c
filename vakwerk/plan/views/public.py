"""The plan's public pages: the paper, and what was entered beside it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vakwerk.core import clock, downloads
from vakwerk.core.access import public
from vakwerk.core.viewer import Role, viewer_of
from vakwerk.plan import exports, money, queries
from vakwerk.plan.paper import Action, the_plan
from vakwerk.plan.pictures import periods
from vakwerk.plan.trail import trail

REPORTERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
"""Who makes the report for a parliamentary question."""


def action_or_404(number: str) -> Action:
    found = the_plan().action(number)
    if found is None:
        raise Http404
    return found


@public
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/overview.html", {"plan": the_plan(), "periods": periods()})


@public
def action(request: HttpRequest, number: str) -> HttpResponse:
    found = action_or_404(number)
    viewer = viewer_of(request)
    history = list(queries.statuses(number))
    context = {
        "plan": the_plan(),
        "action": found,
        "account": money.account(found),
        "trail": trail(viewer, number),
        "status": history[0] if history else None,
        "history": history[1:],
        "readings": queries.readings(action=number),
        "may_enter": queries.may_enter(viewer),
        "today": clock.today(),
    }
    return render(request, "plan/action.html", context)


@public
def amounts(request: HttpRequest) -> HttpResponse:
    """Every amount, date, period and figure of the paper."""
    found = money.accounts().values()
    context = {"plan": the_plan(), "lines": [line for account in found for line in account.lines if line.amount]}
    return render(request, "plan/amounts.html", context)


@public
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The plan's ledger: every action with what was entered for it."""
    statuses, readings = queries.current_statuses(), queries.by_action(queries.readings())
    rows = [
        {"account": account, "status": statuses.get(number), "indicators": len(readings.get(number, []))}
        for number, account in money.accounts().items()
    ]
    context = {"plan": the_plan(), "rows": rows, "today": clock.today(), "parts": exports.PARTS}
    context["may_report"] = viewer_of(request).has_role(*REPORTERS)
    return render(request, "plan/ledger.html", context)


@public
@require_safe
def download(request: HttpRequest, part: str, kind: str) -> HttpResponse:
    """One part of the ledger as CSV or XLSX, or all of them as the sheets of one workbook."""
    if part == "alles" and kind == "xlsx":
        return downloads.to_workbook("grootboek-plan", [sheet() for sheet in exports.PARTS.values()])
    if part not in exports.PARTS or kind not in downloads.WRITERS:
        raise Http404
    sheet = exports.PARTS[part]()
    return downloads.WRITERS[kind](f"plan-{part}", sheet.heads, sheet.rows)


@public
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """What the plan promises to bring about, with what is counted for it; then what is counted per action."""
    found = queries.readings()
    outcomes = [(o, [r for r in found if r.indicator.outcome == o.key]) for o in the_plan().outcomes]
    grouped = queries.by_action(found)
    actions = [(a, grouped[a.number]) for a in the_plan().actions if grouped.get(a.number)]
    context = {"plan": the_plan(), "outcomes": outcomes, "actions": actions, "today": clock.today()}
    return render(request, "plan/indicators.html", context | {"may_enter": queries.may_enter(viewer_of(request))})


@public
@require_safe
def indicator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, viewer = queries.indicator_or_404(public_id), viewer_of(request)
    keeps = queries.may_enter(viewer) and viewer.organisation_id == found.indicator.organisation_id
    context = {
        "reading": found,
        "indicator": found.indicator,
        "outcome": next((o for o in the_plan().outcomes if o.key == found.indicator.outcome), None),
        "action": the_plan().action(found.indicator.action),
        "may_enter": queries.may_enter(viewer),
        "keeps": keeps,
        "today": clock.today(),
    }
    return render(request, "plan/indicator.html", context)
