"""The sentences of the manual, Dutch and English."""

from __future__ import annotations

from vakwerk.engines.words import Words

TITLE = Words("Technische handleiding: {name}", "Technical manual: {name}")
SUBTITLE = Words(
    "Gegevens over de zeven COTAN-criteria, rechtstreeks uit de berekeningen",
    "Figures on the seven COTAN criteria, straight from the results",
)
MARK = Words("Niet gevalideerd", "Not validated")
DISCLAIMER = Words(
    "Dit document is door het programma gemaakt uit de resultaten die het kreeg. De indeling volgt de zeven criteria "
    "van het COTAN-beoordelingssysteem. Het is geen beoordeling: niemand heeft dit instrument volgens dat systeem "
    "beoordeeld, en deze handleiding geeft zichzelf geen cijfer. Getallen uit een simulatie zeggen hoe het instrument "
    "werkt als het model klopt, niet hoe het werkt bij leerlingen.",
    "The program made this document from the results it was given. Its chapters follow the seven criteria of the COTAN "
    "review system. It is no review: nobody has rated this instrument by that system, and this manual gives itself no "
    "mark. Figures from a simulation say how the instrument works if the model is right, not how it works with pupils.",
)
FICTITIOUS = Words(
    "Fictieve gegevens: de antwoorden in dit document zijn gesimuleerd.",
    "Fictitious data: the answers in this document are simulated.",
)
FRAME = {
    "overview": Words("Overzicht", "Overview"),
    "overview_caption": Words(
        "Wat er per criterium staat en wat ontbreekt", "What there is per criterion, and what is missing"
    ),
    "criterion": Words("Criterium", "Criterion"),
    "shown": Words("Gegevens", "Figures"),
    "lacks": Words("Ontbreekt", "Missing"),
    "present": Words("aanwezig", "present"),
    "partial": Words("gedeeltelijk", "partial"),
    "missing": Words("ontbreekt", "missing"),
    "missing_label": Words("Ontbreekt:", "Missing:"),
    "nothing": Words("–", "–"),
    "page": Words("Pagina", "Page"),
}
CRITERIA = {
    "basis": Words("1. Uitgangspunten van de testconstructie", "1. Basis of test construction"),
    "material": Words("2. Kwaliteit van het testmateriaal", "2. Quality of the test material"),
    "manual": Words("3. Kwaliteit van de handleiding", "3. Quality of the manual"),
    "norms": Words("4. Normen", "4. Norms"),
    "reliability": Words("5. Betrouwbaarheid", "5. Reliability"),
    "construct": Words("6. Begripsvaliditeit", "6. Construct validity"),
    "criterion": Words("7. Criteriumvaliditeit", "7. Criterion validity"),
}
MODELS = {
    "rasch": Words("Rasch", "Rasch"),
    "2pl": Words("tweeparametermodel (2PL)", "two-parameter logistic (2PL)"),
    "3pl": Words("drieparametermodel (3PL) met een prior op de gokkans", "three-parameter logistic (3PL), prior on c"),
    "grm": Words("model voor gegradeerde antwoorden (GRM)", "graded response model (GRM)"),
}

# 1 basis
PURPOSE = Words("Doel: {text}", "Purpose: {text}")
TARGET = Words("Doelgroep: {text}", "Target group: {text}")
THEORY = Words("Achtergrond: {text}", "Theory: {text}")
MODEL_USED = Words(
    "Meetmodel: {model}, {items} items, geschat met marginale maximale likelihood op {answers} antwoorden van "
    "{persons} leerlingen.",
    "Measurement model: {model}, {items} items, estimated by marginal maximum likelihood on {answers} answers of "
    "{persons} pupils.",
)
NO_PURPOSE = Words("doel van het instrument in woorden", "the purpose of the instrument in words")
NO_TARGET = Words("beschrijving van de doelgroep", "a description of the target group")
NO_THEORY = Words("theoretische onderbouwing met bronnen", "the theory behind it, with sources")

