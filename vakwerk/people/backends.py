"""Signing in by login and password, and finding the account of a session."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from vakwerk.people import queries
from vakwerk.people.models import Account


class AccountBackend(ModelBackend):
    """As Django's, but one query brings the account, its person and the capacities of today."""

    def get_user(self, user_id: Any) -> Account | None:
        account = queries.account_with_capacities(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
