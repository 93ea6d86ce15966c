"""QTI 3.0: items that another player can show and score, and packages in which every reference is there."""

import base64
import dataclasses
import hashlib
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

import pytest

from vakwerk.engines.itembank import SCALES, Task, Words, draw, generators, qti
from vakwerk.engines.itembank.tasks import Option

SPACES = {"q": qti.ITEM_SPACE, "p": qti.PACKAGE_SPACE, "m": qti.METADATA_SPACE}
# The order in which the specification lists the parts of an item, as far as ours has them.
PARTS = ["qti-response-declaration", "qti-outcome-declaration", "qti-item-body", "qti-response-processing"]
BODY = {"qti-item-body", "p", "img", "qti-choice-interaction", "qti-prompt", "qti-simple-choice"}


def one_of_each() -> list[Task]:
    return [maker.task(5) for scale in SCALES for maker in generators(scale)]


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())


def plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def outcomes(root: ElementTree.Element) -> dict[str, float]:
    found = root.findall("q:qti-outcome-declaration", SPACES)
    return {one.attrib["identifier"]: float(one.findtext(".//q:qti-value", "", SPACES)) for one in found}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_item_says_what_is_asked_what_is_right_and_how_it_is_scored(language: str) -> None:
    for task in one_of_each():
        root = read(qti.item(task, language))
        assert (plain(root.tag), root.attrib["identifier"]) == ("qti-assessment-item", task.id)
        choices = root.findall(".//q:qti-simple-choice", SPACES)
        right = root.findtext("q:qti-response-declaration/q:qti-correct-response/q:qti-value", "", SPACES)
        assert [one.attrib["identifier"] for one in choices] == list("ABCDEFGHIJ"[: len(task.options)])
        assert right == "ABCDEFGHIJ"[task.key]
        assert root.findtext(".//q:qti-prompt", "", SPACES) == task.prompt.text(language)
        said = ["".join(one.itertext()).strip() for one in choices]
        assert said == [option.words.text(language).strip() if option.words else "" for option in task.options]
        processing = root.find("q:qti-response-processing", SPACES)
        assert processing is not None
        assert processing.attrib["template"].endswith("/match_correct")


def test_an_item_has_its_parts_in_the_order_of_the_specification_and_no_other_elements() -> None:
    for task in one_of_each():
        root = read(qti.item(task))
        names = [plain(child.tag) for child in root]
        assert sorted(names, key=PARTS.index) == names
        body = root.find("q:qti-item-body", SPACES)
        assert body is not None
        assert {plain(element.tag) for element in body.iter()} <= BODY
        assert all(element.tag.startswith(f"{{{qti.ITEM_SPACE}}}") for element in root.iter())


def test_what_is_expected_of_an_item_comes_back_with_its_results() -> None:
    for task in one_of_each():
        known = outcomes(read(qti.item(task)))
        assert known["SCORE"] == 0
        assert known["MAXSCORE"] == 1
        assert known["EXPECTED_DIFFICULTY"] == pytest.approx(task.difficulty, abs=1e-4)
        assert known["EXPECTED_DIFFICULTY_SD"] == task.difficulty_sd
        radicals = {name.removeprefix("RADICAL_") for name in known if name.startswith("RADICAL_")}
        assert radicals == set(task.radicals)


def test_every_picture_has_words_and_the_pixels_of_the_task() -> None:
    for task in one_of_each():
        root = read(qti.item(task, "en"))
        images = root.findall(".//q:img", SPACES)
        pictures = [picture for picture in (task.picture, *(option.picture for option in task.options)) if picture]
        drawn = [base64.b64decode(image.attrib["src"].partition("base64,")[2]).decode() for image in images]
        assert drawn == [picture.svg("en") for picture in pictures]
        for image, picture in zip(images, pictures, strict=True):
            assert image.attrib["alt"] == picture.alternative.en if picture.alternative else image.attrib["alt"]
            assert image.attrib["width"].isdecimal()


def test_a_package_holds_all_that_its_manifest_names_and_nothing_else() -> None:
    tasks = [*draw("reasoning", 20), *one_of_each()[-3:]]
    archive = zipfile.ZipFile(io.BytesIO(qti.package(tasks)))
    manifest = read(archive.read("imsmanifest.xml").decode())
    listed = [file.attrib["href"] for file in manifest.findall(".//p:file", SPACES)]
    assert sorted(listed) == sorted(set(archive.namelist()) - {"imsmanifest.xml"})
    resources = {one.attrib["identifier"] for one in manifest.findall(".//p:resource", SPACES)}
    needed = {one.attrib["identifierref"] for one in manifest.findall(".//p:dependency", SPACES)}
    assert len(resources) == len(listed)
    assert needed <= resources
    test = read(archive.read("test.xml").decode())
    refs = [one.attrib for one in test.findall(".//q:qti-assessment-item-ref", SPACES)]
    assert [one["identifier"] for one in refs] == [task.id for task in tasks]
    for task in tasks:
        item = read(archive.read(f"items/{task.id}.xml").decode())
        sources = [image.attrib["src"] for image in item.findall(".//q:img", SPACES)]
        assert all(source.removeprefix("../") in listed for source in sources)


def test_a_package_tells_the_error_behind_each_wrong_answer_and_how_to_make_the_task_again() -> None:
    tasks = list(draw("reasoning", 7))
    known = json.loads(zipfile.ZipFile(io.BytesIO(qti.package(tasks))).read("tasks.json"))
    assert [one["id"] for one in known] == [task.id for task in tasks]
    for one, task in zip(known, tasks, strict=True):
        assert f"{one['generator']}-{one['version']}-{one['seed']}" == task.id
        assert "ABCDEF"[task.key] not in one["errors"]
        assert len(one["errors"]) == len(task.options) - 1


def test_the_same_tasks_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from vakwerk.engines.itembank import draw, qti;"
        "print(hashlib.sha256(qti.package(draw('reasoning', 12), 'en')).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout}
    assert runs == {hashlib.sha256(qti.package(draw("reasoning", 12), "en")).hexdigest() + "\n"}


def written(**changes: object) -> Task:
    """A task as the written banks have them: words only."""
    task = next(draw("reasoning", 1))
    words = [Words("zaag & vijl", "saw & file"), Words('een "bit"', 'a "bit"'), Words("moer < bout", "nut < bolt")]
    options = tuple(Option(str(place), "wrong" * (place != 1), words=text) for place, text in enumerate(words))
    plain = dataclasses.replace(task, id="tool-12", picture=None, options=options, key=1, radicals={})
    return dataclasses.replace(plain, **changes)


def test_a_written_task_is_exported_like_any_other_with_its_signs_escaped() -> None:
    root = read(qti.item(written()))
    said = ["".join(one.itertext()) for one in root.findall(".//q:qti-simple-choice", SPACES)]
    assert said == ["zaag & vijl", 'een "bit"', "moer < bout"]
    assert root.findall(".//q:img", SPACES) == []


@pytest.mark.parametrize("changes", [{"id": "1-no-identifier"}, {"id": 'a"b'}, {"options": ()}, {"key": 3}])
def test_what_is_no_qti_item_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(qti.NotExportable):
        qti.item(written(**changes))


def test_a_package_of_nothing_or_of_a_task_given_twice_is_refused() -> None:
    for tasks in ([], [written(), written()]):
        with pytest.raises(qti.NotExportable):
            qti.package(tasks)
