"""What the registers would change in our tables, shown before anything is applied. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from vakwerk.catalogue.models import AdministrativeGroup
from vakwerk.offer.models import OfferedProgramme, SchoolClass
from vakwerk.offer.registers import Institution, OfferRecord, Registers, SiteRecord
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

Key = TypeVar("Key", bound=Hashable)
Record = TypeVar("Record")
SiteKey = tuple[str, str]
OfferKey = tuple[str, str, int, int, int]
EXAMPLES = 5
SCHOOL_KINDS = (OrganisationKind.SECONDARY_SCHOOL, OrganisationKind.SCHOOL_BOARD)


@dataclass
class Change(Generic[Key, Record]):
    """Records of one register: those that are new, those that say something else, and keys that are gone."""

    new: dict[Key, Record] = field(default_factory=dict)
    changed: dict[Key, Record] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone)


@dataclass
class Difference:
    """Everything a load would do. `kept` counts what is gone from the register but stays here, with the reason."""

    institutions: Change[str, Institution]
    sites: Change[SiteKey, SiteRecord]
    offers: Change[OfferKey, bool]
    left_out: Counter[str]
    noticed: Counter[str]
    kept: Counter[str]

    @property
    def is_empty(self) -> bool:
        return self.institutions.is_empty and self.sites.is_empty and self.offers.is_empty

    def lines(self) -> list[str]:
        """The difference as sentences for an administrator."""
        named: list[tuple[str, Change[Any, Any]]] = [
            ("institutions", self.institutions), ("sites", self.sites), ("offers", self.offers)
        ]  # fmt: skip
        lines = [_line(name, change) for name, change in named]
        for title, counts in (("left out", self.left_out), ("noticed", self.noticed), ("kept", self.kept)):
            lines += [f"{title}: {n} x {reason}" for reason, n in sorted(counts.items())]
        return lines


def _line(name: str, change: Change[Any, Any]) -> str:
    examples = ", ".join(_shown(key) for key in [*change.new, *change.changed, *change.gone][:EXAMPLES])
    counts = f"{len(change.new)} new, {len(change.changed)} changed, {len(change.gone)} gone"
    return f"{name}: {counts}" + (f" ({examples}{', ...' if _total(change) > EXAMPLES else ''})" if examples else "")


def _total(change: Change[Any, Any]) -> int:
    return len(change.new) + len(change.changed) + len(change.gone)


def _shown(key: Any) -> str:
    return "/".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def compare(registers: Registers) -> Difference:
    """The difference between the registers and the real (not fictitious) rows of our tables."""
    left_out, kept = Counter(registers.left_out), Counter[str]()
    offers = _offers(registers, left_out)
    return Difference(
        institutions=_change(registers.institutions, present_institutions(), _institution_says),
        sites=_change(_placed_sites(registers, left_out), present_sites(), _site_says),
        offers=_offer_change(registers, offers, kept),
        left_out=left_out,
        noticed=registers.noticed,
        kept=kept,
    )


def _change(
    wanted: Mapping[Key, Record], present: Mapping[Key, Any], says: Callable[[Record], Any]
) -> Change[Key, Record]:
    return Change(
        new={key: record for key, record in wanted.items() if key not in present},
        changed={key: r for key, r in wanted.items() if key in present and present[key] != says(r)},
        gone=set(present.keys() - wanted.keys()),
    )


def _institution_says(record: Institution) -> tuple[str, str, str]:
    return record.name, record.network, record.board


def present_institutions() -> dict[str, tuple[str, str, str]]:
    """Number -> (name, network, number of the board) of real institutions that are still open."""
    board_numbers = dict(_numbers().values_list("organisation", "value"))
    rows = _numbers().filter(organisation__valid_to=None).select_related("organisation")
    return {
        row.value: (
            row.organisation.name,
            row.organisation.network,
            board_numbers.get(row.organisation.board_id or 0, ""),
        )
        for row in rows
    }


def _numbers() -> Any:
    real = {"organisation__fictitious": False, "organisation__kind__in": SCHOOL_KINDS}
    return OrganisationNumber.objects.filter(scheme=NumberScheme.INSTITUTION, **real)


def organisations_by_number() -> dict[str, Organisation]:
    return {row.value: row.organisation for row in _numbers().select_related("organisation")}


def _placed_sites(registers: Registers, left_out: Counter[str]) -> dict[SiteKey, SiteRecord]:
    """Sites of institutions that the register of institutions knows."""
    placed = {key: site for key, site in registers.sites.items() if site.institution in registers.institutions}
    if missing := len(registers.sites) - len(placed):
        left_out["site of an unknown institution"] += missing
    return placed


SITE_FIELDS = (
    "street", "house_number", "postcode", "locality", "municipality", "latitude", "longitude"
)  # fmt: skip


def _site_says(record: SiteRecord) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in SITE_FIELDS)


def present_sites() -> dict[SiteKey, tuple[Any, ...]]:
    numbers = dict(_numbers().values_list("organisation", "value"))
    rows = Site.objects.filter(organisation__in=numbers).values_list("organisation", "number", *SITE_FIELDS)
    return {(numbers[organisation], number): tuple(rest) for organisation, number, *rest in rows}


def _offers(registers: Registers, left_out: Counter[str]) -> dict[OfferKey, bool]:
    """Offers as (institution, site, component, year of study, school year) -> open; unknown codes are left out."""
    groups = {
        code: (component, year)
        for code, component, year in AdministrativeGroup.objects.values_list("code", "component", "year_of_study")
    }
    placed: dict[OfferKey, bool] = {}
    for offer in registers.offers.values():
        if key := _offer_key(registers, offer, groups, left_out):
            # Two administrative groups can be the same year of the same component: open when one of them is.
            placed[key] = placed.get(key, False) or offer.open_for_enrolment
    return placed


def _offer_key(
    registers: Registers, offer: OfferRecord, groups: Mapping[str, tuple[int, int]], left_out: Counter[str]
) -> OfferKey | None:
    if offer.group_code not in groups:
        left_out["offer with an administrative group that the catalogue does not have"] += 1
        return None
    if (offer.institution, offer.site) not in registers.sites or offer.institution not in registers.institutions:
        left_out["offer at an unknown site"] += 1
        return None
    component, year = groups[offer.group_code]
    return offer.institution, offer.site, component, year, offer.school_year


def present_offers(school_years: set[int]) -> dict[OfferKey, bool]:
    numbers = dict(_numbers().values_list("organisation", "value"))
    rows = OfferedProgramme.objects.filter(site__organisation__in=numbers, school_year__in=school_years)
    fields = ("site__organisation", "site__number", "component", "year_of_study", "school_year", "open_for_enrolment")
    return {
        (numbers[organisation], site, component, year, school_year): is_open
        for organisation, site, component, year, school_year, is_open in rows.values_list(*fields)
    }


def _offer_change(registers: Registers, wanted: dict[OfferKey, bool], kept: Counter[str]) -> Change[OfferKey, bool]:
    """Only the school years that the register speaks of; an offer with classes stays whatever the register says."""
    years = {offer.school_year for offer in registers.offers.values()}
    change = _change(wanted, present_offers(years), lambda is_open: is_open)
    with_classes = _offers_with_classes() & change.gone
    if with_classes:
        kept["offer that is gone from the register but has classes"] += len(with_classes)
    change.gone -= with_classes
    return change


def _offers_with_classes() -> set[OfferKey]:
    numbers = dict(_numbers().values_list("organisation", "value"))
    fields = ("site__organisation", "site__number", "component", "year_of_study", "school_year")
    rows = SchoolClass.objects.filter(offer__site__organisation__in=numbers).values_list(
        *(f"offer__{f}" for f in fields)
    )
    return {
        (numbers[organisation], site, component, year, school_year)
        for organisation, site, component, year, school_year in rows
    }
