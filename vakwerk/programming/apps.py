from django.apps import AppConfig


class ProgrammingConfig(AppConfig):
    name = "vakwerk.programming"
    label = "programming"

    def ready(self) -> None:
        pass
