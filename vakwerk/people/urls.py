from django.urls import path

from vakwerk.people.views import session

app_name = "people"
urlpatterns = [
    path("aanmelden/", session.login, name="login"),
    path("afmelden/", session.logout, name="logout"),
    path("kies-een-rol/", session.choose_persona, name="personas"),
    path("kies-een-rol/<slug:slug>/", session.become_persona, name="become_persona"),
    path("mijn/hoedanigheid/", session.capacities, name="capacities"),
]
