"""What would help, per shortage."""

from __future__ import annotations

from vakwerk.cli.files import Page

from . import titles
from .sheets import page
from .solving import Outcome


def remedies_page(outcome: Outcome, language: str) -> Page:
    return page(titles.REMEDIES, (), [], language)
