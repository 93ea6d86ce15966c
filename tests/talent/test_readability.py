"""Flesch-Douma on sentences counted by hand."""

from __future__ import annotations

import pytest

from vakwerk.talent.readability import measure, syllables

COUNTED = {
    1: "fiets zee leeuw nieuw lijst hier ijs toe team doe dorst straks beeld",
    2: "water mooie nieuwe koeien groenten bloeien zeeën foto's station actie studie duaal niveau chaos yoghurt",
    3: "theater ideeën moeilijke industrie onderwijs radio video museum creatief ruïne toepassing spontane eieren",
    4: "materiaal interesse financieel sociale beantwoorden reageren situatie interieur gevarieerd industrieel",
    5: "elektriciteit organisatie individueel coördinatie evaluatie geïnteresseerd sollicitatie",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_of_dutch_words(count: int, word: str) -> None:
    assert syllables(word) == count
    assert syllables(word.capitalize()) == count


@pytest.mark.parametrize(
    ("word", "count"), [("BSO", 3), ("1A", 2), ("STEM", 1), ("CLB", 3), ("gsm", 3), ("tv", 2), ("7", 1)]
)
def test_abbreviations_count_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "sentences", "words", "counted"),
    [
        ("Jij houdt van hout.", 1, 4, 4),
        ("Je werkt graag met je handen. Dat past bij bouwen!", 2, 10, 12),
        ("Wat past bij jou? Kijk ook eens bij STEM-technieken.", 2, 9, 12),
        ("Dit zijn geen cijfers: je kunt niet zakken.", 2, 8, 10),
        ("Een kop zonder punt\n\nEn dan een zin.", 2, 8, 9),
    ],
)
def test_sentences_words_and_syllables_counted_by_hand(text: str, sentences: int, words: int, counted: int) -> None:
    found = measure(text)
    assert (found.sentences, found.words, found.syllables) == (sentences, words, counted)


def test_the_formula_of_douma() -> None:
    """Four words, four syllables, one sentence: 206.84 - 0.93 * 4 - 77 * 1."""
    assert measure("Jij houdt van hout.").ease == pytest.approx(206.84 - 3.72 - 77)


def test_office_language_is_hard_and_plain_language_easy() -> None:
    office = "De onderwijskwalificerende doorstroomfinaliteit impliceert vervolgopleidingsmogelijkheden."
    plain = "Na deze richting kun je verder leren. Je kunt ook gaan werken."
    assert measure(office).ease < 30
    assert measure(plain).ease > 80


def test_a_text_without_words_is_no_obstacle() -> None:
    assert measure("... !").ease == 100
