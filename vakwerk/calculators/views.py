"""Pages of the calculators. Everybody may use them; nothing that is typed is kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from vakwerk.calculators import asking, pages, shelf
from vakwerk.calculators.forms import AskForm
from vakwerk.core import documents
from vakwerk.core.access import public
from vakwerk.core.formhelp import form_response


@public
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "calculators/overview.html", {"groups": shelf.groups()})


@public
def calculator(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _chosen(slug)
    form = AskForm(chosen.rule, request.GET)
    answer = asking.ask(chosen.rule, form.given, form.day) if form.is_valid() else None
    context = pages.calculator(chosen, answer, request.GET.urlencode())
    return form_response(request, "calculators/calculator.html", form, context)


@public
def calculator_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _chosen(slug)
    form = AskForm(chosen.rule, request.GET)
    if not form.is_valid():
        return redirect(f"{pages.address(chosen)}?{request.GET.urlencode()}")
    answer = asking.ask(chosen.rule, form.given, form.day)
    data = pages.document(chosen, answer, form)
    content = documents.pdf("calculators/answer.typ", data, get_language() or "nl")
    return documents.response(content, f"{chosen.slug}.pdf")


def _chosen(slug: str) -> shelf.Calculator:
    if slug not in shelf.BY_SLUG:
        raise Http404
    return shelf.BY_SLUG[slug]
