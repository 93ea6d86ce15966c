"""The official registers: their traps, the difference before applying, and the swap of the fictitious schools."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.registers import save, small_register, small_years
from tests.offer import builders as make
from vakwerk.catalogue.models import ProgrammeGroup
from vakwerk.catalogue.official_api import OfficialApiError, read_dump
from vakwerk.core import jobs
from vakwerk.core.viewer import Role
from vakwerk.offer import actions, differences, fetching, registers, snapshot
from vakwerk.offer.models import Enrolment, OfferedProgramme, SchoolClass
from vakwerk.people.models import Organisation, OrganisationNumber, Person, Site

REGISTERS = Path(__file__).parent / "fixtures" / "registers"


@pytest.fixture
def carpentry(db: None) -> None:
    """The administrative groups of the fixture: years 5 and 6 of a programme, and year 5 of its dual sister."""
    group = make.programme("Binnenschrijnwerk", components=[{"code": "2000"}, {"code": "2001", "dual": True}])
    regular, dual = group.components.order_by("dual")
    make.administrative_group(regular, "30501", 5)
    make.administrative_group(regular, "30502", 6)
    make.administrative_group(dual, "30511", 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the registers that a test may change."""
    return Path(shutil.copytree(REGISTERS, tmp_path / "registers"))


def rewrite(path: Path, change: Any) -> None:
    envelope = json.loads(path.read_text())
    change(envelope)
    path.write_text(json.dumps(envelope))


def load(folder: Path) -> differences.Difference:
    return actions.load_registers(viewer=None, registers=registers.read_folder(folder))


def test_swapped_coordinates_are_put_right_and_impossible_ones_left_out() -> None:
    read = registers.read_folder(REGISTERS)
    assert read.sites["36558", "1"].latitude == 51.22
    assert read.sites["36558", "1"].longitude == 2.91
    assert read.sites["36558", "2"].latitude is None
    assert read.noticed["site with latitude and longitude swapped"] == 1
    assert read.noticed["site with impossible coordinates"] == 1


def test_a_site_without_gps_or_house_number_is_still_a_site() -> None:
    site = registers.read_folder(REGISTERS).sites["36541", "2"]
    assert (site.latitude, site.house_number) == (None, "")


def test_a_site_without_municipality_code_gets_it_by_postcode() -> None:
    assert registers.read_folder(REGISTERS).sites["36558", "2"].municipality == "35013"


def test_a_year_that_ends_before_it_begins_was_cancelled() -> None:
    read = registers.read_folder(REGISTERS)
    assert ("36558", "1", "30502", 2026) not in read.offers
    assert read.left_out["offer cancelled before it began"] == 1


def test_leading_zeros_of_an_institution_number_make_no_other_school() -> None:
    assert "36541" in registers.read_folder(REGISTERS).institutions


def test_institutions_without_a_secondary_site_are_not_ours() -> None:
    assert "1099" not in registers.read_folder(REGISTERS).institutions


def test_a_missing_page_is_refused(folder: Path) -> None:
    (folder / "instellingslocatie" / "2.json").unlink()
    with pytest.raises(OfficialApiError, match="page missing"):
        registers.read_folder(folder)


def test_a_missing_register_is_named(folder: Path) -> None:
    (folder / "instelling.json").unlink()
    with pytest.raises(OfficialApiError, match=r"instelling\.json"):
        registers.read_folder(folder)


@pytest.mark.usefixtures("carpentry")
def test_the_difference_changes_nothing() -> None:
    difference = differences.compare(registers.read_folder(REGISTERS))
    assert len(difference.institutions.new) == 3
    assert len(difference.sites.new) == 4
    assert len(difference.offers.new) == 4
    assert difference.left_out["offer with an administrative group that the catalogue does not have"] == 1
    assert difference.left_out["offer at an unknown site"] == 1
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("carpentry")
def test_loading_makes_boards_schools_sites_and_offers() -> None:
    load(REGISTERS)
    school = OrganisationNumber.objects.get(value="36541").organisation
    assert school.board is not None
    assert (school.board.name, school.board.kind) == ("Voorbeeldbestuur Noord", "school_board")
    assert school.network == "vrij gesubsidieerd onderwijs"
    assert Site.objects.count() == 4
    assert OfferedProgramme.objects.filter(site__organisation=school).count() == 3
    assert not OfferedProgramme.objects.get(site__organisation__name="Voorbeeldschool Het Anker").open_for_enrolment


