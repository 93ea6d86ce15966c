"""Double entry: nothing appears and nothing gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.money import Entry, Posting, UnbalancedError, balances

moves = st.lists(
    st.builds(Entry.move, st.sampled_from("ab"), st.sampled_from("cd"), st.integers(-(10**9), 10**9).filter(bool))
)


@given(moves)
def test_all_accounts_together_stay_at_zero(entries: list[Entry]) -> None:
    assert sum(balances(entries).values()) == 0


@given(moves)
def test_a_reversal_undoes_an_entry(entries: list[Entry]) -> None:
    both = [*entries, *(entry.reversed() for entry in entries)]
    assert set(balances(both).values()) <= {0}


def test_balances_add_up_per_account() -> None:
    entries = [Entry.move("available", "committed", 500), Entry.move("committed", "paid", 200)]
    assert balances(entries) == {"available": -500, "committed": 300, "paid": 200}


@pytest.mark.parametrize("postings", [(), (Posting("a", 5),), (Posting("a", 5), Posting("b", -4))])
def test_an_entry_out_of_balance_cannot_exist(postings: tuple[Posting, ...]) -> None:
    with pytest.raises(UnbalancedError):
        Entry(postings)


def test_a_posting_moves_whole_cents() -> None:
    with pytest.raises(UnbalancedError):
        Posting("a", 0)
    with pytest.raises(TypeError):
        Posting("a", 1.5)  # type: ignore[arg-type]
