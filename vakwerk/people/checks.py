"""System checks of the room."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from vakwerk.people import personas


@register(Tags.security)
def no_personas_in_production(**kwargs: Any) -> list[CheckMessage]:
    return [Error(personas.REFUSAL, id="people.E001")] if personas.forbidden() else []
