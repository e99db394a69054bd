"""A capital, a town or a plain word: it needs more to be taken for its people."""

from __future__ import annotations

import re

from . import speech
from .clauses import IN_SESSION, Clause
from .frames import DETERMINER, frames
from .lexicon import cues
from .present import is_finite
from .speech import words_of
from .world import has_past

ARTICLE_START = re.compile(
    rf"(?:^|[,;:\"(-] ?)(?:{DETERMINER} )?(?:(?!(?:in|im|aus|nach|from|to|at|of|bei|uber|gegen|fur|"
    rf"near|von|zwischen|between|mit|with|via|ab|bis|into|around|auf|off|for|on|an|durch|by|um|"
    rf"vor|before|until|seit|since) )[a-z-]+ )?$"
)
_COORDINATED = re.compile(r"^ (?:and|und|&) [a-z]+")
# 'In der zweiten Runde ließ Abuja …', 'In the second session Hanoi kept …'
_FRONTED_ACT = re.compile(
    r"^(?:in|im|am|an|bei|beim|nach|vor|zu|during|at|after|before|over|hier|dort|here)\b[^,;:]*"
    r"(?P<verb> [a-z]+)(?: (?:auch|nur|dann))? $"
)
_NO_ACT = re.compile(
    r"^(?:,? (?:auch|dann|then|also|only|nur))?,? (?:wurden?|wird|werden|war|waren|ist|sind|was|"
    r"were|is|are|and|und|or|oder|in|im|at|on|of|to|as|than|als|data|figures|airport|"
    r"process|conference|summit|declaration|agreement)\b"
)
_WAS_OF_MIND = re.compile(
    r"^ (?:was|were|war|blieb|remained|zeigte sich|gab sich) (?:not |nicht |less |visibly |"
    r"clearly )?"
    r"(?:convinced|persuaded|impressed|unmoved|sceptical|unhappy|in two minds|amused|uberzeugt|"
    r"skeptisch|unbeeindruckt|einverstanden|ungeruhrt|zuruckhaltend|verstimmt|irritiert)\b"
)


_RAISED = re.compile(
    r"^ (?:then |again |also )?(?:raised|lowered|put up|turned) (?:its|their|her|his|a) (?:hand|"
    r"nameplate|flag|plate|card|name card|eyebrow)\b|^ (?:took|asked for|wanted|got|had|was given|"
    r"gave up|yielded) the floor\b"
)


# What is thought somewhere, and not what happened there.
_THOUGHT = re.compile(
    r"\b(?:gesehen|beurteilt|bewertet|gewertet|eingeschatzt|betrachtet|bezweifelt|befurchtet|"
    r"gehofft|begrusst|kritisiert|abgelehnt|aufgenommen|vermutet|signalisiert|betont|gewarnt|"
    r"skepsis|zweifel|bedenken|unmut|sorge|skeptisch|kritisch|anders|laut|deutlich|zu horen|"
    r"seen|viewed|regarded|considered|doubted|feared|welcomed|criticised|questioned|sceptical|"
    r"scepticism|doubts?|concerns?|worried|unhappy|differently|heard|told|no appetite|mood|view)\b"
)
# 'In Bern hält man wenig davon', 'In Warsaw they see it differently'.
THINKS_THERE = re.compile(
    r"^(?:,? (?:sieht|halt|findet|furchtet|fand|sah|hielt|denkt|meint) man (?:das|dies|davon|es|"
    r"darin|wenig|nichts|viel|den vorschlag|die frage)\b|,? they (?:see|think of|saw|call|find) "
    r"(?:it|this|that)\b)"
)
_BEING_AT = re.compile(
    r"^[a-z' ,-]{0,25} (?:wurden?|wird|war|waren|gab|kam|kamen|kommt|folgten?|came|comes|was|were|"
    r"there)\b"
)


# What a contribution of the room meets there: 'Kenya's offer drew questions'.
_MET = re.compile(
    r"^(?: to [a-z]+)?(?: (?:here|today|there|"
    r"on (?:this|the (?:point|text|draft|article|paragraph|matter))))?"
    r"(?:,? (?:was|is|were|are|remained|remains|sounded|seemed|looked)(?: (?:also|very|rather|"
    r"more|less|quite|too|not|visibly|still|equally|the same))* (?!set|laid|based|published|"
    r"adopted|made|paid|funded|available|known|granted|submitted|due|worth|enshrined|part|one|"
    r"on|in|at|for|from|of|under)[a-z]+|"
    r" (?:came|drew|met|found|surprised|convinced|did not|didn't|shifted|softened|hardened|struck|"
    r"irritated|prompted|provoked|startled|silenced|annoyed|went (?:further|down)|got|raised|"
    r"earned|left|triggered|sparked)\b|[:;!?]| -)"
)


def _is_policy(noun: str, right: str, *, is_room: bool) -> bool:
    """'Germany's contribution passes …': what a country does in the world, by its noun and verb."""
    last = re.split(r"[ -]", noun)[-1]
    if is_room or last not in cues("official_contributions") | _PLEDGES:
        return False
    return _MET.match(right) is None


