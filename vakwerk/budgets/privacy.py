"""What this room keeps about people."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room

ABOUT = Room(
    _("Budgets by key"),
    (_("Schools give numbers of pupils, never who they are. Of who decides about a division we keep who it was."),),
)
NAMES = {"budgets.Round": _("A division of a budget")}
_DECISION = Field(
    purpose=_("To show who decided about public money"),
    ground=Ground.PUBLIC_TASK,
    controller=_("The authority that runs the platform"),
    recipients=_("Civil servants and administrators"),
    retention=_("Until the person is erased; the decision itself stays"),
)
_DIVISION = Field(
    purpose=_("The division itself: its key, its pool and the reasons"),
    ground=Ground.PUBLIC_TASK,
    controller=_("The authority that runs the platform"),
    recipients=_("Everybody, once it is decided"),
    retention=_("As long as the division is shown"),
)
PERSONAL = {
    "budgets.Round": {
        **dict.fromkeys(("decided_by", "decided_at", "reason"), _DECISION),
        **dict.fromkeys(
            (
                "public_id",
                "regime",
                "school_year",
                "title",
                "day",
                "counting_date",
                "pool_cents",
                "pool_source",
                "weights",
                "weights_source",
                "envelope",
                "owner",
                "state",
                "key",
            ),
            _DIVISION,
        ),
    }
}
NOT_PERSONAL = {
    "budgets.EligibleProgramme",
    "budgets.PupilCount",
    "budgets.Share",
    "budgets.InvestmentPlan",
    "budgets.PlanItem",
    "budgets.Expense",
    "budgets.PlacesClaim",
}
