"""What every generator of every scale must hold to, whoever wrote it."""

import collections
import functools
import json
import math
import re
import xml.etree.ElementTree as ElementTree

import pytest

from tests.engines.itembank import pictures
from vakwerk.engines.itembank import SCALES, Generator, Task, UnknownTask, Words, draw, generator, task_of
from vakwerk.engines.itembank.drawing import Picture

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "rect", "line", "polyline", "polygon", "circle", "ellipse", "path", "text", "tspan", "defs",
            "clipPath", "pattern", "title"}  # fmt: skip
LANGUAGES = ("nl", "en")
GENERATORS = pictures.everyone()
# A picture of the task fits a phone of 360 units with its margins; an option stands beside another one.
WIDEST = 344
every_generator = pytest.mark.parametrize("maker", GENERATORS, ids=lambda maker: maker.name)


@functools.cache
def made(name: str) -> list[Task]:
    maker = generator(name)
    return [maker.task(seed) for seed in range(1000, 1120)]


def sample(maker: Generator, count: int = 24) -> list[Task]:
    return made(maker.name)[:count]


def pictures_of(task: Task) -> list[Picture]:
    return [picture for picture in (task.picture, *(option.picture for option in task.options)) if picture]


@pytest.fixture(scope="module", params=SCALES)
def five_thousand(request: pytest.FixtureRequest) -> list[Task]:
    return list(draw(request.param, 5000))


def test_five_thousand_tasks_of_a_scale_differ_have_one_key_and_span_the_range(five_thousand: list[Task]) -> None:
    tasks = five_thousand
    assert len({task.fingerprint for task in tasks}) == len({task.id for task in tasks}) == 5000
    assert len({task.question for task in tasks}) == 5000  # nor is one the other with other wrong answers
    _errors_are_published(tasks)
    _keys_are_spread(tasks)
    _difficulties_span(tasks)
    assert min(collections.Counter(task.generator for task in tasks).values()) >= 100


def _errors_are_published(tasks: list[Task]) -> None:
    """One right answer; each wrong one by an error of the generator; and no error is published that never occurs."""
    met: dict[str, set[str]] = collections.defaultdict(set)
    for task in tasks:
        errors = [option.error for option in task.options]
        assert 3 <= len(errors) <= 6, task.id
        assert [place for place, error in enumerate(errors) if not error] == [task.key], task.id
        met[task.generator].update(errors)
    for name, errors in met.items():
        assert errors - {""} == set(generator(name).errors), name


def _keys_are_spread(tasks: list[Task]) -> None:
    """Of the tasks with as many options, each place holds the right one about equally often (five standard errors)."""
    for count in range(3, 7):
        places = collections.Counter(task.key for task in tasks if len(task.options) == count)
        total = sum(places.values())
        slack = 5 * math.sqrt(total * (1 / count) * (1 - 1 / count))
        assert all(abs(places[place] - total / count) <= slack for place in range(count)), (count, places)


def _difficulties_span(tasks: list[Task]) -> None:
    difficulties = sorted(task.difficulty for task in tasks)
    assert difficulties[0] <= -1.9
    assert difficulties[-1] >= 1.9
    assert -1 < difficulties[2500] < 1
    radicals = {name: {json.dumps(task.radicals) for task in tasks if task.generator == name}
                for name in {task.generator for task in tasks}}  # fmt: skip
    assert all(len(different) >= 3 for different in radicals.values()), radicals


@every_generator
def test_few_seeds_are_lost_to_duplicates(maker: Generator) -> None:
    """So that a hundred pupils after each other get other tasks, and the bank is no small bank in disguise."""
    assert len({task.fingerprint for task in sample(maker, 120)}) >= 110


@every_generator
def test_an_id_gives_the_same_task_to_the_pixel_in_any_process(maker: Generator) -> None:
    assert pictures.kept().get(pictures.name(maker)) == pictures.fingerprint(maker), (
        f"The tasks of {maker.name} changed: give it a new version, then run python -m tests.engines.itembank.pictures"
    )
    task = maker.task(4711)
    assert pictures.seen(task_of(task.id), "nl") == pictures.seen(task, "nl")
    with pytest.raises(UnknownTask):
        task_of(f"{maker.name}-{maker.version + 1}-4711")


