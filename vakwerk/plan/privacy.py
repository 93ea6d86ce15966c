"""The plan holds no personal data: the ministers are named in their office, in a public paper."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(
    _("The government's plan"),
    (_("The plan is public. Ministers are named in their office, as in the paper itself."),),
)
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL: set[str] = set()
