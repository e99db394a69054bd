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
from .present import ADVERBS, FRONTED, PAREN, is_inverted_now, on_discourse
from .world import acts_on_world

FOCUS = (
    r"(?:auch|nur|selbst|einzig|allein|lediglich|sogar|gerade|ausgerechnet|vor allem|besonders|"
    r"insbesondere|above all|most of all|not least|ebenso|zunachst|dann|"
    r"dagegen|hingegen|wiederum|sich|noch|zudem|schliesslich|"
    r"allerdings|jedoch|indes|only|even|also|just|especially|both|alone|here|hier|dazu|dabei)"
)
_ARTICLES = r"(?:der|die|das|den|dem|the)"
# 'At the end of the session', 'in the second round': when it was, in front without a comma.
_SESSION_TIME = (
    r"(?:(?:shortly |just |right |immediately )?(?:at|towards?|near|before|after|during|in|over|"
    r"throughout|following|by) (?:(?!annual|spring|board|general|plenary|parliament|council|summit)"
    r"[a-z']+ ){1,5}?(?:session|meeting|discussion|debate|panel|workshop|"
    r"(?:coffee|lunch|tea|first|second|third|last|final|opening|closing) (?:break|round|hour|block|"
    r"part)|half hour|break),? )"
)
# Where a main clause may start, its subject first.
_SENTENCE_START = re.compile(
    rf"(?:^|[-:;(\u2022>*|] ?|\d[.)] )[\"'*_ ]*(?:{FOCUS} |but |aber |and |und |yet |so |"
    rf"meanwhile,? |while |wahrend |at this point,? |"
    rf"here,? |both [a-z]+ and |sowohl (?:die |das |der )?[a-z]+ als auch |in the end,? |"
    rf"at first,? |finally,? |then,? |later,? |afterwards,? |on that,? |"
    rf"on this(?: point)?,? |in response,? |by contrast,? |at the end,? |after lunch,? |"
    rf"after the break,? |{_SESSION_TIME}|before lunch,? |nevertheless,? |predictably,? |"
    rf"to nobody's surprise,? )?(?:{_ARTICLES} )?"
    rf"(?:(?!gegenuber |neben |hinter |unter |zwischen |gegen |wegen |ausser |statt "
    rf")[a-z-]+e[nrs]? )?$"
)
IN_SESSION = re.compile(rf"(?:^|[.;:] ?){_SESSION_TIME}(?:the )?$")
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:-] |\b(?:und|and|but|aber|when|while|als|whereas|as|wahrend|because|after|until|"
    rf"nachdem|before|though|although|once|wie|where|if) )(?:{FOCUS} )?(?:{_ARTICLES} )?$"
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

    def acts_in_room(self, *, is_public: bool, is_room: bool, is_placed: bool = False) -> bool:
        """Whether the organisation is the subject of what happens in a room.

        ``is_placed``: a place of the room stood between the verb and it, so it is the subject.
        """
        session = is_room and speech.in_session(f"{self.whole} | {self.right}")
        session = session or IN_SESSION.search(self.left) is not None
        starts = _SENTENCE_START.search(self.left) is not None
        if starts and session and _ANY_VERB.match(self.right):
            return True
        if session and is_inverted_now(self.whole):
            return True
        if starts and _reported().match(self.right):
            return True
        if is_public:
            return False
        if starts and (_aside().match(self.right) or _happened_there(self.right)):
            return True
        if _CLAUSE_START.search(self.left) and _short_aside().match(self.right):
            return True
        if (starts or _CLAUSE_START.search(self.left)) and (
            of_opinion().match(self.right)
            or _acts_of_meetings().match(self.right)
            or on_discourse().match(self.right)
        ):
            return True
        return self._is_inverted(is_placed)

    def _is_inverted(self, is_placed: bool) -> bool:
        """'Mehr Zeit verlangte nur der …', 'Widersprochen hat nur die …'."""
        if _DID.search(self.left) and re.match(r" [a-z]+", self.right):
            return True
        if _perfect_before().match(self.whole) or _SAW_IT.search(self.whole):
            return True
        match = _verb_before().search(self.left)
        if match is None or match.group("verb") in _NO_ACTS:
            return False
        if match.group("verb") == "was" and match.group("article"):
            return False  # 'Was das BAMF nicht finanziert, …'
        perfect = match.group("verb") in ("hat", "haben", "hatte", "hatten")
        if perfect:
            first = re.match(r"[a-z]+", self.whole)
            fronted = bool(first and _PARTICIPLE.match(first.group()))
            return fronted or _participles().search(self.right) is not None
        verb = match.group("verb")
        if verb in cues("institutional") or not _is_past(verb):
            return False
        if not is_placed and acts_on_world(verb, self.right):
            return False
        if WORLD_TIME.search(self.left) or (_COUNTED.match(self.right) and not is_placed):
            return False
        focus, article = match.group("focus"), match.group("article")
        if focus or article == "der" or is_placed:
            return True
        if verb.endswith("ten"):
            return False
        # With an article first the organisation may be the object.
        return FRONTED.match(self.whole) is not None or (
            _SUBJECT.match(self.whole) is None and verb not in _OF_OBJECTS
        )


# 'Das sah die … genau umgekehrt.'
_SAW_IT = re.compile(
    r"(?:^|[.;:,] )(?:das|dies|genau das|so)(?: [a-z]+)? (?:sah|sieht|sahen|sehen|fand|findet|"
    r"fanden|"
    r"bestritt|bezweifelte|glaubte|wusste|horte)(?: (?:auch|nur|selbst))?(?: (?:die|das|der))? $"
)
_ANY_VERB = re.compile(
    r"(?!'|-| (?:wurden?|wird|werden|waren?|was|were|is|are|ist|sind|stand|standen|kamen?|kommt|"
    r"spielte|galt|and|und|or|oder|on|of|in|im|data|figures)\b) [a-z]+"
)
_SUBJECT = re.compile(
    r"(?:[^a-z]*)(?:die|der|das|ein|eine|einer|einige|diese[rs]?|alle|viele|mehrere|wir|sie|er|"
    r"es|man|"
    r"manche|jemand|niemand|wer|unsere?|the|a|an|some|we|they|he|she|one|seine?|ihre?|beide)\b"
)
_OF_OBJECTS = frozenset(
    "kritisierte lobte fragte forderte bat mahnte erinnerte rugte verklagte traf nannte "
    "verwies told gave met saw heard sent took led left kept held put paid knew found "
    "brought read".split()
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
def _perfect_before() -> re.Pattern[str]:
    """'Zugestimmt hat am Ende auch die …'."""
    return re.compile(
        rf"^(?:nicht )?(?:{alternation(cues('room_participles'))}) (?:hat|haben|hatten?)"
        rf"(?: [a-z]+){{0,4}}(?: {FOCUS})?(?: (?:der|die|das))? $"
    )


@cache
def _participles() -> re.Pattern[str]:
    return re.compile(rf"^(?: [a-z-]+){{0,6}} (?:{alternation(cues('room_participles'))})(?![a-z])")


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(rf"^{ADVERBS} {_REPORTED}(?![a-z])")


@cache
def _aside() -> re.Pattern[str]:
    """'(DIHK dagegen, DGB dafür)', '- DGB: skeptisch', 'IOM unsure'."""
    return re.compile(
        rf"^{ADVERBS} (?:{alternation(cues('asides'))})(?=[,;.)]|$| (?:bei|on|about|zu|gegenuber|"
        rf"wegen|because|weil|towards)\b)"
    )


@cache
def _short_aside() -> re.Pattern[str]:
    """The second of two: '…, BMZ pro.'"""
    return re.compile(rf"^ (?:{alternation(cues('asides') - _LONG_ASIDES)})(?=[,;.)]|$)")


_LONG_ASIDES = frozenset({"offen", "verhalten", "ebenso", "critical", "keen"})


@cache
def _past_verb() -> re.Pattern[str]:
    strong = alternation(cues("strong_past"))
    return re.compile(rf"^{PAREN}{ADVERBS} (?P<verb>{strong}|[a-z]{{3,20}}(?:ed|te|ten))(?![a-z])")


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
    if acts_on_world(verb, rest):
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
    r"friday|saturday|sunday)|at the summit|auf dem gipfel|"
    r"(?:am ende|zu beginn|am anfang|ende|anfang|at the (?:end|start|beginning) of)(?: (?:des|der|"
    r"the))? (?:jahres|quartals|monats|ernte|saison|regenzeit|krieges|jahrzehnts|year|quarter|"
    r"month|harvest|season|rains|drought|war|decade|century|crisis))\b"
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
        rf"^{PAREN}{ADVERBS}{_TEMPORAL} (?:{alternation(cues('opinion_verbs'))})(?![a-z])"
    )


@cache
def _acts_of_meetings() -> re.Pattern[str]:
    words = alternation(cues("meeting_acts"))
    return re.compile(rf"^{PAREN}{ADVERBS} (?:{words})(?![a-z])")
