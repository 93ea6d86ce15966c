from django.urls import path

from vakwerk.core import views

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
    path("stijlgids/", views.styleguide, name="styleguide"),
    path("taal/", views.set_language, name="set_language"),
    path("weergave/", views.theme, name="theme"),
]
