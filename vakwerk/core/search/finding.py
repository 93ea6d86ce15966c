"""Answering a question from the index, in at most three queries.

How hits are ranked
    1. Each typed word may mean several stems, each with a strength (`analysis.Strength`: the word itself 1, a trade
       word for an everyday word at most 0.65, a part of a compound or a corrected typing error 0.5, the beginning of
       another word 0.4).
    2. A document gets, per typed word, the best of: strength x where the stem stands (title 6, part of a compound in
       the title 4, text 2, part in the text 1), and that x rarity, 1 / (1 + ln(n) / 8) for a word found in n documents.
    3. The sum over the words is multiplied by the share of typed words that matched, so that a document with all words
       comes well before one with a single word; by 1.5 when the title is just what was typed; and by the weight the
       room gave the document.
    4. What scores less than a fifth of the best hit is left out. Of equal scores the shortest title comes first (it is
       the most about what was typed), then the order of titles and keys decides.

Everything but the looking up happens here in Python on the same rows, so both databases give the same hits.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from vakwerk.core.search import lexicon
from vakwerk.core.search.analysis import Strength, Typed, add_related, interpret
from vakwerk.core.search.models import SearchTerm, SearchWord
from vakwerk.core.search.typing_errors import allowed, corrections
from vakwerk.core.search.words import fold, tokens

MOST_BEGINNINGS = 60
SHORTEST_BEGINNING = 2
LEAST_SHARE_OF_BEST = 0.2
EXACT_TITLE = 1.5


@dataclass(frozen=True)
class Hit:
    """A document that was found: its key, its score (higher is better) and the typed words that matched."""

    key: str
    score: float
    matched: tuple[str, ...]


@dataclass
class _Candidate:
    key: str
    title: str
    weight: float
    places: dict[str, int] = field(default_factory=dict)


def find(kind: str, query: str, limit: int = 20) -> list[Hit]:
    """The documents of `kind` that answer `query`, best first, at most `limit`; [] for a question without words.

    The last word may be unfinished (as-you-type) unless a space follows it.
    """
    typed = interpret(query)
    if not typed or limit < 1:
        return []
    _narrow(kind, typed, unfinished=not query.endswith(" "))
    return _ranked(typed, _candidates(kind, typed))[:limit]


def _narrow(kind: str, typed: list[Typed], *, unfinished: bool) -> None:
    """Keeps only stems that exist, adds those that the last word begins, and corrects words that mean nothing."""
    last = typed[-1]
    begins = unfinished and len(last.word) >= SHORTEST_BEGINNING
    wanted = Q(term__in={term for word in typed for term in word.terms})
    if begins:
        wanted |= Q(word__startswith=last.word)
    known = dict(SearchWord.objects.filter(wanted, kind=kind).values_list("word", "term"))
    if begins:
        beginnings = sorted((w for w in known if w.startswith(last.word)), key=lambda word: (len(word), word))
        strength = Strength.BEGINS_ANOTHER if last.word in known else Strength.BEGINS
        last.may_mean([known[word] for word in beginnings[:MOST_BEGINNINGS]], strength)
    existing = set(known.values())
    unknown = [word for word in typed if existing.isdisjoint(word.terms)]
    if unknown:
        existing |= _correct(kind, unknown)
    for word in typed:
        word.terms = {term: strength for term, strength in word.terms.items() if term in existing}


def _correct(kind: str, unknown: list[Typed]) -> set[str]:
    """Gives words that occur nowhere the meaning of the nearest words; returns the stems that were added."""
    lengths = Q(pk=None)
    for word in unknown:
        slips = allowed(word.word)
        lengths |= Q(length__range=(len(word.word) - slips, len(word.word) + slips))
    vocabulary = dict(SearchWord.objects.filter(lengths, kind=kind).values_list("word", "term"))
    vocabulary |= lexicon.familiar()
    for word in unknown:
        for near in corrections(word.word, vocabulary):
            word.may_mean([vocabulary[near]], Strength.MISTYPED)
            add_related(word, vocabulary[near], Strength.MISTYPED)
    return {term for word in unknown for term in word.terms}


def _candidates(kind: str, typed: list[Typed]) -> Iterable[_Candidate]:
    terms = {term for word in typed for term in word.terms}
    if not terms:
        return ()
    rows = SearchTerm.objects.filter(kind=kind, term__in=terms).values_list(
        "document_id", "document__key", "document__title", "document__weight", "term", "place"
    )
    found: dict[int, _Candidate] = {}
    for document, key, title, weight, term, place in rows:
        candidate = found.get(document)
        if candidate is None:
            candidate = found[document] = _Candidate(key, title, weight)
        candidate.places[term] = place
    return found.values()


def _ranked(typed: list[Typed], candidates: Iterable[_Candidate]) -> list[Hit]:
    found = [(candidate, _meanings(typed, candidate)) for candidate in candidates]
    spread = Counter(word for _candidate, meanings in found for word in meanings)
    rarity = {word: 1 / (1 + math.log(count) / 8) for word, count in spread.items()}
    scored = [(_score(typed, candidate, meanings, rarity), candidate, meanings) for candidate, meanings in found]
    least = max((score for score, *_ in scored), default=0.0) * LEAST_SHARE_OF_BEST
    hits = [
        (-score, len(tokens(candidate.title)), fold(candidate.title), candidate.key, tuple(meanings))
        for score, candidate, meanings in scored
        if score > 0 and score >= least
    ]
    return [Hit(key, -negative, matched) for negative, _words, _title, key, matched in sorted(hits)]


def _meanings(typed: list[Typed], candidate: _Candidate) -> dict[str, float]:
    """Typed word -> the best of strength x place in this document, for the words that match."""
    found: dict[str, float] = {}
    for word in typed:
        fits = [strength * candidate.places[t] for t, strength in word.terms.items() if t in candidate.places]
        if fits:
            found[word.word] = max(fits)
    return found


def _score(typed: list[Typed], candidate: _Candidate, meanings: dict[str, float], rarity: dict[str, float]) -> float:
    total = sum(value * rarity[word] for word, value in meanings.items())
    named = EXACT_TITLE if set(tokens(candidate.title)) == {word.word for word in typed} else 1.0
    return round(total * len(meanings) / len(typed) * named * candidate.weight, 6)
