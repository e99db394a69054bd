"""What the sentence of a small group, and the one after it, tell of those people."""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import cues
from .next_verb import verbs
from .phrases import Phrase
from .text import Text

# A year that dates a thing does not date the sentence: 'vier Vorhersagen aus dem Jahr 2010'.
_YEAR_OF_A_THING = re.compile(
    r"\b(?:aus dem jahr|aus den jahren|aus|from|of|fur das jahr|fur|for|vom|by|bis) "
    r"(?:the year )?(?:19|20)\d\d\b(?!:)|"
    r"\b(?:recalled|remembered|mentioned|cited|invoked|erinnerte an|verwies auf|pointed to|"
    r"referred to) (?:19|20)\d\d\b"
)
_DONE_TO = re.compile(
    r"^ (?:were|was|wurden?|werden|wird|sind|ist|are|is|have been|has been)(?: [a-z]+){0,6}? "
    r"(?P<verb>(?:[a-z]{0,5}ge[a-z]{3,}|be[a-z]{4,}|ver[a-z]{3,}|ent[a-z]{3,}|er[a-z]{4,}|"
    r"zer[a-z]{3,}|[a-z]+ier)(?:t|en)|[a-z]{3,}ed|founded|built|hit|set up)(?=[ .,;:!?)]|$)"
)
# What is done to those who sit in a room.
_TO_PEOPLE = frozenset(
    "gefragt gebeten gehort genannt uberrascht begeistert enttauscht gebremst eingeladen bedankt "
    "unterbrochen uberzeugt geteilt bereit verargert verstimmt asked invited thanked interrupted "
    "heard surprised divided convinced worried irritated annoyed disappointed relieved agreed "
    "united persuaded amused bemused alarmed concerned opposed inclined involved".split()
)
_SIDE = re.compile(r"(?:seite|side|lager|camp|corner|ecke|bank|bench|reihen|ranks)s?\b")
_CLOSES = re.compile(
    r"^ (?:war|waren|was|were|blieb|blieben|remained|stayed) (?:sehr |eher |very |rather |"
    r"clearly )?"
    r"(?:dagegen|dafur|skeptisch|einverstanden|anderer meinung|zuruckhaltend|still|uneins|"
    r"gespalten|"
    r"against|in favour|opposed|sceptical|skeptical|unhappy|silent|divided|cautious|unconvinced|"
    r"convinced|quiet|of two minds|of a different view)(?![a-z])|"
    r"^ (?:fasste|fassten) [^.;!?]{1,90} zusammen\b|^ (?:summed up|spoke up|chimed in|weighed in|"
    r"spoke last|spoke first|shook (?:its|their|her|his)|schuttelten? den kopf|sprach zuerst|"
    r"sprach zuletzt|went last|went first)"
)
_OF_OTHERS = re.compile(r"^ (?:des|der|of the|of an?|of|eines|einer) [a-z]")
_OF_ONE_OTHER = re.compile(r"^ (?:des|of the|of an?|eines|einer) (?!group|room|round|runde)[a-z]")
_OF_THE_ROOM = re.compile(
    r"^ (?:der|of the|of our|unserer|of this|dieser) (?:runde|room|group|table|round|gruppe|"
    r"session|"
    r"meeting|sitzung|panel)"
)
_COUNTRIES = re.compile(r"landern?")
_ORDINAL = re.compile(
    r"\b(?:erste|zweite|dritte|first|second|third|andere|other|neue|new|alte|old)[nrsm]? "
)
_WAS = re.compile(r"\b(?:was|is|were|remained|became|war|ist|blieb|wurde) $")
_STRESSES = frozenset(
    "nur einzig allein auch selbst only even just also besonders vor allem and und but aber doch "
    "vor_allem above_all".replace("_", " ").split()
) | {"vor allem", "above all", "not even", "nicht einmal"}
_ON_A_SIDE = re.compile(r"\b(?:auf|von|aus|on|from|seitens)(?: der| the)? $")
_WAS_THERE = re.compile(
    r"^,? (?:war|waren|kam|kamen|wurde|wurden|hiess|herrschte|regte|gab|sah|hielt|there was|"
    r"there were|"
    r"came|was|it was|one heard|we heard|nobody|niemand|people)(?![a-z])"
)
_RULE = re.compile(r"[ |]*:?-{2,}")
_SUBJECT_BEFORE = re.compile(
    r"(?:der|die|das|the) [a-z.-]+ [a-z]+(?: auch| dann)? (?:die|das|the) $"
)
_RETORTS = re.compile(
    r"^ (?:then |also |sofort |prompt )?(?:objected|disagreed|replied|countered|retorted|"
    r"chimed in|"
    r"interjected|demurred|dissented|widersprach|entgegnete|erwiderte|wandte|warf|hakte|"
    r"konterte|pflichtete|stimmte zu|winkte ab|schwieg)(?![a-z])"
)
# What offices, houses and unions do in the world, with what they do it to.
_ADMINISTERS = re.compile(
    r"^ (?!(?:kept|stayed|remained|fell) (?:silent|quiet)|objected|disagreed|argued|insisted|"
    r"warned|doubted|conceded|schwieg(?:en)?|widersprach(?:en)?|bezweifelten?|warnten?)"
    r"[a-z]+ (?:[a-z]+ ){0,4}?[a-z]*(?:antrag|antrage|antragen|bewerber|bewerberin|bewerbung|"
    r"bewerbungen|gesuch|gesuche|visum|visa|unterkunft|unterkunfte|asyl|klage|klagen|zeugnis|"
    r"zeugnisse|bescheid|bescheide|einreise|patienten|familie|familien|kinder|studierende|streik|"
    r"streiks|petition|einspruch ein|demonstration|visas|application|applications|claim|claims|"
    r"asylum|entry|permit|permits|patients|students|applicants|refugees|migrants|families|strike|"
    r"lehrbetrieb|betrieb|studiengang|studiengange|standort|"
    r"office|offices|factory|branch|lawsuit|village|villages|centre|school|schools)(?![a-z])"
)
_SHOWS = re.compile(
    r"^ (?:verglich|rechnete vor|skizzierte|zeichnete|zitierte|las|referierte|compared|"
    r"contrasted|"
    r"sketched|drew|plotted|cited|read out|walked|presented|mapped)(?![a-z])"
)
# What happens to institutions anywhere.
_OF_THE_WORLD = frozenset(
    "had hatten hatte were waren was war went fell grew rose became lost won merged opened "
    "closed "
    "moved failed collapsed gingen ging wuchsen wuchs fielen fiel wurden wurde verloren verlor "
    "gewannen gewann schlossen schloss zogen zog starben starb entstanden entstand brachen brach "
    "existed began ended started dropped cut begannen begann endeten endete bestanden belonged "
    "gehorten gehorte offneten offnete scheiterten scheiterte fehlten fehlte".split()
)
_SHE = (
    r"she|her|die frau|die kollegin|die rednerin|die vertreterin|die teilnehmerin|die dame|"
    r"the woman"
)
_HE = r"he|his|der mann|der kollege|der redner|der vertreter|der teilnehmer|der herr|the man"
_NEXT_SENTENCE = re.compile(
    rf"\s*(?:(?P<f>{_SHE})|(?P<m>{_HE}))(?![a-z])(?P<rest>[^.!?\n]{{0,80}})"
)
_PRONOUNS = frozenset(("she", "her", "he", "his"))
_AS_ONE = re.compile(
    r"(?:coming from|speaking (?:from|for|on)|aus|als teil|von|from)(?: [a-z]+){0,2} ?$"
)
_PRONOUN_AFTER = re.compile(r", (?:(?P<f>she)|(?P<m>he))(?![a-z])")


