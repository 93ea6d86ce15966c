from django.urls import path

from vakwerk.core.tasks import views

urlpatterns = [
    path("", views.overview, name="tasks"),
    path("motoriek/", views.motor, name="motor_tasks"),
    path("uitspraken/", views.statements, name="statements"),
    path("soort/<slug:name>/", views.kind, name="task_kind"),
    path("soort/<slug:name>/qti.zip", views.package, name="task_package"),
    path("taak/<slug:task_id>/", views.task, name="task"),
]
