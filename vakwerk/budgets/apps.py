from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "vakwerk.budgets"
    label = "budgets"

    def ready(self) -> None:
        from vakwerk.budgets import examples, logged, owning
        from vakwerk.budgets.api import router
        from vakwerk.budgets.rights import OFFICIALS, SCHOOLS
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.ledger import owners
        from vakwerk.rules import usage

        navigation.register(32, "budgets:overview", _("Budgets"))
        navigation.register(66, "budgets:own", _("Budgets of my school"), *SCHOOLS)
        navigation.register(72, "budgets:rounds", _("Divide budgets"), *OFFICIALS)
        api.add_router("/budgets", router)
        logged.register()
        usage.register(examples.pages(), examples.examples())
        owners.register("budgets.share", owning.share)
