"""Where running notes and e-mails put a bare name: behind a time, a label, a noun of saying.

'10:12 Koch: …', 'cc Page, Costa', 'Einspruch Bäcker:', 'angeregt von Weiss', 'Ring Mercy on +44 …'.
"""

from __future__ import annotations

import re
from functools import cache

from .context import starts_sentence
from .lexicon import alternation, cues
from .name_data import contexts
from .name_entries import starts_entry
from .name_frames import Surroundings
from .name_kinds import is_stuff

_NAMES_BEFORE = r"(?:[A-Z][\w'-]+(?:, | und | and | & |/))*"
# Who is written to by name, and not a thing: months and points of the compass are dates and places.
_NO_PERSON_BY = frozenset(
    "may march april june july august january february september october november december mai "
    "marz juni juli januar north south east west nord sud ost".split()
)
_PHONE = r"[+0]\d(?:[ ()/.-]{0,3}\d){6,14}"
_DIGIT = re.compile(r"\d{2}")
_REACHED = re.compile(
    r"(?:'s (?:mobile|cell|phone|number|direct line|extension|new number|office)(?: number)?|s "
    r"(?:nummer|handy|durchwahl|telefon))?"
    r"(?:,? (?:can be reached|may be reached|is reachable|is best reached|is available|is|ist|"
    r"ist am besten|answers|picks up|takes calls|hat(?: die(?: nummer)?)?|has|nimmt ab))?"
    r"(?:,? ?(?:erreichbar|zu erreichen|reachable|available|telefonisch|mobil))*"
    r"(?:[ ,:]{0,2}(?:at|on|under|unter|via|per|uber|from|by|phone|text|call|whatsapp|signal|new|"
    r"the number|number|nummer|der nummer|a new number))*"
    r"[,:]? ?[(\[]?(?:(?:tel|mobil|mobile|phone|cell|mob|fon|handy|durchwahl|telefon|ph|t|m|"
    r"whatsapp|signal|direct|office|privat|home)[.:]{0,2} ?)*"
    rf"{_PHONE}"
)
_REACHED_BEFORE = re.compile(
    rf"(?:{_PHONE}[ ,:)-]{{1,3}}(?:(?:erreicht|erreichen|reaches|reach|gets you|ist|is|=|"
    r"belongs to|gehort|for|fur)(?: (?:man|sie|wir|you))?(?: to)? )?[(\[]?)$"
)


def is_noted(around: Surroundings) -> bool:
    """Whether notes and e-mails would put nobody but a person here."""
    text = around.text
    plain = text.plain
    low = max(0, around.start - 90)
    # A mark for what is cut off, so that a pattern's start is not found in the middle.
    left = ("" if low == 0 else "~") + plain[low : around.start]
    follows = plain[around.end : around.end + 2]
    last = around.before.folded if around.before and around.before.gap == " " else ""
    # Most words are none of these: looking at the last one first spares the search.
    if (not last or last in _last_words() or left[-len(last) - 1].isupper()) and (
        follows[:1] in (",", ".", ";", ")", "\n", "", "]", "/")
        or follows in (" u", " &", " a", ": ")
    ):
        if _labels().search(left):
            return True
    if last in ("to", "an", "from", "von"):
        if _ADDRESSED.search(left) and _COPIED.match(plain, around.end):
            return True
    if _is_behind_note_noun(around, left, follows):
        return True
    if last in _AGENTS and _is_agent(around, left.lower(), follows):
        return True
    if _ON_BEHALF.search(left):
        return True
    if follows[:1] in (" ", ",") and _FROM_AFAR.match(plain, around.end):
        return starts_entry(around.text, around.start)
    if (
        left[-2:].rstrip()[-1:] in _STROKES
        and _BETWEEN.search(left)
        and _STROKE.match(plain, around.end)
    ):
        return not is_stuff(around.word) or _SAYS.match(plain, around.end) is not None
    if follows == "? " and _ROLL.match(text.folded, around.end):
        return starts_sentence(text, around.start)
    if follows == ": " and _VOTE.match(text.folded, around.end):
        return starts_sentence(text, around.start)
    return is_reached(around)


