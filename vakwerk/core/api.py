"""The public interface `/api/v1/`. Rooms add their router in `AppConfig.ready`: `api.add_router("/plan", router)`."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import NinjaAPI, Schema

api = NinjaAPI(
    title="Vakwerk",
    version="1",
    description="Open data of the catalogue, the offer and the plan. Each answer carries its date and source.",
    docs_url=None,
    urls_namespace="api",
)


class BilingualText(Schema):
    """A text in both languages, whichever the reader chose; filled from an engine's `Words`."""

    nl: str
    en: str


@api.get("/", url_name="doors", summary="Where everything is")
def doors(request: HttpRequest) -> dict[str, Any]:
    """Every address of this interface that takes no argument, with what it gives."""
    paths = api.get_openapi_schema()["paths"]
    listed = {path: ways["get"]["summary"] for path, ways in paths.items() if "get" in ways and "{" not in path}
    return {"title": api.title, "description": reverse("api:openapi-json"), "addresses": listed}
