"""Staff of an organisation from a list: everybody on it gets an invitation by mail, nobody gets an account.

The address is used for the mail and kept nowhere; who opens the link decides how to sign in.
"""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core import imports
from vakwerk.core.imports import Column, Context, ImportSpec, Outcome, Record, parsers
from vakwerk.core.viewer import Role, Viewer
from vakwerk.people import actions, queries, rights
from vakwerk.people.models import Organisation

# What school software and people write; the names of the roles on screen work too.
ROLE_WORDS = {
    "leraar": Role.TEACHER,
    "lerares": Role.TEACHER,
    "leerkracht": Role.TEACHER,
    "coordinator": Role.COORDINATOR,
    "graadcoördinator": Role.COORDINATOR,
    "directeur": Role.PRINCIPAL,
    "directie": Role.PRINCIPAL,
    "medewerker": Role.CENTRE_STAFF,
    "mentor": Role.MENTOR,
}


def role_word(text: str) -> Role:
    """The role that a word in a file means, in Dutch, English or our own code."""
    words = {word: role for role in Role for word in (role.value, str(role.label).casefold())} | ROLE_WORDS
    if (role := words.get(text.casefold())) is None:
        raise ValueError(_("This is no role. Write for example: teacher, coordinator, principal."))
    return role


def address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(_("This is no e-mail address.")) from None
    return text


def options(request: HttpRequest) -> dict[str, Any]:
    """The address of this site, for the links in the mails that a worker may write."""
    return {"site": request.build_absolute_uri("/")}


def invite_staff(records: list[Record], context: Context) -> Outcome:
    """An invitation and a mail for everybody who is not there yet; problems undo everything."""
    organisation, outcome, invitees = _sort_out(records, context)
    if not outcome.problems:
        viewer = cast(Viewer, context.viewer)
        actions.invite_by_mail(
            viewer=viewer, organisation=organisation, invitees=invitees, site=context.options["site"]
        )
    return outcome


def foresee(records: list[Record], context: Context) -> Outcome:
    """What `invite_staff` would do, without writing: a look must not keep a class that is answering waiting."""
    return _sort_out(records, context)[1]


def _sort_out(records: list[Record], context: Context) -> tuple[Organisation, Outcome, list[actions.Invitee]]:
    viewer, outcome, invitees = cast(Viewer, context.viewer), Outcome(), []
    organisation = queries.managed_organisation(viewer, viewer.organisation_id or 0)
    present = queries.names_and_roles(organisation)
    for record in records:
        name = f"{record['first_name']} {record['last_name']}"
        if record["role"] not in rights.grantable_at(organisation.kind):
            outcome.refuse(record, _("Your organisation does not have this role."), str(record["role"].label))
        elif (name.casefold(), record["role"]) in present:
            outcome.unchanged += 1
        else:
            invitees.append(actions.Invitee(record["role"], name, record["email"]))
            outcome.created += 1
    return organisation, outcome, invitees


STAFF = imports.register(
    ImportSpec(
        name="people.staff",
        title=gettext_lazy("Staff list"),
        intro=gettext_lazy("Everybody on the list gets an e-mail with a personal link. The address is not kept."),
        columns=[
            Column(
                "first_name",
                gettext_lazy("First name"),
                aliases=("voornaam", "roepnaam"),
                required=True,
                example="Noor",
            ),
            Column(
                "last_name",
                gettext_lazy("Last name"),
                aliases=("familienaam", "achternaam", "naam"),
                required=True,
                example="Claes",
            ),
            Column(
                "email",
                gettext_lazy("E-mail address"),
                aliases=("e-mail", "mail", "e-mailadres", "email"),
                required=True,
                parse=lambda text: address(parsers.text(text)),
                example="noor.claes@school.example",
            ),
            Column(
                "role",
                gettext_lazy("Role"),
                aliases=("rol", "functie", "ambt"),
                required=True,
                parse=role_word,
                example="leraar",
            ),
        ],
        unique=("first_name", "last_name", "role"),
        apply=invite_staff,
        preview=foresee,
    )
)
