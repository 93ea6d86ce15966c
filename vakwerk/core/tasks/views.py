"""Look through the tasks: all kinds, one kind page by page, one task as a child meets it, and fine motor skill."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from vakwerk.core.access import public
from vakwerk.core.tasks import shown
from vakwerk.engines.itembank import SCALES, Generator, Task, UnknownTask, generator, generators, task_of
from vakwerk.engines.itembank.motor import KINDS, standard

PAGE = 6
# Far enough to look through everything anybody would, near enough that no address makes the server search for long.
LAST_PAGE = 500
SEARCHED = 400
EXAMPLE_SEED = 1


@public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every scale and every kind of task, each with one example."""
    scales = [
        {"key": scale, "title": shown.SCALE_TITLES[scale], "kinds": [_example(one) for one in generators(scale)]}
        for scale in SCALES
    ]
    return render(request, "core/tasks/overview.html", {"scales": scales})


def _example(maker: Generator) -> dict[str, Any]:
    return {
        "maker": maker,
        "title": shown.words(maker.title),
        "example": shown.show(maker.task(EXAMPLE_SEED), maker),
    }


@public
@require_safe
def kind(request: HttpRequest, name: str) -> HttpResponse:
    """Tasks of one generator, six at a time, with its rules, what makes it harder, and why people err."""
    maker = _generator_or_404(name)
    page, wanted = _page(request), request.GET.get("niveau", "")
    wanted = wanted if wanted in shown.LEVELS else ""
    tasks = [shown.show(task, maker) for task in _tasks(maker, page, wanted)]
    context = {
        "maker": maker,
        "title": shown.words(maker.title),
        "grammar": shown.words(maker.grammar),
        "scale": shown.SCALE_TITLES[maker.scale],
        "radicals": [(shown.words(radical.title), radical.weight) for radical in maker.radicals.values()],
        "errors": [shown.words(error) for error in maker.errors.values()],
        "tasks": tasks,
        "page": page,
        "next": page + 1 if page < LAST_PAGE else 0,
        "level": wanted,
        "levels": shown.LEVELS,
    }
    return render(request, "core/tasks/kind.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("pagina", "1")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def _tasks(maker: Generator, page: int, wanted: str) -> Iterator[Task]:
    """The tasks of this page. With a level, each page searches seeds of its own, so that pages never overlap."""
    if not wanted:
        return (maker.task(seed) for seed in range((page - 1) * PAGE + 1, page * PAGE + 1))
    seeds = islice(count((page - 1) * SEARCHED + 1), SEARCHED)
    return islice((task for seed in seeds if shown.level(task := maker.task(seed)) == wanted), PAGE)


@public
@require_safe
def task(request: HttpRequest, task_id: str) -> HttpResponse:
    """One task as a child meets it; with an answer in the address, what is right and why. Nothing is kept."""
    found = _task_or_404(task_id)
    maker = generator(found.generator)
    view = shown.show(found, maker)
    answer = request.GET.get("antwoord", "")
    chosen = view.options[int(answer)] if answer in {str(place) for place in range(len(view.options))} else None
    context = {
        "maker": maker,
        "kind_title": shown.words(maker.title),
        "shown": view,
        "chosen": chosen,
        "asked_nothing": "antwoord" not in request.GET and "nakijken" in request.GET,
        "next": f"{maker.name}-{maker.version}-{found.seed + 1}",
        "radicals": [(shown.words(maker.radicals[key].title), value) for key, value in found.radicals.items()],
    }
    return render(request, "core/tasks/task.html", context)


@public
@require_safe
def package(request: HttpRequest, name: str) -> HttpResponse:
    """The tasks of one page as a QTI 3.0 package, for another test player."""
    from vakwerk.engines.itembank import qti

    maker, page = _generator_or_404(name), _page(request)
    content = qti.package(list(_tasks(maker, page, "")), language=get_language() or "nl")
    disposition = f'attachment; filename="{maker.name}-{page}.zip"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


@public
@require_safe
def motor(request: HttpRequest) -> HttpResponse:
    """Fine motor skill: the only tasks that need a script and a pointer."""
    return render(request, "core/tasks/motor.html", {"motors": [standard(kind) for kind in KINDS]})


def _generator_or_404(name: str) -> Generator:
    try:
        return generator(name)
    except UnknownTask as unknown:
        raise Http404(name) from unknown


def _task_or_404(task_id: str) -> Task:
    try:
        return task_of(task_id)
    except UnknownTask as unknown:
        raise Http404(task_id) from unknown
