"""Measuring talent with honest error."""

from .advice import Advice, ProgrammeProfiles, advise
from .answering import AnsweringNotice, check
from .interests import InterestItem, estimate_interests
from .menus import Breadth, Menu, MenuEntry, menu
from .scales import RIASEC, InterestProfile, ScaleEstimate

__all__ = [
    "RIASEC",
    "Advice",
    "AnsweringNotice",
    "Breadth",
    "InterestItem",
    "InterestProfile",
    "Menu",
    "MenuEntry",
    "ProgrammeProfiles",
    "ScaleEstimate",
    "advise",
    "check",
    "estimate_interests",
    "menu",
]