def belongs_elsewhere(phrase: Phrase) -> bool:
    """'Die Stiftung Mercator', 'beide Kammern des Parlaments', 'die erste Kammer', 'die "
    "Länder'.
    """
    last = phrase.terms[-1]
    if last.form in ("n", "f", "m") and last.concept not in ("person", "official"):
        return _OF_ONE_OTHER.match(phrase.right) is not None
    if last.form not in ("c", "o"):
        return False
    if _OF_OTHERS.match(phrase.right) and not _OF_THE_ROOM.match(phrase.right):
        return True
    before = phrase.text.folded[phrase.start : phrase.terms[0].start]
    words = phrase.text.folded[phrase.terms[0].start : last.end]
    if phrase.quantifier == "both" and _COUNTRIES.fullmatch(words):
        return True
    return _ORDINAL.search(before) is not None


def is_named(phrase: Phrase) -> bool:
    """'Die Stiftung Mercator', 'the UN Refugee Agency': a name, whoever it belongs to."""
    last = phrase.terms[-1]
    after = phrase.text.plain[last.end : last.end + 3]
    return last.form == "c" and after[:1] == " " and after[1:].isalpha() and after[1].isupper()


def is_object(left: str) -> bool:
    """'Das BMI weist die Länder an': the subject stands before the verb."""
    return _SUBJECT_BEFORE.match(left) is not None


