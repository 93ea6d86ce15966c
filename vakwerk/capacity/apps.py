from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "vakwerk.capacity"
    label = "capacity"

    def ready(self) -> None:
        pass
