"""Field ledger of the offer: which pupil sits in which class. Everything else in this room is public."""

from __future__ import annotations

from vakwerk.core.ledger import Field, Ground


def _enrolment(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller="The school where the pupil is enrolled",
        recipients="Staff of that school in their role; the pupil and the parents",
        retention="As long as the record of the person; deleted together with it",
    )


PERSONAL = {
    "offer.Enrolment": {
        "pupil": _enrolment("To know who sits in a class, so that the class can be invited and guided."),
        "school_class": _enrolment("To know the programme that the pupil follows now."),
        "valid_from": _enrolment("To know from which day the pupil is in this class."),
        "valid_to": _enrolment("To know until which day the pupil was in this class."),
    },
}
NOT_PERSONAL = {"offer.OfferStamp", "offer.OfferedProgramme", "offer.SchoolClass"}
