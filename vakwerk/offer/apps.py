from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfferConfig(AppConfig):
    name = "vakwerk.offer"
    label = "offer"

    def ready(self) -> None:
        from vakwerk.catalogue.signals import catalogue_changed
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.offer.api import router
        from vakwerk.people import events

        navigation.register(10, "offer:explorer", _("Programmes"))
        navigation.register(12, "offer:schools", _("Schools"))
        navigation.register(60, "offer:open_data", _("Open data"))
        api.add_router("", router)
        events.register({"offer.load_registers": _("Loaded the official registers")})
        catalogue_changed.connect(_catalogue_changed, dispatch_uid="offer.catalogue_changed")


def _catalogue_changed(**kwargs: object) -> None:
    from vakwerk.offer.actions import mark_changed

    mark_changed()
