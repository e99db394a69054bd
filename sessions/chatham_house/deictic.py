"""Somebody pointed at from a seat in the room: 'my neighbour from …', 'the lady to my left, …'.

Who points like that sat there, so whoever is pointed at did, too; no verb is needed.
"""

from __future__ import annotations

import re

from .speech import words_of
from .world import has_past

_ARTICLE = r"(?: (?:dem|der|des|den|die|das|the|a|an))?"
_OWN = (
    r"(?:my|our|his|her|their|mein(?:e[rnms]?)?|unser(?:e[rnms]?)?|sein(?:e[rnms]?)?|"
    r"ihr(?:e[rnms]?)?)"
)
_ANY = rf"(?:{_OWN}|the|an?|one|another|that|this|der|die|das|dem|den|eine?[rnms]?|ein|diese[rnm]?)"
_ADJECTIVES = r"(?:(?!of |from |und |and |by )[a-z-]+ ){0,2}?"
# What somebody is to who writes: nobody has these but in a row of seats or of speakers.
_BESIDE = (
    r"(?:neighbou?r|seat-?mate|table-?mate|bench-?mate|desk-?mate|co-?panellist|"
    r"fellow (?:panellist|participant|speaker|guest)|"
    r"(?:sitz|tisch|bank|platz|stuhl|podiums)?nachbar(?:in|n)?|gegenuber|vorredner(?:in|s)?|"
    r"nachredner(?:in|s)?|mitdiskutant(?:in|en)?)"
)
# These anybody has; 'mine' and 'ours' are of the room.
_OF_OURS = (
    r"(?:friends?|man|woman|guests?|visitors?|opposite number|interlocutor|sparring partner|"
    r"freund(?:in|e)?|gast|gaste|besuch|gesprachspartner(?:in|s)?|mitstreiter(?:in|s)?)"
)
_PERSON = (
    r"(?:person|people|lady|gentleman|man|woman|chap|guy|fellow|colleagues?|participant|delegate|"
    r"speakers?|voice|neighbou?r|someone|somebody|representative|expert|official|guest|friend|one|"
    r"dame|herr|herrn|frau|mann|kolleg(?:e|en|in)|teilnehmer(?:in)?|stimme|jemand|jemandem|"
    r"redner(?:in)?|vertreter(?:in)?|gast|delegierte[rn]?|"
    r"(?:sitz|tisch|bank)?nachbar(?:in|n)?)"
)
_SEAT = (
    r"(?:(?:to|on|at) (?:my|our|his|her|the|their) (?:immediate |far |very )?(?:left|right|side|"
    r"elbow)"
    r"|(?:directly |right |just |diagonally )?(?:next to|beside|opposite|behind|in front of|facing|"
    r"across from) (?:me|us|him|her|them)|"
    r"two seats (?:away|down|along)(?: from me)?|"
    r"(?:directly |diagonally |right )?opposite|(?:right )?across (?:from (?:me|us) )?(?:the "
    r"table)?|"
    r"(?:before|after|ahead of) (?:me|us|him|her)|"
    r"at (?:the|our|my) (?:(?:other|far|top|lower|same|next|main|head) )?(?:end|table|side|head)"
    r"(?: of the (?:table|room))?|"
    r"(?:at|from|in|towards|near|by) the (?:back|front|window|door|corner|wall|aisle|"
    r"(?:first|second|third|last|front|back) row)(?: of the room)?|"
    r"on the (?:left|right)|online|on (?:the )?screen|on (?:zoom|the line)|"
    r"(?:direkt |schrag |gleich )?(?:neben|hinter|vor|nach|gegenuber|links von|rechts von|"
    r"links neben|rechts neben) (?:mir|uns|ihm|ihr|ihnen)|(?:mir |uns )?(?:schrag |direkt "
    r")?gegenuber|"
    r"zu (?:meiner|seiner|ihrer) (?:linken|rechten)|(?:ganz )?(?:links|rechts|hinten|vorne?)"
    r"(?: am (?:tisch|fenster|ende))?|(?:am|an der) (?:anderen |oberen |unteren )?(?:ende|fenster|"
    r"tisch|tischende|tur|wand)(?: des (?:tisches|raums))?|(?:in|aus) der (?:ersten |zweiten |"
    r"dritten |letzten |hinteren )?(?:reihe|ecke))"
)
_ORDER = (
    r"(?:previous|preceding|next|last|first|second|third|opening|closing|final|following|"
    r"vorige[rn]?|vorherige[rn]?|nachste[rn]?|letzte[rn]?|erste[rn]?|folgende[rn]?)"
)
_SPEAKER = r"(?:speaker|panellist|discussant|contributor|redner(?:in)?|wortmeldung|intervention)"
_FROM = rf"(?:from|of|at|with|representing|aus|von|vom|bei|beim){_ARTICLE}"
# '…, I think from …', ', the one from …'
_LINK = rf"(?:,? (?:i think |i believe |the one |also |glaube ich |auch )?{_FROM} |,{_ARTICLE} )"
# 'The woman at the window of the office' is none: only a preposition of origin links a place.
_SEAT_LINK = (
    rf"(?:,? (?:i think |the one |glaube ich )?(?:from|representing|aus|von|vom){_ARTICLE} |"
    rf", (?:of|at|bei|beim){_ARTICLE} |,{_ARTICLE} )"
)
_PATTERNS = (
    re.compile(rf"\b{_OWN} {_ADJECTIVES}{_BESIDE}(?: {_SEAT})?{_LINK}$"),
    re.compile(
        rf"\b(?:my|our|meine?|unser(?:e[nrm]?)?) {_ADJECTIVES}{_OF_OURS}(?: {_SEAT})?,? "
        rf"{_FROM} $"
    ),
    re.compile(rf"\b(?:{_ANY} {_ADJECTIVES})?{_PERSON} {_SEAT}{_SEAT_LINK}$"),
    re.compile(
        rf"(?:(?:^|[.;:,] |\b(?:i|we|ich|wir) (?:was |were |war |waren )?)(?:sat|sitting|seated|"
        rf"sass|"
        rf"sassen|sitze) (?:right |direkt )?(?:next to|beside|opposite|across from|neben|"
        rf"gegenuber|hinter)|(?:^|[.;:,] )"
        rf"(?:rechts |links |direkt |gleich )?(?:neben|hinter|gegenuber von) (?:mir|uns)[,:]?|"
        rf"(?:^|[.;:,] )(?:right )?(?:next to|opposite|beside|behind) (?:me|us)[,:]?(?: sat| was)?|"
        rf"\b(?:to|on|zu|at) (?:my|our|meiner|unserer) (?:left|right|linken|"
        rf"rechten|elbow)[,:]?(?: sat| was| sass| war| is| ist)?){_ARTICLE} $"
    ),
    re.compile(r"\b(?:der|die) (?:vor|nach)redner(?:in)?,? (?:vom|von)(?: der| den)? $"),
)
_BRACKETED = re.compile(
    rf"\b(?:{_OWN} {_ADJECTIVES}{_BESIDE}(?: {_SEAT})?|{_ANY} {_ORDER} {_SPEAKER}|"
    rf"(?:{_ANY} {_ADJECTIVES})?{_PERSON} {_SEAT}) \($"
)
_CAME = re.compile(
    rf"\b{_ANY} {_ADJECTIVES}{_PERSON},? (?:who|that|der|die) (?:had )?(?:just |only |eben )?"
    rf"(?:flew in|came over|dialled in|dialed in|joined(?: us| late| online)*|arrived(?: late)?|"
    rf"travell?ed in|called in|came in|connected|turned up)(?: late| online| today)?{_LINK}$"
)
_IN_TURN = re.compile(rf"\b{_ANY} {_ORDER} {_SPEAKER}{_LINK}$")
# Whoever comes late or is new does so in the room, if they also did something there.
_ARRIVED = re.compile(
    rf"\b(?:the|an?|one|our|der|die|eine?|ein) {_ADJECTIVES}(?:late-?comer|newcomer|visitor|new "
    rf"arrival|early riser|last-minute addition|zuspatkommer(?:in)?|neuling|neue[rn]?|"
    rf"neuzugang|nachzugler(?:in)?),? (?:from|at|vom|von|aus|bei){_ARTICLE} $"
)
_STOOD_IN = re.compile(
    rf"\b(?:whoever|the (?:person|one|colleague|woman|man) (?:who|that)|somebody(?: who)?|"
    rf"someone(?: who)?|wer) (?:sat in|stood in|filled in|stepped in|deputised|was sitting in|"
    rf"was standing in|was filling in|took the seat|kept the seat|held the pen|held the line)"
    rf"(?: today)? (?:for|of){_ARTICLE} $"
)
_SIGNS = frozenset(
    "my our his her their me us him mein meine meiner meinem meinen unser unsere unserem unseren "
    "unserer sein seine seinem seiner ihr ihre ihrem mir uns ihm ihnen previous preceding next "
    "last "
    "first second third opening closing final following vorige voriger vorherige vorheriger "
    "nachste nachster letzte letzter erste erster vorredner vorrednerin nachredner nachrednerin "
    "opposite left right across back front window door corner row screen online gegenuber hinten "
    "linken rechten "
    "vorn vorne links rechts fenster ende end reihe latecomer newcomer visitor arrival "
    "zuspatkommer zuspatkommerin neue neuer neuen neuling nachzugler whoever stood sat who "
    "filled".split()
)
_NOT_THERE = re.compile(
    r" (?:has|have|hosts?|share|shares|face|faces|receive|receives|need|needs|will vote|must|"
    r"should|may|can|can't|cannot)\b"
)
_REACH = 90


