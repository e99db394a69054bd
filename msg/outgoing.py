"""Mail that answers somebody who is waiting: a code, a link to a new password.

It goes out beside the request. Sent within it, the page would come later for an address that has
an account, and fail for it alone while mail is down: both would tell who takes part.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

_sender = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
"""Ends with the process, after what it has begun. What is lost then is asked for again."""


def send_beside(message: EmailMessage) -> None:
    """Send a message without the request waiting for it or learning what became of it."""
    # The connection of now: a test or an audit that changes it has changed it back by then.
    message.connection = get_connection()
    if settings.MAIL_BESIDE_REQUESTS:
        _sender.submit(_send, message)
    else:
        _send(message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, SMTPException):
        # Not to whom: an address in a log tells who takes part.
        logger.warning("A message of the sign-in could not be sent.")
