from django.urls import include, path

from vakwerk.capacity.imports import COUNTS, SEATS
from vakwerk.capacity.views import consultation, public, schools
from vakwerk.core.imports.views import pages

app_name = "capacity"
seats_import = pages(SEATS, schools.schools_only, name="seats_import", done_url="capacity:own_sites")
counts_import = pages(COUNTS, schools.counters, name="counts_import", done_url="capacity:counts")
urlpatterns = [
    path("plaatsen/", public.places, name="places"),
    path("plaatsen/vestiging/<int:pk>/", public.site, name="site"),
    path("plaatsen/vestiging/<int:pk>/invullen/", schools.enter, name="enter"),
    path("plaatsen/vestiging/<int:pk>/overnemen/", schools.copy, name="copy"),
    path("plaatsen/mijn-school/", schools.own_sites, name="own_sites"),
    path("plaatsen/mijn-school/importeren/", include(seats_import)),
    path("plaatsen/leerlingen/", schools.count_list, name="counts"),
    path("plaatsen/leerlingen/toevoegen/", schools.count, name="count"),
    path("plaatsen/leerlingen/<int:pk>/", schools.count_one, name="count_one"),
    path("plaatsen/leerlingen/importeren/", include(counts_import)),
    path("plaatsen/overleg/", consultation.consultation, name="consultation"),
    path("plaatsen/overleg/<int:pk>/", consultation.table, name="lop"),
    path("plaatsen/overleg/<int:pk>/gebied/", consultation.area, name="area"),
    path("plaatsen/overleg/<int:pk>/voorstellen/", consultation.propose, name="propose"),
    path("plaatsen/voorstel/<int:pk>/", consultation.proposal, name="proposal"),
    path("plaatsen/voorstel/<int:pk>/stap/", consultation.step, name="step"),
    path("plaatsen/voorstel/<int:pk>/opmerking/", consultation.remark, name="remark"),
]
