"""Demo personas: somebody fictitious, one click away. Registered by the demo world, refused in production.

personas.register(Persona("eline", "Eline", 12, _("..."), "GO! De Linde", Role.PUPIL, "/talent/", account="demo-eline"))
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from vakwerk.core.viewer import Role

REFUSAL = "VAKWERK_PERSONAS lets everybody sign in as anybody. It cannot be on in production (VAKWERK_MODE)."


@dataclass(frozen=True)
class Persona:
    """Somebody to look around as.

    `lands_at` is the path or URL name of the first page; `account` the login of the account, empty for somebody who
    walks in without one (a child at home); `organisation` chooses among the capacities of the account, by name.
    """

    slug: str
    name: str
    age: int
    story: str | Promise
    organisation: str
    role: Role | None
    lands_at: str
    account: str = ""


_personas: dict[str, Persona] = {}


def register(*personas: Persona) -> None:
    """Adds personas in the order in which the page shows them; the same slug replaces."""
    _personas.update({persona.slug: persona for persona in personas})


def all_personas() -> list[Persona]:
    return list(_personas.values()) if settings.PERSONAS else []


def persona(slug: str) -> Persona | None:
    """The persona of this slug; None when unknown or when personas are off."""
    return _personas.get(slug) if settings.PERSONAS else None


def forbidden() -> bool:
    return bool(settings.PERSONAS) and settings.MODE == "production"


def refuse_in_production() -> None:
    """Raises `ImproperlyConfigured`: a production server with personas must not answer a single request."""
    if forbidden():
        raise ImproperlyConfigured(f"people.E001: {REFUSAL}")
