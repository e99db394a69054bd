"""A mass or a season that does what is done in rooms: 'Gold soll bis Juni einen Vorschlag machen'.

'Sand', 'Licht' and 'Sommer' stand bare as nouns do. What tells a person is the rest of the clause:
a paper, a question or a turn to speak, beside a verb that things have no part in.
"""

from __future__ import annotations

import re
from functools import cache

from .context import starts_sentence
from .lexicon import alternation, cues
from .name_data import contexts
from .name_frames import Surroundings
from .name_guards import has_subject, is_among_nouns
from .name_predicates import is_persons_predicate

_REACH = 110
# Verbs of which things are the subject, beside papers and questions as well.
_THING_VERBS = frozenset(
    "ist war sind waren wird wurde werden bleibt blieb spielt spielte kostet kostete gilt galt "
    "steht stand liegt lag fallt fiel steigt stieg sinkt sank fehlt fehlte reicht reichte bedeutet "
    "bedeutete heisst hiess brennt scheint dient diente gehort gehorte zahlt zahlte gibt gab "
    "dominiert "
    "bestimmt bestimmte pragt pragte erscheint verschwindet taucht tauchte kommt hat "
    "hatte kann konnte nutzt hilft schadet nahm nimmt betrifft betraf stammt entsteht eignet "
    "is was are were remains remained matters mattered costs means plays played comes has had can "
    "could may might stands stood lies lay becomes became makes made dominates dominated gets got "
    "helps fell rose appears belongs affects falls rises".split()
)
_MODAL = (
    r"(?:soll|sollte|will|wollte|muss|musste|mochte|wird|wurde|kann|konnte|hat|hatte|habe|kam|darf|"
    r"durfte|ist|war)"
)
# What is done to a paper or a point, at the end of a clause.
_DONE = (
    r"(?:klaren|nachreichen|liefern|nachliefern|kurzen|schreiben|schicken|verschicken|prufen|"
    r"ubernehmen|uberarbeiten|formulieren|entwerfen|vorlegen|vorstellen|vortragen|berichten|"
    r"nachfragen|anfragen|recherchieren|zusammenstellen|zusammenfassen|gegenlesen|moderieren|"
    r"protokollieren|verteilen|abstimmen|einbringen|streichen|erganzen|bleiben|antworten|"
    r"widersprechen|zustimmen|ablehnen|absagen|zusagen|verteidigen|unterschreiben|mittragen|"
    r"vorbereiten|ausformulieren|nachhaken|aussern|erlautern|verzichten|kommen|gehen|"
    r"abgesagt|zugesagt|geschickt|geliefert|nachgereicht|geschrieben|vorgelegt|vorgestellt|"
    r"vorgetragen|berichtet|nachgefragt|gefragt|geantwortet|widersprochen|zugestimmt|abgelehnt|"
    r"moderiert|protokolliert|verteilt|eingebracht|gestrichen|erganzt|ubernommen|uberarbeitet|"
    r"formuliert|entworfen|erklart|gesagt|gemeint|angeregt|verlangt|gebeten|gewarnt|"
    r"entschuldigt|verabschiedet|gemeldet|enthalten|angeschlossen|bedankt|beschwert|erkundigt|"
    r"bescheid geben|melden|nachdenken|nachgehakt|erhoben|gestellt|unterschrieben|versprochen|"
    r"bestatigt|gegangen|gesprochen)"
)
_WILL_DO = re.compile(
    rf" {_MODAL}(?: (?!der\b|die [a-z]+ (?:wird|"
    rf"wurde))[a-z0-9.-]+){{0,8}}? (?P<done>{_DONE})(?=[.,;:!?]|$)"
)
# By these alone a thing is meant as often: they need a paper or a pronoun beside them.
_WEAK = frozenset(
    "kommen gehen bleiben gegangen liefern geliefert verteilt gestellt gestrichen "
    "erganzt kurzen gekurzt".split()
)
_TURN = re.compile(
    r" (?:hatte|hat) (?:dazu|hierzu|dagegen|daran|da|noch|auch) (?:nichts|keine?|eine?n?|zwei|viel|"
    r"zweifel|wenig)\b| (?:musste|muss) (?:zum|zur|fruher|schon|gleich|um|weg|los|leider) ?(?:zug|"
    r"flieger|bahn|gehen|weg|los|\d)?"
    r"| (?:kennt|kannte) (?:das|es|die|den|dies)\b| (?:kam|kommt) (?:erst |verspatet |spater |"
    r"zu spat"
    r"|mit verspatung)"
    r"| (?:had|has) (?:nothing|no comment|little|more|a lot) on (?:this|that|it)\b"
    r"| had to (?:catch|run|dash|(?:leave|go)(?=[.,;]| early[.,;]| before| at | for ))| (?:joined|"
    r"left) (?:late|early|at|straight)\b| (?:arrived|"
    r"came|joined|left|returned) (?:only )?(?:after|before|during|at) (?:the )?(?:break|lunch|"
    r"session|start|coffee|vote|first|second|end)\b| (?:sent|sends) (?:apologies|regrets|word|an? )"
    r"| (?:is|was) to (?:make|send|draft|clear|check|supply|report|prepare|write|provide|"
    r"circulate|ask|present|propose|follow)\b| please [a-z]+| was of the (?:same|opposite) "
    r"| came in on | (?:is|was) (?:ill|sick|absent|late|unwell|away|excused)(?=[.,;:]|$)"
)
_BEFORE_VERB = re.compile(r"^ ([a-z]+)\b")
# What may open the clause before its verb when the subject comes behind it.
_FRONT = re.compile(
    r"(?:^|[.;:!?\n(] ?|, |\b(?:und|aber|doch) )(?:(?:auch|nur|selbst|nicht einmal|nicht) )?(?:"
    r"(?:den|diesen|einen|keinen|dem|diesem|der|dieser|ihren|seinen) (?:[a-z]+ ){1,4}|"
    r"(?:die|das|diese|dieses) (?P<object>[a-z]+)(?: (?:mit|zu[mr]?|von|uber|dazu|fur) [a-z]+)? |"
    r"(?:das|dies|dazu|dafur|dagegen|davon|damit|daran|darauf|darin|daruber|hierzu|dem|hier|da|"
    r"dann|danach|spater|zuletzt|immerhin|leider|vielleicht|vermutlich|offenbar|wahrscheinlich|"
    r"zunachst|zuvor|gestern|heute|morgen|trotzdem|dennoch|deshalb|daher|naturlich|inzwischen|"
    r"bisher|bislang|erneut|wieder|am (?:ende|rande|schluss|anfang)|zum (?:schluss|abschluss|"
    r"auftakt)|zu (?:beginn|ende)|im ubrigen|nachmittags|vormittags|ebenso|so|anders|ahnlich) |"
    r"(?:an|auf|aus|bei|beim|in|im|mit|nach|uber|zu|zum|zur|vor|fur|gegen|ohne|von|vom|trotz|"
    r"wegen|laut) (?:[a-z]+ ){1,5})(?P<verb>[a-z]+)(?: sich)?(?: (?:auch|nur|dann|noch|hier|ja|"
    r"wohl|schon|erst))? $"
)
_ANY_VERB = re.compile(
    r"^(?:hat|hatte|will|wollte|kann|konnte|muss|musste|soll|sollte|mochte|wird|wurde|darf|durfte|"
    r"halt|hielt|liefert|schreibt|schickt|macht|sieht|teilt|kennt|stellt|bringt|pruft|klart|"
    r"ubernimmt|verteilt|fuhrt|weiss|wusste|[a-z]{4,}te|gab|nahm|brachte|schrieb|trug|zog|sprach|"
    r"[a-z]{3,}t|"
    r"las|fand|griff|lehnte|bat|wies|rief|warf|schlug)$"
)


