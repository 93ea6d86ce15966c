"""The pages of an import, which a room mounts: upload -> columns -> check -> result, all without JavaScript.

    # people/urls.py
    path("klassenlijst/importeren/", include(imports.pages(SPEC, roles(Role.COORDINATOR), name="class-list-import")))

The routes are called `<name>`, `<name>-columns`, `<name>-check`, `<name>-result` and `<name>-example` in the
namespace of the room. `options(request)` gives JSON for `Context.options`; it may raise Http404 or PermissionDenied.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vakwerk.core import downloads, formhelp
from vakwerk.core.imports import mapping as mappings
from vakwerk.core.imports import running, work
from vakwerk.core.imports.forms import MappingForm, UploadForm
from vakwerk.core.imports.models import ImportUpload, UploadState
from vakwerk.core.imports.readers import ReadError, Sheet
from vakwerk.core.imports.spec import ImportSpec, Problem
from vakwerk.core.viewer import viewer_of

SHOWN_ROWS = 10
SHOWN_PROBLEMS = 100
View = Callable[..., HttpResponse]
Options = Callable[[HttpRequest], dict[str, Any]]


def pages(
    spec: ImportSpec, access: Callable[[View], View], *, name: str, options: Options | None = None, done_url: str = ""
) -> list[URLPattern]:
    """The routes of one import. `access` is a decorator of `core.access`; `done_url` names the page to go on to."""
    views = _Pages(spec, name, options or (lambda _request: {}), done_url)
    form, read_only = require_http_methods(["GET", "POST"]), require_GET
    return [
        path("", access(form(views.upload)), name=name),
        path("voorbeeld.<slug:kind>", access(read_only(views.example)), name=f"{name}-example"),
        path("<uuid:pk>/kolommen/", access(form(views.columns)), name=f"{name}-columns"),
        path("<uuid:pk>/controle/", access(form(views.check)), name=f"{name}-check"),
        path("<uuid:pk>/resultaat/", access(read_only(views.result)), name=f"{name}-result"),
    ]


class _Pages:
    """The views of one import. Plain functions are made of them, so that each can carry its access."""

    def __init__(self, spec: ImportSpec, name: str, options: Options, done_url: str) -> None:
        self.spec, self.name, self.options, self.done_url = spec, name, options, done_url
        for view in ("upload", "example", "columns", "check", "result"):
            setattr(self, view, self._function(getattr(self, f"_{view}")))

    upload: View
    example: View
    columns: View
    check: View
    result: View

    @staticmethod
    def _function(method: View) -> View:
        def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return method(request, **kwargs)

        return view

    def _address(self, request: HttpRequest, step: str = "", **kwargs: Any) -> str:
        match = request.resolver_match
        namespace = f"{match.namespace}:" if match and match.namespace else ""
        outer = dict(match.kwargs) if match else {}
        outer = {key: value for key, value in outer.items() if key not in {"pk", "kind"}}
        return reverse(f"{namespace}{self.name}{step}", kwargs=outer | kwargs)

    def _own(self, request: HttpRequest, pk: UUID) -> ImportUpload:
        upload = running.own_upload(self.spec, viewer_of(request), pk)
        if upload is None:
            raise Http404
        return upload

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        return {"spec": self.spec, "start_url": self._address(request)} | more

    def _upload(self, request: HttpRequest, **outer: Any) -> HttpResponse:
        options = self.options(request)
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                upload = running.keep(self.spec, viewer_of(request), file.name, file.read(), options)
            except ReadError as error:
                form.add_error("file", str(error))
            else:
                step = "-check" if upload.mapping and not mappings.missing(self.spec, upload.mapping) else "-columns"
                return redirect(self._address(request, step, pk=upload.pk))
        links = {kind: self._address(request, "-example", kind=kind) for kind in downloads.WRITERS}
        return formhelp.form_response(request, "core/imports/upload.html", form, self._context(request, examples=links))

    def _example(self, request: HttpRequest, kind: str, **outer: Any) -> HttpResponse:
        if kind not in downloads.WRITERS:
            raise Http404
        heads = [str(column.label) for column in self.spec.columns]
        filename = _("example") + f"-{self.spec.name.replace('.', '-')}"
        return downloads.WRITERS[kind](filename, heads, [[column.example for column in self.spec.columns]])

    def _columns(self, request: HttpRequest, pk: UUID, **outer: Any) -> HttpResponse:
        upload = self._own(request, pk)
        if upload.state != UploadState.UPLOADED:
            return redirect(self._address(request, "-result", pk=pk))
        try:
            table = running.table_of(upload, SHOWN_ROWS)
        except ReadError as error:
            return self._unreadable(request, upload, error)
        chosen = upload.mapping if upload.mapping is not None else mappings.guess(table, self.spec)
        form = MappingForm(self.spec, table, request.POST if request.method == "POST" else None, initial=chosen)
        if form.is_bound and form.is_valid():
            mappings.remember(table, self.spec, upload.organisation_id, form.mapping)
            ImportUpload.objects.filter(pk=pk, state=UploadState.UPLOADED).update(mapping=form.mapping)
            return redirect(self._address(request, "-check", pk=pk))
        sample = Sheet(table.sheet.name, table.rows[:SHOWN_ROWS], table.sheet.notes)
        context = self._context(
            request, upload=upload, heads=_heads(table), sample=_squared(sample, len(table.headers))
        )
        return formhelp.form_response(request, "core/imports/columns.html", form, context)

    def _check(self, request: HttpRequest, pk: UUID, **outer: Any) -> HttpResponse:
        upload = self._own(request, pk)
        if upload.state != UploadState.UPLOADED:
            return redirect(self._address(request, "-result", pk=pk))
        if upload.mapping is None:
            return redirect(self._address(request, "-columns", pk=pk))
        try:
            preview = running.preview(upload)
        except ReadError as error:
            return self._unreadable(request, upload, error)
        if request.method == "POST" and preview.ready:
            work.enqueue(upload) if preview.partial else running.run(upload.pk)
            return redirect(self._address(request, "-result", pk=pk))
        context = self._context(
            request,
            upload=upload,
            preview=preview,
            problems=preview.problems[:SHOWN_PROBLEMS],
            more_problems=max(0, len(preview.problems) - SHOWN_PROBLEMS),
            heads=[column.label for column in self.spec.columns],
            rows=self._parsed(preview),
            columns_url=self._address(request, "-columns", pk=pk),
        )
        return render(request, "core/imports/check.html", context, status=200 if preview.ready else 422)

    def _parsed(self, preview: running.Preview) -> list[tuple[int, list[Any]]]:
        keys = [column.key for column in self.spec.columns]
        return [(record.row, [record[key] for key in keys]) for record in preview.checked.records[:SHOWN_ROWS]]

    def _result(self, request: HttpRequest, pk: UUID, **outer: Any) -> HttpResponse:
        upload = self._own(request, pk)
        if upload.state == UploadState.UPLOADED:
            return redirect(self._address(request, "-check", pk=pk))
        waiting = upload.state == UploadState.QUEUED
        done_url = reverse(self.done_url) if self.done_url else ""
        problems = upload.report.get("problems", [])
        context = self._context(
            request,
            upload=upload,
            waiting=waiting,
            imported=upload.state == UploadState.DONE,
            counts=upload.report.get("counts", {}),
            problems=problems,
            more_problems=max(0, upload.report.get("problem_count", 0) - len(problems)),
            done_url=done_url,
        )
        return render(request, "core/imports/result.html", context)

    def _unreadable(self, request: HttpRequest, upload: ImportUpload, error: ReadError) -> HttpResponse:
        """The file was readable at the door and is not as a whole: start again with a better one."""
        problems = [Problem(str(error))]
        context = self._context(request, upload=upload, problems=problems)
        return render(request, "core/imports/unreadable.html", context, status=422)


def _heads(table: mappings.Table) -> list[str]:
    return [table.column_name(index) for index in range(len(table.headers))]


def _squared(sheet: Sheet, width: int) -> list[tuple[int, list[str]]]:
    """Rows all as wide as the headers; what stands beyond the last header is not imported."""
    return [(number, [*cells[:width], *[""] * (width - len(cells))]) for number, cells in sheet.rows]
