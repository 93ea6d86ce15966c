"""Records in exactly the shapes of the official registers, made here: no copied data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def part(number: int, title: str, **facts: Any) -> dict[str, Any]:
    """One structuuronderdeel as it stands inside its group."""
    return {
        "structuuronderdeel_nummer": number,
        "titel": title,
        "onderwijsvorm": "BSO",
        "studiedomein": "Maatschappij en welzijn",
        "stem_classificatie": None,
        "niche": False,
        "duaal": False,
        "aanloop": False,
        "discipline": None,
        "coefficient": None,
        "begindatum": "2023-09-01",
        "einddatum": None,
        "studierichting_nummer_oud": None,
        "leerjaren": [{"leerjaar": "5de leerjaar"}, {"leerjaar": "6de leerjaar"}],
        "hoofdstructuren": [{"code": "311"}],
        **facts,
    }


def group(number: str, title: str, *parts: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """One structuuronderdeelgroep with its components."""
    return {
        "structuuronderdeel_groep_nummer": number,
        "titel": title,
        "graad": "3de graad",
        "finaliteit": "A",
        "onderwijsniveau": "Secundair onderwijs",
        "opleidingsvorm": None,
        "type_7de_leerjaar": None,
        "structuuronderdelen": list(parts),
        **facts,
    }


def year(code: str, year_of_study: int, **facts: Any) -> dict[str, Any]:
    """One administratievegroep."""
    return {
        "administratievegroep_code": code,
        "administratievegroep_graad": {"code": "3", "omschrijving": "3de graad"},
        "administratievegroep_leerjaar": {"code": str(year_of_study)},
        "administratievegroep_onderwijsvorm": {"code": "BSO"},
        "administratievegroep_finaliteit": {"code": "A"},
        "administratievegroep_studierichting": {"code": "", "omschrijving": ""},
        "administratievegroep_duaal": False,
        "administratievegroep_begindatum": "2023-09-01",
        "administratievegroep_einddatum": None,
        "structuuronderdeel_nummer": None,
        **facts,
    }


def small_register() -> list[dict[str, Any]]:
    """The traps in one register: three domains, one code in two grades, cancelled and old 7th years, options."""
    tourism = {"onderwijsvorm": "TSO", "leerjaren": [3, 4]}
    return [
        group(
            "G-0105",
            "Haarverzorging",
            part(1105, "Haarverzorging", studierichting_nummer_oud="1474", discipline="Kapper", coefficient="2.45"),
            part(1106, "Haarverzorging duaal", studierichting_nummer_oud="1097", duaal=True),
        ),
        group(
            "G-0280",
            "Toerisme",
            part(2801, "Toerisme", studierichting_nummer_oud="1330", studiedomein="Economie en organisatie", **tourism),
            part(2802, "Toerisme", studierichting_nummer_oud="1331", studiedomein="Taal en cultuur", **tourism),
            part(2803, "Toerisme", studierichting_nummer_oud="1332", studiedomein="Voeding en horeca", **tourism),
            graad="2de graad",
            finaliteit="DU",
        ),
        group(
            "G-0014",
            "Bakkerijtechnieken",
            part(1401, "Bakkerijtechnieken", studierichting_nummer_oud="1268", onderwijsvorm="TSO", studiedomein="8"),
            finaliteit="DU",
        ),
        group(
            "G-0013",
            "Bakkerijtechnieken",
            part(1301, "Bakkerijtechnieken", studierichting_nummer_oud="1268", onderwijsvorm="TSO", studiedomein="8"),
            graad="2de graad",
            finaliteit="DU",
        ),
        group(
            "G-0044",
            "Binnenvaart en beperkte kustvaart",
            part(441, "Binnenvaart en beperkte kustvaart", studierichting_nummer_oud="1446", studiedomein="STEM"),
            part(
                442,
                "Binnenvaart en beperkte kustvaart duaal",
                studierichting_nummer_oud="1999",
                studiedomein="STEM",
                duaal=True,
                stem_classificatie="STEM",
            ),
        ),
        group(
            "G-9001",
            "Dronetechnieken",
            part(
                9001, "Dronetechnieken", studierichting_nummer_oud="2001", onderwijsvorm="TSO",
                studiedomein={"code": "2", "omschrijving": "STEM"}, stem_classificatie="STEM",
            ),
            finaliteit={"code": "DU"},
        ),
        group(
            "G-9002",
            "Geannuleerd jaar",
            part(9002, "Geannuleerd jaar", begindatum="2026-09-01", einddatum="2026-08-31", leerjaren=[7]),
            finaliteit="7E",
            type_7de_leerjaar="NA_OK3",
        ),
        group("G-9003", "Oud 7de jaar", part(9003, "Oud 7de jaar"), type_7de_leerjaar="NA_OK3_TIJDELIJK"),
        group(
            "G-0311",
            "Tweede leerjaar A",
            part(3111, "Economie en organisatie", studierichting_nummer_oud="1142", onderwijsvorm=None, leerjaren=[2]),
            part(3112, "Sterrenkunde", studierichting_nummer_oud="1900", onderwijsvorm=None, leerjaren=[2]),
            graad="1ste graad",
            finaliteit=None,
        ),
        group(
            "G-0355",
            "Tweede leerjaar B",
            part(3551, "Economie en organisatie", studierichting_nummer_oud="1142", onderwijsvorm=None, leerjaren=[2]),
            graad="1ste graad",
            finaliteit=None,
        ),
    ]  # fmt: skip


def small_years() -> list[dict[str, Any]]:
    return [
        year("31105", 5, structuuronderdeel_nummer=1105),
        year("31106", 6, structuuronderdeel_nummer=1105),
        # No component number: the code alone stands in two grades, so the grade decides.
        year("31268", 5, administratievegroep_studierichting={"code": "1268"}),
        year(
            "21268", 3, administratievegroep_studierichting={"code": "1268"}, administratievegroep_graad={"code": "2"}
        ),
        year("39999", 5, administratievegroep_studierichting={"code": "7777"}),
        year("39001", 5, structuuronderdeel_nummer=9001),
        year("39002", 7, administratievegroep_begindatum="2026-09-01", administratievegroep_einddatum="2026-08-31"),
    ]  # fmt: skip


def pages(records: list[dict[str, Any]], size: int = 4) -> list[dict[str, Any]]:
    """The records as saved pages."""
    count = -(-len(records) // size)
    return [
        {
            "meta": {"total_elements": len(records), "total_pages": count, "number": n + 1, "last": n + 1 == count},
            "content": records[n * size : (n + 1) * size],
        }
        for n in range(count)
    ]


def save(folder: Path, name: str, records: list[dict[str, Any]]) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(pages(records)), encoding="utf-8")
    return path
