from django.urls import include, path

from vakwerk.core.access import roles
from vakwerk.core.imports.views import pages
from vakwerk.programming.conversion import KEEPERS
from vakwerk.programming.imports import COUNTS, OLD
from vakwerk.programming.views import administration, public, school

app_name = "programming"
counts_import = pages(COUNTS, school.schools_only, name="counts_import", done_url="programming:school")
old_import = pages(OLD, roles(*KEEPERS), name="old_import", done_url="programming:conversion")
urlpatterns = [
    path("programmatie/", public.overview, name="overview"),
    path("programmatie/omzetting/", public.conversion, name="conversion"),
    path("programmatie/omzetting/importeren/", include(old_import)),
    path("programmatie/school/", school.school, name="school"),
    path("programmatie/school/tellingen/", include(counts_import)),
    path("programmatie/aanvraag/", school.choose, name="choose"),
    path("programmatie/aanvraag/nieuw/", school.new, name="new"),
    path("programmatie/aanvraag/<int:pk>/", administration.file, name="request"),
    path("programmatie/aanvraag/<int:pk>/wijzigen/", school.change, name="change"),
    path("programmatie/aanvraag/<int:pk>/stap/", school.step, name="step"),
    path("programmatie/aanvraag/<int:pk>/telling/", school.count, name="count"),
    path("programmatie/aanvraag/<int:pk>/advies/", administration.advise, name="advise"),
    path("programmatie/aanvraag/<int:pk>/besluit/", administration.decide, name="decide"),
    path("programmatie/besluit/<int:pk>/", administration.letter, name="letter"),
    path("programmatie/opvolging/", administration.follow, name="monitor"),
]
