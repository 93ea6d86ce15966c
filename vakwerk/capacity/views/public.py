"""What everybody may read: the gap, and what one site can hold."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vakwerk.capacity import context, pages, queries
from vakwerk.core import downloads
from vakwerk.core.access import public
from vakwerk.core.viewer import ViewerRequest


@public
@require_safe
def places(request: ViewerRequest) -> HttpResponse:
    years = queries.school_years()
    question = pages.Question.read(request.GET.dict(), years)
    if queries.nothing_entered():
        return render(request, "capacity/places_empty.html", {"context": context.figures()})
    if request.GET.get("format") in downloads.WRITERS:
        cells = [cell for cell in queries.public_cells(question.school_year, question.basis) if question.fits(cell)]
        return pages.download(cells, question, request.GET["format"])
    return render(request, "capacity/places.html", pages.places_page(request, question, years))


@public
@require_safe
def site(request: ViewerRequest, pk: int) -> HttpResponse:
    found, years = queries.any_site(pk), queries.school_years()
    year = pages.Question.read(request.GET.dict(), years).school_year
    mine = queries.own_sites(request.viewer).filter(pk=pk).exists()
    return render(request, "capacity/site.html", pages.site_page(found, year, years) | {"mine": mine})
