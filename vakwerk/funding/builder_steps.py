"""The steps in which a call is built: two forms and the lists of its content, each with its form and its page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.funding.content import Content, QuestionKind, RuleSubject
from vakwerk.funding.content.assessing import kinds_in_words
from vakwerk.funding.forms import builder as forms


@dataclass(frozen=True)
class FormStep:
    """A step with one form. `slug` stands in the address, `name` in the faults of the content."""

    slug: str
    name: str
    title: str | Promise
    form: type[forms.ContentForm]


@dataclass(frozen=True)
class ListStep:
    """A step with a list: the field of the content, the form of one item, and how an item is told in a line."""

    slug: str
    name: str
    field: str
    title: str | Promise
    one: str | Promise
    intro: str | Promise
    form: type[forms.ItemForm]
    heading: Callable[[Any], str]
    detail: Callable[[Content, Any], str]
    after: Callable[[Any], str] = lambda item: ""
    """Items move only among those with the same answer: questions stay in their part."""

    def items(self, content: Content) -> tuple[Any, ...]:
        return tuple(getattr(content, self.field))

    def replaced(self, content: Content, items: tuple[Any, ...]) -> Content:
        changed: dict[str, Any] = {self.field: items}
        return dataclasses.replace(content, **changed)


def put(step: ListStep, content: Content, item: Any) -> Content:
    """The content with `item` in the place of the one with its key, or at the end."""
    items = step.items(content)
    known = item.key in {each.key for each in items}
    changed = tuple(item if each.key == item.key else each for each in items)
    return step.replaced(content, changed if known else (*items, item))


def without(step: ListStep, content: Content, key: str) -> Content:
    """The content without this item; the questions of a part that goes, go with it."""
    left = step.replaced(content, tuple(each for each in step.items(content) if each.key != key))
    if step.field != "sections":
        return left
    return dataclasses.replace(left, questions=tuple(q for q in left.questions if q.section != key))


def moved(step: ListStep, content: Content, key: str, by: int) -> Content:
    """The content with this item one place up (-1) or down (1) among its neighbours; unchanged at the end."""
    items = list(step.items(content))
    here = next((place for place, each in enumerate(items) if each.key == key), None)
    if here is None:
        return content
    group = [place for place, each in enumerate(items) if step.after(each) == step.after(items[here])]
    there = group.index(here) + by
    if 0 <= there < len(group):
        items[here], items[group[there]] = items[group[there]], items[here]
    return step.replaced(content, tuple(items))


def _question_detail(content: Content, question: Any) -> str:
    titles = {section.key: section.title for section in content.sections}
    parts = [titles.get(question.section, ""), str(QuestionKind(question.kind).label)]
    parts.append(_("must be answered") if question.required else _("optional"))
    if question.shown_when:
        parts.append(_("only when: %(condition)s") % {"condition": question.shown_when})
    return " · ".join(part for part in (*parts, _("name: %(key)s") % {"key": question.key}) if part)


def _criterion_detail(content: Content, criterion: Any) -> str:
    return _("0 to %(top)s points, counts %(weight)s times") % {"top": criterion.top, "weight": criterion.weight}


def _rule_detail(content: Content, rule: Any) -> str:
    return f"{RuleSubject(rule.subject).label}: {rule.text}"


def _line_detail(content: Content, line: Any) -> str:
    return _("name: %(key)s") % {"key": f"kost_{line.key}"}


def _nothing(content: Content, item: Any) -> str:
    return ""


FORM_STEPS = (
    FormStep("algemeen", "general", gettext_lazy("General"), forms.GeneralForm),
    FormStep("wie", "who", gettext_lazy("Who may apply"), forms.WhoForm),
)
LIST_STEPS = (
    ListStep(
        "partners", "partners", "partner_rules", gettext_lazy("Which partners"), gettext_lazy("kind of partner"),
        gettext_lazy("Which kinds of organisations must take part. Leave empty when any partner will do."),
        forms.PartnerRuleForm, lambda r: kinds_in_words(r.kinds),
        lambda c, r: _("at least %(count)s") % {"count": r.least},
    ),
    ListStep(
        "delen", "sections", "sections", gettext_lazy("Parts of the form"), gettext_lazy("part"),
        gettext_lazy("Each part is one page that applicants fill in."),
        forms.SectionForm, lambda s: s.title, lambda c, s: s.intro,
    ),
    ListStep(
        "vragen", "questions", "questions", gettext_lazy("Questions"), gettext_lazy("question"),
        gettext_lazy("What applicants answer. A question can depend on the answer to an earlier one."),
        forms.QuestionForm, lambda q: q.label, _question_detail, lambda q: str(q.section),
    ),
    ListStep(
        "begroting", "budget", "budget_lines", gettext_lazy("Budget lines"), gettext_lazy("budget line"),
        gettext_lazy("Under which headings costs may be entered. A ceiling on a line is a condition."),
        forms.BudgetLineForm, lambda line: line.label, _line_detail,
    ),
    ListStep(
        "criteria", "criteria", "criteria", gettext_lazy("Criteria for the jury"), gettext_lazy("criterion"),
        gettext_lazy("What the jury scores, and how heavily it counts. Applicants see this too."),
        forms.CriterionForm, lambda c: c.label, _criterion_detail,
    ),
    ListStep(
        "voorwaarden", "rules", "rules", gettext_lazy("Conditions"), gettext_lazy("condition"),
        gettext_lazy("What every application must meet. The check explains to applicants why one is met or not."),
        forms.RuleForm, lambda r: r.message, _rule_detail,
    ),
    ListStep(
        "punten", "points", "points", gettext_lazy("Points checked by hand"), gettext_lazy("point"),
        gettext_lazy("What no rule can check: a civil servant looks at it after closing."),
        forms.PointForm, lambda p: p.label, _nothing,
    ),
)  # fmt: skip
FORMS_BY_SLUG = {step.slug: step for step in FORM_STEPS}
LISTS_BY_SLUG = {step.slug: step for step in LIST_STEPS}
