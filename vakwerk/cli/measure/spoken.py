"""What an engine of measurement refuses, in the two languages of the screen, with what to do. Engines speak English."""

from __future__ import annotations

import re

from vakwerk.engines.words import Words

# What the engine says -> the same in Dutch with what to do, and what to do in English.
_SAID: tuple[tuple[str, str, str], ...] = (
    (r"There is no model '(.*)'; choose one of (.*)\.", r'het model "\1" bestaat niet; kies uit \2.', ""),
    (r"The anchors are items of model '(.*)', not '(.*)'\.",
     r"de ankers zijn items van het model \1, niet \2. Kies --model \1, of andere ankers.",
     "Choose that model with --model, or other anchors."),
    (r"Anchors with asymptotes take the model '3pl'\.",
     "deze ankers hebben een gokkans. Kies --model 3pl, of andere ankers.", "Choose --model 3pl, or other anchors."),
    (r"Rasch anchors have slope 1\.", "deze ankers hebben elk hun eigen scherpte. Kies --model 2pl, of andere ankers.",
     "Choose --model 2pl, or other anchors."),
    (r"None of the anchors stands among the items; compare the ids\.",
     "geen enkel anker staat bij deze items. Vergelijk de namen van de kolommen met die in --anchors.",
     "The names of the columns are compared with those in --anchors."),
    (r"This is a '(.*)', not a (.*)\.",
     r'dit is geen ijking maar een "\1". Geef het bestand dat `measure calibrate` maakte.',
     "Give the file that `measure calibrate` made."),
    (r"(.*) of version (.*); this program reads (.*)\.",
     r"dit bestand is van versie \2 en dit programma leest \3. IJk opnieuw met `measure calibrate`.",
     "Calibrate again with `measure calibrate`."),
    (r"(.*) lacks (.*)\.", r"in dit bestand ontbreekt \2. IJk opnieuw met `measure calibrate`.",
     "Calibrate again with `measure calibrate`."),
    (r"Every item needs an id of its own\.", "elk item heeft een eigen naam nodig. Verander de dubbele.",
     "Change the one that stands twice."),
    (r"Every item needs (one of each parameter|thresholds)\.",
     "niet elk item heeft elk getal (a, b, c en d). IJk opnieuw met `measure calibrate`.",
     "Calibrate again with `measure calibrate`."),
    (r"A population needs a mean and a spread above zero, not (.*) and (.*)\.",
     r"de groep heeft gemiddelde \1 en spreiding \2; een spreiding is meer dan 0. IJk opnieuw met `measure calibrate`.",
     "Calibrate again with `measure calibrate`."),
    (r"Item (.*) has a slope that is no number\.", r"item \1: a is geen getal. Vul een getal in, zoals 1.",
     "Fill in a number, like 1."),
    (r"Item (.*) has a slope below 0, .*",
     r"item \1: a is kleiner dan 0, en dat kan niet bij antwoorden op een schaal. Keer de antwoorden om.", ""),
    (r"Item (.*) has a threshold that is no number\.", r"item \1: b is geen getal. Vul een getal in, zoals 0.",
     "Fill in a number, like 0."),
    (r"Item (.*) has a thresholds that do not ascend\.", r"item \1: b1, b2, ... moeten stijgen. Zet ze in volgorde.",
     "Put b1, b2, ... in order."),
    (r"Item (.*) has a guessing rate outside 0\.\.1\.",
     r"item \1: c en d liggen van 0 tot 1, en c onder d. Verbeter ze.", "Correct c and d."),
    (r"A bank needs at least one item\.", "er is geen enkel item. Geef een bestand met items.", "Give items."),
    (r"Item (.*) needs a time above 0 seconds\.", r"item \1: seconds moet meer dan 0 zijn. Verbeter het.",
     "Correct seconds."),
    (r"A test needs a whole number of items, at least one\.",
     "een test heeft minstens een item. Kies een ander getal bij --length.", "Choose another number with --length."),
    (r"Area '(.*)': the least number is negative or above the most\.",
     r'gebied "\1": --minimum is kleiner dan 0 of groter dan --maximum. Verander een van beide.',
     "Change --minimum or --maximum."),
    (r"The areas ask (\d+) items; length (\d+)\.",
     r"--minimum vraagt samen \1 items, en --length is \2. Vraag er minder, of maak de test langer.",
     "Ask for fewer with --minimum, or make --length longer."),
    (r"All areas together allow (\d+) items; the test asks (\d+), (\d+) too few\.",
     r"alle gebieden samen laten \1 items toe, en de test vraagt er \2. Maak --length kleiner, of --maximum groter.",
     "Make --length smaller, or --maximum larger."),
    (r"The most a pupil share can be lies above 0 and up to 1\.",
     "--max-exposure ligt boven 0 en is hoogstens 1. Schrijf zoals 0.25.", "Write --max-exposure like 0.25."),
    (r"A standard error to stop at lies above 0\.", "--se is meer dan 0. Schrijf zoals 0.3.", "Write --se like 0.3."),
    (r"A price is not negative, and progressive lies from 0 to 1\.",
     "--price is minstens 0 en --progressive ligt van 0 tot 1. Kies een ander getal.", "Choose another number."),
)  # fmt: skip


def known(error: Exception) -> Words | None:
    """The sentence of an engine, with what to do; None when we do not know it."""
    said = str(error)
    for pattern, dutch, todo in _SAID:
        if found := re.fullmatch(pattern, said):
            return Words(found.expand(dutch), f"{said} {todo}".strip())
    return None


def spoken(error: Exception) -> Words:
    """As `known`; a sentence that we do not know is passed on as it is, and says so."""
    return known(error) or Words(
        f'dit lukt niet met deze gegevens. De rekenmotor zegt (in het Engels): "{error}" Kijk bestanden en opties na.',
        f"{error} Check the files and the options.",
    )


def item_in(error: Exception) -> str:
    """The item that an engine names, "" when it names none."""
    found = re.match(r"Item (\S+) (?:has|needs) a", str(error))
    return found[1] if found else ""
