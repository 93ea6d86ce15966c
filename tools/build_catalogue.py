"""Write the project's own catalogue tables from a folder with transcriptions of the official lists.

    python tools/build_catalogue.py FOLDER

FOLDER holds `structure_groups.csv`, `programmes.csv`, `offer_2026_raw.csv`, `first_grade_basic_options.csv` and
`vdab_knelpuntberoepen_2026.csv`. The result is committed (`vakwerk/catalogue/data`), so nobody needs FOLDER to run
or test the project. Run it again only when somebody transcribes newer lists; `manage.py import_catalogue` reads the
official interface itself.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "vakwerk" / "catalogue" / "data"
SEEN_ON = "2026-10-09"
LICENCE = "licentie bron: te bevestigen"
STRUCTURE = "Departement Onderwijs en Vorming, API Structuuronderdelen (via openbare kopie, overgetypt)"
OFFER = "Departement Onderwijs en Vorming, API Onderwijsaanbod SO 2026 (via openbare kopie, overgetypt)"
VDAB = "VDAB, Knelpuntberoepen 2026 (via openbare kopie, namen niet vergeleken met de pdf)"

# The source keeps 40 characters of a name; these are the same options written in full.
# code: (title, streams, domains it lets you taste). "AB": offered in 2A and in 2B under one code.
E, K, M, S, T, V = (
    "economie_en_organisatie", "kunst_en_creatie", "maatschappij_en_welzijn", "sport", "stem", "voeding_en_horeca",
)  # fmt: skip
X, L = "domeinoverschrijdend", "taal_en_cultuur"
NAMES = {
    E: "Economie en organisatie", K: "Kunst en creatie", M: "Maatschappij en welzijn", S: "Sport",
    T: "STEM-technieken", V: "Voeding en horeca", "step_up": "Opstroomoptie",
}  # fmt: skip
SINGLE_OPTIONS: dict[str, tuple[str, str, list[str]]] = {
    "1142": (NAMES[E], "AB", [E]),
    "1143": (NAMES[K], "AB", [K]),
    "1144": ("Klassieke talen (Grieks en Latijn)", "A", [X, L]),
    "1145": (NAMES[M], "AB", [M]),
    "1146": ("Moderne talen en wetenschappen", "A", [X, L, T]),
    "1147": (NAMES[S], "AB", [S]),
    "1148": ("STEM-technieken (toepassingsgericht)", "A", [T]),
    "1149": ("STEM-wetenschappen (meer conceptueel)", "A", [T, X]),
    "1150": (NAMES[V], "AB", [V]),
    "1151": ("Opstroomoptie", "B", []),
    "1152": ("STEM-technieken", "B", [T]),
    "1234": ("Freinetpedagogie", "A", [X]),
    "1260": ("Rudolf Steinerpedagogie", "A", [X]),
    "1261": ("Yeshiva", "A", [X]),
    "1262": ("Topsport", "A", [S]),
}
COMBINED_OPTIONS: dict[str, list[str]] = {
    "1153": [E, K], "1154": [E, K, M], "1157": [E, K, T], "1159": [E, M], "1160": [E, M, "step_up"],
    "1162": [E, M, T], "1163": [E, M, V], "1164": [E, "step_up"], "1168": [E, S], "1169": [E, S, T],
    "1171": [E, T], "1172": [E, T, V], "1173": [E, V], "1174": [K, M], "1177": [K, M, T], "1186": [K, T],
    "1188": [K, V], "1189": [M, "step_up"], "1193": [M, S], "1196": [M, T], "1198": [M, V],
    "1202": ["step_up", T], "1205": [S, T], "1207": [S, V], "1208": [T, V],
}  # fmt: skip
# Offered rows outside the matrix that belong to a group: code -> group.
OUTSIDE_MATRIX = {"1": "G-0307", "2": "G-0308", "1081": "G-0561", "1534": "G-0562"}
YEARS = {"1": (1, 1), "2": (1, 1)}
# Second-year containers of the official list: the basic options are what pupils choose there.
SECOND_YEAR = {"G-0311": "A", "G-0355": "B"}
STREAM = {"G-0307": "A", "G-0308": "B", **SECOND_YEAR}
SUFFIX = {"1": "eerste-graad", "2": "tweede-graad", "3": "derde-graad"}
GROUP_FIELDS = ["number", "slug", "title", "grade", "finality", "kind", "stream", "related_domains"]
COMPONENT_FIELDS = [
    "group", "title", "domain", "form", "dual", "code", "first_year", "last_year", "addresses", "inferred", "note",
]  # fmt: skip
NOTES = {
    "inferred_dual_variant_not_offered": "duale variant afgeleid uit het aantal onderdelen, niet gezien in het aanbod",
    "inferred_from_sibling": "domein en onderwijsvorm afgeleid van een verwante richting",
}

Row = dict[str, str]


def read(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, source: str, fields: list[str], rows: Iterable[Row], more: str = "") -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# source={source} | seen_on={SEEN_ON} | licence={LICENCE}{more}\n")
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def suffix(group: Row) -> str:
    if group["kind"].startswith("seventh"):
        return "zevende-jaar"
    if group["kind"] == "ov3":
        return "ov3"
    return SUFFIX.get(group["grade"], "") if group["kind"] not in ("first_year", "second_year") else ""


def kind(row: Row) -> str:
    if row["group"] in SECOND_YEAR:
        return "second_year"
    return {"first_grade": "first_year"}.get(row["kind"], row["kind"])


def matrix_group(row: Row, components: list[Row]) -> Row:
    """One group; the name carries "duaal" when there is no other way to follow it, as the components' names do."""
    dual_only = bool(components) and all(c["dual"] == "1" for c in components)
    title = components[0]["title"] if dual_only else row["title"]
    group = {
        "number": row["group"],
        "title": title,
        "grade": row["grade"],
        "finality": row["finality"],
        "kind": kind(row),
    }
    group["slug"] = slug(f"{title} {suffix(group)}")
    return group | {"stream": STREAM.get(row["group"], ""), "related_domains": ""}


