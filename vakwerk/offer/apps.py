from django.apps import AppConfig


class OfferConfig(AppConfig):
    name = "vakwerk.offer"
    label = "offer"
