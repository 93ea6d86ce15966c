"""Text to words and words to stems: the same for documents and for questions, without a database."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

LONGEST_TERM = 40
_GENITIVE = re.compile(r"['’`´]s\b")
_TOKEN = re.compile(r"[a-z0-9]+-?")
_own = local()


def fold(text: str) -> str:
    """Lower case without accents; "auto's" loses its 's."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return _GENITIVE.sub("", bare)


def tokens(text: str) -> list[str]:
    """Folded words of letters and digits, in order: "Brood- en banketbakkerij" -> brood, en, banketbakkerij."""
    return [word.rstrip("-")[:LONGEST_TERM] for word in _TOKEN.findall(fold(text))]


def suspended(text: str) -> list[tuple[str, str]]:
    """Words that stop at a hyphen, with the word that completes them: "haar- en schoonheidsverzorging".

    Gives ("haar", "schoonheidsverzorging"): the reader supplies -verzorging, `core.search.analysis` does too.
    """
    found, waiting = [], []
    raw = _TOKEN.findall(re.sub(r"-(?=[a-z0-9])", " ", fold(text)))
    for word in raw:
        if word.endswith("-"):
            waiting.append(word.rstrip("-"))
        elif waiting and word not in {"en", "of"}:
            found += [(first, word) for first in waiting]
            waiting = []
    return found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Dutch stem of a folded word (Kraaij and Pohlmann, by Snowball); a stemmer is not safe between threads."""
    if not hasattr(_own, "stemmer"):
        from snowballstemmer import stemmer  # brings thirty languages: imported at the first search, not at the start

        _own.stemmer = stemmer("dutch")
    return str(_own.stemmer.stemWord(word))[:LONGEST_TERM]
