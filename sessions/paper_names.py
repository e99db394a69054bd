"""What the text of a session's papers says of those on its list, for staff to know in time.

A paper may name its author on purpose, so nothing is refused. Nothing is kept either: a paper is
read each time somebody asks, against the list of that day. All of it is as confidential as the
list; it is shown on one page of the administration, and nowhere logged.
"""

import logging
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.chatham_house.findings import Finding, Kind
from sessions.chatham_house.roster import Roster
from sessions.chatham_house.scanner import LANGUAGES, scan
from sessions.documents_text import FileText, UnreadableFile, text_of, undivided
from sessions.findings_report import explain, shortened
from sessions.models import Document, Session
from sessions.rosters import roster_of

logger = logging.getLogger(__name__)

MOST_PLACES = 200
"""How many places of one paper are shown; all are counted."""

KINDS: Mapping[Kind, Promise] = {
    Kind.NAME: _("Names of people"),
    Kind.CONTACT: _("Addresses and telephone numbers"),
    Kind.AFFILIATION: _("Organisations as the source of a statement"),
    Kind.AFFILIATION_MENTION: _("Organisations mentioned"),
    Kind.ROLE: _("Offices and roles"),
    Kind.UNIQUE_DESCRIPTOR: _("Descriptions that fit one person"),
    Kind.SMALL_GROUP: _("Groups of very few"),
}
"""What is looked for in a paper. Quotation marks and gendered words say who spoke, in a report of
what was said; in a paper they say nothing of the room."""

PICTURES = frozenset({"png", "jpg", "jpeg"})

UNREAD = _("The text of this paper cannot be read by a program. Please look through it yourself.")
UNREAD_IN_PART = _(
    "Not everything in this paper can be read by a program: pictures, for example, or letters that "
    "are drawn. Please look through these yourself."
)
A_PICTURE = _("What stands in a picture cannot be read by a program. Please look at it yourself.")
NOBODY = _("Nobody is on the list of this session yet, so there was nothing to look for.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in a paper; ``before``, ``span`` and ``after`` quote it. ``sheet`` may be empty."""

    sheet: str
    kind: str
    before: str
    span: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedThrough:
    """What was found in one paper; ``unread`` says why there may be more, and is empty else."""

    paper: Document
    counts: tuple[tuple[Kind, int], ...] = ()
    places: tuple[Place, ...] = ()
    unread: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether all of it was read and nothing was found. No proof, but reason to open it."""
        return not self.counts and not self.unread

    @property
    def by_kind(self) -> list[tuple[Promise, int]]:
        """How many of each kind, in words."""
        return [(KINDS[kind], number) for kind, number in self.counts]

    @property
    def not_shown(self) -> int:
        """How many places there are beyond those shown."""
        return sum(number for _kind, number in self.counts) - len(self.places)


def look_through(session: Session, papers: Iterable[Document]) -> list[LookedThrough]:
    """Return what stands in these papers of a session. Raises nothing for a paper, whatever it is.

    A fixed number of queries, and time that grows with the papers.
    """
    roster = roster_of(session)
    return [_look(paper, roster) for paper in papers]


def count_kinds(looked: Iterable[LookedThrough]) -> list[tuple[Promise, int]]:
    """Return how much of each kind stands in several papers together."""
    total = Counter[Kind]()
    for each in looked:
        total.update(dict(each.counts))
    return [(words, total[kind]) for kind, words in KINDS.items() if total[kind]]


def _look(paper: Document, roster: Roster) -> LookedThrough:
    if not roster.people:
        return LookedThrough(paper=paper, unread=str(NOBODY))
    if paper.extension in PICTURES:
        return LookedThrough(paper=paper, unread=str(A_PICTURE))
    counts = Counter[Kind]()
    places: list[Place] = []
    unread = ""
    try:
        text = _text(paper)
        unread = "" if text.is_whole else str(UNREAD_IN_PART)
        for sheet, passage in _passages(paper, text):
            for finding in _findings(passage, roster):
                counts[finding.kind] += 1
                if len(places) < MOST_PLACES:
                    places.append(_place(sheet, passage, finding))
    except UnreadableFile:
        return LookedThrough(paper=paper, unread=str(UNREAD))
    except Exception as error:
        # Libraries that read files have errors of their own, and a paper that is stored must not
        # close the page. The kind of error is no secret; its message may quote the paper.
        logger.warning("A paper could not be looked through: %s", type(error).__name__)
        return LookedThrough(paper=paper, unread=str(UNREAD))
    ordered = tuple((kind, counts[kind]) for kind in KINDS if counts[kind])
    return LookedThrough(paper=paper, counts=ordered, places=tuple(places), unread=unread)


def _text(paper: Document) -> FileText:
    with paper.file.open("rb") as stored, _as_path(stored, paper.extension) as path:
        return text_of(path)


def _passages(paper: Document, text: FileText) -> Iterator[tuple[str, str]]:
    """Yield the title, then the text of the file, each with the sheet it stands on."""
    for title in dict.fromkeys((paper.title_de, paper.title_en)):
        yield str(_("Title")), title or ""
    sheets = {"pdf": _("Page %(number)s"), "pptx": _("Slide %(number)s")}
    name = str(sheets.get(paper.extension, ""))
    for number, passage in enumerate(text.passages, start=1):
        yield name and name % {"number": number}, undivided(passage)
    for passage in text.beside:
        yield "", undivided(passage)


@contextmanager
def _as_path(stored: File, extension: str) -> Iterator[Path]:
    """Give a stored file a path for as long as the block lasts: the storage may be far away."""
    with tempfile.NamedTemporaryFile(suffix=f".{extension}") as copy:
        for chunk in stored.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _findings(text: str, roster: Roster) -> list[Finding]:
    """Return what is found in either language, each place once, in the order of the text."""
    found: dict[tuple[int, int, Kind], Finding] = {}
    for language in LANGUAGES:
        for finding in scan(text, roster, language):
            if finding.kind in KINDS:
                found.setdefault((finding.start, finding.end, finding.kind), finding)
    return [found[key] for key in sorted(found)]


def _place(sheet: str, text: str, finding: Finding) -> Place:
    return Place(
        sheet=sheet,
        kind=str(KINDS[finding.kind]),
        before=shortened(text[: finding.start], from_end=True),
        span=text[finding.start : finding.end],
        after=shortened(text[finding.end :]),
        sentence=explain(finding.reason, finding.params),
    )
