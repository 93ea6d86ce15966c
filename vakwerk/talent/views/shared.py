"""Staff: reports that a child or a parent shared with their organisation. Every reading is audited."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vakwerk.core import clock, ratelimit
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.talent import actions, queries
from vakwerk.talent.actions import Refused
from vakwerk.talent.content import page
from vakwerk.talent.forms import CodeForm
from vakwerk.talent.models import Share
from vakwerk.talent.pages import conversation_data, limits, pdf_response, private, refused_page
from vakwerk.talent.reporting import Report, build_report

SHARE_GUARD = ratelimit.GuessLimit("talent.share_code")
readers = roles(*queries.READER_ROLES)


@readers
@require_http_methods(["GET", "POST"])
@private
def shared(request: HttpRequest) -> HttpResponse:
    """The reports shared with us, and the place to type a share code that a child gave."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return form_response(request, "talent/shared.html", form, {"shares": queries.shared_with(viewer_of(request))})
    viewer = viewer_of(request)
    verdict = SHARE_GUARD.may_try(request, viewer.person_id or "")
    if isinstance(verdict, ratelimit.RetryAfter):
        return ratelimit.too_many_requests(request, verdict)
    try:
        lent = actions.accept_share(viewer=viewer, code=form.cleaned_data["code"])
    except Refused as refused:
        SHARE_GUARD.failed(request, viewer.person_id or "")
        return refused_page(request, refused.reason)
    return redirect("talent:shared_report", lent.public_id)


def _share_or_404(request: HttpRequest, public_id: str) -> Share:
    found = queries.shared_with(viewer_of(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _read(request: HttpRequest, lent: Share) -> Report:
    sitting = actions.read_shared(viewer=viewer_of(request), lent=lent)
    return build_report(
        queries.answers_of(sitting),
        stage=sitting.stage,
        stances=queries.stances_of(sitting),
        made_on=sitting.finished_on or clock.today(),
        hurried=sitting.hurried,
    )


@readers
@require_GET
@private
def shared_report(request: HttpRequest, public_id: str) -> HttpResponse:
    lent = _share_or_404(request, public_id)
    context = {"report": _read(request, lent), "share": lent, "sheet": page("conversation"), "limits": limits()}
    return render(request, "talent/shared_report.html", context)


@readers
@require_GET
@private
def shared_conversation(request: HttpRequest, public_id: str) -> HttpResponse:
    lent = _share_or_404(request, public_id)
    return pdf_response("talent/conversation.typ", conversation_data(_read(request, lent)), "gespreksblad.pdf")