def is_named_by_room(around: Surroundings) -> bool:
    """Whether the clause of a mass, a season or the like is one of a person in a room."""
    if around.tail:
        return False
    after, before = around.after, around.before
    if around.text.plain[around.end : around.end + 1] in ("-", "_", "'"):
        return False
    if after is not None and after.gap == " " and after.is_capitalised and around.language == "de":
        if after.folded not in _SAID_TO:
            return False
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + around.text.folded[low : around.start]
    right = re.split(r"[.;:!?\n]", around.text.folded[around.end : around.end + 150], maxsplit=1)
    clause = right[0].split(",")[0]
    if is_among_nouns(around):
        return False
    if _is_first(around, left):
        if has_subject(clause):
            return False
        return acts_in_room(clause, around.language) or is_persons_predicate(
            right[0], around.language
        )
    asked = _QUESTION.search(left)
    if asked and around.text.folded.startswith("?", around.end + len(right[0])):
        return acts_in_room(f" {asked.group(1)}{clause}", "de") or bool(_SAID_IT.search(clause))
    if around.language != "de" or before is None or before.gap != " ":
        return False
    if before.folded == "von":
        passive = _PASSIVE.search(left)
        return bool(
            passive
            and _papers().search(" " + passive.group("what"))
            and re.search(rf" {_DONE}$", clause)
        )
    return _is_behind_verb(left, clause)


