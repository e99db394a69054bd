"""German verbs around a name: 'Dann lenkte Gold ein', 'weil Licht früher gehen musste'.

A separable verb of people with its particle, a verb somebody is the object of, a clause that ends
with what only people do.
"""

from __future__ import annotations

import re

from .lexicon import cues
from .name_frames import Surroundings
from .name_guards import is_among_nouns
from .name_words import PAST

# A verb of people and its particle around the name.
_TAKES = {
    "springt": "ein bei", "lenkt": "ein", "hakt": "ein nach", "wirft": "ein", "schaltet": "ein",
    "winkt": "ab", "lehnt": "ab", "rudert": "zuruck", "schlagt": "vor", "regt": "an",
    "kundigt": "an", "fugt": "hinzu an", "pflichtet": "bei", "raumt": "ein", "lenkte": "ein",
    "raumte": "ein", "wandte": "ein", "warf": "ein vor", "schaltete": "ein zu",
    "stimmte": "ein zu dagegen", "winkte": "ab", "lehnte": "ab", "riet": "ab", "wiegelte": "ab",
    "sagte": "ab zu", "wehrte": "ab", "hakte": "nach ein", "fragte": "nach zuruck",
    "gab": "nach zu", "setzte": "nach hinzu dagegen", "bohrte": "nach", "reichte": "nach",
    "horte": "zu", "raunte": "zu", "pflichtete": "bei", "sprang": "bei", "steuerte": "bei",
    "fugte": "hinzu an", "ruderte": "zuruck", "kam": "zuruck", "zog": "zuruck",
    "wies": "zuruck hin", "nahm": "zuruck", "regte": "an", "kundigte": "an", "merkte": "an",
    "bot": "an", "mahnte": "an", "schloss": "an", "sprach": "an aus dagegen dafur",
    "schlug": "vor", "brachte": "vor ein", "trug": "vor", "las": "vor",
    "stellte": "vor fest klar", "rechnete": "vor", "brauste": "auf", "trumpfte": "auf",
    "stemmte": "dagegen", "hielt": "dagegen fest", "fuhrte": "aus ein", "holte": "aus",
    "teilte": "mit", "deutete": "an", "ging": "mit", "klinkte": "ein aus", "schrieb": "mit",
    "nickte": "mit", "loste": "aus", "stiess": "an",
}  # fmt: skip
_PAIRS = re.compile(
    rf"\b({'|'.join(_TAKES)})(?: (?:sich|ihm|ihr|ihnen|uns|mir))?"
    r"(?: (?:auch|dann|hier|da|noch|wieder|sofort|selbst|schliesslich|am ende|doch))* $"
)
_COMES_TO_SPEAK = re.compile(
    r" (?:[a-z]+ ){0,8}?(?:zu sprechen|zuruck|zum schluss|zur sache|zu wort|zum zug|an die reihe)\b"
)
_LETS = re.compile(
    r"\b(?:darauf|damit|davon|dazu|hierauf|davor|dagegen) (?:liess|lasst|ging|wollte|mochte|"
    r"konnte|kam|legte|setzte|wies|reagierte|antwortete|verwies)(?: sich)?(?: (?:auch|dann|nur|"
    r"allerdings|aber))* $"
)
_LETS_AFTER = re.compile(
    r" (?:nicht|nur|auch|gar nicht|erst|dann|kaum|ungern|sofort|gern|lieber)\b"
)
# As in 'Ich habe Gold in der Pause gefragt', 'Kannst du Silber anrufen?'
_BY_US = re.compile(
    r"\b(?:ich|wir|du|ihr|sie|man|bitte)(?: (?:bitte|noch|auch|dann|mal|unbedingt|vorher|gleich|"
    r"dazu|"
    r"schon|sollten|sollte|mussen|muss|habe|haben|hatte|werde|werden|kann|konnen|wollte|will|"
    r"wollen))* $|\b(?:wir|ich) (?:sollten|sollte|mussen|muss|habe|haben|hatte|werde|werden) $|"
    r"\b(?:bitte|unbedingt) $"
)
_ASKED = re.compile(
    r"(?: (?:noch|schon|bitte|dazu|mal|auch|direkt|vorher|rechtzeitig|unbedingt|gestern|heute|"
    r"morgen|"
    r"nicht|in der pause|danach|vorab|per mail|mit|daruber|darauf|dafur|kurz|erneut))* (?:gefragt|"
    r"geschrieben|angerufen|angeschrieben|eingebunden|informiert|gebeten|getroffen|angesprochen|"
    r"erreicht|eingeladen|erinnert|gesprochen|anrufen|fragen|einbinden|informieren|einladen|"
    r"ansprechen|kontaktieren|erinnern|bitten|anschreiben|benachrichtigen|zuruckrufen|bescheid "
    r"(?:geben|sagen)|danken|antworten|vorwarnen|einbeziehen|mitnehmen|beteiligen|treffen|"
    r"erreichen|schreiben)(?=[.,;!?]|$)"
)
_JOINS = re.compile(
    r"\b(?:schliesse mich|schliessen uns|schloss mich|schlossen uns|schliesst sich|schloss sich) $"
)
_ENDS_HERE = re.compile(r" an(?=[.,;!?]|$)")
_MEETING = re.compile(
    r"\b(?:wir|ich) (?:treffen|treffe|traf|trafen|fragen|frage|fragten|besuchen|besuche|erwarten|"
    r"bitten|bitte|baten|bat|erreichten|erreichte)(?: (?:noch|auch|dann))* $"
)
_MET_AT = re.compile(r"[.,;!?]| (?:am|um|in|bei|nach|noch|zu[mr]?|vor|morgen|heute|gestern) ?")
_ALONE = re.compile(
    r"\b(?:mit|bei) (?:dem|der|diesem|dieser|seinem|ihrem|seiner|ihrer|den|diesen) [a-z]+ "
    r"(?:stand|blieb|steht|bleibt|war|ist|drang|kam|setzte sich|fand)(?: (?:auch|nur|am ende))* $"
)
_ALONE_AFTER = re.compile(r" (?:allein|isoliert|ziemlich allein|ganz allein|nicht durch|durch)\b")
_SUBORDINATE = re.compile(
    r"\b(?:dass|weil|ob|obwohl|wenn|falls|solange|nachdem|bevor|wie|was|warum|wahrend|sobald|bis|"
    r"wo|da|je (?:[a-z]+er)|womit|wovon|worauf)(?: (?:auch|nur|selbst|sich))? $"
)
_ENDS = re.compile(
    r" (?:[a-z]+ ){0,6}?(?:(?:mehr|nichts) (?:weiss|wusste)|antworten (?:konnte|kann)|"
    r"(?:grunes licht|"
    r"recht) (?:gibt|gab|hat|hatte)|nicht kann|sich (?:durchsetzt|durchsetzte|meldet|meldete|"
    r"enthalt|enthielt|anschliesst|bewegt|"
    r"festlegt|aussert|ausserte|einlasst|darauf einlasst)|(?:zuruckhaltend|still|ruhig|wortkarg|"
    r"einsilbig|vorsichtig|zogerlich|uberzeugt|unzufrieden|verargert) (?:blieb|ist|war|bleibt|"
    r"wurde)|(?:gehen|weg|los|absagen|ins haus|"
    r"nach hause) (?:musste|muss|wollte|"
    r"will)|(?:anders|ahnlich|so|skeptisch|kritisch) (?:sieht|sah|beurteilte?|bewertete?)|"
    r"(?:dazu|damit) (?:steht|stand|umgeht)|(?:damit|damals|eigentlich|genau) (?:meinte?|"
    r"sagen wollte|wollte)|einverstanden (?:ist|war|"
    r"ware|sei)|(?:dagegen|dafur|krank|verhindert|abwesend|skeptisch|verreist|im urlaub|"
    r"anderer (?:meinung|ansicht)) (?:ist|war|sei|ware|bleibt|blieb)|(?:das|es|dies) (?:nannte|"
    r"nennt|formulierte?|ausdruckte?|ausdruckt|sieht|sah|beschrieb|sagte?|wollte|will|beurteilt|"
    r"weiss|wusste|meinte?|erklarte|erzahlte)|zu bedenken gab|nicht locker (?:lasst|liess)|"
    r"wissen (?:will|wollte)|(?:recht|bedenken|einwande|zweifel) (?:hat|hatte)|widersprach|"
    r"dazukam|dazustiess|eintraf|eingriff|dazwischenging|"
    r"zusagte|absagte|nachhakte|einlenkte?|mitmacht|mitzieht|zustimmte?|ablehnte?)(?=[.,;:!?]|$)"
)
_KNOWN = re.compile(r" (?:kennt|kannte|erlebt hat|gehort hat|gesehen hat|fragt|einladt)(?=[,.;])")
_HOW_ARE = re.compile(
    r"\b(?:wie geht es|wie geht's|was macht|was sagt|was meint|wo ist|wo bleibt) $"
)
_SPOKE = re.compile(r" (?:sprach|redete|fragte|ausholte|zogerte|schwieg|las)(?=[,.;])")
_ONLY_VERB = re.compile(r" (?:[a-z]+ )?([a-z]+)(?=[,.;:])")
_SHOWED = re.compile(r" (?:zeigte|sagte|meinte|vorrechnete|erzahlte|vorschlug)(?=[,.;:])")
_WAITS = re.compile(r" (?:nicht liefert|noch schweigt|nicht da ist|sich meldet|nichts schickt)\b")


