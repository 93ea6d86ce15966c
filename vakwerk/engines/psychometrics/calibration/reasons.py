"""Why a calibration is not to be believed, or what to know about it, as codes with words for the screen."""

from __future__ import annotations

from vakwerk.engines.words import Words

REASONS: dict[str, Words] = {
    "nothing_to_estimate": Words(
        "Er is niets te berekenen: geen enkele taak heeft twee verschillende antwoorden.",
        "There is nothing to estimate: no item has two different answers.",
    ),
    "too_few_items": Words(
        "Er zijn te weinig taken: dit model heeft er minstens drie nodig (Rasch twee), of ankers.",
        "There are too few items: this model needs at least three (Rasch two), or anchors.",
    ),
    "items_left_out": Words(
        "Een of meer taken zijn weggelaten, omdat er niets over te zeggen is.",
        "One or more items were left out, because nothing can be said about them.",
    ),
    "anchors_not_answered": Words(
        "Niemand beantwoordde een anker, dus de schaal ligt niet vast.",
        "Nobody answered an anchor, so the scale is not fixed.",
    ),
    "slope_at_limit": Words(
        "Een helling bleef groeien tot de grens: de antwoorden volgen een perfect patroon, of er zijn er te weinig.",
        "A slope grew to its limit: the answers follow a perfect pattern, or there are too few of them.",
    ),
    "parameter_at_limit": Words(
        "Een parameter botste op zijn grens.",
        "A parameter hit its limit.",
    ),
    "spread_at_limit": Words(
        "De spreiding van de groep botste op haar grens: de taken hangen niet samen.",
        "The spread of the group hit its limit: the items do not hang together.",
    ),
    "gradient_not_zero": Words(
        "De berekening stopte voor de top bereikt was.",
        "The estimation stopped before it reached the top.",
    ),
    "grid_not_stable": Words(
        "Het resultaat hangt nog af van de fijnheid van het rooster, ook op het fijnste.",
        "The result still depends on how fine the grid is, even on the finest.",
    ),
    "information_not_positive": Words(
        "De antwoorden leggen niet alle parameters vast.",
        "The answers do not determine all parameters.",
    ),
    "grid_refined": Words(
        "Het rooster werd verfijnd tot het resultaat niet meer veranderde.",
        "The grid was refined until the result no longer moved.",
    ),
    "slope_negative": Words(
        "Een taak heeft een negatieve helling: wie beter is, antwoordt vaker fout. Kijk de sleutel of de richting na.",
        "An item has a negative slope: who is better is wrong more often. Check its key or its direction.",
    ),
    "category_unused": Words(
        "Een antwoordcategorie werd nooit gekozen; ze is samengenomen met haar buur.",
        "An answer category was never chosen; it was taken together with its neighbour.",
    ),
    "few_answers": Words(
        "Een taak heeft minder dan 200 antwoorden: zie haar standaardfout.",
        "An item has fewer than 200 answers: see its standard error.",
    ),
    "guessing_prior": Words(
        "De raadkans is geschat met een a-prioriverdeling.",
        "The lower asymptote was estimated with a prior.",
    ),
    "item_prior": Words(
        "De taken zijn geschat met een a-prioriverdeling.",
        "The items were estimated with a prior.",
    ),
    "errors_not_computed": Words(
        "De standaardfouten zijn niet berekend.",
        "The standard errors were not computed.",
    ),
    "no_answers": Words("Niemand beantwoordde deze taak.", "Nobody answered this item."),
    "one_category": Words(
        "Iedereen gaf op deze taak hetzelfde antwoord.", "Everybody gave the same answer to this item."
    ),
}
"""In the order in which a certificate names them."""
