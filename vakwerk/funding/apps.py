from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "vakwerk.funding"
    label = "funding"

    def ready(self) -> None:
        from vakwerk.core.api import api
        from vakwerk.core.navigation import register
        from vakwerk.funding import logged
        from vakwerk.funding.access import APPLICANTS, BUILDERS
        from vakwerk.funding.api import router

        register(30, "funding:calls", _("Calls"))
        register(31, "funding:my_applications", _("My applications"), *APPLICANTS)
        register(70, "funding:built_calls", _("Build calls"), *BUILDERS)
        api.add_router("/calls", router)
        logged.register()
