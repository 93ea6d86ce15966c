"""The answer to a parliamentary question: choose, look, print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from vakwerk.core import clock, documents, downloads
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.plan import exports, report
from vakwerk.plan.forms import QuestionForm
from vakwerk.plan.views.public import REPORTERS

FILE = "antwoord-parlementaire-vraag"


@roles(*REPORTERS)
@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """The form, above it what the report says; `?format=pdf` gives it on paper, `xlsx` and `csv` its rows.

    It keeps nothing.
    """
    form = QuestionForm(request.GET if "subject" in request.GET else None)
    chosen = report.make(form.cleaned_data) if form.is_bound and form.is_valid() else None
    printed = report.printed(chosen) if chosen else None
    kind = request.GET.get("format", "")
    if printed and kind == "pdf":
        content = documents.pdf("plan/report.typ", printed)
        return documents.response(content, f"{FILE}.pdf")
    if chosen and kind in downloads.WRITERS:
        sheet = exports.question_sheet(chosen)
        return downloads.WRITERS[kind](FILE, sheet.heads, sheet.rows)
    here = request.GET.copy()
    here.pop("format", None)
    context = {"report": chosen, "printed": printed, "address": f"?{here.urlencode()}", "today": clock.today()}
    return form_response(request, "plan/question.html", form, context)
