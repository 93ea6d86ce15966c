"""What the events of juries, decisions, grants, contests and results are called in the log."""

from django.utils.translation import gettext_lazy as _

from vakwerk.people import events
from vakwerk.people.events import Label

JURIES: dict[str, Label] = {
    "funding.appoint_member": _("Appointed somebody to a jury"),
    "funding.end_seat": _("Ended a seat in a jury"),
    "funding.set_meeting": _("Set the meeting of a jury"),
    "funding.declare_no_conflict": _("Declared to have no interest in an application"),
    "funding.declare_conflict": _("Declared an interest in an application"),
    "funding.save_assessment": _("Saved scores of an application"),
    "funding.give_assessment": _("Gave scores of an application"),
    "funding.reopen_assessment": _("Reopened scores of an application"),
    "funding.write_remark": _("Wrote a remark in a jury"),
    "funding.close_meeting": _("Closed the meeting of a jury"),
    "funding.reopen_meeting": _("Reopened the meeting of a jury"),
    "funding.decide_application": _("Decided on an application"),
    "funding.decide_call": _("Decided on a call"),
}
GRANTS: dict[str, Label] = {
    "funding.plan_instalments": _("Divided a grant in instalments"),
    "funding.release_instalment": _("Found the condition of an instalment met"),
    "funding.save_report": _("Saved a report on a grant"),
    "funding.attach_report_file": _("Added a file to a report"),
    "funding.submit_report": _("Handed in a report on a grant"),
    "funding.accept_report": _("Accepted a report"),
    "funding.refuse_report": _("Did not accept a report"),
    "funding.settle_grant": _("Settled a grant"),
    "funding.hand_in_result": _("Handed in an open result"),
    "funding.publish_result": _("Published an open result"),
    "funding.hide_result": _("Took an open result out of the catalogue"),
}
CONTESTS: dict[str, Label] = {
    "funding.add_contest": _("Put a contest on the calendar"),
    "funding.change_contest": _("Changed a contest"),
    "funding.enter_contest": _("Entered a team in a contest"),
    "funding.withdraw_entry": _("Withdrew a team from a contest"),
    "funding.enter_results": _("Entered results of a contest"),
}


def register() -> None:
    kinds: dict[str, Label] = {
        "funding.jurymember": _("Seat in a jury"),
        "funding.grant": _("Grant"),
        "funding.contest": _("Contest"),
        "funding.contestentry": _("Team in a contest"),
        "funding.openresult": _("Open result"),
    }
    events.register(JURIES | GRANTS | CONTESTS, kinds=kinds)
