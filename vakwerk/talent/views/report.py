"""The report and everything a child may do with it: correct, keep, share, take back, delete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import clock, geography
from vakwerk.core.access import public
from vakwerk.core.formhelp import form_response
from vakwerk.engines.rules.periods import months_after
from vakwerk.offer.snapshot import current
from vakwerk.talent import actions, browser, queries
from vakwerk.talent.browser import BrowserState
from vakwerk.talent.forms import ShareForm
from vakwerk.talent.models import Recipient, Sitting, Stage, Stance
from vakwerk.talent.pages import conversation_data, limits, pdf_response, private, report_data
from vakwerk.talent.progress import HomeProgress, complete, progress_of
from vakwerk.talent.reporting import Answers, Report, build_report
from vakwerk.talent.views.flow import ASKED, next_step

RETEST_MONTHS = 6


@dataclass
class Source:
    """Where a report comes from: a stored sitting that this browser opened with its code, or the browser itself."""

    answers: Answers
    stage: str
    stances: dict[str, str]
    made_on: date
    sitting: Sitting | None
    home: HomeProgress | None

    def report(self, request: HttpRequest) -> Report:
        place = geography.find_place(request.GET.get("plaats", "").strip())
        return build_report(
            self.answers,
            stage=self.stage,
            stances=self.stances,
            made_on=self.made_on,
            place=place,
            hurried=self.hurried,
        )

    @property
    def hurried(self) -> int:
        """How many answers came too fast, from wherever the answers are kept."""
        if self.sitting is not None:
            return self.sitting.hurried
        return self.home.state.hurried if self.home is not None else 0


def source_of(request: HttpRequest) -> Source | None:
    """The report that this browser may see; None when there is none."""
    sitting = queries.sitting_by_report(browser.read_report(request))
    if sitting is not None:
        answers, stances = queries.answers_of(sitting), queries.stances_of(sitting)
        return Source(answers, sitting.stage, stances, sitting.finished_on or clock.today(), sitting, None)
    progress = progress_of(request)
    if isinstance(progress, HomeProgress) and complete(progress.answers):
        return Source(progress.answers, progress.stage, progress.stances, clock.today(), None, progress)
    return None


def no_report(request: HttpRequest) -> HttpResponse:
    progress = progress_of(request)
    return redirect(next_step(progress) if progress else "talent:report_code")


@public
@require_GET
@private
def report(request: HttpRequest) -> HttpResponse:
    source = source_of(request)
    if source is None:
        return no_report(request)
    if source.sitting is not None:
        actions.mark_opened(sitting=source.sitting)
    return render(request, "talent/report.html", _context(request, source))


def _context(request: HttpRequest, source: Source) -> dict[str, object]:
    state = browser.read_state(request)
    asked = bool(state and not state.measured and ASKED in (state.before or []))
    text = request.GET.get("plaats", "").strip()[:60]
    found = source.report(request)
    return {
        "report": found,
        "source": source,
        "stored": source.sitting is not None,
        "until": source.sitting.delete_after if source.sitting else None,
        "stages": Stage.choices,
        "limits": limits(),
        "place_text": text,
        "place_unknown": bool(text) and found.place is None,
        "ask_after": asked,
        "thanks": "bedankt" in request.GET,
        "shares": queries.shares_of(source.sitting) if source.sitting else (),
        "share_form": ShareForm(),
        "retest_on": months_after(source.made_on, RETEST_MONTHS),
        "query": f"?{request.GET.urlencode()}" if text else "",
    }


@public
@require_GET
@private
def report_pdf(request: HttpRequest) -> HttpResponse:
    source = source_of(request)
    if source is None:
        return no_report(request)
    return pdf_response("talent/report.typ", report_data(source.report(request)), "vakwerk-interesses.pdf")


@public
@require_GET
@private
def conversation_of_report(request: HttpRequest) -> HttpResponse:
    """The conversation sheet with what this child brings along; the child hands it over."""
    source = source_of(request)
    if source is None:
        return no_report(request)
    data = conversation_data(source.report(request))
    return pdf_response("talent/conversation.typ", data, "gespreksblad.pdf")


@public
@require_POST
@private
def change_stage(request: HttpRequest) -> HttpResponse:
    source = source_of(request)
    if source is None:
        return no_report(request)
    wanted = request.POST.get("stage", "")
    if wanted not in Stage.values:
        return redirect("talent:report")
    response = redirect("talent:report")
    if source.sitting is not None:
        actions.choose_stage(sitting=source.sitting, stage=wanted)
    elif source.home is not None:
        source.home.choose_stage(wanted)
        browser.write_state(response, source.home.state)
    return response


@public
@require_POST
@private
def take_stance(request: HttpRequest) -> HttpResponse:
    """ "This one comes along", "this is not for me", or neither: the child corrects the report."""
    source = source_of(request)
    if source is None:
        return no_report(request)
    programme, stance = request.POST.get("programme", ""), request.POST.get("stance", "")
    response = redirect(reverse("talent:report") + f"#r-{programme}")
    if stance not in {"", *Stance.values} or programme not in current().by_number:
        return redirect("talent:report")
    if source.sitting is not None:
        actions.take_stance(sitting=source.sitting, programme=programme, stance=stance)
    elif source.home is not None:
        source.home.take_stance(programme, stance)
        browser.write_state(response, source.home.state)
    return response


@public
@require_POST
@private
def keep_report(request: HttpRequest) -> HttpResponse:
    """At home: keep it for six months behind a code. Only now the server stores answers."""
    source = source_of(request)
    if source is None:
        return no_report(request)
    if source.home is None:
        return redirect("talent:report")
    sitting, code = actions.keep_report(
        answers=source.answers, stage=source.stage, stances=source.stances, hurried=source.hurried
    )
    response = render(request, "talent/report_code_shown.html", {"code": code, "until": sitting.delete_after})
    state = source.home.state
    browser.write_state(response, BrowserState(before=state.before, measured=state.measured))
    browser.write_report(response, sitting.report_hash or "")
    return response


@public
@require_POST
@private
def replace_code(request: HttpRequest) -> HttpResponse:
    source = source_of(request)
    if source is None or source.sitting is None:
        return no_report(request)
    code = actions.replace_report_code(sitting=source.sitting)
    context = {"code": code, "until": source.sitting.delete_after}
    response = render(request, "talent/report_code_shown.html", context)
    browser.write_report(response, actions.hash_of_report_code(code))
    return response


@public
@require_POST
@private
def share(request: HttpRequest) -> HttpResponse:
    """A share code for one school, CLB or centre. The child passes it on itself; we send nothing."""
    source = source_of(request)
    if source is None or source.sitting is None:
        return no_report(request)
    form = ShareForm(request.POST)
    if not form.is_valid():
        return form_response(request, "talent/share.html", form)
    lent, code = actions.share(sitting=source.sitting, recipient=Recipient(form.cleaned_data["recipient"]))
    return render(request, "talent/share_shown.html", {"code": code, "share": lent})


@public
@require_POST
@private
def revoke(request: HttpRequest, share_id: str) -> HttpResponse:
    source = source_of(request)
    if source is None or source.sitting is None:
        return no_report(request)
    actions.revoke(sitting=source.sitting, share_id=share_id)
    return redirect(reverse("talent:report") + "#delen")


@public
@require_http_methods(["GET", "POST"])
@private
def delete(request: HttpRequest) -> HttpResponse:
    """Deletes at once what was kept; only the holder of the report code gets here."""
    source = source_of(request)
    if source is None:
        return no_report(request)
    if request.method == "GET":
        return render(request, "talent/delete.html", {"stored": source.sitting is not None})
    if source.sitting is not None:
        actions.delete_sitting(sitting=source.sitting)
    response = render(request, "talent/deleted.html")
    browser.clear(response, browser.STATE_COOKIE, browser.REPORT_COOKIE)
    return response
