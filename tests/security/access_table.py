"""Every route of Vakwerk and who may enter it: written by hand, apart from the code, so that the two check each other.

Add one line per route when you add a URL. The key is the name of the URL ("app:name"). A line says who may enter and
what those people get; everybody else must be sent to the login page (visitors) or refused (403, or 405/400 never).

    "offer:search": anybody(),                                    # the whole world, answer 200
    "people:profile": somebody(),                                 # any person who signed in
    "people:members": these(Role.PRINCIPAL, sample="people.organisation"),
    "people:logout": anybody(post=302),                           # only POST; a GET must answer 405
    "talent:finish": anybody(200, 302, sample="talent.sitting"),  # several answers are right

`sample="room.function"` names a function in `tests/security/samples/<room>.py` that gets a `World` and returns a
`Sample`: the arguments of the URL for the viewer's own object, if need be those of somebody else's object (which must
answer 404 to everybody whose object it is not) and a query string or form data. A route without arguments needs none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vakwerk.core.viewer import Role


@dataclass(frozen=True)
class Route:
    """Who may enter (`public`, or `roles`; empty roles: everybody who signed in) and what they get."""

    public: bool
    roles: frozenset[Role]
    answers: frozenset[int]
    method: str = "get"
    sample: str = ""

    def open_to(self, role: Role | None) -> bool:
        """`None` is a visitor who did not sign in."""
        return self.public or (role is not None and (not self.roles or role in self.roles))


@dataclass(frozen=True)
class Sample:
    """What to fill in: `own` arguments, `foreign` arguments of an object that is somebody else's."""

    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] | None = None
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def _route(public: bool, roles: tuple[Role, ...], answers: tuple[int, ...], post: int | None, sample: str) -> Route:
    if post is not None:
        return Route(public, frozenset(roles), frozenset({post}), "post", sample)
    return Route(public, frozenset(roles), frozenset(answers or {200}), "get", sample)


def anybody(*answers: int, post: int | None = None, sample: str = "") -> Route:
    return _route(True, (), answers, post, sample)


def somebody(*answers: int, post: int | None = None, sample: str = "") -> Route:
    return _route(False, (), answers, post, sample)


def these(*roles: Role, answers: tuple[int, ...] = (), post: int | None = None, sample: str = "") -> Route:
    return _route(False, roles, answers, post, sample)


ROUTES: dict[str, Route] = {
    # core
    "core:home": anybody(),
    # plan
    "plan:overview": anybody(),
    "plan:amounts": anybody(),
    "plan:action": anybody(sample="plan.action"),
    # demo: switched off here, as in production; tests/demo/test_tour.py switches it on
    "demo:tour": anybody(404),
    "demo:restart": anybody(post=404),
    "demo:step": anybody(post=404, sample="demo.step"),
    # people
    "people:login": anybody(),
    "people:logout": anybody(post=302),
    "people:personas": anybody(404),  # switched off here; tests/people/test_personas.py switches it on
    "people:become_persona": anybody(post=404, sample="people.persona"),
    "people:capacities": somebody(),
}
