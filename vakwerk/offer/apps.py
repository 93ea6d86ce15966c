from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfferConfig(AppConfig):
    name = "vakwerk.offer"
    label = "offer"

    def ready(self) -> None:
        from vakwerk.core import navigation

        navigation.register(10, "offer:explorer", _("Programmes"))
        navigation.register(12, "offer:schools", _("Schools"))
