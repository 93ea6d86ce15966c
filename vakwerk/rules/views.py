"""The register of rules for everybody, and the proposals of those who keep it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.core import clock, tables
from vakwerk.core.access import public, roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import ViewerRequest
from vakwerk.engines.rules import Parameter, Register
from vakwerk.rules import actions, pictures, queries, usage
from vakwerk.rules.actions import KEEPERS
from vakwerk.rules.forms import ProposalForm, ReasonForm
from vakwerk.rules.models import Proposal
from vakwerk.rules.tables import columns, rows

REFUSALS: dict[str, Promise] = {
    "own": _("Somebody else than who proposed a value has to confirm it."),
    "decided": _("Somebody already decided about this proposal."),
    "open": _("A proposal for this day already waits for a decision."),
    "unusable": _("A rule or a page cannot compute with this value."),
}


@public
@require_safe
def register(request: ViewerRequest) -> HttpResponse:
    found = rows(queries.register(), clock.as_of(), queries.users_of_parameters())
    table = tables.Table(found, columns(), request, page_size=50, filename="regels", caption=_("Rules and figures"))
    return tables.respond(request, "rules/register.html", table, {"waiting": _waiting(request)})


def _waiting(request: ViewerRequest) -> int:
    return queries.proposals().filter(state="proposed").count() if request.viewer.has_role(*KEEPERS) else 0


@public
@require_safe
def parameter(request: ViewerRequest, name: str) -> HttpResponse:
    found, keeper = _parameter_or_404(name), request.viewer.has_role(*KEEPERS)
    known = Register.of([found])
    context = {
        "parameter": found,
        "reading": found.on(clock.as_of()),
        "history": list(reversed([found.on(value.valid_from or clock.as_of()) for value in found.values])),
        "replaced": queries.replaced(known).get(name, ()),
        "picture": pictures.history(found),
        "users": queries.users_of_parameters().get(name, ()),
        "pages": usage.pages_with(name),
        "cases": queries.cases_reading(name),
        "proposals": [queries.Shown.of(one, known) for one in queries.proposals(name)] if keeper else (),
        "keeper": keeper,
    }
    return render(request, "rules/parameter.html", context)


@public
@require_safe
def cases(request: ViewerRequest) -> HttpResponse:
    return render(request, "rules/cases.html", {"groups": queries.checked_cases()})


@roles(*KEEPERS)
@require_safe
def proposals(request: ViewerRequest) -> HttpResponse:
    known = queries.register()
    shown = [queries.Shown.of(proposal, known) for proposal in queries.proposals()[:200]]
    return render(request, "rules/proposals.html", {"proposals": shown})


@roles(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ViewerRequest, name: str) -> HttpResponse:
    """Type the value, look what it would change, and only then hand it in."""
    found = _parameter_or_404(name)
    form = ProposalForm(request.POST if request.method == "POST" else None, parameter=found)
    context: dict[str, object] = {"parameter": found, "consequences": None, "pages": usage.pages_with(name)}
    if form.is_valid():
        context["consequences"] = _consequences(form)
    if form.is_valid() and "hand_in" in request.POST:
        return _hand_in(request, form)
    return form_response(request, "rules/propose.html", form, context)


def _consequences(form: ProposalForm) -> queries.Consequences | None:
    """What the value would change; when a rule cannot compute with it the form says so."""
    try:
        return queries.consequences(form.parameter.name, form.dated_value(), queries.register())
    except queries.Unusable as unusable:
        form.add_error("value", gettext("“%(what)s” cannot compute with this value.") % {"what": unusable.title})
        return None


def _hand_in(request: ViewerRequest, form: ProposalForm) -> HttpResponse:
    try:
        made = actions.propose(viewer=request.viewer, wanted=form.wanted())
    except actions.Refused as refused:
        messages.error(request, str(REFUSALS[refused.code]))
        return redirect("rules:parameter", form.parameter.name)
    messages.success(request, _("The proposal waits for somebody else to confirm it."))
    return redirect("rules:proposal", made.pk)


@roles(*KEEPERS)
@require_safe
def proposal(request: ViewerRequest, proposal_id: int) -> HttpResponse:
    known = queries.register()
    shown = queries.Shown.of(_proposal_or_404(proposal_id), known)
    found = _of_proposal(shown, known) if shown.proposal.open else None
    own = shown.proposal.proposed_by_id == request.viewer.person_id
    pages = usage.pages_with(shown.parameter.name)
    context = {"shown": shown, "consequences": found, "own": own, "form": ReasonForm(), "pages": pages}
    return render(request, "rules/proposal.html", context)


def _of_proposal(shown: queries.Shown, known: Register) -> queries.Consequences | None:
    """None for a value on which a rule fails: it cannot be confirmed either."""
    try:
        return queries.consequences(shown.parameter.name, shown.value, known)
    except queries.Unusable:
        return None


@roles(*KEEPERS)
@require_POST
def decide(request: ViewerRequest, proposal_id: int) -> HttpResponse:
    """Confirm, refuse with a reason, or withdraw one's own proposal."""
    _proposal_or_404(proposal_id)
    verb = request.POST.get("verb", "")
    form = ReasonForm(request.POST)
    if verb == "refuse" and not form.is_valid():
        messages.error(request, _("Say why, so that who proposed it can learn from it."))
        return redirect("rules:proposal", proposal_id)
    try:
        _carry_out(request, verb, proposal_id, form)
    except actions.Refused as refused:
        messages.error(request, str(REFUSALS[refused.code]))
    return redirect("rules:proposal", proposal_id)


def _carry_out(request: ViewerRequest, verb: str, proposal_id: int, form: ReasonForm) -> None:
    match verb:
        case "confirm":
            actions.confirm(viewer=request.viewer, proposal_id=proposal_id)
            messages.success(request, _("The value is confirmed. It holds from its first day."))
        case "refuse":
            actions.refuse(viewer=request.viewer, proposal_id=proposal_id, reason=form.cleaned_data["reason"])
            messages.success(request, _("The proposal is not accepted."))
        case "withdraw":
            actions.withdraw(viewer=request.viewer, proposal_id=proposal_id)
            messages.success(request, _("The proposal is withdrawn."))
        case _:
            raise Http404


def _parameter_or_404(name: str) -> Parameter:
    found = queries.register().parameters.get(name)
    if found is None:
        raise Http404
    return found


def _proposal_or_404(proposal_id: int) -> Proposal:
    found = queries.proposals().filter(pk=proposal_id).first()
    if found is None or found.parameter not in queries.register().parameters:
        raise Http404
    return found
