"""What may follow: by finality and attest, dated, with source, and never more than a source says."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from vakwerk.catalogue import queries
from vakwerk.catalogue.models import ProgrammeGroup, ProgressionOutcome, ProgressionRule
from vakwerk.catalogue.progression import DESTINATIONS, SITUATIONS, Afterwards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
TODAY = date(2026, 11, 23)


def asked(key: str, attest: str = "A", day: date = TODAY) -> dict[str, ProgressionOutcome]:
    answer = queries.what_may_follow_from(key, attest, day)
    assert answer is not None
    return {outcome.destination: outcome.outcome for outcome in answer.outcomes}


def after(number: str, attest: str = "A", day: date = TODAY) -> Afterwards:
    return queries.what_may_follow(ProgrammeGroup.objects.get(number=number), attest, day)


def test_six_bso_opens_work_graduaat_and_both_seventh_years() -> None:
    found = asked("6-a")
    assert found["work"] == found["graduaat"] == found["seventh_labour"] == found["seventh_he"] == "allowed"
    assert found["diploma_OK3"] == "allowed"
    assert found["bachelor"] == "not_allowed"


def test_the_graduaat_opens_on_the_first_of_september_2025() -> None:
    assert asked("6-a", day=date(2025, 8, 31))["graduaat"] == "not_allowed"
    assert asked("6-a", day=date(2025, 9, 1))["graduaat"] == "allowed"


def test_six_tso_may_go_straight_to_a_bachelor_and_that_is_confirmed() -> None:
    bachelor = next(o for o in after("G-0084").outcomes if o.destination == "bachelor")
    assert bachelor.outcome == "allowed"
    assert bachelor.confirmed
    assert "TSO en BSO" in bachelor.source


def test_what_the_plan_says_of_tso_is_not_claimed_for_other_forms() -> None:
    aso = next(o for o in after("G-0334").outcomes if o.destination == "bachelor")
    assert aso.outcome == "allowed"
    assert not aso.confirmed
    kso = next(o for o in after("G-0376").outcomes if o.destination == "bachelor")
    assert not kso.confirmed


def test_the_two_kinds_of_seventh_year_lead_where_the_plan_says() -> None:
    assert asked("7-ok3")["extra_qualification"] == "allowed"
    assert asked("7-ho")["bachelor"] == "allowed"
    assert "bachelor" not in asked("7-ok3")


@pytest.mark.parametrize(
    ("key", "open_ways", "council"),
    [
        ("1a", {"year2_A"}, {"remediation"}),
        ("1b", {"year2_B"}, {"year2_A", "remediation"}),
        ("2a", {"grade2_DO", "grade2_DU", "grade2_A"}, {"dual"}),
        ("2b", {"grade2_A"}, {"grade2_DU", "grade2_DO", "dual"}),
        ("4-do", {"grade3_DO", "grade3_DU", "grade3_A"}, {"dual"}),
        ("4-du", {"grade3_DU", "grade3_A"}, {"grade3_DO", "dual"}),
        ("4-a", {"grade3_A"}, {"grade3_DU", "dual"}),
        ("5", {"same_programme"}, set()),
    ],
)
def test_moving_up_asks_the_class_council(key: str, open_ways: set[str], council: set[str]) -> None:
    found = asked(key)
    assert {d for d, outcome in found.items() if outcome == "allowed"} == open_ways
    assert {d for d, outcome in found.items() if outcome == "council"} == council


def test_a_b_attest_passes_with_exclusions_and_repeating_needs_the_council() -> None:
    found = asked("2a", "B")
    assert found == {"next_year_with_exclusions": "allowed", "repeat": "council", "appeal": "allowed"}


def test_a_c_attest_repeats_and_may_be_appealed() -> None:
    assert asked("4-du", "C") == {"next_year": "not_allowed", "repeat": "allowed", "appeal": "allowed"}


def test_the_last_year_has_no_b_attest() -> None:
    assert asked("6-a", "B") == asked("6-a", "A")
    assert queries.what_may_follow_from("6-a", "B", TODAY).attest == "A"  # type: ignore[union-attr]


def test_a_nonsense_attest_is_read_as_passed() -> None:
    assert asked("2a", "<script>") == asked("2a", "A")


def test_an_unknown_situation_has_no_answer() -> None:
    assert queries.what_may_follow_from("9-x", "A", TODAY) is None


def test_an_option_of_both_streams_shows_both_ways() -> None:
    sentences = " ".join(outcome.sentence for outcome in after("BO-1142").outcomes)
    assert "Na 2A" in sentences
    assert "Na 2B" in sentences
    only_b = " ".join(outcome.sentence for outcome in after("BO-1152").outcomes)
    assert "Na 2A" not in only_b


def test_no_rule_is_made_up_for_special_education() -> None:
    assert after("G-0126").outcomes == ()
    assert after("G-0561").outcomes == ()


def test_an_only_dual_programme_gives_level_two() -> None:
    assert "qualification_OK2" in {outcome.destination for outcome in after("G-0017").outcomes}


def test_what_nobody_confirmed_says_so() -> None:
    answer = queries.what_may_follow_from("2a", "A", TODAY)
    assert answer is not None
    assert not answer.all_confirmed
    assert {o.destination for o in answer.outcomes if o.confirmed} == {"dual"}
    assert all(outcome.source for outcome in answer.outcomes)


def test_sentences_come_in_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert after("G-0105").outcomes[0].sentence.startswith("You get the diploma")


def test_every_programme_and_situation_has_an_answer_or_says_ask() -> None:
    for group in queries.programmes(TODAY):
        answer = queries.what_may_follow(group, "A", TODAY)
        silent = group.kind in {"ov3", "other"}
        assert bool(answer.outcomes) != silent, group.title
    for key in SITUATIONS:
        assert asked(key), key


def test_every_destination_has_a_name() -> None:
    assert set(ProgressionRule.objects.values_list("destination", flat=True)) <= set(DESTINATIONS)


def test_answers_stay_within_a_few_queries(django_assert_max_num_queries: object) -> None:
    group = queries.programmes(TODAY).get(number="G-0105")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        queries.what_may_follow(group, "A", TODAY)
