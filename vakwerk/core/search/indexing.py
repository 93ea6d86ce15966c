"""Writing the index. Each function is one transaction; searching goes on with the old documents until it commits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from vakwerk.core.search.analysis import document_terms, document_words
from vakwerk.core.search.models import SearchDocument, SearchTerm, SearchWord
from vakwerk.core.search.words import stem

BATCH = 2000


class Document(NamedTuple):
    """What can be found. `weight` multiplies the score (1 is ordinary, 0 never shows); `text` is searched, not kept."""

    key: str
    title: str
    text: str = ""
    weight: float = 1.0


def index(kind: str, key: str, title: str, text: str = "", weight: float = 1.0) -> None:
    """Puts one document in the index, in place of what stood under this kind and key."""
    index_many(kind, [Document(key, title, text, weight)], replace_all=False)


@transaction.atomic
def index_many(kind: str, documents: Iterable[Document], *, replace_all: bool = True) -> int:
    """Indexes many documents and returns how many; the last of two with one key wins.

    `replace_all` empties the kind first; otherwise only documents with these keys are replaced.
    """
    unique = {document.key: document for document in documents}
    if replace_all:
        clear(kind)
    else:
        SearchDocument.objects.filter(kind=kind, key__in=list(unique)).delete()
    rows = [SearchDocument(kind=kind, key=d.key, title=_short(d.title), weight=d.weight) for d in unique.values()]
    SearchDocument.objects.bulk_create(rows, batch_size=BATCH)
    vocabulary: set[str] = set()
    terms: list[SearchTerm] = []
    for row, document in zip(rows, unique.values(), strict=True):
        words = document_words(document.title, document.text)
        vocabulary |= words.keys()
        places = document_terms(words)
        terms += [SearchTerm(document=row, kind=kind, term=term, place=place) for term, place in places.items()]
    SearchTerm.objects.bulk_create(terms, batch_size=BATCH)
    _remember(kind, vocabulary)
    return len(rows)


def _remember(kind: str, vocabulary: set[str]) -> None:
    words = [SearchWord(kind=kind, word=word, term=stem(word), length=len(word)) for word in sorted(vocabulary)]
    SearchWord.objects.bulk_create(words, batch_size=BATCH, ignore_conflicts=True)


def _short(title: str) -> str:
    return title.replace("\x00", "")[: SearchDocument._meta.get_field("title").max_length]


@transaction.atomic
def remove(kind: str, key: str) -> None:
    """Takes one document out; its words may still be suggested for a typing error until the kind is indexed anew."""
    SearchDocument.objects.filter(kind=kind, key=key).delete()


@transaction.atomic
def clear(kind: str) -> None:
    """Empties a kind."""
    SearchTerm.objects.filter(kind=kind).delete()
    SearchDocument.objects.filter(kind=kind).delete()
    SearchWord.objects.filter(kind=kind).delete()
