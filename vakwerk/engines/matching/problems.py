"""What can be wrong with a placement round, as a code that a program can translate and a sentence for who reads it."""

from __future__ import annotations


class InstanceProblem(ValueError):
    """Input from which no round can be made. `code` names the problem; `pupil` and `place` count from 0."""

    def __init__(self, code: str, text: str, pupil: int | None = None, place: int | None = None) -> None:
        super().__init__(text)
        self.code, self.pupil, self.place = code, pupil, place
