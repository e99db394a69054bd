"""What an organisation does as the subject of its clause: does it act in a room, or in the world?

In the room organisations report, doubt, wish and refuse; in the world they fund, decide and
publish. Notes are kept in the past or in reported speech, facts about institutions in the present:
a verb of the past is one of the room unless it is known to be institutional, and a verb of the
present only if it is known to be one of opinion or experience.
"""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import alternation, cues

FOCUS = (
    r"(?:auch|nur|selbst|einzig|allein|lediglich|sogar|gerade|ausgerechnet|vor allem|besonders|"
    r"insbesondere|ebenso|zunachst|dann|dagegen|hingegen|wiederum|sich|noch|zudem|schliesslich|"
    r"allerdings|jedoch|indes|only|even|also|just|especially|both|alone|here|hier|dazu|dabei)"
)
_ARTICLES = r"(?:der|die|das|den|dem|the)"
# Where a main clause may start, its subject first.
_SENTENCE_START = re.compile(
    rf"(?:^|[-:;(\u2022>*|] ?|\d[.)] )[\"'*_ ]*(?:{FOCUS} |but |aber |and |und |yet |so |"
    rf"meanwhile,? |while |wahrend |at this point,? |"
    rf"here,? )?(?:{_ARTICLES} )?(?:[a-z-]+e[nrs]? )?$"
)
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:-] |\b(?:und|and|but|aber|when|while|als|whereas|as|wahrend|because|after|until|"
    rf"nachdem|before|though|although|once|wie|where|if) )(?:{FOCUS} )?(?:{_ARTICLES} )?$"
)
_PAREN = r"(?:,? (?:- )?[^,.;:!?]{2,40}(?:,| -)| \([^()]{2,30}\))?"
_ADVERBS = (
    r"(?: (?:also|then|again|later|still|merely|simply|twice|often|never|once|itself|themselves|"
    r"always|however|too|instead|both|all|briefly|auch|dann|selbst|wiederum|dagegen|jedoch|"
    r"ebenfalls|hingegen|zwar|erneut|aber|nur|sich|[a-z]{3,12}ly))*"
)
_TEMPORAL = r"(?: (?:im|in|am|seit|nach|vor|by|since|after|during)(?: [a-z]+){1,2})?"
_REPORTED = (
    r"(?:habe|sei|werde|konne|wolle|sehe|halte|wisse|gehe|brauche|durfe|mache|lasse|prufe|erwarte|"
    r"plane|stehe|bleibe|finde|teile|trage|nehme|gebe|rechne|kenne|komme|verfuge|arbeite|hoffe|"
    r"furchte|unterstutze|begrusse|fordere|sperre|hadere|sahe|fande|kame|hielte|ginge|brauchte|"
    r"nahme|beobachte|bekomme|erlebe|spure|hore|"
    r"hatten "
    r"gern|hatte gern|wurde gern|wurde es|wurde das|ware)"
)


class Clause:
    """The clause around an organisation: what stands before it and behind it, folded."""

    __slots__ = ("left", "right", "whole")

    def __init__(self, whole: str, right: str) -> None:
        self.whole = whole
        self.left = speech.near(whole)
        self.right = right

    def acts_in_room(self, *, is_public: bool, is_room: bool) -> bool:
        """Whether the organisation is the subject of what happens in a room."""
        starts = _SENTENCE_START.search(self.left) is not None
        if starts and is_room and _ANY_VERB.match(self.right):
            return True
        if starts and _reported().match(self.right):
            return True
        if is_public:
            return False
        if starts and (_aside().match(self.right) or _happened_there(self.right)):
            return True
        if (starts or _CLAUSE_START.search(self.left)) and (
            of_opinion().match(self.right) or _acts_of_meetings().match(self.right)
        ):
            return True
        return self._is_inverted()

    def _is_inverted(self) -> bool:
        """'Mehr Zeit verlangte nur der …', 'Widersprochen hat nur die …'."""
        if _DID.search(self.left) and re.match(r" [a-z]+", self.right):
            return True
        match = _verb_before().search(self.left)
        if match is None or match.group("verb") in _NO_ACTS:
            return False
        perfect = match.group("verb") in ("hat", "haben", "hatte", "hatten")
        if perfect:
            first = re.match(r"[a-z]+", self.whole)
            fronted = bool(first and _PARTICIPLE.match(first.group()))
            return fronted or _participles().search(self.right) is not None
        verb = match.group("verb")
        if verb in cues("institutional") or not _is_past(verb):
            return False
        if WORLD_TIME.search(self.left) or _COUNTED.match(self.right):
            return False
        focus, article = match.group("focus"), match.group("article")
        if focus or article == "der":
            return True
        if verb.endswith("ten"):
            return False
        # With an article first the organisation may be the object.
        return _FRONTED.match(self.whole) is not None or (
            _SUBJECT.match(self.whole) is None and verb not in _OF_OBJECTS
        )


