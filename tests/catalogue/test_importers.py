"""The official registers: every known trap read right, shown before it is applied, all or nothing, repeatable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.registers import group, part, save, small_register, small_years, year
from vakwerk.catalogue import actions, importers, queries
from vakwerk.catalogue.differences import Difference, compare
from vakwerk.catalogue.importers import Register, read_administrative_groups, read_structure
from vakwerk.catalogue.models import AdministrativeGroup, ProgrammeComponent, ProgrammeGroup
from vakwerk.catalogue.official_api import OfficialApiError
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.viewer import Role

SEEN = date(2026, 12, 1)


def everything() -> Register:
    return read_administrative_groups(small_years(), read_structure(small_register()))


def apply(register: Register | None = None) -> Difference:
    return actions.apply_register(viewer=None, register=register or everything(), seen_on=SEEN, force=True)


def state() -> list[Any]:
    models = (ProgrammeGroup, ProgrammeComponent, AdministrativeGroup)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_one_programme_in_three_domains_stays_three_components() -> None:
    found = [key for key in read_structure(small_register()).components if key[0] == "G-0280"]
    assert [key[1] for key in found] == ["economie_en_organisatie", "taal_en_cultuur", "voeding_en_horeca"]


def test_finality_is_never_derived_from_the_form() -> None:
    record = group("G-1", "Iets", part(1, "Iets", onderwijsvorm="BSO"), finaliteit=None)
    assert read_structure([record]).groups["G-1"].finality == ""


def test_dual_and_discipline_come_from_the_component() -> None:
    parts = read_structure(small_register()).components
    hair = parts["G-0105", "maatschappij_en_welzijn", False, "1474"]
    assert (hair.dual, hair.discipline, hair.coefficient) == (False, "Kapper", Decimal("2.45"))
    assert parts["G-0105", "maatschappij_en_welzijn", True, "1097"].dual


def test_the_seventh_years_of_the_old_structure_are_left_out_and_counted() -> None:
    register = read_structure(small_register())
    assert "G-9003" not in register.groups
    assert register.left_out["7th year of the old structure"] == 1


def test_basic_options_become_groups_of_their_own_in_their_streams() -> None:
    groups = read_structure(small_register()).groups
    assert groups["BO-1142"].stream == ""
    assert groups["BO-1900"].stream == "A"
    assert "G-0311" not in groups


def test_the_kind_follows_from_what_the_components_have() -> None:
    dual = group("G-1", "X duaal", part(1, "X duaal", duaal=True), graad="2de graad")
    aanloop = group("G-2", "Aanloop X", part(2, "Aanloop X", aanloop=True), graad="2de graad")
    third = group("G-3", "Y duaal", part(3, "Y duaal", duaal=True))
    special = group("G-4", "Z", part(4, "Z"), graad=None, opleidingsvorm="Opleidingsvorm 3")
    register = read_structure([dual, aanloop, third, special])
    assert [g.kind for g in register.groups.values()] == ["dual_only", "dual_preparatory", "standard", "ov3"]


def test_of_two_versions_of_a_component_the_living_one_counts() -> None:
    old = part(1, "X", studierichting_nummer_oud="9", begindatum="2019-09-01", einddatum="2025-08-31")
    new = part(2, "X", studierichting_nummer_oud="9", begindatum="2025-09-01")
    for order in ([old, new], [new, old]):
        register = read_structure([group("G-1", "X", *order)])
        assert [c.official_number for c in register.components.values()] == ["2"]
        assert register.left_out["older version of a component"] == 1


@pytest.mark.parametrize(
    "record", [{}, {"titel": "zonder nummer"}, group("G-1", "X", part(1, "X", begindatum="morgen"))]
)
def test_a_record_that_cannot_be_right_stops_the_import(record: dict[str, Any]) -> None:
    with pytest.raises(OfficialApiError):
        read_structure([record])


@pytest.mark.parametrize(
    ("said", "domain"),
    [
        ("Land- en tuinbouw", "land_en_tuinbouw"), ("4", "land_en_tuinbouw"), ({"code": "4"}, "land_en_tuinbouw"),
        ("Domeinoverschrijdend", "domeinoverschrijdend"), ("10", ""), ("Eerste graad", ""), (None, ""), ("Magie", ""),
    ],
)  # fmt: skip
def test_a_domain_is_read_from_number_or_name_and_never_guessed(said: Any, domain: str) -> None:
    assert importers.domain(said) == domain


@given(
    st.dictionaries(
        st.sampled_from(["titel", "graad", "finaliteit", "opleidingsvorm", "type_7de_leerjaar", "structuuronderdelen"]),
        st.one_of(st.none(), st.text(max_size=8), st.integers(), st.dictionaries(st.just("code"), st.text(max_size=3))),
    )
)
def test_odd_values_give_a_register_or_a_clear_error(facts: dict[str, Any]) -> None:
    facts["structuuronderdelen"] = []
    register = read_structure([{"structuuronderdeel_groep_nummer": "G-1", **facts}])
    assert set(register.groups) <= {"G-1"}


# Against the tables


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
class TestAgainstTheCatalogue:
    def test_the_difference_changes_nothing(self) -> None:
        before = state()
        difference = compare(everything(), SEEN)
        assert state() == before
        assert set(difference.groups.added) == {"G-9001", "G-9002", "BO-1900"}
        assert ("G-9001", "stem", False, "2001") in difference.components.added

    def test_only_what_differs_is_called_changed(self) -> None:
        difference = compare(everything(), SEEN)
        _, _, changes = difference.components.changed["G-0105", "maatschappij_en_welzijn", False, "1474"]
        assert changes["discipline"] == ("", "Kapper")
        assert "title" not in changes

    def test_applied_rows_say_what_the_register_says(self) -> None:
        apply()
        drone = ProgrammeGroup.objects.get(number="G-9001")
        component = drone.components.get()
        assert (drone.slug, drone.finality, component.form) == ("dronetechnieken", "DU", "TSO")
        assert (component.stem_class, component.stem_provenance) == ("stem", "official")
        assert component.seen_on == SEEN

    def test_applying_twice_changes_nothing_more(self) -> None:
        apply()
        before, entries = state(), AuditEntry.objects.count()
        again = apply()
        assert again.is_empty
        assert state() == before
        assert AuditEntry.objects.count() == entries

    def test_an_inferred_variant_becomes_real_when_the_register_has_it(self) -> None:
        inferred = ProgrammeComponent.objects.get(group__number="G-0044", dual=True)
        assert inferred.inferred
        apply()
        inferred.refresh_from_db()
        assert (inferred.code, inferred.inferred, inferred.note) == ("1999", False, "")

    def test_a_component_that_is_gone_ends_and_stays_in_history(self) -> None:
        gone = ProgrammeComponent.objects.get(group__number="G-0133", dual=False)
        apply()
        gone.refresh_from_db()
        assert gone.valid_to == SEEN
        assert queries.components(SEEN).filter(pk=gone.pk).exists()
        assert not queries.components(date(2026, 12, 2)).filter(pk=gone.pk).exists()

    def test_a_half_register_does_not_end_the_catalogue(self) -> None:
        before = state()
        with pytest.raises(actions.TooMuchWouldEnd, match="complete"):
            actions.apply_register(viewer=None, register=everything(), seen_on=SEEN)
        assert state() == before

    def test_a_cancelled_component_is_not_added(self) -> None:
        difference = apply()
        assert not ProgrammeComponent.objects.filter(group__number="G-9002").exists()
        assert difference.left_out["component that ended before it began"] == 1

    def test_years_of_study_find_their_component_by_number_or_by_code_and_grade(self) -> None:
        difference = apply()
        found = dict(AdministrativeGroup.objects.values_list("code", "component__group__number"))
        assert found == {
            "31105": "G-0105", "31106": "G-0105", "31268": "G-0014", "21268": "G-0013", "39001": "G-9001",
        }  # fmt: skip
        assert difference.left_out["administrative group of an unknown component"] == 1
        assert difference.left_out["administrative group that ended before it began"] == 1

    def test_a_register_without_years_leaves_the_years_alone(self) -> None:
        apply()
        count = AdministrativeGroup.objects.filter(valid_to=None).count()
        apply(read_structure(small_register()))
        assert AdministrativeGroup.objects.filter(valid_to=None).count() == count

    def test_a_failure_half_way_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*args: object) -> None:
            raise RuntimeError("stroom weg")

        before = state()
        monkeypatch.setattr(actions, "_save_administrative", broken)
        with pytest.raises(RuntimeError):
            apply()
        assert state() == before

    def test_it_is_written_in_the_audit_log(self) -> None:
        apply()
        entry = AuditEntry.objects.latest("seq")
        assert entry.event == "catalogue.import_register"
        assert "groups +3" in entry.reason

    def test_only_an_administrator_or_the_system_imports(self, viewer: Any) -> None:
        with pytest.raises(PermissionDenied):
            actions.apply_register(viewer=viewer(Role.PRINCIPAL), register=everything(), seen_on=SEEN, force=True)
        assert not ProgrammeGroup.objects.filter(number="G-9001").exists()

    def test_the_command_shows_first_and_applies_when_asked(self, tmp_path: Path) -> None:
        structure = save(tmp_path, "structuuronderdeelgroep", small_register())
        years = save(tmp_path, "administratievegroep", small_years())
        said = self.run("--file", structure, "--years-file", years, "--dry-run", "--force")
        assert "groups: 3 added" in said
        assert "Nothing was changed" in said
        assert not ProgrammeGroup.objects.filter(number="G-9001").exists()
        self.run("--file", structure, "--years-file", years, "--apply", "--force")
        assert ProgrammeGroup.objects.filter(number="G-9001").exists()
        assert "No difference" in self.run("--file", structure, "--years-file", years, "--apply", "--force")

    def test_the_command_refuses_a_half_register_in_one_sentence(self, tmp_path: Path) -> None:
        structure = save(tmp_path, "structuuronderdeelgroep", small_register())
        with pytest.raises(CommandError, match="Is the register complete"):
            self.run("--file", structure, "--apply")

    def test_an_imported_programme_can_be_found(self, tmp_path: Path) -> None:
        from vakwerk.core import search

        structure = save(tmp_path, "structuuronderdeelgroep", small_register())
        self.run("--file", structure, "--apply", "--force")
        assert "G-9001" in [hit.key for hit in search.find("programme", "dronetechnieken", 5)]

    @pytest.fixture(autouse=True)
    def indexed(self, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
        """Only the test about finding pays for the search index."""
        if "found" not in request.node.name:
            module = "vakwerk.catalogue.management.commands.import_catalogue"
            monkeypatch.setattr(f"{module}.index_catalogue", dict)

    def run(self, *arguments: Any) -> str:
        out = StringIO()
        call_command("import_catalogue", *map(str, arguments), "--seen-on", SEEN.isoformat(), stdout=out)
        return out.getvalue()


def test_an_administrative_group_without_code_stops_the_import() -> None:
    with pytest.raises(OfficialApiError):
        read_administrative_groups([year("", 5)])
