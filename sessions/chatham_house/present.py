"""Acts of the room told in the present, where a verb alone says nothing."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues

PAREN = r"(?:,? (?:- )?[^,.;:!?]{2,40}(?:,| -)| \([^()]{2,30}\))?"
ADVERBS = (
    r"(?: (?:also|then|again|later|still|merely|simply|twice|often|never|once|itself|themselves|"
    r"always|however|too|instead|both|all|briefly|auch|dann|selbst|wiederum|dagegen|jedoch|"
    r"ebenfalls|hingegen|zwar|erneut|aber|nur|sich|[a-z]{3,12}ly))*"
)
FRONTED = re.compile(
    r"(?:mitten|inmitten|wahrend|kurz|gleich|mehr|weniger|keine?n?|einen|den|dem|dies|dagegen|dafur|davon|daran|dabei|damit|dazu|"
    r"darauf|darin|hier|dort|da|dann|danach|daraufhin|anschliessend|zudem|ausserdem|spater|"
    r"zuletzt|zuerst|zunachst|so|auch|skeptisch|kritisch|zustimmend|zuruckhaltend|deutlich|"
    r"klar|anders|ahnlich|gegen|fur|auf|in|im|bei|beim|nach|zu|zum|zur|mit|aus|an|am|am ende|"
    r"uber|von|vom|vor|trotz|ohne|unter|wegen|enttauscht|uberrascht|wenig|viel|nichts|bedenken|"
    r"zweifel|kritik|widerspruch|zustimmung|unterstutzung|skepsis|einwande|verstandnis)\b"
)
# Before its article the verb of the present: 'Im zweiten Block bremst das …'.
_VERB_NOW = re.compile(
    r"(?P<verb> [a-z]+)(?: (?:es|sich|auch|dann|also|nur|sogar|noch))*(?: (?:der|die|das))? $"
)
_NO_VERB_NOW = frozenset(
    "nicht mit seit laut statt samt selbst fast jetzt zuletzt zunachst zuerst sonst somit damit "
    "oft "
    "meist erst bereit ist hat wird wurde wurden war waren sind werden gibt gab steht stand liegt "
    "lag geht ging betrifft betraf uber unter gegen fur von vom um zu bei wie als und oder dass "
    "heute gute letzte erste zweite dritte weitere diskutierte diskutierten besprach".split()
)


def is_finite(word: str) -> bool:
    """Whether a folded word may be a German verb that stands before its subject."""
    word = word.strip()
    return word not in _NO_VERB_NOW and (
        word in cues("strong_past") or word.endswith(("t", "te")) or word in cues("acts")
    )


def is_inverted_now(whole: str) -> bool:
    """'Im zweiten Block bremst das …', 'Drittens lehnte es das … am Tisch ab'."""
    match = _VERB_NOW.search(whole)
    if match is None or not is_finite(match.group("verb")):
        return False
    # Without an article the word before may be anything: it has to be a known verb.
    has_article = whole.endswith(("der ", "die ", "das "))
    starts = FRONTED.match(whole) or re.match(r"[a-z]+ens ", whole)
    return bool(starts) and (has_article or match.group("verb").strip() in cues("acts"))


@cache
def on_discourse() -> re.Pattern[str]:
    """Any verb and what only stands in a text or a discussion: 'bristles at the wording'."""
    nouns = alternation(cues("discourse_nouns"))
    loose = alternation({"vorschlag", "term", "begriff", "punkt", "point", "question", "proposal"})
    deictic = r"(?:diese[nmrs]?|this|that|these|those|jene[nmrs]?)"
    article = r"(?:den|die|das|dem|der|the|dieser?|diese[nms]|this|that|these|its own)"
    of_use = (
        r"(?:verwende|nutz|benutz|gebrauch|definier|use|employ|appl|define|pragt|coin|enth|"
        r"veroffentlich|publish|own|hold|set|adopt|hat |has |ist |is |war |was |wird |wurde|will |"
        r"soll|should|muss|must|kann|can |may )"
    )
    prepositions = r"(?:gegen|an|mit|uber|auf|bei|in|vor|at|with|on|to|against|over|about|from|for)"
    return re.compile(
        rf"^{PAREN}{ADVERBS} (?!{of_use})[a-z]{{3,20}}(?: (?:sich|itself))?(?: {prepositions})?"
        rf" (?:(?:{deictic}) (?:[a-z]+ )?(?:{nouns})|"
        rf"{article} (?:(?!(?:legal|annual|draft|neue[nr]?|"
        rf"new) )[a-z]+ )?(?!(?:{loose})\b)(?:{nouns}))(?![a-z]| (?:des|der|of|in every|in all)\b)"
    )
