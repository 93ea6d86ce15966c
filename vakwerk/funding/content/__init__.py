"""What stands in a call: pure data, kept as JSON in a `CallVersion`, and what follows from it for an application."""

from vakwerk.funding.content.shape import (
    BudgetLine,
    Choice,
    Content,
    Criterion,
    PartnerRule,
    Point,
    Question,
    QuestionKind,
    Rule,
    RuleSubject,
    Section,
    dump,
    load,
)

__all__ = [
    "BudgetLine",
    "Choice",
    "Content",
    "Criterion",
    "PartnerRule",
    "Point",
    "Question",
    "QuestionKind",
    "Rule",
    "RuleSubject",
    "Section",
    "dump",
    "load",
]
