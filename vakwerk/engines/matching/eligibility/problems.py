"""What can be wrong with the columns of a round."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.matching.instance import NOWHERE
from vakwerk.engines.words import Words

from .cohort import Mentors, Places, Pupils


class EligibilityProblem(ValueError):
    """Columns from which no graph can be made; `words` says why in both languages."""

    def __init__(self, words: Words, place: int = NOWHERE) -> None:
        super().__init__(words.en)
        self.words, self.place = words, place


def check(pupils: Pupils, places: Places, mentors: Mentors) -> None:
    m, ends = len(places), (places.recognised_place, places.mentor_place)
    if any(len(end) and not (end.min() >= 0 and end.max() < m) for end in ends):
        raise EligibilityProblem(Words("een erkenning zonder werkplek.", "a recognition without a workplace."))
    if len(places.mentor) and not (places.mentor.min() >= 0 and places.mentor.max() < len(mentors)):
        raise EligibilityProblem(Words("een mentor die niet bestaat.", "a mentor that does not exist."))
    if len(pupils) and pupils.programme.min() < 0:
        raise EligibilityProblem(Words("een leerling zonder opleiding.", "a pupil without a programme."))
    key = places.recognised_programme.astype(np.int64) * max(m, 1) + places.recognised_place
    ordered = np.sort(key)
    twice = ordered[1:] == ordered[:-1]
    if twice.any():
        place = int(ordered[:-1][twice][0] % m)
        words = Words(
            "een werkplek is twee keer erkend voor dezelfde opleiding.",
            "a place is recognised twice for one programme.",
        )
        raise EligibilityProblem(words, place)
