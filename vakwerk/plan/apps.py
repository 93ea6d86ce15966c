from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "vakwerk.plan"
    label = "plan"
