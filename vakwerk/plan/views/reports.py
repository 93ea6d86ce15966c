"""The answer to a parliamentary question: choose, look, print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from vakwerk.core import clock, documents
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.plan import report
from vakwerk.plan.forms import QuestionForm
from vakwerk.plan.views.public import REPORTERS


@roles(*REPORTERS)
@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """The form, under it what the report will say; `?format=pdf` gives the report. It keeps nothing."""
    form = QuestionForm(request.GET if "subject" in request.GET else None)
    chosen = report.make(form.cleaned_data) if form.is_bound and form.is_valid() else None
    if chosen and request.GET.get("format") == "pdf":
        content = documents.pdf("plan/report.typ", report.printed(chosen), language=get_language() or "nl")
        return documents.response(content, "antwoord-parlementaire-vraag.pdf")
    here = request.GET.copy()
    here["format"] = "pdf"
    context = {"report": chosen, "pdf": f"?{here.urlencode()}", "today": clock.today()}
    return form_response(request, "plan/question.html", form, context)
