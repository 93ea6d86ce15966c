"""The page of one request, for its school and for who oversees; with the forms that this viewer may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from vakwerk.core.viewer import ViewerRequest
from vakwerk.programming import forms, pages
from vakwerk.programming.models import ProgrammingRequest


def file_page(
    request: ViewerRequest,
    found: ProgrammingRequest,
    *,
    count: forms.CountForm | None = None,
    advice: forms.AdviceForm | None = None,
    decision: forms.DecisionForm | None = None,
) -> HttpResponse:
    """A form that was sent and refused comes back with its errors, and 422."""
    context = pages.request_page(request.viewer, found, request.GET.dict())
    sent = next((form for form in (count, advice, decision) if form is not None), None)
    context |= _forms(found, context, count, advice, decision) | {"form": sent}
    return render(request, "programming/request.html", context, status=422 if sent is not None else 200)


def _forms(
    found: ProgrammingRequest,
    context: dict[str, Any],
    count: forms.CountForm | None,
    advice: forms.AdviceForm | None,
    decision: forms.DecisionForm | None,
) -> dict[str, Any]:
    bodies, verbs = context["bodies"], context["verbs"]
    return {
        "count_form": count or (forms.CountForm(request=found) if context["may_count"] else None),
        "advice_form": advice or (forms.AdviceForm(bodies=bodies) if bodies else None),
        "decision_form": decision or (forms.DecisionForm(verbs=verbs) if verbs else None),
    }