def acts_around(left: str, right: str) -> bool:
    """Whether the verbs before and behind a place leave nothing but a person there."""
    if _is_paired(left, right) or _is_subordinate(left, right):
        return True
    if _ASKED.match(right) and _BY_US.search(left):
        return True
    if right.startswith(" an") and _JOINS.search(left):
        return _ENDS_HERE.match(right) is not None
    if _ASKED.match(right) and left.endswith((": ", "- ", "\n", "noch ")):
        return True
    if _MEETING.search(left) and _MET_AT.match(right):
        return True
    if _LETS_AFTER.match(right) and _LETS.search(left):
        return True
    return bool(_ALONE_AFTER.match(right) and _ALONE.search(left))


def is_told_of_then(around: Surroundings) -> bool:
    """'Gelächter, als Licht vom Faxgerät erzählte': a clause of time with a verb of saying."""
    if around.language != "de" or around.tail:
        return False
    right = around.text.folded[around.end : around.end + 120]
    clause = re.split(r"[.,;:!?\n]", right, maxsplit=1)[0]
    verb = clause.rpartition(" ")[2]
    told = cues("speech") | cues("human_acts")
    return bool(PAST.match(verb)) and verb in told and not is_among_nouns(around)


def is_in_relative_clause(around: Surroundings) -> bool:
    """'Ein Vergleich, den Koch zog, blieb hängen': no article, with nothing but the verb behind."""
    before = around.before
    if before is None or before.folded != "den" or around.tail or around.language != "de":
        return False
    if around.text.plain[max(0, before.start - 2) : before.start] != ", ":
        return False
    verb = _ONLY_VERB.match(around.text.folded, around.end)
    return verb is not None and bool(
        PAST.match(verb.group(1)) or verb.group(1) in cues("strong_past") | cues("speech")
    )


