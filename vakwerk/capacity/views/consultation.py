"""The table of a LOP: the gap of its area, proposals of schools, and what the LOP says about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.capacity import actions, forms, lop, pages, queries, wording
from vakwerk.capacity.models import PlacesProposal
from vakwerk.core.access import roles, visible_or_404
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import ViewerRequest

at_table = roles(*queries.SCHOOL_ROLES, *queries.OVERSEERS)
schools_only = roles(*queries.SCHOOL_ROLES)


@at_table
@require_safe
def consultation(request: ViewerRequest) -> HttpResponse:
    """The LOPs at whose table the viewer sits; straight to it when there is one."""
    found = list(queries.lops_of(request.viewer))
    if len(found) == 1 and not request.viewer.has_role(*queries.OVERSEERS):
        return redirect("capacity:lop", found[0].pk)
    keeps = request.viewer.has_role(*actions.AREA_KEEPERS)
    return render(request, "capacity/consultation.html", {"lops": found, "keeps_area": keeps})


@at_table
@require_safe
def table(request: ViewerRequest, pk: int) -> HttpResponse:
    found, years = queries.lop_of(request.viewer, pk), queries.school_years()
    question = pages.Question.read({"jaar": str(queries.planning_year())} | request.GET.dict(), years)
    return render(request, "capacity/lop.html", lop.lop_page(request, found, question, years))


@roles(*actions.AREA_KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: ViewerRequest, pk: int) -> HttpResponse:
    """Which municipalities a LOP covers."""
    found = queries.lop_of(request.viewer, pk)
    names = "\n".join(wording.municipality(nis) for nis in queries.area_of(found))
    form = forms.AreaForm(request.POST if request.method == "POST" else None, initial={"municipalities": names})
    if form.is_valid():
        wanted = form.cleaned_data["municipalities"]
        try:
            actions.set_area(viewer=request.viewer, lop=found, municipalities=wanted)
        except actions.Refused as refusal:
            taken = _("A municipality belongs to one LOP: %(which)s.") % {"which": refusal}
            form.add_error("municipalities", taken)
        else:
            messages.success(request, _("The area is kept."))
            return redirect("capacity:lop", found.pk)
    return form_response(request, "capacity/area.html", form, {"lop": found})


@schools_only
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.lop_of(request.viewer, pk)
    sites = list(queries.own_sites(request.viewer))
    here = [site for site in sites if site.municipality in set(queries.area_of(found))]
    visible_or_404(found, bool(here))
    form = forms.ProposalForm(request.POST if request.method == "POST" else None, sites=here, elsewhere=sites)
    if form.is_valid():
        made = actions.draft_proposal(viewer=request.viewer, lop=found, **form.values())
        messages.success(request, _("The draft is kept. Nobody else sees it until you propose it."))
        return redirect("capacity:proposal", made.pk)
    return form_response(request, "capacity/propose.html", form, {"lop": found})


@at_table
@require_safe
def proposal(request: ViewerRequest, pk: int) -> HttpResponse:
    return _proposal_page(request, queries.proposal(request.viewer, pk))


def _proposal_page(
    request: ViewerRequest,
    found: PlacesProposal,
    step: forms.StepForm | None = None,
    remark: forms.RemarkForm | None = None,
) -> HttpResponse:
    steps = actions.open_steps(request.viewer, found)
    step = step or (forms.StepForm(steps=steps) if steps else None)
    wrong = any(form is not None and form.errors for form in (step, remark))
    context = {
        "step": step,
        "remark": remark or (forms.RemarkForm() if actions.may_remark(request.viewer, found) else None),
        "form": remark if remark is not None and remark.errors else step,
    }
    context |= lop.proposal_page(request.viewer, found)
    return render(request, "capacity/proposal.html", context, status=422 if wrong else 200)


@schools_only
@require_POST
def step(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.proposal(request.viewer, pk)
    form = forms.StepForm(request.POST, steps=actions.open_steps(request.viewer, found))
    if not form.is_valid():
        return _proposal_page(request, found, step=form)
    state, reasons = form.cleaned_data["state"], form.cleaned_data["reasons"]
    try:
        actions.take_step(viewer=request.viewer, proposal=found, state=state, reasons=reasons)
    except actions.Refused:
        messages.error(request, _("Somebody took another step meanwhile. Look again before you go on."))
    else:
        messages.success(request, _("The step is taken."))
    return redirect("capacity:proposal", pk)


@schools_only
@require_POST
def remark(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.proposal(request.viewer, pk)
    form = forms.RemarkForm(request.POST)
    if not form.is_valid():
        return _proposal_page(request, found, remark=form)
    actions.remark(viewer=request.viewer, proposal=found, text=form.cleaned_data["text"])
    messages.success(request, _("Your remark is kept."))
    return redirect("capacity:proposal", pk)
