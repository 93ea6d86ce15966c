"""The child's walk: year, what it considers, sixty activities one at a time, and what it considers afterwards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core.access import public
from vakwerk.core.formhelp import UNPROCESSABLE, form_response
from vakwerk.offer import search
from vakwerk.offer.snapshot import Programme, current
from vakwerk.talent import actions, browser
from vakwerk.talent.actions import Refused
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import BrowserState
from vakwerk.talent.considerations import DIRECTIONS, MAX_PROGRAMMES, Considered, considered
from vakwerk.talent.forms import DirectionsForm, StageForm
from vakwerk.talent.models import Context
from vakwerk.talent.pages import private, refused_page, whole_page
from vakwerk.talent.progress import OutOfOrder, Progress, SittingProgress, complete, first_open, keep, progress_of
from vakwerk.talent.smileys import DO_NOT_KNOW, SMILEYS, value_of

SEARCH_HITS = 8
# Marks in the browser's list of what was considered before.
ASKED, SKIPPED = "asked", "skipped"


def next_step(progress: Progress) -> str:
    """Where this child goes on."""
    if not progress.stage:
        return reverse("talent:stage")
    if progress.state.before is None and not progress.answers:
        return reverse("talent:before")
    if not complete(progress.answers):
        return reverse("talent:question", args=[first_open(progress.answers) + 1])
    return reverse("talent:done")


@public
@require_GET
@private
def go_on(request: HttpRequest) -> HttpResponse:
    progress = progress_of(request)
    return redirect(next_step(progress) if progress else "talent:start")


@public
@require_http_methods(["GET", "POST"])
@private
def stage(request: HttpRequest) -> HttpResponse:
    progress = progress_of(request)
    if progress is None:
        return lost(request)
    form = StageForm(request.POST or None, initial={"stage": progress.stage})
    if not form.is_valid():
        return form_response(request, "talent/stage.html", form)
    progress.choose_stage(form.cleaned_data["stage"])
    return keep(redirect(next_step(progress)), progress)


@public
@require_http_methods(["GET", "POST"])
@private
def before(request: HttpRequest) -> HttpResponse:
    """Which directions the child considers now; skipping is an answer that measures nothing."""
    progress = progress_of(request)
    if progress is None:
        return lost(request)
    if request.method == "GET" or "zoek" in request.POST:
        return _ask_directions(request, when="before")
    named = _directions(request)
    progress.state.before = [SKIPPED] if "overslaan" in request.POST else [*named.as_list(), ASKED]
    return keep(redirect(next_step(progress)), progress)


@public
@require_http_methods(["GET", "POST"])
@private
def after(request: HttpRequest) -> HttpResponse:
    """The same question after the report. Both answers together become one anonymous row, once."""
    state = browser.read_state(request)
    if state is None or state.measured or ASKED not in (state.before or []):
        return redirect("talent:report")
    if request.method == "GET" or "zoek" in request.POST:
        return _ask_directions(request, when="after")
    if "overslaan" not in request.POST:
        context = Context.CLASS if state.sitting else Context.HOME
        actions.record_measure(
            context=context, before=Considered.from_list(state.before or []), after=_directions(request)
        )
    return _measured(state)


def _measured(state: BrowserState) -> HttpResponse:
    state.measured, state.before = True, [SKIPPED]
    response = redirect(reverse("talent:report") + "?bedankt=1")
    browser.write_state(response, state)
    return response


def _directions(request: HttpRequest) -> Considered:
    snapshot = current()
    form = DirectionsForm(request.POST, known=frozenset(snapshot.by_number))
    form.is_valid()
    picked = [snapshot.by_number[number] for number in form.cleaned_data.get("programmes", ())]
    rows = [(programme.finality, part.domain, part.form) for programme in picked for part in programme.components]
    return considered(form.cleaned_data.get("directions", ()), rows)


def _ask_directions(request: HttpRequest, when: str) -> HttpResponse:
    snapshot = current()
    text = request.POST.get("search", "").strip()[:60]
    picked = [snapshot.by_number[n] for n in request.POST.getlist("programmes") if n in snapshot.by_number]
    found = [p for p in _found(text) if p not in picked]
    context: dict[str, Any] = {
        "when": when,
        "directions": DIRECTIONS,
        "ticked": request.POST.getlist("directions"),
        "picked": picked[:MAX_PROGRAMMES],
        "found": found,
        "text": text,
        "most": MAX_PROGRAMMES,
    }
    return render(request, "talent/directions.html", context)


def _found(text: str) -> list[Programme]:
    """Programmes of the 2nd and 3rd grade whose name holds the text, then what the search finds besides."""
    if not text:
        return []
    snapshot = current()
    named = [programme for programme in snapshot.programmes if text.casefold() in programme.title.casefold()]
    hits = [*named, *(snapshot.programmes[at] for at in search.positions(snapshot, text))]
    return [programme for programme in dict.fromkeys(hits) if programme.grade in {2, 3}][:SEARCH_HITS]


@public
@require_http_methods(["GET", "POST"])
@private
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One activity and five smileys. An answer is stored before the next activity is shown."""
    progress = progress_of(request)
    if progress is None:
        return lost(request)
    if request.method == "POST":
        return _answer(request, progress)
    if not 1 <= number <= len(bank()) or number > first_open(progress.answers) + 1:
        return redirect(next_step(progress))
    return render(request, "talent/question.html", _shown(progress, number))


