from django.apps import AppConfig


class CalculatorsConfig(AppConfig):
    name = "vakwerk.calculators"
    label = "calculators"

    def ready(self) -> None:
        pass
