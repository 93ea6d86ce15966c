"""What this room keeps about people: nothing."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(
    _("Calculators"),
    (
        _("Everybody can compute here without an account."),
        _("Nothing that is typed is kept. It stands in the address of the answer, for you to keep or to share."),
    ),
)
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL: set[str] = set()
