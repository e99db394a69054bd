"""The cast every test knows: staff, participants of different rounds, a stranger, the public.

The demo was built once, through the use cases; each class that asks for it gets its rows, and
each test rolls back what it did.
"""

from typing import ClassVar

from django.test import Client, TestCase

from msg.demo.cast import ACCOUNTS
from participants.models import User
from sessions.models import Document, Output, Session
from tests.support.demo import put_demo

EMAILS = {account.key: account.email for account in ACCOUNTS}

ROLES = {
    "public": None,
    "stranger": "stranger@example.org",
    "there": EMAILS["participant-2013"],
    "elsewhere": EMAILS["participant-2020"],
    "rapporteur": EMAILS["rapporteur"],
    "reviewer": EMAILS["reviewer"],
    "convener": EMAILS["convener"],
}
"""The roles of ``docs/roles.md`` and the account each of them signs in with."""


class DemoTestCase(TestCase):
    """A test on the demo. ``there`` was invited to ``session``; ``elsewhere`` was not."""

    session: ClassVar[Session]
    document: ClassVar[Document]

    @classmethod
    def setUpTestData(cls) -> None:
        """Build the demo and the one person it has no use for."""
        put_demo()
        User.objects.create_user("stranger@example.org", "a-password-of-the-suite")
        cls.session = Session.objects.get(title_de="Anerkennung und Sprache")
        cls.document = cls.session.documents.order_by("pk")[0]

    def user(self, role: str) -> User:
        """Return the account a role signs in with."""
        return User.objects.get(email=ROLES[role])

    def client_of(self, role: str) -> Client:
        """Return a browser of its own, signed in as the role, with a browser's languages."""
        client = Client(headers={"accept-language": "de"})
        if ROLES[role]:
            client.force_login(self.user(role))
        return client

    def output(self, title_de: str) -> Output:
        """Return an output of the demo by its German title."""
        return Output.objects.get(title_de=title_de)
