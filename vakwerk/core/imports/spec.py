"""What a room says about an import, and what an import says back.

    SPEC = imports.register(ImportSpec(
        name="people.class_list",
        title=_("Class list"),
        columns=[
            Column("first_name", _("First name"), aliases=("voornaam", "roepnaam"), required=True, example="Noor"),
            Column("born", _("Date of birth"), aliases=("geboortedatum",), parse=parsers.day, example="17/03/2012"),
        ],
        unique=("first_name", "born"),
        apply=import_class_list,
    ))

`apply(records, context) -> Outcome` writes; it runs in one transaction, and problems in its outcome undo everything.
Without a `preview` of its own, the difference is what `apply` does in a transaction that is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from vakwerk.core.imports import parsers
from vakwerk.core.viewer import Role

Text = str | Promise
LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Column:
    """A column that the import understands.

    aliases: other headers that mean the same (compared without case, accents and punctuation).
    parse: text of a cell -> value; raises ValueError with a sentence that says what to do. Not called for empty cells.
    empty: the value of an empty cell in a column that is not required.
    """

    key: str
    label: Text
    aliases: Sequence[str] = ()
    required: bool = False
    parse: Callable[[str], Any] = parsers.text
    example: str = ""
    help: Text = ""
    empty: Any = ""


@dataclass(frozen=True)
class Problem:
    """Something that stops the import: where it is, what stands there and what to do about it."""

    message: str
    row: int | None = None
    column: str = ""
    header: str = ""
    value: str = ""

    def shortened(self) -> dict[str, Any]:
        """As JSON for the report; a value is cut at 80 characters."""
        return {
            "message": self.message,
            "row": self.row,
            "column": self.column,
            "header": self.header[:LONGEST_SHOWN],
            "value": self.value[:LONGEST_SHOWN],
        }


@dataclass(frozen=True)
class Record:
    """A row that was read well: its number in the file and its values by column key."""

    row: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass
class Outcome:
    """What an import does or would do. `details` are sentences for the preview, such as "Noor Maes moves to 3B"."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    details: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, record: Record, message: Text, value: str = "") -> None:
        """Notes that this row cannot be imported; then nothing is."""
        self.problems.append(Problem(str(message), row=record.row, value=value))


@dataclass(frozen=True)
class Sender:
    """Who sent the file, in the shape of a viewer; a job has no request to ask."""

    person_id: int | None
    organisation_id: int | None
    role: Role | None
    display_name: str = ""
    is_authenticated: bool = True

    def has_role(self, *roles: Role) -> bool:
        return self.role in roles


@dataclass(frozen=True)
class Context:
    """What `apply` knows besides the rows: the sender, and the options that the room's page added (JSON)."""

    viewer: Sender
    options: Mapping[str, Any] = field(default_factory=dict)


Step = Callable[[list[Record], Context], Outcome]


@dataclass(frozen=True)
class ImportSpec:
    """An import: its name ("room.what"), its columns, which of them together may occur only once, and what it does."""

    name: str
    title: Text
    columns: Sequence[Column]
    apply: Step
    unique: Sequence[str] = ()
    preview: Step | None = None
    intro: Text = ""

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys) or not set(self.unique) <= set(keys):
            raise ValueError(f"{self.name}: column keys are unique, and `unique` names columns.")

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)
