"""What a flag means, in the words of who reads it. Each makes a result less certain; none takes anything away."""

from __future__ import annotations

from typing import Literal

from vakwerk.engines.words import Words

NoticeCode = Literal["rapid", "same_answer", "unusual_pattern"]

NOTICES: dict[NoticeCode, Words] = {
    "rapid": Words(
        "Je antwoordde soms heel snel. Misschien heb je niet alles gelezen. Daarom is dit resultaat minder zeker.",
        "Some answers came very fast. Perhaps not everything was read. That makes this result less certain.",
    ),
    "same_answer": Words(
        "Je koos heel vaak hetzelfde antwoord. Daarom is dit resultaat minder zeker.",
        "The same answer was chosen very often. That makes this result less certain.",
    ),
    "unusual_pattern": Words(
        "Je had moeilijke vragen juist en makkelijke fout. Dat kan, maar het maakt dit resultaat minder zeker.",
        "Hard questions were right and easy ones wrong. That happens, but it makes this result less certain.",
    ),
}
