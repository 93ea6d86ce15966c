"""The inverted index: documents, the terms they contain, and the vocabulary of a kind (for typing errors)."""

from __future__ import annotations

from django.db import models


class SearchDocument(models.Model):
    """Something that can be found: `key` is what the room that indexed it knows it by."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=250)
    weight = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_key")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class SearchTerm(models.Model):
    """A stem in a document; `place` is the best place where it stands (`core.search.analysis.Place`)."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=40)
    term = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "term"], name="one_row_per_term")]
        indexes = [models.Index(fields=["kind", "term"], name="search_by_term")]

    def __str__(self) -> str:
        return self.term


class SearchWord(models.Model):
    """A word as it is written in some document of this kind, and its stem: what an unfinished word can become."""

    kind = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    term = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField(help_text="letters of the word")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "word"], name="one_row_per_word")]
        indexes = [
            models.Index(fields=["kind", "term"], name="search_words_by_term"),
            models.Index(fields=["kind", "length"], name="search_words_by_length"),
        ]

    def __str__(self) -> str:
        return self.word
