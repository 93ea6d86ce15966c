from django.urls import path

from vakwerk.plan import views

app_name = "plan"
urlpatterns = [
    path("plan/", views.overview, name="overview"),
    path("plan/bedragen/", views.amounts, name="amounts"),
    path("plan/<str:number>/", views.action, name="action"),
]
