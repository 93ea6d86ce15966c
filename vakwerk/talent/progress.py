"""Where a child is in the questionnaire, whoever keeps the answers.

At home the answers live in the browser (`HomeProgress`), in a class or after "continue later" in a sitting
(`SittingProgress`). The pages see no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from django.http import HttpRequest, HttpResponse

from vakwerk.talent import actions, pace, queries
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import DO_NOT_KNOW, NOT_ANSWERED, STATE_COOKIE, BrowserState, clear, read_state, write_state
from vakwerk.talent.models import Context, Sitting

Answers = dict[str, int | None]


class OutOfOrder(Exception):
    """An answer to a question whose turn has not come."""


class Progress(Protocol):
    """`answers` maps item ids to 1-5, or None for "I don't know"; a question nobody reached is absent."""

    context: Context
    state: BrowserState

    @property
    def answers(self) -> Answers: ...
    @property
    def stage(self) -> str: ...
    @property
    def stances(self) -> dict[str, str]: ...
    def answer(self, item: str, value: int | None) -> None: ...
    def choose_stage(self, stage: str) -> None: ...
    def take_stance(self, programme: str, stance: str) -> None: ...


@dataclass
class HomeProgress:
    """Everything in the browser; the server forgets at the end of the request."""

    state: BrowserState
    context = Context.HOME

    @property
    def answers(self) -> Answers:
        given = zip(bank().items, self.state.answers, strict=False)
        return {item.id: int(mark) or None for item, mark in given if mark != NOT_ANSWERED}

    @property
    def stage(self) -> str:
        return self.state.stage

    @property
    def stances(self) -> dict[str, str]:
        return self.state.stances

    def answer(self, item: str, value: int | None) -> None:
        given = self.answers
        place = turn_of(item, given)
        if item not in given:
            self._note_pace()
        marks = list(self.state.answers.ljust(len(bank()), NOT_ANSWERED))
        marks[place] = DO_NOT_KNOW if value is None else str(value)
        self.state.answers = "".join(marks)

    def _note_pace(self) -> None:
        """Counts a first answer that came too fast; a corrected one says nothing about reading."""
        moment, last = pace.now(), self.state.last
        self.state.hurried += pace.hurried(datetime.fromtimestamp(last / 1000, UTC) if last else None, moment)
        self.state.last = int(moment.timestamp() * 1000)

    def choose_stage(self, stage: str) -> None:
        self.state.stage = stage

    def take_stance(self, programme: str, stance: str) -> None:
        self.state.stances = actions.changed_stances(self.state.stances, programme, stance)


@dataclass
class SittingProgress:
    """Answers in the database, each stored before it is acknowledged."""

    state: BrowserState
    sitting: Sitting
    context = Context.CLASS

    def __post_init__(self) -> None:
        self.context = Context(self.sitting.context)
        self._answers = queries.answers_of(self.sitting)

    @property
    def answers(self) -> Answers:
        return self._answers

    @property
    def stage(self) -> str:
        return self.sitting.stage

    @property
    def stances(self) -> dict[str, str]:
        return queries.stances_of(self.sitting)

    def answer(self, item: str, value: int | None) -> None:
        turn_of(item, self._answers)
        actions.answer(sitting=self.sitting, mark=self.state.mark, item=item, value=value)
        self._answers[item] = value

    def choose_stage(self, stage: str) -> None:
        actions.choose_stage(sitting=self.sitting, stage=stage)

    def take_stance(self, programme: str, stance: str) -> None:
        actions.take_stance(sitting=self.sitting, programme=programme, stance=stance)


def turn_of(item: str, answers: Answers) -> int:
    """Place of an item that may be answered now: one answered before, or the first open one.

    Raises LookupError for an item nobody knows and OutOfOrder for one whose turn has not come.
    """
    place = bank().position(item)
    if place is None:
        raise LookupError(item)
    if place > first_open(answers):
        raise OutOfOrder(item)
    return place


def first_open(answers: Answers) -> int:
    """Zero-based place of the first question without an answer; the number of questions when all are done."""
    return next((place for place, item in enumerate(bank().items) if item.id not in answers), len(bank()))


def complete(answers: Answers) -> bool:
    return first_open(answers) == len(bank())


def begin_at_home() -> HomeProgress:
    return HomeProgress(BrowserState(bank=bank().version))


def progress_of(request: HttpRequest) -> Progress | None:
    """The child's progress in this browser; None when there is none, or none that still counts."""
    state = read_state(request)
    if state is None:
        return None
    if not state.sitting:
        return HomeProgress(state) if state.bank == bank().version else None
    sitting = queries.sitting_in_browser(state.sitting, state.mark)
    return SittingProgress(state, sitting) if sitting else None


def keep(response: HttpResponse, progress: Progress | None) -> HttpResponse:
    """Puts the state back into the browser, or takes it out."""
    if progress is None:
        clear(response, STATE_COOKIE)
    else:
        write_state(response, progress.state)
    return response