# How somebody who is not at the table is noted: 'Bell in the chat: link is broken'.
_FROM_AFAR = re.compile(
    r",? (?:in the chat|on chat|by (?:(?:e-?)?mail|phone|chat|video)|via [A-Za-z]+|im Chat|per "
    r"(?:E-?Mail|Mail|"
    r"Chat|Telefon|Video)|am Telefon|aus dem Off|from the back|in reply|in response|auf Nachfrage|"
    r"on (?:Zoom|zoom|screen|Teams)|online|virtuell|remotely|"
    r"for (?:the )?(?:industry|employers|unions?|ministry|NGOs?|Commission|chair|hosts?|business|"
    r"government|academics|churches|workers|donors)|f\u00fcr die (?:Arbeitgeber|Gewerkschaften|"
    r"Wirtschaft|L\u00e4nder|Kommunen|NGOs|Kirchen|Verwaltung|Industrie|Verb\u00e4nde))(?: "
    r"[a-z]+)?: \S"
)
# 'POINT 4 / STEWARD / HUNGER AS A DRIVER', '14:20 | Young | asks for terms': item, who, what.
_BETWEEN = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*] )?(?:(?:(?:[Aa]genda )?[Ii]tem|ITEM|[Pp]oint|POINT|TOP|Punkt|PUNKT|AOB|"
    r"No\.|Nr\.|Slot|Block|Session|Day|Tag)(?: ?\d{1,2}[a-z]?)?|\d{1,2}[:.]\d\d(?: ?(?:Uhr|h|am|"
    r"pm))?|"
    r"\d{1,2}[.)]?) ?[/|] ?$"
)
_STROKES = frozenset("/|")
_STROKE = re.compile(r" ?[/|] ?\w")
_SAYS = re.compile(
    r" ?[/|] ?(?:wants|asks|says|doubts|objects|agrees|notes|warns|proposes|would|will|fragt|will|"
    r"sagt|bittet|warnt|lehnt|meint|zweifelt|stimmt)\b"
)
_VOTE = re.compile(
    r": (?:ja|nein|dafur|dagegen|enthaltung|enthalt sich|unklar|nichts|stimmt zu|yes|no|agree[sd]?|"
    r"abstain(?:s|ed)|against|for it|nothing to add|unsure|undecided|absent|dito|s\. ?o\.|"
    r"siehe [a-z]+|wie [a-z]+[.\n]|see above|as above|\+1|-1|k\. ?a\.|"
    r"ditto)(?=[.,;\n]|$)"
)
# 'Price? Silent.'
_ROLL = re.compile(
    r"\? (?:silent|silence|absent|no comment|undecided|abstained|against|in favour|not convinced|"
    r"unconvinced|not there|gone|already gone|left early|nothing to add|happy|unhappy|on mute|"
    r"on leave|ill|neutral|sceptical|did not say|said nothing|schweigt|schwieg|still|abwesend|"
    r"fehlt|fehlte|dagegen|dafur|krank|enthalt sich|unentschieden|skeptisch|weg)[.,;!\n]"
)
_AGENTS = frozenset("von vom by durch with of from und and".split())


def _is_agent(around: Surroundings, left: str, follows: str) -> bool:
    """'angeregt von Weiss', 'at the request of May', 'die von Koch erwähnte Zahl'."""
    if around.word not in _NO_PERSON_BY and _done_by().search(left):
        return True
    if _passive().search(left.lower()):
        return follows[:1] in (".", ",", ";", "\n", "") or follows == " u"
    if _at_request().search(left) and around.word not in _COMPASS:
        return True
    if around.language != "de":
        return False
    right = around.text.folded[around.end : around.end + 60]
    if _AS_BY.search(left) and _DONE_AFTER.match(right):
        return True
    return bool(
        (_via_von().search(left) and _DONE_AFTER.match(right))
        or (_STEMS.search(left) and follows[:1] in (".", ",", ";", "\n", ""))
    )


@cache
def _last_words() -> frozenset[str]:
    return frozenset(re.split("[ /]", label)[-1].rstrip(".") for label in contexts("labels"))


_COMPASS = frozenset("north south east west nord sud ost".split())


def is_reached(around: Surroundings) -> bool:
    """Whether a telephone number is given for the name: 'Hugo can be reached at +32 …'."""
    folded = around.text.folded
    right = folded[around.end - len(around.tail) : around.end + 110]
    if _DIGIT.search(folded, max(0, around.start - 60), around.end + 110) is None:
        return False
    return bool(
        _REACHED.match(right)
        or _REACHED_BEFORE.search(folded[max(0, around.start - 60) : around.start])
    )


def _is_behind_note_noun(around: Surroundings, left: str, follows: str) -> bool:
    """'Einspruch Koch:', 'Pushback Stein,' at the start of a note or of one of its parts."""
    before = around.before
    if before is None or before.gap != " " or not _is_note_noun(before.folded):
        return False
    starts = starts_entry(around.text, before.start) or left[: -len(before.text) - 1].endswith(
        (". ", "; ", ", ", ": ", "- ", "(", "| ", "! ", "? ")
    )
    if not starts:
        return False
    if follows[:1] == ":":
        return not re.match(r": ?\d", around.text.plain[around.end : around.end + 3])
    personal = before.folded in contexts("note_nouns_of_people")
    if follows[:1] == " " and before.folded not in _TOPICS:
        return _PENDING.match(around.text.folded, around.end) is not None
    if around.word in cues("bare_nouns") - cues("adjective_names") and not personal:
        return False
    if follows[:1] in ("", "\n"):
        return personal or not (is_stuff(around.word) or before.folded in _TOPICS)
    return follows[:1] in (",", ";", ")") or follows[:2] in (".", ".\n")


_TOPICS = frozenset("thema punkt stichwort these idee position haltung view point motion".split())
_PENDING = re.compile(
    r" (?:am (?:montag|dienstag|mittwoch|donnerstag|freitag|\d)|vom \d|nicht (?:abgestimmt|"
    r"erhalten|eingegangen|einarbeiten|ubernommen)|noch (?:offen|nicht|einarbeiten|abwarten)|"
    r"(?:fehlt|fehlen)(?: noch)?[.\n,;]|liegt (?:bei|vor)|steht (?:noch )?aus|erledigt|nachfassen|"
    r"vorbereiten|einarbeiten|anfordern|abwarten|verschieben|eingegangen|pending|outstanding|"
    r"still (?:open|missing|pending)|received|not (?:received|agreed|cleared)|"
    r"(?:zu[mr]?|on|bei|gegen|wegen|to) (?:ziffer|punkt|absatz|abs|point|para|paragraph|item|frage|"
    r"artikel|art|section|der|dem|den|the) |"
    r"on (?:monday|tuesday|wednesday|thursday|friday|\d))"
)


def _is_note_noun(word: str) -> bool:
    nouns = contexts("note_nouns")
    return word in nouns or word.removesuffix("n") in nouns or word.removesuffix("en") in nouns


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\n(;,.|] ?)(?i:{alternation(contexts('labels'))}):? {_NAMES_BEFORE}$"
    )


