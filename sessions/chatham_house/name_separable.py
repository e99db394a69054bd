"""Somebody who does a paper, told with a verb in two parts: 'Die Tabelle liefert Peters … nach'.

The paper or a date stands first, then the verb, the bare name, and the rest of the verb at the end
of the clause: no counted noun stands there without its article, and no thing does such work.
"""

from __future__ import annotations

import re

from .name_clauses import is_topic
from .name_frames import Surroundings
from .name_kinds import is_stuff

_REACH = 110
# What each verb takes at the end of its clause.
_PARTS = {
    "liefer": "nach",
    "reich": "nach|ein|weiter|herum",
    "schick": "herum|rum|nach|zu|weiter|ein",
    "sende": "herum|nach|zu|ein",
    "stell": "zusammen|vor|klar|um",
    "formulier": "um|aus|vor",
    "fass": "zusammen",
    "arbeite": "aus|ein|um|nach|auf",
    "trag": "nach|zusammen|vor",
    "such": "heraus|raus",
    "frag": "nach|ab|an",
    "bereit": "vor|auf|nach",
    "stimm": "ab",
    "les": "gegen|quer|nach",
    "hol": "ein|nach",
    "klar": "ab",
    "rechn": "nach|durch|vor|um",
    "schreib": "auf|um|fest|zusammen|mit",
    "pfleg": "ein|nach",
    "sprech": "ab|an|durch",
    "leg": "vor|nach",
    "leit": "weiter",
    "reist": "nach",
}
_VERB = re.compile(
    rf"\b(?P<stem>{'|'.join(_PARTS)}|tragt|liest|spricht|bereite|rechne)(?:e?te?|t)? "
    r"(?:(?:auch|uns|dann|noch|selbst|ihnen|allen|das|es|sie|ihn) )*$"
)
_ALIASES = {
    "tragt": "trag",
    "liest": "les",
    "spricht": "sprech",
    "bereite": "bereit",
    "rechne": "rechn",
}
# The paper or the date in front: not another subject.
_FRONT = re.compile(
    r"(?:^|[.;:!?\n(*>-] ?|, |\b(?:und|aber|doch) )(?:auch |nur |noch )?(?:"
    r"(?:die|das|den|alle|alles|dies|diese[ns]?|eine?n?|ihre?n?|seine?n?|beide|zwei|drei|weitere) |"
    r"(?:bis|am|im|zum|zur|nach|vor|bei|fur|dazu|dafur|hierzu|davon|morgen|heute|spater|dann|"
    r"danach|anschliessend)(?= ))[^.;:!?,\n]{0,70}$"
)
_DATE = re.compile(r"[^.;:!?,\n]{0,70}? ?(?P<part>[a-z]+)(?=[.,;:!?\n)]|$| (?:und|sowie) )")
_COORDINATED = re.compile(r" (?:und|oder|sowie|fur) [A-Z]")
# With masses and seasons the work has to be named.
_PAPER = re.compile(
    r"(?:liste|tabelle|ubersicht|zahlen|daten|absatz|satz|text|entwurf|papier|protokoll|fassung|"
    r"vermerk|bericht|fragen|folien?|karten?|grafik|entwurfe|rechnung|kosten|antwort|antworten|"
    r"passage|kapitel|abschnitt|fussnote|quellen?|belege|unterlagen|vorschlag|formulierung|"
    r"angaben|beispiele|statistik|ruckmeldungen|ergebnisse|stellungnahme|termine?)\b"
)


def is_at_work(around: Surroundings) -> bool:
    """Whether the clause tells of somebody who does a paper, in a verb of two parts."""
    before = around.before
    if around.language != "de" or around.tail or before is None or before.gap != " ":
        return False
    if before.is_capitalised or not before.folded.endswith(("t", "te")):
        if before.folded not in _BETWEEN:
            return False
    text = around.text
    if _COORDINATED.match(text.plain, around.end):
        return False
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + text.folded[low : around.start]
    verb = _VERB.search(left)
    if verb is None:
        return False
    rest = _DATE.match(text.folded, around.end)
    stem = _ALIASES.get(verb.group("stem"), verb.group("stem"))
    if rest is None or not re.fullmatch(_PARTS[stem], rest.group("part")):
        return False
    front = left[: verb.start()]
    if _FRONT.search(front) is None:
        return False
    is_mass = is_stuff(around.word) or is_topic(around.word)
    return not is_mass or _PAPER.search(front[-70:] + rest.group()) is not None


_BETWEEN = frozenset("auch uns dann noch selbst ihnen allen das es sie ihn".split())
