"""Drawings of this room: `{% load calculators %}`."""

from __future__ import annotations

from typing import Any

from django import template

from vakwerk.calculators.icons import ICONS

register = template.Library()


@register.inclusion_tag("calculators/_icon.html")
def icon(name: str) -> dict[str, Any]:
    """The drawing of a calculator; raises `KeyError` for a name that has none."""
    return {"shapes": ICONS[name]}
