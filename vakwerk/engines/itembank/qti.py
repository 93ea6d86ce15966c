"""Tasks as QTI 3.0, the exchange format of 1EdTech for test items, for players and item banks of others.

`item` is one assessment item: a choice interaction with one right answer, scored by the standard template
`match_correct`. Pictures are images (SVG), in the item itself or as files beside it. What we know of a task beyond
what QTI has a place for travels as constant outcome variables, so that it comes back with the results: the difficulty
expected (logits; ours, not estimated), its standard deviation, and each radical. `package` is a zip with manifest,
test, items, pictures, and `tasks.json` (generator, seed, radicals and the error behind each wrong answer).

Structure after the QTI 3.0 specification and examples of 1EdTech. An item that needs sight says so in the words of
its picture; there are no words that could stand for it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from vakwerk.engines.words import Words

from .drawing import Picture
from .tasks import Option, Task

ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE_SPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
METADATA_SPACE = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
TEMPLATE = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct"
TAGS = {"nl": "nl-BE", "en": "en-GB"}
LETTERS = "ABCDEFGHIJ"
# The oldest time that a zip knows: the same tasks give the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
UNSEEN = Words(
    "Bij deze tekening hoort geen beschrijving: kijken is de opdracht.",
    "This drawing has no description: looking at it is the task.",
)
TITLE = Words("Taken", "Tasks")

# Where a picture is to be found: its address in the item.
Address = Callable[[str], str]


class NotExportable(ValueError):
    """This task cannot be written as a QTI item: its id is no QTI identifier, or it has too few or many answers."""


def item(task: Task, language: str = "nl", address: Address | None = None) -> str:
    """The task as one QTI 3.0 assessment item. Without `address` (from the text of an SVG to its address) the
    pictures are in the item itself. Raises `NotExportable`."""
    _check(task)
    find = address or _within
    return "".join(
        [
            HEAD,
            f'<qti-assessment-item xmlns="{ITEM_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
            f' xsi:schemaLocation="{ITEM_SPACE} {SCHEMAS}/imsqti_asiv3p0p1_v1p0.xsd"',
            f' identifier="{task.id}" title="{task.id}" label="{task.generator} {task.version}"',
            f' adaptive="false" time-dependent="false" xml:lang="{_tag(language)}" tool-name="Vakwerk">\n',
            _declarations(task),
            _body(task, language, find),
            f'<qti-response-processing template="{TEMPLATE}"/>\n</qti-assessment-item>\n',
        ]
    )


def _check(task: Task) -> None:
    if not IDENTIFIER.fullmatch(task.id):
        raise NotExportable(f"{task.id!r} is no identifier in QTI.")
    if not 2 <= len(task.options) <= len(LETTERS) or not 0 <= task.key < len(task.options):
        raise NotExportable(f"{task.id} has {len(task.options)} answers of which number {task.key} would be right.")


def _tag(language: str) -> str:
    return TAGS.get(language, language)


def _declarations(task: Task) -> str:
    """The right answer, the score, and what is known of the task beforehand."""
    known = {"EXPECTED_DIFFICULTY": task.difficulty, "EXPECTED_DIFFICULTY_SD": task.difficulty_sd}
    known |= {f"RADICAL_{re.sub('[^A-Za-z0-9_.-]', '_', name)}": value for name, value in task.radicals.items()}
    right = f"<qti-correct-response><qti-value>{LETTERS[task.key]}</qti-value></qti-correct-response>"
    response = '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
    outcomes = [_outcome("SCORE", 0), _outcome("MAXSCORE", 1), *(_outcome(*one) for one in known.items())]
    return f"{response}{right}</qti-response-declaration>\n{''.join(outcomes)}"


def _outcome(name: str, value: float) -> str:
    number = f"{value:.4f}".rstrip("0").rstrip(".")
    default = f"<qti-default-value><qti-value>{'0' if number == '-0' else number}</qti-value></qti-default-value>"
    head = f'<qti-outcome-declaration identifier="{name}" cardinality="single" base-type="float">'
    return f"{head}{default}</qti-outcome-declaration>\n"


def _body(task: Task, language: str, find: Address) -> str:
    shown = ""
    if task.picture:
        shown = f"<p>{_image(task.picture, language, UNSEEN.text(language), find)}</p>\n"
    choices = "".join(_choice(place, option, language, find) for place, option in enumerate(task.options))
    layout = f'class="qti-choices-stacking-{_a_row(task, language)}" orientation="vertical"'
    return (
        f"<qti-item-body>\n{shown}"
        f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="1" {layout}>\n'
        f"<qti-prompt>{escape(task.prompt.text(language))}</qti-prompt>\n{choices}"
        "</qti-choice-interaction>\n</qti-item-body>\n"
    )


def _choice(place: int, option: Option, language: str, find: Address) -> str:
    letter = LETTERS[place]
    words = escape(option.words.text(language)) if option.words else ""
    image = _image(option.picture, language, letter, find) if option.picture else ""
    return f'<qti-simple-choice identifier="{letter}">{image}{words}</qti-simple-choice>\n'


def _image(picture: Picture, language: str, otherwise: str, find: Address) -> str:
    """An image with the words of the picture, or `otherwise` when nothing can stand for it."""
    words = picture.alternative.text(language) if picture.alternative else otherwise
    size = f'width="{round(picture.width)}" height="{round(picture.height)}"'
    return f"<img src={quoteattr(find(picture.svg(language)))} alt={quoteattr(words)} {size}/>"


def _within(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _a_row(task: Task, language: str) -> int:
    """How many answers stand beside each other on a phone of 360 units."""
    widths = [option.picture.width for option in task.options if option.picture]
    lengths = [len(option.words.text(language)) for option in task.options if option.words]
    if max(widths, default=0) > 160 or max(lengths, default=0) > 16:
        return 1
    return 3 if max(widths, default=0) <= 100 and max(lengths, default=0) <= 8 else 2


def package(tasks: Iterable[Task], language: str = "nl", identifier: str = "vakwerk-tasks") -> bytes:
    """A QTI 3.0 content package (zip) of these tasks, with a test that presents all of them in this order.

    The same tasks give the same bytes (with the same zlib). Raises `NotExportable`, also for a task given twice."""
    listed = list(tasks)
    if len({task.id for task in listed}) != len(listed) or not listed or not IDENTIFIER.fullmatch(identifier):
        raise NotExportable("A package needs an identifier and tasks, each of them once.")
    files: dict[str, str] = {}
    used = {task.id: _add_item(files, task, language) for task in listed}
    files["test.xml"] = _test(listed, identifier, language)
    files["tasks.json"] = json.dumps([_known(task) for task in listed], ensure_ascii=False, indent=1)
    files["imsmanifest.xml"] = _manifest(listed, used, files, identifier)
    return _zipped(files)


def _add_item(files: dict[str, str], task: Task, language: str) -> list[str]:
    """Writes the item and its pictures; gives the names of the pictures. A picture that occurs twice is kept once."""
    used: list[str] = []

    def address(svg: str) -> str:
        name = f"pictures/{hashlib.sha256(svg.encode()).hexdigest()[:24]}.svg"
        files[name] = svg
        used.append(name)
        return f"../{name}"

    files[f"items/{task.id}.xml"] = item(task, language, address)
    return sorted(set(used))


def _known(task: Task) -> dict[str, Any]:
    """What we know of a task: enough to make it again, and to see which error a wrong answer stands for."""
    return {
        "id": task.id,
        "scale": task.scale,
        "generator": task.generator,
        "version": task.version,
        "seed": task.seed,
        "expected_difficulty": round(task.difficulty, 4),
        "expected_difficulty_sd": task.difficulty_sd,
        "radicals": dict(task.radicals),
        "needs_sight": task.needs_sight,
        "errors": {LETTERS[place]: option.error for place, option in enumerate(task.options) if option.error},
    }


def _test(tasks: Sequence[Task], identifier: str, language: str) -> str:
    refs = "".join(f'<qti-assessment-item-ref identifier="{one.id}" href="items/{one.id}.xml"/>\n' for one in tasks)
    title = TITLE.text(language)
    return (
        f'{HEAD}<qti-assessment-test xmlns="{ITEM_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{ITEM_SPACE} {SCHEMAS}/imsqti_asiv3p0p1_v1p0.xsd"'
        f' identifier="{identifier}-test" title="{title}" tool-name="Vakwerk">\n'
        '<qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="individual">\n'
        f'<qti-assessment-section identifier="section" title="{title}" visible="true">\n{refs}'
        "</qti-assessment-section>\n</qti-test-part>\n</qti-assessment-test>\n"
    )


def _manifest(tasks: Sequence[Task], used: dict[str, list[str]], files: dict[str, str], identifier: str) -> str:
    items = "".join(_item_resource(task, used[task.id]) for task in tasks)
    pictures = "".join(_resource(_name(path), "webcontent", path) for path in files if path.startswith("pictures/"))
    depends = "".join(f'<dependency identifierref="{task.id}"/>' for task in tasks)
    return (
        f'{HEAD}<manifest xmlns="{PACKAGE_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{PACKAGE_SPACE} {SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd'
        f' {METADATA_SPACE} {SCHEMAS}/imsqti_metadatav3p0_v1p0.xsd" identifier="{identifier}">\n'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n"
        + _resource(f"{identifier}-test", "imsqti_test_xmlv3p0", "test.xml", depends)
        + items
        + pictures
        + _resource("tasks", "webcontent", "tasks.json")
        + "</resources>\n</manifest>\n"
    )


def _item_resource(task: Task, pictures: Sequence[str]) -> str:
    metadata = (
        f'<metadata><qtiMetadata xmlns="{METADATA_SPACE}"><timeDependent>false</timeDependent>'
        "<interactionType>choiceInteraction</interactionType><feedbackType>none</feedbackType>"
        "<solutionAvailable>true</solutionAvailable><scoringMode>responseprocessing</scoringMode>"
        "<toolName>Vakwerk</toolName></qtiMetadata></metadata>"
    )
    depends = "".join(f'<dependency identifierref="{_name(path)}"/>' for path in pictures)
    return _resource(task.id, "imsqti_item_xmlv3p0", f"items/{task.id}.xml", depends, metadata)


def _resource(identifier: str, kind: str, path: str, depends: str = "", metadata: str = "") -> str:
    head = f'<resource identifier="{identifier}" type="{kind}" href="{path}">'
    return f'{head}{metadata}<file href="{path}"/>{depends}</resource>\n'


def _name(path: str) -> str:
    """The identifier of a picture: its file name with a letter before it."""
    return "p" + path.removeprefix("pictures/").removesuffix(".svg")


def _zipped(files: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(files, key=lambda path: (path != "imsmanifest.xml", path)):
            entry = zipfile.ZipInfo(path, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return target.getvalue()
