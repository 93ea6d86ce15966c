"""Look through the tasks: all kinds, one kind, one task as a child meets it, statements, fine motor skill."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from vakwerk.core.access import public
from vakwerk.core.language import page_language
from vakwerk.core.tasks import shown
from vakwerk.core.tasks.kinds import LAST_PAGE, Kind, kind_of, shelves
from vakwerk.engines.itembank import Task, UnknownTask, qti, task_of
from vakwerk.engines.itembank.motor import KINDS, standard
from vakwerk.engines.itembank.written import motivation


@public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every scale and every kind of task, each with one example."""
    return render(request, "core/tasks/overview.html", {"shelves": _examples(page_language())})


@cache
def _examples(language: str) -> list[dict[str, Any]]:
    """The overview draws the same fifty pictures for everybody, so each language is drawn once a process."""
    with override(language):
        return [
            {"shelf": shelf, "kinds": [(kind, shown.show(kind.example, kind.errors)) for kind in shelf.kinds]}
            for shelf in shelves()
        ]


@public
@require_safe
def kind(request: HttpRequest, name: str) -> HttpResponse:
    """Tasks of one kind, six at a time, with its rules, what makes it harder, and why people err."""
    found, wanted = _or_404(kind_of, name), request.GET.get("niveau", "")
    wanted = wanted if wanted in found.levels else ""
    last = found.pages(wanted)
    page = min(_page(request), last)
    context = {
        "kind": found,
        "errors": [shown.words(error) for error in found.errors.values()],
        "tasks": [shown.show(task, found.errors) for task in found.tasks(page, wanted)],
        "page": page,
        "next": page + 1 if page < last else 0,
        "level": wanted,
        "levels": {level: shown.LEVELS[level] for level in found.levels},
    }
    return render(request, "core/tasks/kind.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("pagina", "1")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


@public
@require_safe
def task(request: HttpRequest, task_id: str) -> HttpResponse:
    """One task as a child meets it; with an answer in the address, what is right and why. Nothing is kept."""
    found: Task = _or_404(task_of, task_id)
    of_kind: Kind = kind_of(found.generator)
    view = shown.show(found, of_kind.errors)
    answer = request.GET.get("antwoord", "")
    chosen = view.options[int(answer)] if answer in {str(place) for place in range(len(view.options))} else None
    context = {
        "kind": of_kind,
        "shown": view,
        "chosen": chosen,
        "asked_nothing": "antwoord" not in request.GET and "nakijken" in request.GET,
        "next": of_kind.after(found).id,
        "radicals": [
            (of_kind.radicals[code][0], value) for code, value in found.radicals.items() if code in of_kind.radicals
        ],
    }
    return render(request, "core/tasks/task.html", context)


@public
@require_safe
def package(request: HttpRequest, name: str) -> HttpResponse:
    """The tasks of one page as a QTI 3.0 package, for another test player."""
    found = _or_404(kind_of, name)
    page = min(_page(request), found.pages(""))
    content = qti.package(list(found.tasks(page, "")), language=page_language())
    disposition = f'attachment; filename="{found.name}-{page}.zip"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


@public
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Motivation and self-regulation: statements to agree with, by trait, and which way they count."""
    traits = [
        (
            shown.words(title),
            [(shown.words(one.text), one.direction) for one in motivation.statements() if one.scale == key],
        )
        for key, title in motivation.TRAITS.items()
    ]
    context = {
        "traits": traits,
        "answers": [shown.words(answer) for answer in motivation.AGREE],
        "status": shown.words(motivation.STATUS),
    }
    return render(request, "core/tasks/statements.html", context)


@public
@require_safe
def motor(request: HttpRequest) -> HttpResponse:
    """Fine motor skill: the only tasks that need a script and a pointer."""
    return render(request, "core/tasks/motor.html", {"motors": [standard(one) for one in KINDS]})


def _or_404(find: Callable[[str], Any], name: str) -> Any:
    try:
        return find(name)
    except UnknownTask as unknown:
        raise Http404(name) from unknown
