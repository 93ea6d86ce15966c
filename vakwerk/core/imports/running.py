"""The life of an upload: kept, looked at, and imported as a whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from vakwerk.core.imports import mapping as mappings
from vakwerk.core.imports.checking import Checked, check
from vakwerk.core.imports.models import ImportUpload, UploadState
from vakwerk.core.imports.readers import ReadError, read
from vakwerk.core.imports.registry import spec_named
from vakwerk.core.imports.spec import Context, ImportSpec, Outcome, Problem, Sender
from vakwerk.core.viewer import Role, Viewer

logger = logging.getLogger(__name__)
# A file with more rows is imported by a worker, and its preview is of the first rows only.
LARGE = 2_000
SHOWN_PROBLEMS = 200
SHOWN_DETAILS = 30
OPEN = (UploadState.UPLOADED, UploadState.QUEUED)


class _UndoError(Exception):
    """Rolls back what an import did."""


@dataclass
class Preview:
    """What a file holds and would do. `outcome` is None while there are problems; `partial` when only the first rows
    of a large file were looked at."""

    table: mappings.Table
    checked: Checked
    outcome: Outcome | None = None
    partial: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        return self.checked.problems + (self.outcome.problems if self.outcome else [])

    @property
    def ready(self) -> bool:
        return not self.problems


@transaction.atomic
def keep(spec: ImportSpec, viewer: Viewer, file_name: str, content: bytes, options: dict[str, Any]) -> ImportUpload:
    """Stores a file that can be read as a table; earlier files of the same person for this import go.

    ReadError when it cannot be read.
    """
    table = mappings.table_of(read(content, mappings.HEADER_AMONG + 1), spec)
    organisation, person = viewer.organisation_id or 0, viewer.person_id or 0
    ImportUpload.objects.filter(spec=spec.name, person_id=person).exclude(state=UploadState.QUEUED).delete()
    chosen = mappings.remembered(table, spec, organisation)
    return ImportUpload.objects.create(
        spec=spec.name,
        organisation_id=organisation,
        person_id=person,
        file_name=file_name.replace("\x00", "")[-200:],
        content=content,
        mapping=chosen,
        context={"role": viewer.role, "language": get_language(), "options": options},
    )


def own_upload(spec: ImportSpec, viewer: Viewer, pk: UUID) -> ImportUpload | None:
    """The upload, when this person sent it in this capacity."""
    mine = ImportUpload.objects.filter(person_id=viewer.person_id or 0, organisation_id=viewer.organisation_id or 0)
    return mine.filter(spec=spec.name, pk=pk).first()


def table_of(upload: ImportUpload, at_most: int | None = None) -> mappings.Table:
    """The table in an upload. ReadError when it cannot be read after all."""
    spec = spec_named(upload.spec)
    rows = None if at_most is None else at_most + mappings.HEADER_AMONG
    return mappings.table_of(read(bytes(upload.content), rows), spec)


def preview(upload: ImportUpload) -> Preview:
    """Reads, checks and tries, without changing anything. ReadError when the file cannot be read."""
    spec = spec_named(upload.spec)
    table = table_of(upload, LARGE + 1)
    partial = len(table.rows) > LARGE or not table.sheet.complete
    del table.rows[LARGE:]
    result = Preview(table, check(table, spec, _mapping(upload)), partial=partial, notes=list(table.sheet.notes))
    if not result.checked.problems:
        result.outcome = _try(spec, result.checked, _context(upload))
    return result


def _try(spec: ImportSpec, checked: Checked, context: Context) -> Outcome:
    try:
        if spec.preview is not None:
            return spec.preview(checked.records, context)
        return _rehearse(spec, checked, context)
    except OperationalError:
        raise
    except Exception:
        logger.exception("the preview of %s failed", spec.name)
        return Outcome(problems=[Problem(_("Something went wrong on our side. Nothing was imported."))])


def _rehearse(spec: ImportSpec, checked: Checked, context: Context) -> Outcome:
    """What `apply` does, undone."""
    outcome = Outcome()
    try:
        with transaction.atomic():
            outcome = spec.apply(checked.records, context)
            raise _UndoError
    except _UndoError:
        return outcome


def run(upload_id: UUID | str) -> None:
    """Imports an upload, all or nothing; doing it twice changes nothing more.

    The rows, the note that it is done and the removal of the file are one transaction.
    """
    upload = ImportUpload.objects.filter(pk=upload_id, state__in=OPEN).first()
    if upload is None:
        return
    with override(upload.context.get("language") or "nl"):
        try:
            _import(upload)
        except OperationalError:
            raise  # the database is busy or away: the job comes back
        except ReadError as error:
            _close(upload, UploadState.REFUSED, Outcome(problems=[Problem(str(error))]))
        except Exception:
            logger.exception("import %s failed", upload.spec)
            problem = Problem(_("Something went wrong on our side. Nothing was imported."))
            _close(upload, UploadState.FAILED, Outcome(problems=[problem]))


def _import(upload: ImportUpload) -> None:
    spec = spec_named(upload.spec)
    table = table_of(upload)
    ImportUpload.objects.filter(pk=upload.pk).update(total_rows=len(table.rows), done_rows=0)
    checked = check(table, spec, _mapping(upload), _progress(upload))
    if checked.problems:
        _close(upload, UploadState.REFUSED, Outcome(problems=checked.problems))
        return
    outcome = Outcome()
    try:
        with transaction.atomic():
            if not ImportUpload.objects.select_for_update().filter(pk=upload.pk, state__in=OPEN).exists():
                return
            outcome = spec.apply(checked.records, _context(upload))
            if outcome.problems:
                raise _UndoError
            _close(upload, UploadState.DONE, outcome, len(table.rows))
    except _UndoError:
        _close(upload, UploadState.REFUSED, outcome)


def _progress(upload: ImportUpload) -> Callable[[int], None]:
    def note(done: int) -> None:
        ImportUpload.objects.filter(pk=upload.pk).update(done_rows=done)

    return note


def _close(upload: ImportUpload, state: UploadState, outcome: Outcome, done: int = 0) -> None:
    """Ends an upload: its report stays for a day, its content goes at once."""
    counts = {name: getattr(outcome, name) for name in ("created", "changed", "unchanged", "removed")}
    report = {
        "counts": counts if state == UploadState.DONE else {},
        "details": [str(detail)[:200] for detail in outcome.details[:SHOWN_DETAILS]],
        "problems": [problem.shortened() for problem in outcome.problems[:SHOWN_PROBLEMS]],
        "problem_count": len(outcome.problems),
    }
    ImportUpload.objects.filter(pk=upload.pk, state__in=OPEN).update(
        state=state, report=report, content=b"", done_rows=done
    )


def _mapping(upload: ImportUpload) -> mappings.Mapping:
    return {str(key): int(index) for key, index in (upload.mapping or {}).items()}


def _context(upload: ImportUpload) -> Context:
    known = upload.context
    role = Role(known["role"]) if known.get("role") else None
    sender = Sender(upload.person_id or None, upload.organisation_id or None, role)
    return Context(sender, known.get("options", {}))
