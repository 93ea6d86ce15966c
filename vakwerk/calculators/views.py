"""Pages of the calculators. Everybody may use them; nothing that is typed is kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vakwerk.calculators import asking, pages, shelf
from vakwerk.calculators.forms import AskForm
from vakwerk.core import documents
from vakwerk.core.access import public
from vakwerk.core.formhelp import form_response
from vakwerk.engines.rules import Answer, Faults


@public
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "calculators/overview.html", {"groups": shelf.groups()})


@public
def calculator(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _chosen(slug)
    form = AskForm(chosen.rule, request.GET)
    return _page(request, chosen, form, _answer(form))


@public
def calculator_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer on paper; the page itself when there is nothing to answer yet."""
    chosen = _chosen(slug)
    form = AskForm(chosen.rule, request.GET)
    answer = _answer(form)
    if answer is None:
        return _page(request, chosen, form, None)
    content = documents.pdf("calculators/answer.typ", pages.document(chosen, answer, form))
    return documents.response(content, f"{chosen.slug}.pdf")


def _page(request: HttpRequest, chosen: shelf.Calculator, form: AskForm, answer: Answer | None) -> HttpResponse:
    context = pages.calculator(chosen, answer, form, request.GET.urlencode())
    return form_response(request, "calculators/calculator.html", form, context)


def _answer(form: AskForm) -> Answer | None:
    """The answer to what the form holds; None when nothing was asked, or when the form now says what is wrong."""
    if not form.is_valid():
        return None
    try:
        return asking.ask(form.rule, form.given, form.day)
    except Faults as faults:
        form.add_faults(faults)
        return None


def _chosen(slug: str) -> shelf.Calculator:
    if slug not in shelf.BY_SLUG:
        raise Http404
    return shelf.BY_SLUG[slug]
