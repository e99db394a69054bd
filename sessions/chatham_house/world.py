"""Signs that a clause tells of the world and not of the room: law, office, staff, field work.

A noun such as 'Zustimmung' or 'support' is something said in a room and something institutions
give by law; a verb nobody listed may be a remark or an act of administration. What stands beside
it decides: words of law, numbers, places, things that only exist outside, and the tense, since
notes are kept in the past and standing facts in the present.
"""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import ascii_fold, cues, is_common, is_known, places, rows_of

_LAW = re.compile(
    r"\b(?:gilt als|gelten als|erforderlich|notwendig|entbehrlich|entfallt|entfallen|binnen|"
    r"innerhalb von|in kraft|rechtsweg|klage|angefochten|anfechtbar|anfechten|widerrufen|"
    r"beizufugen|einzuholen|zu stellen|zu richten|vorzulegen|erteilt|gesetzlich|laut gesetz|"
    r"verordnung|paragraf|absatz \d|aufenthg|visum wird|ist nachzuweisen|verwaltungsgericht|"
    r"koalitionsvertrag|haushaltsplan|kleine anfrage|anhorung|"
    r"is required|are required|required before|is needed|by law|statutory|set out in|enter into "
    r"force|enters into force|court|appeal|appealed|regulations?|within (?:\d+|two|four|six) "
    r"(?:days|weeks|months)|subject to|prior|no funds may)\b"
)
_MODAL = re.compile(r"\b(?:kann|konnen|darf|durfen|muss|mussen|may|must|shall|can)\b")
_CONSENT_LEFT = re.compile(r"\b(?:ohne|mit|nach|vorbehaltlich|bei|without|with|upon|subject to) ")
# 'Mit Unterstützung der …' helps; 'Unterstützung fand das bei der …' speaks.
_HELP = re.compile(
    r"\b(?:mit|dank|ohne|durch|with|thanks to|without|through|under) (?:der |die |the |financial |"
    r"finanzieller |technischer |technical |fachlicher )*"
    r"(?:unterstutzung|hilfe|beteiligung|forderung|support|help|assistance|funding|backing)\b"
)
_COMPOUND_LEFT = re.compile(
    r"\b(?:budget|credit|complaints?|help|hot|phone|telephone|asylum|support|funding|emergency|"
    r"pension|loan|command|supply|production|service|data|share|job|tax|grant|product|party|"
    r"reporting|official|published|public|travel) (?:lines?|talks?|points?|offers?|support|"
    r"positions?|"
    r"slides?|accounts?|warnings?|requests?|questions?|examples?|takes?|words?)$"
)
_OUTSIDE = re.compile(
    r"^ (?:klagt|klagten?|sued|sues) (?:vor|gegen|auf|erfolg|in|the|for|over)|"
    r"^ (?:weist|wies|wiesen) [^.;!?,]{2,100} an(?=[,.;]|$)|"
    r"^ ging(?:en)? aus [^.;!?,]{2,80} hervor|"
    r"^ (?:rat|riet|warnt|warnte|advises|advised|warns|warned) (?:von|vor|against|of) (?:[a-z]+ )?"
    r"(?:reisen|travel)\b|^ stellten? [^,;:]{0,40}\d[\d.]* [^,;:]{2,60} fest|"
    r"^ (?:wants|urges|calls on|fordert) (?:all |the |die )?(?:states|governments|countries|"
    r"parliament|donors|employers|lander|bundesregierung|politik|staaten)\b|"
    r"^ took (?:the|its|their) (?:case|government|state|company)\b|"
    r"^ legt(?:en?)? (?!sich )[^.;!?,]{2,120} fest(?=[.,;]|$)"
)
_ARRESTED = re.compile(r"^ (?:nahm|nahmen|nimmt|nehmen) [^.;!?,]{2,100} fest(?=[.,;]|$)")
_WORLD_PLACES = re.compile(
    r"\b(?:in court|before the court|vor gericht|vor dem [a-z]*gericht|grenze|border|borders|"
    r"an der "
    r"grenze|along the|district|province|provinz|region|regionen|countries|landern|kommunen|"
    r"municipalities|villages|dorfern|camps?|lagern?)\b"
)


def is_legal(left: str, right: str) -> bool:
    """Whether a consent or refusal is one a law asks for, or help that was given."""
    sentence = f"{left} | {right}"
    if _HELP.search(left):
        return True
    if _LAW.search(sentence):
        return not speech.in_session(sentence)
    return bool(_CONSENT_LEFT.search(left) and _MODAL.search(right))


def is_official(left: str, right: str, noun: str) -> bool:
    """Whether a contribution ``noun`` is one institutions make in the world."""
    if noun not in cues("official_contributions"):
        return False
    if left.endswith("in ") or speech.in_session(f"{left} | {right}") or _STATED.match(right):
        return False
    if _OFFERED.match(right):
        return True
    return is_legal(left, right) or not (has_past(left) or has_past(right))


# 'Das Angebot der … umfasst': what there is for anybody.
_OFFERED = re.compile(
    r"^ (?:umfasst|gilt|reicht|beinhaltet|richtet sich|kostet|lauft|steht|besteht|covers|includes|"
    r"applies|runs|costs|consists|comprises|is open to|is free)\b"
)


