from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "vakwerk.core"
    label = "core"
