from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulesConfig(AppConfig):
    name = "vakwerk.rules"
    label = "rules"

    def ready(self) -> None:
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.people import events
        from vakwerk.rules.actions import KEEPERS
        from vakwerk.rules.api import router

        navigation.register(55, "rules:register", _("Rules and figures"))
        navigation.register(85, "rules:proposals", _("Proposed values"), *KEEPERS)
        api.add_router("/rules", router)
        events.register(
            {
                "rules.propose": _("Proposed a value of a rule"),
                "rules.confirm": _("Confirmed a value of a rule"),
                "rules.refuse": _("Did not accept a value of a rule"),
                "rules.withdraw": _("Withdrew a proposed value of a rule"),
            },
            kinds={"rules.proposal": _("Proposed value")},
        )
