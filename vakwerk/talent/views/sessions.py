"""Staff: a session for a class, its sheet of codes, how far everybody is, and the end of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import clock
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.talent import actions, queries
from vakwerk.talent.forms import SessionForm
from vakwerk.talent.models import Session
from vakwerk.talent.pages import private

staff = roles(*queries.SESSION_ROLES)


def _session_or_404(request: HttpRequest, public_id: str) -> Session:
    found = queries.sessions(viewer_of(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@staff
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "talent/sessions.html", {"sessions": queries.sessions(viewer_of(request))[:100]})


@staff
@require_http_methods(["GET", "POST"])
def new_session(request: HttpRequest) -> HttpResponse:
    form = SessionForm(request.POST or None, initial={"codes_until": clock.today(), "seats": 20})
    if not form.is_valid():
        return form_response(request, "talent/session_new.html", form)
    made = actions.open_session(viewer=viewer_of(request), **form.cleaned_data)
    return redirect("talent:session", made.public_id)


@staff
@require_GET
@private
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """The progress board: counts only, never an answer."""
    found = _session_or_404(request, public_id)
    waiting = found.seats - found.busy - found.done  # type: ignore[attr-defined]
    context = {"session": found, "waiting": waiting, "expired": found.codes_until < clock.today()}
    return render(request, "talent/session.html", context)


@staff
@require_POST
@private
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The strips to cut out. The codes are readable on this page only, because only their hashes are kept."""
    found = _session_or_404(request, public_id)
    if found.closed_at is not None:
        return redirect("talent:session", found.public_id)
    door = request.build_absolute_uri(reverse("talent:code"))
    made = actions.make_codes(viewer=viewer_of(request), session=found)
    strips = [{"seat": seat, "code": code, "qr": _qr(f"{door}#{code}")} for seat, code in made]
    return render(request, "talent/sheet.html", {"session": found, "strips": strips, "door": door.split("//", 1)[1]})


def _qr(address: str) -> str:
    """The code stands after the #, which a browser never sends: it comes in no server log."""
    import segno  # only the sheet needs it: not at the start of every process

    return segno.make(address, error="m").svg_data_uri(scale=3, border=2)


@staff
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _session_or_404(request, public_id)
    actions.close_session(viewer=viewer_of(request), session=found)
    return redirect("talent:session", found.public_id)
