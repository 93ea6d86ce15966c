"""Search on the real catalogue: what a child types gives a short list to choose from, the nearest first."""

from __future__ import annotations

import pytest

from vakwerk.catalogue.loading import load_all
from vakwerk.core.search import Hit
from vakwerk.offer import search, snapshot

pytestmark = pytest.mark.django_db


def test_everyday_words_give_a_focused_list_with_the_nearest_first() -> None:
    load_all()
    data = snapshot.current()

    def titles(typed: str) -> list[str]:
        return [data.programmes[at].title for at in search.positions(data, typed)]

    nursing = titles("verpleegster")
    assert {"Gezondheidszorg", "Verzorgende/Zorgkundige", "Basisverpleegkunde"} <= set(nursing[:5])
    assert not [title for title in nursing[:10] if "dier" in title.casefold()]
    computers = titles("computers")
    assert {"Applicatie- en databeheer", "Informatica- en communicatiewetenschappen"} <= set(computers[:4])
    assert len(computers) <= 40
    assert len(titles("huis")) <= 60


def test_a_hit_far_below_the_best_is_noise() -> None:
    hits = [Hit("a", 4.0, ()), Hit("b", 2.0, ()), Hit("c", 1.9, ())]
    assert [hit.key for hit in search._near_the_best(hits, 0.5)] == ["a", "b"]
    assert search._near_the_best([], 0.5) == []
