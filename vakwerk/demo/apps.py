from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "vakwerk.demo"
    label = "demo"

    def ready(self) -> None:
        if not settings.PERSONAS:
            return
        from vakwerk.demo.world.personas import CAST
        from vakwerk.people import personas

        personas.register(*(cast.persona() for cast in CAST))
