"""The public pages of the catalogue."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vakwerk.catalogue import pages
from vakwerk.core.access import public


@public
@require_safe
def occupations(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/occupations.html", pages.occupations_page(request.GET))


@public
@require_safe
def occupation(request: HttpRequest, slug: str) -> HttpResponse:
    found = pages.occupation_page(slug)
    if found is None:
        raise Http404
    return render(request, "catalogue/occupation.html", found)


@public
@require_safe
def what_next(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/what_next.html", pages.what_next_page(request.GET))
