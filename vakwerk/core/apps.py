from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "vakwerk.core"
    label = "core"

    def ready(self) -> None:
        from vakwerk.core import navigation
        from vakwerk.core.viewer import Role

        navigation.register(86, "core:dead_letters", _("Background tasks"), Role.ADMINISTRATOR)
