"""Field ledger of the offer: which pupil sits in which class. Everything else in this room is public."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Programmes and schools"),
    (
        _("Programmes, schools and places where they teach are public. They are about nobody."),
        _(
            "Of a pupil who is known by name we keep in which class he or she sits, and from when to when. Staff of "
            "that school in their role, the pupil and the parents may see it."
        ),
    ),
)
NAMES = {"offer.Enrolment": _("A pupil in a class")}


def _enrolment(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_("The school where the pupil is enrolled"),
        recipients=_("Staff of that school in their role; the pupil and the parents"),
        retention=_("As long as the record of the person; deleted together with it"),
    )


PERSONAL = {
    "offer.Enrolment": {
        "pupil": _enrolment(_("To know who sits in a class, so that the class can be invited and guided.")),
        "school_class": _enrolment(_("To know the programme that the pupil follows now.")),
        "valid_from": _enrolment(_("To know from which day the pupil is in this class.")),
        "valid_to": _enrolment(_("To know until which day the pupil was in this class.")),
    },
}
NOT_PERSONAL = {"offer.OfferStamp", "offer.OfferedProgramme", "offer.SchoolClass"}
