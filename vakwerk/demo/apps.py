from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "vakwerk.demo"
    label = "demo"
