"""The errors behind the wrong answers, one text for each, shared by the generators of this scale.

What each rests on stands in `SOURCES`; where nothing is named the error is known from classroom practice and is ours.
"""

from __future__ import annotations

from vakwerk.engines.words import Words

ERRORS: dict[str, Words] = {
    "unit": Words("de eenheid niet omgezet", "unit not converted"),
    "shift": Words("de komma een plaats verschoven", "decimal point one place off"),
    "digits": Words(
        "de cijfers na de komma als kleine eenheden gelezen", "read the decimals as a count of small units"
    ),
    "inverse": Words(
        "omgekeerd gerekend: gedeeld in plaats van vermenigvuldigd of andersom",
        "worked the wrong way round: divided where multiplying was needed, or the reverse",
    ),
    "additive": Words(
        "opgeteld of afgetrokken waar je moet vermenigvuldigen", "added or subtracted where multiplying is needed"
    ),
    "one_off": Words("één te veel of te weinig geteld", "one too many or too few"),
    "whole_only": Words("alleen met het hele getal gerekend", "used the whole number only"),
    "half_way": Words("een stap vergeten: te vroeg gestopt", "a step forgotten: stopped too early"),
    "other_part": Words("het andere deel genomen", "took the other part"),
    "part_whole": Words("deel en geheel verward", "part and whole mixed up"),
    "area_length": Words(
        "oppervlakte of inhoud omgezet als een lengte", "area or volume converted as if it were a length"
    ),
    "perimeter": Words("omtrek berekend in plaats van oppervlakte", "perimeter instead of area"),
    "area": Words("oppervlakte berekend in plaats van omtrek", "area instead of perimeter"),
    "bounding": Words(
        "het hele vlak gerekend, het uitgespaarde deel niet weggelaten",
        "took the whole rectangle, did not leave out the missing part",
    ),
    "overlap": Words("een stuk dubbel geteld", "counted a piece twice"),
    "piece": Words("maar één stuk van de figuur gerekend", "took only one piece of the figure"),
    "labelled": Words("alleen de getallen op de tekening opgeteld", "added only the numbers in the drawing"),
    "from_edge": Words("het eindpunt afgelezen, het beginpunt vergeten", "read the end, forgot where it starts"),
    "numbers": Words(
        "de getallen geteld in plaats van de stukken ertussen", "counted the numbers instead of the spaces between them"
    ),
    "backwards": Words("vanaf de verkeerde kant geteld", "counted from the wrong side"),
    "mark_is_one": Words("elk streepje als 1 gelezen", "read each mark as 1"),
    "mark_is_tenth": Words("elk streepje als 0,1 gelezen", "read each mark as 0.1"),
    "mark_is_ten": Words("elk streepje als 10 gelezen", "read each mark as 10"),
    "between_marks": Words("tussen twee streepjes gelezen", "read between two marks"),
    "label": Words("het dichtste getal genomen", "took the nearest number on the scale"),
    "outer": Words("de verkeerde rij getallen gelezen", "read the wrong row of numbers"),
    "right_angle": Words("vanaf een rechte hoek gerekend", "worked from a right angle"),
    "time_decimal": Words("gerekend alsof een uur 100 minuten heeft", "worked as if an hour had 100 minutes"),
    "one_to_one": Words("1 cm op het plan als 1 m gelezen", "read 1 cm on the plan as 1 m"),
    "other_scale": Words("met een andere schaal gerekend", "used another scale"),
    "numerator": Words("alleen naar de teller gekeken", "looked only at the numerator"),
    "denominator": Words("alleen naar de noemer gekeken", "looked only at the denominator"),
    "gap": Words(
        "naar het verschil tussen teller en noemer gekeken", "looked at the gap between numerator and denominator"
    ),
    "estimate": Words("geschat in plaats van gelijknamig gemaakt", "guessed instead of using a common denominator"),
    "tops_bottoms": Words(
        "tellers en noemers apart opgeteld of afgetrokken", "added or subtracted numerators and denominators separately"
    ),
    "one_denominator": Words(
        "tellers samengenomen zonder ze gelijknamig te maken", "combined the numerators without a common denominator"
    ),
    "wrong_sign": Words(
        "opgeteld in plaats van afgetrokken of andersom", "added instead of subtracted, or the reverse"
    ),
    "multiplied": Words("de breuken vermenigvuldigd", "multiplied the fractions"),
    "part_part": Words(
        "deel met deel vergeleken in plaats van met het geheel", "compared part with part instead of with the whole"
    ),
    "pieces": Words("ongelijke stukken geteld alsof ze gelijk zijn", "counted unequal pieces as if they were equal"),
    "doubled": Words("gewoon verdubbeld of gehalveerd", "simply doubled or halved"),
    "one_unit": Words("het antwoord voor één gegeven", "gave the answer for one"),
    "not_per_one": Words("niet eerst naar één gerekend", "did not go back to one first"),
    "lowest_total": Words("de laagste totale prijs gekozen", "chose the lowest total price"),
    "largest": Words("het grootste pak gekozen", "chose the largest pack"),
    "rough": Words("de prijs per eenheid slecht geschat", "misjudged the price per unit"),
    "neighbour": Words("de verkeerde staaf, rij of het verkeerde punt afgelezen", "read the wrong bar, row or point"),
    "gridline": Words("een hulplijn te hoog of te laag gelezen", "read one grid line too high or too low"),
    "one_value": Words("maar één waarde gebruikt", "used only one value"),
    "sum": Words("opgeteld in plaats van het verschil genomen", "took the sum instead of the difference"),
    "difference": Words("het verschil genomen in plaats van opgeteld", "took the difference instead of the sum"),
    "percent_as_number": Words("procenten als gewoon getal gelezen", "read per cent as a plain number"),
    "wrong_base": Words("procent van het verkeerde getal genomen", "took the percentage of the wrong number"),
    "added_percent": Words(
        "bijgeteld in plaats van afgetrokken of andersom", "added instead of taking off, or the reverse"
    ),
    "waste": Words("het afval of de rest niet meegerekend", "ignored the waste or the rest"),
    "rounding": Words("naar de verkeerde kant afgerond", "rounded the wrong way"),
    "break_forgotten": Words("de pauze vergeten", "forgot the break"),
    "break_added": Words(
        "de pauze bijgeteld in plaats van afgetrokken of andersom",
        "added the break instead of taking it off, or the reverse",
    ),
    "opening_forgotten": Words("deur of raam niet afgetrokken", "did not take off the door or window"),
    "layers": Words("het aantal lagen vergeten", "forgot the number of coats"),
    "dimension": Words("een afmeting vergeten", "forgot one dimension"),
    "slip": Words("rekenfout bij het onthouden", "arithmetic slip in carrying"),
}

