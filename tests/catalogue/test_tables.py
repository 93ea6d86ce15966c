"""The project's own tables: the counts of the official matrix, and that every row says how sure we are."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from vakwerk.catalogue.models import Domain, EducationForm, Finality, ProgrammeKind, Provenance, StemClass
from vakwerk.catalogue.tables import DATA, parse_source_line, read_table

TABLES = sorted(path.name for path in DATA.glob("*.csv"))
GROUPS = read_table("groups.csv").rows
COMPONENTS = read_table("components.csv").rows
OCCUPATIONS = read_table("occupations.csv").rows
LINKS = read_table("programme_occupations.csv").rows
MATRIX = [row for row in GROUPS if row["number"].startswith("G-")]
BY_NUMBER = {row["number"]: row for row in GROUPS}


def standard(grade: str, finality: str, dual: str = "0") -> list[dict[str, str]]:
    def belongs(row: dict[str, str]) -> bool:
        group = BY_NUMBER[row["group"]]
        facts = (group["grade"], group["finality"], group["kind"], row["dual"])
        return facts == (grade, finality, ProgrammeKind.STANDARD, dual)

    return [row for row in COMPONENTS if belongs(row)]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_its_source_date_and_licence(name: str) -> None:
    table = read_table(name)
    assert table.source
    assert table.licence
    assert table.seen_on > date(2026, 1, 1)
    assert table.rows


def test_a_table_without_source_line_is_refused() -> None:
    with pytest.raises(ValueError, match="source line"):
        parse_source_line("number,slug,title")


def test_the_matrix_has_all_groups_and_components() -> None:
    assert len(MATRIX) == 461
    assert len([row for row in COMPONENTS if row["group"] in {g["number"] for g in MATRIX}]) == 605 + 4
    assert len(COMPONENTS) == 605 + 4 + 40


@pytest.mark.parametrize(
    ("grade", "finality", "count"),
    [("2", "DO", 24), ("2", "DU", 33), ("2", "A", 24), ("3", "DO", 35), ("3", "DU", 53), ("3", "A", 51)],
)
def test_standard_components_count_as_in_the_register(grade: str, finality: str, count: int) -> None:
    assert len(standard(grade, finality)) == count


def test_dual_variants_and_special_kinds_count_as_in_the_register() -> None:
    third_grade_dual = [row for finality in Finality.values for row in standard("3", finality, dual="1")]
    kinds = Counter(row["kind"] for row in MATRIX)
    assert len(third_grade_dual) == 59
    assert kinds[ProgrammeKind.DUAL_ONLY] == 48
    assert kinds[ProgrammeKind.DUAL_PREPARATORY] == 9
    assert (kinds[ProgrammeKind.SEVENTH_AFTER_OK3], kinds[ProgrammeKind.SEVENTH_AFTER_OK4]) == (104, 25)
    assert kinds[ProgrammeKind.SEVENTH_PREPARING_HE] == 6
    assert kinds[ProgrammeKind.OV3] == 52


def test_exactly_the_eighteen_derived_dual_variants_are_marked() -> None:
    derived = [row for row in COMPONENTS if row["inferred"] == "1"]
    assert len(derived) == 18
    assert all(row["dual"] == "1" and row["note"] and not row["code"] for row in derived)


def test_the_form_of_each_finality_counts_as_in_the_register() -> None:
    # 7th years and special education have no form; the first grade has none either.
    forms = Counter((BY_NUMBER[row["group"]]["finality"], row["form"]) for row in COMPONENTS if row["form"])
    assert forms[("DO", "ASO")] == 29
    assert (forms[("DO", "TSO")], forms[("DO", "KSO")]) == (19, 11)
    assert forms[("DU", "KSO")] == 13
    assert not {form for (finality, form) in forms if finality == "A"} - {"BSO"}


@pytest.mark.parametrize(
    ("grade", "counts"),
    [
        (
            "2",
            {
                "stem": (3, 13, 10), "economie_en_organisatie": (1, 2, 1), "maatschappij_en_welzijn": (1, 3, 3),
                "kunst_en_creatie": (5, 6, 2), "land_en_tuinbouw": (1, 1, 2), "voeding_en_horeca": (1, 4, 3),
                "taal_en_cultuur": (0, 2, 1), "sport": (0, 2, 2), "domeinoverschrijdend": (12, 0, 0),
            },
        ),
        (
            "3",
            {
                "stem": (5, 23, 26), "economie_en_organisatie": (2, 5, 2), "maatschappij_en_welzijn": (1, 5, 6),
                "kunst_en_creatie": (6, 7, 4), "land_en_tuinbouw": (1, 5, 6), "voeding_en_horeca": (1, 4, 4),
                "taal_en_cultuur": (1, 2, 1), "sport": (1, 2, 2), "domeinoverschrijdend": (17, 0, 0),
            },
        ),
    ],
)  # fmt: skip
def test_each_domain_has_the_programmes_of_the_register(grade: str, counts: dict[str, tuple[int, int, int]]) -> None:
    found = {
        domain: tuple(sum(row["domain"] == domain for row in standard(grade, f)) for f in ("DO", "DU", "A"))
        for domain in Domain.values
    }
    assert found == counts


def test_the_first_grade_has_thirteen_options_in_2a_and_seven_in_2b() -> None:
    options = [row for row in GROUPS if row["kind"] == ProgrammeKind.BASIC_OPTION]
    single = [row for row in options if " - " not in row["title"]]
    assert len(options) == 40
    assert len([row for row in single if row["stream"] in {"", "A"}]) == 13
    assert len([row for row in single if row["stream"] in {"", "B"}]) == 7
    assert {row["stream"] for row in options if " - " in row["title"]} == {"B"}


def test_titles_are_readable() -> None:
    combined = BY_NUMBER["BO-1163"]
    assert combined["title"] == "Economie en organisatie - Maatschappij en welzijn - Voeding en horeca"
    short = [row["title"] for row in GROUPS if re.search(r"\.-|-\.|\w\. |-org\.|Stem-tech", row["title"])]
    assert short == []


def test_one_programme_may_stand_in_three_domains_and_one_code_in_two_grades() -> None:
    tourism = {(row["domain"], row["code"]) for row in COMPONENTS if row["group"] == "G-0280"}
    assert tourism == {("economie_en_organisatie", "1330"), ("taal_en_cultuur", "1331"), ("voeding_en_horeca", "1332")}
    assert {BY_NUMBER[row["group"]]["grade"] for row in COMPONENTS if row["code"] == "1268"} == {"2", "3"}
    keys = Counter((row["group"], row["domain"], row["dual"], row["code"]) for row in COMPONENTS)
    assert keys.most_common(1)[0][1] == 1


def test_what_the_source_does_not_say_stays_empty() -> None:
    matrix_parts = [row for row in COMPONENTS if row["group"].startswith("G-")]
    assert len([row for row in matrix_parts if not row["code"]]) == 78
    no_domain = [row for row in matrix_parts if not row["domain"] and BY_NUMBER[row["group"]]["grade"] != "1"]
    assert len([row for row in no_domain if BY_NUMBER[row["group"]]["kind"] != ProgrammeKind.OTHER]) == 56


def test_every_value_is_a_known_one() -> None:
    assert {row["kind"] for row in GROUPS} <= set(ProgrammeKind.values)
    assert {row["finality"] for row in GROUPS} <= {*Finality.values, ""}
    assert {row["domain"] for row in COMPONENTS} <= {*Domain.values, ""}
    assert {row["form"] for row in COMPONENTS} <= {*EducationForm.values, ""}
    assert {d for row in GROUPS for d in row["related_domains"].split()} <= set(Domain.values)
    assert len({row["slug"] for row in GROUPS}) == len(GROUPS)


def test_the_vdab_list_is_whole_and_every_name_is_one_of_our_occupations() -> None:
    shortage = read_table("shortage_2026.csv")
    labels = [row["label"] for row in shortage.rows]
    assert len(labels) == len(set(labels)) == 227
    assert set(labels) == {row["vdab_label"] for row in OCCUPATIONS if row["vdab_label"]}
    clusters = Counter(row["cluster"] for row in shortage.rows)
    assert clusters["Industriële beroepen en ambachten"] == 75
    assert clusters["Bouwberoepen"] == 45
    assert len(clusters) == 11
    assert shortage.published_on == date(2026, 2, 1)


def test_occupations_have_a_name_two_languages_and_an_isco_unit_group() -> None:
    assert (
        len({row["slug"] for row in OCCUPATIONS})
        == len({row["name"].lower() for row in OCCUPATIONS})
        == len(OCCUPATIONS)
    )
    for row in OCCUPATIONS:
        assert re.fullmatch(r"\d{4}", row["isco08"]), row["name"]
        assert row["name_en"], row["name"]
        assert row["words"], row["name"]
        assert row["sector"], row["name"]


def test_every_programme_of_grades_two_and_three_has_one_to_five_occupations() -> None:
    linked = Counter(row["group"] for row in LINKS)
    for group in MATRIX:
        if group["kind"] in {ProgrammeKind.OTHER, ProgrammeKind.FIRST_YEAR, ProgrammeKind.SECOND_YEAR}:
            continue
        if group["title"] == "Observatiefase":  # the year in which somebody finds out which programme it will be
            continue
        assert 1 <= linked[group["number"]] <= 5, group["title"]


def test_links_name_known_rows_and_say_how_we_know() -> None:
    slugs = {row["slug"] for row in OCCUPATIONS}
    for row in LINKS:
        assert row["occupation"] in slugs
        assert row["programme"] == BY_NUMBER[row["group"]]["title"]
        assert row["provenance"] in Provenance.values
        assert row["direct"] in {"0", "1"}


def test_a_link_counts_as_exact_only_when_the_names_are_the_same() -> None:
    label = {row["slug"]: row["vdab_label"].lower() for row in OCCUPATIONS}
    exact = [row for row in LINKS if row["provenance"] == Provenance.EXACT_TITLE]
    for row in exact:
        assert row["programme"].removesuffix(" duaal").lower() == label[row["occupation"]]
    assert len({row["occupation"] for row in exact}) == 36


def test_transfer_finality_leads_to_work_only_after_more_study() -> None:
    transfer = [row for row in LINKS if BY_NUMBER[row["group"]]["finality"] == Finality.TRANSFER]
    direct = {row["occupation"] for row in transfer if row["direct"] == "1"}
    assert direct == {"beroepssporter"}


def test_stem_is_official_only_by_study_domain_and_else_provisional_or_unknown() -> None:
    stem = read_table("stem.csv").rows
    assert {(row["group"], row["domain"]) for row in stem} == {(row["group"], row["domain"]) for row in COMPONENTS}
    for row in stem:
        assert bool(row["stem_class"]) == bool(row["provenance"])
        assert (row["provenance"] == Provenance.OFFICIAL) == (row["domain"] == Domain.STEM)
        assert row["stem_class"] in {*StemClass.values, ""}
        assert bool(row["reason"]) == bool(row["stem_class"])
    assert Counter((row["stem_class"], row["provenance"]) for row in stem) == {
        ("stem", "official"): 175, ("stem", "reasoned"): 88, ("not_stem", "reasoned"): 238, ("", ""): 12,
    }  # fmt: skip


def test_one_programme_in_two_rows_outside_the_stem_domain_has_one_stem_class() -> None:
    classes: dict[str, set[str]] = {}
    for row in read_table("stem.csv").rows:
        classes.setdefault(row["group"], set()).add(row["stem_class"])
    assert all(len(found) == 1 for found in classes.values())
