"""What the events of the audit log are called on screen. A room registers its own; an unknown event shows its code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
_labels: dict[str, Label] = {
    "core.forget": _("Erased somebody from the log"),
    "core.erase": _("Erased data"),
    "core.retention": _("Removed what is too old"),
    "core.retry_job": _("Tried a task again"),
    "people.person.read": _("Looked at a person's page"),
    "people.sign_in": _("Signed in"),
    "people.invite": _("Invited somebody"),
    "people.withdraw_invitation": _("Withdrew an invitation"),
    "people.accept_invitation": _("Accepted an invitation"),
    "people.end_membership": _("Ended a membership"),
    "people.register_number": _("Entered an official number"),
    "people.name_guardian": _("Recorded a guardian"),
    "people.end_guardianship": _("Ended a guardianship"),
    "people.give_consent": _("Gave consent"),
    "people.withdraw_consent": _("Withdrew consent"),
    "people.download_data": _("Downloaded own data"),
    "people.read_log": _("Looked at the log"),
    "people.connect_identity": _("Connected a sign-in service"),
    "people.claim_role": _("Got a role from the sign-in service"),
    "people.lose_claim": _("Lost a role that the sign-in service no longer gives"),
}
# What an event is about, when it is no person.
_kinds: dict[str, Label] = {
    "core.job": _("Task"),
    "people.invitation": _("Invitation"),
    "people.membership": _("Membership"),
    "people.organisation": _("Organisation"),
}
_reasons: dict[str, Label] = {
    "password": _("with a password"),
    "sign-in service": _("with a sign-in service"),
    "invitation": _("with an invitation"),
    "persona": _("as a demo role"),
    "guidance": _("to guide the pupil"),
    "own file": _("own page"),
    "guardian": _("as parent or guardian"),
}


def register(labels: dict[str, Label], kinds: dict[str, Label] | None = None) -> None:
    """Adds the events of a room and what its own things are called."""
    _labels.update(labels)
    _kinds.update(kinds or {})


def kind(code: str) -> Label:
    return _kinds.get(code, code)


def label(event: str) -> Label:
    return _labels.get(event, event)


def reason(code: str) -> Label:
    return _reasons.get(code, code)
