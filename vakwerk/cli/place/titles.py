"""Names of the sheets of a result, and of their files when the result is CSV."""

from vakwerk.engines.words import Words

READ = Words("Lees mij", "Read me")
PLACED = Words("Plaatsing", "Placement")
UNPLACED = Words("Zonder plaats", "Without place")
SHORT = Words("Tekorten", "Shortages")
REMEDIES = Words("Wat helpt", "What would help")
CELLS = Words("Tekort per regio", "Shortage by region")
CALLS = Words("Bellijst", "Call list")
PLACES = Words("Werkplekken", "Workplaces")
COMPANIES = Words("Bedrijven", "Companies")
CHANGED = Words("Wat veranderde", "What changed")
PROOF = Words("Bewijs", "Certificate")
LOG = Words("Logboek", "Log")
RULES = Words("Regels", "Rules")
COLUMNS = Words("Kolommen", "Columns")
INPUT_PUPILS = Words("Invoer leerlingen", "Input pupils")
INPUT_PLACES = Words("Invoer werkplekken", "Input workplaces")
INPUT_MENTORS = Words("Invoer mentoren", "Input mentors")
EARLIER = Words("Vorige", "Earlier")
PRICES = Words("Prijzen", "Prices")


def file_of(title: Words, language: str) -> str:
    """ "Zonder plaats" -> "zonder-plaats"; the main sheet has the name of the result itself."""
    return "" if title is PLACED else title.text(language).lower().replace(" ", "-")
