"""What the pages of the builder show."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core.language import say
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.engines.rules.conditions import Condition, explain, parse, printed
from vakwerk.funding import builder_steps as steps
from vakwerk.funding import starting_points
from vakwerk.funding.actions.calls import copied
from vakwerk.funding.content import Content, load
from vakwerk.funding.content.assessing import kinds_in_words
from vakwerk.funding.content.checking import Fault, faults
from vakwerk.funding.content.naming import values, vocabulary, vocabulary_before
from vakwerk.funding.models import Call, CallKind, CallState, CallVersion, Phase
from vakwerk.funding.queries import calls as queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.queries.grants import given_in

EMPTY = "leeg"
PHASE_KINDS = {
    Phase.PREPARED: "neutral",
    Phase.ANNOUNCED: "info",
    Phase.OPEN: "success",
    Phase.CLOSED: "warning",
    Phase.CANCELLED: "error",
}


def manage_url(call: Call) -> str:
    return reverse("funding:manage_call", args=[call.public_id])


def moment(when: datetime | None) -> str:
    """A moment in Brussels: "26 januari 2024, 12:00", to the second where there are any. Empty when there is none."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    time = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return f"{date_format(local, 'j F Y')}, {time}"


def phase_label(call: Call) -> str:
    return str(call.phase(queries.moment_shown()).label)


def phase_kind(call: Call) -> str:
    """The colour of the label."""
    return PHASE_KINDS.get(call.phase(queries.moment_shown()), "neutral")


def starts(viewer: Viewer) -> Iterator[tuple[str, Any]]:
    """What a new call can start from, as choices."""
    yield EMPTY, _("An empty call")
    for name, content in starting_points.templates().items():
        yield f"template:{name}", _("Template: %(title)s") % {"title": content.title}
    for call in queries.built_calls(viewer)[:50]:
        yield f"call:{call.public_id}", _("Copy of: %(title)s (%(reference)s)") % vars(call)


def start_content(viewer: Viewer, start: str, title: str) -> Content:
    """The content of the chosen start, under its new title."""
    origin, _sign, name = start.partition(":")
    if origin == "template":
        return dataclasses.replace(starting_points.templates()[name], title=title)
    if origin == "call":
        earlier = copied(queries.content_of(queries.built_call(viewer, name)))  # type: ignore[arg-type]
        return dataclasses.replace(earlier, title=title)
    return Content(title=title, kind=CallKind.OTHER)


def overview(viewer: Viewer, call: Call) -> dict[str, Any]:
    """The steps with what is still wrong in each, and what can be done with the call now."""
    version = queries.being_written(call)
    content = load((version or queries.version_to_read(call)).content)
    found = faults(content) if version is not None else []
    return {
        "call": call,
        "content": content,
        "phase": call.phase(timezone.now()),
        "phase_kind": phase_kind(call),
        "writing": version,
        "tasks": list(_tasks(call, content, found)) if version is not None else [],
        "faults": found,
        "trials": queries.trials(call),
        "amendments": queries.amendments(call),
        "over": content.closes_at is not None and content.closes_at <= timezone.now(),
        "is_draft": call.state == CallState.DRAFT,
        "is_dry_run": call.state == CallState.DRY_RUN,
        "may_amend": call.phase(timezone.now()) in (Phase.ANNOUNCED, Phase.OPEN),
        "received": queries.submitted(viewer, call).count(),
        "facts": facts(call, content),
        "grants": given_in(call),
    }


def _tasks(call: Call, content: Content, found: list[Fault]) -> Iterator[dict[str, Any]]:
    wrong: dict[str, list[str]] = {}
    for fault in found:
        wrong.setdefault(fault.step, []).append(fault.message)
    for form in steps.FORM_STEPS:
        url = reverse(f"funding:{form.name}_step", args=[call.public_id])
        yield {"label": form.title, "url": url, **_status(wrong.get(form.name), _("Filled in"))}
    for step in steps.LIST_STEPS:
        url = reverse("funding:list_step", args=[call.public_id, step.slug])
        count = len(step.items(content))
        yield {"label": step.title, "url": url, **_status(wrong.get(step.name), str(count) if count else _("None"))}


