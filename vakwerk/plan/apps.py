from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "vakwerk.plan"
    label = "plan"

    def ready(self) -> None:
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.core.viewer import Role
        from vakwerk.people import events
        from vakwerk.plan.api import router

        navigation.register(17, "plan:overview", _("The plan"))
        navigation.register(
            52, "plan:question", _("Parliamentary question"), Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR
        )
        api.add_router("/plan", router)
        events.register(
            {
                "plan.add_indicator": _("Added an indicator of the plan"),
                "plan.withdraw_indicator": _("Withdrew an indicator of the plan"),
                "plan.enter_value": _("Entered a figure of the plan"),
                "plan.report_status": _("Entered how far an action of the plan is"),
            },
            kinds={"plan.indicator": _("Indicator"), "plan.actionstatus": _("Status of an action")},
        )
