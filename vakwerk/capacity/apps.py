from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CapacityConfig(AppConfig):
    name = "vakwerk.capacity"
    label = "capacity"

    def ready(self) -> None:
        from vakwerk.capacity.api import router
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.core.viewer import Role
        from vakwerk.people import events

        table = (Role.PRINCIPAL, Role.COORDINATOR, Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
        navigation.register(18, "capacity:places", _("Places"))
        navigation.register(64, "capacity:own_sites", _("Places of my school"), Role.PRINCIPAL, Role.COORDINATOR)
        navigation.register(65, "capacity:consultation", _("LOP table"), *table)
        api.add_router("/capacity", router)
        events.register(
            {
                "capacity.enter_seats": _("Entered places of a site"),
                "capacity.enter_demand": _("Entered counts of pupils"),
                "capacity.remove_demand": _("Removed a count of pupils"),
                "capacity.set_area": _("Changed the municipalities of a LOP"),
                "capacity.draft_proposal": _("Drafted a proposal for places"),
                "capacity.take_step": _("Took a step with a proposal for places"),
                "capacity.remark": _("Made a remark about a proposal for places"),
            },
            kinds={"capacity.site": _("Site"), "capacity.placesproposal": _("Proposal for places")},
        )
