"""Limits on guessing: strict per identifier, generous per network, and only wrong guesses count."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from vakwerk.core.ratelimit.bucket import Allowed, Verdict, check, look


@dataclass(frozen=True)
class Limit:
    """`count` tries that come back evenly over `per`."""

    count: int
    per: timedelta


PER_IDENTIFIER = Limit(10, timedelta(hours=1))
PER_NETWORK = Limit(120, timedelta(hours=1))
CEILING = Limit(3_000, timedelta(hours=1))


@dataclass(frozen=True)
class GuessLimit:
    """Guards one secret that people type.

    before = limit.may_try(request, identifier)   # Allowed | RetryAfter, costs nothing
    limit.failed(request, identifier)             # after a wrong guess: one token from each bucket

    `identifier` is what stays the same while somebody guesses (a login, a sitting); leave it empty when the secret is
    the only thing typed: then only the network counts.

    A secret too long to guess gets a `ceiling`: one pupil who guesses must not lock out the class behind the same
    address. Then a right secret is taken until the ceiling, and `failed` says when a wrong one has to wait.
    """

    scope: str
    per_identifier: Limit = PER_IDENTIFIER
    per_network: Limit = PER_NETWORK
    ceiling: Limit | None = None

    def may_try(self, request: HttpRequest, identifier: object = "") -> Verdict:
        verdict: Verdict = Allowed(left=self.per_network.count)
        for scope, key, limit in self._buckets(request, identifier):
            if self.ceiling and limit is self.per_network:
                continue
            verdict = look(scope, key, limit.count, limit.per)
            if not verdict:
                break
        return verdict

    def failed(self, request: HttpRequest, identifier: object = "") -> Verdict:
        """The first bucket that was empty already, if any."""
        buckets = self._buckets(request, identifier)
        verdicts = [check(scope, key, limit.count, limit.per) for scope, key, limit in buckets]
        return next((verdict for verdict in verdicts if not verdict), verdicts[-1])

    def _buckets(self, request: HttpRequest, identifier: object) -> list[tuple[str, object, Limit]]:
        network = network_of(request)
        buckets: list[tuple[str, object, Limit]] = [(self.scope, identifier, self.per_identifier)] if identifier else []
        buckets.append((f"{self.scope}.network", network, self.per_network))
        return buckets + ([(f"{self.scope}.ceiling", network, self.ceiling)] if self.ceiling else [])


def network_of(request: HttpRequest) -> str:
    """The address of the visitor: IPv4 whole, IPv6 its /64, behind our proxy the last hop that the proxy saw."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rsplit(",", 1)[-1].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
