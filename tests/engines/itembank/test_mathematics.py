"""Mathematics: what holds for these generators beside what holds for all."""

import collections
import itertools
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.itembank import Task
from vakwerk.engines.itembank.mathematics import GENERATORS
from vakwerk.engines.itembank.mathematics.answers import Situation, choose, exact
from vakwerk.engines.itembank.mathematics.errors import ERRORS, SOURCES
from vakwerk.engines.itembank.mathematics.quantities import CM, DURATION, EURO, SCALE, decimals_of, identity, noun
from vakwerk.engines.words import Words
from vakwerk.talent.readability import measure

NAMES = {maker.name for maker in GENERATORS}
FRACTIONS = {"fraction-compare", "fraction-sum", "fraction-picture"}
ALL = pytest.mark.parametrize("maker", GENERATORS, ids=lambda maker: maker.name)
SAMPLE: dict[str, list[Task]] = {maker.name: [maker.task(seed) for seed in range(2000, 2040)] for maker in GENERATORS}


def values(task: Task) -> list[Fraction]:
    """The numbers of the options; for packs "2 for 3" the size."""
    return [Fraction(option.identity.split(" ")[0]) for option in task.options]


@ALL
def test_numbers_stand_from_small_to_large_and_fractions_do_not(maker) -> None:
    """For fractions the order would be the answer."""
    ordered = [values(task) == sorted(values(task)) for task in SAMPLE[maker.name]]
    assert not all(ordered) if maker.name in FRACTIONS else all(ordered)


@ALL
def test_the_middle_answer_is_right_no_more_often_than_another(maker) -> None:
    tasks = [maker.task(seed) for seed in range(400)]
    counts = collections.Counter(task.key for task in tasks)
    size = len(tasks[0].options)
    expected, slack = len(tasks) / size, 4.5 * (len(tasks) * (size - 1)) ** 0.5 / size
    assert all(abs(counts[place] - expected) <= slack for place in range(size)), counts


def _same_digits(found: list[Fraction]) -> list[int]:
    """The answers whose digits most answers share: 5.3, 53 and 530 against 6.3."""
    digits = [str(int(value * 10 ** decimals_of(value))).rstrip("0") for value in found]
    return [place for place, one in enumerate(digits) if digits.count(one) == max(map(digits.count, digits))]


def _close_together(found: list[Fraction]) -> list[int]:
    """The answers with the nearest neighbour, in ratio."""
    pairs = [(float(high / low), place) for place, (low, high) in enumerate(itertools.pairwise(found))]
    nearest = min(pairs)[1]
    return [nearest, nearest + 1]


def _most_decimals(found: list[Fraction]) -> list[int]:
    places = [decimals_of(value) for value in found]
    return [place for place, one in enumerate(places) if one == max(places)]


@pytest.mark.parametrize("look", [_same_digits, _close_together, _most_decimals])
def test_who_looks_only_at_the_answers_gains_little(look) -> None:
    """One in five by chance; 0.17 to 0.26 in 5,000 tasks."""
    tasks = [task for name, drawn in SAMPLE.items() if name not in FRACTIONS | {"cheapest"} for task in drawn]
    picked = [(task.key, look(values(task))) for task in tasks]
    assert sum((key in places) / len(places) for key, places in picked) / len(picked) < 0.31


@ALL
def test_wrong_answers_are_positive_and_of_a_size_one_could_believe(maker) -> None:
    for task in SAMPLE[maker.name]:
        right = values(task)[task.key]
        for value in values(task):
            assert value > 0, task.id
            assert decimals_of(value) <= 3 or maker.name in FRACTIONS, task.id
            assert right / 1000 <= value <= right * 1000, task.id


@ALL
def test_every_task_can_be_done_without_seeing(maker) -> None:
    """The words for the picture hold its data: every number in the picture stands in them too, or in the task."""
    for task in SAMPLE[maker.name]:
        assert not task.needs_sight, task.id
        if task.picture and maker.name not in ("ruler", "gauge", "protractor", "bar-chart", "line-chart"):
            told = (task.picture.alternative or Words("", "")).nl + task.prompt.nl
            drawn = re.findall(r">([^<]*\d[^<]*)</text>", task.picture.svg("nl"))
            for number in re.findall(r"\d+(?:[\u00a0,]\d+)*", " ".join(drawn)):
                assert number in told, (task.id, number, told)