@cache
def _done_by() -> re.Pattern[str]:
    done = alternation(contexts("done_in_room"))
    return re.compile(
        rf"(?:^|[^a-z])(?:{done}),? (?:(?:vor allem|auch|erneut|jointly|again|only|zuerst|"
        r"gemeinsam|mainly) )?(?:von|by|durch|with) (?:[a-z'-]+ (?:und|and|&) )?$"
    )


@cache
def _passive() -> re.Pattern[str]:
    """'Moderiert wurde die Runde von Licht'"""
    done = alternation(contexts("done_in_room"))
    return re.compile(
        rf"(?:^|[.;:!?\n] )(?:{done}) (?:wurden?|ist|war|sind|waren) [^.;:!?]{{2,60}} von $"
    )


@cache
def _at_request() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:at|on|upon|after|following) (?:the |a )?(?:request|suggestion|insistence|prompting|"
        r"invitation|question|query|initiative|proposal|reminder) (?:of|from|by) $"
        r"|\b(?:auf|nach) (?:die |der |eine |einer )?(?:anregung|wunsch|nachfrage|bitte|hinweis|"
        r"vorschlag|frage|initiative|einladung|drangen|antrag|ruckfrage|intervention|zuruf) "
        r"(?:von|durch) $"
        r"|\b(?:gab|kam|gibt|erntete?|ernteten|erhielt|bekam) (?:es |dafur |dazu |viel )?von $"
    )


@cache
def _via_von() -> re.Pattern[str]:
    return re.compile(r"\b(?:die|der|das|den|dem|des|eine?[rnms]?) (?:vo[nm]|durch) $")


_ON_BEHALF = re.compile(r"(?:^|\n)(?:i\. ?A\.|i\. ?V\.|p\. ?p\.|gez\.|Gez\.) $")
_AS_BY = re.compile(r"\bwie (?:schon |bereits |auch )?von $")
_DONE_AFTER = re.compile(
    r" (?:[a-z]+ ){0,3}?(?:gebracht|eingeworfen|gewollt|bevorzugt|favorisiert|erwahnt|vorgelegt|"
    r"vorgeschlagen|genannt|eingebracht|formuliert|geausser|"
    r"zitiert|gewunscht|angeregt|verteilt|beigesteuert|gestellt|aufgeworfen|vorgetragen|"
    r"angesprochen|"
    r"beschrieben|geschildert|verlangt|geforder|skizziert|entworfen|gezeigt|angekundigt|kritisiert|"
    r"geleitet|moderiert|vertreten|angemahnt|versprochen|erbeten)(?:t?en?|e[rsnm]?)?\b"
)
_ADDRESSED = re.compile(r"(?:^|\n)(?:To|An|From|Von) $")
_COPIED = re.compile(r"[,;\n] ?(?:cc|Cc|CC|an|to|An|To|von|from|re|betr)\b")
_STEMS = re.compile(
    r"\b(?:stammt|stammte|stammten|stammen)(?: [^.,;:]{1,30})? von $|\bim kern von $"
)
