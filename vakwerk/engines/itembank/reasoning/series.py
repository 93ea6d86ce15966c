"""What number and letter series share: boxes to read, wrong answers that come from errors, and the check.

Difficulty is expected, not estimated: a linear model (LLTM, Fischer 1973) of the operations that a pupil must find.
That the operations explain the difficulty of number series was shown with such a model by Loe and others (J.
Intelligence 2018, 6(2), 20); the weights are ours until pupils have answered.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from vakwerk.engines.itembank.drawing import MIDDLE, Drawing, LatePicture
from vakwerk.engines.words import Words

from .choices import Answer, Slip, Wrong, crossed, pick
from .matrices import question

ERRORS: Mapping[str, Words] = {
    "last_step": Words("de laatste sprong nog eens gemaakt", "made the last jump once more"),
    "first_step": Words("de eerste sprong nog eens gemaakt", "made the first jump once more"),
    "backwards": Words("de sprong in de verkeerde richting gemaakt", "made the jump in the wrong direction"),
    "other_turn": Words(
        "de sprong of de rij genomen die niet aan de beurt is", "took the jump or series whose turn it is not"
    ),
    "too_far": Words("een of twee stappen te ver gegaan", "went one or two steps too far"),
    "repeated": Words("de laatste nog eens genomen", "took the last one again"),
    "slip": Words("goede regel, fout geteld", "right rule, wrongly counted"),
    "several": Words("een verkeerde regel en ook fout geteld", "a wrong rule and wrongly counted too"),
}
BOX = 40.0
PAD = 2.0
A_ROW = 8


def boxes(
    texts: Sequence[str], below: Callable[[Drawing, float], None] | None = None, height: float = 0
) -> LatePicture:
    """The terms in boxes with a question mark at the end; eight small boxes or four wide ones on a row."""
    wide = 2 if max(map(len, texts)) > 3 else 1
    a_row = A_ROW // wide
    rows = -(-(len(texts) + 1) // a_row)
    top = PAD * 2 + rows * (BOX + 8)

    def draw(sheet: Drawing) -> None:
        for place, text in enumerate([*texts, "?"]):
            corner = (PAD + place % a_row * 42 * wide, PAD + place // a_row * (BOX + 8))
            _box(sheet, corner, text, BOX * wide + 2 * (wide - 1), place == len(texts))
        if below:
            below(sheet, top)

    return LatePicture(340, top + height, draw, _read(texts))


def _box(sheet: Drawing, corner: tuple[float, float], text: str, width: float, asked: bool) -> None:
    if asked and width == BOX:
        question(sheet, corner, BOX)
        return
    fill, stroke = ("#eef4fb", "#1d5fa8") if asked else ("#ffffff", MIDDLE)
    sheet.rectangle(corner, (width, BOX), fill=fill, stroke=stroke, width=1.5, radius=4)
    sheet.text((corner[0] + width / 2, corner[1] + BOX / 2 + 6), text, size=18)


def _read(texts: Sequence[str]) -> Words:
    row = ", ".join(texts)
    return Words(f"De rij: {row}, en dan een vraagteken.", f"The series: {row}, and then a question mark.")


def answers(
    right: int, wrong: Sequence[Wrong], slips: Sequence[int], allowed: range, rng: random.Random
) -> list[tuple[int, str]] | None:
    """The right term and two wrong ones, each also with one and the same slip of the count; None when these do not
    fit or coincide. So no answer is the odd one out, and none is surrounded by all the others."""
    chosen = pick(right, [one for one in wrong if one[0] in allowed], 2, rng, float)
    slip = rng.choice(slips)
    if len(chosen) < 2:
        return None
    made = crossed((right, 0), (Slip(0, chosen), Slip(1, ((slip, "slip"),))))
    terms = [(_sum(answer), error) for answer, error in made]
    values = [value for value, _ in terms]
    return terms if len(set(values)) == 6 and all(value in allowed for value in values) else None


def _sum(answer: Answer) -> int:
    return sum(answer)


def mistaken(terms: Sequence[int], right: int, after: Sequence[int]) -> list[Wrong]:
    """The wrong next terms to which known errors lead; `after` are the terms that follow the right one."""
    last, before = terms[-1], terms[-2]
    return [
        (last + (last - before), "last_step"),
        (last + (before - terms[-3]), "other_turn"),
        (before + (before - terms[-4]), "other_turn"),
        (last + (terms[1] - terms[0]), "first_step"),
        (2 * last - right, "backwards"),
        (last, "repeated"),
        *((term, "too_far") for term in after),
    ]
