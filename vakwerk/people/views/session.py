"""Signing in and out, choosing a capacity, and the demo personas."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import ratelimit
from vakwerk.core.access import public, signed_in
from vakwerk.core.viewer import ViewerRequest
from vakwerk.people import personas, queries, signin
from vakwerk.people.forms import LoginForm
from vakwerk.people.middleware import ENDED

GUESSES = ratelimit.GuessLimit("people.login")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    form = LoginForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _login_page(request, form)
    verdict = GUESSES.may_try(request, form.cleaned_data["login"])
    if isinstance(verdict, ratelimit.RetryAfter):
        return ratelimit.too_many_requests(request, verdict)
    account = signin.check_password(request, **form.cleaned_data)
    if account is not None:
        return signin.enter(request, account, "password", signin.safe_next(request))
    GUESSES.failed(request, form.cleaned_data["login"])
    # One sentence for every reason: it must not tell which login names exist.
    form.add_error(None, _("This login name and password do not belong together. Check both and try again."))
    return _login_page(request, form)


def _login_page(request: HttpRequest, form: LoginForm) -> HttpResponse:
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "providers": settings.OPENID_PROVIDERS,
        "session_ended": request.session.pop(ENDED, False),
    }
    return render(request, "people/login.html", context, status=422 if form.errors else 200)


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("core:home")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def capacities(request: ViewerRequest) -> HttpResponse:
    """Choose in which capacity (organisation and role) to go on."""
    if request.method == "POST":
        chosen = queries.own_capacity(request.viewer, request.POST.get("membership", ""))
        if chosen is None:
            raise Http404
        signin.change_capacity(request, chosen)
        return redirect(signin.safe_next(request))
    return render(request, "people/capacities.html", {"next": signin.safe_next(request)})


@public
@require_GET
def choose_persona(request: HttpRequest) -> HttpResponse:
    found = personas.all_personas()
    if not found:
        raise Http404
    return render(request, "people/personas.html", {"personas": found})


@public
@require_POST
def become_persona(request: HttpRequest, slug: str) -> HttpResponse:
    persona = personas.persona(slug)
    if persona is None:
        raise Http404
    if not signin.become(request, persona):
        messages.error(request, _("This role is not in the database yet. Load the demo world first."))
        return redirect("people:personas")
    return redirect(persona.lands_at)
