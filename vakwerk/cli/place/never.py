"""Columns that are never input, whoever asks: a header that looks like one of them is refused, with the reason.

By whole words, by beginnings of words and by words run together, after folding: "Thuistaal", "ind_GOK", "Soc. toelage".
"""

from __future__ import annotations

import re

from vakwerk.engines.places import fold
from vakwerk.engines.words import Words

_ORIGIN = Words("nationaliteit, herkomst of verblijf", "nationality, origin or residence status")
_BELIEF = Words("godsdienst of levensbeschouwing", "religion or belief")
_LANGUAGE = Words("taalachtergrond", "language background")
_SES = Words("sociaal-economische achtergrond", "socio-economic background")
_CARE = Words("gegevens van CLB of NAFT, of over zorg", "data of CLB or NAFT, or about care")
_ATTITUDE = Words("attitude of SODA", "attitude or SODA")
_HEALTH = Words("gezondheid", "health")
_NUMBER = Words(
    "een rijksregisternummer, dat niet nodig is (een eigen code is genoeg)",
    "a national number, which is not needed (a code of your own is enough)",
)

# What is named: whole words; beginnings of words; words run together.
_SIGNS: tuple[tuple[Words, str, str, str], ...] = (
    (
        _ORIGIN,
        "nat natio nation etniciteit ras race roma verblijf okan origin origine skin",
        "nationali herkomst afkomst allochto migra vluchtel vreemdeling asiel verblijfsv verblijfst refugee "
        "ethnic etnisch geboorteland geboorteplaats huidskleur huidkleur",
        "countryofbirth countryoforigin landvanherkomst placeofbirth",
    ),
    (
        _BELIEF,
        "geloof belief rel levensb jood joden jews",
        "religi godsdienst levensbesch hoofddoek headscarf faith moslim muslim islam katholi catholic joods jewish "
        "protestant hindoe hindu boeddh buddh",
        "rcgodsdienst",
    ),
    (
        _LANGUAGE,
        "taal talen language languages familietaal nt2 ndt",
        "thuista moedertaal gezinsta anderstal nederlandstal taal",
        "homelanguage mothertongue taalthuis spreektaal nativelanguage firstlanguage",
    ),
    (
        _SES,
        "ses gok oki lki leerlingenkenmerken kansarm buurt inkomen income beurs",
        "gok schooltoel studietoel sociotoel indicator kansarm armoede poverty inkomen thuisloos leefloon "
        "studiebeurs kansengroep gezinssit gezinssamenst thuissit",
        "socialetoelage soctoelage soctoel opleidingmoeder opleidingvader opleidingsniveaumoeder diplomamoeder "
        "opleidingsniveauouders educationmother mothereducation fathereducation schooltoeslag trekkendebevolking "
        "socialallowance freeschoolmeal familysituation homesituation",
    ),
    (
        _CARE,
        "clb naft zorg zorgvraag iac gc gv care sen verslag",
        "clb naft buso zorgno zorgnive zorgfase zorgleerl zorgdossier "
        "gemotiveerdversl leerstoorn dyslex dyscalc adhd autis trauma spijbel tucht leersteun",
        "typebuso gemotiveerdverslag iacverslag individueelcurriculum socialwork mdecreet",
    ),
    (_ATTITUDE, "soda attitude attitudes gedrag houding behaviour", "attitude soda gedragsp", "arbeidsattitude"),
    (
        _HEALTH,
        "handicap ziekte ass allergie medicatie health",
        "gezondh medisch medical diagnos handicap disabil beperking ziekte",
        "healthcondition",
    ),
    (_NUMBER, "insz niss rrn rrnr", "insz rijksregister", "nationaalnummer nationalnumber socialsecuritynumber"),
)
_FIT = ("geschikt", "fit for")


def looks_like(header: str) -> Words | None:
    """What this column seems to be about, or None. "Geschikt voor de werkpost" is not refused (nor used)."""
    apart = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))
    if apart.startswith(_FIT):
        return None
    words, together = [*apart.split(), *fold(header).split()], apart.replace(" ", "")
    for about, whole, beginnings, joined in _SIGNS:
        if (
            set(words) & set(whole.split())
            or any(word.startswith(start) for word in words for start in beginnings.split())
            or any(run in together for run in joined.split())
        ):
            return about
    return None
