from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "vakwerk.plan"
    label = "plan"

    def ready(self) -> None:
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.plan.api import router

        navigation.register(50, "plan:overview", _("The plan"))
        api.add_router("/plan", router)
