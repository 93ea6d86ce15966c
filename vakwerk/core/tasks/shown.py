"""A task as the page shows it: texts in the reader's language, pictures as safe SVG, and what an answer means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import page_language, say
from vakwerk.engines.itembank import Task, Words
from vakwerk.engines.itembank.drawing import Picture

LETTERS = "ABCDEFGH"
# Expected logits: below the first bar easy, from the second on hard. Only to look through; nobody is scored by it.
EASY, HARD = -0.75, 0.75
LEVELS: dict[str, str | Promise] = {"makkelijk": _("easy"), "gemiddeld": _("medium"), "moeilijk": _("hard")}


@dataclass(frozen=True)
class ShownOption:
    """One answer: `name` is what the page calls it (a letter when it is a picture, else its words), `because` the error
    that leads to it (empty for the right one)."""

    position: int
    name: str
    text: str
    picture: SafeString
    right: bool
    because: str


@dataclass(frozen=True)
class ShownTask:
    task: Task
    prompt: str
    picture: SafeString
    options: Sequence[ShownOption]
    explanation: str
    level: str | Promise

    @property
    def has_pictures(self) -> bool:
        """Whether the answers are pictures, which then stand beside each other."""
        return any(option.picture for option in self.options)


def words(text: Words | None) -> str:
    return say(text) if text else ""


def level(task: Task) -> str:
    """Key of `LEVELS` for the difficulty that is expected of this task."""
    return "makkelijk" if task.difficulty < EASY else "moeilijk" if task.difficulty >= HARD else "gemiddeld"


def show(task: Task, errors: Mapping[str, Words]) -> ShownTask:
    options = [_option(task, errors, place) for place in range(len(task.options))]
    return ShownTask(
        task, words(task.prompt), _svg(task.picture), options, words(task.explanation), LEVELS[level(task)]
    )


def _option(task: Task, errors: Mapping[str, Words], place: int) -> ShownOption:
    option = task.options[place]
    return ShownOption(
        position=place,
        name=LETTERS[place] if option.picture else words(option.words),
        text=words(option.words),
        picture=_svg(option.picture),
        right=place == task.key,
        because=words(errors.get(option.error)),
    )


def _svg(picture: Picture | None) -> SafeString:
    drawing = picture.svg(page_language()) if picture else ""
    return mark_safe(drawing)  # noqa: S308  made by our own generators from numbers; `Drawing.text` escapes its words
