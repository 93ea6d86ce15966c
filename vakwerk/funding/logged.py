"""What the events of this room are called in the log."""

from django.utils.translation import gettext_lazy as _

from vakwerk.people import events
from vakwerk.people.events import Label

CALLS: dict[str, Label] = {
    "funding.create_call": _("Made a call"),
    "funding.change_call": _("Changed the draft of a call"),
    "funding.choose_envelope": _("Chose the credit of a call"),
    "funding.start_dry_run": _("Started the dry run of a call"),
    "funding.start_trial": _("Filled in an example of a dry run"),
    "funding.publish_call": _("Published a call"),
    "funding.start_amendment": _("Began to change a published call"),
    "funding.discard_amendment": _("Threw a change of a call away"),
    "funding.publish_amendment": _("Published a change of a call"),
    "funding.cancel_call": _("Cancelled a call"),
    "funding.delete_call": _("Deleted the draft of a call"),
}
APPLICATIONS: dict[str, Label] = {
    "funding.start_application": _("Started an application"),
    "funding.save_application": _("Saved answers of an application"),
    "funding.save_budget": _("Saved the budget of an application"),
    "funding.attach_file": _("Added a file to an application"),
    "funding.remove_files": _("Removed files from an application"),
    "funding.invite_partner": _("Invited a partner"),
    "funding.remove_partner": _("Took a partner out of an application"),
    "funding.confirm_partner": _("Confirmed to take part in a project"),
    "funding.decline_partner": _("Declined to take part in a project"),
    "funding.submit_application": _("Submitted an application"),
    "funding.take_back_application": _("Took an application back to change it"),
    "funding.withdraw_application": _("Withdrew an application"),
    "funding.note_findings": _("Checked points of an application by hand"),
    "funding.ask_completion": _("Asked to complete an application"),
    "funding.decide_admissibility": _("Decided whether an application is admissible"),
    "funding.change_admissibility": _("Changed the decision whether an application is admissible"),
}


def register() -> None:
    kinds: dict[str, Label] = {"funding.call": _("Call"), "funding.application": _("Application")}
    events.register(CALLS | APPLICATIONS, kinds=kinds)
