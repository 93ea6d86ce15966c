"""What was asked, as people read it: on paper the form itself is gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from vakwerk.calculators.fields import SHIFT_PARTS
from vakwerk.calculators.forms import AskForm
from vakwerk.core.language import say
from vakwerk.engines.rules import Given, Question, Shift
from vakwerk.engines.rules.wording import dated, number


def asked(form: AskForm) -> list[tuple[str, str]]:
    """Question and answer of a valid form, with the day it is asked for; what was not answered is left out."""
    given = form.given
    answered = [question for question in form.rule.questions if given[question.key] not in (None, ())]
    rows = [(say(question.label), shown(question, given[question.key])) for question in answered]
    return [(say(form.rule.day_label), say(dated(form.day))), *rows]


def shown(question: Question, given: Given) -> str:
    """One answer in words."""
    match given:
        case bool():
            return _("Yes") if given else _("No")
        case Decimal() | int():
            return say(number(Decimal(given)))
        case date():
            return say(dated(given))
        case Shift():
            return _shift(given)
        case tuple():
            return "; ".join(shown(question, item) for item in given)
        case str():
            return next((say(option.label) for option in question.options if option.key == given), given)
    return str(given)


def _shift(given: Shift) -> str:
    labels = {part: str(label) for part, label, _attrs in SHIFT_PARTS}
    parts = [given.written] if given.written else []
    if given.pause:
        parts.append(f"{labels['pause']}: {given.pause}")
    if given.school:
        parts.append(f"{labels['school']}: {say(number(given.school))}")
    return ", ".join(parts)
