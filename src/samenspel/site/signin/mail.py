"""The messages that carry a code. The code stands first, in the subject and in the text."""

import logging
import re
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class MailFailedError(Exception):
    """The message could not be handed over."""


def send_code(email: str, code: str) -> None:
    """Mail a code to sign in, or to show that an address is yours. Raises MailFailedError."""
    _send(email, _("%(code)s is your code for Samenspel") % {"code": code}, "code", {"code": code})


def send_help_code(email: str, code: str, helper: str) -> None:
    """Mail the code with which someone lets a helper act for them. Raises MailFailedError."""
    subject = _("%(code)s is the code for your helper on Samenspel") % {"code": code}
    _send(email, subject, "help_code", {"code": code, "helper": _harmless(helper)})


def send_address_changed(email: str) -> None:
    """Tell the old address that it is no longer used. Raises MailFailedError."""
    _send(email, _("Your e-mail address on Samenspel has changed"), "address_changed", {})


def _harmless(name: str) -> str:
    """Keep a name out of a message to a stranger when mail programs would make a link of it."""
    return _("Someone") if re.search(r"[/@:]|\w\.\w", name) else name


def _send(email: str, subject: str, template: str, context: dict[str, str]) -> None:
    text = render_to_string(f"signin/mail/{template}.txt", {**context, "site": settings.BASE_URL})
    message = EmailMessage(subject, text, to=[email], headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        log.exception("A message could not be sent.")
        raise MailFailedError from error
