from django.urls import path

from vakwerk.demo import views

app_name = "demo"
urlpatterns = [
    path("rondleiding/", views.overview, name="tour"),
    path("rondleiding/opnieuw/", views.restart, name="restart"),
    path("rondleiding/<slug:key>/", views.take_step, name="step"),
]