_ANY_VERB = re.compile(
    r"(?!'|-| (?:wurden?|wird|werden|waren?|was|were|is|are|ist|sind|stand|standen|kamen?|kommt|"
    r"spielte|galt|and|und|or|oder|on|of|in|im|data|figures)\b) [a-z]+"
)
_FRONTED = re.compile(
    r"(?:mehr|weniger|keine?n?|einen|den|dem|dies|dagegen|dafur|davon|daran|dabei|damit|dazu|"
    r"darauf|darin|hier|dort|da|dann|danach|daraufhin|anschliessend|zudem|ausserdem|spater|"
    r"zuletzt|zuerst|zunachst|so|auch|skeptisch|kritisch|zustimmend|zuruckhaltend|deutlich|"
    r"klar|anders|ahnlich|gegen|fur|auf|in|im|bei|beim|nach|zu|zum|zur|mit|aus|an|am|am ende|"
    r"uber|von|vom|vor|trotz|ohne|unter|wegen|enttauscht|uberrascht|wenig|viel|nichts|bedenken|"
    r"zweifel|kritik|widerspruch|zustimmung|unterstutzung|skepsis|einwande|verstandnis)\b"
)
_SUBJECT = re.compile(
    r"(?:[^a-z]*)(?:die|der|das|ein|eine|einer|einige|diese[rs]?|alle|viele|mehrere|wir|sie|er|"
    r"es|man|"
    r"manche|jemand|niemand|wer|unsere?|the|a|an|some|we|they|he|she|one|seine?|ihre?|beide)\b"
)
_OF_OBJECTS = frozenset(
    "kritisierte lobte fragte forderte bat mahnte erinnerte rugte verklagte traf nannte "
    "verwies".split()
)
_PARTICIPLE = re.compile(
    r"^(?:[a-z]{0,6}ge[a-z]{3,}(?:t|en)|(?:be|ver|wider|er|ent|zer|unter|uber)[a-z]{3,}(?:t|en)|"
    r"[a-z]+iert)$"
)
_DID = re.compile(
    r"\b(?:only|never|not|nor|rarely|seldom|reluctantly|neither)\b[^.;!?]{0,30}(?:did|does|would|"
    r"could)"
    r"(?: the)? $"
)
_NO_ACTS = frozenset("wurde wurden war waren sollte sollten musste mussten konnte".split())


@cache
def _verb_before() -> re.Pattern[str]:
    strong = alternation(cues("strong_past"))
    return re.compile(
        rf"(?:^|[^a-z])(?P<verb>{strong}|hat|haben|[a-z]{{3,20}}te)"
        rf"(?P<focus>(?: {FOCUS})+)?(?: (?P<article>der|die|das))? $"
    )


@cache
def _participles() -> re.Pattern[str]:
    return re.compile(rf"^(?: [a-z-]+){{0,6}} (?:{alternation(cues('room_participles'))})(?![a-z])")


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"^{_ADVERBS} {_REPORTED}(?![a-z])")


@cache
def _aside() -> re.Pattern[str]:
    """'(DIHK dagegen, DGB dafür)', '- DGB: skeptisch', 'IOM unsure'."""
    return re.compile(
        rf"^{_ADVERBS} (?:{alternation(cues('asides'))})(?=[,;.)]|$| (?:bei|on|about|zu|gegenuber|"
        rf"wegen|because|weil|towards)\b)"
    )


@cache
def _past_verb() -> re.Pattern[str]:
    strong = alternation(cues("strong_past"))
    return re.compile(
        rf"^{_PAREN}{_ADVERBS} (?P<verb>{strong}|[a-z]{{3,20}}(?:ed|te|ten))(?![a-z])"
    )


def _is_past(verb: str) -> bool:
    return verb in cues("strong_past") or verb.endswith(("ed", "te", "ten"))


def _happened_there(right: str) -> bool:
    match = _past_verb().match(right)
    if match is None:
        return False
    verb = match.group("verb")
    rest = right[match.end() :]
    if verb in cues("institutional") or verb in _BEING:
        return False
    if WORLD_TIME.search(right[:80]):
        return False
    # 'stellte 300 Leute ein': a number is counted in the world.
    return _COUNTED.match(rest) is None and not (
        verb in _PLAIN and _institutional_particle().search(rest) is not None
    )


_BEING = frozenset(
    "war waren wurde wurden was were had hatte hatten did konnte konnten musste mussten durfte "
    "durften united based limited related dedicated led galt lag bestand".split()
)
_PLAIN = frozenset(
    "stellte stellten baute bauten legte legten fuhrte fuhrten richtete richteten setzte setzten "
    "nahm nahmen set took put gab gaben".split()
)
_COUNTED = re.compile(
    r"(?: [a-z]+){0,5} (?:\d[\d.,]*|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|"
    r"zwanzig|"
    r"dutzende?|hunderte?|tausende?|millionen|milliarden|prozent|two|three|four|five|six|seven|"
    r"eight|nine|ten|twelve|twenty|forty|fifty|dozens?|hundreds?|thousands?|million|billion|"
    r"per cent|"
    r"percent)\b|[^,;:]{0,50} (?:antrage|antragen|applications|bescheide|permits|verfahren ein)\b"
)
WORLD_TIME = re.compile(
    r"\b(?:vor [a-z]+ (?:jahren|monaten|wochen)|[a-z]+ (?:years|months|weeks|decades) ago|"
    r"(?:im|in|seit|since|last|next|on|am|ab) (?:fruhjahr|fruhling|sommer|herbst|winter|januar|"
    r"februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|"
    r"march|may|june|july|october|december|spring|summer|autumn|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday)|at the summit|auf dem gipfel)\b"
)


@cache
def _institutional_particle() -> re.Pattern[str]:
    return re.compile(
        r" (?:ein|auf|durch|um|in kraft|in place|up|effect|over|sicher|bereit|zur verfugung|"
        r"zusammen|fort|ab|aus|heraus|her)(?=[.,;]|$)"
    )


@cache
def of_opinion() -> re.Pattern[str]:
    """A verb of opinion or experience directly behind its subject."""
    return re.compile(
        rf"^{_PAREN}{_ADVERBS}{_TEMPORAL} (?:{alternation(cues('opinion_verbs'))})(?![a-z])"
    )


@cache
def _acts_of_meetings() -> re.Pattern[str]:
    words = alternation(cues("meeting_acts"))
    return re.compile(rf"^{_PAREN}{_ADVERBS} (?:{words})(?![a-z])")
