"""Reasoning: matrices, number and letter series, analogies."""

from vakwerk.engines.itembank.tasks import Generator

from . import (
    analogy_inside,
    analogy_turns,
    letter_series,
    matrix_lines,
    matrix_shapes,
    matrix_turns,
    number_series,
)

GENERATORS: tuple[Generator, ...] = (
    matrix_shapes.GENERATOR,
    matrix_turns.GENERATOR,
    matrix_lines.GENERATOR,
    number_series.GENERATOR,
    letter_series.GENERATOR,
    analogy_inside.GENERATOR,
    analogy_turns.GENERATOR,
)
