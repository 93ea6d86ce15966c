"""The catalogue holds no personal data: programmes, occupations and rules are about nobody."""

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
