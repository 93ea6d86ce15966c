from django.urls import path

from vakwerk.people import views

app_name = "people"
urlpatterns = [path("aanmelden/", views.login, name="login")]
