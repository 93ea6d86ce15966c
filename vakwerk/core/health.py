"""`/gezondheid/`: is the database there, can we write, does a worker live? For load balancers and monitors.

It answers before sessions, host checks and redirects, so that it works when they do not. 503 when the site cannot
serve; a missing worker only makes it `degraded` (200), because pages still work: `?streng=1` makes that a 503 too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from vakwerk.core.jobs.models import WorkerSign

PATH = "/gezondheid/"
WORKER_SILENT = timedelta(minutes=1)


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PATH:
            return self.get_response(request)
        return answer(strict="streng" in request.GET)


def answer(*, strict: bool = False) -> JsonResponse:
    parts = {"database": _database(), "disk": _disk(), "worker": _worker()}
    down = "down" in (parts["database"], parts["disk"])
    status = "down" if down else "degraded" if "down" in parts.values() else "ok"
    code = 503 if down or (strict and status != "ok") else 200
    return JsonResponse({"status": status, **parts}, status=code, headers={"Cache-Control": "no-store"})


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        connection.close()
        return "down"
    return "ok"


def _disk() -> str:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"vakwerk" * 1024)
            file.flush()
    except OSError:
        return "down"
    return "ok"


def _worker() -> str:
    try:
        seen = WorkerSign.objects.aggregate(last=Max("seen"))["last"]
    except Exception:
        return "unknown"
    return "ok" if seen and timezone.now() - seen < WORKER_SILENT else "down"
