"""A rule answers with its steps, its sources and what it waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.rules import DatedValue, Faults, Parameter, Register, Status, Unit
from vakwerk.engines.rules.formulas import RULES
from vakwerk.engines.rules.formulas.allowance import ALLOWANCE
from vakwerk.engines.rules.rounding import down_to, nearest, up_to
from vakwerk.engines.words import Words
from vakwerk.parameters import loading

REGISTER = loading.register()


def test_the_steps_read_as_sentences() -> None:
    answer = ALLOWANCE.ask({"level": "1"}, date(2024, 4, 1), REGISTER)
    assert [step.en for step in answer.steps[:2]] == [
        "29% of 2,029.88 euro = 588.6652 euro",
        "588.6652 euro, rounded up to 0.10 euro -> 588.70 euro",
    ]
    assert answer.steps[1].nl == "588,6652 euro, naar boven afgerond op 0,10 euro -> 588,70 euro"
    assert "1 april 2024" in answer.steps[2].nl


def test_an_answer_tells_what_it_read() -> None:
    answer = ALLOWANCE.ask({"level": "2"}, date(2024, 4, 1), REGISTER)
    assert {reading.parameter.name for reading in answer.readings} == {"ggmmi", "oao.share.level2", "oao.rounding"}


def test_before_the_first_version_no_rule_is_known() -> None:
    answer = ALLOWANCE.ask({"level": "1"}, date(2016, 8, 31), REGISTER)
    assert not answer.computed
    assert "1 september 2016" in answer.headline.nl


def test_a_rule_without_a_sourced_value_computes_nothing_and_says_so() -> None:
    unknown = DatedValue(None, Status.NOT_FOUND, "nowhere")
    amount = Parameter("ggmmi", Words("GGMMI", "GGMMI"), Unit.EURO, "o", (unknown,))
    register = Register.of(amount if parameter.name == "ggmmi" else parameter for parameter in REGISTER)
    answer = ALLOWANCE.ask({"level": "1"}, date(2024, 4, 1), register)
    assert not answer.computed
    assert [reading.parameter.name for reading in answer.waits_for] == ["ggmmi"]
    assert answer.headline.nl.startswith("Dit kan niet berekend worden.")


def test_the_later_version_answers_from_its_day() -> None:
    later = replace(ALLOWANCE.versions[0], since=date(2030, 1, 1), source="new")
    rule = replace(ALLOWANCE, versions=(*ALLOWANCE.versions, later))
    assert [rule.ask({"level": "1"}, day, REGISTER).source == "new" for day in (date(2029, 12, 31), later.since)] == [
        False,
        True,
    ]


def test_a_wrong_answer_is_refused_by_question() -> None:
    with pytest.raises(Faults) as caught:
        ALLOWANCE.ask({"level": "7"}, date(2024, 4, 1), REGISTER)
    assert set(caught.value.words) == {"level"}


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_speaks_two_languages(name: str) -> None:
    rule = RULES[name]
    texts = [rule.title, rule.about, *(question.label for question in rule.questions)]
    texts += [option.label for question in rule.questions for option in question.options]
    assert [text for text in texts if not (text.nl and text.en)] == []
    assert rule.name == name


@given(st.decimals(Decimal(0), Decimal(10_000), places=4), st.sampled_from([Decimal("0.10"), Decimal("0.01")]))
def test_rounding_stays_within_one_step(value: Decimal, step: Decimal) -> None:
    up, down, near = up_to(value, step), down_to(value, step), nearest(value, step)
    assert down <= value <= up < down + 2 * step
    assert abs(near - value) * 2 <= step
    assert all(rounded % step == 0 for rounded in (up, down, near))
