"""Mail from templates, sent by the worker: the page never waits for a mail server.

    mail.send("people/mail/invitation", to="an@voorbeeld.be", context={"link": ...}, language="nl")

Needs `people/mail/invitation.subject.txt` and `.txt`; `.html` is added when it exists. The context is JSON. Write no
personal data in it that the mail does not need; the job forgets its payload when the mail has gone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import translation

from vakwerk.core import jobs
from vakwerk.core.jobs.models import Job

KIND = "core.send_mail"


def send(template: str, to: str, context: Mapping[str, Any] | None = None, *, language: str = "nl") -> Job:
    """Queues one message in the caller's transaction; a rolled back action sends nothing."""
    return jobs.enqueue(KIND, _payload(template, to, context or {}, language))


def send_many(template: str, letters: Iterable[tuple[str, Mapping[str, Any]]], *, language: str = "nl") -> None:
    """Queues one message for each (address, context), in a few queries."""
    jobs.enqueue_many(KIND, (_payload(template, to, context, language) for to, context in letters))


def _payload(template: str, to: str, context: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {"template": template, "to": to, "context": dict(context), "language": language}


def deliver(payload: dict[str, Any]) -> None:
    """Renders and sends; raises when the mail server refuses, and then the job is tried again."""
    name, context = payload["template"], payload["context"]
    with translation.override(payload["language"]):
        subject = " ".join(render_to_string(f"{name}.subject.txt", context).split())
        message = EmailMultiAlternatives(subject, render_to_string(f"{name}.txt", context), to=[payload["to"]])
        with contextlib.suppress(TemplateDoesNotExist):
            message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    message.send()
