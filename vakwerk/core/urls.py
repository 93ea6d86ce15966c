from django.urls import include, path

from vakwerk.core import public_pages, views
from vakwerk.core.jobs import views as jobs_views

app_name = "core"
urlpatterns = [
    path("", views.home, name="home"),
    path("stijlgids/", views.styleguide, name="styleguide"),
    path("stijlgids/taken/", include("vakwerk.core.tasks.urls")),
    path("privacy/", public_pages.privacy, name="privacy"),
    path("toegankelijkheid/", public_pages.accessibility, name="accessibility"),
    path("taal/", views.set_language, name="set_language"),
    path("weergave/", views.theme, name="theme"),
    path("beheer/taken/", jobs_views.dead_letters, name="dead_letters"),
    path("beheer/taken/<int:job_id>/opnieuw/", jobs_views.retry, name="retry_job"),
]
