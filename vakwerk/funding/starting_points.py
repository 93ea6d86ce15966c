"""What a new call can start from: nothing, a template of a call that the plan names, or an earlier call."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from vakwerk.funding.content import Content, load

FOLDER = Path(__file__).parent / "data" / "templates"


@cache
def templates() -> dict[str, Content]:
    """Content by the name of its file, in the order of the names. Each names its sources and what is to confirm."""
    return {path.stem: load(_read(path)) for path in sorted(FOLDER.glob("*.yaml"))}


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
