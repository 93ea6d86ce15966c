"""Handing in an open result, and searching the catalogue."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core.attachments import AttachmentField
from vakwerk.funding.models import Licence

# KlasCement itself and its subdomains, over https only.
KLASCEMENT = "klascement.net"


def is_klascement(address: str) -> bool:
    """True for an https address at KlasCement: the host decides, not what the address looks like."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().rstrip(".")
        plain = parts.username is None and parts.password is None and parts.port in (None, 443)
    except ValueError:
        return False
    return parts.scheme == "https" and plain and (host == KLASCEMENT or host.endswith(f".{KLASCEMENT}"))


class ResultForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(
        label=_("What it is and how to use it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    subject = forms.CharField(label=_("Subject or theme"), max_length=120)
    programmes = forms.CharField(label=_("Programmes it is for"), max_length=200, required=False)
    stem = forms.BooleanField(label=_("It is about STEM"), required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, widget=forms.RadioSelect)
    klascement_url = forms.URLField(
        label=_("On KlasCement"), required=False, assume_scheme="https", help_text=_("The address at klascement.net.")
    )
    link = forms.URLField(label=_("Elsewhere"), required=False, assume_scheme="https")
    file = AttachmentField(label=_("File"), required=False)

    def clean_klascement_url(self) -> str:
        address: str = self.cleaned_data["klascement_url"]
        if address and not is_klascement(address):
            raise ValidationError(_("This address is not at klascement.net."))
        return address

    def clean(self) -> dict[str, Any]:
        places = ("klascement_url", "link", "file")
        if not any(self.cleaned_data.get(name) for name in places) and not set(places) & set(self.errors):
            raise ValidationError(_("Say where it is: on KlasCement, at a link, or in a file."))
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        help_text=_("A word of the title, the subject, a programme or a maker."),
    )
    licentie = forms.ChoiceField(label=_("Licence"), required=False, choices=[("", _("All")), *Licence.choices])
    stem = forms.BooleanField(label=_("Only STEM"), required=False)
