"""Public pages, kept whole and by the version of the public record.

A public page depends on its address and on the public record alone, so it is kept as it is until
the record changes. Nothing is ever purged: a change raises the version, and what was kept under
the old one is not looked at again. Each process asks for the version at most once a second.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from rounds.channels import ASKED_EACH_TIME
from rounds.channels.urls import ADDRESSES as FOR_MACHINES
from rounds.version import public_version

GetResponse = Callable[[HttpRequest], HttpResponse]

MOST_BYTES = 32 * 1024 * 1024
"""What one process keeps at most; the page asked for longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer: its body and its headers."""

    content: bytes
    headers: dict[str, str]


class PageCache:
    """The pages one process keeps, of one version at a time. ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._bytes = 0
        self._version: int | None = None
        self._asked_at = float("-inf")

    def version(self) -> int | None:
        """Return the version of the record, as it was less than a second ago."""
        now = self._clock()
        if now - self._asked_at >= settings.PUBLIC_VERSION_SECONDS:
            version = public_version()
            with self._lock:
                if version != self._version:
                    self._pages.clear()
                    self._bytes = 0
                self._version, self._asked_at = version, now
        return self._version

    def get(self, address: str, version: int) -> Page | None:
        """Return what is kept of an address in this version."""
        with self._lock:
            if version != self._version:
                return None
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, version: int, page: Page) -> None:
        """Keep a page that was made after this version was asked for."""
        with self._lock:
            if version != self._version:
                return
            before = self._pages.pop(address, None)
            self._bytes += len(page.content) - (len(before.content) if before else 0)
            self._pages[address] = page
            while self._bytes > MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.content)

    def ask_again(self) -> None:
        """Ask for the version next time, however short ago that was."""
        self._asked_at = float("-inf")

    def forget(self) -> None:
        """Keep nothing, and ask for the version next time."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0
            self._version, self._asked_at = None, float("-inf")


pages = PageCache()


class PageCacheMiddleware:
    """Answers with a kept page before anything else is done, and with 304 where that is enough.

    Stands outermost, so that a page from the cache costs next to nothing; what it answers went
    through every other middleware when it was made. Nothing of a person can be in it: only pages
    that set no cookie, depend on no header and may be stored are kept, and public views see no
    person (``msg.public_reader``). An address with a query string is always made anew: there is
    no end of them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.beginnings = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._kept_or_made(request)
        if request.method == "HEAD" and not response.streaming:
            # Its length is told already. The server would drop the body, and warn of each.
            response.content = b""
        return response

    def _kept_or_made(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            # Who takes something back looks next whether it is gone.
            try:
                return self.get_response(request)
            finally:
                pages.ask_again()
        version = pages.version() if self._may_be_kept(request) else None
        if version is None:
            return self.get_response(request)
        page = pages.get(request.path, version)
        if page is None:
            response = self.get_response(request)
            if not _may_keep(response):
                return response
            page = _finished(response)
            pages.put(request.path, version, page)
        return _answer(request, page)

    def _may_be_kept(self, request: HttpRequest) -> bool:
        if request.META.get("QUERY_STRING"):
            return False
        address = request.path_info
        if not address.startswith(self.beginnings) and address not in FOR_MACHINES:
            return False
        try:
            request.get_host()
        except DisallowedHost:
            return False
        return request.is_secure() or not settings.SECURE_SSL_REDIRECT


def _may_keep(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and "no-store" not in response.get("Cache-Control", "")
    )


def _finished(response: HttpResponse) -> Page:
    # Of the content, not of the version: that counts changes nobody is to see.
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    response["Cache-Control"] = ASKED_EACH_TIME
    return Page(response.content, dict(response.items()))


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    etag = page.headers["ETag"]
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    if "*" in known or etag in {each.removeprefix("W/") for each in known}:
        return HttpResponseNotModified(
            headers={"ETag": etag, "Cache-Control": page.headers["Cache-Control"]}
        )
    return HttpResponse(page.content, headers=page.headers)
