"""Pages of the offer. Everybody may read them all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from vakwerk.core import downloads
from vakwerk.core.access import public
from vakwerk.offer import comparison, explorer, matrix, opendata, pages, places, schools, snapshot
from vakwerk.offer.filters import Filters, number, slugs


@public
def explorer_page(request: HttpRequest) -> HttpResponse:
    filters, place = Filters.read(request.GET), places.chosen(request)
    data = snapshot.current()
    if request.GET.get("format") == "csv":
        heads, rows = pages.explorer_table(explorer.everything(data, filters, place.place))
        return downloads.to_csv("richtingen", heads, rows)
    response = render(request, "offer/explorer.html", {"explorer": pages.explorer(data, filters, place)})
    return places.remember(request, response, place)


@public
def matrix_page(request: HttpRequest) -> HttpResponse:
    level = request.GET.get("graad", "")
    return render(request, "offer/matrix.html", matrix.page(snapshot.current(), level))


@public
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    place = places.chosen(request)
    year = number(request.GET.get("jaar"), 2000, 2100) or None
    page = pages.programme(snapshot.current(), slug, place, year, everywhere="alle" in request.GET)
    if page is None:
        raise Http404
    return places.remember(request, render(request, "offer/programme.html", page), place)


@public
def compare_page(request: HttpRequest) -> HttpResponse:
    place = places.chosen(request)
    wanted = slugs(request.GET.getlist("r"))
    page = comparison.page(snapshot.current(), wanted, place, Filters.read(request.GET).q)
    return places.remember(request, render(request, "offer/compare.html", page), place)


@public
def schools_page(request: HttpRequest) -> HttpResponse:
    filters, place = Filters.read(request.GET), places.chosen(request)
    response = render(request, "offer/schools.html", schools.list_page(snapshot.current(), filters, place))
    return places.remember(request, response, place)


@public
def school_page(request: HttpRequest, pk: int) -> HttpResponse:
    year = number(request.GET.get("jaar"), 2000, 2100) or None
    page = schools.school_page(pk, year)
    if page is None:
        raise Http404
    return render(request, "offer/school.html", page)


@public
def open_data_page(request: HttpRequest) -> HttpResponse:
    return render(request, "offer/open_data.html", {"datasets": opendata.DATASETS, "formats": opendata.FORMATS})


@public
def open_data_dump(request: HttpRequest, name: str, format_: str) -> StreamingHttpResponse:
    if name not in opendata.BY_NAME or format_ not in opendata.FORMATS:
        raise Http404
    return opendata.dump(opendata.BY_NAME[name], format_)
