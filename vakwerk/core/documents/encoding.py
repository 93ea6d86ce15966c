"""How Python values become the JSON that a template reads."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from vakwerk.core.charts import Chart

REPLACEMENT = "\u25a1"
# What the bundled fonts can draw; anything else would leave a hole that PDF/UA forbids.
_RANGES = ((0x20, 0x24F), (0x391, 0x3C9), (0x400, 0x45F), (0x1E00, 0x1EFF), (0x2010, 0x2027))
_SINGLE = frozenset("\t\n‰′″‹›⁄€™←↑→↓−≈≤≥□✓")
_REMOVED = {"Cc", "Cf", "Cs", "Mn", "Me"}


def figure(chart: Chart) -> dict[str, Any]:
    """A chart as a template needs it: {svg, alt, title, table: {heads, rows}}."""
    return {
        "svg": chart.standalone_svg(),
        "alt": f"{chart.title}. {chart.description}".strip(),
        "title": str(chart.title),
        "table": {"heads": [str(head) for head in chart.table.heads], "rows": [list(row) for row in chart.table.rows]},
    }


def drawable(text: str) -> str:
    """The text with every character that no bundled font has replaced by an empty square, and controls removed."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_shown(character) for character in composed)


def _shown(character: str) -> str:
    if character in _SINGLE:
        return character
    category, code = unicodedata.category(character), ord(character)
    if category in _REMOVED:
        return ""
    known = category != "Cn" and any(first <= code <= last for first, last in _RANGES)
    return character if known else REPLACEMENT


class _Encoder(DjangoJSONEncoder):
    """Dates, decimals, lazy texts (Django's own) and charts."""

    def default(self, o: Any) -> Any:
        return figure(o) if isinstance(o, Chart) else super().default(o)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: item if key == "svg" else _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def encode(data: Mapping[str, Any]) -> str:
    """JSON with sorted keys. TypeError for what JSON cannot say; ValueError for NaN."""
    plain = json.loads(json.dumps(data, cls=_Encoder, allow_nan=False))
    return json.dumps(_clean(plain), ensure_ascii=False, sort_keys=True)
