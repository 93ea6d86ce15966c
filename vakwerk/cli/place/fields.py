"""The columns that a round knows: how they are called in Dutch and English, and which a table must have."""

from __future__ import annotations

from dataclasses import dataclass

from vakwerk.engines.words import Words


@dataclass(frozen=True)
class Field:
    """`label` heads the column in what we write; `aliases` are other names that people give it (compared folded)."""

    key: str
    label: Words
    aliases: tuple[str, ...] = ()
    required: bool = False

    def names(self) -> tuple[str, ...]:
        return (self.key, self.label.nl, self.label.en, *self.aliases)


_LAT = Field("lat", Words("breedtegraad", "latitude"), ("lat", "y"))
_LON = Field("lon", Words("lengtegraad", "longitude"), ("lon", "lng", "long", "x"))
_HOME = Field(
    "where",
    Words("postcode of gemeente", "postcode or municipality"),
    ("postcode", "gemeente", "woonplaats", "municipality", "postal code", "zip", "stad", "town", "city"),
)
LOCK = Field("lock", Words("vastzetten", "lock"), ("vast", "locked", "vastgezet"))
FORBID = Field("forbid", Words("verbieden", "forbid"), ("verboden", "forbidden", "niet op", "not at"))
DROP = Field("drop", Words("weglaten", "drop"), ("weg", "schrappen", "leave out", "dropped", "weggelaten"))
PUPIL = Field(
    "pupil",
    Words("leerling", "pupil"),
    ("code", "id", "leerlingcode", "leerling code", "student", "pupil code", "kandidaat"),
    True,
)
PLACE = Field(
    "place",
    Words("werkplek", "workplace"),
    ("code", "id", "werkplekcode", "leerwerkplek", "stageplaats", "place", "placement", "werkplek code"),
    True,
)
COMPANY = Field("company", Words("bedrijf", "company"), ("onderneming", "firma", "organisatie", "organisation"))