def _answer(request: HttpRequest, progress: Progress) -> HttpResponse:
    item = request.POST.get("item", "")
    try:
        value = value_of(request.POST.get("value", ""))
        progress.answer(item, value)
    except (LookupError, OutOfOrder):
        return not_now(request, progress)
    except ValueError:
        return _ask_again(request, progress, item)
    except Refused as refused:
        return refused_page(request, refused.reason)
    return _after_answer(request, progress, item)


def _ask_again(request: HttpRequest, progress: Progress, item: str) -> HttpResponse:
    place = bank().position(item)
    if place is None or place > first_open(progress.answers):
        return not_now(request, progress)
    context = _shown(progress, place + 1) | {"missing": True}
    return whole_page(request, render(request, "talent/question.html", context, status=UNPROCESSABLE))


def not_now(request: HttpRequest, progress: Progress) -> HttpResponse:
    """A question whose turn has not come, or that does not exist: nothing is stored."""
    return whole_page(request, render(request, "talent/not_now.html", {"next": next_step(progress)}, status=409))


def _after_answer(request: HttpRequest, progress: Progress, item: str) -> HttpResponse:
    """The question after the one that was answered, so that going back and on again walks one by one."""
    number = (bank().position(item) or 0) + 2
    if number > len(bank()) or number > first_open(progress.answers) + 1:
        number = first_open(progress.answers) + 1
    if number > len(bank()):
        return _walk(request, progress, reverse("talent:done"))
    return _walk(request, progress, reverse("talent:question", args=[number]), number)


def _walk(request: HttpRequest, progress: Progress, address: str, number: int = 0) -> HttpResponse:
    """A redirect; with htmx the next question itself, which saves the second trip."""
    htmx = getattr(request, "htmx", False)
    if not htmx:
        return keep(redirect(address), progress)
    if not number:
        return keep(HttpResponse(headers={"HX-Redirect": address}), progress)
    response = render(request, "talent/_question.html", _shown(progress, number))
    response["HX-Push-Url"] = address
    return keep(response, progress)


def _shown(progress: Progress, number: int) -> dict[str, Any]:
    item, total = bank().items[number - 1], len(bank())
    given = progress.answers
    return {
        "item": item,
        "number": number,
        "total": total,
        "done": len(given),
        "chosen": given.get(item.id, ""),
        "answered": item.id in given,
        "smileys": SMILEYS,
        "unknown": DO_NOT_KNOW,
        "back": number - 1,
        "cheer": cheer(number, total),
        "home": not progress.state.sitting,
        "missing": False,
    }


def cheer(number: int, total: int) -> str:
    """Which encouragement stands above a question: a quarter, half, nearly; mostly none."""
    marks = {total // 4 + 1: "quarter", total // 2 + 1: "half", total * 3 // 4 + 1: "three_quarters", total: "last"}
    return marks.get(number, "")


@public
@require_http_methods(["GET", "POST"])
@private
def done(request: HttpRequest) -> HttpResponse:
    """All answered. At home the report follows; in a class finishing gives the report code, a new secret."""
    progress = progress_of(request)
    if progress is None:
        return lost(request)
    if not complete(progress.answers):
        return redirect(next_step(progress))
    if request.method == "GET":
        return render(request, "talent/done.html", {"sitting": isinstance(progress, SittingProgress)})
    return _finish(request, progress) if isinstance(progress, SittingProgress) else redirect("talent:report")


def _finish(request: HttpRequest, progress: SittingProgress) -> HttpResponse:
    try:
        code = actions.finish(sitting=progress.sitting, mark=progress.state.mark)
    except Refused as refused:
        return refused_page(request, refused.reason)
    response = render(request, "talent/report_code_shown.html", {"code": code, "until": progress.sitting.delete_after})
    browser.write_report(response, actions.hash_of_report_code(code))
    return response


@public
@require_POST
@private
def later(request: HttpRequest) -> HttpResponse:
    """ "Continue later": only now something is kept on the server."""
    progress = progress_of(request)
    if progress is None or isinstance(progress, SittingProgress) or complete(progress.answers):
        return redirect("talent:continue")
    sitting, code = actions.continue_later(
        answers=progress.answers, stage=progress.stage, hurried=progress.state.hurried
    )
    response = render(request, "talent/later.html", {"code": code, "until": sitting.answer_until})
    browser.clear(response, browser.STATE_COOKIE)
    return response


def lost(request: HttpRequest) -> HttpResponse:
    """Nothing in this browser: cookies are off, a day went by, or somebody else went on elsewhere."""
    state = browser.read_state(request)
    page = render(request, "talent/lost.html", {"elsewhere": bool(state and state.sitting)}, status=409)
    return whole_page(request, page)
