"""What this room keeps about people."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(_("Rules and figures"), (_("This room keeps nothing yet."),))
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL: set[str] = set()
