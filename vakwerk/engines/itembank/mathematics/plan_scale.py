"""Scale: from the plan to reality, back again, and finding the scale itself."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, INK, PAPER, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import CM, SCALE, Unit, Value, decimals_of, say, symbol

METRE = symbol("m", 3)


@dataclass(frozen=True)
class Story:
    """A thing with a real length of `low` to `high` metres in steps of `step`, and the scales on which it is drawn."""

    name: Words
    low: str
    high: str
    step: str
    scales: tuple[int, ...]
    room: bool = True


STORIES: tuple[Story, ...] = (
    Story(Words("De keuken", "The kitchen"), "2", "5", "0.25", (20, 25, 50, 100)),
    Story(Words("De klas", "The classroom"), "6", "10", "0.5", (50, 100, 200)),
    Story(Words("De werkplaats", "The workshop"), "8", "20", "0.5", (100, 200, 250)),
    Story(Words("De tuin", "The garden"), "6", "24", "0.5", (100, 200, 250), room=False),
    Story(Words("Het fietsenhok", "The bicycle shed"), "3", "9", "0.5", (50, 100)),
    Story(Words("De badkamer", "The bathroom"), "1.5", "4", "0.25", (20, 25, 50)),
    Story(Words("Het sportveld", "The sports field"), "40", "100", "5", (500, 1000, 2000), room=False),
    Story(Words("De bouwgrond", "The building plot"), "15", "60", "2.5", (250, 500, 1000), room=False),
    Story(Words("De kast", "The cupboard"), "0.6", "2.4", "0.1", (10, 20, 25), room=False),
    Story(Words("De tafel", "The table"), "0.8", "2.4", "0.1", (10, 20, 25), room=False),
    Story(Words("De parking", "The car park"), "20", "80", "2.5", (250, 500, 1000), room=False),
    Story(Words("De serre", "The greenhouse"), "4", "20", "0.5", (50, 100, 200)),
)


def _draw(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    low, high, step = Fraction(story.low), Fraction(story.high), Fraction(story.step)
    real = low + step * rng.randrange(int((high - low) / step) + 1)
    scale = rng.choice(story.scales)
    plan = real * 100 / scale
    if decimals_of(plan) > 1:
        return _draw(rng)
    ask = rng.choice(("real", "real", "plan", "scale"))
    problem = {"story": STORIES.index(story), "ask": ask, "plan_cm": str(plan), "real_m": str(real), "scale": scale}
    del problem[{"real": "real_m", "plan": "plan_cm", "scale": "scale"}[ask]]
    right, unit, wrong = _question(ask, plan, real, scale)
    return Situation(
        problem=problem,
        radicals={
            "back": float(ask == "plan"),
            "find_scale": float(ask == "scale"),
            "decimals": float(decimals_of(plan) > 0) + float(decimals_of(real) > 0),
            "factor": 0.0 if scale in (10, 100, 1000) else 1.0,
        },
        right=right,
        unit=unit,
        wrong=wrong,
        prompt=lambda: _prompt(ask, story, plan, real, scale),
        explanation=lambda: _explanation(ask, plan, real, scale),
        picture=lambda: _picture(problem, story),
    )


def _question(ask: str, plan: Fraction, real: Fraction, scale: int) -> tuple[Value, Unit, list[Wrong]]:
    other = 100 if scale != 100 else 50
    if ask == "real":
        return (
            real,
            METRE,
            [
                (plan * scale, "unit"),
                (real / 10, "shift"),
                (real * 10, "shift"),
                (plan, "one_to_one"),
                (plan * other / 100, "other_scale"),
                ((plan + scale) / 100, "additive"),
                (plan + scale, "additive"),
                (real * 2, "doubled"),
                (real / 2, "doubled"),
                (plan / scale, "inverse"),
            ],
        )
    if ask == "plan":
        return (
            plan,
            CM,
            [
                (real / scale, "unit"),
                (plan * 10, "shift"),
                (plan / 10, "shift"),
                (real, "one_to_one"),
                (real * 100 / other, "other_scale"),
                (real * scale / 100, "inverse"),
                (real * scale, "inverse"),
                (plan * 2, "doubled"),
                (plan / 2, "doubled"),
            ],
        )
    return (
        scale,
        SCALE,
        [
            (real / plan, "unit"),
            (scale * 10, "shift"),
            (Fraction(scale, 10), "shift"),
            (scale * 2, "doubled"),
            (Fraction(scale, 2), "doubled"),
            (plan * 10, "inverse"),
            (real * 100, "half_way"),
            (real * 10, "unit"),
        ],
    )


def _prompt(ask: str, story: Story, plan: Fraction, real: Fraction, scale: int) -> Words:
    start = say("{name} staat op een plan.", "{name} is drawn on a plan.", name=story.name)
    rest = {
        "real": (
            "De schaal is {scale}. Op het plan meet je {plan}. Hoe lang is dat in het echt?",
            "The scale is {scale}. On the plan you measure {plan}. How long is that in reality?",
        ),
        "plan": (
            "De schaal is {scale}. In het echt is de lengte {real}. Hoe lang is dat op het plan?",
            "The scale is {scale}. In reality the length is {real}. How long is that on the plan?",
        ),
        "scale": (
            "Op het plan meet je {plan}. In het echt is de lengte {real}. Wat is de schaal?",
            "On the plan you measure {plan}. In reality the length is {real}. What is the scale?",
        ),
    }[ask]
    return say(
        start.nl + " " + rest[0],
        start.en + " " + rest[1],
        scale=SCALE.write(scale),
        plan=CM.write(plan),
        real=METRE.write(real),
    )


def _explanation(ask: str, plan: Fraction, real: Fraction, scale: int) -> Words:
    texts = {
        "real": ("{plan} × {scale} = {cm}, en dat is {real}.", "{plan} × {scale} = {cm}, and that is {real}."),
        "plan": ("{real} is {cm}. {cm} : {scale} = {plan}.", "{real} is {cm}. {cm} ÷ {scale} = {plan}."),
        "scale": ("{real} is {cm}. {cm} : {plan} = {scale}.", "{real} is {cm}. {cm} ÷ {plan} = {scale}."),
    }
    nl, en = texts[ask]
    return say(nl, en, plan=CM.write(plan), real=METRE.write(real), cm=CM.write(real * 100), scale=scale)


def _picture(problem: Problem, story: Story) -> Picture:
    """A plan with one size on it. The sheet is no plan to measure on: the size stands in figures."""
    sheet = Drawing(320, 210)
    sheet.rectangle((30, 20), (260, 120), SHADE, INK, 6)
    if story.room:
        _door_and_window(sheet)
    _dimension(sheet, 30, 290, 162)
    size = CM.write(exact(problem["plan_cm"])) if "plan_cm" in problem else Words("? cm", "? cm")
    sheet.text((160, 186), size, 17, BLUE)
    scale = SCALE.write(problem["scale"]) if "scale" in problem else Words("1 : ?", "1 : ?")
    sheet.text((160, 205), say("schaal {s}", "scale {s}", s=scale), 15)
    return sheet.picture(
        say(
            "Een plan, van boven gezien, met één lengte erop: {size}. Schaal {scale}.",
            "A plan seen from above with one length on it: {size}. Scale {scale}.",
            size=size,
            scale=scale,
        )
    )


def _door_and_window(sheet: Drawing) -> None:
    sheet.line((150, 140), (196, 140), PAPER, 8)
    sheet.path(["M", 150, 140, "L", 150, 94, "A", 46, 46, 0, 0, 1, 196, 140], width=1.5, dash="4 3")
    sheet.line((60, 20), (130, 20), PAPER, 3)


def _dimension(sheet: Drawing, left: float, right: float, height: float) -> None:
    sheet.line((left, height), (right, height), BLUE, 1.5)
    for x, way in ((left, 1), (right, -1)):
        sheet.line((x, height - 10), (x, height + 6), BLUE, 1.5)
        sheet.polygon([(x, height), (x + way * 9, height - 4), (x + way * 9, height + 4)], BLUE, BLUE, 1)


def _answer(problem: Problem) -> Value:
    if problem["ask"] == "real":
        return exact(problem["plan_cm"]) * exact(problem["scale"]) / 100
    real_cm = exact(problem["real_m"]) * 100
    return real_cm / exact(problem["scale"] if problem["ask"] == "plan" else problem["plan_cm"])


PLAN_SCALE = Generator(
    name="plan-scale",
    version=1,
    scale="mathematics",
    title=Words("Schaal", "Scale"),
    grammar=Words(
        "Schaal 1 : 50 wil zeggen: 1 cm op het plan is 50 cm in het echt. Je zoekt de echte lengte, de lengte op het "
        "plan, of de schaal.",
        "Scale 1 : 50 means: 1 cm on the plan is 50 cm in reality. Find the real length, the length on the plan, or "
        "the scale.",
    ),
    intercept=-0.9,
    radicals={
        "back": Radical(Words("van echt naar plan", "from reality to plan"), 0.4),
        "find_scale": Radical(Words("de schaal zelf zoeken", "finding the scale itself"), 0.7),
        "decimals": Radical(Words("aantal kommagetallen (0 tot 2)", "how many numbers have decimals (0 to 2)"), 0.3),
        "factor": Radical(Words("schaal geen macht van 10", "scale no power of ten"), 0.4),
    },
    errors=errors("unit", "shift", "one_to_one", "other_scale", "additive", "doubled", "inverse", "half_way"),
    build=numeric(_draw),
    solve=solver(_answer),
)