def _status(wrong: list[str] | None, well: str) -> dict[str, str]:
    if wrong:
        return {"status": _("To do"), "kind": "warning", "hint": " ".join(wrong)}
    return {"status": well, "kind": "neutral"}


def facts(call: Call, content: Content) -> list[tuple[str, str]]:
    """The facts of a call that everybody sees first, as rows."""
    budget = euros(content.budget_cents) if content.budget_cents is not None else _("to be confirmed")
    partners = _("at least %(count)s confirmed") % {"count": content.least_partners} if content.least_partners else ""
    least = _("at least %(count)s")
    required = [f"{kinds_in_words(rule.kinds)} ({least % {'count': rule.least}})" for rule in content.partner_rules]
    rows = [
        (_("Kind of call"), str(CallKind(content.kind).label)),
        (_("Opens"), moment(content.opens_at)),
        (_("Closes"), moment(content.closes_at)),
        (_("Available amount"), budget),
        (_("Who may apply"), kinds_in_words(content.lead_kinds)),
        (_("Partners"), "; ".join(part for part in (partners, *required) if part) or _("not required")),
        (_("Jury"), _("at least %(count)s members score each application") % {"count": content.minimum_scores}),
        (_("Questions to"), content.contact),
    ]
    return [row for row in rows if row[1]]


def public_page(call: Call, content: Content) -> dict[str, Any]:
    """Everything that the public page of a call shows."""
    sections = [(section, content.questions_of(section.key)) for section in content.sections]
    return {
        "call": call,
        "content": content,
        "phase": call.phase(queries.moment_shown()),
        "phase_kind": phase_kind(call),
        "facts": facts(call, content),
        "sections": sections,
        "amendments": queries.amendments(call),
    }


def keys_in_use(step: steps.ListStep, content: Content) -> set[str]:
    return {item.key for item in step.items(content)}


@dataclass(frozen=True)
class Line:
    """One item of a list as the page shows it."""

    key: str
    heading: str
    detail: str


def list_page(call: Call, step: steps.ListStep, version: CallVersion, content: Content, item: Any) -> dict[str, Any]:
    told = [Line(each.key, step.heading(each), step.detail(content, each)) for each in step.items(content)]
    return {
        "call": call,
        "step": step,
        "revision": version.revision,
        "lines": told if item is None else [],
        "item": item,
        "names": _names(step, content, item),
        "checks": step.field == "rules",
    }


def _names(step: steps.ListStep, content: Content, item: Any) -> list[dict[str, str]]:
    """The names that a condition on this page may use."""
    if step.field == "rules":
        words = vocabulary(content)
    elif step.field == "questions":
        words = vocabulary_before(content, item.key if item else "")
    else:
        return []
    return [
        {
            "key": name.key,
            "label": say(name.label),
            "kind": say(name.kind.words),
            "options": ", ".join(say(option.label) for option in name.options[:30]),
        }
        for name in words.names
    ]


@dataclass(frozen=True)
class Tried:
    """What a condition says of one example of the dry run."""

    title: str
    holds: bool | None
    sentences: tuple[str, ...]


def tried(call: Call, form: Any, content: Content) -> dict[str, Any] | None:
    """A condition that was checked: how it was read, and what it says of the examples. None when it is wrong."""
    if not form.is_valid():
        return None
    words = vocabulary(content)
    condition = parse(form.cleaned_data["text"], words)
    examples = [_tried(condition, content, Dossier(trial)) for trial in queries.trials(call)[:10]]
    return {"read_as": printed(condition.tree), "examples": examples}


def _tried(condition: Condition, content: Content, dossier: Dossier) -> Tried:
    told = explain(condition, values(content, dossier.answers, dossier.facts))
    return Tried(dossier.application.title, told.holds, tuple(say(sentence) for sentence in told.sentences))


VERDICTS: Mapping[bool | None, tuple[Any, str]] = {
    True: (gettext_lazy("Met"), "success"),
    False: (gettext_lazy("Not met"), "error"),
    None: (gettext_lazy("Cannot be decided"), "warning"),
}
