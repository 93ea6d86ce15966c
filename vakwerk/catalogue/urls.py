from django.urls import include, path

from vakwerk.catalogue import views
from vakwerk.catalogue.imports import SHORTAGE_LIST, options
from vakwerk.core.access import roles
from vakwerk.core.imports.views import pages as import_pages
from vakwerk.core.viewer import Role

app_name = "catalogue"
shortage_import = import_pages(
    SHORTAGE_LIST, roles(Role.ADMINISTRATOR), name="shortage_import", options=options, done_url="catalogue:occupations"
)
urlpatterns = [
    path("beroepen/", views.occupations, name="occupations"),
    path("beroepen/knelpuntberoepen/importeren/", include(shortage_import)),
    path("beroepen/<slug:slug>/", views.occupation, name="occupation"),
    path("wat-kan-ik-daarna/", views.what_next, name="what_next"),
]
