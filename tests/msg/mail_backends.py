"""Mail servers in trouble."""

import threading
from collections.abc import Sequence
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Nobody answers."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Fail as a closed port does."""
        raise ConnectionRefusedError("no mail today")


class Stuck(BaseEmailBackend):
    """Takes a message and does not get on with it before it is told to."""

    has_begun: ClassVar = threading.Event()
    may_go_on: ClassVar = threading.Event()
    is_done: ClassVar = threading.Event()
    sent: ClassVar[list[EmailMessage]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Wait, then note what was sent."""
        self.has_begun.set()
        self.may_go_on.wait(30)
        self.sent.extend(email_messages)
        self.is_done.set()
        return len(email_messages)
