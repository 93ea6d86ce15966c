from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalentConfig(AppConfig):
    name = "vakwerk.talent"
    label = "talent"

    def ready(self) -> None:
        from vakwerk.core.navigation import register
        from vakwerk.talent.queries import MEASURE_ROLES, READER_ROLES, SESSION_ROLES

        register(8, "talent:start", _("My interests"))
        register(60, "talent:sessions", _("Class sessions"), *SESSION_ROLES)
        register(61, "talent:shared", _("Shared reports"), *READER_ROLES)
        register(80, "talent:measure", _("Considered before and after"), *MEASURE_ROLES)