_PLEDGES = frozenset("pledge pledges commitment commitments suggestion proposal proposals".split())


# What a delegation tables, and how it fared there and then.
_TABLED = re.compile(
    r"^(?:'s)? (?:[a-z]+ )?(?:proposal|amendment|compromise|wording|footnote|motion|suggestion|"
    r"counter-proposal|formula|caveat|non-paper|redraft|edit|vorschlag|anderungsvorschlag|"
    r"gegenvorschlag|formulierung|kompromiss|fussnote|textvorschlag|einwand|vorstoss|idee)s?(?= )"
)
_FARED = re.compile(
    r"^ (?:found (?:favour|few|no|little|some|many|friends|support|takers|a majority)|"
    r"fell(?: flat| by|[.,;]|$)|held|carried|won (?:favour|support|few|many)|"
    r"came (?:too|late|first|last|up|back)|went (?:down|too|nowhere|further|unanswered|through)|"
    r"(?:was|is|remained|stayed) (?:not |also |then |quickly |finally )?(?:taken up|dropped|lost|"
    r"parked|"
    r"postponed|kept|put|noted|welcomed|read out|left|carried|withdrawn|redrafted|watered|thought|"
    r"felt|picked|shelved|seconded|bracketed|in brackets|on the table)|surprised|divided|survived|"
    r"did not (?:fly|carry|survive|convince|find)|split the|drew|met with|"
    r"fand (?:anklang|gefallen|keine|wenig|viel|breite|eine mehrheit|gehor|zustimmung)|"
    r"fiel durch|blieb (?:stehen|unbeantwortet|in klammern|auf dem tisch|liegen)|kam (?:gut|zu|"
    r"nicht|"
    r"schlecht)|uberzeugte|verfing|"
    r"wurde (?:nicht |dann |schliesslich )?(?:aufgegriffen|verworfen|vertagt|notiert|"
    r"zuruckgestellt|"
    r"ubernommen|eingeklammert|zuruckgezogen|geteilt|gestrichen))(?![a-z])"
)
_OF_STATES = frozenset(
    "council parliament assembly senate committee referendum court bundestag bundesrat summit "
    "negotiations voters conference commission treaty nations rat parlament versammlung ausschuss "
    "gipfel konferenz kommission verhandlungen gericht union europarat".split()
)


def _tabled(right: str) -> int | None:
    """How much of ``right`` is what a delegation tabled, if it fared as such things do there."""
    match = _TABLED.match(right)
    if match is None or not _FARED.match(right[match.end() :]):
        return None
    if not words_of(right).isdisjoint(_OF_STATES) or speech.dated(right):
        return None
    return match.end()


def happened_at(left: str, right: str) -> bool:
    """'In Bern wurde der Verein gegründet': a town as the place of what happened."""
    if not words_of(right).isdisjoint(cues("room_contributions") - {"linie", "line"}):
        return False
    return bool(_BEING_AT.match(right)) and not _THOUGHT.search(f"{left} | {right}")


def capital_of(
    clause: Clause, begin: int, end: int, is_room: bool, session: bool, tail: str = ""
) -> tuple[int, int, str] | None:
    """A capital, a town or a plain word: it needs more to be taken for its people."""
    left, right = clause.left, clause.right
    if (right.startswith("'s ") or tail == "s") and ARTICLE_START.search(left):
        tabled = _tabled(right)
        if tabled is not None:
            return begin, end + tabled, "affiliation.possessive"
    match = frames().possessive_right.match(right)
    if match and right.startswith("'s "):
        if _is_policy(match.group(), right[match.end() :], is_room=is_room or session):
            return None
        return begin, end + match.end(), "affiliation.possessive"
    if speech.has_opinion(right) and ARTICLE_START.search(left):
        return begin, end, "affiliation.capital"
    if session and _NO_ACT.match(right) is None:
        if ARTICLE_START.search(left) and re.match(r",? [a-z]", right):
            return begin, end, "affiliation.capital"
        fronted = _FRONTED_ACT.match(clause.whole)
        if fronted and (is_finite(fronted.group("verb")) or has_past(right[:30])):
            return begin, end, "affiliation.capital"
    if ARTICLE_START.search(left) and (_WAS_OF_MIND.match(right) or _RAISED.match(right)):
        return begin, end, "affiliation.capital"
    said = speech.spoke(right) or speech.took_a_stand(right) or speech.acted(right)
    # 'During the second session The Hague announced …'
    if said and IN_SESSION.search(left):
        return begin, end, "affiliation.capital"
    joined = _COORDINATED.match(right)
    if joined and is_room:
        said = said or speech.happened(right[joined.end() :])
    strong = is_room or speech.spoke(right) or speech.acted_like_a_person(right)
    if said and strong and ARTICLE_START.search(left):
        return begin, end, "affiliation.capital"
    return None
