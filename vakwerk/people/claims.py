"""What a sign-in service says about somebody, translated into roles at organisations. Pure: no database, no request.

The Flemish service (ACM/IDM) names the chosen capacity by a target group (`vo_doelgroepcode`), the number of the
organisation in the register of that group (`vo_orgcode`) and role strings such as `LoketGebruiker` or
`LoketGebruiker:OrgKeyX,OrgKeyY`. Which role string means which role here is a table of the installation
(docs/running.md); a role string that the table does not name gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vakwerk.core.viewer import Role
from vakwerk.people import numbers
from vakwerk.people.models import NumberScheme

# Target groups of ACM whose organisations have a number that we know; citizens (BUR) have no organisation.
SCHEMES = {
    "OV": NumberScheme.INSTITUTION,
    "GID": NumberScheme.OVO,
    "LB": NumberScheme.ENTERPRISE,
    "EA": NumberScheme.ENTERPRISE,
    "VER": NumberScheme.ENTERPRISE,
}


@dataclass(frozen=True)
class Provider:
    """One sign-in service, as the environment configures it. `roles` maps a role string to a `Role` value."""

    provider_id: str
    name: str
    issuer: str
    client_id: str
    secret: str
    scopes: tuple[str, ...]
    group_claim: str
    organisation_claim: str
    role_claim: str
    roles: Mapping[str, str]


@dataclass(frozen=True)
class Grant:
    """A role at the organisation with this official number."""

    scheme: NumberScheme
    number: str
    role: Role


def grants(provider: Provider, claims: Mapping[str, Any]) -> list[Grant]:
    """The roles that the claims give, without doubles; none when no organisation or no known role is named."""
    scheme = SCHEMES.get(_text(claims.get(provider.group_claim)).upper())
    if scheme is None:
        return []
    own = _text(claims.get(provider.organisation_claim))
    found = [
        Grant(scheme, number, Role(provider.roles[name]))
        for name, keys in _role_strings(claims.get(provider.role_claim))
        if provider.roles.get(name) in Role.values
        for number in _numbers(scheme, keys or [own])
    ]
    return list(dict.fromkeys(found))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _role_strings(value: Any) -> Iterable[tuple[str, list[str]]]:
    """("LoketGebruiker", ["36541", ...]) of each role string; the claim is one string or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        name, _, keys = _text(item).partition(":")
        if name:
            yield name, [key.strip() for key in keys.split(",") if key.strip()]


def _numbers(scheme: NumberScheme, keys: Iterable[str]) -> list[str]:
    """Numbers in the form in which we store them; what cannot be a number of this register falls out."""
    return [numbers.parse(scheme, key) for key in keys if numbers.is_valid(scheme, key)]