# 'Der Einwand wurde von Gold erhoben'
_PASSIVE = re.compile(r"\b(?P<what>[a-z]+) (?:wurden?|wird|ist|war|sind|sei)(?: [a-z]+){0,3} von $")
_SAID_TO = frozenset("bescheid zweifel bedenken einwande vorbehalte fragen interesse".split())
# A question about somebody: 'Was hat Licht gesagt?', 'Hat Kern schon geantwortet?'.
_QUESTION = re.compile(
    r"(?:^|[.!?\n] ?)(?:(?:was|wer|wen|wann|warum|wo|wie|wieso|weshalb) )?(hat|hatte|wird|will|"
    r"kann|soll|muss|wollte|konnte) $"
)
_SAID_IT = re.compile(
    r" (?:eingeladen|gefragt|vorgeschlagen|behauptet|gemeint|gehort|gesehen|verstanden|mitgebracht|"
    r"dabei|geantwortet|reagiert|zugestimmt)$"
)
_FOCUS = re.compile(
    r"(?:^|[.;:!?\n] )(?:selbst|auch|sogar|nur|nicht einmal|allein|immerhin|ausgerechnet|even|not "
    r"even|only|perhaps|unfortunately|later|finally) $"
)


def _is_first(around: Surroundings, left: str) -> bool:
    before = around.before
    if before is None or starts_sentence(around.text, around.start) or before.gap != " ":
        return True
    return _FOCUS.search(left) is not None


def acts_in_room(clause: str, language: str) -> bool:
    """Whether the predicate that follows takes part in a meeting."""
    if _TURN.match(clause):
        return True
    done = _WILL_DO.match(clause)
    verb = _BEFORE_VERB.match(clause)
    paper = verb is not None and _papers().search(clause, verb.end()) is not None
    if done is not None and (done.group("done") not in _WEAK or paper or _PRONOUN.search(clause)):
        return True
    if verb is None or not paper:
        return False
    if language == "en":
        if _HAS_IT.match(clause):
            return True
        return _DOES_ENGLISH.match(clause) is not None and verb.group(1) not in _THING_VERBS
    if verb.group(1) in ("hat", "hatte", "kann", "konnte", "wird"):
        return _HAS_PAPER.match(clause) is not None
    if verb.group(1) in _THING_VERBS or not _ANY_VERB.match(verb.group(1)):
        return False
    # 'Grün markierte Punkte': behind a verb stands something else than its noun.
    return _CLOSED.match(clause, verb.end()) is not None


