"""`python -m vakwerk`: helps without arguments, in two languages, without the site."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time

import pytest

import vakwerk.cli
from tests.live import ROOT
from vakwerk.cli import ENTRIES, main
from vakwerk.cli.commands import Command, Group
from vakwerk.cli.measure import GROUP as MEASURE
from vakwerk.cli.screen import Screen
from vakwerk.cli.usage import build_parser, language_of
from vakwerk.engines.words import Words


@pytest.mark.parametrize("argv", [[], ["--help"], ["measure"], ["measure", "--help"]])
def test_help_names_what_there_is(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    said = capsys.readouterr().out
    assert said.startswith("gebruik: python -m vakwerk")
    assert "measure" in said
    assert ("calibrate" in said) == ("measure" in argv)


@pytest.mark.parametrize("command", [command.name for command in MEASURE.commands])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_explains_itself_with_an_example(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", command, "--help", "--language", language]) == 0
    said = capsys.readouterr().out
    assert f"python -m vakwerk measure {command} --" in said
    assert ("options:" in said) == (language == "en")
    assert ("opties:" in said) == (language == "nl")


@pytest.mark.parametrize(
    ("argv", "dutch", "english"),
    [
        (["measure", "score"], "dit ontbreekt: --responses", "required: --responses"),
        (["measure", "calibrate", "--model", "9pl"], "'9pl' bestaat niet; kies uit", "invalid choice: '9pl'"),
        (["measure", "calibrate", "--out"], "--out: hier hoort iets achter te staan", "expected one argument"),
        (["measure", "simulate", "--pupils", "x"], "--pupils: 'x' is geen geheel getal", "invalid int value"),
        (["nonsense"], "'nonsense' bestaat niet", "invalid choice: 'nonsense'"),
        (["--strange"], "onbekend: --strange", "unrecognized arguments: --strange"),
    ],
)
def test_a_wrong_command_is_told_in_the_language_of_the_user(
    argv: list[str], dutch: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    said = capsys.readouterr().err
    assert dutch in said
    assert "gebruik: " in said
    assert "Meer uitleg: python -m vakwerk" in said
    assert main([*argv, "--language=en"] if argv[-1] != "--out" else ["--language", "en", *argv]) == 2
    assert english in capsys.readouterr().err


def documented() -> list[str]:
    """Every command that the manual for researchers or an example in the help tells people to type."""
    page = (ROOT / "docs/handleiding/onderzoeker.md").read_text()
    typed = [words.removeprefix("M ") for words in re.findall(r"`(M [a-z]+ --[^`]*)`", page) if "--help" not in words]
    return [*typed, *(f"{command.name} {command.example}" for command in MEASURE.commands)]


@pytest.mark.parametrize("words", documented())
def test_what_the_documents_say_can_be_typed(words: str) -> None:
    options = build_parser(ENTRIES, "nl").parse_args(["measure", *words.split()])
    assert options.run is not None


def test_language_is_found_wherever_it_stands() -> None:
    assert language_of(["a", "--language", "en", "b"]) == language_of(["--language=en"]) == "en"
    assert language_of([]) == language_of(["--language"]) == language_of(["--language", "fr"]) == "nl"


def test_python_m_vakwerk_starts_without_the_site() -> None:
    """In a process of its own: neither Django nor a heavy library is loaded to say what there is."""
    code = (
        "import sys; from vakwerk.cli import main; main([]);"
        "print([name for name in ('django', 'scipy', 'numba', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    help_text = subprocess.run([sys.executable, "-m", "vakwerk"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "measure" in help_text.stdout


def test_another_group_of_commands_needs_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def options(parser: argparse.ArgumentParser, text: object) -> None:
        parser.add_argument("--name", required=True)

    def greet(chosen: argparse.Namespace, screen: Screen) -> int:
        screen.say(f"dag {chosen.name}", f"hello {chosen.name}")
        return 0

    group = Group(
        "greeting", Words("Groeten", "Greeting"), (Command("greet", Words("Groet", "Greets"), options, greet),)
    )
    monkeypatch.setattr(vakwerk.cli, "ENTRIES", (*ENTRIES, group))
    assert main(["greeting", "greet", "--name", "An", "--language", "en"]) == 0
    assert capsys.readouterr().out == "hello An\n"


def test_what_takes_long_gives_signs_of_life(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vakwerk.cli.screen.PATIENCE", 0.05)
    monkeypatch.setattr("vakwerk.cli.screen.EVERY", 0.05)
    with Screen("nl").busy("rekenen", "computing"):
        time.sleep(0.3)
    assert capsys.readouterr().err.count("rekenen ... (0 s)") >= 2
    with Screen("nl").busy("rekenen", "computing"):
        pass
    assert capsys.readouterr().err == ""
