"""Search: what children and parents type finds what they mean, the same on every database."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vakwerk.core import search
from vakwerk.core.search import lexicon
from vakwerk.core.search.analysis import Place, document_words, interpret
from vakwerk.core.search.typing_errors import corrections, distance
from vakwerk.core.search.words import stem, suspended, tokens

pytestmark = pytest.mark.django_db
TITLES = (
    (
        "Autotechnieken; Voertuigtechnieken; Onderhoudsmechanica auto; Koetswerk; Spuiter carrosserie; Brom- en "
        "motorfietsinstallaties; Fietsinstallaties; Lassen-constructie; Hoeknaadlasser; Haar- en schoonheidsverzorging"
        "; Haarverzorging; Kapper-stylist; Schoonheidsverzorging; Wellness en lifestyle; Gezondheidszorg; Basiszorg en "
        "ondersteuning; Verzorgende/Zorgkundige; Opvoeding en begeleiding; Kinderbegeleider; Dierenzorg; "
        "Dierenverzorgingstechnieken; Agrotechnieken dier; Agrotechnieken plant; Paardenhouderij; Groenaanleg en "
        "-beheer; Groendecoratie; Hout; Houttechnieken; Binnenschrijnwerk en interieur; Ruwbouw; Bouwtechnieken; "
        "Dakwerker; Elektriciteit; Elektrische installaties; Elektrotechnieken; Elektromechanische technieken; "
        "Mechanische vormgeving; Applicatie- en databeheer; Datacommunicatie- en netwerkinstallaties; Informatica- en "
        "communicatiewetenschappen; Grootkeuken en catering; Restaurant en keuken; Horeca; Bakkerij; Brood- en "
        "banketbakkerij; Slagerij; Moderealisatie en textielverzorging; Mode; Decoratie en schilderwerken; Sanitaire "
        "en verwarmingsinstallaties; Logistiek; Onthaal, organisatie en sales; Sport; Sportbegeleiding; "
        "Latijn-Wiskunde; Vrachtwagenchauffeur; Podiumtechnieken; Fotografie; Toerisme; Defensie en veiligheid "
    )
    .strip()
    .split("; ")
)
QueryCounter = Callable[..., CaptureQueriesContext]


@pytest.fixture
def catalogue() -> None:
    search.index_many("programme", [search.Document(title, title) for title in TITLES])


def keys(query: str, limit: int = 10) -> list[str]:
    return [hit.key for hit in search.find("programme", query, limit)]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lasser", "Lassen-constructie"),
        ("lassen", "Hoeknaadlasser"),
        ("kapster", "Haarverzorging"),
        ("kapsters", "Kapper-stylist"),
        ("iets met auto's", "Autotechnieken"),
        ("Iets met auto’s", "Voertuigtechnieken"),
        ("iets met auto's", "Koetswerk"),
        ("autos", "Voertuigtechnieken"),
        ("ik wil iets met dieren doen", "Dierenzorg"),
        ("dieren", "Agrotechnieken dier"),
        ("iets met computers", "Applicatie- en databeheer"),
        ("gamen", "Datacommunicatie- en netwerkinstallaties"),
        ("koken", "Restaurant en keuken"),
        ("koken", "Horeca"),
        ("taarten bakken", "Brood- en banketbakkerij"),
        ("verpleegster", "Gezondheidszorg"),
        ("werken met kinderen", "Kinderbegeleider"),
        ("haar knippen", "Haarverzorging"),
        ("elektricien", "Elektrische installaties"),
        ("automecanicien", "Onderhoudsmechanica auto"),
        ("metselaar", "Ruwbouw"),
        ("loodgieter", "Sanitaire en verwarmingsinstallaties"),
        ("camion rijden", "Vrachtwagenchauffeur"),
        ("naaister", "Moderealisatie en textielverzorging"),
        ("schilder", "Decoratie en schilderwerken"),
        ("mechanica", "Onderhoudsmechanica auto"),
        ("banketbakkerij", "Brood- en banketbakkerij"),
        ("broodbakkerij", "Brood- en banketbakkerij"),
        ("haarverzorging", "Haar- en schoonheidsverzorging"),
        ("politie", "Defensie en veiligheid"),
        ("welder", "Lassen-constructie"),
        ("hairdresser", "Haarverzorging"),
    ],
)
def test_what_people_type_finds_what_they_mean(typed: str, meant: str) -> None:
    assert meant in keys(typed)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("haarverzorging", "Haarverzorging"),
        ("hout", "Hout"),
        ("bakkerij", "Bakkerij"),
        ("sport", "Sport"),
        ("elektriciteit", "Elektriciteit"),
        ("autotechnieken", "Autotechnieken"),
        ("dakwerker", "Dakwerker"),
    ],
)
def test_the_name_itself_comes_first(typed: str, first: str) -> None:
    assert keys(typed)[0] == first


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("haarverzorgng", "Haarverzorging"),
        ("bakerij", "Bakkerij"),
        ("elektriciteti", "Elektriciteit"),
        ("lassser", "Lassen-constructie"),
        ("verpleegstr", "Gezondheidszorg"),
        ("diernzorg", "Dierenzorg"),
        ("fotogravie", "Fotografie"),
    ],
)
def test_typing_errors_are_forgiven(typed: str, meant: str) -> None:
    assert meant in keys(typed)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ["haarv", "haarverz", "haarverzorgin"])
def test_an_unfinished_last_word_already_finds(typed: str) -> None:
    assert "Haarverzorging" in keys(typed)


@pytest.mark.usefixtures("catalogue")
def test_what_has_nothing_to_do_with_it_is_not_found() -> None:
    assert "Latijn-Wiskunde" not in keys("iets met auto's", 60)
    assert keys("xqzwvk") == []
    assert keys("") == keys("   ") == keys("?!") == []


@pytest.mark.usefixtures("catalogue")
def test_a_hit_says_which_words_matched() -> None:
    hit = search.find("programme", "iets met dieren en paarden ")[0]
    assert set(hit.matched) <= {"dieren", "paarden"}
    assert hit.score > 0


def test_a_document_with_all_words_comes_before_one_with_some() -> None:
    search.index_many("x", [search.Document("both", "hout en metaal"), search.Document("one", "hout")])
    assert [hit.key for hit in search.find("x", "metaal hout ")] == ["both", "one"]


def test_a_title_weighs_more_than_text_and_a_weight_more_than_none() -> None:
    search.index("x", "text", "Iets", "houtbewerking")
    search.index("x", "title", "Houtbewerking")
    search.index("x", "light", "Houtbewerking", weight=0.5)
    assert [hit.key for hit in search.find("x", "houtbewerking ")] == ["title", "light", "text"]


def test_indexing_again_replaces_and_removing_removes() -> None:
    search.index("x", "1", "Bakkerij")
    search.index("x", "1", "Slagerij")
    assert search.find("x", "bakkerij ") == []
    assert [hit.key for hit in search.find("x", "slagerij")] == ["1"]
    search.remove("x", "1")
    assert search.find("x", "slagerij") == []


def test_kinds_do_not_see_each_other() -> None:
    search.index("x", "1", "Bakkerij")
    assert search.find("y", "bakkerij") == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "typed", ["\x00", "a\x00b", "x" * 10_000, "😀 🚗", "%_%", "' OR 1=1 --", "lassen " * 2000, "\ud800"]
)
def test_hostile_questions_are_harmless(typed: str) -> None:
    search.find("programme", typed)


def test_hostile_documents_are_harmless() -> None:
    search.index("x", "1", "Hout\x00 😀" + "x" * 5000, "\x00" + "woord " * 50_000)
    assert [hit.key for hit in search.find("x", "hout ")] == ["1"]


@pytest.mark.usefixtures("catalogue")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_question_has_an_answer(typed: str) -> None:
    scores = [hit.score for hit in search.find("programme", typed)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ["lasser", "haarverzorgng", "iets met auto's", "xqzwvk qwrtz", "h"])
def test_a_question_takes_at_most_three_queries(typed: str, django_assert_max_num_queries: QueryCounter) -> None:
    with django_assert_max_num_queries(3):
        search.find("programme", typed)


def test_ten_thousand_documents_are_searched_in_three_queries(django_assert_max_num_queries: QueryCounter) -> None:
    documents = [search.Document(f"{n}", f"{TITLES[n % len(TITLES)]} {_syllables(n)}") for n in range(10_000)]
    assert search.index_many("many", documents) == 10_000
    with django_assert_max_num_queries(3):
        started = time.perf_counter()
        hits = search.find("many", "haarverzorgng met dieren", 20)
        assert time.perf_counter() - started < 5  # a guard against quadratic work, not a measurement
    assert len(hits) == 20


def _syllables(number: int) -> str:
    """A made-up word per number, so that the vocabulary is as large as the documents."""
    return "".join(
        ("ka", "lo", "mi", "ru", "te", "vo", "zu", "ne", "pi", "wa")[int(digit)] for digit in f"{number:05d}"
    )


# What SQLite answers, key and score. The suite runs on PostgreSQL too, and must find the same there.
GOLDEN = {
    "hout": [("Hout", 7.913), ("Houttechnieken", 3.517), ("Binnenschrijnwerk en interieur", 1.92)],
    "lasser ": [("Lassen-constructie", 4.417), ("Hoeknaadlasser", 3.681)],
    "zorg": [
        ("Dierenzorg", 3.138),
        ("Gezondheidszorg", 3.138),
        ("Basiszorg en ondersteuning", 3.138),
        ("Verzorgende/Zorgkundige", 2.57),
        ("Dierenverzorgingstechnieken", 1.713),
        ("Haarverzorging", 1.713),
    ],
    "iets met auto's": [
        ("Onderhoudsmechanica auto", 4.995),
        ("Autotechnieken", 3.33),
        ("Spuiter carrosserie", 2.208),
        ("Voertuigtechnieken", 1.991),
        ("Koetswerk", 1.948),
    ],
    "elektriciteti": [("Elektriciteit", 3.0)],
    "kapster en mode": [
        ("Mode", 2.761),
        ("Kapper-stylist", 2.11),
        ("Haarverzorging", 1.941),
        ("Haar- en schoonheidsverzorging", 1.941),
        ("Moderealisatie en textielverzorging", 1.651),
    ],
    "technieken ": [
        ("Elektromechanische technieken", 4.578),
        ("Autotechnieken", 3.052),
        ("Bouwtechnieken", 3.052),
        ("Dierenverzorgingstechnieken", 3.052),
        ("Elektrotechnieken", 3.052),
        ("Houttechnieken", 3.052),
    ],
    "b": [],
}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", GOLDEN)
def test_both_databases_give_the_same_hits(typed: str) -> None:
    assert [(hit.key, round(hit.score, 3)) for hit in search.find("programme", typed, 6)] == GOLDEN[typed]


# Words and word lists


@pytest.mark.parametrize(
    ("word", "bricks"),
    [
        ("metaalbewerking", ("metaal", "bewerking")),
        ("haarverzorging", ("haar", "verzorging")),
        ("autotechnieken", ("auto", "technieken")),
        ("vrachtwagenchauffeur", ("vrachtwagen", "chauffeur")),
        ("dierenverzorgingstechnieken", ("dieren", "verzorging", "technieken")),
        ("houtbewerkingsmachines", ("hout", "bewerking", "machines")),
        ("latijn", ()),
        ("kok", ()),
    ],
)
def test_compounds_are_split_into_their_parts(word: str, bricks: tuple[str, ...]) -> None:
    assert lexicon.parts(word) == bricks


def test_a_suspended_compound_is_completed() -> None:
    assert suspended("Haar- en schoonheidsverzorging") == [("haar", "schoonheidsverzorging")]
    assert document_words("Haar- en schoonheidsverzorging", "")["haarverzorging"] == Place.TITLE


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert [word.word for word in interpret("ik wil iets met hout doen")] == ["hout"]
    assert [word.word for word in interpret("iets")] == ["iets"]


def test_words_are_folded() -> None:
    assert tokens("Auto's, Crèche & Diëtist-Æ") == ["auto", "creche", "dietist", *tokens("Æ")]


def test_every_target_of_the_word_lists_is_a_word() -> None:
    for related in (lexicon.kin(), lexicon.everyday()):
        assert len(related) > 100
        assert all(key and targets for key, targets in related.items())


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [("lassen", "lassen", 0), ("lassen", "lasen", 1), ("lassen", "lasesn", 1), ("kapper", "bakker", 3)],
)
def test_distance_counts_slips(a: str, b: str, slips: int) -> None:
    assert distance(a, b, 3) == slips
    assert distance(b, a, 3) == slips


def test_a_short_word_is_not_corrected_and_the_nearest_wins() -> None:
    assert corrections("kok", ["kop"]) == []
    assert corrections("bakerij", ["bakkerij", "slagerij", "rakkerij"]) == ["bakkerij"]


def test_threads_share_no_stemmer() -> None:
    from concurrent.futures import ThreadPoolExecutor

    words = [f"{base}{end}" for base in ("lass", "bakk", "kapp", "schilder") for end in ("en", "er", "ing", "ers")] * 20
    stem.cache_clear()
    expected: Any = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem, words)) == expected
