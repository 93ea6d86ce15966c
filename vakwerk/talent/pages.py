"""What several pages share: no copies in caches, refusals in plain words, the data of documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core import documents
from vakwerk.talent.actions import Refusal
from vakwerk.talent.content import page
from vakwerk.talent.reporting import ProgrammeCard, Report, Section

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]  # positional request, as Django calls it
STATUS = {
    Refusal.UNKNOWN: 404,
    Refusal.EXPIRED: 410,
    Refusal.CLOSED: 410,
    Refusal.FINISHED: 409,
    Refusal.ELSEWHERE: 409,
}


def private(view: View[P]) -> View[P]:
    """A page about one child: no cache keeps it."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


def refused_page(request: HttpRequest, reason: Refusal) -> HttpResponse:
    """Says kindly why a code or an answer was not taken, and what to do now."""
    return whole_page(request, render(request, "talent/refused.html", {"reason": reason.value}, status=STATUS[reason]))


def whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer to htmx that replaces the page's content instead of the part that asked."""
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = response["HX-Reselect"] = "#inhoud"
        response["HX-Reswap"] = "outerHTML"
    return response


def pdf_response(template: str, data: Mapping[str, Any], filename: str) -> HttpResponse:
    return documents.response(documents.pdf(template, data), filename)


def report_data(report: Report) -> dict[str, Any]:
    """The report as its PDF needs it."""
    return {
        "title": _("Fits your interests"),
        "subtitle": _("Made on %(day)s") % {"day": date_format(report.made_on, "j F Y")},
        "hexagon": report.hexagon(),
        "ranges": report.ranges(),
        "scales": [[scale.name, scale.about, f"{scale.certainty_label}: {scale.liking}"] for scale in report.scales],
        "notices": list(report.notices),
        "sections": [_section(section, near=first) for first, section in _with_first(report.sections)],
        "taken": [card.title for card in report.taken],
        "limits": [str(line) for line in limits()],
        "words": _document_words(),
    }


def conversation_data(report: Report | None) -> dict[str, Any]:
    """The conversation sheet; with a report it begins with what this pupil brings along."""
    data = page("conversation").as_data()
    data["report"] = None
    if report is not None:
        data["report"] = {
            "scales": [[scale.name, f"{scale.certainty_label}: {scale.liking}"] for scale in report.scales],
            "taken": [card.title for card in report.taken],
            "groups": [[group.title, [card.title for card in group.cards]] for group in report.next.groups],
            "next": report.next.title,
        }
    data["words"] = _document_words()
    return data


def limits() -> tuple[str, ...]:
    """Once, plainly: what the report does not say."""
    return (
        _("This is no test. You cannot pass or fail."),
        _("It says what you like. It does not say what you are good at, or what marks you will get."),
        _("It closes no door. Is your favourite direction missing here? Then you may still choose it."),
        _("Nobody has checked yet how well these questions work. So see it as a first idea, and talk about it."),
    )


def _section(section: Section, *, near: bool) -> dict[str, Any]:
    groups = [
        {"title": group.title, "lead": group.lead, "cards": [_card(card, near=near) for card in group.cards]}
        for group in section.groups
    ]
    return {"title": section.title, "lead": section.lead, "groups": groups}


def _card(card: ProgrammeCard, *, near: bool) -> dict[str, Any]:
    facts = [fact for fact in (card.leads_to, card.domain, card.forms, _dual(card)) if fact]
    if card.shortages:
        facts.append(_("leads to a shortage job"))
    places = [f"{site.school}, {site.locality}" for site in card.near] if near else []
    return {
        "title": card.title,
        "facts": " · ".join(facts),
        "why": card.why,
        "near": places,
        "alike": [title for title, _url in card.alike],
        "dropped": card.dropped,
        "taken": card.taken,
    }


def _dual(card: ProgrammeCard) -> str:
    if card.only_dual:
        return _("only dual")
    return _("also dual") if card.dual else ""


def _with_first(sections: tuple[Section, ...]) -> list[tuple[bool, Section]]:
    return [(index == 0, section) for index, section in enumerate(sections)]


def _document_words() -> dict[str, str]:
    return {
        "next": _("Your next choice"),
        "alike": _("Much alike"),
        "later": _("Looking further"),
        "sure": _("How sure are we?"),
        "near": _("Nearest"),
        "taken": _("You take these along"),
        "take": _("you take this along"),
        "drop": _("not for you, you say"),
        "limits": _("What this report does not say"),
        "unvalidated": _("Not validated yet"),
        "interest": _("Interest"),
        "about": _("What it is"),
        "said": _("What your answers say"),
        "brings": _("What the pupil brings along"),
        "noticed": _("We noticed something"),
        "source": _(
            "Vakwerk, own questionnaire and provisional profiles of programmes; study offer as of the date below."
        ),
    }
