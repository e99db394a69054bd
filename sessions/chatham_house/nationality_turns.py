"""German orders of words around a nationality: the verb before it, the particle behind it.

'Am Ende fasste ein Niederländer … zusammen', 'Das sah der Ghanaer anders', 'Anders die Ukrainerin:
…' tell of somebody in the room. 'Der Fall einer Kenianerin', 'ein Kenianer klagte vor Gericht',
'der Schwede an sich' do not.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import cues, places
from .nationality_frames import takes_one
from .next_verb import acts_next, verbs

_FOCUS = (
    r"(?: (?:sich|das|es|dies|ihm|ihr|uns|ihnen|mir|dem|davon|dazu|darauf|sogar|auch|selbst|nur|"
    r"dann|noch|wieder|erneut|prompt|ausgerechnet|schliesslich|sichtlich|einzig|allein|zuletzt|"
    r"immerhin|dagegen|hingegen|allerdings|daraufhin|kurz|trocken|offenbar))*"
)
_VERB_LAST = re.compile(rf"(?:^|[ ,])(?P<verb>[a-z]+){_FOCUS} $")
# Verbs that say what somebody in a room did once their clause is complete.
_COMPLETE = {
    "fasste": r"zusammen",
    "steuerte": r"bei",
    "verliess": r"(?:den|die|das) (?:saal|raum|runde|sitzung|tisch|gruppe|call)",
    "schloss": r"an|die runde|das panel|ab|daraus",
    "nahm": r"stellung|das wort|bezug|auf|den faden auf|vorweg|zuruck",
    "hielt": r"dagegen|entgegen|fest|fur [a-z ]+",
    "stellte": r"klar|infrage|in frage|fest|die frage|eine frage|richtig",
    "brachte": r"auf den punkt|ein|ins spiel|zur sprache|vor|es auf den punkt",
    "trug": r"vor|bei|mit",
    "las": r"vor",
    "rechnete": r"vor|nach",
    "zog": r"(?:das |ein )?fazit|bilanz|den? vergleich|den schluss|zuruck|die parallele",
    "warf": r"ein|in die runde",
    "gab": r"zu|zu bedenken|preis|recht|zu protokoll|kontra|nach",
    "machte": r"deutlich|geltend|aufmerksam|den vorschlag|einen vorschlag|klar",
    "legte": r"nach|dar|vor|wert auf [a-z ]+|widerspruch ein",
    "griff": r"auf",
    "hob": r"hervor|die hand|den finger",
    "sah": r"anders|so|ahnlich|kritisch|genauso|skeptisch|nicht so|gelassener?",
    "fiel": r"ins wort",
    "ging": r"dazwischen|darauf ein|nicht ein|zu weit|mit",
    "kam": r"zu wort|zu sprechen|zum schluss",
    "formulierte": r"",
    "bedankte": r"",
    "entschuldigte": r"",
    "verabschiedete": r"",
    "ergriff": r"das wort",
    "winkte": r"ab",
    "blieb": r"dabei|skeptisch|bei [a-z ]+|hart|stumm|gelassen",
    "wirkte": r"[a-z]+",
    "hatte": r"das (?:erste|letzte) wort|einwande?|bedenken|zweifel|fragen|eine frage",
    "bekam": r"das wort|recht|beifall|applaus|szenenapplaus",
    "stand": r"auf|allein",
    "zeigte": r"(?:fotos|folien|bilder|zahlen|kurven|karten|tabellen|eine folie|ein foto)[a-z ]*",
}
_END = r"(?=[.,;:!?]|$)"
# What reaches somebody: 'Überzeugt hat das den Schweden nicht', 'das wunderte die Irin'.
_MOVED = re.compile(
    r"\b(?:uberzeugt|beeindruckt|gestort|geargert|gefreut|uberrascht|gewundert|beruhigt|"
    r"zufriedengestellt|irritiert|getrostet|uberzeugte|beeindruckte|storte|argerte|freute|"
    r"uberraschte|wunderte|beruhigte|irritierte|trostete) (?:hat |hatte )?(?:das |dies |es )?"
    r"(?:auch |nur |allerdings |vor allem |offenbar |sichtlich )?$"
)
_CONTRASTED = re.compile(
    r"(?:^|[.;:!?] )(?:anders|ahnlich|darauf|daraufhin|dazu|dann|danach|dagegen|zuletzt|so|auch|"
    r"trocken|knapp|skeptisch|deutlicher|wieder|nochmals|so jedenfalls|so zumindest|"
    r"schlusswort|applaus fur|widerspruch|zustimmung|nachfrage|zwischenruf|einwurf|stimme)"
    r"(?: auch| dann| dagegen| noch)? $"
)
# 'Ohne die Irin wäre der Punkt untergegangen', 'Von einem Iren stammt der Satz, dass …'
_WITHOUT = re.compile(r"ohne \| (?:ware|hatte|gabe|ginge?) ")
_STEMS = re.compile(
    r"von \| (?:stammte?|kam|kommt) (?:der|die|das|eine?) (?:[a-z]+e[rs]? )?(?:satz|einwand|idee|"
    r"vorschlag|frage|hinweis|bemerkung|anregung|einwurf|formulierung|zahl|vergleich|bild|begriff)\b"
)
# 'Die Irin, sonst still, schlug eine Pause vor'
_ASIDE = re.compile(r"^, (?!(?:de[rnm]|die|das|deren|dessen|wo|und|aber)\b)[a-z ]{3,50},(?= )")
_CLAUSE = re.compile(r"\b(?:als|nachdem|bevor|weil|dass|bis|wie|sobald|ob|wahrend|obwohl) $")
_HAD_THE_FLOOR = re.compile(
    r" (?:[a-z]+ ){0,4}?(?:das wort (?:bekam|erhielt|nahm|ergriff|hatte)|an der reihe war|zu wort "
    r"kam|nachhakte|einhakte|nachfragte|widersprach|lachte|nickte|abwinkte|aufstand|dazwischenging|"
    r"einwarf|vorschlug|anmerkte|erzahlte|protestierte|fragte|sprach|"
    r"sagte|berichtete|zustimmte|bat|drangte|insistierte|"
    r"dagegenhielt)(?=[.,;:!?])"
)
_OF_NOUN = re.compile(r"([a-z]+) $")
_GESTURES = frozenset(
    "scherz witz nachfrage bitte wunsch sorge geduld skepsis blick lachen lacheln nicken miene "
    "stimme hand zettel notiz folie folien tabelle anekdote ironie ruf zuruf spott kopfschutteln "
    "schlusswort vortrag impuls formulierung vorschlag satz fazit einwurf".split()
)
# Somebody in a case, a court or a statistic.
_CASE_OF = re.compile(
    r"\b(?:[a-z]*fall|[a-z]*falle|[a-z]*geschichte|[a-z]*klage|[a-z]*antrag|[a-z]*verfahren|"
    r"schicksal|abschiebung|visum|[a-z]*tod|leiche|ehe|urteil|festnahme|ausweisung|einburgerung|"
    r"familie|verhaftung|prozess|[a-z]*beschwerde|biografie|leben|roman|romans|alltag|einreise|"
    r"rechte|pass|erbe|portrat|foto|bild|gehalt|lohn|arbeitsvertrag|abschluss|zeugnis|beispiel) $"
)
_IN_COURT = re.compile(
    r"\b(?:vor gericht|vor dem [a-z]*gericht|vor der kammer|gegen (?:seine|ihre|die) abschiebung|"
    r"verklagte|klagte (?:gegen|auf|in)|in die berufung|asyl|durch die presse)\b"
)
_DONE_TO = re.compile(
    r"^ (?:war|wurde|ist|wird|sei)[^.;:!?]{0,80} (?:worden|verweigert|gekundigt|entzogen|erteilt|"
    r"abgelehnt|verwehrt|gestohlen|angeboten|gestattet|zugesprochen|bewilligt|versagt)\b"
)
_ANYBODY = re.compile(
    r"^ (?:(?:hat|braucht|bekommt|darf|muss|erhalt|kann|ist|wird|hatte|konnte|musste) man|an sich|"
    r"von heute|von morgen|wie du|im (?:film|roman|stuck|werbespot|fernsehen|video))\b"
)
# 'In Kassel fragte eine Irin vergeblich nach einem Platz'
_IN_TOWN = re.compile(r"in ([a-z]+) [a-z]+ ")
_OLD = re.compile(r"\b1[0-8]\d\d\b")
_WORLD = re.compile(
    r"^ (?:fuhrte?|leitete?|eroffnete|grundete|erfand|baute|gewann|entdeckte|rettete|fuhr|siegte|"
    r"besiegte|komponierte|malte|dirigierte|kommandierte|befehligte|regierte|ubernahm|trainierte|"
    r"nennt (?:das|es|sich)|schrieb (?:den|einen|das|ein) (?:roman|buch|drehbuch|stuck|lied)|"
    r"wurde (?!deutlich|laut|konkret|grundsatzlich|gebeten|gefragt|unterbrochen|ungeduldig))\b"
)
_IN_MEDIA = re.compile(
    r"\b(?:im (?:fernsehen|radio|interview|podcast|netz|internet|spiegel)|in (?:der|einer) "
    r"(?:zeitung|talkshow|doku|dokumentation|sendung|reportage)|berichtete die zeitung)\b"
)


def is_told_of(left: str, right: str) -> bool:
    """Whether somebody is told of: by a verb that waits for them, or a thing that is theirs."""
    aside = _ASIDE.match(right)
    if aside is not None and acts_next(right[aside.end() :]):
        return True
    return takes_one(left, right) or is_turned(left, right) or is_owner(left)


def is_turned(left: str, right: str) -> bool:
    """Whether what stands around somebody's article and nationality tells what they did there.

    ``left`` ends before the article.
    """
    verb = _VERB_LAST.search(left)
    if verb is not None:
        word = verb.group("verb")
        if word in _COMPLETE:
            return _completes(word, right)
        if word in _said():
            return True
    if _MOVED.search(left):
        return True
    if _WITHOUT.match(left + "|" + right) or _STEMS.match(left + "|" + right):
        return True
    if right[:1] in (":", ",", ".") and _CONTRASTED.search(left):
        return True
    if right[:1] == ":" and not left.strip():
        return True
    return _HAD_THE_FLOOR.match(right) is not None and _CLAUSE.search(left) is not None


def is_owner(left: str) -> bool:
    """'Auf Nachfrage (des Schweden)', 'ein Scherz (der Irin)': what is somebody's in a room."""
    noun = _OF_NOUN.search(left)
    return noun is not None and (
        noun.group(1) in _GESTURES or noun.group(1) in cues("room_contributions")
    )


