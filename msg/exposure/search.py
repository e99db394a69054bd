"""What of the confidential stands in an answer, and whether it may."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from msg.exposure.allowed import PAPER, Passage
from msg.exposure.answers import Piece, places_in
from msg.exposure.folding import fold, plain
from msg.exposure.needles import Kind, Needle
from msg.exposure.rights import Rights
from msg.exposure.surnames import Surnames

BLANKED = "▬▬▬"
AROUND = 32
"""Characters of an excerpt on either side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A confidential string in an answer. ``reason`` says why it may stand there, or is empty.

    ``needle`` is one of those the words fit; ``excerpt`` has every needle blanked out.
    """

    needle: Needle
    where: str
    excerpt: str
    reason: str = ""


@dataclass(slots=True)
class _Entry:
    """A pattern of the automaton: what it is needle of, and what it covers."""

    needles: list[Needle] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


Span = tuple[int, int, _Entry]


class Search:
    """All needles and passages in one automaton, built once and asked for every answer."""

    def __init__(self, needles: Iterable[Needle], passages: Iterable[Passage], surnames: Surnames):
        entries: dict[str, _Entry] = defaultdict(_Entry)
        for needle in needles:
            entries[needle.pattern].needles.append(needle)
        for passage in passages:
            entries[passage.pattern].passages.append(passage)
            for pattern in passage.beside:
                entries.setdefault(pattern, _Entry())
        self._entries = list(entries.values())
        self._places = {pattern: number for number, pattern in enumerate(entries)}
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.Standard)
        self._surnames = surnames

    def hits(self, pieces: Sequence[Piece], rights: Rights, address: str) -> list[Hit]:
        """Return every confidential string in the parts of one answer, allowed or not."""
        plains = [plain(piece.text) for piece in pieces]
        # one pass over all parts; no pattern holds the sign between them
        whole = "|".join(plains)
        starts = [0]
        for text in plains:
            starts.append(starts[-1] + len(text) + 1)
        matches = self._automaton.find_matches_as_indexes(whole.lower(), overlapping=True)
        spans = [(start, end, self._entries[number]) for number, start, end in matches]
        present = {number for number, _, _ in matches}
        covering = self._covering(spans, rights, present)
        seen: dict[tuple[Needle, str, str], Hit] = {}
        for start, end, entry in spans:
            if not entry.needles:
                continue
            piece = pieces[bisect_right(starts, start) - 1]
            needles = _fitting(entry.needles, whole[start:end])
            found = _allowance(needles, (start, end), covering, rights)
            if found is None and piece.where == "text of a file" and address in rights.papers:
                found = (needles[0], PAPER) if needles else None
            if found is None:
                meant = [each for each in needles if self._is_meant(each, piece)]
                if not meant:
                    continue
                found = (meant[0], "")
            needle, reason = found
            # the forms of one page tell the same thing twice
            part = "page" if piece.where in ("body", "text") else piece.where
            if (needle, part, reason) not in seen:
                where = piece.where if reason else _place(piece, needle)
                excerpt = "" if reason else _excerpt(whole, start, end, spans)
                seen[needle, part, reason] = Hit(needle, where, excerpt, reason)
        return list(seen.values())

    def _is_meant(self, needle: Needle, piece: Piece) -> bool:
        return needle.kind != Kind.SURNAME or self._surnames.are_meant(needle, piece)

    def _covering(self, spans: Sequence[Span], rights: Rights, present: set[int]) -> list[Span]:
        """Return the passages of this answer that this visitor may read, by where they start."""
        covering = []
        for start, end, entry in spans:
            passages = [
                passage
                for passage in entry.passages
                if (passage.requires is None or passage.requires in rights.keys)
                and (
                    not passage.beside
                    or any(self._places[pattern] in present for pattern in passage.beside)
                )
            ]
            if passages:
                covering.append((start, end, _Entry(passages=passages)))
        return sorted(covering, key=lambda span: span[:2])


def _fitting(needles: Sequence[Needle], words: str) -> list[Needle]:
    """Leave out acronyms that stand here as a word."""
    return [
        needle
        for needle in needles
        if not needle.exact or plain(needle.exact).strip() == words.strip()
    ]


def _allowance(
    needles: Sequence[Needle], span: tuple[int, int], covering: Sequence[Span], rights: Rights
) -> tuple[Needle, str] | None:
    """Return the needle that a match may be, with the reason; none where it may be none.

    The same words may be of several records: it is enough that one of them may be seen.
    """
    for needle in needles:
        if needle.key in rights.keys:
            return needle, rights.keys[needle.key]
    start, end = span
    for low, high, cover in covering:
        if low > start:
            break
        if high < end:
            continue
        for passage in cover.passages:
            for needle in needles:
                if needle.kind in passage.kinds or needle.key in passage.keys:
                    return needle, passage.reason
    return None


def _place(piece: Piece, needle: Needle) -> str:
    """Return where on a page it stands: in an attribute, a comment, a script or the text."""
    if piece.where != "body":
        return piece.where
    for part in places_in(piece.text):
        if needle.pattern in fold(part.text):
            return part.where
    return piece.where


def _excerpt(whole: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """Return the words around a match, all confidential ones among them blanked out."""
    low, high = max(0, start - AROUND), min(len(whole), end + AROUND)
    letters = list(whole[low:high])
    for first, last, entry in spans:
        if entry.needles and first < high and last > low:
            for place in range(max(first, low), min(last, high)):
                letters[place - low] = "\x00"
    text = "".join(letters).replace("|", " ")
    blanked = []
    for character in text:
        if character != "\x00":
            blanked.append(character)
        elif not blanked or blanked[-1] != BLANKED:
            blanked.append(BLANKED)
    return " ".join("".join(f" {each} " if each == BLANKED else each for each in blanked).split())
