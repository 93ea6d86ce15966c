"""The answers of Noor, who does not exist: a report to look at without answering sixty questions."""

from __future__ import annotations

from django.http import HttpResponse

from vakwerk.talent.bank import bank
from vakwerk.talent.browser import BrowserState, write_state
from vakwerk.talent.models import Stage

# Noor likes to make and find out, and is not sure about the rest: (answer to most, answer to every third activity).
LIKES = {"R": (5, 4), "I": (4, 5), "A": (3, 4), "S": (3, 2), "E": (2, 3), "C": (2, 2)}


def answers() -> str:
    """One character per activity of the questionnaire, as a browser keeps them."""
    return "".join(str(LIKES[item.measured.type][place % 3 == 0]) for place, item in enumerate(bank().items))


def answer_as_noor(response: HttpResponse) -> None:
    """Fills the browser with finished answers that count nowhere (`measured` is set: no before and after question)."""
    state = BrowserState(bank=bank().version, answers=answers(), stage=Stage.A1, measured=True)
    write_state(response, state)
