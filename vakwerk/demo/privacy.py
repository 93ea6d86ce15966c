"""The demo room keeps nothing about anybody: its people are fictitious and stand in the rooms they belong to."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(
    _("The guided tour"),
    (_("Everybody in the demo is invented, and every page of the demo says so. The tour keeps nothing about you."),),
)
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL = {"demo.World"}
