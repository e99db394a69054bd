"""Names before a colon with what was said behind it: 'Da lachte sogar Essen: … könne man nicht'.

Behind the colon stands reported speech, so a place or a thing before it is somebody who spoke.
"""

from __future__ import annotations

import re

from .context import Token, token_before
from .lexicon import cues, places
from .name_frames import Surroundings
from .name_places import is_town_against_state
from .name_words import ADVERBS, AUXILIARIES, PAST, is_participle

_SAID = re.compile(
    r": [\"']?[a-z0-9][^.!?\n]{0,160}?\b(?:sei|seien|habe|konne|musse|werde|solle|durfe|wolle|gebe|"
    r"komme|gehe|brauche|stehe|liege|fehle|bleibe|wisse|mache|nehme|sehe|zahle|koste|dauere|reiche|"
    r"gelte|lasse|finde|heisse|trage|glaube|halte|ware|waren|hatte|hatten|gabe|konnte|musste|wurde|"
    r"brauchte|bekomme|verstehe|scheitere|helfe|spreche|kenne|trete|ende|beginne)\b"
)
_QUESTION = re.compile(r": (?:wer|wie|was|wo|woher|wozu|warum|wann|wem|welche[rsnm]?|ob)\b")
_TOWN = re.compile(r": (?:die|das|der) (?:stadt|rathaus|kreis|gemeinde|oberburgermeister(?:in)?)\b")
# What comes to places and things: 'betroffen war', 'erreichte auch Essen: …'
_COMES_TO = frozenset(
    "traf betraf erreichte galt half folgte kostete lockte meinte umfasste verlor gewann fehlte "
    "brauchte erwischte verschonte versorgte kannte sah hatte nannte fand gab ging kam lag stand "
    "fuhr flog blieb hiess wuchs fiel stieg sank brannte rollte liegt gibt geht steht "
    "heisst bleibt kommt fehlt hilft gilt".split()
)
_MOST = 4


def is_reported(around: Surroundings) -> bool:
    """Whether a verb stands before, and what was said behind."""
    before = around.before
    if around.language != "de" or around.tail or before is None or before.gap != " ":
        return False
    folded = around.text.folded
    if folded[around.end : around.end + 2] != ": ":
        return False
    verb = _verb(around, before)
    if verb in cues("human_acts") or verb in cues("speech"):
        return True
    if _SAID.match(folded, around.end) is None and _QUESTION.match(folded, around.end) is None:
        return False
    if around.word in places() and _TOWN.match(folded, around.end):
        return False
    return bool(PAST.match(verb) or verb in cues("strong_past")) and verb not in _COMES_TO


# 'Auch Essen meldet Bedarf', 'Essen: Stadt öffnet Welcome Center': a town goes on doing it.
_TOWN_GOES_ON = re.compile(
    r" (?:meldet(?! sich)|wartet auf|zahlt|klagt uber|plant|sucht|baut|streicht|schliesst(?! sich)|"
    r"offnet|rechnet mit|spart|wirbt um|verhandelt|"
    r"hat(?= (?:inzwischen|seit|schon|jetzt|bereits|nun|eine?n?|kein[a-z]*) ))"
    r"(?! (?:[a-z]+ ){0,2}(?:zahlen|text|antwort|zusage|entwurf|ruckmeldung|protokoll|folien|"
    r"zweifel|bedenken|widerspruch|vorbehalt|frage|fragen|einwand|einwande|idee|meinung|bitte)\b)"
)
_HEADLINE = re.compile(
    r": (?:stadt|kreis|gemeinde|rathaus|polizei|landkreis|behorde|messe|universitat|amt|jobcenter) "
    r"[a-z]+"
)


def is_town(around: Surroundings) -> bool:
    """Whether a surname that is a town's name stands for the town."""
    if around.language != "de" or around.tail or around.word not in places():
        return False
    folded, before = around.text.folded, around.before
    if _HEADLINE.match(folded, around.end) or is_town_against_state(around):
        return True
    return bool(
        before
        and before.gap == " "
        and before.folded in ("auch", "selbst", "sogar")
        and _TOWN_GOES_ON.match(folded, around.end)
    )


def _verb(around: Surroundings, before: Token) -> str:
    """The verb before a name, adverbs of focus left out; '' if there is none."""
    token: Token | None = before
    for _ in range(_MOST):
        if token is None or token.gap != " " or token.is_capitalised:
            return ""
        if token.folded not in ADVERBS:
            break
        token = token_before(around.text, token.start)
    if token is None or token.is_capitalised or token.folded in AUXILIARIES:
        return ""
    return "" if is_participle(token.folded) else token.folded
