"""A round computed: its key, its counts and the share of each school; once decided as it was decided."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from vakwerk.budgets.figures import shown
from vakwerk.budgets.models import ClaimState, PlacesClaim, PupilCount, Regime, Round, RoundState
from vakwerk.budgets.regimes import ALL, GROUP_NAMES, SOURCES, key_on
from vakwerk.budgets.wording import Shown
from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.engines.money import Count, Division, InfeasibleError, Key, UncountableError, divide, written
from vakwerk.engines.rules import Register
from vakwerk.engines.words import Words
from vakwerk.people.models import NumberScheme, Organisation, OrganisationNumber
from vakwerk.rules import queries as rules

NO_POOL = Words(
    "Niemand kon bronnen vinden voor het bedrag, en er is er geen ingevuld. Zonder bedrag wordt niets berekend.",
    "Nobody found a source for the amount, and none was entered. Without an amount nothing is computed.",
)
NO_FIGURES = Words(
    "Op de gekozen dag heeft deze sleutel geen gewichten of geen bedrag per leerling. Kies een dag waarop ze gold.",
    "On the chosen day this key has no weights or no amount per pupil. Choose a day on which it held.",
)


@dataclass(frozen=True)
class Counted:
    """Pupils of a school in one group; `key` is its place in the recount."""

    school: Organisation
    key: str
    group: str
    pupils: Decimal


@dataclass(frozen=True)
class Computed:
    """A division, or in `trouble` why there is none. `shares` in cents by key of the school.

    `ceiling`: the cents that were meant for a key with an amount per pupil, which its shares may exceed.
    """

    regime: Regime
    key: Key | None
    division: Division | None
    trouble: Words | None
    parameters: tuple[Shown, ...]
    counts: tuple[Counted, ...]
    ceiling: int | None = None

    @property
    def beyond(self) -> int:
        """The cents by which the shares together exceed what was meant for them."""
        return max(0, sum(self.shares.values()) - self.ceiling) if self.ceiling is not None else 0

    @property
    def gone(self) -> list[str]:
        """Schools that the register says are closed."""
        today = clock.today()
        return sorted(s.name for s in set(self.schools.values()) if s.valid_to is not None and s.valid_to < today)

    @property
    def schools(self) -> dict[str, Organisation]:
        return {count.key: count.school for count in self.counts}

    @property
    def names(self) -> dict[str, str]:
        return {key: school.name for key, school in self.schools.items()}

    @property
    def shares(self) -> Mapping[str, int]:
        return self.division.allocation.shares if self.division else {}

    @property
    def unsure(self) -> list[Shown]:
        """What the key rests on and no source confirms."""
        return [each for each in self.parameters if each.unsure]

    def pupils_of(self, key: str) -> str:
        """The pupils of a school by group, in words."""
        return pupils_in_words(count for count in self.counts if count.key == key)


def pupils_in_words(counts: Iterable[Counted]) -> str:
    found = sorted(counts, key=lambda count: count.group)
    if all(count.group == ALL for count in found):
        return shown(sum((count.pupils for count in found), Decimal(0)))
    return "; ".join(f"{say(GROUP_NAMES[count.group])}: {shown(count.pupils)}" for count in found)


def compute(
    found: Round,
    *,
    register: Register | None = None,
    pool_cents: int | None = None,
    weights: Mapping[str, Decimal] | None = None,
) -> Computed:
    """A draft with the parameters of its day, or another pool or weights ("what if"); a decided round as it was."""
    if found.state != RoundState.DRAFT:
        return _divided(found, frozen_key(found), frozen_parameters(found), _counts(found, found.key["schools"]))
    typed = found.pool_cents if pool_cents is None else pool_cents
    weights = weights or found.typed_weights
    regime, register = Regime(found.regime), register or rules.register()
    dated = key_on(regime, found.day, register, typed, weights)
    changed = _typed_values(found, register, typed, weights)
    shown_parameters = tuple(changed.get(r.parameter.name) or Shown.of(r) for r in dated.readings)
    computed = _divided(found, dated.key, shown_parameters, _counts(found, {}))
    return replace(computed, ceiling=dated.ceiling, trouble=computed.trouble if dated.complete else NO_FIGURES)


def _typed_values(
    found: Round, known: Register, pool_cents: int | None, weights: Mapping[str, Decimal] | None
) -> dict[str, Shown]:
    """What somebody typed stands in the place of the register's value, with its own source and never as confirmed."""
    register, sources = known.parameters, SOURCES[Regime(found.regime)]
    changed = {}
    if pool_cents is not None and sources.pool:
        amount = Words(written(pool_cents, "nl"), written(pool_cents, "en"))
        changed[sources.pool] = Shown.typed(register[sources.pool], amount, found.pool_source)
    for group, name in (sources.factors or {}).items() if weights else ():
        value = shown((weights or {})[group])
        changed[name] = Shown.typed(register[name], Words(value, value), found.weights_source)
    return changed


