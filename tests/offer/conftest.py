from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from vakwerk.offer import snapshot


@pytest.fixture(autouse=True)
def no_copy_of_another_test() -> Iterator[None]:
    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture
def in_autumn_2026(travel: Callable[[str], None]) -> None:
    travel("2026-11-23")
