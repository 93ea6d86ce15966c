"""From text to a typed tree. Each level of binding strength is one method; brackets nest up to a limit.

voorwaarde  = en-deel { of en-deel }
en-deel     = niet-deel { en niet-deel }
niet-deel   = niet niet-deel | vergelijking
vergelijking = som [ (= <> < <= > >=) som | bevat som | [niet] in "{" waarde { ; waarde } "}" ]
som         = product { (+ -) product }
product     = factor { (* /) factor }
factor      = - factor | deel [ procent [ van factor ] ]
deel        = waarde | naam | functie "(" som { ; som } ")" | "(" voorwaarde ")"
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vakwerk.engines.rules.conditions import meaning
from vakwerk.engines.rules.conditions.faults import ConditionError, fault
from vakwerk.engines.rules.conditions.limits import MAX_DEPTH
from vakwerk.engines.rules.conditions.tokens import WORDS, Token, tokens
from vakwerk.engines.rules.conditions.tree import Literal, Node, Reference, references
from vakwerk.engines.rules.conditions.vocabulary import Kind, Name, Vocabulary
from vakwerk.engines.words import Words

VALUE_KINDS = {"number": Kind.NUMBER, "amount": Kind.AMOUNT, "date": Kind.DATE, "text": Kind.TEXT}
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
SEPARATORS = (";", ",")


@dataclass(frozen=True)
class Condition:
    """A condition that can be evaluated: its text as written and its typed tree, a yes or no at the top."""

    text: str
    tree: Node

    @property
    def names(self) -> tuple[Name, ...]:
        """The names it uses, each once, in the order of the text."""
        return tuple(dict.fromkeys(references(self.tree)))


def parse(text: str, vocabulary: Vocabulary) -> Condition:
    """The condition that `text` writes with the names of `vocabulary`. Raises `ConditionError`, and nothing else."""
    parser = _Parser(tokens(text), vocabulary)
    tree = parser.whole()
    meaning.expect(tree, Kind.YES_NO, Words("Hier", "Here"))
    return Condition(text, tree)


def usable(key: str) -> bool:
    """True when `key` can be the name of something: one word that the language does not use itself."""
    if key.casefold() in WORDS or key.casefold() in meaning.FUNCTION_NAMES:
        return False
    try:
        found = tokens(key)
    except ConditionError:
        return False
    return len(found) == 2 and found[0].kind == "name" and found[0].text == key


@dataclass
class _Parser:
    """The tokens, where we are in them, and how deep inside brackets."""

    tokens: Sequence[Token]
    vocabulary: Vocabulary
    at: int = 0
    nesting: int = field(default=0)

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.here
        self.at += token.kind != "end"
        return token

    def meets(self, *texts: str) -> bool:
        return self.here.kind in ("word", "sign") and self.here.text in texts

    def deeper(self, read: Callable[[], Node]) -> Node:
        """Reads something inside something; refuses when that goes on too long."""
        self.nesting += 1
        if self.nesting > MAX_DEPTH:
            raise meaning.too_deep(self.here.span)
        node = read()
        self.nesting -= 1
        return node

    def whole(self) -> Node:
        if self.here.kind == "end":
            raise fault(
                "Er staat niets.",
                "There is nothing here.",
                "Schrijf een voorwaarde, bijvoorbeeld: gevraagd <= € 50.000.",
                "Write a condition, for example: requested <= € 50.000.",
                self.here.span,
            )
        tree = self.any_of()
        if self.here.kind != "end":
            raise self.left_over()
        return tree

    def left_over(self) -> ConditionError:
        if self.meets(*COMPARISONS):
            return fault(
                "Er staan twee vergelijkingen na elkaar.",
                "Two comparisons follow each other.",
                "Schrijf ze apart: x >= 1 en x <= 5.",
                "Write them apart: x >= 1 and x <= 5.",
                self.here.span,
            )
        if self.meets("van"):
            return fault(
                "Voor 'van' hoort een percentage.",
                "A percentage belongs before 'van' (of).",
                "Schrijf bijvoorbeeld: 20 procent van totale_kosten.",
                "Write for example: 20 percent of total_costs.",
                self.here.span,
            )
        return fault(
            "Hier verwachten we het einde, of 'en' of 'of'.",
            "The end was expected here, or 'and' or 'or'.",
            "Zet 'en' of 'of' tussen twee voorwaarden; kijk of er een haakje of teken te veel staat.",
            "Put 'and' or 'or' between two conditions; see whether there is a bracket or sign too many.",
            self.here.span,
        )

    def any_of(self) -> Node:
        return self.joined("of", self.all_of)

    def all_of(self) -> Node:
        return self.joined("en", self.negated)

    def joined(self, word: str, read: Callable[[], Node]) -> Node:
        parts = [read()]
        while self.meets(word):
            self.take()
            parts.append(read())
        return parts[0] if len(parts) == 1 else meaning.all_or_any(word, parts)

    def negated(self) -> Node:
        if not self.meets("niet"):
            return self.compared()
        start = self.take().start
        return meaning.negation(self.deeper(self.negated), start)

    def compared(self) -> Node:
        left = self.added()
        if self.meets(*COMPARISONS):
            sign = self.take().text
            return meaning.comparison(sign, left, self.added())
        if self.meets("bevat"):
            self.take()
            return meaning.contains(left, self.added())
        if self.meets("in") or (self.meets("niet") and self.tokens[self.at + 1].text == "in"):
            negated = self.take().text == "niet"
            self.at += negated
            return self.one_of(left, negated)
        return left

    def one_of(self, left: Node, negated: bool) -> Node:
        self.need("{", "Na 'in' komen de mogelijkheden", "After 'in' come the possibilities")
        items = [self.item()]
        while self.meets(*SEPARATORS):
            self.take()
            items.append(self.item())
        end = self.need("}", "Na de laatste mogelijkheid", "After the last possibility").end
        return meaning.membership(left, items, negated, end)

    def item(self) -> Literal:
        token = self.here
        value = self.value()
        if value is None:
            raise self.missing('een waarde, zoals € 50.000 of "tekst"', 'a value, such as € 50.000 or "text"', token)
        return value

    def need(self, sign: str, nl: str, en: str) -> Token:
        if not self.meets(sign):
            raise fault(
                f"{nl}: daar hoort {sign}.",
                f"{en}: {sign} belongs there.",
                f"Zet hier {sign}.",
                f"Put {sign} here.",
                self.here.span,
            )
        return self.take()

    def added(self) -> Node:
        return self.computed(("+", "-"), self.multiplied)

    def multiplied(self) -> Node:
        return self.computed(("*", "/"), self.factor)

    def computed(self, signs: tuple[str, ...], read: Callable[[], Node]) -> Node:
        node = read()
        while self.here.kind == "sign" and self.here.text in signs:
            sign = self.take().text
            node = meaning.arithmetic(sign, node, read())
        return node

    def factor(self) -> Node:
        if self.meets("-"):
            start = self.take().start
            return meaning.minus(self.deeper(self.factor), start)
        node = self.part()
        if not self.meets("procent"):
            return node
        word = self.take()
        share = meaning.percent(node, word.end)
        # "of" is "or" in Dutch; only after the English "percent" it can be "van".
        if self.meets("van") or (word.value == "percent" and self.meets("of")):
            self.take()
            return meaning.arithmetic("van", share, self.deeper(self.factor))
        return share

    def part(self) -> Node:
        token = self.here
        value = self.value()
        if value is not None:
            return value
        if self.meets("("):
            self.take()
            inside = self.deeper(self.any_of)
            self.need(")", "Dit haakje is niet gesloten", "This bracket is not closed")
            return inside
        if token.kind == "name":
            self.take()
            return self.called(token) if self.meets("(") else self.named(token)
        raise self.missing("een waarde of een naam", "a value or a name", token)

    def value(self) -> Literal | None:
        """The value that stands here, taken; None when something else stands here."""
        token = self.here
        kind = VALUE_KINDS.get(token.kind)
        if self.meets("ja", "nee"):
            self.take()
            return Literal(Kind.YES_NO, token.text == "ja", token.span)
        if kind is None or token.value is None:
            return None
        self.take()
        return Literal(kind, token.value, token.span)

    def missing(self, nl: str, en: str, token: Token) -> ConditionError:
        return fault(
            f"Hier verwachten we {nl}.",
            f"Here {en} was expected.",
            "Vul aan wat ontbreekt, of laat weg wat te veel is.",
            "Add what is missing, or leave out what is too much.",
            token.span,
        )

    def named(self, token: Token) -> Node:
        name = self.vocabulary.get(token.text)
        if name is None:
            raise self.unknown(token)
        return Reference(name, token.span)

    def unknown(self, token: Token) -> ConditionError:
        near = self.vocabulary.resembling(token.text)
        if near:
            advice = Words(f"Bedoelt u {', '.join(near)}?", f"Do you mean {', '.join(near)}?")
        else:
            advice = Words(
                "Kies een naam uit de lijst. Een tekst staat tussen aanhalingstekens.",
                "Choose a name from the list. A text stands between quotation marks.",
            )
        problem = Words(f"De naam '{token.text}' kennen we niet.", f"The name '{token.text}' is not known.")
        return ConditionError(problem, advice, *token.span)

    def called(self, token: Token) -> Node:
        name = meaning.FUNCTION_NAMES.get(token.text)
        if name is None:
            known = ", ".join(sorted(meaning.SIGNATURES))
            raise fault(
                f"De functie '{token.text}' kennen we niet.",
                f"The function '{token.text}' is not known.",
                f"Kies uit: {known}.",
                f"Choose from: {known}.",
                token.span,
            )
        self.take()
        arguments = [self.deeper(self.added)]
        while self.meets(*SEPARATORS):
            self.take()
            arguments.append(self.deeper(self.added))
        end = self.need(")", "Dit haakje is niet gesloten", "This bracket is not closed").end
        return meaning.function(name, arguments, (token.start, end))
