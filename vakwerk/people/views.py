from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vakwerk.core.access import public


@public
def login(request: HttpRequest) -> HttpResponse:
    return render(request, "people/login.html")
