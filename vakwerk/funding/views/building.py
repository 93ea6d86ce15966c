"""Civil servants build calls: steps, preview, dry run, publishing, amending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import tables
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import builder_steps as steps
from vakwerk.funding import building_pages as pages
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.actions import calls as actions
from vakwerk.funding.content import Content, load
from vakwerk.funding.forms import builder as forms
from vakwerk.funding.models import Call, CallState, CallVersion
from vakwerk.funding.queries import calls as queries
from vakwerk.funding.views.requests import site_of

staff = roles(*BUILDERS)
FORM_METHODS = require_http_methods(["GET", "POST"])


@staff
@require_GET
def built_calls(request: HttpRequest) -> HttpResponse:
    columns = [
        Column("title", _("Call"), sortable=True, filter="text", url=lambda call: pages.manage_url(call)),
        Column("reference", _("Short name"), sortable=True),
        Column("phase", _("Phase"), value=pages.phase_label),
        Column("closes_at", _("Closes"), sortable=True, value=lambda call: pages.moment(call.closes_at)),
        Column("started", _("Started"), sortable=True, numeric=True),
        Column("sent", _("Submitted"), sortable=True, numeric=True),
    ]
    rows = queries.built_calls(viewer_of(request))
    table = Table(rows, columns, request, caption=_("Calls"), empty=_("No calls yet"), filename="oproepen")
    return tables.respond(request, "funding/building/calls.html", table)


@staff
@FORM_METHODS
def new_call(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = forms.NewCallForm(request.POST or None, starts=pages.starts(viewer))
    if not form.is_valid():
        return form_response(request, "funding/building/new.html", form)
    content = pages.start_content(viewer, form.cleaned_data["start"], form.cleaned_data["title"])
    call = actions.create_call(viewer=viewer, content=content, reference=form.cleaned_data["reference"])
    return redirect("funding:manage_call", call.public_id)


def _call(request: HttpRequest, public_id: UUID) -> Call:
    return queries.built_call(viewer_of(request), public_id)


def _writing(call: Call) -> CallVersion:
    """The version being written; 404 when nothing is: a published call changes only by an amendment."""
    found = queries.being_written(call)
    if found is None:
        raise Http404
    return found


@staff
@require_GET
def manage_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _overview(request, _call(request, public_id))


def _overview(
    request: HttpRequest, call: Call, form: Any = None, trial_form: Any = None, cancel_form: Any = None
) -> HttpResponse:
    context = pages.overview(viewer_of(request), call)
    context["amendment_form"] = form or forms.AmendmentForm()
    context["trial_form"] = trial_form or forms.TrialForm()
    context["cancel_form"] = cancel_form or forms.CancelForm()
    context["envelope_form"] = forms.EnvelopeForm(viewer=viewer_of(request), initial={"envelope": call.envelope_id})
    status = 422 if any(each is not None and each.errors for each in (form, trial_form, cancel_form)) else 200
    return render(request, "funding/building/manage.html", context, status=status)


@staff
@FORM_METHODS
def form_step(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """General facts, or who may apply."""
    call = _call(request, public_id)
    step, version = steps.FORMS_BY_SLUG[slug], _writing(call)
    form = step.form(request.POST or None, load(version.content))
    context = {"call": call, "step": step, "revision": version.revision}
    if form.is_valid() and _changed(request, call, form.applied):
        return redirect("funding:manage_call", call.public_id)
    return form_response(request, "funding/building/form_step.html", form, context)


def _changed(request: HttpRequest, call: Call, change: Callable[[Content], Content]) -> bool:
    """Saves a change against the revision that the page showed; tells when somebody else was first."""
    revision = request.POST.get("revision", "")
    try:
        number = int(revision) if revision.isdecimal() and len(revision) < 10 else -1
        actions.change_content(viewer=viewer_of(request), call=call, revision=number, change=change)
    except actions.Stale:
        messages.warning(request, _("Somebody else changed this call meanwhile. Look at it and save again."))
        return False
    return True


def _list_step(slug: str) -> steps.ListStep:
    if slug not in steps.LISTS_BY_SLUG:
        raise Http404
    return steps.LISTS_BY_SLUG[slug]


@staff
@FORM_METHODS
def list_step(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """A list of the content, with the form for one more."""
    call, step = _call(request, public_id), _list_step(slug)
    version = _writing(call)
    return _item(request, call, step, version, None)


@staff
@FORM_METHODS
def list_item(request: HttpRequest, public_id: UUID, slug: str, key: str) -> HttpResponse:
    call, step = _call(request, public_id), _list_step(slug)
    version = _writing(call)
    item = next((each for each in step.items(load(version.content)) if each.key == key), None)
    if item is None:
        raise Http404
    return _item(request, call, step, version, item)


def _item(request: HttpRequest, call: Call, step: steps.ListStep, version: CallVersion, item: Any) -> HttpResponse:
    content = load(version.content)
    form = step.form(request.POST or None, content, item)
    if form.is_valid() and "check" not in request.POST:
        made = form.built(pages.keys_in_use(step, content))
        if _changed(request, call, partial(_put, step, made)):
            return redirect("funding:list_step", call.public_id, step.slug)
    context = pages.list_page(call, step, version, content, item)
    context["tried"] = pages.tried(call, form, content) if "check" in request.POST else None
    return form_response(request, "funding/building/list_step.html", form, context)


def _put(step: steps.ListStep, item: Any, content: Content) -> Content:
    return steps.put(step, content, item)


@staff
@require_POST
def move_item(request: HttpRequest, public_id: UUID, slug: str, key: str) -> HttpResponse:
    call, step = _call(request, public_id), _list_step(slug)
    _writing(call)
    by = -1 if request.POST.get("to") == "up" else 1
    _changed(request, call, lambda content: steps.moved(step, content, key, by))
    return redirect("funding:list_step", call.public_id, step.slug)


@staff
@require_POST
def remove_item(request: HttpRequest, public_id: UUID, slug: str, key: str) -> HttpResponse:
    call, step = _call(request, public_id), _list_step(slug)
    _writing(call)
    _changed(request, call, lambda content: steps.without(step, content, key))
    return redirect("funding:list_step", call.public_id, step.slug)


@staff
@require_GET
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The call and its form as an applicant will see them."""
    call = _call(request, public_id)
    version = queries.being_written(call) or queries.version_to_read(call)
    context = pages.public_page(call, load(version.content))
    return render(request, "funding/building/preview.html", context | {"version": version})