@pytest.mark.usefixtures("carpentry")
def test_loading_twice_changes_nothing_the_second_time() -> None:
    load(REGISTERS)
    before = snapshot.current().version
    keys = list(OfferedProgramme.objects.order_by("pk").values_list("pk", flat=True))
    assert load(REGISTERS).is_empty
    assert list(OfferedProgramme.objects.order_by("pk").values_list("pk", flat=True)) == keys
    assert snapshot.current().version == before


@pytest.mark.usefixtures("carpentry")
def test_what_changed_and_what_is_gone_is_followed(folder: Path) -> None:
    load(folder)
    rewrite(
        folder / "instelling.json",
        lambda pages: pages[0]["content"][1].update(instelling_naam_volledig="De Nieuwe Linde"),
    )
    rewrite(
        folder / "ingerichteadministratievegroep.json",
        lambda page: (page["content"].pop(1), page["meta"].update(total_elements=6)),
    )
    difference = load(folder)
    assert (len(difference.institutions.changed), len(difference.offers.gone)) == (1, 1)
    assert Organisation.objects.filter(name="De Nieuwe Linde").exists()
    assert OfferedProgramme.objects.count() == 3


@pytest.mark.usefixtures("carpentry")
def test_an_offer_with_classes_stays_when_the_register_drops_it(folder: Path) -> None:
    load(folder)
    offer = OfferedProgramme.objects.get(component__dual=True)
    SchoolClass.objects.create(offer=offer, name="5A")
    rewrite(
        folder / "ingerichteadministratievegroep.json",
        lambda page: (page["content"].pop(2), page["meta"].update(total_elements=6)),
    )
    difference = load(folder)
    assert difference.kept["offer that is gone from the register but has classes"] == 1
    assert OfferedProgramme.objects.filter(pk=offer.pk).exists()


@pytest.mark.usefixtures("carpentry")
def test_a_school_that_closed_and_comes_back_is_the_same_school(folder: Path) -> None:
    load(folder)
    other = folder.parent / "without"
    shutil.copytree(folder, other)
    rewrite(
        other / "instelling.json",
        lambda pages: (pages[1]["content"].pop(0), [p["meta"].update(total_elements=3) for p in pages]),
    )
    load(other)
    school = OrganisationNumber.objects.get(value="36558").organisation
    assert school.valid_to is not None
    load(folder)
    school.refresh_from_db()
    assert school.valid_to is None
    assert OrganisationNumber.objects.filter(value="36558").count() == 1


@pytest.mark.usefixtures("carpentry")
def test_a_failure_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(actions, "_save_offers", broken)
    with pytest.raises(RuntimeError):
        load(REGISTERS)
    assert not Organisation.objects.exists()
    assert not Site.objects.exists()


@pytest.mark.usefixtures("carpentry")
def test_only_administrators_load_registers(viewer: Any) -> None:
    read = registers.read_folder(REGISTERS)
    with pytest.raises(PermissionDenied):
        actions.load_registers(viewer=viewer(Role.PRINCIPAL), registers=read)
    with pytest.raises(PermissionDenied):
        actions.use_real_schools(viewer=viewer(Role.TEACHER), registers=read)
    assert not Organisation.objects.exists()


