"""What the pages of juries show."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vakwerk.core.viewer import Viewer
from vakwerk.engines.money import ranking as engine
from vakwerk.funding.applying_pages import answers, budget_rows, partner_rows
from vakwerk.funding.building_pages import moment, phase_kind
from vakwerk.funding.content import Content
from vakwerk.funding.forms import judging as forms
from vakwerk.funding.models import Application, Assessment, Call, CallState, JuryMember, Phase
from vakwerk.funding.queries import juries as queries
from vakwerk.funding.queries import rankings
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.queries.calls import content_of


def points_text(points: Fraction | None) -> str:
    """Points out of 100 with one decimal; exact ones are compared elsewhere."""
    if points is None:
        return ""
    tenths = round(points * 10)
    return str(number_format(tenths // 10 if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}", use_l10n=True))


def jury_page(call: Call) -> dict[str, Any]:
    content = content_of(call)
    meeting = getattr(call, "meeting", None)
    local = timezone.localtime(meeting.meets_at) if meeting else None
    first = {"meets_day": local.date(), "meets_time": local.time(), "place": meeting.place} if meeting and local else {}
    sitting = call.state == CallState.PUBLISHED
    budget = content.budget_cents or 0
    ranked = rankings.ranked(call, budget)
    return {
        "call": call,
        "phase": call.phase(timezone.now()),
        "phase_kind": phase_kind(call),
        "meeting": meeting,
        "meets": moment(meeting.meets_at) if meeting else "",
        "progress": queries.progress(call),
        "rows": list(_rows(ranked, call)),
        "lacks": rankings.lacking(call, budget) if sitting else [],
        "sitting": sitting,
        "closed": call.phase(timezone.now()) == Phase.CLOSED,
        "judged": call.state == CallState.JUDGED,
        "wide": rankings.WIDE_SPREAD,
        "appoint_form": forms.AppointForm(auto_id="lid_%s"),
        "meeting_form": forms.MeetingForm(initial=first, auto_id="vergadering_%s"),
        "close_form": forms.CloseForm(
            announced=content.budget_cents, initial={"budget_cents": content.budget_cents}, auto_id="sluiten_%s"
        ),
    }


def _rows(ranked: rankings.Ranked, call: Call) -> Iterator[dict[str, Any]]:
    for row in ranked.rows:
        yield {
            "application": row.application,
            "scores": _("%(given)s of %(least)s") % {"given": len(row.marks), "least": call.minimum_scores},
            "enough": len(row.marks) >= call.minimum_scores,
            "spread": points_text(row.spread) if len(row.marks) > 1 else "",
            "wide": row.wide,
        }


def deliberation_page(viewer: Viewer, application: Application) -> dict[str, Any]:
    content = content_of(application.call)
    given, remarks = queries.discussion(viewer, application)
    return {
        "application": application,
        "call": application.call,
        "sitting": application.call.phase(timezone.now()) == Phase.CLOSED,
        **discussion(content, given, remarks),
    }


def discussion(content: Content, given: list[Assessment], remarks: list[Any]) -> dict[str, Any]:
    """The assessments side by side by criterion, with the mark of each member and how far they lie apart."""
    criteria = rankings.criteria_of(content)
    shown = [_told(each, criteria) for each in given]
    marks = [each["mark"] for each in shown]
    spread = max(marks) - min(marks) if len(marks) > 1 else Fraction(0)
    table = [
        {"label": c.label, "top": c.top, "cells": [(each["name"], each["scores"].get(c.key)) for each in shown]}
        for c in content.criteria
    ]
    return {
        "assessments": shown,
        "criteria": table,
        "remarks": remarks,
        "spread": points_text(spread) if len(marks) > 1 else "",
        "wide": spread >= rankings.WIDE_SPREAD,
    }


def _told(assessment: Assessment, criteria: list[engine.Criterion]) -> dict[str, Any]:
    scores = {score.criterion: score for score in assessment.scores.all()}
    mark = engine.mark({key: score.points for key, score in scores.items()}, criteria)
    return {
        "name": str(assessment.member.person),
        "scores": scores,
        "mark": mark,
        "mark_text": points_text(mark),
        "summary": assessment.summary,
    }


def seat_page(member: JuryMember, tasks: list[queries.Task]) -> dict[str, Any]:
    meeting = getattr(member.call, "meeting", None)
    return {
        "call": member.call,
        "meeting": meeting,
        "meets": moment(meeting.meets_at) if meeting else "",
        "tasks": [_task(task) for task in tasks if not task.asked],
        "done": sum(task.done for task in tasks),
        "count": len(tasks),
        "sitting": member.call.phase(timezone.now()) == Phase.CLOSED,
    }


def _task(task: queries.Task) -> dict[str, Any]:
    label = f"{task.application.title} ({', '.join(task.parties)})"
    if task.conflict:
        return {"label": label, "url": "", "status": _("Stays shut: an interest"), "kind": "neutral"}
    url = reverse("funding:judge", args=[task.application.public_id])
    if task.done:
        return {"label": label, "url": url, "status": _("Given"), "kind": "success"}
    begun = task.assessment is not None
    return {"label": label, "url": url, "status": _("Begun") if begun else _("To score"), "kind": "warning"}


def judge_page(viewer: Viewer, dossier: queries.Judged) -> dict[str, Any]:
    application = dossier.application
    sitting = application.call.phase(timezone.now()) == Phase.CLOSED
    given, remarks = queries.discussion(viewer, application)
    return {
        **_dossier_rows(dossier),
        "call": application.call,
        "given": dossier.given,
        "sitting": sitting,
        "scoring": sitting and not dossier.given,
        "remark_form": forms.RemarkForm(auto_id="opmerking_%s"),
        "conflict_form": forms.ConflictForm(auto_id="belang_%s"),
        **discussion(dossier.content, given, remarks),
    }


def _dossier_rows(dossier: Dossier) -> dict[str, Any]:
    return {
        "application": dossier.application,
        "answers": answers(dossier),
        "budget": budget_rows(dossier),
        "partners": partner_rows(dossier),
    }