def is_predicate(phrase: Phrase) -> bool:
    """Whether the phrase says what somebody was: 'she was the only academic to …'."""
    before = phrase.text.folded[phrase.bounds[0] : phrase.start]
    return _WAS.search(before) is not None


def is_first(phrase: Phrase) -> bool:
    """Whether the phrase opens its sentence, but for a word that only stresses it."""
    before = phrase.text.folded[phrase.bounds[0] : phrase.start].strip(" -*>\u2022\n")
    return not before or before in _STRESSES


def was_there(left: str, right: str) -> bool:
    """'Auf Anbieterseite war man zurückhaltend', 'on the vendor side, there was silence'."""
    return _ON_A_SIDE.search(left) is not None and _WAS_THERE.match(right) is not None


def undated(sentence: str) -> str:
    """A sentence without the years of things, and without a turn that rooms share with the "
    "press.
    """
    return _YEAR_OF_A_THING.sub("", sentence).replace("declined to comment", "declined")


def is_done_to(right: str) -> bool:
    """'Beide Hochschulen wurden 1970 gegruendet': nothing anybody does in a room."""
    match = _DONE_TO.match(right)
    return match is not None and match.group("verb") not in _TO_PEOPLE


def showed(right: str) -> bool:
    """Whether a verb of laying something out to others follows: 'verglich', 'drew'."""
    return _SHOWS.match(right) is not None


def administers(right: str) -> bool:
    """'Die Hochschule wies den Bewerber ab', 'British officials refused visas'."""
    return _ADMINISTERS.match(right) is not None


def retorted(right: str) -> bool:
    """Whether a verb follows that answers somebody: institutions do not do so in the world."""
    return _RETORTS.match(right) is not None


def heads_table(phrase: Phrase) -> bool:
    """Whether the phrase stands in the head of a table."""
    line_end = phrase.text.plain.find("\n", phrase.end)
    return line_end >= 0 and _RULE.match(phrase.text.plain, line_end + 1) is not None


def is_side(phrase: Phrase) -> bool:
    """Whether the last word is one for a side at the table."""
    last = phrase.terms[-1]
    return _SIDE.search(phrase.text.folded, phrase.terms[0].start, last.end) is not None


def closes(right: str) -> bool:
    """'fasste den Vormittag zusammen', 'spoke last'."""
    return _CLOSES.match(right) is not None


@cache
def _of_institutions() -> frozenset[str]:
    return frozenset(word for word in cues("institutional") if " " not in word)


