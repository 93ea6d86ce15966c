"""The rules as a table: what is on, with which numbers, since when and by which source. What is written can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from vakwerk.cli.files import Page, sheet_names
from vakwerk.cli.problems import Problem, Refused
from vakwerk.engines.places import fold
from vakwerk.engines.words import Words

from .fields import RULES
from .tables import Log, read_sheet

if TYPE_CHECKING:
    from vakwerk.engines.matching.eligibility import Rules

TITLES = Words("Regels", "Rules")
_PART = re.compile(r"\s*([a-z_]+)\s*=\s*([0-9]+(?:[.,][0-9]+)?|\?)?\s*")
YES = ("ja", "yes", "x", "1")


def rules_page(rules: Rules, language: str) -> Page:
    from vakwerk.engines.matching.eligibility import REGISTRY

    heads = {
        "nl": ("regel", "aan", "waarden", "wat", "status", "bron"),
        "en": ("rule", "on", "values", "what", "status", "source"),
    }[language]
    yes, no = ("yes", "no") if language == "en" else ("ja", "nee")
    said = Words("uit de bron", "from the source"), Words("te bevestigen", "to be confirmed")
    rows = [
        [
            rule.code,
            yes if rules.on(rule.code) else no,
            "; ".join(f"{v.key} = {_number(rules.numbers[rule.code, v.key])}" for v in rule.values),
            rule.name.text(language),
            said[not rule.confirmed].text(language),
            rule.source,
        ]
        for rule in REGISTRY
    ]
    return Page(TITLES.text(language), heads, rows, "regels" if language == "nl" else "rules", (8, 6, 44, 50, 14, 60))


def _number(number: float | None) -> str:
    return "?" if number is None else f"{number:g}"


def read_rules(path: Path, rules: Rules) -> Rules:
    """`rules` changed by a table: a file of its own, or the sheet of rules in a result. Raises `Refused`."""
    from vakwerk.engines.matching.eligibility import RuleProblem

    named = [name for name in sheet_names(path) if name in (TITLES.nl, TITLES.en)]
    sheet = read_sheet(path, RULES, Log(), sheet=named[0] if named else None, quiet=True)
    problems: list[Problem] = []
    for number, row in sheet.table.rows:
        values, unread = _values(sheet.cell(row, "values"))
        if unread:
            problems.append(
                sheet.problem(
                    number,
                    "values",
                    f'"{unread}": schrijf zoals most_km = 25.',
                    f'"{unread}": write like most_km = 25.',
                )
            )
            continue
        try:
            rules = rules.changed(sheet.cell(row, "rule").upper(), on=fold(sheet.cell(row, "on")) in YES, **values)
        except RuleProblem as problem:
            problems.append(sheet.problem(number, "values", problem.words.nl, problem.words.en))
    if problems:
        raise Refused(problems)
    return rules


def _values(text: str) -> tuple[dict[str, float | None], str]:
    """ "most_km = 25" -> {"most_km": 25.0}; the second is what could not be read."""
    found: dict[str, float | None] = {}
    for part in (part for part in text.split(";") if part.strip()):
        match = _PART.fullmatch(part)
        if match is None:
            return {}, part.strip()
        number = match[2]
        found[match[1]] = None if number in (None, "?") else float(number.replace(",", "."))
    return found, ""
