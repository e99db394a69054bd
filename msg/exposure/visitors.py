"""Who comes: the public, an account of nobody, and participants of each kind."""

import datetime
import logging
from collections.abc import Iterator, Mapping
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
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver
from django.utils import timezone

from msg.exposure.allowed import READABLE, Rights, rights_of
from msg.exposure.answers import content_of
from participants.models import Membership, User
from sessions.models import Attendance, NamingConsent

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
    for kind, condition in _kinds(rows):
        user = rows.filter(condition).exclude(pk__in=chosen).first()
        if user is not None and (most is None or len(chosen) < most):
            chosen[user.pk] = (kind, user)
    for user in rows.exclude(pk__in=chosen):
        if most is not None and len(chosen) >= most:
            break
        chosen[user.pk] = ("another participant", user)
    found += [Visitor(kind, user, rights=rights_of(user)) for kind, user in chosen.values()]
    return found


def _stranger() -> Visitor:
    """Return an account without a participant; where there is none, one that is never kept."""
    user = User.objects.filter(
        is_active=True, is_staff=False, is_superuser=False, participant__isnull=True
    ).first()
    if user is not None:
        return Visitor("an account of nobody", user, rights=rights_of(user))
    # a number of its own, so that no sequence is used up
    highest = User.objects.aggregate(highest=Max("pk"))["highest"] or 0
    made = User(pk=highest + 1_000_000, email="nobody@exposure.invalid")
    made.set_unusable_password()
    return Visitor("an account of nobody", made, is_made=True)


def _kinds(rows: QuerySet[User]) -> Iterator[tuple[str, Q]]:
    """Yield the kinds of participants there are, each with who is of that kind."""
    of_them = Attendance.objects.filter(participant__user=OuterRef("pk"))
    present = of_them.filter(present_in__isnull=False)
    past = of_them.filter(session__ends_at__lt=timezone.now())
    yield "somebody who was there", Q(Exists(present))
    first = rows.filter(Exists(present)).first()
    if first is not None:
        rounds = set(
            Attendance.objects.filter(participant__user=first).values_list(
                "session__round", flat=True
            )
        )
        elsewhere = ~Exists(of_them.filter(session__round__in=rounds))
        yield "somebody of another round", Q(Exists(present)) & Q(elsewhere)
    asked = NamingConsent.objects.filter(participant__user=OuterRef("pk"))
    yield "somebody asked to be named", Q(Exists(asked))
    absent = Exists(past.filter(present_in__isnull=True))
    # one of those who missed a session whose draft is being read, where there is any
    missed = Exists(past.filter(present_in__isnull=True, session__outputs__status__in=READABLE))
    is_any = rows.filter(missed).exists()
    yield "somebody invited who was absent", Q(missed if is_any else absent)
    yield (
        "somebody invited to what is to come",
        Q(Exists(of_them.filter(session__ends_at__gte=timezone.now()))),
    )
    member = Membership.objects.filter(participant__user=OuterRef("pk"))
    yield "a member who was at no session", Q(Exists(member)) & ~Q(Exists(of_them))


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