SOURCES: dict[str, str] = {
    "additive": "Hart (1981), Children's Understanding of Mathematics: 11-16: additive strategy in ratio tasks",
    "doubled": "Hart (1981): doubling and halving where another factor is needed",
    "tops_bottoms": "Hart (1981); Ni & Zhou (2005), Educational Psychologist 40(1), 27-52: whole number bias",
    "numerator": "Ni & Zhou (2005): whole number bias",
    "denominator": "Ni & Zhou (2005): whole number bias",
    "shift": "Steinle & Stacey (2004): misconceptions about decimals",
    "area_length": "De Bock, Verschaffel & Janssens (1998), Educ. Studies in Mathematics 35, 65-83: linear illusion",
    "perimeter": "Hart (1981): area and perimeter mixed up",
    "area": "Hart (1981): area and perimeter mixed up",
    "waste": "Verschaffel, Greer & De Corte (2000), Making Sense of Word Problems: the planks item",
    "rounding": "Carpenter, Lindquist, Matthews & Silver (1983), Mathematics Teacher 76: the bus item",
    "gridline": "Friel, Curcio & Bright (2001), JRME 32(2), 124-158: reading the data",
    "neighbour": "Friel, Curcio & Bright (2001): reading the data",
    "sum": "Friel, Curcio & Bright (2001): reading between the data",
}


def errors(*codes: str) -> dict[str, Words]:
    """These errors, for a generator that uses no others."""
    return {code: ERRORS[code] for code in codes}
