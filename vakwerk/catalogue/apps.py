from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "vakwerk.catalogue"
    label = "catalogue"
