"""Mail that answers somebody who is waiting: a code, a link to a new password.

It goes out some moments after the answer is with whoever asked. Sent before, the page would come
later for an address that has an account, and fail for it alone while mail is down; sent at once,
the next page would be slower: all would tell who takes part. Where nobody is to be written to, the
mail server is greeted all the same, so that the process is about as busy at that moment.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.signals import request_finished
from django.dispatch import receiver

logger = logging.getLogger(__name__)

_sender = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
"""Ends with the process, after what it has begun. What is lost then is asked for again."""

PAUSE = (0.5, 2.5)
"""How many seconds at least and at most until a message begins to go out: by chance, so that
nobody knows which page it might slow."""

_random = secrets.SystemRandom()

_waiting = threading.local()
"""What the request that this thread answers leaves to be done."""


def send_beside(message: EmailMessage, *, is_wanted: bool) -> None:
    """Send a message without the request waiting for it or learning what became of it.

    One that nobody is to get costs as much, and is not sent.
    """
    # The connection of now: a test or an audit that changes it has changed it back by then.
    message.connection = get_connection()
    job = partial(_try, message.send if is_wanted else partial(_send_to_nobody, message))
    if settings.MAIL_BESIDE_REQUESTS:
        _waiting.__dict__.setdefault("jobs", []).append(job)
    else:
        job()


@receiver(request_finished)
def _hand_over(**_: Any) -> None:
    """Begin soon with what the request left, now that its answer is out."""
    for job in _waiting.__dict__.pop("jobs", ()):
        threading.Timer(_random.uniform(*PAUSE), _sender.submit, (job,)).start()


def _send_to_nobody(message: EmailMessage) -> None:
    """Do what sending does, up to naming a recipient; without a server there is little to do."""
    backend = message.connection
    if isinstance(backend, EmailBackend) and backend.open():
        try:
            message.message().as_bytes()
            assert backend.connection is not None
            backend.connection.ehlo_or_helo_if_needed()
        finally:
            backend.close()


def _try(send: Callable[[], object]) -> None:
    try:
        send()
    except (OSError, SMTPException):
        # Not to whom: an address in a log tells who takes part.
        logger.warning("A message of the sign-in could not be sent.")
