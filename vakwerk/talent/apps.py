from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalentConfig(AppConfig):
    name = "vakwerk.talent"
    label = "talent"

    def ready(self) -> None:
        from vakwerk.core.navigation import register
        from vakwerk.people import events
        from vakwerk.talent.queries import MEASURE_ROLES, READER_ROLES, SESSION_ROLES

        register(8, "talent:start", _("My interests"))
        register(60, "talent:sessions", _("Class sessions"), *SESSION_ROLES)
        register(61, "talent:shared", _("Shared reports"), *READER_ROLES)
        register(80, "talent:measure", _("Considered before and after"), *MEASURE_ROLES)
        events.register(
            {
                "talent.open_session": _("Made a class session"),
                "talent.make_codes": _("Made codes for a class session"),
                "talent.close_session": _("Closed a class session"),
                "talent.sitting.read": _("Read a shared report"),
            },
            kinds={"talent.session": _("Class session"), "talent.sitting": _("Report")},
        )
