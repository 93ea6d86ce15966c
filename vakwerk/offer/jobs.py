"""Loads that take minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vakwerk.core import jobs
from vakwerk.offer import actions
from vakwerk.offer.registers import read_folder

LOAD = "offer.load_registers"
# From here on a load is a job: it takes longer than somebody waits for a page.
LARGE = 5_000


@jobs.handler(LOAD)
def load_registers(payload: dict[str, Any]) -> None:
    actions.load_registers(viewer=None, registers=read_folder(Path(payload["folder"])))
