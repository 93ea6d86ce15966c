"""The guided tour through the fictitious world."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vakwerk.core.access import public
from vakwerk.demo import tour
from vakwerk.people import personas, signin


def _only_in_the_demo() -> None:
    if not settings.PERSONAS:
        raise Http404


@public
def overview(request: HttpRequest) -> HttpResponse:
    _only_in_the_demo()
    taken = tour.done(request)
    people = {persona.slug: persona for persona in personas.all_personas()}
    rows = [(step, people[step.persona], step.key in taken) for step in tour.STEPS]
    following = tour.next_step(taken)
    context = {"rows": rows, "taken": len(taken), "total": len(rows), "next_key": following.key if following else ""}
    return render(request, "demo/tour.html", context)


@public
@require_POST
def take_step(request: HttpRequest, key: str) -> HttpResponse:
    _only_in_the_demo()
    step = tour.step(key)
    persona = personas.persona(step.persona) if step else None
    if step is None or persona is None:
        raise Http404
    if not signin.become(request, persona):
        messages.error(request, _("This persona is not in the database. Load the demo world first."))
        return redirect("demo:tour")
    taken = tour.done(request)
    response = redirect(step.address)
    if step.prepare:
        step.prepare(response)
    tour.remember(response, taken if key in taken else [*taken, key])
    return response


@public
@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    _only_in_the_demo()
    signin.leave(request)
    response = redirect("demo:tour")
    tour.forget(response)
    return response
