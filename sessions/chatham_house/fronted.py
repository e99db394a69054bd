"""Acts of the room told with their object first: 'Zustimmung signalisierte auch das …'."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues

_ARTICLE = r"(?: (?:der|die|das))?"
_FOCUS = (
    r"(?: (?:auch|nur|selbst|allein|einzig|vor allem|besonders|gerade|sogar|ebenso|lediglich))?"
)
# Verbs that take a contribution for their object, in the past.
_UTTERED = (
    r"(?:signalisierten?|ausserten?|meldeten?|hegten?|bekundeten?|legten?|zeigten?|ubten?|"
    r"formulierten?|brachten?|erhob|erhoben|trug|trugen|machten?|stellten?|reklamierten?|erntete|"
    r"streuten?|sprach|sprachen|gab|gaben|nannten?|lieferten?|steuerten?|kundigten?)"
)
_END = re.compile(
    r"^(?:[.,;:!?]|$| (?:und|sowie) (?:(?:der|die|das) )?[a-z-]+[.,;]|(?: [a-z]+){0,2} (?:an|ein|"
    r"vor|bei|aus|zu|dazu|entgegen)(?=[.,;:]|$))"
)
# Said before a parliament, a court or a crowd.
_IN_PUBLIC = re.compile(
    r"\b(?:[a-z]*gericht|bundestag|bundesrat|landtag|parlament|kundgebung|offentlich|brussel|"
    r"gesetzentwurf|referentenentwurf|gesetz|regierung|bundesregierung)\b"
)
_EXTRA = frozenset("interesse verstandnis offenheit sympathie zustimmung bereitschaft".split())
_LET = re.compile(rf"\b(?:liess|liessen|lasst|gab|gaben){_FOCUS}{_ARTICLE} $")
_KNOW = re.compile(
    r"^(?: (?:die|der|den|das) (?:runde|anwesenden|gruppe|kreis|teilnehmenden|versammlung|raum|"
    r"sitzung|tisch|ubrigen|anderen))? (?:wissen|mit|durchblicken|anklingen|mit auf den weg|"
    r"zu verstehen|zu bedenken|ausrichten)(?=[.,;:!?]|$)"
)
_MANY_FEARS = re.compile(
    r"^ (?:hat|haben|hatten?|has|have|had)(?: (?!(?:zu|to)\b)[a-z]+){0,3} "
    r"(?:sorgen|bedenken|zweifel|vorbehalte|einwande|bauchschmerzen|fragezeichen|misgivings|qualms|"
    r"doubts|reservations)(?=[.,;:]|$| (?:bei|mit|wegen|zu|gegen|about|over|with|on)\b)"
)
_RAISED_POINT = re.compile(
    r"^ (?:has|have|had) (?:raised|made|put|brought up) (?:the|this|that|an?|its) (?:[a-z]+ )?"
    r"(?:issue|question|point|concern|objection|matter|doubt|topic)\b"
)
_LOOKS_AGAIN = re.compile(
    r"^ (?:will|wollte|mochte|wants to|wanted to|intends to)(?: (?:den|die|das|diesen|diese|dieses|"
    r"this|that|the))? (?:punkt|satz|absatz|passus|vorschlag|formulierung|gedanken|frage)"
    r"(?: [a-z]+){0,4} (?:prufen|klaren|mitnehmen|streichen|andern|bedenken|besprechen|abstimmen|"
    r"diskutieren|nachreichen)(?=[.,;:]|$)"
)


@cache
def _object_first() -> re.Pattern[str]:
    nouns = alternation(word for word in cues("room_contributions") | _EXTRA if " " not in word)
    return re.compile(
        rf"^(?:(?:leise|deutliche|klare|grosse|starke|ernste|erste|vorsichtige|ahnliche|keine|"
        rf"wenig|viel|scharfe) )?(?:{nouns}) {_UTTERED}(?: [a-z-]+){{0,6}}?{_FOCUS}{_ARTICLE} $"
    )


def acts_with_object_first(whole: str, right: str) -> bool:
    """Whether a contribution stands first and the organisation that made it last."""
    if not _END.match(right) or _IN_PUBLIC.search(whole):
        return False
    return _object_first().match(whole) is not None


def lets_know(left: str, right: str) -> bool:
    """'ließ ECOWAS die Runde wissen', 'hat hier große Sorgen', 'has raised the issue'."""
    if _LET.search(left) and _KNOW.match(right):
        return True
    return any(p.match(right) for p in (_MANY_FEARS, _RAISED_POINT, _LOOKS_AGAIN))
