"""Writes to the offer: load the official registers, and swap the fictitious schools for the real ones."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from vakwerk.catalogue.actions import apply_register
from vakwerk.catalogue.importers import Register
from vakwerk.catalogue.models import AdministrativeGroup
from vakwerk.catalogue.search_index import index_catalogue
from vakwerk.core import audit, clock
from vakwerk.core.viewer import Role, Viewer
from vakwerk.offer.differences import SCHOOL_KINDS, SITE_FIELDS, Difference, OfferKey, compare, organisations_by_number
from vakwerk.offer.models import Enrolment, OfferedProgramme, OfferStamp, SchoolClass
from vakwerk.offer.registers import Institution, Registers, SiteRecord
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

SOURCE = "API Onderwijsaanbod SO"
BATCH = 500


class CannotSwap(Exception):
    """The fictitious schools must stay; the message is one sentence for an administrator."""


@transaction.atomic
def mark_changed() -> None:
    """Tells every process that schools, sites, offers or catalogue changed.

    Call it inside the transaction that changed them.
    """
    OfferStamp.objects.update_or_create(pk=1, defaults={"version": uuid.uuid4().hex})


@transaction.atomic
def load_registers(*, viewer: Viewer | None, registers: Registers) -> Difference:
    """Makes our real schools, sites and offers say what the registers say; returns what was changed.

    All or nothing, and nothing when there is no difference. `viewer` is None for the system itself; else an
    administrator (PermissionDenied).
    """
    _only_administrators(viewer)
    difference = compare(registers)
    if difference.is_empty:
        return difference
    _save_institutions(difference)
    _save_sites(difference)
    _save_offers(difference)
    _remove_empty_sites(difference)
    mark_changed()
    audit.record(viewer, "offer.load_registers", reason="official registers")
    return difference


@transaction.atomic
def use_real_schools(*, viewer: Viewer | None, registers: Registers, catalogue: Register | None = None) -> Difference:
    """Removes the fictitious schools with their sites, offers, classes and enrolments, and loads the real ones.

    `catalogue` tells what the codes of the offer mean; without it, the catalogue must know them already. Raises
    CannotSwap, and changes nothing, when a real pupil is enrolled anywhere or no code is known; TooMuchWouldEnd when
    the register of programmes looks incomplete.
    """
    _only_administrators(viewer)
    if real := Enrolment.objects.filter(pupil__fictitious=False).count():
        raise CannotSwap(f"{real} real enrolments stand in this database: the schools were not swapped.")
    if catalogue is not None:
        apply_register(viewer=viewer, register=catalogue, seen_on=clock.today())
        index_catalogue()
    if not AdministrativeGroup.objects.exists():
        raise CannotSwap(
            "The catalogue knows no administrative groups, so that no offer could be placed: "
            "add structuuronderdeelgroep.json and administratievegroep.json to the folder."
        )
    _remove_fictitious_schools()
    difference = load_registers(viewer=viewer, registers=registers)
    mark_changed()
    return difference


def _only_administrators(viewer: Viewer | None) -> None:
    if viewer is not None and not viewer.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied


def _remove_fictitious_schools() -> None:
    """Children first and without loading them: the large world has hundreds of thousands of enrolments."""
    schools = Organisation.objects.filter(fictitious=True, kind__in=SCHOOL_KINDS)
    for rows in (
        Enrolment.objects.filter(school_class__offer__site__organisation__in=schools),
        SchoolClass.objects.filter(offer__site__organisation__in=schools),
        OfferedProgramme.objects.filter(site__organisation__in=schools),
    ):
        _delete_at_once(rows)
    schools.filter(kind=OrganisationKind.SECONDARY_SCHOOL).delete()
    schools.delete()


def _delete_at_once(rows: QuerySet[Any]) -> None:
    rows.model._default_manager.filter(pk__in=rows.values("pk"))._raw_delete(rows.db)


def _save_institutions(difference: Difference) -> None:
    known = organisations_by_number()
    change = difference.institutions
    for number in change.gone:
        known[number].valid_to = clock.today()
        known[number].save(update_fields=["valid_to"])
    wanted = {**change.new, **change.changed}
    for number, record in wanted.items():
        known[number] = _save_institution(known.get(number), record)
    _bind_to_boards(wanted, known)


def _save_institution(school: Organisation | None, record: Institution) -> Organisation:
    kind = OrganisationKind.SCHOOL_BOARD if record.is_board else OrganisationKind.SECONDARY_SCHOOL
    if school is None:
        school = Organisation.objects.create(kind=kind, name=record.name, network=record.network)
        OrganisationNumber.objects.create(organisation=school, scheme=NumberScheme.INSTITUTION, value=record.number)
        return school
    school.kind, school.name, school.network, school.valid_to = kind, record.name, record.network, None
    school.save(update_fields=["kind", "name", "network", "valid_to"])
    return school


def _bind_to_boards(wanted: dict[str, Institution], known: dict[str, Organisation]) -> None:
    """Boards may come after their schools in the register, so that this is a second round."""
    for number, record in wanted.items():
        board = known.get(record.board)
        if known[number].board_id != (board.pk if board else None):
            known[number].board = board
            known[number].save(update_fields=["board"])


def _save_sites(difference: Difference) -> None:
    known = organisations_by_number()
    change = difference.sites
    new = [_filled(Site(), record, known) for record in change.new.values()]
    Site.objects.bulk_create(new, batch_size=BATCH)
    present = _sites_by_key()
    changed = [_filled(present[key], record, known) for key, record in change.changed.items()]
    Site.objects.bulk_update(changed, SITE_FIELDS, batch_size=BATCH)


def _filled(site: Site, record: SiteRecord, known: dict[str, Organisation]) -> Site:
    site.organisation = known[record.institution]
    site.number = record.number
    for name in SITE_FIELDS:
        setattr(site, name, getattr(record, name))
    return site


def _sites_by_key() -> dict[tuple[str, str], Site]:
    numbers = {organisation.pk: number for number, organisation in organisations_by_number().items()}
    return {(numbers[s.organisation_id], s.number): s for s in Site.objects.filter(organisation__in=numbers)}


def _save_offers(difference: Difference) -> None:
    change = difference.offers
    sites = _sites_by_key()
    _delete_offers(change.gone, sites)
    new = [_offer(key, is_open, sites) for key, is_open in change.new.items()]
    OfferedProgramme.objects.bulk_create(new, batch_size=BATCH)
    for key, is_open in change.changed.items():
        OfferedProgramme.objects.filter(_is(key, sites)).update(open_for_enrolment=is_open)


def _offer(key: OfferKey, is_open: bool, sites: dict[tuple[str, str], Site]) -> OfferedProgramme:
    institution, site, component, year_of_study, school_year = key
    return OfferedProgramme(
        site=sites[institution, site],
        component_id=component,
        year_of_study=year_of_study,
        school_year=school_year,
        open_for_enrolment=is_open,
        source=SOURCE,
    )


def _is(key: OfferKey, sites: dict[tuple[str, str], Site]) -> Q:
    institution, site, component, year_of_study, school_year = key
    return Q(site=sites[institution, site], component=component, year_of_study=year_of_study, school_year=school_year)


def _delete_offers(gone: set[OfferKey], sites: dict[tuple[str, str], Site]) -> None:
    """By their own keys in batches: thousands of conditions do not fit in one statement."""
    if not gone:
        return
    names = {site.pk: key for key, site in sites.items()}
    rows = OfferedProgramme.objects.filter(site__in=names, school_year__in={key[-1] for key in gone})
    fields = ("pk", "site", "component", "year_of_study", "school_year")
    doomed = [pk for pk, site, *rest in rows.values_list(*fields) if (*names[site], *rest) in gone]
    for first in range(0, len(doomed), BATCH):
        OfferedProgramme.objects.filter(pk__in=doomed[first : first + BATCH]).delete()


def _remove_empty_sites(difference: Difference) -> None:
    """A site that is gone is removed once nothing is taught there any more; with history it stays."""
    sites = _sites_by_key()
    gone = [sites[key].pk for key in difference.sites.gone]
    for first in range(0, len(gone), BATCH):
        Site.objects.filter(pk__in=gone[first : first + BATCH], offers=None).delete()
