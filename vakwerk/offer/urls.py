from django.urls import path

from vakwerk.offer import views

app_name = "offer"
urlpatterns = [
    path("richtingen/", views.explorer_page, name="explorer"),
    path("richtingen/matrix/", views.matrix_page, name="matrix"),
    path("richtingen/vergelijk/", views.compare_page, name="compare"),
    path("richtingen/<slug:slug>/", views.programme_page, name="programme"),
    path("scholen/", views.schools_page, name="schools"),
    path("scholen/<int:pk>/", views.school_page, name="school"),
    path("open-data/", views.open_data_page, name="open_data"),
    path("open-data/<slug:name>.<slug:format_>", views.open_data_dump, name="open_data_dump"),
]
