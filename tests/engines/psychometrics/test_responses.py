"""Whatever table comes in is read as what it means, or refused with the place where it goes wrong."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import coo_array, csc_matrix, csr_array, csr_matrix

from vakwerk.engines.psychometrics import DataProblem, Responses

ANSWERS = np.array([[0, 1, -1], [1, -1, 0], [1, 1, 1]], dtype=np.int8)
ROW, COLUMN = np.nonzero(ANSWERS >= 0)


@pytest.mark.parametrize("dtype", [np.int8, np.int16, np.int64, np.float32, np.float64])
def test_every_kind_of_number_gives_the_same_answers(dtype: type) -> None:
    assert (Responses.of(ANSWERS.astype(dtype)).matrix() == ANSWERS).all()


def test_what_is_masked_was_not_answered() -> None:
    for dtype in (np.int8, np.uint8, np.int64, np.float64):
        hidden = np.ma.masked_array(np.abs(ANSWERS).astype(dtype), mask=ANSWERS < 0)
        assert (Responses.of(hidden).matrix() == ANSWERS).all()


@pytest.mark.parametrize("kind", [csr_matrix, csr_array, csc_matrix, coo_array])
def test_a_sparse_table_of_any_layout_keeps_its_wrong_answers(kind: type) -> None:
    # square on purpose: columns compressed would pass for rows compressed, and give other answers
    table = kind((ANSWERS[ROW, COLUMN], (ROW, COLUMN)), shape=ANSWERS.shape)
    assert (Responses.of(table).matrix() == ANSWERS).all()


def test_two_answers_in_one_place_are_refused() -> None:
    twice = csr_array((np.array([1, 0, 1, 1]), np.array([0, 1, 2, 1]), np.array([0, 1, 4])), shape=(2, 3))
    with pytest.raises(DataProblem, match=r"person 2, item 2") as found:
        Responses.of(twice)
    assert (found.value.code, found.value.row, found.value.column) == ("twice", 1, 1)


@pytest.mark.parametrize("data", [[[0, 1], [1]], [0, 1], None, np.zeros((2, 2, 2))])
def test_what_is_no_table_is_refused(data: object) -> None:
    with pytest.raises(DataProblem) as found:
        Responses.of(data)
    assert found.value.code == "shape"


@pytest.mark.parametrize("kind", [csr_matrix, csr_array, csc_matrix])
def test_a_sparse_table_that_lost_its_zeros_is_refused_with_how_to_store_them(kind: type) -> None:
    graded = np.array([[0, 1, 3], [2, 0, 1], [1, 1, 1]], dtype=np.int8)
    with pytest.raises(DataProblem, match=r"Store each answer, 0 too: csr_matrix\(\(codes") as found:
        Responses.of(kind(graded))
    assert found.value.code == "sparse_zeros"
    stored = csr_array((graded.ravel(), np.tile(np.arange(3), 3), np.arange(0, 10, 3)), shape=graded.shape)
    assert (Responses.of(stored).matrix() == graded).all()


def test_a_sparse_table_in_which_nobody_could_lose_a_zero_is_read() -> None:
    full = np.array([[1, 2], [3, 1]], dtype=np.int8)
    assert (Responses.of(csr_array(full)).matrix() == full).all()
    assert Responses.of(csr_array(np.array([[1, 0, 1]], dtype=np.int8))).matrix().tolist() == [[1, -1, 1]]
    assert (Responses.of(csr_array((2, 3), dtype=np.int8)).matrix() == -1).all()
