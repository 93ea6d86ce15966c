"""The guard of the test run itself: an undefined template variable fails, an honest "may be absent" does not."""

from __future__ import annotations

import pytest
from django.template import engines


def _render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ nobody.name }}", "{{ known.nothing }}", "{{ nobody|upper }}"])
def test_an_undefined_variable_fails(source: str) -> None:
    with pytest.raises(AssertionError, match="nobody defined"):
        _render(source, known={"a": 1})


@pytest.mark.parametrize(
    ("source", "text"),
    [("{% if nobody %}a{% else %}b{% endif %}", "b"), ('{{ nobody|default:"b" }}', "b"), ("{{ known }}", "k")],
)
def test_asking_whether_it_is_there_does_not_fail(source: str, text: str) -> None:
    assert _render(source, known="k") == text
