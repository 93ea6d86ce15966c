from django.urls import path

from vakwerk.calculators import views

app_name = "calculators"
urlpatterns = [
    path("rekenhulp/", views.overview, name="overview"),
    path("rekenhulp/<slug:slug>/", views.calculator, name="calculator"),
    path("rekenhulp/<slug:slug>/pdf", views.calculator_pdf, name="calculator_pdf"),
]
