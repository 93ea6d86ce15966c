"""Field ledger of this room: answers of a minor are personal data, also without a name."""

from vakwerk.core.ledger import Field, Ground
from vakwerk.talent.actions import delete_expired

_CENTRE = "The school, CLB or talent centre that opened the session; at home the authority that runs the platform"
_SIX_MONTHS = "Six months after the start, or at once when the holder of the report code erases it"
_HOLDER = "Whoever holds the report code; one organisation when the pupil or a parent shares it"


def _field(purpose: str, recipients: str = _HOLDER, ground: Ground = Ground.PUBLIC_TASK) -> Field:
    return Field(purpose=purpose, ground=ground, controller=_CENTRE, recipients=recipients, retention=_SIX_MONTHS)


PERSONAL = {
    "talent.Sitting": {
        "public_id": _field("Random reference for the browser that answers", "Nobody"),
        "context": _field("Know whether somebody answered at home or with a class", "Nobody"),
        "session": _field("Count how many of a class are busy and done", "Staff of the organisation, as a count"),
        "seat": _field(
            "Give every seat of a session one code", "Staff of the organisation, before the strips are drawn"
        ),
        "stage": _field("Show the next choice of this pupil's year first"),
        "bank_version": _field("Know to which activities the answers belong", "Nobody"),
        "answering_hash": _field("Recognise the answering code without keeping it", "Nobody"),
        "answer_until": _field("End the answering code", "Nobody"),
        "report_hash": _field("Recognise the report code without keeping it", "Nobody"),
        "browser": _field("Let one browser answer at a time", "Nobody"),
        "started_on": _field("Count how many of a class are busy", "Staff of the organisation, as a count"),
        "finished_on": _field("Date the report, and count how many of a class are done"),
        "opened": _field("Give the report code once", "Nobody"),
        "delete_after": _field("Erase in time"),
    },
    "talent.Answer": {
        "sitting": _field("Keep the answers of one sitting together"),
        "item": _field("Know which activity the answer is about"),
        "value": _field("Compute the interests in the report"),
    },
    "talent.ProgrammeStance": {
        "sitting": _field("Keep the corrections with the report"),
        "programme": _field("Remember which programme the pupil takes along or crosses out"),
        "stance": _field("Remember what the pupil says about it"),
    },
    "talent.Share": {
        "public_id": _field("Random reference in the address of a shared report"),
        "sitting": _field("Find the report that was shared"),
        "recipient": _field("Let only the kind of organisation that the pupil chose open it", ground=Ground.CONSENT),
        "token_hash": _field("Recognise the share code without keeping it", "Nobody"),
        "organisation": _field("Bind the share to the first organisation that opens it", ground=Ground.CONSENT),
        "created_on": _field("Show when it was shared"),
        "times_opened": _field("Show the pupil how often it was read", "The pupil"),
        "last_opened_on": _field("Show the pupil when it was read last", "The pupil"),
    },
}
NOT_PERSONAL = {
    "talent.Session",  # a class label and dates of an organisation; the form asks for no names
    "talent.ConsiderationMeasure",  # month, place and finalities, with a random key and no link to a sitting
}
RETENTION = {"talent.Sitting": delete_expired}
