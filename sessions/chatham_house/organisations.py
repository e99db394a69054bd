"""Decides whether a roster organisation is the source of something said in the room."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from .context import starts_line
from .findings import Kind, Severity
from .hits import Hit
from .lexicon import alternation, cues
from .organisation_forms import OrganisationForm, organisation_forms
from .roster import Organisation
from .text import Text

_DETERMINER = (
    r"(?:der|die|das|dem|den|des|the|ein|eine|einer|eines|einem|einen|an?|unser(?:e[mnrs]?)?|our|"
    r"jemand|kein|keine|this|dieser|diese|one|another|zwei|two|beide|both|mehrere|several|"
    r"(?:ein|one) (?:weiterer?|weitere|andere[rs]?|other))"
)
_TAIL = re.compile(r"(?:'s|es|en|s|n|e|')?(?![a-z0-9])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Frames:
    """The patterns that make an organisation a source, compiled once from the cue lists."""

    source_left: tuple[re.Pattern[str], ...]
    source_right: tuple[re.Pattern[str], ...]
    speech_right: tuple[re.Pattern[str], ...]
    speech_left: re.Pattern[str]
    possessive_left: re.Pattern[str]
    possessive_right: re.Pattern[str]
    passive_left: re.Pattern[str]
    speech: re.Pattern[str]
    published: re.Pattern[str]
    room: re.Pattern[str]


@cache
def frames() -> Frames:
    """The frames of German and English; both are tried whatever the language of the text."""
    people = alternation(cues("representatives"))
    contributions = alternation(cues("room_contributions"))
    speech = alternation(word for word in cues("speech") if " " not in word)
    article = r"(?: (?:dem|der|des|den|die|das|the|vom|zum|zur))?"
    link = r"(?:aus|von|vom|des|der|bei|beim|im|fur|in|from|of|at|with|for|representing|to)"
    determiner = rf"(?:\b{_DETERMINER} (?:[a-z]+ ){{0,2}}?)?"
    particles = (
        r"(?:hin|fest|hervor|ein|an|vor|dar|bedenken|deutlich|geltend|klar|aus|dagegen|nach|"
        r"skeptisch|kritisch|offen|zuruck|ab|entgegen|infrage|bei)"
    )
    separable = (
        r"(?:wies(?:en)?|weist|stellten?|stellt|hob(?:en)?|hebt|raumten?|raumt|wandten?|wendet|"
        r"merkten?|merkt|regten?|regt|schlug(?:en)?|schlagt|legten?|legt|gab(?:en)?|gibt|machten?|"
        r"macht|sprach(?:en)?|spricht|hielt(?:en)?|halt|hakten?|hakt|brachten?|trug(?:en)?|"
        r"fuhrten?|lehnten?|lehnt|zeigten?|zeigt|meldeten?|meldet|stimmten?|stimmt|kundigten?|"
        r"warfen|warf|wirft)"
    )
    said_there = r"(?:hiess|heisst|kam|kamen|kommt|gab|wurden?|wird|war|waren|verlautete|lautete|"
    said_there += r"folgten?|erging|meldeten?|horte|came|comes|was|were|there|we heard|heard)"
    return Frames(
        source_left=tuple(
            re.compile(pattern)
            for pattern in (
                rf"{determiner}\b(?:[a-z]+-)?(?:{people})(?: [a-z]\w+)? {link}{article} $",
                r"\b(?:seitens|vonseiten|von seiten|auf seiten|im namen|im auftrag|stellvertretend "
                r"fur|on behalf of|speaking for|spoke for|speaks for|sprach fur|spricht fur|in "
                rf"vertretung){article} $",
                r"\b(?:wir|uns|we|us|ich|i) (?:selbst |here |hier )?(?:im|in|at|beim|bei|vom|from|"
                rf"aus){article} $",
                r"\b(?:laut|gemass|according to|as per|nach (?:angaben|ansicht|auffassung|"
                r"einschatzung|meinung|worten|darstellung|lesart|aussage|auskunft)"
                r"(?: von| vom)?|aus (?:der )?(?:sicht|perspektive|warte)(?: von| vom)?|in the "
                r"(?:view|opinion|words|eyes) of|from the (?:perspective|viewpoint|standpoint) of|"
                rf"speaking as|in den augen|fur unser haus, das){article} $",
            )
        ),
        source_right=tuple(
            re.compile(pattern)
            for pattern in (
                rf"^(?:'s |'|s |s' | |-)(?:[a-z]+[ -])?(?:{people})(?![a-z])",
                r"^-(?:[a-z]*)(?:vertret|kolleg|mitarbeit|berater|referent|expert|leute|seit|beamt|"
                r"delegation|leiter|sprecher|frau|mann|stimme|kreise|intern|forscher|delegiert|"
                r"teilnehm|wortmeldung|einwand|beitrag|nachfrage|zwischenruf|analyst|chef)[a-z]*",
                r"^ zufolge\b",
                rf"^(?:[a-z' ,-]{{0,25}}) {said_there}\b",
            )
        ),
        speech_right=(
            re.compile(rf"^(?: selbst| itself| then| also| dagegen| wiederum| jedoch| dann| auch)?"
                       rf" (?:{speech})(?![a-z])"),
            re.compile(rf"^ {separable} [^.;!?]{{0,160}}\b{particles}(?![a-z])"),
            re.compile(rf"^ (?:hat|habe|hatte|has|had) [^.;!?]{{0,160}}\b(?:{speech})(?![a-z])"),
            re.compile(rf"^ [^.;!?,]{{2,90}} (?:{speech}),? ?(?:[.;!?]|$)"),
        ),
        speech_left=re.compile(rf"(?:^|[^a-z])(?:{speech})(?: auch| dann| also| then)?{article} $"),
        possessive_left=re.compile(
            rf"{determiner}\b(?:[a-z]+-)?(?:{contributions}) "
            rf"(?:von|vom|des|der|aus|seitens|durch|by|from|of){article} $"
        ),
        possessive_right=re.compile(rf"^(?:'s |s' |' | |-)(?:[a-z]+ )?(?:{contributions})(?![a-z])"),
        passive_left=re.compile(rf"\b(?:von|vom|durch|by|aus|from){article} $"),
        speech=re.compile(rf"(?<![a-z])(?:{speech})(?![a-z])"),
        published=re.compile(rf"(?<![a-z])(?:{alternation(cues('published'))})(?![a-z])"),
        room=re.compile(rf"(?<![a-z])(?:{alternation(cues('room'))})(?![a-z])"),
    )


class OrganisationMatcher:
    """Finds ``organisations`` in texts."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self.organisations = organisations
        forms: dict[str, list[OrganisationForm]] = defaultdict(list)
        for index, organisation in enumerate(organisations):
            for form in organisation_forms(index, organisation):
                forms[form.pattern].append(form)
        patterns = list(forms)
        self._forms = [forms[pattern] for pattern in patterns]
        self._automaton = (
            AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None
        )

    def find(self, text: Text) -> list[Hit]:
        """All organisations in a text, each as a source or as a mention."""
        if self._automaton is None:
            return []
        hits = []
        folded = text.folded
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum():
                continue
            tail = _TAIL.match(folded, end)
            if tail is None:
                continue
            written = text.plain[start:end]
            forms = [form for form in self._forms[index] if _is_written_so(form, written, text)]
            if not forms:
                continue
            # Only a genitive belongs to an acronym; other endings make it another word.
            if forms[0].is_acronym and tail.group() not in ("", "s", "'s", "'"):
                continue
            hits.append(self._decide(text, start, tail.end(), tail.group(), forms))
        return hits

    def _decide(
        self, text: Text, start: int, end: int, tail: str, forms: Sequence[OrganisationForm]
    ) -> Hit:
        refs = tuple(sorted({self.organisations[form.organisation].id for form in forms}))
        if any(self.organisations[form.organisation].is_secret for form in forms):
            return Hit(start, end, Kind.AFFILIATION, Severity.BLOCK, refs, "affiliation.secret")
        bare_end = end - len(tail) if tail.startswith("'") else end
        source = self._source(text, start, bare_end)
        if source is not None:
            low, high, reason = source
            return Hit(low, high, Kind.AFFILIATION, Severity.BLOCK, refs, reason)
        return Hit(
            start, end, Kind.AFFILIATION_MENTION, Severity.REVIEW, refs, "affiliation.mention"
        )

    def _source(self, text: Text, start: int, end: int) -> tuple[int, int, str] | None:
        """The span and reason where the organisation is the source of something said there."""
        plain = text.plain
        if plain[end : end + 1] == ":" and starts_line(text, start):
            return start, end, "affiliation.tag"
        frame = frames()
        low, high = text.sentence(start, end, 300)
        left, right = text.folded[low:start], text.folded[end:high].rstrip()
        is_room = bool(frame.room.search(left) or frame.room.search(right))
        is_published = not is_room and bool(
            _YEAR.search(left + right) or frame.published.search(left + " " + right)
        )
        for pattern in frame.source_left:
            match = pattern.search(left)
            if match and not is_published:
                return low + match.start(), end, "affiliation.source"
        for place, pattern in enumerate(frame.source_right):
            match = pattern.match(right)
            if match is None or is_published:
                continue
            if place == 3 and not re.search(r"(?:^|[,;] )(?:aus|von|vom|from)(?: de[rm]| the)? $", left):
                continue
            begin = _phrase_start(left)
            return low + begin, end + match.end(), "affiliation.source"
        if self._is_bracketed(text, start, end):
            return start, end, "affiliation.bracket"
        if is_published:
            return None
        match = frame.possessive_left.search(left)
        if match:
            return low + match.start(), end, "affiliation.possessive"
        match = frame.possessive_right.match(right)
        if match:
            return low + _phrase_start(left), end + match.end(), "affiliation.possessive"
        if any(pattern.match(right) for pattern in frame.speech_right):
            return low + _phrase_start(left), end, "affiliation.speech"
        if frame.speech_left.search(left) and _is_inverted(left):
            return low + _phrase_start(left), end, "affiliation.speech"
        if frame.passive_left.search(left) and frame.speech.search(right):
            return low + _phrase_start(left), end, "affiliation.speech"
        return None

    @staticmethod
    def _is_bracketed(text: Text, start: int, end: int) -> bool:
        """Alone in brackets behind a claim or a quotation, not behind its own full name."""
        plain = text.plain
        if plain[start - 1 : start] not in ("(", "[") or plain[end : end + 1] not in (")", "]"):
            return False
        before = plain[:start - 1][-3:].rstrip()
        after = plain[end + 1 : end + 3].lstrip()
        closes = not after or after[0] in ".!?;:,\n" or plain[end + 1 : end + 2] == "\n"
        return closes or before[-1:] in "\".!?'"


def _phrase_start(left: str) -> int:
    match = re.search(rf"\b{_DETERMINER} (?:[a-z]+ )?$", left)
    return match.start() if match else len(left)


def _is_inverted(left: str) -> bool:
    """Whether the verb before the organisation leaves it the subject: 'Danach betonte das BMZ'."""
    return bool(
        re.match(
            r"(?:in|im|an|am|auf|nach|bei|beim|zu|zum|zur|fur|dann|danach|anschliessend|zudem|"
            r"ausserdem|spater|zuletzt|zuerst|hier|dort|daraufhin|dem|dagegen|auch|so|aus|vor|mit|"
            r"wie|as|then|later)\b",
            left,
        )
        or re.search(r"[,\"'.]\s*[a-z]+(?: auch| dann)?(?: de[rm]| das| die| the)? $", left)
    )


def _is_written_so(form: OrganisationForm, written: str, text: Text) -> bool:
    """Whether a match is written as the form asks: acronyms with their capitals."""
    if not form.is_acronym:
        return written[0].isupper() or not form.is_word and " " in written
    capitals = [c for c in form.written if c.isalnum()]
    found = [c for c in written if c.isalnum()]
    return all(f.isupper() for c, f in zip(capitals, found, strict=False) if c.isupper())
