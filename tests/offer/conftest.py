from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def in_autumn_2026(travel: Callable[[str], None]) -> None:
    travel("2026-11-23")