NO_IDS = [
    "", "gears", "gears-1", "gears-1-", "gears-0-1", "gears-01-1", "gears-1-01", "gears-1--1", "gears-1-1 ",
    "GEARS-1-1",
    "gears-1-1_0", "gears-1-\u0663", "gears-1-\u00b9", "gears-1-1\n", "gears-1-" + "9" * 5000, "nobody-1-1",
]  # fmt: skip


@pytest.mark.parametrize("task_id", NO_IDS)
def test_an_id_that_no_task_has_is_unknown(task_id: str) -> None:
    with pytest.raises(UnknownTask):
        task_of(task_id)


@every_generator
def test_the_solver_needs_the_problem_only_and_not_the_order_of_the_options(maker: Generator) -> None:
    for task in sample(maker):
        problem = json.loads(json.dumps(task.problem))
        identities = [option.identity for option in task.options]
        assert list(maker.solve(problem, identities)) == [task.key], task.id
        assert list(maker.solve(problem, identities[::-1])) == [len(identities) - 1 - task.key], task.id


@every_generator
def test_pictures_are_plain_svg_that_a_strict_page_shows_and_a_phone_fits(maker: Generator) -> None:
    for task in sample(maker):
        for picture in pictures_of(task):
            assert 0 < picture.width <= WIDEST, task.id
            for language in LANGUAGES:
                _is_plain(ElementTree.fromstring(picture.svg(language)))


def _is_plain(svg: ElementTree.Element) -> None:
    for element in svg.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS, element.tag
        for name, value in element.attrib.items():
            assert name not in ("style", "href", "class", "id") or name == "id", (element.tag, name)
            assert not name.startswith("on"), (element.tag, name)
            assert "url(" not in value or value.startswith("url(#"), (element.tag, value)


@every_generator
def test_no_two_options_look_the_same(maker: Generator) -> None:
    for task in sample(maker):
        for language in LANGUAGES:
            shown = {
                (option.words.text(language) if option.words else "", option.picture.svg() if option.picture else "")
                for option in task.options
            }
            assert len(shown) == len(task.options), task.id


def texts_of(maker: Generator) -> list[Words]:
    radicals = [radical.title for radical in maker.radicals.values()]
    found = [maker.title, maker.grammar, maker.source, *radicals, *maker.errors.values()]
    for task in sample(maker):
        found += [task.prompt, task.explanation, *(option.words for option in task.options if option.words)]
        found += [picture.alternative for picture in pictures_of(task) if picture.alternative]
    return found


@every_generator
def test_all_texts_are_there_in_both_languages_with_numbers_written_as_they_should_be(maker: Generator) -> None:
    for words in texts_of(maker):
        assert words.nl.strip(), words
        assert words.en.strip(), words
        assert not re.search(r"\d\.\d", words.nl), words
        assert not re.search(r"\d,\d{1,2}(?!\d)", words.en), words

    for words in (maker.grammar, *(task.prompt for task in sample(maker, 3))):
        assert words.nl != words.en, words


@every_generator
def test_the_text_alternative_does_not_give_the_answer_away(maker: Generator) -> None:
    """Who picks the answer that is mentioned in the words for the picture, is seldom right."""
    chances = []
    for task in sample(maker, 60):
        if task.picture is None or task.picture.alternative is None:
            continue
        said = task.picture.alternative.nl.lower()
        mentioned = [place for place, option in enumerate(task.options) if option.words and _in(option.words.nl, said)]
        candidates = mentioned or list(range(len(task.options)))
        chances.append((task.key in candidates) / len(candidates))
    assert not chances or sum(chances) / len(chances) < 0.5


@every_generator
def test_the_length_of_an_answer_does_not_give_it_away(maker: Generator) -> None:
    """Who takes the longest or the shortest answer without reading the task, is seldom right."""
    for sign in (1, -1):
        gained = []
        for task in sample(maker, 120):
            if not all(option.words for option in task.options):
                continue
            lengths = [sign * len(option.words.nl if option.words else "") for option in task.options]
            longest = [place for place, length in enumerate(lengths) if length == max(lengths)]
            gained.append((task.key in longest) / len(longest) - 1 / len(task.options))
        assert not gained or sum(gained) / len(gained) < 0.4


def _in(words: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", said) is not None


@every_generator
def test_the_prior_is_the_published_linear_model(maker: Generator) -> None:
    for task in sample(maker, 5):
        model = maker.intercept + sum(maker.radicals[name].weight * value for name, value in task.radicals.items())
        assert task.difficulty == pytest.approx(model)
        assert abs(task.difficulty) < 4
        assert task.difficulty_sd > 0
