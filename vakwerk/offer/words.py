"""The words of the offer: for each official code what a twelve-year-old reads, and the official term beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import Domain, EducationForm, Finality, ProgrammeKind

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Word:
    """`plain` for everybody, `official` the term of the register (empty when it is the same)."""

    plain: Text
    official: Text = ""


LEVELS: dict[str, Word] = {
    "1": Word(_("Years 1 and 2"), _("1st grade")),
    "2": Word(_("Years 3 and 4"), _("2nd grade")),
    "3": Word(_("Years 5 and 6"), _("3rd grade")),
    "7": Word(_("Extra 7th year"), _("seventh year")),
    "ov3": Word(_("Special education, learning a trade"), _("BuSO OV3")),
}
FINALITIES: dict[str, Word] = {
    Finality.TRANSFER: Word(_("Going on to study"), _("transfer finality")),
    Finality.DOUBLE: Word(_("Studying or working"), _("double finality")),
    Finality.LABOUR_MARKET: Word(_("Going to work"), _("labour-market finality")),
}
DOMAINS: dict[str, Word] = {
    Domain.STEM: Word(_("Technology, science and building"), _("STEM")),
    Domain.SOCIETY: Word(_("Caring for and working with people"), _("Society and welfare")),
    Domain.ECONOMY: Word(_("Business, office and sales"), _("Economy and organisation")),
    Domain.FOOD: Word(_("Cooking, baking and guests"), _("Food and hospitality")),
    Domain.AGRICULTURE: Word(_("Animals, plants and nature"), _("Agriculture and horticulture")),
    Domain.ART: Word(_("Art, design and stage"), _("Art and creation")),
    Domain.LANGUAGE_CULTURE: Word(_("Language and culture"), _("Language and culture")),
    Domain.SPORT: Word(_("Sport"), _("Sport")),
    Domain.CROSS: Word(_("Broad, across all domains"), _("Across domains")),
}
FORMS: dict[str, Word] = {
    EducationForm.ASO: Word("ASO", _("general")),
    EducationForm.TSO: Word("TSO", _("technical")),
    EducationForm.KSO: Word("KSO", _("arts")),
    EducationForm.BSO: Word("BSO", _("vocational")),
}
LEARNING: dict[str, Word] = {
    "dual": Word(_("At school and at a company"), _("dual learning")),
    "school": Word(_("At school"), _("not dual")),
}
STEM: dict[str, Word] = {"stem": Word(_("STEM programme"))}
SHORTAGE: dict[str, Word] = {"ja": Word(_("Leads to a shortage job"))}

ENTRY_LEVELS: dict[str, Text] = {
    ProgrammeKind.SEVENTH_AFTER_OK3: _(
        "You enter with a diploma of qualification level 3 (after a 6th year labour market)."
    ),
    ProgrammeKind.SEVENTH_AFTER_OK4: _(
        "You enter with a diploma of qualification level 4 (after a 6th year double or transfer finality)."
    ),
    ProgrammeKind.SEVENTH_PREPARING_HE: _(
        "You enter with a diploma of qualification level 3. "
        "The year prepares for higher education and gives a diploma of level 4."
    ),
}
KINDS: dict[str, Text] = {
    ProgrammeKind.BASIC_OPTION: _("Basic option in the second year"),
    ProgrammeKind.DUAL_ONLY: _("Exists only as dual learning"),
    ProgrammeKind.DUAL_PREPARATORY: _("Prepares for dual learning"),
    ProgrammeKind.SEVENTH_AFTER_OK3: _("7th year, after qualification level 3"),
    ProgrammeKind.SEVENTH_AFTER_OK4: _("7th year, after qualification level 4"),
    ProgrammeKind.SEVENTH_PREPARING_HE: _("7th year, prepares for higher education"),
    ProgrammeKind.OV3: _("Special secondary education, training form 3"),
}


def plain(words: dict[str, Word], key: str) -> str:
    """The child's word for a code; the code itself for one that we do not know yet."""
    return str(words[key].plain) if key in words else key


def official(words: dict[str, Word], key: str) -> str:
    return str(words[key].official or words[key].plain) if key in words else key
