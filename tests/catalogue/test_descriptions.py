"""Every programme says in words for children what you do there, once, and in both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from vakwerk.catalogue import descriptions
from vakwerk.catalogue.loading import DATA
from vakwerk.talent.readability import measure

EASY = 65
CLUSTERS = yaml.safe_load(descriptions.DATA.read_text(encoding="utf-8"))["clusters"]
NEVER_CLAIMED = re.compile(r"\b(uur|uren|garantie|zeker werk|altijd werk|hij of zij|jongens|meisjes)\b", re.IGNORECASE)


def groups() -> Iterator[dict[str, str]]:
    with (DATA / "groups.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def described() -> list[str]:
    return [number for cluster in CLUSTERS for number in cluster["groups"]]


def test_every_programme_of_the_second_and_third_grade_is_described_exactly_once() -> None:
    numbers = described()
    wanted = [row for row in groups() if row["grade"] in {"2", "3"} or row["kind"] in {"ov3", "basic_option"}]
    assert len(wanted) > 450
    assert [row["title"] for row in wanted if numbers.count(row["number"]) != 1] == []
    assert all(descriptions.what_you_do(row["number"]) for row in wanted)


def test_only_programmes_of_the_register_are_described() -> None:
    assert set(described()) <= {row["number"] for row in groups()}


def test_what_nobody_described_has_no_description() -> None:
    assert descriptions.what_you_do("G-0307") is None


def test_a_programme_in_two_clusters_is_refused(tmp_path: Path) -> None:
    twice = {"key": "a", "groups": ["G-0001"], "nl": "x", "en": "x"}
    path = tmp_path / "twice.yaml"
    path.write_text(yaml.safe_dump({"provenance": {"nl": "x", "en": "x"}, "clusters": [twice, twice]}))
    with pytest.raises(ValueError, match="G-0001"):
        descriptions._by_number(path)


@pytest.mark.parametrize("cluster", CLUSTERS, ids=lambda cluster: cluster["key"])
def test_a_description_is_short_easy_and_careful(cluster: dict[str, str]) -> None:
    assert measure(cluster["nl"]).ease >= EASY
    for words in (cluster["nl"], cluster["en"]):
        assert 2 <= words.count(".") <= 3
    assert not NEVER_CLAIMED.search(cluster["nl"])


def test_a_description_and_its_source_follow_the_language_of_the_page() -> None:
    bakery = descriptions.what_you_do("G-0012")
    assert bakery is not None
    with translation.override("nl"):
        assert "deeg" in bakery.text
        assert "eigen redactie van Vakwerk" in bakery.source
    with translation.override("en"):
        assert "dough" in bakery.text
        assert "not from an official source" in bakery.source
