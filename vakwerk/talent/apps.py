from django.apps import AppConfig


class TalentConfig(AppConfig):
    name = "vakwerk.talent"
    label = "talent"