# 2 material
ITEM_MAP = Words("Leerlingen en items op dezelfde schaal", "Pupils and items on one scale")
ITEM_MAP_ALT = Words(
    "Boven de lijn de verdeling van de vaardigheid in de groep (gemiddelde {mean}, spreiding {sd}). Eronder de "
    "{count} drempels van de items, van {low} tot {high}.",
    "Above the line the spread of ability in the group (mean {mean}, spread {sd}). Below it the {count} thresholds of "
    "the items, from {low} to {high}.",
)
ITEM_AXIS = Words("vaardigheid en moeilijkheid (theta)", "ability and difficulty (theta)")
PUPILS, TASKS = Words("leerlingen", "pupils"), Words("items (drempels)", "items (thresholds)")
EXPOSURE = Words("Hoe vaak elk item getoond wordt: {name}", "How often each item is shown: {name}")
EXPOSURE_ALT = Words(
    "Staafjes per item, meest getoonde eerst. Het hoogste aandeel is {top}; {unused} items komen nooit voor.",
    "A bar per item, most shown first. The largest share is {top}; {unused} items are never shown.",
)
EXPOSURE_AXES = (
    Words("items, meest getoonde eerst", "items, most shown first"),
    Words("deel van de leerlingen", "share of pupils"),
)
ITEM_NOTES = Words("Items met een opmerking uit de kalibratie", "Items with a note from the calibration")
ITEM, NOTE = Words("Item", "Item"), Words("Opmerking", "Note")
NO_REVIEW = Words("inhoudelijk nazicht van de items door vakmensen", "a review of the items by subject experts")
NO_INSTRUCTION = Words("vaste instructie en afnameregels", "standard instructions and rules of administration")
NO_EXPOSURE = Words("simulatie van hoe vaak items getoond worden", "a simulation of how often items are shown")

# 3 manual
THIS_MANUAL = Words(
    "Dit technische deel bevat de formules niet; die staan met hun bronnen in de documentatie van de meetmotor. Elk "
    "getal hier komt uit een resultaat van de meetmotor en is met dezelfde gegevens opnieuw te maken.",
    "This technical part does not hold the formulas; they stand with their sources in the documentation of the "
    "measuring engine. Every figure comes from a result of that engine and can be made again from the same data.",
)
NO_USER_PART = Words(
    "deel voor gebruikers: afname, interpretatie, voorbeelden van leerlingen, grenzen van het gebruik",
    "a part for users: administration, interpretation, example pupils, limits of use",
)

