"""The letter of a decision: who decided what and why, by which version of which rule, with which counts and advice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core import clock, documents
from vakwerk.core.language import say
from vakwerk.engines.rules.wording import dated
from vakwerk.programming.actions import ABOUT_START
from vakwerk.programming.models import Body, Decision, Opinion
from vakwerk.programming.pages import Shown


def letter(decision: Decision) -> bytes:
    """The PDF in the language of the reader; the same decision gives the same bytes."""
    return documents.pdf("programming/decision.typ", data(decision))


def data(decision: Decision) -> dict[str, Any]:
    request, shown = decision.request, Shown(decision.answer)
    facts = decision.answer["facts"]
    return {
        "title": _("Decision about starting a programme"),
        "verdict": str(decision.get_verb_display()),
        "facts": [
            [_("School"), facts["school"]],
            [_("Site"), facts["site"]],
            [_("Programme"), facts["programme"]],
            [_("From school year"), request.label],
            [_("Request"), str(request.get_kind_display())],
        ],
        "reasons": decision.reasons,
        "rule": say(shown.headline),
        "version": say(dated(shown.version)) if shown.version else "",
        "source": shown.source,
        "steps": [say(words) for words in shown.steps],
        "doubts": [say(words) for words in shown.doubts],
        "advices": [_advice(*each) for each in decision.answer["advices"]],
        "counts": [_count(*each) for each in decision.answer["counts"]],
        "signed": [decision.signed, str(decision.organisation or ""), say(dated(decision.decided_on))],
        "words": _words() | {"person": _decides(decision)},
    }


def _decides(decision: Decision) -> str:
    if decision.verb in ABOUT_START:
        return _("The Flemish Government decides about an approval. A civil servant entered this, not a computer.")
    return _("A civil servant took this decision, not a computer.")


def _advice(body: str, opinion: str, text: str, given_on: str) -> list[str]:
    return [str(Body(body).label), str(Opinion(opinion).label), text, _day(given_on)]


def _count(year: int, regular: int, dual: int, preparatory: int, counted_on: str) -> list[str]:
    numbers = (regular, dual, preparatory, regular + dual + preparatory)
    return [clock.school_year_label(year), *map(str, numbers), _day(counted_on)]


def _day(iso: str) -> str:
    return say(dated(date.fromisoformat(iso)))


def _words() -> dict[str, Any]:
    return {
        "about": _("What it is about"),
        "what": _("What"),
        "answer": _("Answer"),
        "reasons": _("Reasons"),
        "rule": _("What the rule said"),
        "version": _("Version of the rule, since"),
        "doubts": _("What is not confirmed"),
        "advice": _("Advice"),
        "advice_heads": [_("Adviser"), _("Advice"), _("Reasons"), _("Given on")],
        "counts": _("Regular pupils at this site"),
        "count_heads": [_("School year"), _("Not dual"), _("Dual"), _("Preparation"), _("Together"), _("Counted on")],
    }
