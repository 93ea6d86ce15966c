"""One line per room; the paths are Dutch because people read them."""

from django.urls import include, path

urlpatterns = [
    path("", include("vakwerk.core.urls")),
    path("", include("vakwerk.people.urls")),
    path("", include("vakwerk.rules.urls")),
    path("", include("vakwerk.ledger.urls")),
    path("", include("vakwerk.catalogue.urls")),
    path("", include("vakwerk.offer.urls")),
    path("", include("vakwerk.programming.urls")),
    path("", include("vakwerk.capacity.urls")),
    path("", include("vakwerk.budgets.urls")),
    path("", include("vakwerk.funding.urls")),
    path("", include("vakwerk.calculators.urls")),
    path("", include("vakwerk.talent.urls")),
    path("", include("vakwerk.plan.urls")),
    path("", include("vakwerk.demo.urls")),
    path("api/v1/", include("vakwerk.core.api_urls", namespace="api")),
]
handler400 = "vakwerk.core.views.bad_request"
handler403 = "vakwerk.core.views.forbidden"
handler404 = "vakwerk.core.views.not_found"
handler500 = "vakwerk.core.views.server_error"