# 4 norms
NORMS_ABOUT = Words(
    "Continue normen naar {by} en stroom, verzameld in {year}: het gemiddelde is een kromme van graad {degree} met een "
    "eigen niveau en helling per stroom, de logaritme van de spreiding een rechte{skew}. Een leerling wordt alleen met "
    "de eigen stroom vergeleken. Het interval van elk percentiel bevat de meetfout van de score en de "
    "steekproeffout van de normen.",
    "Continuous norms by {by} and stream, collected in {year}: the mean is a curve of degree {degree} with a level and "
    "slope per stream, the log spread a straight line{skew}. A pupil is compared with the own stream only. The "
    "interval of every percentile holds the error of the score and the sampling error of the norms.",
)
SKEWED = Words("; de verdeling is scheef ({value})", "; the distribution is skewed ({value})")
BY = {"age": Words("leeftijd", "age"), "grade": Words("leerjaar", "grade")}
NORM_GROUPS = Words("Normgroepen", "Norm groups")
NORM_HEADS = (
    Words("Stroom", "Stream"),
    Words("Leerlingen", "Pupils"),
    Words("Effectief", "Effective"),
    Words("Van", "From"),
    Words("Tot", "To"),
    Words("Gemiddelde", "Mean"),
    Words("Spreiding", "Spread"),
    Words("95 %-interval, SE 0,3", "95% interval, SE 0.3"),
)
NORMS_LAST = Words(
    "Gemiddelde en spreiding gelden voor het midden van het bereik. De laatste kolom is het percentielinterval van een "
    "leerling met precies de gemiddelde score.",
    "Mean and spread are those at the middle of the range. The last column is the percentile interval of a pupil with "
    "exactly the mean score.",
)
NORMS_LEFT_OUT = Words("Niet gebruikt wegens een ontbrekend gegeven: {list}.", "Left out for a missing value: {list}.")
NORMS_WEIGHTED = Words("De steekproef is gewogen naar de bevolking.", "The sample is weighted to the population.")
NORM_BARS = Words(
    "Te bevestigen (Evers e.a. 2010, uit het geheugen): ten minste {least} leerlingen per normgroep; normen ouder dan "
    "{years} jaar zijn verouderd.",
    "To be confirmed (Evers et al. 2010, from memory): at least {least} pupils per norm group; norms older than "
    "{years} years are outdated.",
)
NO_NORMS = Words("normen: {reason}", "norms: {reason}")
NO_NORMS_YET = Words("normen: er zijn er nog geen", "norms: there are none yet")
REASONS = {
    "no_sample": Words("geen normsteekproef", "no norm sample"),
    "too_few": Words("te weinig leerlingen ({detail})", "too few pupils ({detail})"),
    "no_spread": Words("leerlingen verschillen niet ({detail})", "pupils do not differ ({detail})"),
    "outdated": Words("verouderd ({detail})", "outdated ({detail})"),
}
REFUSED = Words(
    "normen voor stroom {stream}: {count} leerlingen (effectief)", "norms for stream {stream}: {count} pupils"
)
NORMS_CLUSTERED = Words(
    "De steekproeffout houdt er rekening mee dat leerlingen van één klas of school op elkaar lijken ({count}).",
    "The sampling error allows for pupils of one class or school being alike ({count}).",
)
NO_CLUSTERS = Words(
    "klas of school van de leerlingen in de normsteekproef: het deel van de normen in het interval is dan te smal",
    "class or school of the pupils in the norm sample: the norms' part of the interval is then too narrow",
)
NO_WEIGHTS = Words("weging van de normsteekproef naar de bevolking", "weights of the norm sample to the population")

