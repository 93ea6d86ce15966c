from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "vakwerk.people"
    label = "people"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from vakwerk.core import navigation
        from vakwerk.core.viewer import Role
        from vakwerk.people import checks as checks
        from vakwerk.people import middleware, personas, rights

        personas.refuse_in_production()
        user_logged_in.connect(middleware.start_clocks, dispatch_uid="people.start_clocks")
        navigation.register(80, "people:my_organisation", _("My organisation"), *rights.MANAGERS)
        navigation.register(85, "people:logbook", _("Log"), Role.ADMINISTRATOR)
        navigation.register(90, "people:profile", _("My page"), signed_in=True)
