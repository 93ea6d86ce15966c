"""The Flemish rules on who may learn where, each a switch with its values, its date and its source.

A value that no source gave us is None: "te bevestigen". A rule that needs such a value cannot be switched on until
somebody fills it in. `Rules.standard` is a preset for dual learning or for internships; every switch can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from vakwerk.engines.words import Words

Kind = Literal["dual", "internship"]
KINDS: tuple[Kind, ...] = ("dual", "internship")


class RuleProblem(ValueError):
    """A switch that cannot be set so. `words` says why, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Value:
    """One number of a rule; `number` None = no source gives it."""

    key: str
    number: float | None
    unit: Words


@dataclass(frozen=True)
class Rule:
    """`on`: the kinds of round for which it is on by default. `since`: ISO date, "" when the source does not say."""

    code: str
    name: Words
    values: tuple[Value, ...]
    on: tuple[Kind, ...]
    since: str
    source: str
    confirmed: bool


_YEARS, _DAYS, _KM = Words("jaar", "years"), Words("dagen", "days"), Words("km", "km")
_PUPILS, _TRAINING_DAYS = Words("leerlingen", "pupils"), Words("opleidingsdagen", "training days")

REGISTRY: tuple[Rule, ...] = (
    Rule(
        "H1",
        Words(
            "De werkplek is erkend voor de opleiding, de hele periode lang",
            "The workplace is recognised for the programme, the whole period long",
        ),
        (),
        ("dual",),
        "",
        "vlaanderen.be, erkenning van een onderneming als leerwerkplek (per opleiding en vestiging)",
        True,
    ),
    Rule(
        "H2",
        Words("Er is een mentor die aan de voorwaarden voldoet", "There is a mentor who meets the conditions"),
        (
            Value("least_age", 25, _YEARS),
            Value("least_age_derogation", 23, _YEARS),
            Value("least_experience", 5, _YEARS),
            Value("extract_valid", 365, _DAYS),
            Value("training_within", 365, _DAYS),
        ),
        ("dual",),
        "",
        "syntravlaanderen.be, erkenningsvoorwaarden duale werkplek; vivosocialprofit.org (opleiding mentor)",
        True,
    ),
    Rule(
        "H3",
        Words(
            "Niet meer leerlingen tegelijk dan werknemers (zonder werknemers: 1)",
            "No more learners at once than employees (no employees: 1)",
        ),
        (Value("without_employees", 1, _PUPILS),),
        ("dual", "internship"),
        "",
        "vlaanderen.be, lerende gezocht voor duaal of alternerend leren",
        True,
    ),
    Rule(
        "H4",
        Words("Hoogste aantal leerlingen per mentor van de sector", "The sector's maximum of learners per mentor"),
        (Value("most_per_mentor", None, _PUPILS),),
        (),
        "",
        "vlaanderen.be, lerende gezocht: bepaald per sectoraal partnerschap; de tabel vonden we niet",
        False,
    ),
    Rule(
        "H5",
        Words(
            "De vestiging ligt in het Vlaamse of Brusselse gewest",
            "The establishment lies in the Flemish or Brussels region",
        ),
        (),
        ("dual",),
        "",
        "vlaanderen.be, erkenning van een onderneming als leerwerkplek",
        True,
    ),
    Rule(
        "H6",
        Words("Leeftijd van de leerling bij de start", "Age of the pupil at the start"),
        (Value("least_age", 15, _YEARS), Value("most_age", 25, _YEARS)),
        ("dual",),
        "",
        "werk.belgie.be, jeugdige werknemers; unizo.be, duaal leren",
        True,
    ),
    Rule(
        "H16",
        Words("De werkplek is vrij in de hele periode", "The workplace is free for the whole period"),
        (),
        ("dual", "internship"),
        "",
        "periode die school en bedrijf afspreken",
        True,
    ),
    Rule(
        "S25",
        Words(
            "Dicht genoeg bij de school voor begeleiding (regel van een school, geen wet)",
            "Close enough to the school for supervision (one school's rule, not a law)",
        ),
        (Value("most_km", 25, _KM),),
        (),
        "",
        "extranet.pssd.be, stageplaats: 25 km, een voorbeeld om over te nemen",
        True,
    ),
    Rule(
        "H18",
        Words(
            "Wie het minst opleidingsdagen over heeft om te zoeken, gaat eerst",
            "Who has the fewest training days left to search goes first",
        ),
        (Value("search_days", 20, _TRAINING_DAYS), Value("band", 5, _TRAINING_DAYS)),
        ("dual",),
        "",
        "onderwijs.vlaanderen.be, vind een onderneming en sluit een overeenkomst (20 dagen); per 5: keuze van ons",
        True,
    ),
)
_BY_CODE = {rule.code: rule for rule in REGISTRY}


@dataclass(frozen=True)
class Rules:
    """Which rules are on, and with what numbers. Make it with `standard` and `changed`."""

    switched_on: frozenset[str]
    numbers: Mapping[tuple[str, str], float | None]

    @classmethod
    def standard(cls, kind: Kind = "dual") -> Rules:
        numbers = {(rule.code, value.key): value.number for rule in REGISTRY for value in rule.values}
        return cls(frozenset(rule.code for rule in REGISTRY if kind in rule.on), numbers)

    def on(self, code: str) -> bool:
        return code in self.switched_on

    def number(self, code: str, key: str) -> float:
        """A number of a rule that is on. `RuleProblem` when it was never filled in."""
        found = self.numbers[code, key]
        if found is None:
            raise RuleProblem(_unfilled(code, key))
        return found

    def changed(self, code: str, *, on: bool | None = None, **numbers: float | None) -> Rules:
        """With one rule set otherwise. `RuleProblem` for an unknown rule or key, a number below 0, or a rule switched
        on while a number of it is still to be confirmed."""
        rule = _BY_CODE.get(code)
        if rule is None or not set(numbers) <= {value.key for value in rule.values}:
            raise RuleProblem(Words(f'de regel "{code}" bestaat niet zo.', f'there is no such rule "{code}".'))
        if any(number is not None and not 0 <= number < 1e6 for number in numbers.values()):
            raise RuleProblem(Words(f"{code}: een getal vanaf 0 is nodig.", f"{code}: a number from 0 is needed."))
        codes = self.switched_on if on is None else self.switched_on - {code} | ({code} if on else set())
        mine = {(code, key): number for key, number in numbers.items()}
        new = replace(self, switched_on=frozenset(codes), numbers={**self.numbers, **mine})
        for value in rule.values:
            if new.on(code):
                new.number(code, value.key)
        return new


def rule_of(code: str) -> Rule:
    """KeyError when there is none."""
    return _BY_CODE[code]


def _unfilled(code: str, key: str) -> Words:
    return Words(
        f"{code}: {key} is nog te bevestigen. Vul een getal in, of zet de regel af.",
        f"{code}: {key} is still to be confirmed. Fill in a number, or switch the rule off.",
    )
