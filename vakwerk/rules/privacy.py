"""What this room keeps about people."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Rules and figures"),
    (
        _("Rules and figures are public. Of who proposes or confirms a value we keep who it was."),
        _("What you type into a calculator is not kept."),
    ),
)
NAMES = {"rules.Proposal": _("A proposed value of a rule")}
_EVIDENCE = Field(
    purpose=_("To show who proposed and who confirmed a value that everybody computes with"),
    ground=Ground.PUBLIC_TASK,
    controller=_("The authority that runs the platform"),
    recipients=_("Civil servants and administrators"),
    retention=_("Until the person is erased; the value itself stays"),
)
_VALUE = Field(
    purpose=_("The proposed value with its source and what was decided"),
    ground=Ground.PUBLIC_TASK,
    controller=_("The authority that runs the platform"),
    recipients=_("Everybody, once the value is confirmed"),
    retention=_("As long as the rule is shown"),
)
PERSONAL = {
    "rules.Proposal": {
        **dict.fromkeys(("proposed_by", "proposed_at", "decided_by", "decided_at"), _EVIDENCE),
        **dict.fromkeys(
            (
                "parameter",
                "value",
                "certainty",
                "valid_from",
                "valid_to",
                "sure_until",
                "source",
                "url",
                "reason",
                "state",
                "decision_reason",
                "before",
            ),
            _VALUE,
        ),
    }
}
NOT_PERSONAL: set[str] = set()
