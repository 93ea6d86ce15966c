"""Answers times tables: for each person the sum over the given answers of a table row, in pieces that fit the cache.

One product serves all: with log P as table it is the log-likelihood at each node, with P'/P the slope, with the item
information (the same in every category) the information of what the person answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .items import Items
from .records import FloatArray, IntArray
from .responses import MISSING, Codes, DataProblem, Responses

ROWS = 2048


def matched(items: Items, responses: object) -> Responses:
    """The answers, checked to be about these items. Raises `DataProblem` "shape" or "category"."""
    given = Responses.of(responses)
    if given.n_items != len(items):
        raise DataProblem("shape", f"These are answers to {given.n_items} items; there are {len(items)} items.")
    if given.dense is not None:
        _check_dense(items, given.dense)
    else:
        _check_sparse(items, given)
    return given


def _check_dense(items: Items, codes: Codes) -> None:
    if not codes.size:
        return
    faulty = codes.max(axis=0) >= items.categories
    if faulty.any():
        column = int(faulty.argmax())
        row = int((codes[:, column] >= items.categories[column]).argmax())
        raise _no_category(items, row, column, int(codes[row, column]))


def _check_sparse(items: Items, given: Responses) -> None:
    codes, places, offsets = given.compressed()
    faulty = codes >= items.categories[places]
    if faulty.any():
        at = int(faulty.argmax())
        row = int(np.searchsorted(offsets, at, side="right")) - 1
        raise _no_category(items, row, int(places[at]), int(codes[at]))


def _no_category(items: Items, row: int, column: int, code: int) -> DataProblem:
    text = f"Item {items.ids[column]} has answers 0 to {items.categories[column] - 1}, not {code}"
    return DataProblem("category", text, row, column)


def pieces(given: Responses, rows: int = ROWS) -> Iterator[tuple[slice, Responses]]:
    """The persons, so many at a time."""
    for start in range(0, given.n_persons, rows):
        part = slice(start, min(start + rows, given.n_persons))
        yield part, persons(given, part)


def persons(given: Responses, part: slice) -> Responses:
    """The answers of a stretch of persons; a view, no copy."""
    size = part.stop - part.start
    if given.dense is not None:
        return Responses(size, given.n_items, dense=given.dense[part])
    codes, places, offsets = given.compressed()
    first, last = offsets[part.start], offsets[part.stop]
    own = offsets[part.start : part.stop + 1] - first
    return Responses(size, given.n_items, codes=codes[first:last], places=places[first:last], offsets=own)


def columns(given: Responses, block: IntArray) -> Responses:
    """The answers to a stretch of neighbouring items."""
    first, last = int(block[0]), int(block[-1]) + 1
    if given.dense is not None:
        return Responses(given.n_persons, len(block), dense=given.dense[:, first:last])
    codes, places, offsets = given.compressed()
    inside = (places >= first) & (places < last)
    before = np.concatenate([[0], np.cumsum(inside)])
    return Responses(
        given.n_persons, len(block), codes=codes[inside], places=places[inside] - first, offsets=before[offsets]
    )


def sums(given: Responses, tables: Sequence[FloatArray]) -> list[FloatArray]:
    """For each table (J, K, Q) the sums (N, Q) over the answers given: table[item, code, :]."""
    if given.dense is not None:
        return _dense_sums(given.dense, tables)
    return _sparse_sums(given, tables)


def _dense_sums(codes: Codes, tables: Sequence[FloatArray]) -> list[FloatArray]:
    totals = [np.zeros((len(codes), table.shape[2])) for table in tables]
    for category in range(tables[0].shape[1]):
        chosen = (codes == category).astype(np.float64)
        for total, table in zip(totals, tables, strict=True):
            total += chosen @ table[:, category]
    return totals


def _sparse_sums(given: Responses, tables: Sequence[FloatArray]) -> list[FloatArray]:
    from scipy.sparse import csr_matrix

    codes, places, offsets = given.compressed()
    n_items, n_categories, _ = tables[0].shape
    columns = places.astype(np.int64) * n_categories + codes
    shape = (given.n_persons, n_items * n_categories)
    chosen = csr_matrix((np.ones(len(codes)), columns, offsets), shape=shape)
    return [np.asarray(chosen @ table.reshape(shape[1], -1)) for table in tables]


def answered(given: Responses) -> FloatArray:
    """(N,) number of answers of each person."""
    if given.dense is not None:
        if is_complete(given):
            return np.full(given.n_persons, float(given.n_items))
        return np.asarray((given.dense != MISSING).sum(axis=1), dtype=np.float64)
    return np.asarray(np.diff(given.compressed()[2]), dtype=np.float64)


def is_complete(given: Responses) -> bool:
    if given.dense is None:
        return bool((answered(given) == given.n_items).all())
    return not given.dense.size or int(given.dense.min()) > MISSING


def is_two_parametric(items: Items) -> bool:
    """Rasch or 2PL in fact: right or wrong, no guessing, no slipping. Then sum of a_j x_j says all that answers say."""
    return items.model != "grm" and not items.c.any() and bool((items.d == 1).all())
