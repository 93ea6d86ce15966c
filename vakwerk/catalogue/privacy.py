"""The catalogue holds no personal data: programmes, occupations and rules are about nobody."""

from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Room

ABOUT = Room(
    _("Programmes and occupations"),
    (_("All programmes, occupations and rules about what may follow are public. They are about nobody."),),
)
PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL = {
    "catalogue.ProgrammeGroup",
    "catalogue.ProgrammeComponent",
    "catalogue.AdministrativeGroup",
    "catalogue.Occupation",
    "catalogue.ShortageList",
    "catalogue.ShortageOccupation",
    "catalogue.ProgrammeOccupation",
    "catalogue.ProgressionRule",
}
