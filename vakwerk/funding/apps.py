from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "vakwerk.funding"
    label = "funding"

    def ready(self) -> None:
        pass
