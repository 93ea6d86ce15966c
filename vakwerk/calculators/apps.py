from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalculatorsConfig(AppConfig):
    name = "vakwerk.calculators"
    label = "calculators"

    def ready(self) -> None:
        from vakwerk.calculators.api import router
        from vakwerk.core import navigation
        from vakwerk.core.api import api

        navigation.register(14, "calculators:overview", _("Calculators"))
        api.add_router("/calculators", router)
