"""Answers made ready for estimation: items that cannot be estimated set apart, unused categories taken together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.items import Items, Model
from vakwerk.engines.psychometrics.records import BoolArray, IntArray
from vakwerk.engines.psychometrics.responses import MISSING, DataProblem, Responses

CHUNK = 1 << 20
"""Answers handled at a time, to keep copies small."""

Bytes = npt.NDArray[np.int8]
Places = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """Answers to the J items that stay. Exactly one of `complete` and (`cells`, `offsets`) is there.

    `kept`: (J,) places of the items among those that came in; `used`: per kept item the codes that stand for its
    categories 0, 1, ...; `counts`: (J, `width`) answers in each of those; `left_out`: place -> reason. `cells`: item x
    `width` + category of each answer, person after person, with persons who answered nothing gone; `complete`: (N, J)
    0/1 without a gap.
    """

    n_persons: int
    n_answers: int
    kept: IntArray
    used: tuple[IntArray, ...]
    counts: IntArray
    left_out: dict[int, str]
    width: int
    complete: Bytes | None = None
    cells: Places | None = None
    offsets: Offsets | None = None

    @property
    def answered(self) -> IntArray:
        """(J,) answers to each kept item."""
        return np.asarray(self.counts.sum(axis=1))

    @property
    def categories(self) -> IntArray:
        """(J,) categories of each kept item."""
        return np.array([len(codes) for codes in self.used], dtype=np.int64)


def prepare(
    responses: Responses, model: Model, anchors: Items | None, anchored: IntArray, refused: dict[int, str]
) -> Answers:
    """`anchored`: (all items,) row in `anchors`, or -1; `refused`: places to leave out, with the reason.

    Raises `DataProblem` for codes that the model cannot have.
    """
    counts = category_counts(responses)
    if model != "grm":
        _refuse_codes_above(responses, counts, np.full(responses.n_items, 2), "not_dichotomous")
    if anchors is not None:
        limits = np.where(anchored >= 0, anchors.categories[np.maximum(anchored, 0)], counts.shape[1])
        _refuse_codes_above(responses, counts, limits, "not_in_anchor")
    item, code = np.nonzero(counts)
    edges = np.searchsorted(item, np.arange(len(counts) + 1))
    used = [code[start:end] for start, end in pairwise(edges)]
    left_out = {
        place: "one_category" if len(codes) else "no_answers"
        for place, codes in enumerate(used)
        if len(codes) < 2 and anchored[place] < 0
    } | refused
    kept = np.array([place for place in range(responses.n_items) if place not in left_out], dtype=np.int64)
    chosen = [
        used[place] if anchors is None or anchored[place] < 0 else np.arange(anchors.categories[anchored[place]])
        for place in kept
    ]
    return _packed(responses, counts, kept, chosen, left_out, model)


def category_counts(responses: Responses) -> IntArray:
    """(J, K): how often each code was given to each item."""
    n_items = responses.n_items
    highest = max((int(codes.max()) for codes, _ in _pieces(responses) if codes.size), default=0)
    width = max(highest, 0) + 1
    counts = np.zeros(n_items * (width + 1), dtype=np.int64)
    for codes, places in _pieces(responses):
        cells = places * np.int64(width + 1)
        counts += np.bincount((cells + codes + 1).ravel(), minlength=len(counts))
    return counts.reshape(n_items, width + 1)[:, 1:]


def _pieces(responses: Responses) -> Iterator[tuple[Bytes, npt.NDArray[np.integer]]]:
    """(codes, places) that broadcast together, some at a time."""
    if responses.dense is None:
        codes, places, _ = responses.compressed()
        for start in range(0, len(codes), CHUNK):
            yield codes[start : start + CHUNK], places[start : start + CHUNK]
        return
    rows = max(1, CHUNK // max(1, responses.n_items))
    for start in range(0, responses.n_persons, rows):
        yield responses.dense[start : start + rows], np.arange(responses.n_items)


def _refuse_codes_above(responses: Responses, counts: IntArray, limits: IntArray, problem: str) -> None:
    """Raises for the first person who gave a code that the item cannot have."""
    beyond = (counts > 0) & (np.arange(counts.shape[1]) >= limits[:, None])
    if not beyond.any():
        return
    place = int(np.flatnonzero(beyond.any(axis=1))[0])
    code = int(np.flatnonzero(beyond[place])[0])
    text = (
        f"The answer {code} does not fit a 0/1 item; recode, or use the graded model"
        if problem == "not_dichotomous"
        else f"The answer {code} is above the highest category of the anchor"
    )
    raise DataProblem(problem, text, _first_person(responses, place, code), place)


def _first_person(responses: Responses, place: int, code: int) -> int:
    if responses.dense is not None:
        return int(np.flatnonzero(responses.dense[:, place] == code)[0])
    codes, places, offsets = responses.compressed()
    cell = int(np.flatnonzero((places == place) & (codes == code))[0])
    return int(np.searchsorted(offsets, cell, side="right")) - 1


def _packed(
    responses: Responses,
    counts: IntArray,
    kept: IntArray,
    used: list[IntArray],
    left_out: dict[int, str],
    model: Model,
) -> Answers:
    width = max((len(codes) for codes in used), default=2)
    own = np.zeros((len(kept), width), dtype=np.int64)
    row, category, code = _flat(used)
    seen = code < counts.shape[1]
    own[row[seen], category[seen]] = counts[kept[row[seen]], code[seen]]
    answered = own.sum(axis=1)
    whole = len(kept) > 0 and bool((answered == responses.n_persons).all())
    common = {"kept": kept, "used": tuple(used), "counts": own, "left_out": left_out, "width": width}
    if whole and model in ("rasch", "2pl") and responses.dense is not None:
        matrix = responses.dense if len(kept) == responses.n_items else np.ascontiguousarray(responses.dense[:, kept])
        matrix.setflags(write=False)
        return Answers(responses.n_persons, matrix.size, complete=matrix, **common)  # type: ignore[arg-type]
    cells, offsets = _cells(responses, kept, used, width)
    return Answers(len(offsets) - 1, len(cells), cells=cells, offsets=offsets, **common)  # type: ignore[arg-type]


def _flat(used: list[IntArray]) -> tuple[IntArray, IntArray, IntArray]:
    """(row, category, code) of every category of every item."""
    sizes = np.array([len(codes) for codes in used], dtype=np.int64)
    row = np.repeat(np.arange(len(used)), sizes)
    category = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return row, category, np.concatenate([*used, np.zeros(0, dtype=np.int64)])


def _cells(responses: Responses, kept: IntArray, used: list[IntArray], width: int) -> tuple[Places, Offsets]:
    """Answers to kept items as numbers of cells, and where each person who gave any begins."""
    span = 1 + max((int(codes[-1]) for codes in used if len(codes)), default=1)
    cell_of = np.full((responses.n_items, span + 1), -1, dtype=np.int32)
    row, category, code = _flat(used)
    cell_of[kept[row], code + 1] = row * width + category
    flat, cells, lengths = cell_of.ravel(), [], []
    for answers, places, counts in _rows(responses):
        found = flat[places * np.int64(span + 1) + np.clip(answers, MISSING, span - 1) + 1]
        valid = found >= 0
        whole = bool(valid.all())
        cells.append(found if whole else found[valid])
        lengths.append(counts if whole else _per_person(valid, counts))
    length = np.concatenate(lengths) if lengths else np.zeros(0, dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum(length[length > 0])]).astype(np.int64)
    return (np.concatenate(cells) if cells else np.zeros(0, dtype=np.int32)), offsets


def _rows(responses: Responses) -> Iterator[tuple[Bytes, npt.NDArray[np.integer], IntArray]]:
    """(codes, places, answers per person) for some persons at a time."""
    rows = max(1, CHUNK // max(1, responses.n_items))
    if responses.dense is not None:
        for start in range(0, responses.n_persons, rows):
            part = responses.dense[start : start + rows]
            places = np.broadcast_to(np.arange(responses.n_items, dtype=np.int32), part.shape)
            yield part.ravel(), places.ravel(), np.full(len(part), responses.n_items, dtype=np.int64)
        return
    codes, places, offsets = responses.compressed()
    for start in range(0, responses.n_persons, 1 << 16):
        edges = offsets[start : start + (1 << 16) + 1]
        yield codes[edges[0] : edges[-1]], places[edges[0] : edges[-1]], np.diff(edges)


def _per_person(valid: BoolArray, counts: IntArray) -> IntArray:
    totals = np.concatenate([[0], np.cumsum(valid)])
    ends = np.cumsum(counts)
    return np.asarray(totals[ends] - totals[ends - counts], dtype=np.int64)
