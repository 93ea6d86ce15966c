from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammingConfig(AppConfig):
    name = "vakwerk.programming"
    label = "programming"

    def ready(self) -> None:
        from vakwerk.core import navigation
        from vakwerk.core.api import api
        from vakwerk.core.viewer import Role
        from vakwerk.people import events
        from vakwerk.programming.api import router

        overseers = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
        navigation.register(19, "programming:overview", _("Starting a programme"))
        navigation.register(66, "programming:school", _("Programmes of my school"), Role.PRINCIPAL, Role.COORDINATOR)
        navigation.register(67, "programming:monitor", _("Following programmes"), *overseers)
        api.add_router("/programming", router)
        events.register(
            {
                "programming.draft": _("Drafted a request to start a programme"),
                "programming.change": _("Changed a draft to start a programme"),
                "programming.hand_in": _("Handed in a request to start a programme"),
                "programming.withdraw": _("Withdrew a request to start a programme"),
                "programming.start": _("Said that a programme runs"),
                "programming.count": _("Counted pupils of a started programme"),
                "programming.advise": _("Entered advice about a programme"),
                "programming.decide": _("Decided about a programme"),
                "programming.load_old": _("Loaded old programmes"),
            },
            kinds={"programming.programmingrequest": _("Request to start a programme")},
        )
