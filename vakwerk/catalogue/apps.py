from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "vakwerk.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from vakwerk.catalogue.api import router
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.people import events

        navigation.register(14, "catalogue:occupations", _("Jobs"))
        navigation.register(16, "catalogue:what_next", _("What comes next"))
        api.add_router("/catalogue", router)
        events.register({"catalogue.publish_shortage_list": _("Published a list of shortage jobs")})
