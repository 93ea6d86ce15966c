"""From tables to pupils, workplaces and mentors, every fault with its row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from vakwerk.cli.files import sheet_names
from vakwerk.cli.problems import Refused
from vakwerk.engines.places import fold

from .cells import IN_REGION, Reader, many
from .command import today
from .fields import MENTORS, PLACES, PUPILS
from .inputs import Inputs, Mentor, Place, Pupil, Recognition, Source
from .tables import Log, Sheet, read_sheet

MINUTES = 60
MENTOR_SHEETS = ("mentoren", "mentors")
NO_REGION_KNOWN = ""
LARGEST = 100_000
LIKENESS = 0.75


def read_inputs(
    pupils: Source, places: Source, mentors: Source | None, mapping: Mapping[str, Mapping[str, str]], log: Log
) -> Inputs:
    """Raises `Refused` with everything that is wrong in the first table that has faults."""
    pupil_sheet = read_sheet(pupils.path, PUPILS, log, sheet=pupils.sheet, mapping=mapping.get("pupils"))
    place_sheet = read_sheet(places.path, PLACES, log, sheet=places.sheet, mapping=mapping.get("places"))
    mentor_source = mentors or _mentors_in(places)
    mentor_sheet = None
    if mentor_source is not None:
        mentor_sheet = read_sheet(
            mentor_source.path, MENTORS, log, sheet=mentor_source.sheet, mapping=mapping.get("mentors")
        )
    found_mentors = () if mentor_sheet is None else read_mentors(mentor_sheet)
    found_places = read_places(place_sheet, log)
    found_pupils = read_pupils(pupil_sheet, log)
    _log_programmes(found_pupils, found_places, pupil_sheet.table.file, log)
    _log_commas(found_pupils, found_places, place_sheet.table.file, log)
    _log_no_where(pupil_sheet, place_sheet, mentor_sheet, log)
    sheets = {"pupils": pupil_sheet, "places": place_sheet}
    if mentor_sheet is not None:
        sheets["mentors"] = mentor_sheet
        _log_mentors(found_places, found_mentors, mentor_sheet.table.file, log)
    remark = pupil_sheet.table.remark or place_sheet.table.remark
    found = Inputs(found_pupils, found_places, found_mentors, sheets, remark)
    _refuse_nobody(found)
    return found


def _refuse_nobody(found: Inputs) -> None:
    """Seats that are kept for a pupil, a programme or a school that no row has would be kept for nobody."""
    known = {pupil.code for pupil in found.pupils} | {fold(pupil.programme) for pupil in found.pupils}
    known |= {fold(pupil.school_text) for pupil in found.pupils} - {""}
    known |= {fold(r.programme) for place in found.places for r in place.recognitions}
    problems = [
        found.problem(
            "places",
            place.row,
            "reserved_for",
            f'"{name}" is geen leerling, opleiding of school van deze ronde. Kijk na hoe het bij de leerlingen staat, '
            "of maak de cel leeg.",
            f'"{name}" is no pupil, programme or school of this round. Check how it is written with the pupils, or '
            "empty the cell.",
        )
        for place in found.places
        for name in place.reserved_for
        if name not in known and fold(name) not in known
    ]
    if problems:
        raise Refused(problems)


def _mentors_in(places: Source) -> Source | None:
    """The sheet of mentors in the workbook of workplaces, when there is one."""
    for name in sheet_names(places.path):
        if fold(name) in MENTOR_SHEETS and name != places.sheet:
            return Source(places.path, name)
    return None


def read_pupils(sheet: Sheet, log: Log) -> tuple[Pupil, ...]:
    reader, found = Reader(sheet), list[Pupil]()
    for number, row in sheet.table.rows:
        lat, lon, municipality, _region = reader.point(number, row)
        found.append(
            Pupil(
                code=reader.code(number, row, "pupil"),
                programme=_programme(reader, number, sheet.cell(row, "programme")),
                lat=lat,
                lon=lon,
                municipality=municipality,
                mode=reader.mode(number, row, "mode"),
                minutes=float(reader.whole(number, row, "minutes", MINUTES, 1, 600)),
                birth=reader.day(number, row, "birth"),
                start=reader.day(number, row, "start"),
                end=reader.day(number, row, "end"),
                school=reader.point_of(number, row, "school"),
                school_text=sheet.cell(row, "school"),
                region=sheet.cell(row, "region"),
                search_days=reader.whole(number, row, "search_days", -1, 0, 400),
                wish=sheet.cell(row, "wish"),
                lock=_not_no(sheet.cell(row, "lock")),
                forbid=tuple(many(sheet.cell(row, "forbid"))),
                row=number,
            )
        )
        _check_period(reader, number, "end", found[-1].start, found[-1].end)
        _check_birth(reader, number, found[-1].birth)
    _refuse_twice(reader, [(pupil.row, pupil.code) for pupil in found], "pupil")
    if len(found) > LARGEST:
        reader.wrong(1, "pupil", f"meer dan {LARGEST} leerlingen.", f"more than {LARGEST} pupils.")
    _done(reader)
    if not sheet.has("minutes"):
        log.add(sheet.table.file, f"geen hoogste reistijd: {MINUTES} minuten", f"no longest travel: {MINUTES} minutes")
    if not sheet.has("lat"):
        log.add(
            sheet.table.file,
            "gerekend vanaf het midden van de (deel)gemeente; binnen een gemeente is de reis dus te kort geschat",
            "counted from the centre of the municipality or its part; so journeys within one are estimated too short",
        )
    if not sheet.has("mode"):
        log.add(sheet.table.file, "geen vervoer: met de fiets", "no transport: by bike")
    return tuple(found)


def _not_no(text: str) -> str:
    return "" if fold(text) in ("nee", "neen", "no", "n", "0") else text


def _programme(reader: Reader, number: int, text: str) -> str:
    if not text:
        reader.wrong(number, "programme", "deze cel mag niet leeg zijn.", "this cell must not be empty.")
    return text


def _check_birth(reader: Reader, number: int, birth: str) -> None:
    if birth > today():
        reader.wrong(
            number,
            "birth",
            f"{birth} ligt in de toekomst. Kijk de geboortedatum na.",
            f"{birth} lies in the future. Check the date of birth.",
        )


def _check_period(reader: Reader, number: int, key: str, start: str, end: str) -> None:
    if start and end and end < start:
        reader.wrong(
            number,
            key,
            f"{end} ligt voor het begin, {start}. Kijk de twee datums na.",
            f"{end} lies before the start, {start}. Check the two dates.",
        )


def _refuse_twice(reader: Reader, codes: list[tuple[int, str]], key: str) -> None:
    """Capitals and spaces make no other code: whoever types one twice means the same."""
    first: dict[str, int] = {}
    for number, code in codes:
        before = first.setdefault(" ".join(code.casefold().split()), number)
        if code and before != number:
            reader.wrong(
                number,
                key,
                f'"{code}" staat ook op rij {before}. Geef elke een eigen code, of verwijder een rij.',
                f'"{code}" also stands on row {before}. Give each its own code, or remove a row.',
            )


def _done(reader: Reader) -> None:
    if reader.problems:
        raise Refused(reader.problems)


def read_places(sheet: Sheet, log: Log) -> tuple[Place, ...]:
    """Rows with the same code are one place with several recognitions; all else in them must be equal."""
    reader, found = Reader(sheet), dict[str, Place]()
    for number, row in sheet.table.rows:
        place = _place(reader, sheet, number, row)
        before = found.get(place.code)
        if before is None or not place.code:
            found[place.code] = place
        else:
            _refuse_different(reader, number, before, place)
            found[place.code] = replace(before, recognitions=before.recognitions + place.recognitions)
    for place in found.values():
        _check_recognitions(reader, place)
    _check_companies(reader, list(found.values()))
    _done(reader)
    if not any(place.seats for place in found.values()):
        log.add(sheet.table.file, "geen enkele werkplek heeft een vrije plaats", "not one workplace has a free seat")
    return tuple(found.values())


def _place(reader: Reader, sheet: Sheet, number: int, row: tuple[str, ...]) -> Place:
    lat, lon, municipality, region = reader.point(number, row)
    programmes = many(sheet.cell(row, "programmes"))
    if not programmes:
        reader.wrong(
            number,
            "programmes",
            "voor welke opleidingen? Zet er een puntkomma tussen.",
            "for which programmes? Put a semicolon between them.",
        )
    first, last = reader.day(number, row, "recognised_from"), reader.day(number, row, "recognised_until")
    start, end = reader.day(number, row, "start"), reader.day(number, row, "end")
    _check_period(reader, number, "end", start, end)
    seats = _seats(reader, number, row)
    company = sheet.cell(row, "company")
    said = fold(sheet.cell(row, "region") or region)
    return Place(
        code=reader.code(number, row, "place"),
        company=company,
        establishment=sheet.cell(row, "establishment"),
        recognitions=tuple(Recognition(programme, first, last, number) for programme in programmes),
        lat=lat,
        lon=lon,
        municipality=municipality,
        in_region=said == NO_REGION_KNOWN or said in IN_REGION,
        seats=seats,
        start=start,
        end=end,
        least_age=reader.whole(number, row, "least_age", 0, 0, 99),
        employees=reader.whole(number, row, "employees", -1),
        contracts=reader.whole(number, row, "contracts", -1),
        learners=reader.whole(number, row, "learners", 0),
        mentors=tuple(dict.fromkeys(many(sheet.cell(row, "mentors")))),
        reserved=_reserved(reader, number, row, seats),
        reserved_for=tuple(dict.fromkeys(many(sheet.cell(row, "reserved_for")))),
        release=reader.day(number, row, "release"),
        drop=reader.yes(number, row, "drop"),
        row=number,
    )


def _seats(reader: Reader, number: int, row: tuple[str, ...]) -> int:
    if not reader.sheet.cell(row, "seats"):
        reader.wrong(
            number,
            "seats",
            "hoeveel plaatsen? Schrijf 0 als er geen is.",
            "how many seats? Write 0 when there are none.",
        )
    return reader.whole(number, row, "seats", 0, 0, 10_000)


def _reserved(reader: Reader, number: int, row: tuple[str, ...], seats: int) -> int:
    """Seats that are kept for some; 0 when the cell is empty, or all of them when only for whom is filled in."""
    whom, said = reader.sheet.cell(row, "reserved_for"), reader.sheet.cell(row, "reserved")
    kept = reader.whole(number, row, "reserved", 0, 0, 10_000) if said else (seats if whom else 0)
    if kept and not whom:
        reader.wrong(
            number,
            "reserved_for" if reader.sheet.has("reserved_for") else "reserved",
            'voor wie? Vul "voorbehouden voor" in: een leerling, een opleiding of een school.',
            'for whom? Fill in "reserved for": a pupil, a programme or a school.',
        )
    if kept > seats:
        reader.wrong(
            number,
            "reserved",
            f"{kept} voorbehouden, maar het aantal plaatsen is {seats}. Schrijf hoogstens {seats}.",
            f"{kept} reserved, but the number of seats is {seats}. Write {seats} at most.",
        )
        return seats
    return kept


SAME = (
    "company", "establishment", "lat", "lon", "seats", "start", "end", "least_age", "mentors", "employees",
    "contracts", "learners", "reserved", "reserved_for", "release", "drop",
)  # fmt: skip


def _refuse_different(reader: Reader, number: int, before: Place, place: Place) -> None:
    name = next((name for name in SAME if getattr(place, name) != getattr(before, name)), None)
    if name is None:
        return
    key = "where" if name in ("lat", "lon") and not reader.sheet.has("lat") else name
    reader.wrong(
        number,
        key,
        f'"{place.code}" staat ook op rij {before.row}, maar hier anders. Een werkplek met meer rijen (een per '
        "opleiding) moet voor de rest gelijk zijn.",
        f'"{place.code}" also stands on row {before.row}, but differently. A workplace with several rows (one '
        "per programme) must be equal in all else.",
    )


def _check_recognitions(reader: Reader, place: Place) -> None:
    seen: set[str] = set()
    for recognition in place.recognitions:
        if fold(recognition.programme) in seen:
            reader.wrong(
                recognition.row,
                "programmes",
                f'"{place.code}" heeft "{recognition.programme}" twee keer. Laat er een staan.',
                f'"{place.code}" has "{recognition.programme}" twice. Keep one of them.',
            )
        seen.add(fold(recognition.programme))
        _check_period(reader, recognition.row, "recognised_until", recognition.start, recognition.end)


def _check_companies(reader: Reader, places: list[Place]) -> None:
    """What is said of a company or an establishment is the same in every row where it is said."""
    known: dict[tuple[str, str], tuple[int, int]] = {}
    for place in places:
        facts = (
            ("employees", place.company, place.employees),
            ("learners", place.company, place.learners or -1),
            ("contracts", place.establishment, place.contracts),
        )
        for key, name, number in facts:
            if not name or number < 0:
                continue
            before = known.setdefault((key, name), (number, place.row))
            if before[0] != number:
                reader.wrong(
                    place.row,
                    key,
                    f'"{name}" heeft hier {number}, op rij {before[1]} is het {before[0]}. Schrijf overal hetzelfde.',
                    f'"{name}" has {number} here, on row {before[1]} it is {before[0]}. Write the same everywhere.',
                )


def read_mentors(sheet: Sheet) -> tuple[Mentor, ...]:
    reader, found = Reader(sheet), list[Mentor]()
    codes = []
    for number, row in sheet.table.rows:
        code = reader.code(number, row, "mentor")
        codes.append((number, code))
        trained = int(reader.yes(number, row, "trained")) if sheet.cell(row, "trained") else -1
        found.append(
            Mentor(
                code,
                reader.day(number, row, "birth"),
                reader.number(number, row, "experience", 0, 80),
                reader.day(number, row, "extract"),
                trained,
                reader.day(number, row, "recognised"),
                reader.yes(number, row, "derogation"),
                reader.whole(number, row, "most", -1, 0, 1000),
            )
        )
    _refuse_twice(reader, codes, "mentor")
    _done(reader)
    return tuple(found)


def _log_programmes(pupils: tuple[Pupil, ...], places: tuple[Place, ...], file: str, log: Log) -> None:
    """Programmes that no workplace has, with the name that looks most like them: most often a typing error."""
    known = {fold(r.programme): r.programme for place in places for r in place.recognitions}
    for name in dict.fromkeys(pupil.programme for pupil in pupils):
        if fold(name) in known:
            continue
        near = get_close_matches(fold(name), known, 1, LIKENESS)
        meant = known[near[0]] if near else ""
        log.add(
            file,
            f'geen werkplek voor "{name}"' + (f'; bedoel je "{meant}"?' if meant else ""),
            f'no workplace for "{name}"' + (f'; do you mean "{meant}"?' if meant else ""),
        )


def _log_commas(pupils: tuple[Pupil, ...], places: tuple[Place, ...], file: str, log: Log) -> None:
    """Programmes that were strung together with commas, and so were read as one that no pupil has."""
    known = {fold(pupil.programme) for pupil in pupils}
    for name in dict.fromkeys(r.programme for place in places for r in place.recognitions):
        parts = {fold(part) for part in name.split(",")}
        if len(parts) > 1 and fold(name) not in known and parts & known:
            log.add(
                file,
                f'"{name}" is als een opleiding gelezen: zijn het er meer, zet dan een puntkomma ertussen',
                f'"{name}" was read as one programme: if there are more, put a semicolon between them',
            )


def _log_mentors(places: tuple[Place, ...], mentors: tuple[Mentor, ...], file: str, log: Log) -> None:
    """Mentors that a workplace names and the table does not have: nothing of them can be checked."""
    known = {mentor.code for mentor in mentors}
    for name in dict.fromkeys(name for place in places for name in place.mentors if name not in known):
        log.add(
            file,
            f'mentor "{name}" staat niet in de tabel: niet nagekeken',
            f'mentor "{name}" is not there: not checked',
        )


def _log_no_where(pupils: Sheet, places: Sheet, mentors: Sheet | None, log: Log) -> None:
    """What could not be checked, because no column speaks of it."""
    if not places.has("recognised_until"):
        log.add(
            "H1", "geen kolom met einde van de erkenning: niet nagekeken", "no column of recognition end: not checked"
        )
    if mentors is None:
        log.add(
            "H2", "geen tabel van mentoren: voorwaarden niet nagekeken", "no table of mentors: conditions not checked"
        )
    if not (places.has("employees") or places.has("contracts")):
        log.add("H3", "geen aantal werknemers: niet nagekeken", "no number of employees: not checked")
    if not pupils.has("birth"):
        log.add("H6", "geen geboortedatum: leeftijd niet nagekeken", "no date of birth: age not checked")
    if not pupils.has("start"):
        log.add("H16", "geen periode bij de leerlingen: niet nagekeken", "no period with the pupils: not checked")
    if not pupils.has("search_days"):
        log.add("H18", "geen gebruikte opleidingsdagen: niemand gaat voor", "no training days used: nobody goes first")
