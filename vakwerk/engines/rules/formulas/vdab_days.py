"""The ten days in a VDAB centre: how many days, which window a request falls in, when the answer comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.questions import Asked, Kind, Question
from vakwerk.engines.rules.rulebook import Finding, Reader, Rule, Verdict, Version
from vakwerk.engines.rules.wording import counted, dated
from vakwerk.engines.words import Words

QUESTIONS = (
    Question(
        "goods",
        Kind.YES_NO,
        Words("Gaat het om goederenbehandeling (heftruck)?", "Is it goods handling (forklift)?"),
    ),
    Question(
        "days",
        Kind.COUNT,
        Words("Hoeveel dagen per leerling vraagt u?", "How many days for each pupil do you ask?"),
        needed=False,
        least=Decimal(1),
        most=Decimal(200),
    ),
)


@dataclass(frozen=True)
class Window:
    """One period for requests, both days included, with the day of the answer."""

    opens: date
    closes: date
    answer: date


def _window(read: Reader, name: str) -> Window:
    opens, closes, answer = (
        date(read.day.year, int(month), int(day)) for month, day in (at.split("-") for at in read.listing(name))
    )
    return Window(opens, closes, answer)


def _since_2018(asked: Asked, read: Reader) -> Finding:
    windows = [_window(read, name) for name in ("vdab.window_1", "vdab.window_2")]
    found = next((window for window in windows if window.opens <= read.day <= window.closes), None)
    goods = asked.yes("goods") and read.begun("vdab.goods_handling")
    most = int(read.number("vdab.goods_handling" if goods else "vdab.days"))
    too_many = asked["days"] is not None and asked.count("days") > most
    verdict = Verdict.NO if too_many else Verdict.YES if found else Verdict.ON_CONDITION
    return Finding(
        headline=_too_many(most) if too_many else _headline(found),
        result={
            "window": found is not None,
            "conditional": found is None,
            "answer_by": found.answer if found else None,
            "most": most,
        },
        steps=tuple(_describe(window) for window in windows),
        notes=(_most(most), *_NOTES),
        verdict=verdict,
    )


def _too_many(most: int) -> Words:
    days = counted(most, "days")
    return Words(f"Dat is te veel: hoogstens {days.nl} per leerling.", f"Too many: at most {days.en} for each pupil.")


def _headline(found: Window | None) -> Words:
    if found is None:
        return Words(
            "U bent buiten de aanvraagperiodes: de aanvraag is onder voorbehoud.",
            "You are outside the periods: the request is conditional.",
        )
    answer = dated(found.answer)
    return Words(f"U bent op tijd. Antwoord tegen {answer.nl}.", f"You are in time. Answer by {answer.en}.")


def _describe(window: Window) -> Words:
    first, last, answer = dated(window.opens), dated(window.closes), dated(window.answer)
    return Words(
        f"Aanvragen van {first.nl} tot {last.nl}: antwoord tegen {answer.nl}.",
        f"Requests from {first.en} to {last.en}: answer by {answer.en}.",
    )


def _most(most: int) -> Words:
    days = counted(most, "days")
    return Words(f"Hoogstens {days.nl} per leerling.", f"At most {days.en} for each pupil.")


_NOTES = (
    Words(
        "Vraag aan bij het RTC van de provincie waar het VDAB-centrum ligt. De aanvraag is nog geen reservatie.",
        "Ask the RTC of the province where the VDAB centre lies. The request is no reservation yet.",
    ),
    Words(
        "De eigen leraar geeft les en volgt vooraf de wegwijssessie. Een instructeur huren kost geld.",
        "The school's own teacher teaches, after the orientation session. Hiring an instructor costs money.",
    ),
    Words(
        "Zitten het vijfde en het zesde jaar samen in een groep? Dan kan die groep een keer om de twee jaar.",
        "Are years five and six one group? Then that group can come once every two years.",
    ),
)

VDAB_DAYS = Rule(
    name="vdab_days",
    title=Words("Tien dagen VDAB: op tijd aangevraagd?", "Ten days at VDAB: asked in time?"),
    about=Words(
        "In welke periode een aanvraag valt, wanneer het antwoord komt en hoeveel dagen een leerling mag.",
        "In which period a request falls, when the answer comes and how many days a pupil may have.",
    ),
    questions=QUESTIONS,
    versions=(Version(date(2018, 9, 1), _since_2018, "rtcoostvlaanderen.be (VDAB 10 dagen) en rtclimburg.be"),),
    day_label=Words("Op welke dag vraagt u aan?", "On which day do you ask?"),
    day_first=True,
)
