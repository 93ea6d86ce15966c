"""Brings the models of core's sub-packages together, so that Django finds them. They are declared beside their code."""

from vakwerk.core.audit.models import AuditEntry, AuditHead, AuditKey
from vakwerk.core.jobs.models import Job, WorkerSign
from vakwerk.core.ratelimit.models import RateBucket

__all__ = ["AuditEntry", "AuditHead", "AuditKey", "Job", "RateBucket", "WorkerSign"]
