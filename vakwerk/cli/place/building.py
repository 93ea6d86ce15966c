"""From options to a case, and from an outcome to the files of a result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vakwerk.cli.files import Outputs, Page
from vakwerk.cli.problems import refuse

from . import decisions, proof, record, rulesheet, sheets, titles
from .case import Case, Choices, Wishes
from .command import today
from .earlier import Machine, Result
from .fields import MENTORS, PLACES, PUPILS
from .inputs import Inputs, Source
from .reading import read_inputs
from .solving import Outcome
from .tables import Log

if TYPE_CHECKING:
    import argparse

NEAREST, WISH_MINUTES = 50, 15
KIND_NAMES = {"duaal": "dual", "dual": "dual", "stage": "internship", "internship": "internship"}
TABLES = {"pupils": PUPILS, "places": PLACES, "mentors": MENTORS}


def case_of(chosen: argparse.Namespace, log: Log) -> Case:
    """Everything read and checked. Raises `Refused`."""
    from .unread import log_unread

    result = Result(chosen.previous) if chosen.previous else None
    found = read_inputs(*sources(chosen, result), mapping_of(chosen.mapping), log)
    wishes = decisions.read_wishes(result, found.places) if result else Wishes()
    machine = result.machine() if result else Machine({})
    if result:
        anew = {"new_pupils": bool(chosen.pupils), "new_places": bool(chosen.places)}
        decisions.refuse_unknown(result, wishes, found, **anew)
        log_unread(result, wishes, found, log, **anew)
    return Case(found, wishes, choices_of(chosen, result, machine, found, chosen.today or today()))


def sources(chosen: argparse.Namespace, result: Result | None) -> tuple[Source, Source, Source | None]:
    """The files that were named; for those that were not, what stands in the result before."""
    if chosen.pupils and chosen.places:
        return Source(chosen.pupils), Source(chosen.places), Source(chosen.mentors) if chosen.mentors else None
    if result is None:
        raise refuse(
            "geef --pupils en --places, of --previous met een resultaat. Probeer eerst --sample voorbeeld.",
            "give --pupils and --places, or --previous with a result. Try --sample example first.",
        )
    pupils, places, mentors = result.inputs()
    return (
        Source(chosen.pupils) if chosen.pupils else pupils,
        Source(chosen.places) if chosen.places else places,
        Source(chosen.mentors) if chosen.mentors else (None if chosen.places else mentors),
    )


def mapping_of(path: Path | None) -> dict[str, dict[str, str]]:
    """Saved columns: {"pupils": {"header": "key"}, ...}. Raises `Refused` when the file is something else."""
    if path is None:
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        found = {table: {str(k): str(v) for k, v in read.get(table, {}).items()} for table in TABLES}
    except (OSError, ValueError, AttributeError) as error:
        raise refuse(
            "dit zijn geen kolommen zoals wij ze bewaren. Neem het bestand .kolommen.json naast een eerder resultaat.",
            "these are not columns as we save them. Take the file .columns.json beside an earlier result.",
            file=str(path),
        ) from error
    _refuse_no_field(path, found)
    return found


def _refuse_no_field(path: Path, found: Mapping[str, Mapping[str, str]]) -> None:
    """A column that is said to be something that we do not know."""
    for table, keys in found.items():
        known = [field.key for field in TABLES[table]]
        for header, key in keys.items():
            if key and key not in known:
                raise refuse(
                    f'"{header}" is "{key}", maar dat kennen we niet. Kies uit: {", ".join(known)}; of "" om de '
                    "kolom te negeren.",
                    f'"{header}" is "{key}", which is not known. Choose from: {", ".join(known)}; or "" to ignore it.',
                    file=path.name,
                    sheet=table,
                )


def mapping_text(found: Inputs) -> str:
    """The columns as they were read, to use again with --mapping."""
    tables = {table: {header: key for key, header in headers.items()} for table, headers in found.headers.items()}
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def choices_of(
    chosen: argparse.Namespace, result: Result | None, machine: Machine, found: Inputs, day_made: str
) -> Choices:
    """Typed options first, then those of the result before, then ours."""
    from vakwerk.engines.matching.eligibility import Rules

    kind: Any = KIND_NAMES[chosen.kind]
    rules = Rules.standard(kind)
    rules_in = result.source(titles.RULES) if result else None
    if chosen.rules:
        rules = rulesheet.read_rules(chosen.rules, rules)
    elif rules_in is not None:
        rules = rulesheet.read_rules(rules_in.path, rules)
    before = machine.of("setting")
    day = chosen.date or before.get("day") or min((p.start for p in found.pupils if p.start), default="")
    nearest = chosen.nearest or _whole(before, "nearest", NEAREST)
    wish = chosen.wish_minutes if chosen.wish_minutes is not None else _whole(before, "wish_minutes", WISH_MINUTES)
    return Choices(rules, nearest, wish, day, day_made, kept=chosen.nearest is not None)


def _whole(before: Mapping[str, str], key: str, default: int) -> int:
    text = before.get(key, "")
    return int(text) if text.isdigit() else default


def pages(outcome: Outcome, found: Inputs, log: Log, language: str) -> list[Page]:
    """All sheets of a result, in the order in which they are read."""
    from .regions import regions_page
    from .remedies import calls_page, remedies_page

    made = [
        proof.read_me(outcome, language),
        sheets.placed(outcome, language),
        sheets.unplaced(outcome, language),
        sheets.shortages(outcome, language),
        regions_page(outcome, language),
        remedies_page(outcome, language),
        calls_page(outcome, language),
        sheets.places(outcome, language),
        sheets.companies(outcome, language),
    ]
    if outcome.case.wishes.earlier:
        made.append(sheets.changed(outcome, language))
    made += [proof.proof(outcome, language), record.log(log, language)]
    made += [rulesheet.rules_page(outcome.case.choices.rules, language), record.columns(found, language)]
    made += record.inputs(found, language)
    if outcome.case.wishes.earlier:
        made.append(record.earlier(outcome, language))
    return [*made, record.prices(outcome, language)]


def write(outcome: Outcome, log: Log, outputs: Outputs, out: Path, html: Path | None, language: str) -> list[Path]:
    """Result, columns and page laid ready in `outputs`."""
    from .page import html_page

    found = outcome.case.inputs
    made = [
        page if page.remark else replace(page, remark=found.remark) for page in pages(outcome, found, log, language)
    ]
    outputs.book(out, [_labelled(page, found.remark) for page in made])
    columns = out.with_name(f"{out.stem}.{'kolommen' if language == 'nl' else 'columns'}.json")
    outputs.text(columns, mapping_text(found))
    page = html or out.with_suffix(".html")
    outputs.text(page, html_page(outcome, language))
    return [out, page, columns]


def _labelled(page: Page, remark: str) -> Page:
    """Fictitious data say so on every sheet, before anything else."""
    if not remark or page.remark.startswith(remark):
        return page
    return replace(page, remark=f"{remark}. {page.remark}" if page.remark else remark)
