"""What several rules ask about a pupil."""

from __future__ import annotations

from decimal import Decimal

from vakwerk.engines.rules.questions import Kind, Question
from vakwerk.engines.words import Words

AGE = Question(
    "age",
    Kind.COUNT,
    Words("Hoe oud is de leerling?", "How old is the pupil?"),
    least=Decimal(10),
    most=Decimal(30),
)
