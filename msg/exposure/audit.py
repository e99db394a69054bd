"""One run: everything confidential against every answer to everybody."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, unquote

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from msg.exposure.allowed import all_passages
from msg.exposure.answers import Piece, Unread, pieces_of
from msg.exposure.crawl import Crawl
from msg.exposure.lists import passages_of_lists
from msg.exposure.needles import Kind, all_needles
from msg.exposure.rights import Rights, pages_of_somebody
from msg.exposure.search import Hit, Search
from msg.exposure.surnames import Surnames
from msg.exposure.visitors import Answer, quiet
from participants.models import Participant
from sessions.models import ExposureAudit

NOBODY = Rights()
"""What may stand on a public page, in a log or in an address: nothing of anybody."""
SHORTEST_PATH = 12
"""Characters; an answer that repeats a path this long tells what the visitor typed, no more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that shows. ``text`` is the confidential string and is printed on request only."""

    visitor: str
    method: str
    address: str
    status: int
    where: str
    kind: str
    record: str = ""
    excerpt: str = ""
    text: str = ""


@dataclass
class Result:
    """What a run found, what it let pass and why, and how far it got.

    ``failures`` are answers that could not be looked at: pages that fail, files that cannot be
    read. They are no clean answers.
    """

    findings: list[Finding] = field(default_factory=list)
    failures: list[Finding] = field(default_factory=list)
    allowed: Counter[tuple[str, str]] = field(default_factory=Counter)
    visitors: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    needles: int = 0
    requests: int = 0
    is_complete: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether everything was looked at and nothing shows."""
        return self.is_complete and not self.findings and not self.failures


def run(
    crawl: Crawl, only: Sequence[str] = (), progress: Callable[[Answer], object] | None = None
) -> Result:
    """Crawl and search; a run over the whole site that was completed is put on record."""
    needles = all_needles()
    passages = [*all_passages(), *passages_of_lists()]
    search = Search(needles, passages, Surnames(Participant.objects.all()))
    auditor = _Auditor(search)
    auditor.result.needles = len(needles)
    auditor.result.visitors = [str(visitor) for visitor in crawl.visitors]
    with quiet():
        for answer in crawl.answers(only):
            auditor.look_at(answer)
            if progress is not None:
                progress(answer)
    result = auditor.result
    result.requests = crawl.requests
    result.is_complete = crawl.is_complete
    if result.is_complete and not only:
        ExposureAudit.objects.create(
            finished_on=timezone.localdate(),
            requests=result.requests,
            found=len(result.findings) + len(result.failures),
        )
    return result


class _Auditor:
    """Looks at one answer after the other; the same answer to the same visitor once."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.result = Result()
        self.pages = pages_of_somebody()
        self.seen: set[bytes] = set()

    def look_at(self, answer: Answer) -> None:
        """Note what shows in an answer, and what may."""
        status = answer.response.status_code
        self.result.statuses[status] += 1
        key = self.pages.get(self._page_of(answer.address))
        if key is not None and status == 200 and not self._is_theirs(answer):
            what = self._finding(answer, "the whole answer", "a page of others")
            self.result.findings.append(replace(what, record=f"{key[0]} {key[1]}"))
        if status >= 500 and not answer.is_failure:
            self.result.failures.append(self._finding(answer, "body", "a page that fails"))
        # a public page is the same for all and kept for all: nothing of anybody is theirs there
        rights = NOBODY if _is_public(answer.address) else answer.visitor.rights
        digest = _digest(answer, answer.address in rights.papers)
        if digest in self.seen:
            return
        self.seen.add(digest)
        pieces = []
        try:
            for piece in pieces_of(answer.response, answer.content):
                pieces.append(_without_echo(piece, answer.address))
        except Unread:
            self.result.failures.append(self._finding(answer, "file", "a file nobody can read"))
        hits = self.search.hits(pieces, rights, answer.address)
        if answer.log:
            log = _without_echo(Piece("log", answer.log), answer.address)
            hits += self.search.hits([log], NOBODY, "")
            query = answer.address.partition("?")[2]
            if query and query in answer.log:
                self.result.findings.append(self._finding(answer, "log", "a query string"))
        for hit in hits:
            if hit.reason:
                self.result.allowed[hit.reason, hit.needle.kind] += 1
            else:
                self.result.findings.append(self._finding_of(answer, hit))

    def _page_of(self, address: str) -> str:
        """Return the page an address is of or beneath: its first three parts."""
        return "/".join(address.partition("?")[0].split("/")[:4]) + "/"

    def _is_theirs(self, answer: Answer) -> bool:
        rights = answer.visitor.rights
        return self._page_of(answer.address) in rights.pages | rights.papers

    def _finding_of(self, answer: Answer, hit: Hit) -> Finding:
        return replace(
            self._finding(answer, hit.where, hit.needle.kind),
            record=hit.needle.record,
            excerpt=hit.excerpt,
            text=hit.needle.pattern.strip(),
        )

    def _finding(self, answer: Answer, where: str, kind: str) -> Finding:
        return Finding(
            str(answer.visitor),
            answer.method,
            self._address(answer.address),
            answer.response.status_code,
            where,
            kind,
        )

    def _address(self, address: str) -> str:
        """Return an address for the report; one that tells something itself is not repeated."""
        telling = self.search.hits([Piece("address", unquote(address))], NOBODY, "")
        if any(hit.needle.kind != Kind.RANDOM for hit in telling):
            return "(an address that tells something itself)"
        return address


def _is_public(address: str) -> bool:
    return any(address.startswith(f"/{code}/") for code, _ in settings.LANGUAGES)


def _digest(answer: Answer, is_paper: bool) -> bytes:
    """Return what makes an answer the same as one that was looked at before."""
    headers = sorted(
        (name, value) for name, value in answer.response.headers.items() if name != "Date"
    )
    cookies = sorted(cookie.OutputString() for cookie in answer.response.cookies.values())
    # what is on a public page is nobody's, whoever looks: once is enough
    visitor = "" if _is_public(answer.address) else str(answer.visitor)
    head = repr((visitor, is_paper, headers, cookies, answer.log))
    return hashlib.sha256(head.encode() + b"\x00" + answer.content).digest()


def _without_echo(piece: Piece, address: str) -> Piece:
    """Take out the address that was asked for, and the words in its form: who typed it knew it."""
    text = piece.text
    for typed in QueryDict(address.partition("?")[2]).getlist("q"):
        in_a_link = unquote(quote_plus(typed))
        text = text.replace(f'value="{typed}"', "").replace(f"?q={in_a_link}", "?")
    for part in (unquote(address), unquote(address.partition("?")[0])):
        if len(part) >= SHORTEST_PATH:
            text = text.replace(part, " ")
    return Piece(piece.where, text)
