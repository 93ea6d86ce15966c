"""What this room keeps about people: who said what about a proposal, and nothing about pupils but numbers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Places at schools"),
    (
        _("This room keeps numbers of pupils per school or municipality, and no pupil."),
        _("What everybody can read shows no number of one to four pupils, nor a way to compute one."),
        _("Who speaks about a proposal in a LOP stands beside what was said, with the organisation."),
    ),
)
NAMES = {"capacity.ProposalEntry": _("A line in the file of a proposal for places")}
_TABLE = _("The LOP, the schools of its municipalities, and who oversees the plan")


def _field(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_("The LOP, with the authority that runs the platform"),
        recipients=_TABLE,
        retention=_("As long as the proposal; the name goes with the person"),
    )


PERSONAL = {
    "capacity.ProposalEntry": {
        "proposal": _field(_("Keep the file of a proposal together")),
        "author": _field(_("Say who spoke or decided")),
        "organisation": _field(_("Say for which organisation somebody spoke")),
        "state": _field(_("Show which step was taken")),
        "text": _field(_("Give the reasons of a step, or a remark")),
        "written_at": _field(_("Show when it was said")),
    }
}
NOT_PERSONAL = {
    "capacity.SeatCount",  # what a site can hold; who entered it stands in the log only
    "capacity.DemandEstimate",  # numbers of pupils per place; small ones are withheld from the public
    "capacity.PlacesStamp",
    "capacity.LopMunicipality",
    "capacity.PlacesProposal",  # a proposal of an organisation
}
