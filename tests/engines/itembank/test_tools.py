"""The written bank "tool for the job": sound, spread over trades, readable, and honest about its state."""

import json
from collections import Counter
from collections.abc import Callable

import pytest

from vakwerk.engines.itembank import Task, UnknownTask, task_of
from vakwerk.engines.itembank.written import BrokenBank, review, tasks
from vakwerk.engines.itembank.written.entries import choice_task
from vakwerk.engines.itembank.written.tools import KINDS, TRADES, errors
from vakwerk.talent import readability

ALL = tasks("tools")


def test_there_are_at_least_sixty_and_all_differ() -> None:
    assert len(ALL) >= 60
    assert len({task.fingerprint for task in ALL}) == len({task.prompt.nl for task in ALL}) == len(ALL)


def test_each_has_one_right_answer_and_an_explained_error_for_the_others() -> None:
    for task in ALL:
        assert [place for place, option in enumerate(task.options) if not option.error] == [task.key]
        assert {option.error for option in task.options} - {""} <= set(errors())
        assert len({option.identity for option in task.options}) == len(task.options) == 4
        assert task.explanation.nl


def test_both_languages_are_there() -> None:
    for task in ALL:
        words = [task.prompt, task.explanation, *(option.words for option in task.options if option.words)]
        assert all(text.nl.strip() and text.en.strip() for text in words), task.id
        assert task.prompt.nl != task.prompt.en
        assert len({option.words.en for option in task.options if option.words}) == 4


def test_no_trade_dominates_and_every_kind_of_question_is_asked() -> None:
    trades = Counter(task.problem["trade"] for task in ALL)
    assert set(trades) == set(TRADES)
    assert max(trades.values()) <= 0.1 * len(ALL)
    kinds = Counter(task.problem["kind"] for task in ALL)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 10
    assert min(Counter(task.difficulty for task in ALL).values()) >= 10


def test_the_place_and_the_length_of_an_answer_tell_nothing() -> None:
    places = Counter(task.key for task in ALL)
    assert max(places.values()) - min(places.values()) <= 1, places
    for language in ("nl", "en"):
        chances = [_of_the(pick, task, language) for pick in (max, min) for task in ALL]
        longest, shortest = sum(chances[: len(ALL)]), sum(chances[len(ALL) :])
        assert max(longest, shortest) < 0.35 * len(ALL), (language, longest, shortest)


def _of_the(pick: Callable[[list[int]], int], task: Task, language: str) -> float:
    """The chance of who picks the longest (or shortest) answer, ties by lot."""
    lengths = [len(option.words.text(language)) for option in task.options if option.words]
    return (lengths[task.key] == pick(lengths)) / lengths.count(pick(lengths))


def test_a_right_answer_is_often_a_wrong_one_elsewhere() -> None:
    """So that knowing which tools the bank likes is no help: many tools stand on both sides."""
    wrong = {_bare(option.identity) for task in ALL for option in task.options if option.error}
    right = [_bare(task.options[task.key].identity) for task in ALL]
    assert sum(answer in wrong for answer in right) >= 0.2 * len(right)


def _bare(answer: str) -> str:
    return answer.removeprefix("met ").removeprefix("een ")


def test_children_of_twelve_can_read_them() -> None:
    """Flesch-Douma looks at length only; 60 to 70 is normal, and a single task may hold one long name of a tool."""
    scores = [readability.measure(f"{task.prompt.nl} {task.explanation.nl}").ease for task in ALL]
    assert sum(scores) / len(scores) >= 70
    assert min(scores) >= 40


def test_boys_and_girls_and_names_from_here_and_elsewhere_do_all_kinds_of_work() -> None:
    text = " ".join(task.prompt.nl for task in ALL)
    for name in ("Hanne", "Yara", "Mila", "Elif", "Noor", "Wout", "Stan", "Anas", "Thomas", "Karim"):
        assert name in text


def test_an_id_finds_the_same_task_again() -> None:
    assert task_of("tools-1-17") is ALL[16]
    for unknown in ("tools-1-0", "tools-2-17", "tools-1-999", "tools-1-017"):
        with pytest.raises(UnknownTask):
            task_of(unknown)


def test_it_says_that_nobody_has_validated_it() -> None:
    assert review("tools").nl == "herlezen door de redactie, niet gevalideerd"
    assert "not validated" in review("tools").en


ENTRY = {
    "number": 1,
    "trade": "wood",
    "kind": "tool",
    "level": 1,
    "errors": ["rough", "rough"],
    "nl": {"ask": "Wat?", "answers": ["a", "b", "c"], "why": "Zo."},
    "en": {"ask": "What?", "answers": ["a", "b", "c"], "why": "So."},
}


@pytest.mark.parametrize(
    "change",
    [
        {"level": 4},
        {"errors": ["rough"]},
        {"errors": ["rough", "unheard"]},
        {"en": ENTRY["en"] | {"answers": ["a", "a", "c"]}},  # type: ignore[operator]
        {"nl": ENTRY["nl"] | {"why": ""}},  # type: ignore[operator]
    ],
    ids=json.dumps,
)
def test_a_broken_entry_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BrokenBank, match="tools 1"):
        choice_task("tools", 1, ENTRY | change, {"rough": "x"})
