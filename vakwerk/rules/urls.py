from django.urls import path

from vakwerk.rules import views

app_name = "rules"
urlpatterns = [
    path("regels/", views.register, name="register"),
    path("regels/gevallen/", views.cases, name="cases"),
    path("regels/voorstellen/", views.proposals, name="proposals"),
    path("regels/voorstellen/<int:proposal_id>/", views.proposal, name="proposal"),
    path("regels/voorstellen/<int:proposal_id>/beslissing/", views.decide, name="decide"),
    path("regels/<str:name>/", views.parameter, name="parameter"),
    path("regels/<str:name>/voorstel/", views.propose, name="propose"),
]
