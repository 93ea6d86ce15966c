from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "vakwerk.funding"
    label = "funding"

    def ready(self) -> None:
        from vakwerk.core.api import api
        from vakwerk.core.navigation import register
        from vakwerk.funding import grants_api, judging_logged, logged, owning
        from vakwerk.funding.access import APPLICANTS, BUILDERS
        from vakwerk.funding.api import router
        from vakwerk.ledger import owners

        register(30, "funding:calls", _("Calls"))
        register(31, "funding:my_applications", _("My applications"), *APPLICANTS)
        register(70, "funding:built_calls", _("Build calls"), *BUILDERS)
        register(32, "funding:my_grants", _("My grants"), *APPLICANTS)
        register(33, "funding:contests", _("Contests"))
        register(34, "funding:results", _("InnoVET"))
        register(71, "funding:waiting_results", _("Results to publish"), *BUILDERS)
        api.add_router("/calls", router)
        api.add_router("/grants", grants_api.grants)
        api.add_router("/results", grants_api.results)
        api.add_router("/contests", grants_api.contests)
        logged.register()
        owners.register("funding.grant", owning.grant)
        judging_logged.register()
