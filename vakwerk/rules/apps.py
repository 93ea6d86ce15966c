from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "vakwerk.rules"
    label = "rules"

    def ready(self) -> None:
        pass
