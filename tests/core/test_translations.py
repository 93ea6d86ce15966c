"""Dutch texts: found in code and templates, kept when merged, complete, and with the same placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.core.management import CommandError, call_command

from vakwerk.core import translations
from vakwerk.core.translations import RoomCatalogue, catalogues, conflicts, placeholder_faults

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
A = _("Hello")
B = ngettext("%(n)s child", "%(n)s children", 2)
C = pgettext_lazy("month", "May")
"""
TEMPLATE = """{% extends "x.html" %}{% load i18n %}
    {% if a %}
  {% translate "From a template" %}
        {% endif %}
{% blocktranslate count n=n trimmed %}
  {{ n }} school
{% plural %}
  {{ n }} schools
{% endblocktranslate %} <p class="x">it's</p> {# a comment #}
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RoomCatalogue:
    monkeypatch.setattr(translations, "ROOMS", tmp_path)
    folder = tmp_path / "room"
    (folder / "templates" / "room").mkdir(parents=True)
    (folder / "__init__.py").write_text(CODE)
    (folder / "templates" / "room" / "page.html").write_text(TEMPLATE)
    return RoomCatalogue(folder)


def test_texts_of_code_and_templates_are_found_with_plural_and_context(room: RoomCatalogue) -> None:
    found = {(message.id, message.context) for message in room.template() if message.id}
    assert found == {
        ("Hello", None),
        (("%(n)s child", "%(n)s children"), None),
        ("May", "month"),
        ("From a template", None),
        (("%(n)s school", "%(n)s schools"), None),
    }


def test_merging_keeps_translations_and_drops_what_nobody_asks(room: RoomCatalogue) -> None:
    room.merge()
    room.po.write_text(room.po.read_text().replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "Dag"'))
    (room.room / "__init__.py").write_text('_("Hello")\n_("New")')
    assert room.merge()
    text = room.po.read_text()
    assert 'msgstr "Dag"' in text
    assert 'msgid "New"' in text
    assert "child" not in text
    assert not room.merge(), "a second merge changes nothing"


def test_missing_and_obsolete_texts_are_faults(room: RoomCatalogue) -> None:
    assert len(list(room.faults())) == 5
    room.merge()
    (room.room / "__init__.py").write_text("")
    faults = list(room.faults())
    assert sum(": missing:" in fault for fault in faults) == 2
    assert sum(": obsolete:" in fault for fault in faults) == 3


def test_a_fuzzy_text_is_a_fault(room: RoomCatalogue) -> None:
    room.merge()
    room.po.write_text(room.po.read_text().replace('msgid "Hello"\nmsgstr ""', '#, fuzzy\nmsgid "Hello"\nmsgstr "Dag"'))
    assert [fault for fault in room.faults() if ": fuzzy:" in fault] == ["room: fuzzy: 'Hello'"]


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("%(n)s schools", "%(n)s scholen", None),
        ("%(n)s schools", "%(aantal)s scholen", "unknown"),
        ("%(n)s schools", "scholen", "lost"),
        ("{name} is here", "{naam} is er", "unknown"),
        (("one school", "%(n)s schools"), ("één school", "%(n)s scholen"), None),
    ],
)
def test_placeholders_must_survive_translation(source: str, translation: str, fault: str | None) -> None:
    faults = list(placeholder_faults(Message(source, string=translation)))
    assert bool(faults) == bool(fault)
    assert not fault or faults[0].startswith(fault)


def test_the_check_lists_faults_and_fails(room: RoomCatalogue, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="5 texts"):
        call_command("translations", check=True)
    assert "room: missing: 'Hello' (" in capsys.readouterr().out


def test_compiling_happens_only_when_needed(room: RoomCatalogue) -> None:
    room.merge()
    assert room.compile()
    assert not room.compile()


def test_the_dutch_of_the_house_is_complete() -> None:
    assert [fault for catalogue in catalogues() for fault in catalogue.faults()] == []
    assert list(conflicts(catalogues())) == []


def test_two_rooms_that_translate_one_text_differently_are_a_fault(room: RoomCatalogue, tmp_path: Path) -> None:
    other = RoomCatalogue(tmp_path / "other")
    for catalogue, dutch in ((room, "Dag"), (other, "Hallo")):
        catalogue.po.parent.mkdir(parents=True)
        catalogue.po.write_text(f'msgid "Hello"\nmsgstr "{dutch}"\n')
    assert list(conflicts([room, other])) == ["other: differs from room: 'Hello'; give one of the two a context"]
    assert list(conflicts([room, room])) == []