_PRONOUN = re.compile(r" (?:das|es|dies|ihm|ihr|ihnen|uns|bis [a-z0-9]+|schriftlich)\b")
_HAS_PAPER = re.compile(
    r" (?:hat|hatte|kann|konnte|wird) (?:die|das|den|dazu|noch|eine?n?|zwei|drei|ihre?n?|seine?n?|"
    r"keine?n?|schon|am|bis|im)\b"
)
_HAS_IT = re.compile(
    r" (?:has|had) (?:(?:not |already |just |never |since )?[a-z]+ed (?:the|this|his|her|our)|"
    r"the|an?|two|three|our|her|his) (?:[a-z]+ )?(?:list|text|slides?|draft|"
    r"minutes|figures|numbers|questions?|objections?|handouts?|footnote)\b"
)
_CLOSED = re.compile(
    r" (?:die|das|den|dem|der|eine?[nmr]?|diese[nrsm]?|keine?n?|ihre?n?|seine?n?|zwei|drei|alle|"
    r"noch|"
    r"nur|auch|erst|bis|fur|zum|zur|um|auf|mit|nach|vor|im|in|am|bei|dazu|zu|beim|sich|nicht|schon|"
    r"uns|mir|gestern|heute|kurz|dann|den|gegen|an|aus|von|vom)\b"
)
_DOES_ENGLISH = re.compile(
    r" (?:will|would|should|must|has to|wants to|needs to) [a-z]+| (?:[a-z]{3,}(?:ed|s)|sent|wrote|"
    r"gave|took|brought|read|put|drew|spoke|withdrew|kept|led|chose|struck) (?:up |out |"
    r"round )?(?:the|"
    r"an?|this|that|two|three|four|his|her|no|all|some|both|for|on|with|to|us|our|it|my) "
)


def _is_behind_verb(left: str, clause: str) -> bool:
    """'Diese Lesart teilte Silber nicht', 'Immerhin hat Kraft zugesagt'."""
    match = _FRONT.search(left)
    if match is None or not _ANY_VERB.match(match.group("verb")):
        return False
    verb, front = match.group("verb"), match.group()
    subject = match.group("object")
    if subject is not None:
        # Only a paper that is somebody's work is the object here: 'Das Protokoll schreibt Gold'.
        return _papers().search(" " + subject) is not None and verb in _WORKS
    if f" {verb}" in clause:
        return False
    if re.search(rf"(?:^| ){_DONE}$", clause) and clause.rpartition(" ")[2] not in _WEAK:
        return True
    if _ENDS_OF_PEOPLE.match(clause):
        return True
    if verb in _THING_VERBS and verb not in ("hat", "hatte", "kann", "konnte"):
        return False
    return _papers().search(clause) is not None or (
        verb in _WORKS and _papers().search(front) is not None
    )


_WORKS = frozenset(
    "liefert schreibt schickt verteilt teilte teilt pruft klart ubernimmt ubernahm machte macht "
    "stellte hat hatte brachte formulierte entwarf verfasste lieferte schrieb schickte verteilte "
    "prufte fuhrt fuhrte erganzte bestatigte bestritt kennt kannte wiederholte unterstutzte "
    "verschickt halt hielt fand findet bezweifelte lehnte griff nahm".split()
)
_ENDS_OF_PEOPLE = re.compile(
    r" (?:(?:auch|leider|noch|dann|selbst|jedoch|allerdings) )*(?:leben|nicht (?:aussern|bleiben|"
    r"mitgehen|kommen|folgen|teilnehmen|zustimmen|dabei sein)|nichts(?: davon)?|zweifel|bedenken|"
    r"einwande|vorbehalte|mitgehen|mit|nicht (?:mit|anschliessen))$"
)


@cache
def _papers() -> re.Pattern[str]:
    """What is read, written, asked or decided in a room, in any of its endings."""
    words = (contexts("note_nouns") | cues("contributions") | contexts("papers")) - _ALSO_THINGS
    return re.compile(rf" (?:{alternation(word for word in words if len(word) > 3)})(?:e?n|s|e)?\b")


_ALSO_THINGS = frozenset(
    "bericht stimme zahlen besuch lob wunsch dank gruss thema input gesprach position haltung idee "
    "kritik bitte auftrag these impuls praise view worry offer point plea slot talk wish vorbehalt "
    "prices price share value".split()
)