PUPILS: tuple[Field, ...] = (
    PUPIL,
    Field(
        "programme",
        Words("opleiding", "programme"),
        ("richting", "studierichting", "program", "duale opleiding", "course"),
        True,
    ),
    _HOME,
    _LAT,
    _LON,
    Field("mode", Words("vervoer", "transport"), ("vervoermiddel", "mode", "vervoerswijze", "travel mode")),
    Field(
        "minutes",
        Words("hoogste reistijd", "longest travel"),
        ("max reistijd", "reistijd", "maximale reistijd", "max minutes", "max travel", "reistijd max", "max minuten"),
    ),
    Field("birth", Words("geboortedatum", "date of birth"), ("geboren", "birth date", "birthdate", "born")),
    Field("start", Words("van", "from"), ("start", "begin", "startdatum", "start date", "begindatum")),
    Field("end", Words("tot en met", "until"), ("tot", "einde", "einddatum", "end", "end date", "t m")),
    Field(
        "school",
        Words("school (postcode of gemeente)", "school (postcode or municipality)"),
        ("school", "schoolgemeente", "school postcode", "postcode school", "gemeente school", "school municipality"),
    ),
    Field(
        "search_days",
        Words("gebruikte opleidingsdagen", "training days used"),
        ("zoekdagen", "opleidingsdagen", "dagen gezocht", "search days", "opleidingsdagen gebruikt", "training days"),
    ),
    Field("region", Words("regio", "region"), ("streek", "deelregio", "area", "district")),
    Field("wish", Words("wens", "wish"), ("eigen voorstel", "voorstel", "own proposal", "voorkeur", "preference")),
    LOCK,
    FORBID,
)
PLACES: tuple[Field, ...] = (
    PLACE,
    COMPANY,
    Field("establishment", Words("vestiging", "establishment"), ("vestigingsnummer", "site", "vestigingseenheid")),
    Field(
        "programmes",
        Words("opleidingen", "programmes"),
        ("opleiding", "programme", "erkend voor", "recognised for", "richtingen", "richting", "programs"),
        True,
    ),
    _HOME,
    _LAT,
    _LON,
    Field(
        "seats",
        Words("plaatsen", "seats"),
        ("zitplaatsen", "aantal", "aantal plaatsen", "vrije plaatsen", "capacity", "capaciteit", "free seats"),
        True,
    ),
    Field("recognised_from", Words("erkend van", "recognised from"), ("erkenning van", "start erkenning")),
    Field(
        "recognised_until",
        Words("erkend tot en met", "recognised until"),
        ("erkend tot", "erkenning tot", "einde erkenning", "erkenning geldig tot", "recognition until"),
    ),
    Field("start", Words("vrij van", "free from"), ("beschikbaar van", "available from", "van", "from")),
    Field("end", Words("vrij tot en met", "free until"), ("vrij tot", "beschikbaar tot", "available until", "tot")),
    Field("least_age", Words("minimumleeftijd", "minimum age"), ("min leeftijd", "leeftijd vanaf", "min age")),
    Field("region", Words("gewest", "region"), ()),
    Field(
        "employees",
        Words("werknemers bedrijf", "employees of company"),
        ("werknemers", "employees", "aantal werknemers"),
    ),
    Field(
        "contracts",
        Words("werknemers vestiging", "employees of establishment"),
        ("contracten vestiging", "werknemers in vestiging"),
    ),
    Field(
        "learners",
        Words("leerlingen nu in bedrijf", "learners now in company"),
        ("leerlingen nu", "lerenden nu", "learners now", "huidige leerlingen"),
    ),
    Field("mentors", Words("mentoren", "mentors"), ("mentor", "mentorcodes")),
    Field(
        "reserved",
        Words("voorbehouden plaatsen", "reserved seats"),
        ("voorbehouden", "gereserveerd", "gereserveerde plaatsen", "reserved"),
    ),
    Field("reserved_for", Words("voorbehouden voor", "reserved for"), ("gereserveerd voor",)),
    Field(
        "release",
        Words("voorbehouden tot en met", "reserved until"),
        (
            "voorbehouden tot",
            "gereserveerd tot",
            "gereserveerd tot en met",
            "vrijgave",
            "vrijgavedatum",
            "release date",
        ),
    ),
    DROP,
)
MENTORS: tuple[Field, ...] = (
    Field("mentor", Words("mentor", "mentor"), ("code", "id", "mentorcode"), True),
    Field("birth", Words("geboortedatum", "date of birth"), ("geboren", "birth date", "born")),
    Field("experience", Words("jaren ervaring", "years of experience"), ("ervaring", "experience", "praktijkervaring")),
    Field("extract", Words("uittreksel van", "extract dated"), ("uittreksel", "datum uittreksel", "extract", "596 2")),
    Field(
        "trained", Words("mentoropleiding gevolgd", "mentor training done"), ("mentoropleiding", "opleiding", "trained")
    ),
    Field("recognised", Words("erkend sinds", "recognised since"), ("erkend", "datum erkenning")),
    Field("derogation", Words("afwijking", "derogation"), ("afwijking leeftijd",)),
    Field("most", Words("hoogste aantal leerlingen", "most pupils"), ("max leerlingen", "maximum", "max pupils")),
)
PLACED: tuple[Field, ...] = (
    PUPIL,
    Field("place", PLACE.label, tuple(a for a in PLACE.aliases if a not in ("code", "id"))),
    Field("status", Words("status", "status"), ("stand", "state")),
    LOCK,
    FORBID,
)
DROPPED_PLACES: tuple[Field, ...] = (PLACE, DROP)
DROPPED_COMPANIES: tuple[Field, ...] = (Field("company", COMPANY.label, COMPANY.aliases, True), DROP)
RULES: tuple[Field, ...] = (
    Field("rule", Words("regel", "rule"), ("code",), True),
    Field("on", Words("aan", "on"), ("actief", "active"), True),
    Field("values", Words("waarden", "values"), ("waarde", "value")),
)
EARLIER: tuple[Field, ...] = (PUPIL, PLACED[1], PLACED[2])
PRICES: tuple[Field, ...] = (
    Field("kind", Words("soort", "kind"), (), True),
    Field("name", Words("naam", "name"), (), True),
    Field("number", Words("getal", "number"), ("prijs", "price"), True),
)
