"""Rate limits that hold over all processes and never lock a class of thirty behind one school address.

A limit is a token bucket: `limit` tokens that come back evenly over `per`. `check` takes one token; `look` only asks.
`GuessLimit` guards something people type (a code, a password): each *failed* try costs a token, right ones cost
nothing, so thirty pupils who sign in together behind one address never meet it.

Why a million guesses at a code is hopeless, with the limits of `GuessLimit`:

* one known identifier (a sitting, a login): 10 failures, then one per 6 minutes: at most 10 + 240 = 250 a day.
  A million tries take 11 years; a PIN of 6 digits falls within a day with a chance of 0.025 %, a code of 8 signs out
  of 28 (3.8e11) with 7e-10.
* any code, from one network (IPv4 address or IPv6 /64): 120 failures, then two a minute: at most 3,000 a day. With
  100,000 live codes of 8 signs out of 28 the chance to hit *one of them* is 3,000 x 1e5 / 3.8e11 = 8e-4 a day; with
  10 signs (3e14) 1e-6. A million guesses take 347 days.
* a code of 50 bits or more, from one network, with a `CEILING`: 3,000 failures an hour at most, so that one pupil who
  guesses does not lock out the class. A year of that (2.6e7) among a million live codes: 2.6e7 x 1e6 / 1.2e16 = 2e-3.
* a class of 30 behind one address may mistype four times each at the same moment before anybody waits, and then waits
  30 seconds, not an hour.

Keys are stored as a keyed hash: the table holds no address and no code.
"""

from vakwerk.core.ratelimit.bucket import Allowed, RetryAfter, check, forget_full_buckets, look
from vakwerk.core.ratelimit.guesses import CEILING, GuessLimit, Limit, network_of
from vakwerk.core.ratelimit.response import too_many_requests

__all__ = [
    "CEILING",
    "Allowed",
    "GuessLimit",
    "Limit",
    "RetryAfter",
    "check",
    "forget_full_buckets",
    "look",
    "network_of",
    "too_many_requests",
]