def option_group(code: str, title: str, streams: str, domains: list[str]) -> Row:
    where = "" if streams == "AB" else f" 2{streams}"
    return {
        "number": f"BO-{code}", "slug": slug(f"{title} basisoptie{where}"), "title": title, "grade": "1",
        "finality": "", "kind": "basic_option", "stream": "" if streams == "AB" else streams,
        "related_domains": " ".join(domains),
    }  # fmt: skip


def options() -> list[tuple[str, str, str, list[str]]]:
    combined = [
        (code, " - ".join(NAMES[part] for part in parts), "B", [part for part in parts if part != "step_up"])
        for code, parts in COMBINED_OPTIONS.items()
    ]
    return [(code, *rest) for code, rest in SINGLE_OPTIONS.items()] + combined


def component(row: Row) -> Row:
    first, _, last = row["years"].partition("-")
    return {
        "group": row["group"], "title": row["title"], "domain": row["domain"], "form": row["form"], "dual": row["dual"],
        "code": row["code"], "first_year": first, "last_year": last or first, "addresses": row["addresses_2026"],
        "inferred": "1" if row["domain_source"] == "inferred_dual_variant_not_offered" else "0",
        "note": NOTES.get(row["domain_source"], ""),
    }  # fmt: skip


def plain_component(group: str, title: str, code: str, years: tuple[int, int] | None, addresses: str) -> Row:
    first, last = (str(years[0]), str(years[1])) if years else ("", "")
    return {
        "group": group, "title": title, "domain": "", "form": "", "dual": "0", "code": code, "first_year": first,
        "last_year": last, "addresses": addresses, "inferred": "0", "note": "",
    }  # fmt: skip


def programmes(folder: Path) -> tuple[list[Row], list[Row]]:
    """Groups and components of the whole catalogue, checked against the source's own list of basic options."""
    parts = read(folder, "programmes.csv")
    matrix = read(folder, "structure_groups.csv")
    offered = {row["code"]: row for row in read(folder, "offer_2026_raw.csv") if not row["group"]}
    source_options = {row["code"] for row in read(folder, "first_grade_basic_options.csv")} - {"1", "2"}
    known = options()
    if {code for code, *_ in known} != source_options:
        raise SystemExit("the hand-written basic options and the source do not name the same codes")
    titles = {row["group"]: row["title"] for row in matrix}
    groups = [matrix_group(row, [p for p in parts if p["group"] == row["group"]]) for row in matrix]
    groups += [option_group(*option) for option in known]
    components = [component(row) for row in parts]
    components += [
        plain_component(group, titles[group], code, YEARS.get(code), offered[code]["addresses_2026"])
        for code, group in OUTSIDE_MATRIX.items()
    ]
    components += [
        plain_component(f"BO-{c}", title, c, (2, 2), offered[c]["addresses_2026"]) for c, title, _, _ in known
    ]
    return groups, components


def main(folder: Path) -> None:
    groups, components = programmes(folder)
    slugs = [group["slug"] for group in groups]
    if len(slugs) != len(set(slugs)):
        raise SystemExit(f"slugs are not unique: {sorted({s for s in slugs if slugs.count(s) > 1})}")
    write("groups.csv", STRUCTURE, GROUP_FIELDS, groups)
    write("components.csv", OFFER, COMPONENT_FIELDS, components)
    shortage = [
        {"cluster": r["cluster"], "label": r["occupation"], "medium_skilled": r["medium_skilled_list_mb_2025_12_08"]}
        for r in read(folder, "vdab_knelpuntberoepen_2026.csv")
    ]
    write("shortage_2026.csv", VDAB, ["cluster", "label", "medium_skilled"], shortage, " | published_on=2026-02-01")
    print(f"{len(groups)} groups, {len(components)} components, {len(shortage)} shortage occupations")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