def _divided(found: Round, key: Key | None, parameters: tuple[Shown, ...], counts: list[Counted]) -> Computed:
    division, trouble = None, None
    if key is None:
        trouble = NO_POOL
    else:
        try:
            division = divide(key, [Count(each.key, each.group, each.pupils) for each in counts])
        except (UncountableError, InfeasibleError) as error:
            trouble = error.words
    return Computed(Regime(found.regime), key, division, trouble, parameters, tuple(counts))


# What is kept of the key when a round is decided


def fingerprint(computed: Computed) -> str:
    """The same for the same key and shares: what somebody saw before deciding."""
    seen = json.dumps([freeze(computed) if computed.key else {}, dict(computed.shares)], sort_keys=True)
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def freeze(computed: Computed) -> dict[str, object]:
    """The key as JSON: figures as text, parameters with their status, and by which number each school was ranked."""
    if computed.key is None:
        raise ValueError("A round without key cannot be decided.")
    key = computed.key
    # Counts of a decided division are never written; claims hang on a site, which may go to another school.
    claimed = [[c.school.pk, c.group, str(c.pupils)] for c in computed.counts if computed.regime == Regime.PLACES]
    return {
        "factors": {group: str(factor) for group, factor in key.factors.items()},
        "pool": key.pool,
        "rate": key.rate,
        "cap": key.cap,
        "parameters": [each.as_json() for each in computed.parameters],
        "schools": {str(count.school.pk): count.key for count in computed.counts},
        "claimed": claimed,
    }


def frozen_key(found: Round) -> Key:
    kept = found.key
    factors = {group: Decimal(factor) for group, factor in kept["factors"].items()}
    return Key(factors, kept["pool"], kept["rate"], kept["cap"])


def frozen_parameters(found: Round) -> tuple[Shown, ...]:
    return tuple(map(Shown.frozen, found.key["parameters"]))


# What was counted


def _counts(found: Round, ranked: Mapping[str, str]) -> list[Counted]:
    rows = _claimed(found) if found.regime == Regime.PLACES else _typed(found)
    numbers = institution_numbers({school.pk for school, _group, _pupils in rows}) if not ranked else {}
    return [
        Counted(school, ranked.get(str(school.pk)) or numbers.get(school.pk) or f"#{school.pk}", group, pupils)
        for school, group, pupils in rows
    ]


def _typed(found: Round) -> list[tuple[Organisation, str, Decimal]]:
    rows = PupilCount.objects.filter(round=found).select_related("school")
    return [(row.school, row.group, row.pupils) for row in rows]


def _claimed(found: Round) -> list[tuple[Organisation, str, Decimal]]:
    """Additional pupils of accepted claims; a site that lost pupils takes nothing from the other sites."""
    if not found.is_draft:
        kept = found.key["claimed"]
        schools = Organisation.objects.in_bulk([pk for pk, _group, _pupils in kept])
        return [(schools[pk], group, Decimal(pupils)) for pk, group, pupils in kept]
    claims = PlacesClaim.objects.filter(round=found, state=ClaimState.ACCEPTED)
    more: dict[Organisation, Decimal] = defaultdict(Decimal)
    for claim in claims.select_related("site__organisation"):
        more[claim.site.organisation] += max(Decimal(0), claim.additional)
    return [(school, ALL, pupils) for school, pupils in more.items()]


def institution_numbers(schools: Iterable[int]) -> dict[int, str]:
    """Institution number by school."""
    rows = OrganisationNumber.objects.filter(scheme=NumberScheme.INSTITUTION, organisation__in=list(schools))
    return dict(rows.values_list("organisation", "value"))
