"""Jobs that were given up, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core.access import roles
from vakwerk.core.jobs import actions, queries
from vakwerk.core.viewer import Role, viewer_of


@roles(Role.ADMINISTRATOR)
@require_safe
def dead_letters(request: HttpRequest) -> HttpResponse:
    return render(request, "core/jobs/dead_letters.html", {"jobs": queries.dead_jobs(), "state": queries.state()})


@roles(Role.ADMINISTRATOR)
@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    actions.retry_job(viewer=viewer_of(request), job=queries.dead_job_or_404(job_id))
    messages.success(request, _("The task will be tried again."))
    return redirect("core:dead_letters")
