"""A vocabulary and values as a call has them."""

from __future__ import annotations

from datetime import date

from vakwerk.engines.rules.conditions import Kind, Name, Option, Vocabulary
from vakwerk.engines.words import Words

THEMES = (
    Option("mob", Words("Mobiliteit", "Mobility")),
    Option("ce", Words("Circulaire economie", "Circular economy")),
)
KINDS = (
    Option("school", Words("Secundaire school", "Secondary school")),
    Option("company", Words("Bedrijf", "Company")),
)
WORDS = Vocabulary(
    [
        Name("gevraagd", Kind.AMOUNT, Words("gevraagd", "requested")),
        Name("totale_kosten", Kind.AMOUNT, Words("totale kosten", "total costs")),
        Name("cofinanciering", Kind.AMOUNT, Words("cofinanciering", "co-financing")),
        Name("kosten", Kind.AMOUNTS, Words("kosten", "costs")),
        Name("aantal_partners", Kind.NUMBER, Words("aantal partners", "number of partners")),
        Name("ingediend_op", Kind.DATE, Words("ingediend op", "submitted on")),
        Name("themas", Kind.CHOICES, Words("thema's", "themes"), THEMES),
        Name("soort", Kind.CHOICE, Words("soort", "kind"), KINDS),
        Name("nieuw", Kind.YES_NO, Words("nieuw", "new")),
        Name("titel", Kind.TEXT, Words("titel", "title")),
        Name("website", Kind.TEXT, Words("website", "website")),
    ]
)
VALUES = {
    "gevraagd": 6_120_000,
    "totale_kosten": 7_000_000,
    "cofinanciering": 880_000,
    "kosten": [1, 2, 3],
    "aantal_partners": 2,
    "ingediend_op": date(2024, 1, 27),
    "themas": ["ce"],
    "soort": "school",
    "nieuw": True,
    "titel": "Lassen voor iedereen",
    "website": "",
}
