"""Everything a pupil reads in the questionnaire and the report is at least "normal" Dutch (Flesch-Douma 65)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import vakwerk.talent
from vakwerk.talent.readability import TARGET, measure

ROOM = Path(vakwerk.talent.__file__).parent
FOR_ADULTS = re.compile(
    r"/(measure|session|sessions|session_new|conversation|parents|sheet)\.(py|html)$|/(doors|sessions)\.py$"
)
FOR_PUPILS = re.compile(r"vakwerk/talent/(wording|stages|pages)\.py$|vakwerk/talent/templates/talent/\w+\.html$")
REPORT = re.compile(r"vakwerk/talent/(wording|stages|pages)\.py$|talent/(report|_menu|_card|_profile|_parts)\.html$")
SENTENCE_WORDS = 5
"""Shorter texts are labels; a label of one long word ("Economie") says nothing about sentences."""
LONG_WORDS, SINGLE_FLOOR = 10, 45


@cache
def texts(sources: re.Pattern[str]) -> list[str]:
    with (ROOM / "locale" / "nl" / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id and used_in(message, sources)]
    plain = [spoken(str(form)) for message in messages for form in forms(message)]
    return [text for text in plain if measure(text).words >= SENTENCE_WORDS]


def used_in(message: Message, sources: re.Pattern[str]) -> bool:
    places = [place for place, _ in message.locations]
    return any(sources.search(place) and not FOR_ADULTS.search(place) for place in places)


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def spoken(text: str) -> str:
    """Placeholders stand for a short word, tags for nothing; what has no full stop is a sentence of its own."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"%\(\w+\)[sd]|\{\w+\}", "hout", text)).replace("%%", "%").strip()
    return text if text.endswith((".", "!", "?", ":")) else text + "."


def test_the_report_as_a_whole_is_readable_for_a_pupil() -> None:
    assert len(texts(REPORT)) > 30
    assert measure("\n\n".join(texts(REPORT))).ease >= TARGET


def test_everything_a_pupil_meets_is_readable_as_a_whole() -> None:
    assert measure("\n\n".join(texts(FOR_PUPILS))).ease >= TARGET


@pytest.mark.parametrize("text", [text for text in texts(FOR_PUPILS) if not text.startswith("Vakwerk, ")])
def test_no_single_text_for_pupils_is_difficult(text: str) -> None:
    """A row of verbs or one long name weighs heavily on a short text, so only longer ones have a floor of their own.

    Source lines name who made what and are left out; sentences stay short everywhere.
    """
    counted = measure(text)
    assert counted.words < LONG_WORDS or counted.ease >= SINGLE_FLOOR
    assert counted.words / counted.sentences <= 18
