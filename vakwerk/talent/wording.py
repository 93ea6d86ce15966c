"""What the report says, in words a child uses. Never a percentage, never "you will succeed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vakwerk.engines.psychometrics import ScaleEstimate
from vakwerk.engines.psychometrics.scales import SCALE_MIDDLE

Certainty = Literal["sure", "probably", "unclear"]
SURE, PROBABLY = 1.64, 0.8
"""How many standard errors an estimate must lie from the middle answer (3) before we call it sure or probable."""
REAL_LIKING = 0.6
"""Answer units from the middle from which we say "a lot" rather than "rather"."""


@dataclass(frozen=True)
class TypeWords:
    """One interest type: its name, and how it goes into "you like ..."."""

    name: str | Promise
    doing: str | Promise
    about: str | Promise


TYPES: dict[str, TypeWords] = {
    "R": TypeWords(
        gettext_lazy("Making"),
        gettext_lazy("making and fixing things"),
        gettext_lazy("Work with your hands, tools, plants or animals."),
    ),
    "I": TypeWords(
        gettext_lazy("Finding out"),
        gettext_lazy("finding out how things work"),
        gettext_lazy("Research, count, test and understand."),
    ),
    "A": TypeWords(
        gettext_lazy("Creating"),
        gettext_lazy("creating something of your own"),
        gettext_lazy("Draw, write, make music, design or act."),
    ),
    "S": TypeWords(
        gettext_lazy("Helping"), gettext_lazy("helping people"), gettext_lazy("Care, explain, listen and play along.")
    ),
    "E": TypeWords(
        gettext_lazy("Leading"),
        gettext_lazy("selling and taking the lead"),
        gettext_lazy("Sell, persuade, lead and dare."),
    ),
    "C": TypeWords(
        gettext_lazy("Arranging"),
        gettext_lazy("arranging and checking"),
        gettext_lazy("Plan, sort, count and work neatly."),
    ),
}

CERTAINTIES: dict[Certainty, str | Promise] = {
    "sure": gettext_lazy("Sure"),
    "probably": gettext_lazy("Probably"),
    "unclear": gettext_lazy("Not clear yet"),
}

NOTICES: dict[str, str | Promise] = {
    "too_few": gettext_lazy("You skipped many questions. So we know too little to say much."),
    "same_answer": gettext_lazy("You gave the same answer very often. Then it is hard to see what stands out for you."),
    "flat": gettext_lazy(
        "Your answers lie close together. That is fine: maybe you like many things, or you do not know yet."
    ),
    "too_fast": gettext_lazy("You went very fast. Maybe you did not read everything."),
    "contradictory": gettext_lazy(
        "Some answers do not go together well. Maybe your thoughts were elsewhere for a while."
    ),
}

GROUPS: dict[str, tuple[str | Promise, str | Promise]] = {
    "clear": (gettext_lazy("Fits your interests clearly"), gettext_lazy("What you like comes back here a lot.")),
    "maybe": (gettext_lazy("Maybe fits you"), gettext_lazy("Part of it fits you, or we are less sure.")),
    "surprising": (
        gettext_lazy("Surprising: look here too"),
        gettext_lazy("This is another kind of direction, and yet it fits you."),
    ),
}


def certainty_of(estimate: ScaleEstimate) -> Certainty:
    """How sure it is on which side of "so-so" the estimate lies."""
    if estimate.status != "measured":
        return "unclear"
    steps = abs(estimate.mean - SCALE_MIDDLE) / max(estimate.se, 1e-9)
    return "sure" if steps >= SURE else "probably" if steps >= PROBABLY else "unclear"


def liking_of(estimate: ScaleEstimate) -> str:
    """One sentence about one type, with its certainty."""
    certainty = certainty_of(estimate)
    if estimate.status != "measured":
        return _("You answered too few questions about this.")
    if certainty == "unclear":
        return _("Sometimes you like it, sometimes you do not.")
    if estimate.mean < SCALE_MIDDLE:
        return _("You like this less.")
    return _("You like this a lot.") if estimate.mean - SCALE_MIDDLE >= REAL_LIKING else _("You rather like this.")


def why(because: Sequence[str], added: bool) -> str:
    """Why a programme stands on the menu, from the types that pupil and programme share."""
    doing = [str(TYPES[scale].doing) for scale in because]
    if len(doing) > 1:
        return _("You like %(one)s and %(two)s. You do both here.") % {"one": doing[0], "two": doing[1]}
    if doing:
        return _("You like %(one)s. You do that here too.") % {"one": doing[0]}
    if added:
        return _("We add this one so that you see all kinds of directions.")
    return _("It goes well with your answers as a whole.")


def joined(names: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return pgettext("the last two of a list", "%(most)s and %(last)s") % {
        "most": ", ".join(names[:-1]),
        "last": names[-1],
    }


HEXAGON_TITLE = gettext_lazy("Your interests in one picture")
RANGES_TITLE = gettext_lazy("How sure are we?")
RANGES_DESCRIPTION = gettext_lazy(
    "The dot is what your answers say. The bar around it is what it could also be. A short bar is more sure."
)
RANGE_ENDS = (gettext_lazy("not fun"), gettext_lazy("great fun"))
OWN_ADDITION = gettext_lazy("You added this one yourself.")


def hexagon_description(strongest: Sequence[str]) -> str:
    """The picture in words, for who does not see it."""
    if not strongest:
        return _("No corner stands out clearly. The light area shows what it could also be.")
    return _("The line reaches furthest at: %(names)s. The light area shows what it could also be.") % {
        "names": joined([name.lower() for name in strongest])
    }
