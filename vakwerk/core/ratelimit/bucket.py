"""The token bucket. Time comes from the web server, tokens from one row per key."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vakwerk.core.ratelimit.models import RateBucket


@dataclass(frozen=True)
class Allowed:
    """Go on; `left` whole tokens remain."""

    left: int

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class RetryAfter:
    """Too many; the next token is there in `seconds` (at least 1). False in a condition."""

    seconds: int

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | RetryAfter


def check(scope: str, key: object, limit: int, per: timedelta) -> Verdict:
    """Takes one token from the bucket of `key`; call it outside the transaction that it protects.

    A bucket holds `limit` tokens and refills over `per`. A refused call takes nothing, so waiting always helps.
    """
    name, now = _name(scope, key), timezone.now()
    with transaction.atomic():
        bucket, _ = RateBucket.objects.select_for_update().get_or_create(key=name, defaults=_fresh(limit, now))
        tokens = _refilled(bucket, limit, per, now)
        if tokens >= 1:
            _store(name, tokens - 1, limit, per, now)
    return _verdict(tokens, limit, per, spent=1)


def look(scope: str, key: object, limit: int, per: timedelta) -> Verdict:
    """What `check` would answer, without taking a token and without writing."""
    bucket = RateBucket.objects.filter(key=_name(scope, key)).first()
    tokens = _refilled(bucket, limit, per, timezone.now()) if bucket else float(limit)
    return _verdict(tokens, limit, per, spent=0)


def forget_full_buckets() -> int:
    """Deletes rows that no longer limit anybody; returns how many."""
    return RateBucket.objects.filter(full_at__lte=timezone.now()).delete()[0]


def _name(scope: str, key: object) -> str:
    return salted_hmac(f"ratelimit.{scope}", str(key), algorithm="sha256").hexdigest()


def _fresh(limit: int, now: datetime) -> dict[str, object]:
    return {"tokens": float(limit), "updated": now, "full_at": now}


def _refilled(bucket: RateBucket, limit: int, per: timedelta, now: datetime) -> float:
    elapsed = max(0.0, (now - bucket.updated).total_seconds())
    return min(float(limit), bucket.tokens + elapsed * limit / per.total_seconds())


def _store(name: str, tokens: float, limit: int, per: timedelta, now: datetime) -> None:
    full_at = now + per * ((limit - tokens) / limit)
    RateBucket.objects.filter(key=name).update(tokens=tokens, updated=now, full_at=full_at)


def _verdict(tokens: float, limit: int, per: timedelta, *, spent: int) -> Verdict:
    if tokens >= 1:
        return Allowed(left=int(tokens) - spent)
    return RetryAfter(seconds=max(1, math.ceil((1 - tokens) * per.total_seconds() / limit)))
