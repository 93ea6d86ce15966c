"""What the pages of rankings and decisions show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core import clock
from vakwerk.core.charts import Datum, bars
from vakwerk.core.money import euros
from vakwerk.core.tables import Column, Table
from vakwerk.funding.actions.decisions import left_of
from vakwerk.funding.building_pages import phase_kind, phase_label
from vakwerk.funding.judging_pages import points_text
from vakwerk.funding.models import Application, Call, CallState, Decision, Grant, Standing
from vakwerk.funding.queries import rankings as queries
from vakwerk.funding.queries.calls import content_of
from vakwerk.funding.queries.grants import given_in

STANDING_KINDS = {
    Standing.WITHIN: "success",
    Standing.TIED: "warning",
    Standing.BEYOND: "neutral",
    Standing.TOO_FEW: "neutral",
}


def ranking_page(request: HttpRequest, call: Call) -> dict[str, Any]:
    ranked = queries.ranked(call, content_of(call).budget_cents or 0)
    return {
        "call": call,
        "phase": phase_label(call),
        "phase_kind": phase_kind(call),
        "ranked": ranked,
        "lines": lines(ranked, given_in(call)),
        "table": _table(request, call, ranked),
        "chart": _chart(ranked),
        "budget": euros(ranked.budget_cents),
        "left": euros(ranked.left_cents),
        "may_decide": call.state == CallState.JUDGED,
        "decided": call.state in (CallState.DECIDED, CallState.SETTLED),
        "sitting": call.state == CallState.PUBLISHED,
    }


def lines(ranked: queries.Ranked, grants: Iterable[Grant]) -> list[dict[str, Any]]:
    """The ranking with what is asked up to each place, and the budget line drawn after the last that fits."""
    given = {grant.application_id: grant for grant in grants}
    shown: list[dict[str, Any]] = []
    total = 0
    for row in ranked.rows:
        total += row.application.requested_cents
        inside = row.standing == Standing.WITHIN
        if shown and shown[-1]["inside"] and not inside:
            shown[-1]["cut"] = True
        shown.append(_line(row, total, inside) | {"grant": given.get(row.application.pk)})
    if shown and shown[-1]["inside"]:
        shown[-1]["cut"] = True
    return shown


def _line(row: queries.Row, total: int, inside: bool) -> dict[str, Any]:
    return {
        "application": row.application,
        "place": row.place,
        "score": points_text(row.score),
        "spread": points_text(row.spread),
        "wide": row.wide,
        "marks": [(name, points_text(mark)) for name, mark in row.marks],
        "asked": euros(row.application.requested_cents),
        "total": euros(total),
        "standing": row.standing.label,
        "kind": STANDING_KINDS[row.standing],
        "inside": inside,
        "cut": False,
        "decision": row.decision,
        "decided": row.decision.get_verdict_display() if row.decision else "",
        "awarded": euros(row.decision.amount_cents) if row.decision and row.decision.amount_cents else "",
    }


def _table(request: HttpRequest, call: Call, ranked: queries.Ranked) -> Table:
    """For the downloads; the page draws its own table, with the budget line in it."""
    columns = [
        Column("place", _("Place")),
        Column("number", _("Number"), value=lambda row: row.application.reference),
        Column("title", _("Project"), value=lambda row: row.application.title),
        Column("lead", _("Applicant"), value=lambda row: row.application.lead.name),
        Column("score", _("Score out of 100"), value=lambda row: points_text(row.score)),
        Column("marks", _("Scores"), value=lambda row: len(row.marks)),
        Column("spread", _("Spread"), value=lambda row: points_text(row.spread)),
        Column("asked", _("Requested"), value=lambda row: row.application.requested_cents, money=True),
        Column("standing", _("Beside the budget"), value=lambda row: str(row.standing.label)),
        Column("verdict", _("Decision"), value=lambda row: row.decision.get_verdict_display() if row.decision else ""),
        Column("awarded", _("Awarded"), value=lambda row: row.decision.amount_cents if row.decision else 0, money=True),
    ]
    return Table(ranked.rows, columns, request, caption=_("Ranking"), filename=f"rangschikking-{call.reference}")


def _chart(ranked: queries.Ranked) -> Any:
    """The scores as bars; what fits in the budget is marked."""
    data = [
        Datum(
            f"{row.place}. {row.application.title}",
            float(round(row.score, 1)),
            marked=row.standing == Standing.WITHIN,
        )
        for row in ranked.rows
        if row.score is not None
    ]
    title = _("Scores out of 100; striped bars fit in the budget")
    return bars(title, data, head=_("Project")) if data else None


def decide_page(call: Call, ranked: queries.Ranked) -> dict[str, Any]:
    return {
        "call": call,
        "budget": euros(ranked.budget_cents),
        "tied": ranked.tied,
        "envelope": call.envelope,
    }


def reserve_page(application: Application) -> dict[str, Any]:
    ranking = queries.in_force(application.call)
    free = left_of(application.call, ranking) if ranking else 0
    return {"application": application, "call": application.call, "free": euros(free)}


def letter(decision: Decision) -> dict[str, Any]:
    """The decision as its letter prints it: no names of members, no scores of one person."""
    application = decision.application
    content = content_of(application.call)
    place = application.places.filter(ranking=decision.ranking).first()
    facts = [
        [_("Number"), application.reference],
        [_("Applicant"), application.lead.name],
        [_("Requested"), euros(application.requested_cents)],
        [_("Decision"), str(decision.get_verdict_display())],
        *([[_("Awarded"), euros(decision.amount_cents)]] if decision.amount_cents else []),
        *([[_("Place in the ranking"), str(place.place)]] if place else []),
        [_("Decided on"), date_format(clock.local(decision.decided_at), "j F Y")],
    ]
    return {
        "title": _("Decision on “%(title)s”") % {"title": application.title},
        "subtitle": application.call.title,
        "facts": facts,
        "reasons": decision.reasons,
        "scores": _scores(application, content),
        "fictitious": application.call.fictitious,
        "words": _words(),
    }


def _scores(application: Application, content: Any) -> list[list[str]]:
    rows = []
    for mean in queries.means(application, content):
        rows.append([mean.label, points_text(mean.points), str(mean.top), f"{mean.weight}×"])
    return rows


def _words() -> dict[str, str]:
    return {
        "reasons": _("Reasons"),
        "scores": _("Mean points of the jury"),
        "criterion": _("Criterion"),
        "mean": _("Mean"),
        "top": _("Highest score"),
        "counts": _("Counts"),
        "appeal": _("How to appeal"),
        "appeal_text": _(
            "To be confirmed: no source was found for the body and the term of an appeal. "
            "Ask the administration that runs this call."
        ),
        "fictitious": _("This call and this decision are fictitious."),
    }
