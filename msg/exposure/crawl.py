"""Opens addresses breadth first and follows what the answers link to, within bounds."""

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from django.conf import settings
from django.urls import Resolver404, resolve

from msg.addresses import links_of
from msg.exposure.addresses import ERRORS, SKIPPED, seeds
from msg.exposure.answers import media_type
from msg.exposure.visitors import Answer, Visit, Visitor, host_name

MOST_REQUESTS = 8000
MOST_SECONDS = 600
MOST_QUERIES = 6
"""Different query strings of one path; filters can be combined without end."""
MOST_QUERIES_OF_A_VIEW = 20
"""And of all paths of one view together."""
FOREIGN_HOST = "elsewhere.invalid"

_SAMPLED: tuple[tuple[str, dict[str, str]], ...] = (
    ("HEAD", {}),
    ("OPTIONS", {}),
    ("POST", {}),
    ("GET", {"hx-request": "true"}),
)
"""Other ways to ask, once for each view and outcome: their answers may have code of their own."""


@dataclass
class Crawl:
    """One run: who comes, how much they may ask for, and how far they got."""

    visitors: Sequence[Visitor]
    most_requests: int = MOST_REQUESTS
    most_seconds: float = MOST_SECONDS
    requests: int = 0
    is_complete: bool = False

    def answers(self, only: Sequence[str] = ()) -> Iterator[Answer]:
        """Yield every answer to everybody, until nothing is left to ask or a bound is reached.

        With ``only`` these addresses are opened and no links followed. ``is_complete`` says
        afterwards whether everything was asked.
        """
        deadline = time.monotonic() + self.most_seconds
        known = list(only) or seeds()
        sampled: set[tuple[str, ...]] = set()
        for visitor in self.visitors:
            addresses = known
            for number, (language, _) in enumerate(settings.LANGUAGES):
                walk = _Walk(
                    Visit(visitor, language),
                    addresses,
                    sampled,
                    is_first=number == 0,
                    follows=not only,
                )
                for answer in walk.answers():
                    self.requests += 1
                    yield answer
                    if self.requests >= self.most_requests or time.monotonic() > deadline:
                        return
                # what is not theirs is not theirs in another language; errors are asked for again
                addresses = [*walk.answered, *(known if only else ERRORS)]
        self.is_complete = True


class _Walk:
    """One visitor's way through the site in one language."""

    def __init__(
        self,
        visit: Visit,
        starts: Iterable[str],
        sampled: set[tuple[str, ...]],
        *,
        is_first: bool,
        follows: bool,
    ) -> None:
        self.visit = visit
        self.follows = follows
        self.is_first = is_first
        self.waiting: deque[str] = deque()
        self.seen: set[str] = set()
        self.answered: list[str] = []
        self.sampled = sampled
        self.queries: Counter[str] = Counter()
        for address in starts:
            self._note(address, is_start=True)

    def answers(self) -> Iterator[Answer]:
        """Yield the answer to each address, and follow its links."""
        if self.is_first:
            yield self.visit.failure()
            yield self.visit.open("/de/", host=FOREIGN_HOST)
        while self.waiting:
            address = self.waiting.popleft()
            answer = self.visit.open(address)
            yield answer
            if answer.response.status_code < 300 and media_type(answer.response) == "text/html":
                self.answered.append(address)
            for link in links_in(answer) if self.follows else ():
                self._note(link)
            if self._is_to_be_sampled(answer):
                for method, headers in _SAMPLED:
                    yield self.visit.open(address, method, headers)

    def _is_to_be_sampled(self, answer: Answer) -> bool:
        """Whether to ask in other ways: the room's pages for each visitor, others once."""
        view, status = _view(answer.address), str(answer.response.status_code)
        if not self.is_first or view.startswith("admin:"):
            return False
        is_of_the_room = view.startswith("dialogue_sessions:") and status == "200"
        case = (view, status, str(self.visit.visitor) if is_of_the_room else "")
        if case in self.sampled:
            return False
        self.sampled.add(case)
        return True

    def _note(self, address: str, *, is_start: bool = False) -> None:
        """Put an address on the list, unless it was there, ends a session, or has no end."""
        path, _, query = address.partition("?")
        if address in self.seen or not self._is_open_to_go(path):
            return
        self.seen.add(address)
        if query and not is_start:
            view = _view(path)
            self.queries.update((path, f"view {view}"))
            if self.queries[path] > MOST_QUERIES:
                return
            if view and self.queries[f"view {view}"] > MOST_QUERIES_OF_A_VIEW:
                return
        self.waiting.append(address)

    def _is_open_to_go(self, path: str) -> bool:
        """Whether to go there: not where a session ends, and nowhere for the same answer twice."""
        if _view(path) in SKIPPED:
            return False
        is_public = self.visit.visitor.is_public
        if path.startswith(settings.STATIC_URL):
            return self.is_first and is_public
        languages = [code for code, _ in settings.LANGUAGES if path.startswith(f"/{code}/")]
        if languages:
            # the address names its language; who is signed in sees the same, and one must do
            return self.is_first and (is_public or languages == [self.visit.language])
        return self.is_first or not path.startswith("/admin/")


def links_in(answer: Answer) -> Iterator[str]:
    """Yield the addresses of this site in an answer."""
    return links_of(answer.address, answer.response, answer.content, (host_name(),))


def _view(address: str) -> str:
    """Return the name of the view an address leads to; nothing where it leads nowhere."""
    try:
        return resolve(unquote(address.partition("?")[0])).view_name or ""
    except Resolver404:
        return ""