def test_the_words_for_a_scale_leave_the_reading_to_be_done() -> None:
    for name in ("ruler", "gauge"):
        told = [
            (task.options[task.key].words.nl in task.picture.alternative.nl)  # type: ignore[union-attr]
            for task in SAMPLE[name]
        ]
        assert sum(told) <= len(told) // 10


@ALL
def test_a_twelve_year_old_can_read_it(maker) -> None:
    """Flesch-Douma of all prompts together, numbers taken out: a floor, no proof."""
    text = " ".join(re.sub(r"\d+(?:[,/:\u00a0]\d+)*", "", task.prompt.nl) for task in SAMPLE[maker.name])
    assert measure(text).ease >= 60
    for task in SAMPLE[maker.name]:
        longest = max(len(sentence.split()) for sentence in re.split(r"[.?] ", task.prompt.nl))
        assert longest <= 25, task.prompt.nl


@ALL
def test_one_is_singular_and_more_is_plural(maker) -> None:
    wrong = re.compile(
        r"(?<![\d,/\u00a0])1 (delen|planken|stukken|tegels|leerlingen|minuten|personen|emmers|rollen)\b"
        r"|(?<![\d,])[2-9] (deel|plank|stuk|tegel|leerling|minuut|persoon|emmer|rol)\b"
    )
    for task in SAMPLE[maker.name]:
        for text in [task.prompt.nl, task.explanation.nl, *(option.words.nl for option in task.options)]:
            assert not wrong.search(text), text
            assert "  " not in text, text
            assert "{" not in text, text


def test_names_are_of_many_origins_and_nobody_is_he_or_she() -> None:
    text = " ".join(task.prompt.nl for tasks in SAMPLE.values() for task in tasks)
    assert not re.search(r"\b(hij|zij|haar|zijn (?:vader|moeder|broer|zus))\b", text)
    assert {"Amina", "Wout", "Zeynep", "Lotte", "Yusuf", "Kofi"} <= set(re.findall(r"[A-Z]\w+", text))


def test_errors_have_texts_and_sources_name_errors_that_exist() -> None:
    used = {code for maker in GENERATORS for code in maker.errors}
    assert used == set(ERRORS)
    assert set(SOURCES) <= used


def test_the_scale_has_every_subject_that_was_asked() -> None:
    assert {
        "ruler", "gauge", "protractor", "units", "plan-scale", "fraction-picture", "fraction-of", "fraction-compare",
        "fraction-sum", "proportion", "mixing", "cheapest", "price", "shapes", "tiles", "covering", "volume",
        "bar-chart", "line-chart", "pie-chart", "price-list", "cutting", "working-hours", "per-cent",
    } == NAMES  # fmt: skip


# The fields of a problem that a pupil must be able to read, in the prompt or in the words for the picture.
SHOWN = {
    "units": ["value"], "plan-scale": ["plan_cm", "real_m", "scale"], "fraction-of": ["total", "part_amount"],
    "proportion": ["base", "amount", "more", "back"], "mixing": ["ratio", "amount"], "cheapest": [],
    "price": ["size", "price"], "shapes": ["width", "height", "cut", "deep"], "tiles": ["width", "height", "side_cm"],
    "covering": ["width", "height", "hole", "per"], "volume": ["sizes"],
    "pie-chart": ["shares", "total"], "price-list": ["cents", "order", "paid"],
    "cutting": ["length_cm", "piece_cm", "wanted"], "per-cent": ["base", "rate", "shown"],
}  # fmt: skip


def _flat(found) -> list:
    return [one for part in found for one in _flat(part)] if isinstance(found, list) else [found]