@staff
@require_POST
def start_dry_run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    _try(request, lambda: actions.start_dry_run(viewer=viewer_of(request), call=call))
    return redirect("funding:manage_call", call.public_id)


def _try(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Does something; says what is missing when the call is not ready for it."""
    try:
        act()
    except actions.NotReady as error:
        for fault in error.faults:
            messages.error(request, fault.message)
        return False
    return True


@staff
@require_POST
def start_trial(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    form = forms.TrialForm(request.POST)
    if not form.is_valid():
        return _overview(request, call, trial_form=form)
    made = actions.start_trial(viewer=viewer_of(request), call=call, **form.cleaned_data)
    return redirect("funding:application", made.public_id)


@staff
@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    if _try(request, lambda: actions.publish(viewer=viewer_of(request), call=call)):
        messages.success(request, _("The call is published."))
    return redirect("funding:manage_call", call.public_id)


@staff
@require_POST
def start_amendment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    actions.start_amendment(viewer=viewer_of(request), call=call)
    return redirect("funding:manage_call", call.public_id)


@staff
@require_POST
def publish_amendment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    _writing(call)
    form = forms.AmendmentForm(request.POST)
    if not form.is_valid():
        return _overview(request, call, form)
    act = partial(
        actions.publish_amendment,
        viewer=viewer_of(request),
        call=call,
        reason=form.cleaned_data["reason"],
        site=site_of(request),
    )
    if _try(request, act):
        messages.success(request, _("The change is published; applicants get the reason by mail."))
    return redirect("funding:manage_call", call.public_id)


@staff
@require_POST
def discard_amendment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    actions.discard_amendment(viewer=viewer_of(request), call=call)
    return redirect("funding:manage_call", call.public_id)


@staff
@require_POST
def choose_envelope(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    form = forms.EnvelopeForm(request.POST, viewer=viewer_of(request))
    if not form.is_valid():
        raise Http404
    actions.choose_envelope(viewer=viewer_of(request), call=call, envelope=form.cleaned_data["envelope"])
    return redirect("funding:manage_call", call.public_id)


@staff
@require_POST
def cancel_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = _call(request, public_id)
    if call.state == CallState.CANCELLED:  # a second press
        return redirect("funding:built_calls")
    form = forms.CancelForm(request.POST)
    if call.published_at and not form.is_valid():
        return _overview(request, call, cancel_form=form)
    reason = form.cleaned_data["cancel_reason"] if call.published_at else ""
    actions.cancel_call(viewer=viewer_of(request), call=call, reason=reason, site=site_of(request))
    return redirect("funding:built_calls")
