"""What the page of the admissibility check shows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from vakwerk.funding.actions.admissibility import DECIDED
from vakwerk.funding.applying_pages import STATE_KINDS, answers, budget_rows, outcome_rows, partner_rows
from vakwerk.funding.building_pages import moment
from vakwerk.funding.forms import admissibility as forms
from vakwerk.funding.models import ApplicationState, Phase
from vakwerk.funding.queries.applications import Dossier


def check_page(dossier: Dossier) -> dict[str, Any]:
    application = dossier.application
    found = {each.point: (each.met, each.note) for each in application.findings.all()}
    return {
        "application": application,
        "call": application.call,
        "state_kind": STATE_KINDS[ApplicationState(application.state)],
        "sent": moment(application.submitted_at),
        "outcomes": outcome_rows(dossier.outcomes),
        "answers": answers(dossier),
        "budget": budget_rows(dossier),
        "partners": partner_rows(dossier),
        "completions": application.completions.order_by("-asked_at"),
        "admissibility": getattr(application, "admissibility", None),
        "grant": getattr(application, "grant", None),
        "findings": [(p.label, *found[p.key]) for p in dossier.content.points if p.key in found],
        "findings_form": forms.FindingsForm(None, content=dossier.content, found=found),
        "completion_form": forms.CompletionForm(auto_id="aanvullen_%s"),
        "decision_form": forms.DecisionForm(auto_id="beslissen_%s"),
        "to_check": application.state in (ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE),
        "may_ask": application.state == ApplicationState.SUBMITTED,
        "may_change": application.state in DECIDED and application.call.phase(timezone.now()) == Phase.CLOSED,
        "closed": application.call.phase(timezone.now()) == Phase.CLOSED,
    }
