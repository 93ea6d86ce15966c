"""Drawings of this room: `{% load talent %}`."""

from __future__ import annotations

from typing import Any

from django import template

from vakwerk.talent.illustrations import AREAS, TYPES
from vakwerk.talent.smileys import Smiley

register = template.Library()


@register.inclusion_tag("talent/_picture.html")
def area_picture(area: str) -> dict[str, Any]:
    """The drawing of an area of activities; nothing for an area that has none."""
    return {"shapes": AREAS.get(area, ())}


@register.inclusion_tag("talent/_picture.html")
def type_picture(code: str) -> dict[str, Any]:
    """The drawing of one of the six interest types."""
    return {"shapes": TYPES.get(code, ())}


@register.inclusion_tag("talent/_face.html")
def face(smiley: Smiley) -> dict[str, Any]:
    return {"smiley": smiley}
