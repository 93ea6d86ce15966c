from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vakwerk.people"
    label = "people"

    def ready(self) -> None:
        from vakwerk.people import checks as checks
        from vakwerk.people import personas

        personas.refuse_in_production()
