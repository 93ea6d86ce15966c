"""Every case that stands beside the parameters holds, and every parameter file can be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vakwerk.engines.rules import Case, Status
from vakwerk.engines.rules.formulas import RULES
from vakwerk.parameters import loading


@pytest.mark.parametrize("case", loading.cases(), ids=lambda case: f"{case.rule}: {case.name}")
def test_the_rule_answers_as_the_case_says(case: Case) -> None:
    assert case.faults(RULES, loading.register()) == []


def test_a_case_that_does_not_hold_says_what_the_rule_answers() -> None:
    wrong = Case("x", "learner_allowance", date(2024, 5, 10), {"level": "1"}, {"amount": Decimal("600.40")}, "s")
    assert wrong.faults(RULES, loading.register()) == ["amount is 600.50, expected 600.40"]


def test_every_rule_has_a_case() -> None:
    assert set(RULES) <= {case.rule for case in loading.cases()}


def test_every_value_without_a_source_has_no_value_either() -> None:
    values = [value for parameter in loading.register() for value in parameter.values]
    assert [value for value in values if (value.value is None) is not (value.status is Status.NOT_FOUND)] == []
    assert [value for value in values if not value.source] == []


def test_decimals_are_read_exactly() -> None:
    assert loading.register().on("oao.share.level3", date(2024, 1, 1)).value == Decimal("0.345")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: x}", "the field 'title' is missing"),
        ("x: 1", "write a list of entries"),
        (
            "- {name: x, title: {nl: a, en: b}, unit: euro, owner: o, values: [{form: 2024-01-01, value: 1,"
            " status: confirmed, source: s}]}",
            "unknown field form",
        ),
        (
            "- {name: x, title: {nl: a, en: b}, unit: euro, owner: o, values: [{from: 1/4/2024, value: 1,"
            " status: confirmed, source: s}]}",
            "write it as 2024-04-01",
        ),
        (
            "- {name: x, title: {nl: a, en: b}, unit: euro, owner: o, values: [{value: 1, status: not_found,"
            " source: s}]}",
            "missing exactly when",
        ),
    ],
)
def test_a_mistake_in_a_parameter_file_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(loading.BadFile, match=message) as caught:
        list(loading.read_parameters(path))
    assert str(caught.value).startswith("wrong.yaml")
