"""Where the open data come from, in the language of the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from vakwerk.offer.opendata import DATASETS


@pytest.mark.parametrize(("language", "foreign"), [("nl", "public copy"), ("nl", "fictitious"), ("en", "openbare")])
def test_the_source_of_a_dataset_is_in_the_language_of_the_page(language: str, foreign: str) -> None:
    with translation.override(language):
        assert not [dataset.name for dataset in DATASETS if foreign in dataset.source()]