# 'zogen die Hochrechnung in Zweifel', 'erhoben Einspruch': a verb that is nothing without its noun.
_WITH_NOUN = re.compile(
    r"^,? (?:zog(?:en)?|stellten?|gab(?:en)?|brachten?|fuhrten?|nahm(?:en)?|erhob(?:en)?|"
    r"ergriff(?:en)?|legten?|machten?|warf(?:en)?|kam(?:en)?|meldeten?|hielt(?:en)?|sprach(?:en)?|"
    r"schloss(?:en)?|setzten?|hob(?:en)?) [^.;!?]{0,120}?(?:in (?:zweifel|frage|abrede|schutz|"
    r"erinnerung|den raum|die runde|den vordergrund)|infrage|zu (?:bedenken|protokoll|sprechen|"
    r"verstehen)|zur (?:sprache|debatte|diskussion|wehr|kenntnis)|ins (?:feld|spiel|gesprach)|"
    r"anstoss|abstand|stellung|bezug|einspruch|widerspruch|partei|das wort|geltend|zweifel|"
    r"bedenken|vorbehalte|einwande|hehl|gegen den strich|den finger in die wunde|"
    r"auf den tisch|ins gewissen|die stirn|aufs korn)(?![a-z])"
)
# 'bestanden auf einem Vermerk': insisted, and not existed.
_ON_IT = re.compile(r"^,? bestand(?:en)? (?:[a-z]+ ){0,2}?(?:auf|darauf)\b")


def did(right: str) -> bool:
    """Whether a verb of the past follows directly that is none of institutions."""
    match = re.match(r"^,? ([a-z]+)", right)
    if match is None:
        return False
    word = match.group(1)
    if word in ("bestand", "bestanden") and _ON_IT.match(right):
        return True
    if _WITH_NOUN.match(right):
        return True
    if word in _of_institutions() or word in _OF_THE_WORLD or word in cues("no_past"):
        return False
    is_past = word in cues("strong_past") or re.search(r"(?:[a-z]{2}ed|[a-z]{2}ten?)$", word)
    return bool(is_past) or word in verbs() & cues("speech")


_SUBORDINATE = re.compile(
    r"(?:^|[,(:-] ?|\b(?:und|aber|doch|auch|erst|gerade) )(?:wahrend|weil|da|als|nachdem|obwohl|"
    r"bevor|"
    r"ehe|indem|wenngleich|sodass|dass|bis|solange|sobald|wogegen|wohingegen)(?: (?:die|der|das|"
    r"diese|dieser|unsere?))? $"
)
_CLAUSE_END = re.compile(r"[,.;:!?]")


def did_last(left: str, right: str) -> bool:
    """'Während die Vertreterin auf Standards drang': in such a clause the verb stands last."""
    if _SUBORDINATE.search(left) is None:
        return False
    words = _CLAUSE_END.split(right, maxsplit=1)[0].split()
    if not words or words[-1] in _of_institutions() | _OF_THE_WORLD - {"hatte", "war", "ging"}:
        return False
    return words[-1] in cues("strong_past") or words[-1].endswith("te") or words[-1] == "war"


def fared(right: str) -> bool:
    """Whether a verb follows of what happens to institutions anywhere: 'went', 'wuchsen'."""
    match = re.match(r"^,? ([a-z]+)", right)
    return match is not None and match.group(1) in _OF_THE_WORLD


def gender_after(text: Text, phrase: Phrase) -> tuple[str, int] | None:
    """The gender that the start of the next sentence gives the one spoken of, and where it "
    "ends.
    """
    match = _NEXT_SENTENCE.match(text.folded, phrase.bounds[1])
    if match is None or "\n\n" in text.plain[phrase.end : match.start("rest")]:
        return None
    found = match.group("f") or match.group("m")
    rest = match.group("rest")
    if found in _PRONOUNS:
        # 'She' takes up one person: 'The academics objected. She …' speaks of somebody else.
        if not phrase.forms & set("nco") or phrase.quantifier in ("both", "several"):
            return None
    elif not (speech.spoke(rest) or did(rest)):
        return None
    gender = "w" if match.group("f") else "h"
    return gender, match.start("rest")


def comes_as(text: Text, phrase: Phrase) -> tuple[str, int] | None:
    """'Coming from the British side, he …': the phrase is of whoever the sentence before was."""
    if not _AS_ONE.match(phrase.left.strip() + " "):
        return None
    match = _PRONOUN_AFTER.match(text.folded, phrase.end)
    if match is None:
        return None
    return ("w" if match.group("f") else "h"), match.end()
