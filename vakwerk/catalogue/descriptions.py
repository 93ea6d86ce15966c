"""What you do in a programme, in words for children; written here because no official source says it in such words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

DATA = Path(__file__).parent / "data" / "what_you_do.yaml"


@dataclass(frozen=True, slots=True)
class Description:
    """Two or three short sentences per language, shared by programmes that are alike (`key`), and where they come from.

    `texts` and `sources` are keyed by language code; Dutch is the language of last resort.
    """

    key: str
    texts: dict[str, str]
    sources: dict[str, str]

    @property
    def text(self) -> str:
        """The sentences in the language of the page."""
        return _in_language(self.texts)

    @property
    def source(self) -> str:
        """Who wrote this, in the language of the page."""
        return _in_language(self.sources)


def what_you_do(number: str) -> Description | None:
    """The description of the programme with this register number; None when nobody wrote one."""
    return _by_number(DATA).get(number)


@cache
def _by_number(path: Path) -> dict[str, Description]:
    """Register number -> description. ValueError when a programme stands in two clusters."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    found: dict[str, Description] = {}
    for cluster in said["clusters"]:
        texts = {"nl": cluster["nl"], "en": cluster["en"]}
        description = Description(cluster["key"], texts, said["provenance"])
        for number in cluster["groups"]:
            if number in found:
                raise ValueError(f"{number} is described in {found[number].key} and in {cluster['key']}")
            found[number] = description
    return found


def _in_language(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "nl")[:2], texts["nl"])
