"""Places of the room between a verb and its subject, and what only looks like a side of it.

'bestätigte am Tisch die Afrikanische Union' is 'bestätigte die Afrikanische Union' told with the
place; a '-Seite' may be a page of the web, and a '-Vertretung' a mission abroad.
"""

from __future__ import annotations

import re

from .clauses import Clause
from .lexicon import cues

_DE = (
    r"(?:am (?:runden )?(?:tisch|vormittag|nachmittag|abend|ersten tag|zweiten tag|morgen)|"
    r"im (?:raum|saal|kreis|plenum der runde|gesprach)|an (?:diesem|dem|jenem) (?:tisch|tag|punkt|"
    r"nachmittag|vormittag|abend|morgen)|in (?:der|dieser|unserer) (?:runde|sitzung|diskussion|"
    r"aussprache|gruppe|arbeitsgruppe|gesprachsrunde|schlussrunde|fragerunde)|"
    r"auf (?:nachfrage|ruckfrage|nachhaken)|zu diesem punkt|an dieser stelle|"
    r"nach der (?:pause|kaffeepause|mittagspause)|vor der (?:pause|mittagspause)|"
    r"zum (?:schluss|abschluss|auftakt)|nach dem (?:essen|kaffee|mittagessen))"
)
_BEFORE_SUBJECT = re.compile(
    rf"(?P<place> {_DE})(?= (?:(?:auch|nur|allein|einzig|selbst|vor allem|ebenso|zudem|noch|"
    rf"lediglich|besonders) )?(?:(?:die|der|das) )?$)"
)
_EN = (
    r"(?:at|around) the table|in the (?:room|session|discussion|meeting)|in (?:this|that) (?:room|"
    r"session|round)|after (?:lunch|the break|coffee)|on (?:this|that) point|at this point"
)
_BEFORE_AGENT = re.compile(rf"(?P<place>,? (?:{_EN}),?)(?= (?:by|from)(?: the)? $)")
# 'bestätigte am Tisch die …' needs its verb before the place.
_VERB = re.compile(r"\b[a-z]{3,}$")

_PAGE = re.compile(r"^-(?:seite|page|site)s?\b")
_WEB_PAGE = re.compile(
    r"^-(?:web|internet|start|themen|haupt|projekt|presse|info|informations|spenden)-?seiten?\b"
)
_ON_A_PAGE = re.compile(
    r"^ (?:im (?:netz|internet|web)|online|steht|stehen|findet|finden|fuhrt zu|verlinkt|lasst sich|"
    r"listet|"
    r"wurde (?:erneuert|aktualisiert|gestaltet|abgeschaltet|uberarbeitet)|"
    r"ist (?:nicht )?erreichbar|"
    r"kann man|konnen|gibt es (?:ein|die|das|den|eine|einen) |war (?:nicht )?erreichbar|nachlesen|"
    r"abrufbar|veroffentlicht|heruntergeladen|zum download)\b"
)
_MISSION = re.compile(r"^-(?:vertretung|delegation|mission)(?:en)?\b")
_ABROAD = re.compile(
    r"^ (?:in|bei|am|im|auf|deutschlands?|osterreichs?|der (?:eu|schweiz))\b(?! (?:der|dieser) "
    r"(?:runde|sitzung|gruppe)| (?:raum|tisch))"
)
_HOUSES_DO = re.compile(
    r"\b(?:offnet|schliesst|zog|zieht|liegt|lag|beschaftigt|besteht|bestand|eroffnete|untersteht|"
    r"wurde (?:eroffnet|geschlossen|verlegt|gegrundet)|hat \d+|umfasst|sitzt|befindet sich|"
    r"residiert|stellte?n? .{0,40}\b(?:aus|ein)\b|nimmt antrage)\b"
)


_AT_THE_END = re.compile(
    r"(?P<verb>\b[a-z]{3,})(?P<place> (?:am ende|schliesslich|zuletzt))(?: (?:auch|nur|"
    r"allein|einzig|selbst|vor allem|noch))?(?: (?:die|der|das))? $"
)
_SAID_BY = re.compile(
    r"(?:\b(?:was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|en|ght|ld|wn) by|"
    r"\b(?:doubts?|support|objections?|questions?|criticism|praise|scepticism|agreement|approval|"
    r"laughter|concerns?|resistance|pushback|comments?) (?:also |only )?came from)(?: the)? $"
)
_VERB_BEFORE = re.compile(r"([a-z]+)(?: [a-z]+){0,3} $")


def speaks_there(whole: str, right: str) -> bool:
    """'bestätigte am Tisch die …': whether it is the subject once the place is left out."""
    left = _without_place(whole)
    if left is None:
        return False
    if _SAID_BY.search(left):
        return True
    clause = Clause(left, right)
    verb = _VERB_BEFORE.search(clause.left)
    if verb and verb.group(1) in cues("institutional"):
        return False
    return clause.acts_in_room(is_public=False, is_room=True, is_placed=True)


def _without_place(whole: str) -> str | None:
    """What stands before an organisation without a place of the room, if there is one."""
    match = _BEFORE_SUBJECT.search(whole) or _BEFORE_AGENT.search(whole)
    if match is None:
        ended = _AT_THE_END.search(whole)
        if ended is None or ended.group("verb") not in cues("speech"):
            return None
        return whole[: ended.end("verb")] + whole[ended.end("place") :]
    if not _VERB.search(whole, 0, match.start()):
        return None
    return whole[: match.start()] + whole[match.end() :]


def is_page_or_mission(right: str) -> bool:
    """'Auf der UNHCR-Seite steht eine Liste', 'die AU-Vertretung in Brüssel zog um'."""
    if _WEB_PAGE.match(right):
        return True
    page = _PAGE.match(right)
    if page:
        return _ON_A_PAGE.match(right[page.end() :]) is not None
    mission = _MISSION.match(right)
    if mission is None:
        return False
    rest = right[mission.end() :]
    return _ABROAD.match(rest) is not None and _HOUSES_DO.search(rest) is not None
