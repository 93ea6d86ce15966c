"""Dutch texts of the interface: extract, merge, check and compile with Babel, without gettext's programs.

One catalogue per room, `vakwerk/<room>/locale/nl/LC_MESSAGES/django.po`, filled from the room's Python and templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parent.parent
LANGUAGE = "nl"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


@dataclass(frozen=True)
class RoomCatalogue:
    """The Dutch catalogue of one room."""

    room: Path

    @property
    def po(self) -> Path:
        return self.room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")

    def read(self) -> Catalog:
        if not self.po.exists():
            return Catalog(locale=LANGUAGE)
        with self.po.open("rb") as file:
            return read_po(file, locale=LANGUAGE)

    def template(self) -> Catalog:
        """Every message that the room's code and templates ask for."""
        catalogue = Catalog()
        for path, line, message, comments, context in _messages(self.room):
            catalogue.add(message, locations=[(path, line)], auto_comments=comments, context=context)
        return catalogue

    def merge(self) -> bool:
        """Adds new messages and drops unused ones; translations stay. True when the file changed."""
        template, catalogue = self.template(), self.read()
        if not len(template) and not self.po.exists():
            return False
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        text = _as_bytes(catalogue)
        if self.po.exists() and self.po.read_bytes() == text:
            return False
        self.po.parent.mkdir(parents=True, exist_ok=True)
        self.po.write_bytes(text)
        return True

    def compile(self) -> bool:
        """Writes the .mo when the .po is newer; True when it did."""
        if not self.po.exists() or (self.mo.exists() and self.mo.stat().st_mtime_ns >= self.po.stat().st_mtime_ns):
            return False
        output = BytesIO()
        write_mo(output, self.read(), use_fuzzy=False)
        part = self.mo.with_suffix(f".{id(output)}.part")
        part.write_bytes(output.getvalue())
        part.replace(self.mo)
        return True

    def faults(self) -> Iterator[str]:
        """What keeps this catalogue from being complete, one line each."""
        template, catalogue = self.template(), self.read()
        for message in template:
            if message.id:
                yield from self._faults_of(message, catalogue.get(message.id, message.context))
        for message in catalogue:
            if message.id and template.get(message.id, message.context) is None:
                yield f"{self._name}: obsolete: {_key(message)!r}"

    def _faults_of(self, asked: Message, given: Message | None) -> Iterator[str]:
        where = f"{asked.locations[0][0]}:{asked.locations[0][1]}" if asked.locations else ""
        if given is None or not _complete(given):
            yield f"{self._name}: missing: {_key(asked)!r} ({where})"
        elif given.fuzzy:
            yield f"{self._name}: fuzzy: {_key(asked)!r}"
        else:
            yield from (f"{self._name}: {error}: {_key(asked)!r}" for error in placeholder_faults(given))

    @property
    def _name(self) -> str:
        return self.room.name


def catalogues() -> list[RoomCatalogue]:
    return [RoomCatalogue(path.parent) for path in sorted(ROOMS.glob("*/__init__.py"))]


def conflicts(rooms: Iterable[RoomCatalogue]) -> Iterator[str]:
    """Texts that two rooms translate differently: Django has one dictionary, so one of the two would never be seen."""
    seen: dict[tuple[str, str | None], tuple[str, tuple[str, ...]]] = {}
    for room in rooms:
        for message in room.read():
            if not message.id or not _complete(message):
                continue
            first, forms = seen.setdefault((_key(message), message.context), (room.room.name, _forms(message.string)))
            if forms != _forms(message.string):
                yield f"{room.room.name}: differs from {first}: {_key(message)!r}; give one of the two a context"


def placeholder_faults(message: Message) -> Iterator[str]:
    """A translation must use the same `%(name)s` and `{name}` as its source."""
    wanted = {p for source in _forms(message.id) for p in _placeholders(source)}
    texts = _forms(message.string)
    for text in texts:
        unknown = set(_placeholders(text)) - wanted
        if unknown:
            yield f"unknown placeholder {sorted(unknown)}"
        if len(texts) == 1 and wanted - set(_placeholders(text)):
            yield f"lost placeholder {sorted(wanted - set(_placeholders(text)))}"


def _placeholders(text: str) -> list[str]:
    return re.findall(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}", text)


def _forms(text: object) -> tuple[str, ...]:
    """Singular and plural of a message, or its only form."""
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text or ""),)


def _complete(message: Message) -> bool:
    return all(_forms(message.string))


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _messages(room: Path) -> Iterator[Found]:
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract(path, path.read_bytes())
    for path in sorted(room.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield from _extract(path, _template_as_python(path).encode())


def _template_as_python(path: Path) -> str:
    """Django's own translation of a template to calls of gettext; margins go, since Python reads them."""
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in source.splitlines())


def _extract(path: Path, source: bytes) -> Iterable[Found]:
    name = path.relative_to(ROOMS.parent).as_posix()
    for line, message, comments, context in extract(
        "python", BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        yield name, line, message, comments, context


def _as_bytes(catalogue: Catalog) -> bytes:
    """The file without dates, versions and line numbers, which only make for noise in the history."""
    output = BytesIO()
    catalogue.fuzzy = False
    write_po(
        output, catalogue, width=120, omit_header=True, include_lineno=False, sort_output=True, ignore_obsolete=True
    )
    plural = f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
    header = f'msgid ""\nmsgstr ""\n"Language: {LANGUAGE}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n{plural}\n'
    return header.encode() + output.getvalue()
