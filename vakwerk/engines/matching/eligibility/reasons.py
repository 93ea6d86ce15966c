"""Why a pair is not eligible: the first rule that excludes it, in this order."""

from __future__ import annotations

from enum import IntEnum

from vakwerk.engines.words import Words


class Reason(IntEnum):
    """0 is no reason: the pair is eligible. The order is that of telling: what no travelling helps comes first."""

    ELIGIBLE = 0
    TOO_YOUNG = 1
    TOO_OLD = 2
    PROGRAMME = 3
    LEFT_OUT = 4
    REGION = 5
    NO_SEATS = 6
    MENTOR = 7
    RECOGNITION = 8
    PERIOD = 9
    PLACE_AGE = 10
    FORBIDDEN = 11
    SCHOOL = 12
    TRAVEL = 13
    NEARER = 14

    @property
    def rule(self) -> str:
        """The rule of `rules.REGISTRY` it comes from; "" for a choice of the round itself."""
        return _RULES.get(self, "")

    @property
    def words(self) -> Words:
        return _WORDS[self]


_RULES = {
    Reason.TOO_YOUNG: "H6",
    Reason.TOO_OLD: "H6",
    Reason.PROGRAMME: "H1",
    Reason.REGION: "H5",
    Reason.MENTOR: "H2",
    Reason.RECOGNITION: "H1",
    Reason.PERIOD: "H16",
    Reason.SCHOOL: "S25",
}
_WORDS = {
    Reason.ELIGIBLE: Words("mag en kan", "eligible"),
    Reason.TOO_YOUNG: Words("te jong bij de start", "too young at the start"),
    Reason.TOO_OLD: Words("te oud bij de start", "too old at the start"),
    Reason.PROGRAMME: Words("niet voor deze opleiding", "not for this programme"),
    Reason.LEFT_OUT: Words("weggelaten uit deze ronde", "left out of this round"),
    Reason.REGION: Words("niet in het Vlaamse of Brusselse gewest", "not in the Flemish or Brussels region"),
    Reason.NO_SEATS: Words("geen vrije zitplaats opgegeven", "no free seat was given"),
    Reason.MENTOR: Words("geen mentor die aan de voorwaarden voldoet", "no mentor who meets the conditions"),
    Reason.RECOGNITION: Words("erkenning geldt niet de hele periode", "recognition is not valid for the whole period"),
    Reason.PERIOD: Words("niet vrij in de hele periode", "not free for the whole period"),
    Reason.PLACE_AGE: Words("jonger dan de werkplek vraagt", "younger than the workplace asks"),
    Reason.FORBIDDEN: Words("door jou verboden", "forbidden by you"),
    Reason.SCHOOL: Words("te ver van de school voor begeleiding", "too far from the school for supervision"),
    Reason.TRAVEL: Words("langer reizen dan mag", "longer travel than allowed"),
    Reason.NEARER: Words("buiten de dichtste die meedoen", "beyond the nearest that take part"),
}
