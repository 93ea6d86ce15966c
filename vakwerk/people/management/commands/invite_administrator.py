"""The first administrator of an empty installation: prints a single-use link, so that no password travels."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.urls import reverse

from vakwerk.core.viewer import Role
from vakwerk.people import actions
from vakwerk.people.models import Organisation, OrganisationKind


class Command(BaseCommand):
    help = "Prints a link that makes whoever opens it first administrator of this platform."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", default="Platformbeheer", help="name of the administration")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        name, kind = options["organisation"], OrganisationKind.ADMINISTRATION
        organisation, _ = Organisation.objects.get_or_create(kind=kind, name=name)
        _invitation, token = actions.invite(viewer=None, organisation=organisation, role=Role.ADMINISTRATOR)
        self.stdout.write(reverse("people:invitation", args=[token]))
        self.stdout.write(f"Works once, and for {actions.INVITATION_DAYS} days. Put your address in front of it.")