_STATED = re.compile(
    r"^(?: (?:dazu|hierzu|dabei|darauf|was|is|there|here|on this)(?:[:,]| -)|:| -)"
)


def is_compound(phrase: str) -> bool:
    """'the budget line of …': a compound of which only the end is a contribution."""
    return _COMPOUND_LEFT.search(phrase) is not None


def has_past(part: str) -> bool:
    """Whether a part of a sentence holds a verb of the past or of reported speech."""
    words = speech.words_of(part)
    if not words.isdisjoint(cues("strong_past")):
        return True
    return any(map(is_past, words))


# These end as a German past does: 'officials negotiate', 'nurses write'.
_ENGLISH_NOW = frozenset(
    "write invite promote contribute complete institute constitute substitute opposite despite "
    "favourite suite taste haste route remote website devote execute dispute distribute attribute "
    "minute statute tribute unite quite white".split()
)


@cache
def is_past(word: str) -> bool:
    if len(word) < 5 or word in cues("no_past") or word.endswith("ate") or word in _ENGLISH_NOW:
        return False
    # 'sagten' has 'sagt' before its ending, 'leiten' has no 'leit'.
    return word.endswith(("te", "ed")) or (word.endswith("ten") and is_known(word[:-2]))


def acts_on_world(verb: str, rest: str) -> bool:
    """Whether an unlisted verb of the past has the world for its object."""
    near = re.split(r"[,;:]", rest, maxsplit=1)[0]
    words = speech.words_of(near)
    if verb in _told() or not words.isdisjoint(_contributed()):
        return False
    if verb not in _acted() and not _OPEN.match(rest):
        return True
    if not words.isdisjoint(cues("world_objects")) and not _ABOUT.search(near):
        return True
    if _WORLD_PLACES.search(near):
        return True
    return _is_at_place(near) or (verb in ("nahm", "nahmen") and rest.rstrip(".").endswith(" fest"))


# What follows a verb of the room: nothing, a clause, a preposition or a word for what was said.
# A thing as its object is one of the world, unless it stands in a text or a discussion.
_OPEN = re.compile(
    r"^(?: (?:nicht|not|auch|also|then|dann|noch|sofort|prompt|kurz|lange|again|aloud|out|back|in|"
    r"away|off|up|down|over|dazwischen|herum|[a-z]+ly))*(?:[.,;:!?]|$| (?:sich|einander|itself|"
    r"es|it|"
    r"dass|ob|wie|warum|weshalb|that|whether|how|why|what|was|etwas|something|nichts|nothing|"
    r"nobody|"
    r"niemanden|anything|wenig|little|gegen|auf|um|uber|an|mit|von|vor|nach|bei|fur|zu|zur|zum|aus|"
    r"hinter|neben|unter|trotz|daran|darauf|dagegen|davon|damit|dafur|daruber|dazu|darin|hin|"
    r"zuruck|"
    r"at|on|about|from|with|for|to|into|against|of|over|around|through|as|when|because|but|and|und|"
    r"aber|this|these|those|diese[nmrs]?|dies|in (?:einem|einer|an?|one|the (?:debate|discussion))|"
    r"am (?:ende|tisch)|das (?:anders|genauso|genau|nicht|auch|kurz|so|selbst|ahnlich|mit))\b)"
)


@cache
def _acted() -> frozenset[str]:
    """Verbs known to be done by people, and strong ones, which say little by themselves."""
    known = cues("acts") | cues("human_acts") | cues("stance") | cues("room_acts")
    return known | cues("strong_past") | {act.split(" ")[0] for act in cues("meeting_acts")}


def acts_outside(right: str) -> bool:
    """'nahm drei Schleuser fest', 'klagte vor Gericht', 'legt Obergrenzen fest'."""
    return _ARRESTED.match(right) is not None or _OUTSIDE.match(right) is not None


_ABOUT = re.compile(
    r"^(?: (?:sich|itself|then|dann|auch))* (?:uber|um|fur|gegen|about|on|for|against|at|to)\b"
)


@cache
def _told() -> frozenset[str]:
    return cues("speech") | (cues("acts") - cues("strong_past"))


@cache
def _contributed() -> frozenset[str]:
    """'threw in an example from Somalia': what is thrown in was said."""
    return cues("room_contributions") | cues("discourse_nouns")


_TO_PLACE = re.compile(
    r"\b(?:in|nach|aus|bis|to|from|into|across|zu|near|bei|along) (?:the |der |den |dem )?"
    r"(?:northern |southern |eastern |western )?(?P<name>[a-z-]+(?: [a-z-]+)?)"
)


def _is_at_place(near: str) -> bool:
    """A preposition and a country or town: 'in Erbil', 'to Goma', 'an der Grenze zu Polen'."""
    for match in _TO_PLACE.finditer(near):
        name = match.group("name")
        first = name.split(" ")[0]
        if name in _towns() or first in _towns() or (first in places() and not is_common(first)):
            return True
    return False


@cache
def _towns() -> frozenset[str]:
    """Countries and their towns in both languages."""
    return frozenset(
        ascii_fold(name.strip().rstrip("!"))
        for row in rows_of("gazetteer.tsv")
        for cell in (row[2], row[4])
        for name in cell.split(",")
        if name.strip()
    )
