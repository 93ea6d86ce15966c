"""A search by pattern over the paper found these amounts and dates: each of them stands on the page of its action."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.test import Client

from vakwerk.plan.paper import Action, the_plan

FOUND = yaml.safe_load((Path(__file__).parent / "found_in_paper.yaml").read_text(encoding="utf-8"))


def printed(action: Action) -> list[str]:
    """What the plan's data say stands in the paper, in its words."""
    amounts = [words for amount in action.amounts for words in (amount.printed, amount.period.nl)]
    return [*amounts, action.period.nl, *(point.printed for point in action.points)]


def of_section(section: str) -> list[Action]:
    return [action for action in the_plan().actions if action.section == section]


def test_fourteen_amounts_and_thirty_three_dates_were_found():
    counts = Counter()
    for row in FOUND:
        counts[row["kind"]] += row["times"]
    assert counts == {"amount": 14, "date": 33}
    assert len(FOUND) == 43


@pytest.mark.parametrize("row", FOUND, ids=lambda row: f"{row['section']} {row['found']}")
def test_the_plan_has_what_the_search_found(row: dict[str, str]):
    words = [text for action in of_section(row["section"]) for text in printed(action)]
    assert any(row["found"] in text for text in words), words


@pytest.mark.django_db
def test_every_amount_and_date_found_stands_on_the_pages(client: Client):
    table = _text(client, "/plan/bedragen/")
    for section in sorted({row["section"] for row in FOUND}):
        pages = " ".join(_text(client, f"/plan/{action.number}/") for action in of_section(section))
        for row in FOUND:
            if row["section"] == section:
                assert row["found"] in pages, row
                assert row["found"] in table, row


def _text(client: Client, address: str) -> str:
    """The main part of a page without markup: the day of today in the foot proves nothing."""
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.rindex('class="vw-as-of"') if 'class="vw-as-of"' in page else len(page)]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))