@pytest.mark.usefixtures("carpentry")
def test_the_command_shows_before_it_applies(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_offer", from_folder=REGISTERS)
    assert "institutions: 3 new" in capsys.readouterr().out
    assert not Organisation.objects.exists()
    call_command("import_offer", from_folder=REGISTERS, apply=True)
    assert Organisation.objects.count() == 3


@pytest.mark.usefixtures("carpentry")
def test_a_large_load_is_a_job(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("vakwerk.offer.management.commands.import_offer.LARGE", 1)
    call_command("import_offer", from_folder=REGISTERS, apply=True)
    assert not Organisation.objects.exists()
    jobs.run_due()
    assert Organisation.objects.count() == 3


def fictitious_class() -> SchoolClass:
    group = make.programme("Lassen")
    site = make.site("Fictieve school", fictitious=True)
    make.offer(group, site)
    return SchoolClass.objects.create(offer=OfferedProgramme.objects.get(site=site), name="5L")


def enrol(school_class: SchoolClass, *, fictitious: bool) -> None:
    pupil = Person.objects.create(first_name="Noor", last_name="Voorbeeld", fictitious=fictitious)
    Enrolment.objects.create(pupil=pupil, school_class=school_class, valid_from=date(2026, 9, 1))


@pytest.mark.usefixtures("carpentry")
def test_real_schools_take_the_place_of_the_fictitious_ones(capsys: pytest.CaptureFixture[str]) -> None:
    enrol(fictitious_class(), fictitious=True)
    call_command("use_real_schools", from_folder=REGISTERS)
    assert not Organisation.objects.filter(fictitious=True).exists()
    assert not Enrolment.objects.exists()
    assert OfferedProgramme.objects.count() == 4


@pytest.mark.django_db
def test_the_swap_brings_the_codes_of_the_offer_along_when_the_folder_has_them(folder: Path) -> None:
    save(folder, "structuuronderdeelgroep", small_register())
    save(folder, "administratievegroep", small_years())
    rewrite(
        folder / "ingerichteadministratievegroep.json",
        lambda page: page["content"][0].update(administratievegroep_code="31105"),
    )
    fictitious_class()
    ProgrammeGroup.objects.all().delete()
    call_command("use_real_schools", from_folder=folder)
    offer = OfferedProgramme.objects.get()
    assert (offer.component.title, offer.year_of_study) == ("Haarverzorging", 5)


@pytest.mark.django_db
def test_a_swap_that_could_place_no_offer_is_refused_and_keeps_the_fictitious_schools() -> None:
    fictitious_class()
    with pytest.raises(CommandError, match="administrative groups"):
        call_command("use_real_schools", from_folder=REGISTERS)
    assert Organisation.objects.filter(fictitious=True).exists()


@pytest.mark.usefixtures("carpentry")
def test_real_enrolments_forbid_the_swap_in_one_line() -> None:
    enrol(fictitious_class(), fictitious=False)
    with pytest.raises(CommandError) as refused:
        call_command("use_real_schools", from_folder=REGISTERS)
    assert "1 real enrolments" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert Organisation.objects.filter(fictitious=True).exists()


@pytest.mark.usefixtures("carpentry")
def test_a_broken_folder_forbids_the_swap_and_keeps_the_fictitious_schools(folder: Path) -> None:
    fictitious_class()
    (folder / "instelling.json").write_text("no json")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("use_real_schools", from_folder=folder)
    assert Organisation.objects.filter(fictitious=True).exists()


class FakeApi:
    """Gives the saved registers as the interface would, and remembers what was asked."""

    def __init__(self, fail_at: str = "") -> None:
        self.asked: dict[str, Any] = {}
        self.fail_at = fail_at

    def records(self, path: str, filters: Any = None) -> Any:
        name = path.rsplit("/", 1)[-1]
        self.asked[name] = filters
        if name == self.fail_at:
            raise OfficialApiError("busy")
        known = {"structuuronderdeelgroep": small_register(), "administratievegroep": small_years()}
        return known[name] if name in known else read_dump(registers.source(REGISTERS, name))


def test_fetched_registers_are_kept_and_read_again_as_they_were(tmp_path: Path) -> None:
    api = FakeApi()
    folder = fetching.fetch(api, tmp_path / "new")  # type: ignore[arg-type]
    assert registers.read_folder(folder) == registers.read_folder(REGISTERS)
    assert fetching.read_catalogue(folder) is not None
    assert api.asked["instellingslocatie"] == {"filter_instellingslocatie_hoofdstructuur": "311"}


def test_a_register_that_breaks_off_leaves_no_file_under_its_name(tmp_path: Path) -> None:
    with pytest.raises(OfficialApiError, match="busy"):
        fetching.fetch(FakeApi(fail_at="instellingslocatie"), tmp_path)  # type: ignore[arg-type]
    assert not (tmp_path / "instellingslocatie.json").exists()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)
NAMES = (
    "instelling_nummer", "instelling_naam_volledig", "instelling_bestuur", "instelling_net", "vestigingsnummer",
    "instellingslocatie_vestigingsnummer", "instellingslocatie_postcode", "gps_breedtegraad", "gps_lengtegraad",
    "administratievegroep_code", "schooljaar", "begindatum", "einddatum", "inschrijvingen",
)  # fmt: skip
records = st.lists(st.dictionaries(st.sampled_from(NAMES), anything, max_size=8), max_size=3)


@given(records, records, records)
def test_no_record_however_odd_breaks_the_reading(institutions: list[Any], sites: list[Any], offers: list[Any]) -> None:
    read = registers.read_records(
        {"instelling": institutions, "instellingslocatie": sites, "ingerichteadministratievegroep": offers}
    )
    for site in read.sites.values():
        assert site.latitude is None or 49 < site.latitude < 52
