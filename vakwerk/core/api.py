"""The public interface `/api/v1/`. Rooms add their router in `AppConfig.ready`: `api.add_router("/plan", router)`."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="Vakwerk",
    version="1",
    description="Open data of the catalogue, the offer and the plan. Each answer carries its date and source.",
    docs_url=None,
    urls_namespace="api",
)
