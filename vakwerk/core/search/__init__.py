"""Search in Dutch, the same on both databases.

    search.index("programme", "G-0001", "Afwerking bouw", "tegels, pleister, ...", weight=1.0)
    search.index_many("programme", [search.Document(key, title, text), ...])     # replaces the whole kind
    search.find("programme", "iets met auto's", limit=20) -> [Hit(key, score, matched), ...]

`finding` explains the ranking, `lexicon` the word lists. Index only what everybody may see.
"""

from vakwerk.core.search.finding import Hit, find
from vakwerk.core.search.indexing import Document, clear, index, index_many, remove

__all__ = ["Document", "Hit", "clear", "find", "index", "index_many", "remove"]