def is_nobody_here(left: str, after: str, *, indefinite: bool) -> bool:
    """Whether it is somebody of the world: in a case, in court, long ago, or anybody at all."""
    if _ANYBODY.match(after) or _OLD.search(left) or _OLD.search(after):
        return True
    if _IN_MEDIA.search(left) or _IN_MEDIA.search(after):
        return True
    if not indefinite:
        return False
    town = _IN_TOWN.match(left)
    if town is not None and town.group(1) in places():
        return True
    if _CASE_OF.search(left) or _WORLD.match(after) or _DONE_TO.match(after):
        return True
    return _IN_COURT.search(after) is not None


def _completes(verb: str, right: str) -> bool:
    ends = _COMPLETE[verb]
    return not ends or _endings()[verb].search(right) is not None


@cache
def _endings() -> dict[str, re.Pattern[str]]:
    return {
        verb: re.compile(rf"^[^.;:!?]{{0,120}}? (?:{ends}){_END}")
        for verb, ends in _COMPLETE.items()
    }


@cache
def _said() -> frozenset[str]:
    """German verbs of the past that need no particle to be one of a room."""
    return frozenset(
        word
        for word in (verbs() & (cues("speech") | cues("human_acts") | cues("room_acts")))
        if (word.endswith("te") or word in cues("strong_past")) and word not in _COMPLETE
    ) - frozenset("leitete fuhrte eroffnete klagte bot lud zahlte wollte stammte dachte".split())


_MASCULINE_ARTICLE = re.compile(
    r"\b(?:der|dem|den|des|ein|einem|einen|eines|unser\w*)(?: (?:einzige|geburtige)[rn]?)? $|"
    r"\b(?:als|nur als) (?:einziger|erster|geburtiger) $"
)


def is_dative_of_one(left: str, word: str) -> bool:
    """'Auf Nachfrage des Schweden': written like the country, which has no article."""
    return word.endswith("en") and _MASCULINE_ARTICLE.search(left) is not None


def is_plural(left: str, word: str) -> bool:
    """'Die Polen', 'die Japaner', 'the Ghanaians': a people, nobody in the room."""
    if re.search(r"\b(?:the|an?|one|our|only|sole|another) (?:\w+ )?$", left):
        return word.endswith("s") and not word.endswith("ss")
    # 'Die Filipina' is one.
    return not word.endswith("a") and _MASCULINE_ARTICLE.search(left) is None
