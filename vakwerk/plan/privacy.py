"""The plan holds no personal data: ministers are named in their office, and administrations enter figures."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(
    _("The government's plan"),
    (
        _("The plan is public. Ministers are named in their office, as in the paper itself."),
        _(
            "Civil servants enter figures and how far an action is. Their administration stands beside it; who it was "
            "stands in the audit log only. A number of children under 5 is shown to nobody."
        ),
    ),
)
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL = {"plan.Indicator", "plan.IndicatorValue", "plan.ActionStatus"}
