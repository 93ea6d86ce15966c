"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.people import queries, rights
from vakwerk.people.models import Organisation

_LOGIN = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class LoginForm(forms.Form):
    login = forms.CharField(label=_("Login name"), max_length=150, widget=forms.TextInput(attrs=_LOGIN))
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class InviteForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    name = forms.CharField(
        label=_("Name"), max_length=160, required=False, help_text=_("Only so that you recognise the link in the list.")
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data)
        self.fields["role"].choices = rights.names(rights.grantable_at(organisation.kind))  # type: ignore[attr-defined]


class OpenAccountForm(forms.Form):
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    login = forms.CharField(label=_("Login name"), min_length=4, max_length=150, widget=forms.TextInput(attrs=_LOGIN))
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        help_text=_("At least 12 characters. A few words you remember make a good password."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_login(self) -> str:
        login = self.cleaned_data["login"].strip()
        if queries.login_is_taken(login):
            raise ValidationError(_("This login name is taken. Choose another one."))
        return str(login)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password)
        return str(password)


class LogForm(forms.Form):
    """Filters of the log; every field may be empty and a wrong one is ignored by the page."""

    event = forms.ChoiceField(label=_("What happened"), required=False)
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label=_("Up to and including"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Any, events: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["event"].choices = [("", _("Everything")), *events]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