# 5 reliability
ERROR_CURVE = Words("Standaardfout per vaardigheid, alle items", "Standard error by ability, all items")
ERROR_ALT = Words(
    "De standaardfout is het kleinst, {least}, bij vaardigheid {at}, en {low} bij −2 en {high} bij 2.",
    "The standard error is smallest, {least}, at ability {at}, and {low} at −2 and {high} at 2.",
)
ERROR_AXES = (Words("vaardigheid (theta)", "ability (theta)"), Words("standaardfout", "standard error"))
COEFFICIENTS = Words("Betrouwbaarheid", "Reliability")
COEFFICIENT_HEADS = (Words("Coëfficiënt", "Coefficient"), Words("Waarde", "Value"))
COEFFICIENT_NAMES = {
    "marginal": Words("marginaal, van alle items", "marginal, of all items"),
    "empirical": Words("empirisch, van de scores", "empirical, of the scores"),
    "alpha": Words("alfa van de somscore", "alpha of the sum score"),
    "omega": Words("omega van de somscore", "omega of the sum score"),
}
RELIABILITY_BARS = Words(
    "Te bevestigen (Evers e.a. 2010, uit het geheugen): 0,80 voldoende en 0,90 goed voor belangrijke beslissingen, "
    "0,70 en 0,80 voor minder belangrijke.",
    "To be confirmed (Evers et al. 2010, from memory): .80 sufficient and .90 good for important decisions, .70 and "
    ".80 for less important ones.",
)
SIMULATIONS = Words("Gesimuleerde afnames (geen leerlingen)", "Simulated sittings (no pupils)")
SIMULATION_HEADS = (
    Words("Afname", "Sitting"),
    Words("Aantal", "Number"),
    Words("Items", "Items"),
    Words("RMSE", "RMSE"),
    Words("Bias", "Bias"),
    Words("Gem. SE", "Mean SE"),
    Words("Dekking", "Coverage"),
    Words("Betrouwb.", "Reliability"),
    Words("Overlap", "Overlap"),
)
STABILITY = Words(
    "Zelfde advies bij een tweede afname? (simulatie, Jaccard)",
    "The same advice at a second sitting? (simulation, Jaccard)",
)
STABILITY_HEADS = (
    Words("Twee afnames van", "Two sittings of"),
    Words("Leerlingen", "Pupils"),
    Words("Groep “past duidelijk”", "“Clear” group"),
    Words("95 %-interval", "95% interval"),
    Words("Adviesset", "Advice set"),
    Words("Met duidelijke groep", "With a clear group"),
)
STABILITY_NOTE = Words(
    "Eenheid is de soort richting: richtingen die in interesses bijna gelijk zijn. Wie maar één keer een duidelijke "
    "groep kreeg, telt als 0. Afgesproken lat: 0,70.",
    "The unit is the kind of programme: programmes with nearly the same interests. Who got a clear group only once "
    "counts as 0. Agreed bar: .70.",
)
NO_RELIABILITY = Words("betrouwbaarheid van de scores in een groep", "reliability of the scores in a group")
NO_RETEST = Words("hertest: stabiliteit over de tijd bij leerlingen", "retest: stability over time with pupils")
NO_STABILITY = Words("stabiliteit van het advies in simulatie", "stability of the advice in simulation")
NO_SIMULATION = Words("simulatie van de afname", "a simulation of the sitting")

