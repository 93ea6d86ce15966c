"""Codes: hard to guess, easy to type, and each kind opens one thing only."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.talent.conftest import Child
from vakwerk.core import ratelimit
from vakwerk.talent import codes
from vakwerk.talent.codes import ALPHABET, Kind
from vakwerk.talent.models import Sitting
from vakwerk.talent.views import doors

signs = st.text(alphabet=ALPHABET, min_size=codes.RANDOM_CHARACTERS, max_size=codes.RANDOM_CHARACTERS)


def whole(body: str) -> str:
    return body + codes._check_character(body)


def test_a_code_holds_at_least_fifty_bits():
    assert codes.BITS >= 50


def test_the_alphabet_has_no_look_alikes():
    assert not set("01OILUZ") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 29


def test_codes_do_not_repeat():
    assert len({codes.new_code() for _ in range(2000)}) == 2000


@given(signs)
def test_any_way_of_typing_a_right_code_is_understood(body):
    code = whole(body)
    assert codes.normalise(f"  {codes.grouped(code).lower()} ") == code
    assert codes.normalise(" ".join(code)) == code


@given(signs, st.integers(0, codes.LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_noticed(body, place, sign):
    code = whole(body)
    typed = code[:place] + sign + code[place + 1 :]
    assert (codes.normalise(typed) is None) == (typed != code)


@given(signs, st.integers(0, codes.LENGTH - 2))
def test_two_signs_in_the_wrong_order_are_always_noticed(body, place):
    code = whole(body)
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (codes.normalise(typed) is None) == (typed != code)


@given(st.text(max_size=60))
def test_anything_typed_is_a_code_or_nothing(typed):
    code = codes.normalise(typed)
    assert code is None or (len(code) == codes.LENGTH and set(code) <= set(ALPHABET))


def test_the_kinds_have_different_hashes_and_the_code_is_not_in_them():
    code = codes.new_code()
    hashes = {codes.digest(kind, code) for kind in Kind}
    assert len(hashes) == 3
    assert all(code.replace("-", "") not in found.upper() for found in hashes)


def test_the_hash_needs_the_secret_key(settings):
    code = codes.new_code()
    before = codes.digest(Kind.REPORT, code)
    settings.SECRET_KEY = "another" * 10
    assert codes.digest(Kind.REPORT, code) != before


def test_a_million_guesses_at_a_code_find_nothing():
    """By arithmetic: with a million live codes a million guesses have a chance below one in ten thousand."""
    live, guesses = 1_000_000, 1_000_000
    assert live * guesses / len(ALPHABET) ** codes.RANDOM_CHARACTERS < 1e-4


@pytest.mark.parametrize("door", ["talent:code", "talent:report_code"])
def test_guesses_open_nothing_change_nothing_and_are_slowed_down(door, child, school_session, codes_of):
    codes_of(school_session)
    rows = list(Sitting.objects.order_by("pk").values())
    guesses = [child.client.post(reverse(door), {"code": codes.new_code()}) for _ in range(131)]
    answers = [guess.status_code for guess in guesses]
    assert set(answers) == {404, 429}
    assert answers[-1] == 429
    assert int(guesses[-1]["Retry-After"]) > 0
    assert list(Sitting.objects.order_by("pk").values()) == rows


def test_typing_the_same_wrong_code_over_and_over_is_stopped_sooner(child):
    code = codes.new_code()
    answers = [child.client.post(reverse("talent:code"), {"code": code}).status_code for _ in range(15)]
    assert answers[9:] == [404] + [429] * 5


def test_a_class_of_thirty_behind_one_address_is_never_locked_out(child, viewer, world):
    from vakwerk.core import clock
    from vakwerk.core.viewer import Role
    from vakwerk.talent import actions

    teacher = viewer(Role.TEACHER, organisation_id=world.here.pk)
    session = actions.open_session(
        viewer=teacher, label="1A", seats=30, stage="1A", codes_until=clock.today() + timedelta(days=1)
    )
    strips = actions.make_codes(viewer=teacher, session=session)
    for _, code in strips:
        pupil = Child()
        for typed in (code[:-1] + ("3" if code[-1] != "3" else "4"), code[1:], codes.new_code(), codes.new_code()):
            assert pupil.client.post(reverse("talent:code"), {"code": typed}).status_code in {404, 422}
        assert pupil.client.post(reverse("talent:code"), {"code": code}).status_code == 302


def test_one_who_guesses_does_not_lock_out_the_others_behind_the_same_address(child, school_session, codes_of):
    own_code = codes_of(school_session)[0]
    guesses = [child.client.post(reverse("talent:code"), {"code": codes.new_code()}).status_code for _ in range(131)]
    assert guesses[-1] == 429
    assert Child().client.post(reverse("talent:code"), {"code": own_code}).status_code == 302


def test_above_the_ceiling_of_an_address_even_a_right_code_waits(child, school_session, codes_of, monkeypatch):
    own_code = codes_of(school_session)[0]
    ceiling = ratelimit.Limit(20, timedelta(hours=1))
    monkeypatch.setattr(doors, "ANSWERING_GUARD", ratelimit.GuessLimit("test", ceiling=ceiling))
    for _ in range(20):
        child.client.post(reverse("talent:code"), {"code": codes.new_code()})
    assert child.client.post(reverse("talent:code"), {"code": own_code}).status_code == 429


def test_a_typing_error_is_explained_and_costs_nothing(child):
    response = child.client.post(reverse("talent:code"), {"code": "ABCD-EFGH"})
    assert response.status_code == 422
    assert "Dit is geen code van ons" in response.content.decode()


def test_random_noise_never_breaks_the_door(child):
    noise = random.Random(7)
    for _ in range(60):
        typed = "".join(chr(noise.randrange(1, 0x3000)) for _ in range(noise.randrange(0, 50)))
        assert child.client.post(reverse("talent:code"), {"code": typed}).status_code in {404, 422}
