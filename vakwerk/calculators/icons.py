"""A small drawing for each calculator: simple shapes of our own on a grid of 48 by 48.

Each shape is (fill, path). Fills are names of CSS classes: y yellow, b blue, r brick, g green, p paper, l line only.
"""

from __future__ import annotations

Shapes = tuple[tuple[str, str], ...]


def _circle(x: int, y: int, r: int) -> str:
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


ICONS: dict[str, Shapes] = {
    "coins": (
        ("y", _circle(17, 27, 12)),
        ("y", _circle(32, 20, 11)),
        ("l", "M36 16c-5-3-9 0-9 4s4 7 9 4M24 19h7M24 22h6"),
    ),
    "contract": (
        ("p", "M10 5h22l7 7v31H10z"),
        ("l", "M32 5v7h7M16 17h15M16 23h15M16 29h9"),
        ("b", "m24 39 2-6 11-11 4 4-11 11z"),
    ),
    "gift": (
        ("r", "M8 22h32v20H8z"),
        ("y", "M6 15h36v8H6z"),
        ("l", "M24 15v27M24 15c-4-9-13-8-11-3 1 3 7 3 11 3zM24 15c4-9 13-8 11-3-1 3-7 3-11 3z"),
    ),
    "calendar": (
        ("p", "M7 10h34v31H7z"),
        ("r", "M7 10h34v8H7z"),
        ("l", "M15 6v7M33 6v7M13 24h4M22 24h4M31 24h4M13 30h4M22 30h4"),
        ("g", "M30 28h6v6h-6z"),
    ),
    "halves": (
        ("p", _circle(24, 24, 18)),
        ("y", "M24 6a18 18 0 0 1 0 36z"),
        ("l", "M24 6v36M24 24h9"),
    ),
    "clock": (
        ("p", _circle(24, 24, 18)),
        ("l", "M24 12v12l8 5M24 6v3M24 39v3M6 24h3M39 24h3"),
        ("b", _circle(24, 24, 2)),
    ),
    "shield": (
        ("b", "M24 5 40 11v12c0 10-7 17-16 20C15 40 8 33 8 23V11z"),
        ("l", "m17 23 5 6 10-11"),
    ),
    "mentor": (
        ("y", _circle(17, 14, 7)),
        ("b", "M5 42c0-12 5-18 12-18s12 6 12 18z"),
        ("p", _circle(36, 22, 5)),
        ("g", "M28 42c0-9 3-13 8-13s8 4 8 13z"),
    ),
    "seats": (
        ("r", "M5 42V12l12 7v-7l12 7v-7l14 8v22z"),
        ("p", "M12 28h6v6h-6zM22 28h6v6h-6zM32 28h6v6h-6z"),
    ),
    "machine": (
        ("y", "M14 9h17l7 8v13H14z"),
        ("l", "M6 30h36M20 9v21M6 6v24"),
        ("p", _circle(16, 37, 5)),
        ("p", _circle(34, 37, 5)),
    ),
    "briefcase": (
        ("b", "M5 15h38v26H5z"),
        ("l", "M17 15V9h14v6M5 26h38"),
        ("y", "M21 23h6v6h-6z"),
    ),
    "ladder": (
        ("l", "M16 4v40M32 4v40M16 12h16M16 20h16M16 28h16M16 36h16"),
        ("y", _circle(24, 8, 4)),
    ),
    "signpost": (
        ("l", "M24 5v39"),
        ("y", "M24 8h14l5 5-5 5H24z"),
        ("g", "M24 21H10l-5 5 5 5h14z"),
    ),
    "school": (
        ("r", "M24 5 43 18H5z"),
        ("p", "M9 18h30v24H9z"),
        ("b", "M20 30h8v12h-8z"),
        ("l", "M14 23h4M30 23h4M14 30h2M32 30h2"),
    ),
    "doors": (
        ("p", "M6 8h15v34H6zM27 8h15v34H27z"),
        ("y", "M27 8h15v34H27z"),
        ("l", "M17 25h1M31 25h1"),
    ),
}
