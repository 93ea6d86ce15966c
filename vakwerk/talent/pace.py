"""How fast somebody answers, with the least that can tell: the moment of the last answer and one count."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from vakwerk.engines.psychometrics.answering import FAST_MS


def now() -> datetime:
    return timezone.now()


def hurried(last: datetime | None, moment: datetime) -> bool:
    """Was an answer given sooner after the last one than anybody reads? Without a last one nothing is said."""
    return last is not None and timedelta() <= moment - last < timedelta(milliseconds=FAST_MS)