# 6 construct
CERTIFICATE = Words("Certificaat van de kalibratie", "Certificate of the calibration")
FACT, VALUE = Words("Gegeven", "Fact"), Words("Waarde", "Value")
CONVERGED = Words(
    "De kalibratie is geconvergeerd en verandert niet met een fijner rooster.",
    "The calibration converged and does not change with a finer grid.",
)
NOT_CONVERGED = Words(
    "De kalibratie is NIET geconvergeerd: {reasons} De getallen in deze handleiding zijn niet te gebruiken.",
    "The calibration did NOT converge: {reasons} The figures in this manual cannot be used.",
)
CERTIFICATE_ROWS = {
    "log_likelihood": Words("log-likelihood", "log-likelihood"),
    "difference": Words("verschil met een rooster dat dubbel zo fijn is", "change on a grid twice as fine"),
    "nodes": Words("punten in het rooster", "nodes of the grid"),
    "gradient": Words("grootste afgeleide", "largest derivative"),
    "iterations": Words("stappen", "iterations"),
    "parameters": Words("parameters", "parameters"),
    "aic": Words("AIC", "AIC"),
    "bic": Words("BIC", "BIC"),
}
ITEM_FIT = Words("Passing van de items (S-X²), de tien slechtste", "Item fit (S-X²), the ten worst")
ITEM_FIT_HEADS = (
    ITEM,
    Words("S-X²", "S-X²"),
    Words("df", "df"),
    Words("p", "p"),
    Words("p (BH)", "p (BH)"),
    Words("RMSEA", "RMSEA"),
)
ITEM_FIT_SUM = Words(
    "Afwijkend: {count} van {all} items (p na Benjamini-Hochberg onder 0,05; {persons} leerlingen).",
    "Misfitting: {count} of {all} items (p after Benjamini-Hochberg below .05; {persons} pupils).",
)
OVERALL = Words(
    "Passing van het model: M2 = {m2} (df {df}, p {p}), RMSEA {rmsea}, SRMSR {srmsr}.",
    "Fit of the model: M2 = {m2} (df {df}, p {p}), RMSEA {rmsea}, SRMSR {srmsr}.",
)
DIF = Words("Partijdigheid van items: {name}", "Differential item functioning: {name}")
DIF_SUM = Words(
    "Opvallend: {flagged} van {all} items ({text}). Een opvallend item vraagt nazicht; het bewijst geen onrecht.",
    "Standing out: {flagged} of {all} items ({text}). An item that stands out needs a review; it proves no injustice.",
)
DIF_MH_HEADS = (
    ITEM,
    Words("Klasse (ETS)", "Class (ETS)"),
    Words("delta", "delta"),
    Words("SE", "SE"),
    Words("p (BH)", "p (BH)"),
)
DIF_LR_HEADS = (ITEM, Words("Klasse", "Class"), Words("winst R²", "gain R²"), Words("p (BH)", "p (BH)"))
DIF_MH_TEXT = Words("Mantel-Haenszel, klasse B of C", "Mantel-Haenszel, class B or C")
DIF_LR_TEXT = Words(
    "logistische regressie, klasse B of C volgens Jodoin en Gierl",
    "logistic regression, class B or C of Jodoin and Gierl",
)
DIF_TABLE = Words("Opvallende items: {name}", "Items that stand out: {name}")
HEXAGON = Words(
    "Zeshoek van Holland (Hubert en Arabie 1987): {met} van {all} voorspellingen komen uit, "
    "correspondentie-index {index}, p {p}.",
    "Holland's hexagon (Hubert & Arabie 1987): {met} of {all} predictions met, correspondence index {index}, p {p}.",
)
HEXAGON_REACH = Words(" ({low} tot {high})", " ({low} to {high})")
NO_ITEM_FIT = Words("passing van de items bij het model", "fit of the items to the model")
NO_DIF = Words(
    "onderzoek naar partijdigheid (meisjes en jongens, thuistaal)",
    "differential item functioning (gender, home language)",
)
NO_CONSTRUCT = Words(
    "samenhang met andere instrumenten, factorstructuur bij leerlingen",
    "relations with other instruments, factor structure with pupils",
)

# 7 criterion
REGRESSED = Words(
    "Regressie van “{criterion}” op leerling en richting samen, met kruisvalidatie ({folds} delen, {pupils} "
    "leerlingen): R² {r2} buiten de steekproef, waarvan {gain} ({low} tot {high}) door passing. {verdict}",
    "Regression of “{criterion}” on pupil and programme together, cross-validated ({folds} folds, {pupils} pupils): "
    "out-of-sample R² {r2}, of which {gain} ({low} to {high}) from fit. {verdict}",
)
USABLE = Words("De winst blijft boven nul.", "The gain stays above nought.")
NOT_USABLE = Words("De winst is niet boven nul: niet te gebruiken.", "The gain is not above nought: not to be used.")
NO_CRITERION = Words(
    "gegevens over wat leerlingen later kiezen, halen en ervan vinden",
    "data on what pupils later choose, achieve and think of it",
)
NO_SUCCESS = Words(
    "De handleiding belooft niets over slagen: daarover zijn er geen gegevens.",
    "This manual promises nothing about success: there are no data on it.",
)

# appendices
APPENDIX_ITEMS = Words("Bijlage A. Itemparameters", "Appendix A. Item parameters")
ITEM_TABLE = Words("Geschatte parameters met standaardfouten", "Estimated parameters with standard errors")
ANSWERS = Words("Antwoorden", "Answers")
THRESHOLDS = Words("drempels b", "thresholds b")
APPENDIX_RUN = Words("Bijlage B. Waarmee dit gemaakt is", "Appendix B. What this was made with")
VERSIONS = Words("Versies", "Versions")
MADE_ON = Words("Gegevens van {date}.", "Data of {date}.")
LEFT_OUT = Words("Items zonder parameters: {list}.", "Items without parameters: {list}.")
