from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vakwerk.people"
    label = "people"