def pointed_at(whole: str, right: str, *, is_dated: bool) -> int | None:
    """Where the phrase starts in ``whole``, which ends before the organisation, if it is one.

    ``is_dated``: the sentence tells of another time, when others came late or were new.
    """
    if right.startswith("'s"):
        return None
    near = whole[-_REACH:]
    if _SIGNS.isdisjoint(words_of(near)):
        return None
    low = len(whole) - len(near)
    for pattern in _PATTERNS:
        match = pattern.search(near)
        if match and _is_apart(match.group(), right) and not _NOT_THERE.match(right):
            return low + match.start()
    match = _BRACKETED.search(near)
    if match and right.startswith(")"):
        return low + match.start()
    if is_dated:
        return None
    match = _CAME.search(near) or _STOOD_IN.search(near) or _IN_TURN.search(near)
    if match and _is_apart(match.group(), right):
        return low + match.start()
    match = _ARRIVED.search(near)
    if match and (has_past(right) or not right.strip(".")):
        return low + match.start()
    return None


def _is_apart(phrase: str, right: str) -> bool:
    """A bare name behind a comma needs another behind it: 'my neighbour, UNHCR, passed a note'."""
    return not re.search(rf",{_ARTICLE} $", phrase) or right[:1] in (",", ".", ";", ")", ":", "")