def takes_particle(verb: str, clause: str) -> bool:
    """Whether a clause ends with the particle of a verb of people: 'schrieb … mit'."""
    clause = re.split(r"[.,;:!?\n]", clause, maxsplit=1)[0]
    return verb in _TAKES and clause.rpartition(" ")[2] in _TAKES[verb].split()


def _is_paired(left: str, right: str) -> bool:
    match = _PAIRS.search(left)
    if match is None:
        return False
    if match.group(1) == "kam" and _COMES_TO_SPEAK.match(right):
        return True
    clause = re.split(r"[.,;:!?\n]", right, maxsplit=1)[0]
    if clause.rpartition(" ")[2] not in _TAKES[match.group(1)].split():
        return False
    return clause.count(" ") > 1 or not PAST.match(clause.strip())


def _is_subordinate(left: str, right: str) -> bool:
    if left.endswith("wer ") and _KNOWN.match(right):
        return True
    if _HOW_ARE.search(left) and right.startswith("?"):
        return True
    if left.endswith(("je langer ", "je lauter ", "je ofter ")) and _SPOKE.match(right):
        return True
    if not _SUBORDINATE.search(left):
        return False
    if left.endswith("wie ") and _SHOWED.match(right):
        return True
    return bool(_ENDS.match(right) or _WAITS.match(right))
