"""The names that the conditions of a call may use, and the values that an application gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import slugify
from django.utils.translation import override

from vakwerk.core import clock
from vakwerk.engines.rules.conditions import Kind, Name, Option, Values, Vocabulary, usable
from vakwerk.engines.words import Words
from vakwerk.funding.content.shape import KEY_LENGTH, Content, Question, QuestionKind
from vakwerk.people.models import OrganisationKind

COST = "kost_"
KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.NUMBER: Kind.NUMBER,
    QuestionKind.AMOUNT: Kind.AMOUNT,
    QuestionKind.DATE: Kind.DATE,
    QuestionKind.CHOICE: Kind.CHOICE,
    QuestionKind.CHOICES: Kind.CHOICES,
    QuestionKind.YES_NO: Kind.YES_NO,
    QuestionKind.FILE: Kind.NUMBER,  # how many were handed in
    QuestionKind.ORGANISATION: Kind.TEXT,
}


def _in_both(label: Any) -> Words:
    with override("nl"):
        dutch = str(label)
    with override("en"):
        return Words(dutch, str(label))


def _organisation_kinds() -> tuple[Option, ...]:
    return tuple(Option(kind.value, _in_both(kind.label)) for kind in OrganisationKind)


LEAD = Name("soort_aanvrager", Kind.CHOICE, Words("soort aanvrager", "kind of applicant"), _organisation_kinds())
FIXED = (
    Name("gevraagd", Kind.AMOUNT, Words("gevraagd bedrag", "amount requested")),
    Name("totale_kosten", Kind.AMOUNT, Words("totale kosten", "total costs")),
    Name("cofinanciering", Kind.AMOUNT, Words("cofinanciering", "co-financing")),
    Name("kosten", Kind.AMOUNTS, Words("kosten", "costs")),
    LEAD,
    Name("aantal_partners", Kind.NUMBER, Words("aantal bevestigde partners", "number of confirmed partners")),
    Name(
        "partnersoorten",
        Kind.CHOICES,
        Words("soorten bevestigde partners", "kinds of confirmed partners"),
        _organisation_kinds(),
    ),
    Name("ingediend_op", Kind.DATE, Words("ingediend op", "submitted on")),
)
RESERVED = frozenset(name.key for name in FIXED)


def vocabulary(content: Content) -> Vocabulary:
    """Every name of a call: what holds for all applications, its budget lines and its questions."""
    lines = (
        Name(f"{COST}{line.key}", Kind.AMOUNT, Words(f"kosten {line.label}", f"costs {line.label}"))
        for line in content.budget_lines
    )
    return Vocabulary([*FIXED, *lines, *map(name_of, content.questions)])


def vocabulary_before(content: Content, key: str) -> Vocabulary:
    """What `shown_when` of a question may look at: who applies, and the questions before it on the form."""
    names = [LEAD]
    for section in content.sections:
        for question in content.questions_of(section.key):
            if question.key == key:
                return Vocabulary(names)
            names.append(name_of(question))
    return Vocabulary(names)


def name_of(question: Question) -> Name:
    options = tuple(Option(choice.key, Words(choice.label, choice.label)) for choice in question.choices)
    asked = f"“{question.label}”"
    return Name(question.key, KINDS[question.kind], Words(asked, asked), options)


def new_key(label: str, taken: Iterable[str], prefix: str = "x") -> str:
    """A name for something called `label`: readable, usable in conditions, and not taken yet."""
    base = slugify(label).replace("-", "_")[: KEY_LENGTH - 4].strip("_") or prefix
    base = base if usable(base) and base not in RESERVED and not base.startswith(COST) else f"{prefix}_{base}"
    used = set(taken)
    candidates = (base, *(f"{base[: KEY_LENGTH - 4]}_{number}" for number in range(2, 1000)))
    return next(candidate for candidate in candidates if candidate not in used)


@dataclass(frozen=True)
class Facts:
    """What an application says besides its answers. Amounts in cents."""

    lead_kind: str
    requested_cents: int = 0
    costs: Sequence[tuple[str, int]] = ()
    co_financing_cents: int = 0
    partner_kinds: Sequence[str] = ()
    submitted_on: date | None = None
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def total_cents(self) -> int:
        return sum(cents for _line, cents in self.costs)


def values(content: Content, answers: Mapping[str, Any], facts: Facts) -> Values:
    """The values of all names of a call for one application."""
    lines = {
        f"{COST}{line.key}": sum(cents for key, cents in facts.costs if key == line.key)
        for line in content.budget_lines
    }
    return {
        "gevraagd": facts.requested_cents,
        "totale_kosten": facts.total_cents,
        "cofinanciering": facts.co_financing_cents,
        "kosten": [cents for _line, cents in facts.costs],
        "soort_aanvrager": facts.lead_kind,
        "aantal_partners": len(facts.partner_kinds),
        "partnersoorten": list(facts.partner_kinds),
        "ingediend_op": facts.submitted_on,
        **lines,
        **{question.key: value_of(question, answers, facts) for question in content.questions},
    }


def value_of(question: Question, answers: Mapping[str, Any], facts: Facts) -> Any:
    """One answer as the conditions read it; None when it was not given."""
    if question.kind == QuestionKind.FILE:
        return facts.files.get(question.key, 0)
    answer = fitting(question, answers.get(question.key))
    if answer is None:
        return None
    if question.kind == QuestionKind.DATE:
        return date.fromisoformat(answer)
    if question.kind == QuestionKind.NUMBER:
        return Decimal(answer)
    return answer["name"] if question.kind == QuestionKind.ORGANISATION else answer


def fitting(question: Question, answer: Any) -> Any:
    """The answer, or None when there is none or when the question was another one when it was given."""
    fits = SHAPES.get(question.kind)
    if answer in (None, "") or fits is None or not fits(answer):
        return None
    return _still_offered(question, answer)


def _still_offered(question: Question, answer: Any) -> Any:
    """Without choices that an amendment of the call took away."""
    offered = {choice.key for choice in question.choices}
    if question.kind == QuestionKind.CHOICES:
        return [key for key in answer if key in offered]
    return answer if question.kind != QuestionKind.CHOICE or answer in offered else None


def _is_day(answer: Any) -> bool:
    return isinstance(answer, str) and clock.parse_date(answer) is not None


def _is_number(answer: Any) -> bool:
    try:
        return isinstance(answer, str) and Decimal(answer).is_finite()
    except InvalidOperation:
        return False


def _is_text(answer: Any) -> bool:
    return isinstance(answer, str)


SHAPES: dict[QuestionKind, Callable[[Any], bool]] = {
    QuestionKind.TEXT: _is_text,
    QuestionKind.NUMBER: _is_number,
    QuestionKind.AMOUNT: lambda answer: isinstance(answer, int) and not isinstance(answer, bool),
    QuestionKind.DATE: _is_day,
    QuestionKind.CHOICE: _is_text,
    QuestionKind.CHOICES: lambda answer: isinstance(answer, list),
    QuestionKind.YES_NO: lambda answer: isinstance(answer, bool),
    QuestionKind.ORGANISATION: lambda answer: isinstance(answer, dict) and "name" in answer,
}