@pytest.mark.parametrize("name", SHOWN)
def test_the_task_in_words_holds_the_numbers_of_the_problem(name: str) -> None:
    """So that the solver and the pupil do the same sum."""
    for task in SAMPLE[name]:
        text = task.prompt.nl + " " + (task.picture.alternative.nl if task.picture and task.picture.alternative else "")
        plain = re.sub(r"(?<=\d)\u00a0(?=\d)", "", text)
        said = {Fraction(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", plain)}
        for field in SHOWN[name]:
            values = task.problem.get(field)
            rows = [count for count, _ in values] if field == "order" else _flat(values)
            for value in rows:
                if value not in (None, 0, "0", 1):
                    number = Fraction(value)
                    assert {number, number / 100} & said, (task.id, field, value, text)


def test_working_hours_show_their_times() -> None:
    for task in SAMPLE["working-hours"]:
        for field in ("start", "end"):
            if field in task.problem:
                assert "{}:{:02}".format(*divmod(task.problem[field], 60)) in task.prompt.nl
        assert DURATION.write(task.problem["pause"]).nl in task.prompt.nl


def test_bars_and_points_stand_as_high_as_their_values() -> None:
    """Read back from the drawing: 24 units to a grid line, the axis at 214."""
    for task in SAMPLE["bar-chart"]:
        found = re.findall(r'<rect x="[\d.]+" y="([\d.]+)" width="34" height="([\d.]+)"', task.picture.svg())
        assert [round(float(high) / 24 * task.problem["step"]) for _, high in found] == task.problem["values"]
        assert all(float(top) + float(high) == 214 for top, high in found)
    for task in SAMPLE["line-chart"]:
        (points,) = re.findall(r'<polyline points="([^"]+)"', task.picture.svg())
        tops = [float(point.split(",")[1]) for point in points.split()]
        assert [round((214 - top) / 24 * task.problem["step"]) for top in tops] == task.problem["values"]


def test_a_thing_lies_along_the_ruler_where_the_problem_says() -> None:
    """The dashed lines at both ends: 4 units to the millimetre, the ruler from 10."""
    for task in SAMPLE["ruler"]:
        dashed = re.findall(r'<line x1="([\d.]+)"[^>]*stroke-dasharray', task.picture.svg())
        ends = [(float(x) - 10) / 4 + task.problem["first"] * 10 for x in dashed]
        assert ends == [task.problem["start"], task.problem["end"]]


def test_the_words_for_a_scale_lead_to_the_answer() -> None:
    for task in SAMPLE["gauge"]:
        told = re.sub(r"(?<=\d)\u00a0(?=\d)", "", task.picture.alternative.nl)
        apart, parts, marks, low = (Fraction(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", told))
        assert low + apart * marks / parts == values(task)[task.key], told
    for task in SAMPLE["ruler"]:
        found = re.findall(r"(?:precies bij|(\d) kleine? stukjes? voorbij) (\d+) cm", task.picture.alternative.nl)
        start, end = (int(cm) * 10 + int(small or 0) for small, cm in found)
        assert Fraction(end - start, 1 if task.problem["unit"] == "mm" else 10) == values(task)[task.key]


def test_the_words_for_a_chart_leave_the_reading_to_be_done_and_lead_to_its_values() -> None:
    quarters = {"precies": 0, "op een": 1, "halfweg": 2, "op drie": 3}
    for task in SAMPLE["bar-chart"] + SAMPLE["line-chart"]:
        told = re.sub(r"(?<=\d)\u00a0(?=\d)", "", task.picture.alternative.nl)
        (apart,) = (int(one) for one in re.findall(r"om de (\d+) een getal", told))
        found = re.findall(r": (precies|op een|halfweg|op drie)[^;\d]* (\d+)", told)
        assert [int(low) + Fraction(apart * quarters[way], 4) for way, low in found] == task.problem["values"], told


BY_HAND: list[tuple[str, dict, str, Fraction | int]] = [
    ("ruler", {"start": 35, "end": 82}, "cm", Fraction(47, 10)),
    ("gauge", {"major": "100", "parts": 5, "marks": 13}, "ml", 260),
    ("protractor", {"arms": [20, 155]}, "°", 135),
    ("plan-scale", {"ask": "real", "plan_cm": "7.5", "scale": 50}, "m", Fraction(15, 4)),
    ("plan-scale", {"ask": "scale", "plan_cm": "7.5", "real_m": "3.75"}, "scale", 50),
    ("units", {"kind": "time", "value": "1.25", "from": "h"}, "min", 75),
    ("units", {"kind": "area", "value": "3", "from": "dm²"}, "cm²", 300),
    ("fraction-of", {"ask": "whole", "part_amount": 18, "fraction": "3/4"}, "m", 24),
    ("proportion", {"base": 4, "amount": "300", "more": 10}, "g", 750),
    ("mixing", {"ratio": [1, 3], "given": "total", "amount": "20", "asked": "second"}, "l", 15),
    ("price", {"size": "0.75", "price": "4.50", "asked": "1"}, "€", 6),
    ("tiles", {"width": "3", "height": "2.4", "side_cm": 60}, "tiles", 20),
    ("shapes", {"ask": "perimeter", "form": "U", "width": "6", "height": "5", "cut": "2", "deep": "1"}, "m", 24),
    ("shapes", {"ask": "area", "form": "L", "width": "6", "height": "5", "cut": "2", "deep": "1"}, "m²", 28),
    ("covering", {"width": "6", "height": "2.5", "hole": ["1", "2"], "per": "5", "coats": 1}, "rolls", 3),
    ("volume", {"sizes": ["50", "40", "30"], "given": "cm"}, "l", 60),
    ("volume", {"sizes": ["2", "1.5", "0.2"], "given": "m"}, "m³", Fraction(3, 5)),
    ("bar-chart", {"values": [20, 50, 30], "ask": "difference", "a": 1, "b": 0}, "kg", 30),
    ("pie-chart", {"shares": [50, None, 20], "place": 1, "ask": "hidden", "total": 200}, "€", 60),
    ("price-list", {"cents": [250, 120], "order": [[2, 0], [3, 1]], "paid": 20}, "€", Fraction(57, 5)),
    ("cutting", {"length_cm": 240, "piece_cm": 70, "ask": "buy", "wanted": 10}, "planks", 4),
    ("cutting", {"length_cm": 240, "piece_cm": 70, "ask": "rest", "wanted": 0}, "cm", 30),
    ("working-hours", {"ask": "worked", "start": 520, "end": 730, "pause": 20}, "minutes", 190),
    ("per-cent", {"ask": "before", "rate": 20, "shown": "48"}, "€", 60),
    ("per-cent", {"ask": "more", "rate": 21, "base": "50"}, "€", Fraction(121, 2)),
    ("per-cent", {"ask": "rate", "base": "60", "shown": "15"}, "%", 25),
]


@pytest.mark.parametrize(("name", "problem", "unit", "answer"), BY_HAND)
def test_solvers_agree_with_sums_done_by_hand(name: str, problem: dict, unit: str, answer: Fraction | int) -> None:
    (maker,) = (maker for maker in GENERATORS if maker.name == name)
    tried = [f"{Fraction(answer) + step} {unit}" for step in (-1, 0, 1)]
    assert maker.solve({**problem, "unit": unit}, tried) == [1]


def test_amounts_are_written_as_in_flanders() -> None:
    assert EURO.write(Fraction(25, 2)) == Words("€\u00a012,50", "€12.50")
    assert EURO.write(1234) == Words("€\u00a01\u00a0234,00", "€1,234.00")
    assert CM.write(Fraction(7, 2)) == Words("3,5 cm", "3.5 cm")
    assert DURATION.write(75) == Words("1 uur 15 minuten", "1 hour 15 minutes")
    assert SCALE.write(50).nl == "1\u00a0:\u00a050"
    assert noun("plank", "planken", "plank", "planks").write(1).nl == "1 plank"


@given(st.fractions(min_value=0, max_value=1000, max_denominator=1000))
def test_decimals_are_counted_exactly(value: Fraction) -> None:
    places = decimals_of(value)
    if places < 99:
        assert (value * 10**places).denominator == 1
        assert places == 0 or (value * 10 ** (places - 1)).denominator > 1
    else:
        assert (value * 10**6).denominator > 1


@given(st.lists(st.integers(-5, 60), max_size=14), st.integers(0, 4))
def test_wrong_answers_differ_and_leave_the_key_at_its_place(wrong: list[int], place: int) -> None:
    situation = Situation(
        problem={}, radicals={}, right=20, unit=CM, wrong=[(value, "slip") for value in wrong],
        prompt=lambda: Words("", ""), explanation=lambda: Words("", ""),
    )  # fmt: skip
    kept = [value for value, _ in choose(situation, place, 5)]
    enough = (
        len({one for one in wrong if 0 < one < 20}) >= place and len({one for one in wrong if one > 20}) >= 4 - place
    )
    assert bool(kept) == enough
    if kept:
        assert len({*kept, 20}) == 5
        assert sorted([*kept, 20]).index(20) == place


def test_an_identity_is_exact() -> None:
    assert identity(Fraction(15, 4), CM) == "15/4 cm"
    assert exact("15/4") == exact("3.75")
