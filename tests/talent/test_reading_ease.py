"""Everything a pupil reads is easy Dutch: Flesch-Douma of at least 65, on the pages as they are shown."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.talent.conftest import Child
from vakwerk.talent.actions import Refusal
from vakwerk.talent.pages import refused_page
from vakwerk.talent.readability import TARGET, measure

_NOT_PROSE = re.compile(
    r"<svg.*?</svg>|<script.*?</script>|<form method=\"get\".*?</form>|<select.*?</select>|<table.*?</table>"
    r"|<h4.*?</h4>|<p class=\"ta-programme__facts\">.*?</p>|<p class=\"ta-programme__tags\">.*?</p>"
    r"|<p class=\"ta-code\">.*?</p>|<details class=\"ta-programme__more\">.*?</details>"
    r"|<span class=\"visually-hidden\">.*?</span>|<ul class=\"ta-near\">.*?</ul>"
    r"|<section class=\"ta-taken\".*?</section>",
    re.S,
)
_BLOCK = re.compile(r"</(p|li|h[1-6]|div|label|legend|button|summary|dt|dd|strong)>|<br>|&nbsp;", re.S)


def prose(page: str) -> str:
    """What stands in `main`, one block per paragraph; names of programmes, schools and codes are left out."""
    main = page[page.index("<main") : page.index("</main>")] if "<main" in page else page
    blocks = _BLOCK.sub("\n\n", _NOT_PROSE.sub("", main))
    return unescape(re.sub(r"[ \t]+", " ", re.sub(r"<[^>]+>", " ", blocks)))


def ease_of(response) -> float:
    return measure(prose(response.content.decode())).ease


@pytest.fixture
def reader(child) -> Child:
    child.start_at_home().has_answered_all()
    return child


@pytest.mark.parametrize("stage", ["p6", "1A", "1B", "2A", "2B", "3", "4", "5", "6"])
def test_the_report_is_easy_to_read(reader, stage):
    reader.post("change_stage", stage=stage)
    assert ease_of(reader.get("report")) >= TARGET


def test_the_report_of_a_careless_child_is_easy_to_read(child):
    child.start_at_home().has_answered_all(lambda place, item: "3")
    assert ease_of(child.get("report")) >= TARGET


@pytest.mark.parametrize("name", ["start", "code", "report_code", "delete"])
def test_the_pages_around_it_are_easy_to_read(reader, name):
    assert ease_of(reader.get(name)) >= TARGET


def test_the_questions_about_directions_are_easy_to_read(reader):
    assert ease_of(reader.get("before")) >= TARGET
    assert ease_of(reader.get("stage")) >= TARGET
    assert ease_of(reader.get("done")) >= TARGET


def test_the_code_pages_are_easy_to_read(reader):
    assert ease_of(reader.post("keep_report")) >= TARGET
    assert ease_of(reader.get("report")) >= TARGET
    assert ease_of(reader.post("share", recipient="school")) >= TARGET


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_refusal_is_easy_to_read(rf, reason):
    assert ease_of(refused_page(rf.get("/talent/code/"), reason)) >= TARGET


def test_the_page_for_parents_is_easy_to_read(reader):
    assert ease_of(reader.get("parents")) >= TARGET
