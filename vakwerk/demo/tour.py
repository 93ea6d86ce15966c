"""The guided tour: the line of the plan in steps of half a minute, each a persona and a page.

Later issues add their step to `STEPS`; how far somebody is travels in a signed cookie, because becoming another
persona starts a fresh session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from vakwerk.demo.example import answer_as_noor

COOKIE = "rondleiding"
MAX_AGE = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Step:
    """One stop: who you are, where you land and what to look at; `station` is its place on the line of the plan."""

    key: str
    station: str | Promise
    persona: str
    url_name: str
    title: str | Promise
    look: str | Promise
    query: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[HttpResponse], None] | None = None
    arguments: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        path = reverse(self.url_name, args=self.arguments)
        return f"{path}?{urlencode(self.query)}" if self.query else path


STEPS = (
    Step(
        "interesses",
        _("Talent"),
        "leerling",
        "talent:start",
        _("Noor, 12, discovers what suits her"),
        _("Answer a few questions with smileys. No account, and nothing is kept unless you ask."),
    ),
    Step(
        "rapport",
        _("Talent"),
        "leerling",
        "talent:report",
        _("Noor looks at a report"),
        _("See how the picture shows what is clear and what is not, and how no list is ever a ranking."),
        {"plaats": "Mechelen"},
        prepare=answer_as_noor,
    ),
    Step(
        "zoeken",
        _("Programme"),
        "leerling",
        "offer:explorer",
        _("Noor looks for something with cars, near home"),
        _("Type what a child types, add a place, and refine with the filters."),
        {"q": "iets met auto's", "plaats": "Mechelen"},
    ),
    Step(
        "matrix",
        _("Programme"),
        "ouder",
        "offer:matrix",
        _("Karim, her father, sees how it all fits together"),
        _("The whole offer on one page: domains down, finalities across. Click what you want to know."),
    ),
    Step(
        "daarna",
        _("Qualification"),
        "ouder",
        "catalogue:what_next",
        _("Karim asks what can follow"),
        _("Every answer has a date and a source; what nobody has confirmed says so."),
    ),
    Step(
        "ouders",
        _("Talent"),
        "ouder",
        "talent:parents",
        _("Karim reads the page for parents"),
        _("How to talk about an unexpected suggestion."),
    ),
    Step(
        "klas",
        _("Talent"),
        "talentcentrum",
        "talent:sessions",
        _("Lotte has twenty children in the room"),
        _("Make a session, print the codes, and follow who is done without seeing a single answer."),
    ),
    Step(
        "beroepen",
        _("Job"),
        "clb",
        "catalogue:occupations",
        _("Hassan of the CLB shows the jobs behind a programme"),
        _("Shortage occupations carry the year of their list; our own links are marked as provisional."),
    ),
    Step(
        "vergoeding",
        _("Workplace"),
        "ouder",
        "calculators:calculator",
        _("Karim works out what Noor's cousin earns in dual learning"),
        _("Answer a few questions. Each step of the sum stands there with its date and source."),
        arguments=("leervergoeding",),
    ),
    Step(
        "starten",
        _("Place"),
        "directeur",
        "programming:choose",
        _("Leen asks which programmes her school may start"),
        _("Choose one: you read whether it is free, which advice and deadlines come with it, and under which rule."),
    ),
    Step(
        "plaatsen",
        _("Place"),
        "lop",
        "capacity:consultation",
        _("Nadia sits with all schools around one table"),
        _("Where places are short, what they rest on, and which proposals the schools support."),
    ),
    Step(
        "sleutel",
        _("Money"),
        "directeur",
        "budgets:what_if",
        _("Leen asks what her school would get under the key of 2019"),
        _("Fill in pupils, look at the amount, and take the spreadsheet: its formulas do the sum again."),
        {"sleutel": "material-2019"},
    ),
    Step(
        "oproep",
        _("Money"),
        "ambtenaar",
        "funding:built_calls",
        _("Sofie builds a call without a line of code"),
        _("Who may apply, which questions, which conditions; try it out before anybody sees it, then publish."),
    ),
    Step(
        "aanvraag",
        _("Money"),
        "directeur",
        "funding:my_applications",
        _("Leen goes on with an application that she began"),
        _("Stop when you like and go on later; partners confirm themselves, and the budget must add up."),
    ),
    Step(
        "jury",
        _("Money"),
        "leerkracht",
        "funding:my_juries",
        _("Els judges applications in a jury"),
        _("She declared that she works for one applicant, and cannot see or score that one. The others get reasons."),
    ),
    Step(
        "toekenning",
        _("Money"),
        "directeur",
        "funding:my_grants",
        _("Leen follows the money that her school was granted"),
        _("Instalments, a report, the settlement and what went back: each with its day."),
    ),
    Step(
        "regels",
        _("The plan"),
        "beheerder",
        "rules:register",
        _("Ines looks after the figures of the rules"),
        _("Every legal value with date, source and status. A new one counts once a second person confirms it."),
    ),
    Step(
        "plan",
        _("The plan"),
        "ambtenaar",
        "plan:overview",
        _("Sofie must account for every euro"),
        _("Each action with its amounts exactly as printed, and an honest 'not built yet'."),
    ),
    Step(
        "grootboek",
        _("The plan"),
        "ambtenaar",
        "plan:action",
        _("Sofie follows a euro to where the trail stops"),
        _("Promised, committed, paid, and what it reached. Where nobody entered anything, the page says so."),
        arguments=("1.1",),
    ),
    Step(
        "vraag",
        _("The plan"),
        "ambtenaar",
        "plan:question",
        _("Sofie answers a parliamentary question"),
        _("Choose actions and a period, and take a report that also says what is not entered."),
    ),
)


def step(key: str) -> Step | None:
    return next((s for s in STEPS if s.key == key), None)


def done(request: HttpRequest) -> list[str]:
    """Keys of the steps taken, oldest first; a forged or unknown cookie is an empty tour."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE) or ""
    return [key for key in kept.split(".") if step(key)]


def next_step(taken: list[str]) -> Step | None:
    return next((s for s in STEPS if s.key not in taken), None)


def remember(response: HttpResponse, taken: list[str]) -> None:
    response.set_signed_cookie(COOKIE, ".".join(taken), salt=COOKIE, max_age=MAX_AGE, httponly=True, samesite="Lax")


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE)
