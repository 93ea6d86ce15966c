"""What this room keeps about people: who drafted, advised and decided; of pupils only numbers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Starting a programme"),
    (
        _("This room keeps how many pupils a new programme has at a site, and no pupil."),
        _("Everybody can read what was notified and decided. Nobody but the school and who oversees sees the counts."),
        _("Who made a request, entered advice or decided stands in its file, and who decided also under the letter."),
    ),
)
NAMES = {
    "programming.ProgrammingRequest": _("A request to start a programme"),
    "programming.Advice": _("An advice about a programme"),
    "programming.Decision": _("A decision about a programme"),
    "programming.RequestEntry": _("A line in the file of a programme"),
}
_FILE = _("The school and its board, and who oversees programming")
_KEPT = _("As long as the request; the name goes with the person")


def _field(purpose: Promise, recipients: Promise = _FILE, retention: Promise = _KEPT) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_("The authority that runs the platform"),
        recipients=recipients,
        retention=retention,
    )


_WHAT = _field(_("Say what is asked, where and from when"))
_RULE = _field(_("Show by which rule and on which day it was judged"))
_TOGETHER = _field(_("Keep the file of a request together"))
_LETTER = _("As long as the decision can be asked for: it is an official act")
PERSONAL = {
    "programming.ProgrammingRequest": {
        **dict.fromkeys(
            (
                "site",
                "component",
                "school_year",
                "kind",
                "in_exchange",
                "catholic",
                "dpcc_agreed_on",
                "niche",
                "in_profile",
                "inhabitants",
                "motivation",
                "state",
            ),
            _WHAT,
        ),
        **dict.fromkeys(("way", "rule_version", "answer", "late", "drafted_on", "handed_in_on"), _RULE),
        "drafted_by": _field(_("Say who drafted it")),
    },
    "programming.Advice": {
        "request": _TOGETHER,
        "body": _field(_("Say who advised")),
        "opinion": _field(_("Say what the advice is")),
        "text": _field(_("Give the reasons of the advice")),
        "given_on": _field(_("Show when it was given")),
        "entered_by": _field(_("Say who entered it")),
    },
    "programming.Decision": {
        "request": _TOGETHER,
        "verb": _field(_("Say what was decided")),
        "reasons": _field(_("Give the reasons of the decision")),
        **dict.fromkeys(("decided_on", "rule", "rule_version", "answer"), _RULE),
        "decided_by": _field(_("Say who decided")),
        "signed": _field(_("Sign the letter"), retention=_LETTER),
        "organisation": _field(_("Say for which organisation somebody decided")),
    },
    "programming.RequestEntry": {
        "request": _TOGETHER,
        "author": _field(_("Say who took a step")),
        "organisation": _field(_("Say for which organisation")),
        "text": _field(_("Show which step was taken")),
        "written_at": _field(_("Show when it was said")),
    },
}
NOT_PERSONAL = {
    "programming.PupilCount",  # numbers of pupils per programme and site, for the school and who oversees
    "programming.Reminder",
    "programming.OldProgramme",
}
