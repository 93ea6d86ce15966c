"""Field ledger of this room: answers of a minor are personal data, also without a name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room
from vakwerk.talent.actions import delete_expired

ABOUT = Room(
    _("Discovering what you like"),
    (
        _(
            "At home we keep nothing. The answers stay in the child's own browser and go after a day. Only when you "
            "ask to go on later or to keep the report, it stays for six months behind a code that you get."
        ),
        _(
            "In a class every child gets a code on a strip of paper: no account and no name. The answers stay for six "
            "months behind that code. After that they are erased by themselves."
        ),
        _(
            "Only who holds the report code sees the report. The school, the CLB or the talent centre sees how many "
            "children are done, and no answers. That changes only when the child or a parent shares the report, and a "
            "share can be taken back."
        ),
        _(
            "No other part of Vakwerk can look into it: the report stands in no file. We do count which directions "
            "children think about before and after, by month, without code and without name."
        ),
    ),
)
NAMES = {
    "talent.Sitting": _("One time through the questions"),
    "talent.Answer": _("An answer to one question"),
    "talent.ProgrammeStance": _("What a pupil says about a programme in the report"),
    "talent.Share": _("A report that was shared"),
}
_CENTRE = _("The school, CLB or talent centre that opened the session; at home the authority that runs the platform")
_SIX_MONTHS = _("Six months after the start, or at once when the holder of the report code erases it")
_HOLDER = _("Whoever holds the report code; one organisation when the pupil or a parent shares it")


def _field(purpose: Promise, recipients: Promise = _HOLDER, ground: Ground = Ground.PUBLIC_TASK) -> Field:
    return Field(purpose=purpose, ground=ground, controller=_CENTRE, recipients=recipients, retention=_SIX_MONTHS)


PERSONAL = {
    "talent.Sitting": {
        "public_id": _field(_("Random reference for the browser that answers"), _("Nobody")),
        "context": _field(_("Know whether somebody answered at home or with a class"), _("Nobody")),
        "session": _field(_("Count how many of a class are busy and done"), _("Staff of the organisation, as a count")),
        "seat": _field(
            _("Give every seat of a session one code"), _("Staff of the organisation, before the strips are drawn")
        ),
        "stage": _field(_("Show the next choice of this pupil's year first")),
        "bank_version": _field(_("Know to which activities the answers belong"), _("Nobody")),
        "answering_hash": _field(_("Recognise the answering code without keeping it"), _("Nobody")),
        "answer_until": _field(_("End the answering code"), _("Nobody")),
        "report_hash": _field(_("Recognise the report code without keeping it"), _("Nobody")),
        "browser": _field(_("Let one browser answer at a time"), _("Nobody")),
        "started_on": _field(_("Count how many of a class are busy"), _("Staff of the organisation, as a count")),
        "finished_on": _field(_("Date the report, and count how many of a class are done")),
        "opened": _field(_("Give the report code once"), _("Nobody")),
        "hurried": _field(_("Warn the pupil that most answers came too fast to read the question")),
        "answered_at": _field(_("See whether the next answer comes too fast; emptied when all are given"), _("Nobody")),
        "delete_after": _field(_("Erase in time")),
    },
    "talent.Answer": {
        "sitting": _field(_("Keep the answers of one sitting together")),
        "item": _field(_("Know which activity the answer is about")),
        "value": _field(_("Compute the interests in the report")),
    },
    "talent.ProgrammeStance": {
        "sitting": _field(_("Keep the corrections with the report")),
        "programme": _field(_("Remember which programme the pupil takes along or crosses out")),
        "stance": _field(_("Remember what the pupil says about it")),
    },
    "talent.Share": {
        "public_id": _field(_("Random reference in the address of a shared report")),
        "sitting": _field(_("Find the report that was shared")),
        "recipient": _field(_("Let only the kind of organisation that the pupil chose open it"), ground=Ground.CONSENT),
        "token_hash": _field(_("Recognise the share code without keeping it"), _("Nobody")),
        "organisation": _field(_("Bind the share to the first organisation that opens it"), ground=Ground.CONSENT),
        "created_on": _field(_("Show when it was shared")),
        "times_opened": _field(_("Show the pupil how often it was read"), _("The pupil")),
        "last_opened_on": _field(_("Show the pupil when it was read last"), _("The pupil")),
    },
}
NOT_PERSONAL = {
    "talent.Session",  # a class label and dates of an organisation; the form asks for no names
    "talent.ConsiderationMeasure",  # month, place and finalities, with a random key and no link to a sitting
}
RETENTION = {"talent.Sitting": delete_expired}
