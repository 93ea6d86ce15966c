"""The plan's public pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vakwerk.core.access import public
from vakwerk.plan.paper import the_plan
from vakwerk.plan.pictures import periods


@public
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/overview.html", {"plan": the_plan(), "periods": periods()})


@public
def action(request: HttpRequest, number: str) -> HttpResponse:
    found = the_plan().action(number)
    if found is None:
        raise Http404
    return render(
        request,
        "plan/action.html",
        {"plan": the_plan(), "action": found, "rows": [(found, amount) for amount in found.amounts]},
    )


@public
def amounts(request: HttpRequest) -> HttpResponse:
    rows = [(action, amount) for action in the_plan().actions for amount in action.amounts]
    return render(request, "plan/amounts.html", {"plan": the_plan(), "rows": rows})
