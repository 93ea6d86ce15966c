"""Starting a session and choosing a capacity: the only places that change who somebody is."""

from __future__ import annotations

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from vakwerk.core import audit
from vakwerk.people import queries
from vakwerk.people.models import Account, Membership
from vakwerk.people.personas import Persona
from vakwerk.people.viewer import CHOSEN, find_viewer

BACKEND = "vakwerk.people.backends.AccountBackend"


def check_password(request: HttpRequest, login: str, password: str) -> Account | None:
    """The active account with this login and password; None for every reason why not."""
    account = auth.authenticate(request, username=login, password=password)
    return account if isinstance(account, Account) else None


def start_session(request: HttpRequest, account: Account, how: str, membership: Membership | None = None) -> None:
    """Signs in on a fresh session: nothing of an earlier one, nor its key, survives.

    `how` is a reason of `people.events`; the person finds it on the page "who looked at my data".
    """
    request.session.flush()
    auth.login(request, account, backend=BACKEND)
    if membership is not None:
        request.session[CHOSEN] = membership.pk
    request.viewer = viewer = find_viewer(request)  # type: ignore[attr-defined]
    audit.record(viewer, "people.sign_in", subject=("people.person", account.person_id), reason=how)


def enter(request: HttpRequest, account: Account, how: str, target: str = "") -> HttpResponse:
    """Signs in and goes on to `target`; somebody with several capacities chooses one first."""
    start_session(request, account, how)
    target = target or resolve_url("core:home")
    if len(account.capacities) > 1:
        return redirect(f"{reverse('people:capacities')}?{urlencode({'next': target})}")
    return redirect(target)


def change_capacity(request: HttpRequest, membership: Membership) -> None:
    """Another role means other rights: the session and CSRF keys rotate as they do at login."""
    request.session[CHOSEN] = membership.pk
    request.session.cycle_key()
    rotate_token(request)
    request.viewer = find_viewer(request)  # type: ignore[attr-defined]


def become(request: HttpRequest, persona: Persona) -> bool:
    """Looks around as a persona; False when the demo world that holds its account is not loaded."""
    if not persona.account:
        auth.logout(request)
        return True
    account = queries.account_by_login(persona.account)
    if account is not None:
        start_as(request, persona, account)
    return account is not None


def leave(request: HttpRequest) -> None:
    """Ends the session, if there is one."""
    auth.logout(request)


def start_as(request: HttpRequest, persona: Persona, account: Account) -> None:
    """Signs in as a persona, in the capacity the persona names."""
    fitting = [m for m in account.capacities if m.role == persona.role]
    named = [m for m in fitting if m.organisation.name == persona.organisation]
    start_session(request, account, "persona", next(iter(named or fitting), None))


def safe_next(request: HttpRequest, fallback: str = "core:home") -> str:
    """The `next` of the form or address when it stays on this site, else the fallback."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if allowed else resolve_url(fallback)
