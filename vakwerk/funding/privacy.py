"""Field ledger of this room: organisations apply, so the people are few: who may be mailed, and who judges."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Calls"),
    (
        _("Organisations apply for grants. Of the people who work on an application we keep whom to mail about it."),
        _("Of jury members we keep on which applications they declared an interest, what they scored and remarked."),
        _("Entries in contests name a school and a team, never a pupil."),
    ),
)
NAMES = {
    "funding.Application": _("An application for a grant"),
    "funding.JuryMember": _("A seat in a jury"),
    "funding.ConflictOfInterest": _("A declaration of interest by a jury member"),
    "funding.Assessment": _("What a jury member found of an application"),
    "funding.Score": _("Points given by a jury member"),
    "funding.Remark": _("A remark made in a jury"),
}
_AUTHORITY = _("The authority that runs the platform")
_RETENTION = _("To be confirmed: no source for a period was found. Until then as long as the accounts of the grant")
_PARTIES = _("The applicant, its confirmed partners, the administration and the jury")
_JURY = _("The jury and the administration")


def _field(purpose: Promise, recipients: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_AUTHORITY,
        recipients=recipients,
        retention=_RETENTION,
    )


def _same(fields: str, purpose: Promise, recipients: Promise) -> dict[str, Field]:
    return {name: _field(purpose, recipients) for name in fields.split()}


PERSONAL = {
    "funding.Application": {
        "contact": _field(_("Mail somebody when the deadline is near or something must be completed"), _PARTIES),
        **_same("public_id call version reference", _("Know for which call this is"), _PARTIES),
        **_same("lead title answers requested_cents", _("Judge the project of the organisation"), _PARTIES),
        **_same("state created_at saved_at submitted_at", _("Show how far it is, and prove it was in time"), _PARTIES),
        **_same("reminded_days", _("Remind once"), _("Nobody")),
        **_same("trial pretended_kind", _("Tell an example of a dry run from a real one"), _("The administration")),
    },
    "funding.JuryMember": _same("call person expertise appointed_at ended_at", _("Know who judges a call"), _JURY),
    "funding.ConflictOfInterest": _same(
        "member application conflict reason declared_at", _("Let nobody judge what they have an interest in"), _JURY
    ),
    "funding.Assessment": _same("public_id member application summary given_at", _("Rank the applications"), _JURY),
    "funding.Score": _same("assessment criterion points reason", _("Rank the applications"), _JURY),
    "funding.Remark": _same("application author text written_at", _("Motivate the decision"), _JURY),
}
NOT_PERSONAL = {
    "funding.Call",
    "funding.CallVersion",
    "funding.Partner",  # an organisation
    "funding.BudgetItem",
    "funding.CoFinancing",
    "funding.CompletionRequest",
    "funding.Finding",
    "funding.Admissibility",  # who decided stands in the audit log
    "funding.JuryMeeting",
    "funding.Ranking",
    "funding.RankedApplication",
    "funding.Decision",
    "funding.Grant",
    "funding.Instalment",
    "funding.Report",
    "funding.ReportedCost",
    "funding.Settlement",
    "funding.Contest",
    "funding.ContestEntry",  # a school and a team name; the form asks for no names of pupils
    "funding.ContestResult",
    "funding.OpenResult",
}
