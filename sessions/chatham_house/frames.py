"""Patterns in which an organisation is the source of something said, built from the cue lists.

They follow the cue - source - message model of attribution (PARC 3, Pareti 2016): a noun for who
speaks, a verb of saying, a preposition of source, or a noun for what was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import alternation, cues

ARTICLE = r"(?: (?:dem|der|des|den|die|das|the|vom|zum|zur|a|an|eine[rmn]?))?"
ADJECTIVES = r"(?: (?!und |and |or |oder |in |im |on )[a-z-]{3,20}){0,2}"
DETERMINER = (
    r"(?:der|die|das|dem|den|des|the|ein|eine|einer|eines|einem|einen|an?|unser(?:e[mnrs]?)?|our|"
    r"jemand|someone|somebody|kein|keine|this|dieser|diese|one|another|zwei|two|beide|both|"
    r"mehrere|several)"
)
_LINK = (
    r"(?:aus|von|vom|des|der|bei|beim|im|fur|in|from|of|at|with|for|representing|to|"
    r"from what (?:used to be|was|is now)|(?:from|of|at) (?:the|a) (?:ministry|office|agency|"
    r"department|house|body)(?: formerly| once| previously| now)? (?:known as|called)|"
    r"(?:des|der|im|vom|aus dem) (?:ministeriums?|hauses?|haus|amte?s?|behorde), (?:das|die|der))"
)
_SAID_THERE = (
    r"(?:hiess|heisst|kam|kamen|kommt|gab|wurden?|wird|war|waren|verlautete|lautete|folgten?|erging|"
    r"meldeten?|horte|berichtete|came|comes|was|were|there|we heard|heard)"
)


@dataclass(frozen=True, slots=True)
class Frames:
    """``*_left`` patterns are searched in what precedes, ``*_right`` matched on what follows."""

    person_left: re.Pattern[str]
    person_right: tuple[re.Pattern[str], ...]
    source_left: re.Pattern[str]
    from_left: re.Pattern[str]
    from_right: re.Pattern[str]
    for_left: re.Pattern[str]
    for_right: re.Pattern[str]
    so_left: re.Pattern[str]
    possessive_left: re.Pattern[str]
    possessive_right: re.Pattern[str]
    passive_left: re.Pattern[str]
    attitude_right: re.Pattern[str]
    tag_left: re.Pattern[str]


@cache
def frames() -> Frames:
    """The frames of both languages; a text in one holds phrases of the other."""
    people = alternation(cues("representatives"))
    contributions = alternation(cues("room_contributions"))
    english = alternation(w for w in cues("room_contributions") if w in _ENGLISH_CONTRIBUTIONS)
    determiner = rf"(?:\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?)?"
    return Frames(
        person_left=re.compile(
            rf"{determiner}\b(?:[a-z]+-)?(?:{people})(?:[*:_/]-?in(?:nen)?)?(?: (?:present|"
            rf"anwesend))? "
            rf"(?P<link>{_LINK}{ARTICLE}{ADJECTIVES} )?$"
        ),
        person_right=(
            re.compile(
                rf"^(?:'s |'|s |s' | |-|er )(?:(?:senior|junior|policy|legal|desk|lead|own|two|"
                rf"three|"
                rf"home affairs|political|technical|younger|older|male|female|[a-z]+-)[ ]?){{0,2}}"
                rf"(?:{people})(?![a-z])"
            ),
            re.compile(
                r"^-(?:[a-z]*)(?:vertret|kolleg|mitarbeit|berater|referent|expert|leute|seit|beamt|"
                r"delegation|leiter|sprecher|frau|mann|stimme|kreise|intern|forscher|delegiert|"
                r"teilnehm|wortmeldung|einwand|beitrag|nachfrage|zwischenruf|analyst|chef)[a-z]*"
            ),
        ),
        source_left=re.compile(
            r"\b(?:seitens|vonseiten|von seiten|auf seiten|im namen|im auftrag|stellvertretend fur|"
            r"on behalf of|speaking for|spoke for|speaks for|sprach fur|spricht fur|in vertretung|"
            r"(?:wir|uns|we|us|i|ich)(?: selbst| here| hier)? (?:im|in|at|beim|bei|vom|from|"
            r"aus|als|as)|"
            r"(?:horten?|erfuhr(?:en)?|heard|learnt|learned|hear)(?: [a-z]+)? (?:vom|von|aus|from)|"
            r"laut|gemass|according to|as per|nach (?:angaben|ansicht|auffassung|einschatzung|"
            r"meinung|worten|darstellung|lesart|aussage|auskunft)(?: von| vom)?|"
            r"aus (?:der )?(?:sicht|perspektive|warte)(?: von| vom)?|in the (?:view|opinion|words|"
            r"eyes) of|from the (?:perspective|viewpoint|standpoint) of|speaking as|in den augen)"
            rf"{ARTICLE}{ADJECTIVES} $"
        ),
        from_left=re.compile(
            rf"(?:^|[,;:-] |\b(?:word|hinweis|einwand|frage|signal|came) )"
            rf"(?:aus|von|vom|from|dal|du|im|in|bei|beim){ARTICLE}{ADJECTIVES} $"
        ),
        from_right=re.compile(rf"^(?:[a-z' ,-]{{0,25}}) {_SAID_THERE}\b"),
        for_left=re.compile(rf"(?:^|[,;:-] )(?:fur|for){ARTICLE}{ADJECTIVES} $"),
        for_right=re.compile(
            r"^ (?:sprach|spricht|nahm|war|wurde|meldete|antwortete|redete|berichtete|"
            r"[a-z]+ (?:said|"
            r"spoke))\b"
        ),
        so_left=re.compile(rf"(?:^|[,;-] )so(?: auch)?{ARTICLE} $"),
        possessive_left=re.compile(
            rf"{determiner}\b(?:[a-z]+-)?(?:{contributions}) "
            rf"(?:von|vom|des|der|aus|seitens|durch|by|from|of){ARTICLE}{ADJECTIVES} $"
        ),
        possessive_right=re.compile(
            rf"^(?:(?:'s |s' |' |-)(?:{contributions})|(?:'s |s' )[a-z]+ (?:{contributions})|"
            rf" (?:{english}))(?![a-z])"
        ),
        passive_left=re.compile(rf"\b(?:von|vom|durch|by|aus|from){ARTICLE}{ADJECTIVES} $"),
        attitude_right=re.compile(
            rf"^ (?:war|waren|ist|sind|is|are|remains|bleibt|sieht (?:das|es|dies)|"
            rf"sah (?:das|es|dies)|was|were|seemed|wirkte|blieb|remained|zeigte sich|gab sich|"
            rf"sounded|"
            rf"looked|appeared)(?: [a-z]+)? (?:{alternation(cues('attitudes'))})(?![a-z])"
        ),
        tag_left=re.compile(
            rf"(?:^|[\n(.;-] ?)(?:{contributions}|speaker|rednerin|redner|noch einmal|nochmals) $"
        ),
    )


# The words of [room_contributions] that may follow an organisation without an 's.
_ENGLISH_CONTRIBUTIONS = frozenset(
    "objection objections question questions remark remarks comment comments intervention "
    "interventions input inputs presentation reply answer concern concerns suggestion suggestions "
    "reaction response pushback doubts scepticism skepticism contribution interjection criticism "
    "plea slide slides reservation reservations talk".split()
)
