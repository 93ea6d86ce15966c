"""The monthly allowance of a learner under an alternating training agreement (leervergoeding, OAO)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.questions import Asked, Kind, Option, Question
from vakwerk.engines.rules.rounding import up_to
from vakwerk.engines.rules.rulebook import Finding, Grid, Reader, Rule, Version
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
PASSED = (
    Option("none", Words("Nog geen opleidingsjaar geslaagd", "No year of training passed yet")),
    Option(
        "alternating_first", Words("Het eerste jaar alternerende opleiding", "The first year of alternating training")
    ),
    Option("third_grade_first", Words("Het eerste jaar van de derde graad", "The first year of the third grade")),
    Option("two_years", Words("Twee opleidingsjaren (mogen verschillen)", "Two years of training (may differ)")),
    Option("buso", Words("De kwalificatiefase van BuSO OV3", "The qualification phase of BuSO OV3")),
    Option(
        "programme_two_years",
        Words("Een alternerende opleiding van minstens twee jaar", "An alternating programme of at least two years"),
    ),
)
TOP = {"third_grade_first", "two_years", "buso", "programme_two_years"}
QUESTIONS = (
    Question(
        "level",
        Kind.CHOICE,
        Words("Welk niveau past bij de leerling?", "Which level fits the pupil?"),
        hint=Words(
            "Weet u het niet? Sla deze vraag over en beantwoord de twee volgende.",
            "You do not know? Leave this out and answer the next two.",
        ),
        needed=False,
        options=LEVELS,
    ),
    Question(
        "certificate",
        Kind.YES_NO,
        Words("Heeft de leerling een getuigschrift van de tweede graad?", "Has the pupil a second-grade certificate?"),
        needed=False,
    ),
    Question(
        "passed",
        Kind.CHOICE,
        Words("Waarvoor is de leerling al geslaagd?", "What has the pupil passed already?"),
        hint=Words("Kies wat het verst gaat.", "Choose what goes furthest."),
        needed=False,
        options=PASSED,
    ),
)


def level_of(asked: Asked) -> str:
    """The level that was given, or that follows from what the pupil passed; empty when that cannot be known."""
    passed = asked.text("passed")
    if asked.text("level"):
        return asked.text("level")
    if passed in TOP:
        return "3"
    if passed == "alternating_first" or (asked.yes("certificate") and passed):
        return "2"
    return "1" if passed and asked["certificate"] is False else ""


def _since_2016(asked: Asked, read: Reader) -> Finding:
    level = level_of(asked)
    return _of_level(level, read, found=not asked.text("level")) if level else _all_levels(read)


def _all_levels(read: Reader) -> Finding:
    income, step = read.number("ggmmi"), read.number("oao.rounding")
    shares = [read.number(f"oao.share.level{level.key}") for level in LEVELS]
    amounts = [up_to(share * income, step) for share in shares]
    low, high = euro(amounts[0]), euro(amounts[-1])
    rows = tuple((option.label, euro(amount)) for option, amount in zip(LEVELS, amounts, strict=True))
    return Finding(
        headline=Words(
            f"De leervergoeding hangt af van het niveau: van {low.nl} tot {high.nl} per maand.",
            f"The learner's allowance depends on the level: from {low.en} to {high.en} a month.",
        ),
        result={f"level{option.key}": amount for option, amount in zip(LEVELS, amounts, strict=True)},
        steps=(*(_sum(share, income, share * income) for share in shares), _base(read)),
        notes=_NOTES,
        grids=(Grid(Words("Per niveau", "By level"), (Words("Niveau", "Level"), Words("Per maand", "A month")), rows),),
    )


def _of_level(level: str, read: Reader, *, found: bool) -> Finding:
    share, income = read.number(f"oao.share.level{level}"), read.number("ggmmi")
    step = read.number("oao.rounding")
    product = share * income
    amount = up_to(product, step)
    return Finding(
        headline=_headline(amount),
        result={"amount": amount, "share": share, "base": income, "level": level},
        steps=(*_why(level, found=found), _sum(share, income, product), _rounded(product, step, amount), _base(read)),
        notes=_NOTES,
    )


def _why(level: str, *, found: bool) -> tuple[Words, ...]:
    """Why this level, when it was found and not given."""
    words = next(option.label for option in LEVELS if option.key == level)
    return (Words(f"Niveau {level}: {words.nl}", f"Level {level}: {words.en}"),) if found else ()


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
