"""The public site as the application answers for it, address by address."""

import logging
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation

from msg.addresses import links_of, named_views
from msg.export import ExportError
from msg.export.errors import STATIC
from msg.exposure.answers import content_of, media_type
from msg.exposure.visitors import host_name
from msg.middleware import access_of
from rounds.access import Access
from rounds.channels import LANGUAGES
from rounds.models import Publication

_FORM = re.compile(r"<form\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(method|action)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)


class Kind(Enum):
    """What stands behind an address."""

    PAGE = auto()
    """A public view: the same for everybody."""
    STATIC = auto()
    """A style sheet, a script, a picture."""
    APPLICATION = auto()
    """Sign-in and what is behind it: never a file."""
    NOTHING = auto()


def kind_of(path: str) -> Kind:
    """Return what stands behind a path, by the rule its view declares."""
    if path.startswith(settings.STATIC_URL):
        return Kind.STATIC
    # an address is known in its own language alone
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(unquote(path))
        except Resolver404:
            return Kind.NOTHING
    return Kind.PAGE if access_of(match) is Access.PUBLIC else Kind.APPLICATION


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is to be a file."""

    address: str
    content: bytes
    response: HttpResponseBase


class Site:
    """Asks the application as somebody without a name would: no cookie, no language, no query."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)

    def ask(self, address: str, language: str = "") -> Page:
        """Return the answer to an address, whatever it is, asked for in a language or in none.

        Raises ``ExportError`` where the application fails, and where it sets a cookie.
        """
        headers = {"accept-language": language} if language else {}
        with _no_word_of_what_is_gone():
            response: Any = self._client.get(
                address, secure=True, headers=headers, SERVER_NAME=host_name()
            )
            content = content_of(response)
        if response.status_code >= 500:
            raise ExportError(f"{address} answered {response.status_code}.")
        if response.cookies:
            raise ExportError(f"{address} sets a cookie: it is not the same for everybody.")
        return Page(address, content, response)

    def assert_for_everybody(self, page: Page) -> None:
        """Raise ``ExportError`` for a page that depends on who asks: a file cannot."""
        if kind_of(page.address) is Kind.STATIC:
            return
        headers = page.response.headers
        varies = {name.strip().lower() for name in headers.get("Vary", "").split(",")} - {""}
        depends = bool(re.search("no-store|private", headers.get("Cache-Control", "")))
        if translation.get_language_from_path(page.address) is None:
            # Where the address names no language, Django says that the answer depends on it.
            # Better to see for oneself.
            varies.discard("accept-language")
            answers = {self.ask(page.address, language).content for language in LANGUAGES}
            depends = depends or answers != {page.content}
        if varies or depends:
            raise ExportError(f"{page.address} does not say the same to everybody.")

    def gone(self) -> Iterator[Page]:
        """Yield the page at each address that a withdrawn publication had."""
        withdrawn = Publication.objects.exclude(withdrawn_on=None)
        ids = list(withdrawn.order_by("public_id").values_list("public_id", flat=True))
        for view in named_views():
            if view.parameters != ("public_id",):
                continue
            for public_id in ids:
                for address in _in_each_language(view.name, public_id=public_id):
                    if kind_of(address) is not Kind.PAGE:
                        continue
                    page = self.ask(address)
                    if page.response.status_code == 410:
                        yield page


@dataclass
class Walk:
    """One way through all that is public, from the views that need no parameter along the links."""

    site: Site
    questions: set[str] = field(default_factory=set)
    """Pages that answer a query; with one, only the application can."""
    left: set[str] = field(default_factory=set)
    """What links lead to and only the application answers."""
    dead: dict[str, str] = field(default_factory=dict)
    """Links that lead nowhere, with the address they were found at."""

    def pages(self) -> Iterator[Page]:
        """Yield every public page and each static file one of them uses.

        Pages come before files: they are what people read, and are made in a tenth of the time.
        """
        found_at = dict.fromkeys(_starts(), "")
        found_at |= {f"{settings.STATIC_URL}{name}": "an error page" for name in STATIC}
        pages: deque[str] = deque()
        files: deque[str] = deque()
        for address in found_at:
            (pages if address.endswith("/") else files).append(address)
        while pages or files:
            address = (pages or files).popleft()
            page = self.site.ask(address)
            status = page.response.status_code
            if status == 200:
                self.site.assert_for_everybody(page)
                yield page
            elif status in (404, 410):
                self._note_dead(address, found_at[address])
            for link in self._links(page):
                if link not in found_at:
                    found_at[link] = address
                    (pages if link.endswith("/") else files).append(link)

    def _links(self, page: Page) -> Iterator[str]:
        """Yield the paths to go on to, and note those that no file can answer."""
        for link in links_of(page.address, page.response, page.content, _hosts()):
            path, _, query = link.partition("?")
            kind = kind_of(path)
            if kind is Kind.APPLICATION:
                self.left.add(path)
                continue
            if query and kind is Kind.PAGE:
                self.questions.add(path)
            yield path
        if media_type(page.response) == "text/html":
            self.questions.update(_asking_forms(page))

    def _note_dead(self, address: str, found_at: str) -> None:
        if kind_of(address) is Kind.STATIC:
            raise ExportError(
                f"{address}, which {found_at} needs, is not there. Run 'manage.py collectstatic'."
            )
        if found_at:
            self.dead[address] = found_at


def _starts() -> list[str]:
    """Return the addresses of all public views without a parameter, in every language."""
    addresses = [
        address
        for view in named_views()
        if not view.parameters
        for address in _in_each_language(view.name)
    ]
    return [each for each in dict.fromkeys(addresses) if kind_of(each) is Kind.PAGE]


def _in_each_language(name: str, **kwargs: Any) -> Iterator[str]:
    for language in LANGUAGES:
        with translation.override(language):
            try:
                address = reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                return
        yield address


@contextmanager
def _no_word_of_what_is_gone() -> Iterator[None]:
    """Keep the log from warning of every page that is gone, as it should be."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _asking_forms(page: Page) -> Iterator[str]:
    """Yield the paths to which forms of a page send a query."""
    for tag in _FORM.findall(page.content.decode("utf-8", "replace")):
        given = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag)}
        if given.get("method", "get").lower() == "get":
            path = urlsplit(urljoin(page.address, given.get("action", ""))).path
            if kind_of(path) is Kind.PAGE:
                yield path


def _hosts() -> tuple[str, ...]:
    """Return the names of this site: the one asked, and the one feeds begin with."""
    return (host_name(), urlsplit(settings.SITE_URL).hostname or host_name())
