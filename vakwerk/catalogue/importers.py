"""The official registers of groups, components and administrative groups, read into our own small shapes.

Field names and traps: `docs/data-sources.md`. A record is kept as it is said. What is older than the modernised
structure or impossible is left out and counted, so that the difference can say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from vakwerk.catalogue.models import Domain, EducationForm, Finality, ProgrammeKind, Provenance, StemClass
from vakwerk.catalogue.official_api import OfficialApiError

Record = Mapping[str, Any]
DOMAIN_NUMBERS: dict[str, str] = {
    "1": Domain.LANGUAGE_CULTURE,
    "2": Domain.STEM,
    "3": Domain.ART,
    "4": Domain.AGRICULTURE,
    "5": Domain.ECONOMY,
    "6": Domain.SOCIETY,
    "7": Domain.SPORT,
    "8": Domain.FOOD,
    "9": Domain.CROSS,
}
SEVENTH_YEARS = {
    "NA_OK3": ProgrammeKind.SEVENTH_AFTER_OK3,
    "NA_OK4": ProgrammeKind.SEVENTH_AFTER_OK4,
    "VOORBEREIDING_HO": ProgrammeKind.SEVENTH_PREPARING_HE,
}
# The register keeps the basic options as components of "Tweede leerjaar A" and "B"; ours are groups of their own.
SECOND_YEARS = {"G-0311": "A", "G-0355": "B"}
YEARS_OF_GRADE = {1: (1, 2), 2: (3, 4), 3: (5, 6)}
ComponentKey = tuple[str, str, bool, str]


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    number: str
    title: str
    grade: int | None
    finality: str
    kind: str
    stream: str


@dataclass(frozen=True, slots=True)
class RegisterComponent:
    """`key` is (group, domain, dual, code): the same programme can stand in three domains, one code in two grades."""

    group: str
    title: str
    domain: str
    form: str
    dual: bool
    code: str
    official_number: str
    first_year: int | None
    last_year: int | None
    stem_class: str
    preparatory: bool
    niche: bool
    discipline: str
    coefficient: Decimal | None
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> ComponentKey:
        return self.group, self.domain, self.dual, self.code

    @property
    def stem_provenance(self) -> str:
        return Provenance.OFFICIAL if self.stem_class else ""

    @property
    def cancelled(self) -> bool:
        """Ended before it began: the register writes a withdrawn year so."""
        return self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from


@dataclass(frozen=True, slots=True)
class RegisterAdministrativeGroup:
    code: str
    component_number: str
    programme_code: str
    grade: int | None
    year_of_study: int
    dual: bool
    valid_from: date | None
    valid_to: date | None


@dataclass
class Register:
    """What the records said, by key, and what was left out with the reason."""

    groups: dict[str, RegisterGroup] = field(default_factory=dict)
    components: dict[ComponentKey, RegisterComponent] = field(default_factory=dict)
    administrative: dict[str, RegisterAdministrativeGroup] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def read_structure(records: Iterable[Record], register: Register | None = None) -> Register:
    """structuuronderdeelgroep, each with its components. Raises OfficialApiError for a record without number."""
    register = register or Register()
    for record in records:
        _read_group(record, register)
    return register


def read_administrative_groups(records: Iterable[Record], register: Register | None = None) -> Register:
    """administratievegroep: one year of study of one component. A cancelled one is left out."""
    register = register or Register()
    for record in records:
        code, year = text(record, "administratievegroep_code"), digit(record.get("administratievegroep_leerjaar"))
        start, end = day(record, "administratievegroep_begindatum"), day(record, "administratievegroep_einddatum")
        if not code:
            raise OfficialApiError("an administrative group without code")
        if start and end and end < start:
            register.left_out["administrative group that ended before it began"] += 1
        elif year is None:
            register.left_out["administrative group without a year of study"] += 1
        else:
            register.administrative[code] = RegisterAdministrativeGroup(
                code=code,
                component_number=text(record, "structuuronderdeel_nummer"),
                programme_code=text(record, "administratievegroep_studierichting"),
                grade=digit(record.get("administratievegroep_graad")),
                year_of_study=year,
                dual=truth(record.get("administratievegroep_duaal")),
                valid_from=start,
                valid_to=end,
            )
    return register


def _read_group(record: Record, register: Register) -> None:
    number = text(record, "structuuronderdeel_groep_nummer")
    if not number:
        raise OfficialApiError("a group without structuuronderdeel_groep_nummer")
    kind = text(record, "type_7de_leerjaar").upper()
    if kind.endswith("TIJDELIJK"):
        register.left_out["7th year of the old structure"] += 1
        return
    parts = [_component(part, record, number) for part in record.get("structuuronderdelen") or []]
    if number not in SECOND_YEARS:
        register.groups[number] = _group(record, number, parts)
    for part in parts:
        if number in SECOND_YEARS:
            part = _option(part, SECOND_YEARS[number], register)
        _keep(part, register)


def _group(record: Record, number: str, parts: list[RegisterComponent]) -> RegisterGroup:
    title, grade = text(record, "titel"), digit(record.get("graad"))
    return RegisterGroup(
        number=number,
        title=title,
        grade=grade,
        finality=known(text(record, "finaliteit").upper(), Finality.values),
        kind=_kind(record, grade, parts),
        stream=title[-1] if grade == 1 and title[-2:] in {" A", " B"} else "",
    )


def _kind(record: Record, grade: int | None, parts: list[RegisterComponent]) -> str:
    """The kind of a group: by type of 7th year, form of special education, and what all its components have."""
    seventh = SEVENTH_YEARS.get(text(record, "type_7de_leerjaar").upper())
    if seventh:
        return seventh
    if "3" in text(record, "opleidingsvorm"):
        return ProgrammeKind.OV3
    if grade is None:
        return ProgrammeKind.OTHER
    if grade == 1:
        return ProgrammeKind.FIRST_YEAR
    if parts and all(part.preparatory for part in parts):
        return ProgrammeKind.DUAL_PREPARATORY
    only_dual = parts and all(part.dual for part in parts)
    return ProgrammeKind.DUAL_ONLY if grade == 2 and only_dual else ProgrammeKind.STANDARD


def _component(part: Record, group: Record, number: str) -> RegisterComponent:
    first, last = years(part.get("leerjaren"), digit(group.get("graad")), text(group, "type_7de_leerjaar"))
    return RegisterComponent(
        group=number,
        title=text(part, "titel") or text(group, "titel"),
        domain=domain(part.get("studiedomein")),
        form=known(text(part, "onderwijsvorm").upper(), EducationForm.values),
        dual=truth(part.get("duaal")),
        code=text(part, "studierichting_nummer_oud"),
        official_number=text(part, "structuuronderdeel_nummer"),
        first_year=first,
        last_year=last,
        stem_class=stem(text(part, "stem_classificatie")),
        preparatory=truth(part.get("aanloop")),
        niche=truth(part.get("niche")),
        discipline=text(part, "discipline"),
        coefficient=decimal(part.get("coefficient")),
        valid_from=day(part, "begindatum"),
        valid_to=day(part, "einddatum"),
    )


def _option(part: RegisterComponent, stream: str, register: Register) -> RegisterComponent:
    """A component of the second year as a basic option: a group of its own, of both streams when both years have it."""
    number = f"BO-{part.code or part.official_number}"
    known_group = register.groups.get(number)
    streams = stream if known_group is None or known_group.stream == stream else ""
    register.groups[number] = RegisterGroup(number, part.title, 1, "", ProgrammeKind.BASIC_OPTION, streams)
    values = {name: getattr(part, name) for name in RegisterComponent.__slots__}
    return RegisterComponent(**values | {"group": number, "domain": "", "first_year": 2, "last_year": 2})


def _keep(part: RegisterComponent, register: Register) -> None:
    """Of two versions with the same key the one that ends last; a version that never began loses from any other."""
    other = register.components.get(part.key)
    if other is not None:
        register.left_out["older version of a component"] += 1
    if other is None or _rank(part) > _rank(other):
        register.components[part.key] = part


def _rank(part: RegisterComponent) -> tuple[bool, date, date]:
    return not part.cancelled, part.valid_to or date.max, part.valid_from or date.min


# Values as the registers write them: sometimes plain, sometimes {"code": ..., "omschrijving": ...}


def text(record: Record, name: str) -> str:
    value = record.get(name)
    if isinstance(value, Mapping):
        value = next((value[k] for k in ("code", "nummer", "naam", "omschrijving") if value.get(k) is not None), "")
    return "" if value is None else str(value).strip()


def digit(value: Any) -> int | None:
    """The first digit of "2de graad", {"code": "2"} or 2; None when there is none."""
    found = re.search(r"\d", text({"": value}, ""))
    return int(found.group()) if found else None


def truth(value: Any) -> bool:
    said = text({"": value}, "").lower()
    return said in {"true", "ja", "j", "1", "waar"}


def day(record: Record, name: str) -> date | None:
    """A date or date-time; None when absent. Raises OfficialApiError for anything else."""
    said = text(record, name)
    try:
        return date.fromisoformat(said[:10]) if said else None
    except ValueError as error:
        raise OfficialApiError(f"{name}: {said!r} is no date") from error


def decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation as error:
        raise OfficialApiError(f"coefficient: {value!r} is no number") from error


def known(value: str, values: Iterable[str]) -> str:
    """A code that we know, empty for any other: never guessed from another field."""
    return value if value in set(values) else ""


def domain(value: Any) -> str:
    """One of our domain codes, from the official number or name; empty for the first grade's pseudo domain."""
    said = text({"": value}, "")
    if said in DOMAIN_NUMBERS:
        return DOMAIN_NUMBERS[said]
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    if plain.replace("-", "").startswith("domeinoverschrijdend"):
        return Domain.CROSS
    return known(re.sub(r"[^a-z]+", "_", plain).strip("_"), Domain.values)


def stem(said: str) -> str:
    """STEM class as said; empty for a word that we do not know."""
    plain = said.lower().replace("-", " ")
    if plain in {"niet stem", "geen stem", "geen", "nee"}:
        return StemClass.NOT_STEM
    return StemClass.STEM if "stem" in plain.split() else ""


def years(said: Any, grade: int | None, seventh: str) -> tuple[int | None, int | None]:
    """First and last year of study: as listed, else those of the grade."""
    listed = said if isinstance(said, list) else []
    numbers = [digit(year.get("leerjaar", year) if isinstance(year, Mapping) else year) for year in listed]
    found = sorted(number for number in numbers if number)
    if found:
        return found[0], found[-1]
    if seventh:
        return 7, 7
    return YEARS_OF_GRADE.get(grade or 0, (None, None))
