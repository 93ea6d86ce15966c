"""Answers as given: persons x items, -1 = not answered, either a dense int8 matrix or compressed sparse rows.

In the sparse form every stored value is an answer (a stored 0 is a wrong answer, not a gap), so an adaptive test of
20 items out of 500 costs 20 places a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MISSING = -1
MOST_CATEGORIES = 100

Codes = npt.NDArray[np.int8]
Places = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]


class DataProblem(ValueError):
    """Data that cannot be read as answers. `code` names the problem; `row` and `column` count from 0, where known."""

    def __init__(self, code: str, text: str, row: int | None = None, column: int | None = None) -> None:
        where = "" if row is None else f" (person {row + 1}, item {(column or 0) + 1})"
        super().__init__(text + where)
        self.code, self.row, self.column = code, row, column


@dataclass(frozen=True)
class Responses:
    """Checked answers of N persons to J items. Make one with `Responses.of`; it never writes to what it was given.

    `codes`, `places`, `offsets` are compressed rows of the answers that were given: person n answered item
    `places[offsets[n]:offsets[n + 1]]` with `codes[...]`. `dense` is (N, J) int8, and only there when that came in.
    """

    n_persons: int
    n_items: int
    dense: Codes | None = None
    codes: Codes | None = None
    places: Places | None = None
    offsets: Offsets | None = None

    @classmethod
    def of(cls, data: Any) -> Responses:
        """From `Responses`, a matrix of whole numbers (NaN or masked = not answered) or a sparse table of SciPy.

        Raises `DataProblem`.
        """
        if isinstance(data, Responses):
            return data
        if hasattr(data, "tocsr"):
            return cls._of_sparse(data if data.format == "csr" else data.tocsr())
        matrix = _matrix(data)
        if matrix.ndim != 2:
            raise DataProblem("shape", f"Answers must be a table of persons by items, not {matrix.ndim}-dimensional.")
        return cls(matrix.shape[0], matrix.shape[1], dense=_codes(matrix))

    @classmethod
    def _of_sparse(cls, data: Any) -> Responses:
        n_persons, n_items = (int(size) for size in data.shape)
        places = np.asarray(data.indices, dtype=np.int32)
        offsets = np.asarray(data.indptr, dtype=np.int64)
        if len(offsets) != n_persons + 1 or (len(places) and not (0 <= places.min() <= places.max() < n_items)):
            raise DataProblem("shape", "The sparse table points outside itself.")
        codes = _codes(np.asarray(data.data).reshape(1, -1))[0]
        if (codes == MISSING).any():
            raise DataProblem("sparse_missing", "A sparse table stores answers only; leave out what was not answered.")
        _refuse_twice(places, offsets, n_items)
        _refuse_dropped_zeros(codes, n_persons, n_items)
        return cls(n_persons, n_items, codes=codes, places=places, offsets=offsets)

    @property
    def is_sparse(self) -> bool:
        return self.dense is None

    def compressed(self) -> tuple[Codes, Places, Offsets]:
        """(codes, places, offsets) of the answers given, whatever form came in."""
        if self.dense is None:
            assert self.codes is not None
            assert self.places is not None
            assert self.offsets is not None
            return self.codes, self.places, self.offsets
        seen = self.dense != MISSING
        offsets = np.concatenate([[0], np.cumsum(seen.sum(axis=1))]).astype(np.int64)
        return self.dense[seen], np.nonzero(seen)[1].astype(np.int32), offsets

    def matrix(self) -> Codes:
        """(N, J) int8 with -1 where not answered."""
        if self.dense is not None:
            return self.dense
        codes, places, offsets = self.compressed()
        full = np.full((self.n_persons, self.n_items), MISSING, dtype=np.int8)
        full[np.repeat(np.arange(self.n_persons), np.diff(offsets)), places] = codes
        return full


def _matrix(data: Any) -> npt.NDArray[Any]:
    """An array of `data`; what a masked array hides was not answered."""
    if isinstance(data, np.ma.MaskedArray):
        return np.asarray(np.ma.filled(data.astype(np.float64), np.nan))
    try:
        return np.asarray(data)
    except ValueError as error:
        raise DataProblem("shape", "Answers must be a table: every person has a place for every item.") from error


def _refuse_twice(places: Places, offsets: Offsets, n_items: int) -> None:
    """Raises for the first person who stands in a sparse table with two answers to one item."""
    person = np.repeat(np.arange(len(offsets) - 1, dtype=np.int64), np.diff(offsets))
    cells = person * n_items + places
    cells.sort(kind="stable")
    twice = np.flatnonzero(cells[1:] == cells[:-1])
    if len(twice):
        row, column = divmod(int(cells[twice[0]]), n_items)
        raise DataProblem("twice", "There are two answers in one place", row, column)


def _refuse_dropped_zeros(codes: Codes, n_persons: int, n_items: int) -> None:
    """SciPy drops every 0 when it makes a matrix sparse; each wrong answer would then pass for a gap, unseen.

    A table without a gap dropped nothing, and one person alone may have everything right.
    """
    if n_persons > 1 and 0 < len(codes) < n_persons * n_items and codes.all():
        raise DataProblem(
            "sparse_zeros",
            "The sparse table stores no 0, but has gaps: SciPy drops zeros when it makes a matrix sparse. Store each "
            "answer, 0 too: csr_matrix((codes, places, offsets)). Did nobody score 0, give a matrix with -1 in the "
            "gaps.",
        )


def _codes(matrix: npt.NDArray[Any]) -> Codes:
    if matrix.dtype == np.int8 or matrix.dtype == np.uint8 or matrix.dtype.kind in "iub":
        whole = matrix
    elif matrix.dtype.kind == "f":
        whole = _whole(matrix)
    else:
        raise DataProblem("not_numbers", "Answers must be whole numbers: 0, 1, 2, ... and -1 for not answered.")
    _check_range(whole)
    codes = np.ascontiguousarray(whole, dtype=np.int8)
    if codes is matrix or codes.base is not None:
        codes = codes.view()
    codes.setflags(write=False)
    return codes


def _whole(matrix: npt.NDArray[Any]) -> npt.NDArray[Any]:
    filled = np.where(np.isnan(matrix), MISSING, matrix)
    _refuse(filled != np.floor(filled), filled, "not_whole", "An answer is a whole number, not {}")
    _refuse(~np.isfinite(filled), filled, "not_whole", "An answer is a whole number, not {}")
    return filled


def _check_range(matrix: npt.NDArray[Any]) -> None:
    if not matrix.size:
        return
    if matrix.min() < MISSING:
        _refuse(matrix < MISSING, matrix, "negative", "An answer cannot be {}; use -1 for not answered")
    if matrix.max() >= MOST_CATEGORIES:
        _refuse(matrix >= MOST_CATEGORIES, matrix, "too_many", "An answer cannot be {}; codes run from 0 to 99")


def _refuse(faulty: npt.NDArray[Any], matrix: npt.NDArray[Any], code: str, text: str) -> None:
    if faulty.any():
        row, column = (int(index) for index in np.unravel_index(int(faulty.argmax()), faulty.shape))
        raise DataProblem(code, text.format(matrix[row, column]), row, column)
