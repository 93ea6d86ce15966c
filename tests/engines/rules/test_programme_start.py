"""May a programme start: a question that was skipped leaves the answer open, also after the last day."""

from __future__ import annotations

from datetime import date

import pytest

from vakwerk.engines.rules import Answer, Verdict
from vakwerk.engines.rules.formulas import RULES
from vakwerk.parameters import loading

AFTER = {"variant": "both", "asked_on": "2026-09-20"}


def start(**asked: object) -> Answer:
    return RULES["programme_start"].ask(AFTER | asked, date(2026, 9, 1), loading.register())


@pytest.mark.parametrize("asked", [{"kind": "new", "in_profile": True}, {"kind": "move"}, {"kind": "exchange"}])
def test_a_skipped_question_is_no_refusal_after_the_last_day(asked: dict[str, object]) -> None:
    found = start(**asked)
    assert (found.verdict, found.result["way"]) == (Verdict.ON_CONDITION, "unsure")
    assert found.headline.nl.startswith("Nog niet zeker")
    assert found.headline.nl.endswith("de uiterste dag 15 januari 2026.")


def test_a_skipped_question_changes_nothing_where_an_approval_is_needed_anyway() -> None:
    found = start(kind="new", in_profile=False)
    assert (found.verdict, found.result["way"]) == (Verdict.NO, "approval")
    assert found.headline.nl == "Dit vraagt een goedkeuring, en de uiterste dag was 15 januari 2026."
