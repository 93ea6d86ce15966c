"""The monthly allowance of a learner under an alternating training agreement (leervergoeding, OAO)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.questions import Asked, Kind, Option, Question
from vakwerk.engines.rules.rounding import up_to
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Version
from vakwerk.engines.rules.wording import dated, euro, percentage
from vakwerk.engines.words import Words

LEVELS = (
    Option(
        "1",
        Words(
            "Eerste opleidingsjaar, zonder getuigschrift van de tweede graad",
            "First year of training, without a certificate of the second grade",
        ),
    ),
    Option(
        "2",
        Words(
            "Met getuigschrift van de tweede graad, of geslaagd voor het eerste jaar alternerende opleiding",
            "With a certificate of the second grade, or passed the first year of alternating training",
        ),
    ),
    Option(
        "3",
        Words(
            "Geslaagd voor het eerste jaar van de derde graad, voor twee opleidingsjaren, voor de kwalificatiefase"
            " van BuSO OV3 of voor een alternerende opleiding van minstens twee jaar",
            "Passed the first year of the third grade, two years of training, the qualification phase of BuSO OV3 or"
            " an alternating programme of at least two years",
        ),
    ),
)
QUESTIONS = (
    Question("level", Kind.CHOICE, Words("Wat past bij de leerling?", "What fits the pupil?"), options=LEVELS),
)


def _since_2016(asked: Asked, read: Reader) -> Finding:
    level = asked.text("level")
    share, income = read.number(f"oao.share.level{level}"), read.number("ggmmi")
    step = read.number("oao.rounding")
    product = share * income
    amount = up_to(product, step)
    return Finding(
        headline=_headline(amount),
        result={"amount": amount, "share": share, "base": income},
        steps=(_sum(share, income, product), _rounded(product, step, amount), _base(read)),
        notes=_NOTES,
    )


def _headline(amount: Decimal) -> Words:
    paid = euro(amount)
    return Words(f"De leervergoeding is {paid.nl} per maand.", f"The learner's allowance is {paid.en} a month.")


def _sum(share: Decimal, income: Decimal, product: Decimal) -> Words:
    part, base, found = percentage(share), euro(income), euro(product)
    return Words(f"{part.nl} van {base.nl} = {found.nl}", f"{part.en} of {base.en} = {found.en}")


def _rounded(product: Decimal, step: Decimal, amount: Decimal) -> Words:
    before, unit, after = euro(product), euro(step), euro(amount)
    return Words(
        f"{before.nl}, naar boven afgerond op {unit.nl} -> {after.nl}",
        f"{before.en}, rounded up to {unit.en} -> {after.en}",
    )


def _base(read: Reader) -> Words:
    entry = read.reading("ggmmi").entry
    if entry is None or entry.valid_from is None:
        return Words("GGMMI zonder begindatum", "GGMMI without a first day")
    since = dated(entry.valid_from)
    return Words(
        f"Het gewaarborgd minimummaandinkomen (GGMMI) geldt sinds {since.nl}. Bron: {entry.source}.",
        f"The guaranteed minimum monthly income (GGMMI) holds since {since.en}. Source: {entry.source}.",
    )


_NOTES = (
    Words(
        "Een hoger niveau begint op 1 september van het volgende opleidingsjaar.",
        "A higher level starts on 1 September of the next year of training.",
    ),
    Words(
        "Voor een onvolledige maand vonden we geen regel: vraag het aan de trajectbegeleider.",
        "We found no rule for a part of a month: ask the trajectory coach.",
    ),
)

ALLOWANCE = Rule(
    name="learner_allowance",
    title=Words("Leervergoeding per maand", "Learner's allowance per month"),
    about=Words(
        "Wat een leerling met een overeenkomst van alternerende opleiding (OAO) per maand krijgt.",
        "What a pupil with an alternating training agreement (OAO) gets each month.",
    ),
    questions=QUESTIONS,
    versions=(
        Version(date(2016, 9, 1), _since_2016, "Decreet van 10 juni 2016; bedragen: zie de bronnen van het GGMMI"),
    ),
)
