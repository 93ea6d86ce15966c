"""Brings the models of core's sub-packages together, so that Django finds them. They are declared beside their code."""

from vakwerk.core.attachments.models import Attachment, AttachmentContent
from vakwerk.core.audit.models import AuditEntry, AuditHead, AuditKey
from vakwerk.core.imports.models import ImportMapping, ImportUpload
from vakwerk.core.jobs.models import Job, WorkerSign
from vakwerk.core.ratelimit.models import RateBucket
from vakwerk.core.search.models import SearchDocument, SearchTerm, SearchWord

__all__ = [
    "Attachment",
    "AttachmentContent",
    "AuditEntry",
    "AuditHead",
    "AuditKey",
    "ImportMapping",
    "ImportUpload",
    "Job",
    "RateBucket",
    "SearchDocument",
    "SearchTerm",
    "SearchWord",
    "WorkerSign",
]
