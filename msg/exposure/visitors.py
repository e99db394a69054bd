"""Who comes: the public, an account of nobody, and participants of each kind."""

import datetime
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver
from django.utils import timezone

from msg.exposure.answers import content_of
from msg.exposure.lists import all_rights_of
from msg.exposure.rights import READABLE, Rights
from msg.page_cache import pages
from participants.models import Membership, User
from sessions.models import Attendance, NamingConsent, Output

FAILURE = "(page of a failure)"
MOST = 6
"""Participants who come, unless more are asked for."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who opens pages. ``kind`` is what the report calls them."""

    kind: str
    user: User | None = None
    is_made: bool = False
    rights: Rights = field(default_factory=Rights)

    @property
    def is_public(self) -> bool:
        """Whether nobody is signed in."""
        return self.user is None

    def __str__(self) -> str:
        if self.user is None or self.is_made:
            return self.kind
        return f"{self.kind} (account {self.user.pk})"


def visitors(most: int | None = MOST) -> list[Visitor]:
    """Return who comes: everybody's kinds first, then more participants; ``None`` is all of them.

    Staff do not come: they may read more, and what they may read is no exposure.
    """
    found = [Visitor("the public"), _stranger()]
    chosen: dict[int, tuple[str, User]] = {}
    rows = User.objects.filter(
        is_active=True, is_staff=False, is_superuser=False, participant__isnull=False
    ).order_by("pk")
    users = list(rows)
    for kind, of_that_kind in _kinds(users):
        user = next((u for u in users if u.pk in of_that_kind and u.pk not in chosen), None)
        if user is not None and (most is None or len(chosen) < most):
            chosen[user.pk] = (kind, user)
    for user in users:
        if most is not None and len(chosen) >= most:
            break
        if user.pk in chosen:
            continue
        chosen[user.pk] = ("another participant", user)
    found += [Visitor(kind, user, rights=all_rights_of(user)) for kind, user in chosen.values()]
    return found


def _stranger() -> Visitor:
    """Return an account without a participant; where there is none, one that is never kept."""
    user = User.objects.filter(
        is_active=True, is_staff=False, is_superuser=False, participant__isnull=True
    ).first()
    if user is not None:
        return Visitor("an account of nobody", user, rights=all_rights_of(user))
    # a number of its own, so that no sequence is used up
    highest = User.objects.aggregate(highest=Max("pk"))["highest"] or 0
    made = User(pk=highest + 1_000_000, email="nobody@exposure.invalid")
    made.set_unusable_password()
    return Visitor("an account of nobody", made, is_made=True)


def _kinds(users: Sequence[User]) -> Iterator[tuple[str, Collection[int | None]]]:
    """Yield the kinds of participants there are, each with the accounts that are of that kind.

    In simple questions put together here: as one question a database may take minutes over it.
    """
    attendances = Attendance.objects.filter(participant__user__isnull=False)
    invited = list(
        attendances.values_list(
            "pk", "participant__user", "session", "session__round", "session__ends_at"
        )
    )
    there = set(
        Attendance.present_in.through.objects.values_list("attendance_id", flat=True).distinct()
    )
    present = {user for pk, user, *_ in invited if pk in there}
    yield "somebody who was there", present
    first = next((user.pk for user in users if user.pk in present), None)
    rounds = {round_id for _, user, _, round_id, _ in invited if user == first}
    of_these = {user for _, user, _, round_id, _ in invited if round_id in rounds}
    yield "somebody of another round", present - of_these
    asked = NamingConsent.objects.values_list("participant__user", flat=True)
    yield "somebody asked to be named", set(asked)
    now = timezone.now()
    absent = {
        (user, session)
        for pk, user, session, _, ends_at in invited
        if pk not in there and ends_at < now
    }
    # one of those who missed a session whose draft is being read, where there is any
    read = set(Output.objects.filter(status__in=READABLE).values_list("session", flat=True))
    missed = {user for user, session in absent if session in read}
    yield "somebody invited who was absent", missed or {user for user, _ in absent}
    yield (
        "somebody invited to what is to come",
        {user for _, user, _, _, ends_at in invited if ends_at >= now},
    )
    members = set(Membership.objects.values_list("participant__user", flat=True))
    yield "a member who was at no session", members - {user for _, user, *_ in invited}


@dataclass(frozen=True)
class Answer:
    """What came back: who asked, how and where, and what the logs said meanwhile."""

    visitor: Visitor
    method: str
    address: str
    response: HttpResponseBase
    content: bytes
    log: str
    is_failure: bool = False
    """Whether it was made to be the page of a failure, and so is none."""


class Visit:
    """A browser that leaves nothing behind: each request is rolled back with its session."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.visitor = visitor
        self.language = language
        self.is_secure = settings.SECURE_SSL_REDIRECT
        self._client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def open(
        self,
        address: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        host: str = "",
    ) -> Answer:
        """Ask for an address and return the whole answer.

        Forms are sent without a token, so that none can change anything.
        """
        self._client.cookies.clear()
        # limits are for those who guess; whoever runs into one sees the wrong page
        cache.clear()
        # each comes as if first: what is made for one is kept for all
        pages.forget()
        with transaction.atomic(), _logs() as log:
            self._sign_in()
            response: Any = self._client.generic(
                method,
                address,
                secure=self.is_secure,
                headers={"accept-language": self.language, **(headers or {})},
                SERVER_NAME=host or host_name(),
            )
            content = content_of(response)
            transaction.set_rollback(True)
        return Answer(self.visitor, method, address, response, content, log.getvalue())

    def failure(self) -> Answer:
        """Return the page that is shown when something of ours fails."""
        request = RequestFactory(headers={"accept-language": self.language}).get(
            "/", SERVER_NAME=host_name()
        )
        request.user = self.visitor.user or AnonymousUser()
        response = get_resolver().resolve_error_handler(500)(request)
        return Answer(
            self.visitor, "GET", FAILURE, response, content_of(response), log="", is_failure=True
        )

    def _sign_in(self) -> None:
        """Make a session by hand: the signals of a sign-in would write down that it happened."""
        user = self.visitor.user
        if user is None:
            return
        if self.visitor.is_made:
            user.save(force_insert=True)
        elif user.language != self.language:
            User.objects.filter(pk=user.pk).update(language=self.language)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.set_expiry(datetime.timedelta(minutes=5))
        session.save()
        self._client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def host_name() -> str:
    """Return a name this site answers to."""
    for name in settings.ALLOWED_HOSTS:
        if name != "*":
            return name.lstrip(".")
    return "localhost"


@contextmanager
def quiet() -> Iterator[None]:
    """Send no mail and touch no shared cache while somebody looks around."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    ):
        yield


@contextmanager
def _logs() -> Iterator[StringIO]:
    """Catch what the handlers would write, as they would write it, and write none of it."""
    caught = StringIO()
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    handlers = {
        handler
        for logger in loggers
        for handler in logger.handlers
        if isinstance(handler, logging.StreamHandler)
    }
    streams = [(handler, handler.setStream(caught)) for handler in handlers]
    try:
        yield caught
    finally:
        for handler, stream in streams:
            if stream is not None:
                handler.setStream(stream)
