from django.urls import include, path

from vakwerk.core import views

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
]
