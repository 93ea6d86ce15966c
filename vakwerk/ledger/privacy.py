"""What this room keeps about people: a beneficiary may be a person, and so may a file's name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Public money"),
    (
        _("Everybody sees how much of the plan's money is committed, paid and recovered."),
        _(
            "To whom it is paid, and on which account, only civil servants see. Most beneficiaries are organisations; "
            "when one is a person, name and account number stay as long as the accounts must be kept."
        ),
    ),
)
NAMES = {"ledger.Commitment": _("Money promised to somebody")}


def _field(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.LEGAL_OBLIGATION,
        controller=_("The administration that owns the envelope"),
        recipients=_("Civil servants of the administration; the bank that pays"),
        retention=_("As long as the accounts must be kept"),
    )


PERSONAL = {
    "ledger.Commitment": {
        "public_id": _field(_("Random address of the commitment")),
        "envelope": _field(_("Know from which envelope is paid")),
        "organisation": _field(_("Know which organisation is paid")),
        "beneficiary": _field(_("Know who is paid")),
        "iban": _field(_("Pay on the right account")),
        "purpose": _field(_("Know what is paid for")),
        "reference": _field(_("Find the decision behind the commitment")),
        "made_on": _field(_("Know when the money was promised")),
        "amount_cents": _field(_("Know how much was promised")),
        "planned_cents": _field(_("Pay no more than was promised")),
        "paid_cents": _field(_("Pay no more than was promised")),
        "asked_cents": _field(_("Ask back no more than was paid")),
        "recovered_cents": _field(_("Ask back no more than was paid")),
    },
}
NOT_PERSONAL = {
    "ledger.Envelope",
    "ledger.JournalEntry",
    "ledger.Payment",
    "ledger.PaymentRun",
    "ledger.Posting",
    "ledger.Recovery",
}
