"""What the pages of this room have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vakwerk.core.access import roles
from vakwerk.core.attachments import Refused as FileRefused
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.viewer import Role
from vakwerk.ledger.books import Refused

civil_servants = roles(Role.CIVIL_SERVANT)


def form_page(
    request: HttpRequest, form: BaseForm, do: Callable[[dict[str, Any]], str], *, done: str, **page: Any
) -> HttpResponse:
    """Offers the form; when it is right, does what it asks and goes to the address that `do` gives.

    What the books refuse comes back as an error of the form. `page`: title, button, about, warnings, back, back_label.
    """
    shown = {"about": "", "upload": False, "warnings": [], **page}
    gone = carried_out(request, form, do, done=done, refused=(Refused, FileRefused))
    return gone or form_response(request, "ledger/form.html", form, shown)


def step(request: HttpRequest, do: Callable[[], object], done: str, target: str) -> HttpResponse:
    """One button: does it, or says why not, and goes back."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(target)
