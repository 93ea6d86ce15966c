"""A small drawing for every area of activities: simple shapes of our own on a grid of 64 by 64.

Each shape is (fill, path). Fills are names of CSS classes: y yellow, b blue, r brick, g green, p paper, l line only.
"""

from __future__ import annotations

Shape = tuple[str, str]
Picture = tuple[Shape, ...]


def _circle(x: int, y: int, r: int) -> str:
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


AREAS: dict[str, Picture] = {
    "care": (
        ("r", "M32 52C6 36 12 14 23 14c5 0 9 5 9 8 0-3 4-8 9-8 11 0 17 22-9 38z"),
        ("l", "M32 26v14M25 33h14"),
    ),
    "checking": (
        ("p", "M14 8h26v44H14z"),
        ("l", "M20 18h14M20 26h10M20 38l4 4 7-8"),
        ("b", _circle(44, 42, 9)),
        ("l", "M50 49l7 8"),
    ),
    "creative_kitchen": (
        ("b", "M14 30h36v16a8 8 0 0 1-8 8H22a8 8 0 0 1-8-8z"),
        ("l", "M8 30h48M22 24c-4-5 4-7 0-13M32 24c-4-5 4-7 0-13M42 24c-4-5 4-7 0-13"),
    ),
    "design_textile": (
        ("y", "M22 12 8 20l6 11 6-3v26h24V28l6 3 6-11-14-8c-3 6-17 6-20 0z"),
        ("l", "M26 40h12M26 46h12"),
    ),
    "electricity": (
        ("y", "M32 7a17 17 0 0 0-9 31v8h18v-8A17 17 0 0 0 32 7z"),
        ("l", "M25 52h14M28 58h8M27 28l5 6 5-6"),
    ),
    "engineering": (
        ("p", "M30 30h4l3 28H27z"),
        ("b", "M32 28V5l9 7zM32 28l20 11-10 5zM32 28 12 39l2-11z"),
        ("y", _circle(32, 28, 4)),
    ),
    "experiments": (
        ("p", "M27 8v16L14 50a4 4 0 0 0 4 6h28a4 4 0 0 0 4-6L37 24V8z"),
        ("g", "M20 38h24l6 12a4 4 0 0 1-4 6H18a4 4 0 0 1-4-6z"),
        ("l", "M23 8h18"),
        ("y", _circle(29, 47, 3)),
    ),
    "green_animals": (
        ("r", "M20 42h24l-4 15H24z"),
        ("l", "M32 42V22"),
        ("g", "M32 32C30 20 20 17 12 19c0 10 9 15 20 13z"),
        ("g", "M32 24c2-11 11-14 19-12 0 10-9 14-19 12z"),
    ),
    "groups_sport": (
        ("p", _circle(32, 32, 22)),
        ("b", "m32 22 10 7-4 12H26l-4-12z"),
        ("l", "M32 22V10M42 29l11-4M38 41l7 9M26 41l-7 9M22 29l-11-4"),
    ),
    "leading": (("g", "M6 56c8-18 44-18 52 0z"), ("r", "m32 10 20 8-20 8z"), ("l", "M32 44V9")),
    "life_health": (
        ("b", "m24 10 9-4 8 21-9 4z"),
        ("l", "M12 56h40M40 20c13 6 13 26 0 36M18 42h20M35 31l2 6"),
        ("y", "M20 50h20v6H20z"),
    ),
    "machines": (
        ("l", "M32 8v10M32 46v10M8 32h10M46 32h10M15 15l7 7M42 42l7 7M49 15l-7 7M22 42l-7 7"),
        ("y", _circle(32, 32, 15)),
        ("p", _circle(32, 32, 6)),
    ),
    "metal_mechanics": (("b", "M44 9a13 13 0 0 0-15 17L9 46a6 6 0 0 0 9 9l20-20a13 13 0 0 0 17-15l-8 8-8-2-2-8z"),),
    "money": (
        ("y", _circle(42, 24, 13)),
        ("y", _circle(25, 39, 16)),
        ("l", "M31 33a8 8 0 1 0 0 12M17 37h9M17 42h9"),
    ),
    "music_stage": (("l", "M26 47V17l24-6v31"), ("r", _circle(19, 47, 7)), ("r", _circle(43, 42, 7))),
    "numbers_code": (("p", "M8 12h48v32H8z"), ("l", "m24 22-7 6 7 6M40 22l7 6-7 6M34 20l-4 16M22 54h20M32 44v10")),
    "ordering_data": (("y", "M14 8h36v48H14z"), ("l", "M14 24h36M14 40h36M28 16h8M28 32h8M28 48h8")),
    "own_business": (
        ("p", "M12 28h40v28H12z"),
        ("r", "M10 12h44l4 16H6z"),
        ("l", "m21 12-2 16M32 12v16M43 12l2 16"),
        ("b", "M34 38h11v18H34z"),
    ),
    "people_past": (
        ("y", "M8 26 32 9l24 17z"),
        ("p", "M14 26h36v24H14z"),
        ("l", "M22 30v20M32 30v20M42 30v20M8 56h48M12 50h40"),
    ),
    "personal_care": (("l", "M24 40 45 9M40 40 19 9"), ("r", _circle(19, 47, 8)), ("r", _circle(45, 47, 8))),
    "persuading": (
        ("y", "m12 25 28-14v38L12 37z"),
        ("l", "M18 38l4 15h8l-4-12M46 22c5 6 5 10 0 16M52 17c8 8 8 18 0 26"),
    ),
    "planning_office": (
        ("p", "M10 14h44v42H10z"),
        ("b", "M10 14h44v11H10z"),
        ("l", "M20 8v11M44 8v11M18 35h6M29 35h6M40 35h6M18 46h6M29 46h6"),
    ),
    "promoting_hosting": (
        ("y", "M12 8h40v38H12z"),
        ("r", "m32 14 4 8 9 1-7 6 2 9-8-5-8 5 2-9-7-6 9-1z"),
        ("l", "M22 56h20M32 46v10"),
    ),
    "sales": (("r", "M13 24h38l4 32H9z"), ("l", "M23 32V18a9 9 0 0 1 18 0v14")),
    "stock": (
        ("y", "M7 33h24v24H7z"),
        ("b", "M33 33h24v24H33z"),
        ("r", "M20 9h24v24H20z"),
        ("l", "M19 33v8M45 33v8M32 9v8"),
    ),
    "support": (
        ("y", _circle(21, 20, 8)),
        ("y", "M7 54c0-26 28-26 28 0z"),
        ("b", _circle(43, 22, 8)),
        ("b", "M29 54c0-24 28-24 28 0z"),
    ),
    "teaching": (("g", "M7 10h50v31H7z"), ("l", "M15 20h17M15 29h26M22 41l-6 16M42 41l6 16")),
    "visual_art": (
        ("p", "M32 9C15 9 5 22 7 35s17 20 26 20c6 0 4-6 2-9-3-5 2-8 7-8h8c6 0 8-6 7-12C55 15 45 9 32 9z"),
        ("r", _circle(21, 24, 4)),
        ("b", _circle(35, 19, 4)),
        ("y", _circle(46, 27, 4)),
        ("g", _circle(19, 38, 4)),
    ),
    "wood_building": (("y", "M14 28v28h36V28z"), ("r", "M6 30 32 8l26 22z"), ("b", "M27 56V40h10v16z")),
    "writing_media": (("y", "m10 54 4-15 27-27 11 11-27 27z"), ("l", "m35 18 11 11M14 39l11 11M34 56h20")),
}

TYPES: dict[str, Picture] = {
    "R": AREAS["metal_mechanics"],
    "I": AREAS["experiments"],
    "A": AREAS["visual_art"],
    "S": AREAS["support"],
    "E": AREAS["persuading"],
    "C": AREAS["planning_office"],
}
