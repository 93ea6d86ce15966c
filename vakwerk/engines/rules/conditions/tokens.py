"""From text to words, signs and values. One pass, no backtracking; what it does not know it points at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vakwerk.engines.rules.conditions.faults import fault
from vakwerk.engines.rules.conditions.limits import MAX_DIGITS, MAX_LENGTH, MAX_TOKENS

Value = Fraction | date | str | bool


@dataclass(frozen=True)
class Token:
    """`kind`: number, amount, date, text, name, word (a keyword) or sign; `text` is its canonical form."""

    kind: str
    text: str
    start: int
    end: int
    value: Value | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Start and end (excluded) in the text of the condition."""
        return self.start, self.end


MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "januari january",
            "februari february",
            "maart march",
            "april",
            "mei may",
            "juni june",
            "juli july",
            "augustus august",
            "september",
            "oktober october",
            "november",
            "december",
        ),
        1,
    )
    for month in names.split()
}
# Dutch first: what the tree is printed with. "percent of" is handled by the parser, since "of" is "or" in Dutch.
WORDS = {
    "en": "en", "and": "en", "of": "of", "or": "of", "niet": "niet", "not": "niet", "in": "in", "bevat": "bevat",
    "contains": "bevat", "procent": "procent", "percent": "procent", "van": "van", "ja": "ja", "yes": "ja",
    "nee": "nee", "no": "nee", "minstens": ">=", "hoogstens": "<=", "is": "=",
}  # fmt: skip
PHRASES = {
    "ten minste": ">=", "at least": ">=", "ten hoogste": "<=", "at most": "<=", "meer dan": ">", "more than": ">",
    "minder dan": "<", "less than": "<", "is niet": "<>", "is not": "<>",
}  # fmt: skip
SIGNS = {"==": "=", "!=": "<>", "≠": "<>", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "%": "procent"}
_SPACE = r"[ \t\r\n\u00a0\u202f]"
# "(?a:": capitals of the plain alphabet only. Otherwise the Turkish letters dotless i and I with a dot count as an i.
_PARTS = re.compile(
    rf"(?P<space>{_SPACE}+)"
    r"|(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}"
    rf"|\d{{1,2}}{_SPACE}(?a:{'|'.join(MONTHS)}){_SPACE}\d{{4}}(?!\w))"
    rf"|(?P<amount>(?:€|eur(?=[\d \u00a0])){_SPACE}?\d[\d.]*(?:,\d+)?)"
    r"|(?P<number>\d[\d.]*(?:,\d+)?)"
    r"""|(?P<text>"[^"\n]*"|'[^'\n]*'|“[^”\n]*”|‘[^’\n]*’)"""
    rf"|(?P<phrase>(?a:{'|'.join(phrase.replace(' ', _SPACE) for phrase in PHRASES)})(?!\w))"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|<>|!=|==|[=<>≤≥≠+\-*/×÷(){};,%])",
    re.IGNORECASE,
)


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, ending with one of kind "end". Raises `ConditionError`."""
    if len(text) > MAX_LENGTH:
        raise fault(
            f"De voorwaarde is langer dan {MAX_LENGTH} tekens.",
            f"The condition is longer than {MAX_LENGTH} characters.",
            "Splits ze in meer voorwaarden.",
            "Split it into several conditions.",
            (MAX_LENGTH, len(text)),
        )
    found = list(_read(text))
    if len(found) > MAX_TOKENS:
        raise fault(
            "De voorwaarde heeft te veel delen.",
            "The condition has too many parts.",
            "Splits ze in meer voorwaarden.",
            "Split it into several conditions.",
            found[MAX_TOKENS].span,
        )
    return [*found, Token("end", "", len(text), len(text))]


def _read(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = _PARTS.match(text, at)
        if match is None:
            raise _unknown(text, at)
        at = match.end()
        if match.lastgroup != "space":
            yield _token(str(match.lastgroup), match.group(), match.span())


def _unknown(text: str, at: int) -> Exception:
    if text[at] in "\"'“‘":
        return fault(
            "Deze tekst heeft geen aanhalingsteken aan het einde.",
            "This text has no quotation mark at its end.",
            'Schrijf de tekst tussen twee aanhalingstekens: "zo".',
            'Write the text between two quotation marks: "like this".',
            (at, len(text)),
        )
    if text[at] == "€":
        return fault(
            "Na € komt een bedrag.",
            "An amount must follow €.",
            "Schrijf bijvoorbeeld € 50.000 of € 72,24.",
            "Write for example € 50.000 or € 72,24.",
            (at, at + 1),
        )
    return fault(
        f"Het teken {text[at]!r} hoort niet in een voorwaarde.",
        f"The character {text[at]!r} has no place in a condition.",
        "Laat het weg. Gebruik = <> < <= > >= + - * / en haakjes.",
        "Leave it out. Use = <> < <= > >= + - * / and brackets.",
        (at, at + 1),
    )


def _token(group: str, text: str, span: tuple[int, int]) -> Token:
    if group == "name":
        word = WORDS.get(text.casefold())
        kind = "name" if word is None else "sign" if word in {">=", "<=", "="} else "word"
        return Token(kind, word or text.casefold(), *span, value=text.casefold())
    if group == "phrase":
        return Token("sign", PHRASES[" ".join(text.casefold().split())], *span)
    if group == "sign":
        sign = SIGNS.get(text, text)
        return Token("word" if sign == "procent" else "sign", sign, *span)
    if group == "text":
        return Token("text", text, *span, value=text[1:-1])
    if group == "date":
        return Token("date", text, *span, value=_date(text, span))
    return Token(group, text, *span, value=_number(text, span, cents=group == "amount"))


def _date(text: str, span: tuple[int, int]) -> date:
    try:
        if "-" in text:
            year, month, day = (int(part) for part in text.split("-"))
        elif "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
        else:
            first, name, last = text.split()
            day, month, year = int(first), MONTHS[name.casefold()], int(last)
        return date(year, month, day)
    except ValueError:
        raise fault(
            f"{text} is geen bestaande datum.",
            f"{text} is no existing date.",
            "Schrijf dag/maand/jaar, bijvoorbeeld 26/01/2024.",
            "Write day/month/year, for example 26/01/2024.",
            span,
        ) from None


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def _number(text: str, span: tuple[int, int], *, cents: bool) -> Fraction:
    """Points group thousands and the comma starts the decimals. "1.5" could be either, so it is refused."""
    digits = text.lstrip("€EUReur \t\r\n\u00a0\u202f")
    whole, _, decimals = digits.partition(",")
    if "." in whole and not _GROUPED.fullmatch(whole):
        raise fault(
            f"{digits} is niet duidelijk: een punt staat alleen tussen groepen van drie cijfers.",
            f"{digits} is not clear: a point stands only between groups of three digits.",
            "Schrijf een komma voor de decimalen: 1,5. En 50.000 of 50000 voor vijftigduizend.",
            "Write a comma before the decimals: 1,5. And 50.000 or 50000 for fifty thousand.",
            span,
        )
    if cents and decimals and len(decimals) != 2:
        raise fault(
            "Een bedrag heeft geen decimalen of twee.",
            "An amount has no decimals, or two.",
            "Schrijf bijvoorbeeld € 72,24.",
            "Write for example € 72,24.",
            span,
        )
    plain = whole.replace(".", "")
    if len(plain) + len(decimals) > MAX_DIGITS:
        raise fault(
            f"Dit getal heeft meer dan {MAX_DIGITS} cijfers.",
            f"This number has more than {MAX_DIGITS} digits.",
            "Schrijf een kleiner getal.",
            "Write a smaller number.",
            span,
        )
    value = Fraction(int(plain + decimals), 10 ** len(decimals))
    return value * 100 if cents else value
