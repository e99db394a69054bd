"""What notes, mails and lists leave of a sentence: 'Weiss eher dagegen', 'Danke, Kathi, …'.

A name and where somebody stands, when they are there, or that they are spoken to.
"""

from __future__ import annotations

import re

from .context import starts_line, starts_sentence
from .lexicon import cues
from .name_entries import starts_entry
from .name_frames import Surroundings
from .name_kinds import is_stuff, kinds

_REACH = 70
_QUITE = (
    r"(?: (?:eher|klar|ganz|weiter|weiterhin|noch|auch|nicht|wenig|sehr|grundsatzlich|vorerst|"
    r"zunachst|bedingt|leicht|wohl|nur|im prinzip|ebenfalls|schon|fruh|hier|deutlich|etwas|"
    r"rather|fairly|quite|still|also|not|clearly|very|more|less|somewhat|broadly|mostly|largely|"
    r"in principle|a bit|strongly|firmly|equally|even|again|totally|all|only|both))*"
)
_STATE = (
    r"(?:dagegen|dafur|skeptisch(?:er)?|einverstanden|reserviert|ablehnend|zustimmend|"
    r"zuruckhaltend(?:er)?|unentschieden|unentschlossen|unsicher|zogerlich|vorsichtig|abwesend|"
    r"anwesend|krank|entschuldigt|verhindert|abgemeldet|zugeschaltet|unzufrieden|zufrieden|"
    r"uberzeugt|optimistisch|pessimistisch|schweigt|nickt|enthalt sich|enthielt sich|"
    r"anderer (?:meinung|ansicht)|nicht (?:da|dabei|anwesend)|fruher weg|im urlaub|im zug|"
    r"auf dienstreise|auf wiedervorlage|informiert|ist informiert|lakonisch|genervt|ungehalten|"
    r"einsilbig|ironisch|"
    r"widerspricht|stimmt zu|lehnt ab|nicht uberzeugt|fragend|abwartend|aufgeschlossen|"
    r"in favour|in favor|for it|sceptical|skeptical|(?:fine|ok|okay|happy|content) with(?: it|"
    r" this|"
    r" that)?|unhappy|opposed|supportive|reserved|unconvinced|convinced|undecided|unsure|"
    r"cautious|absent|ill|sick|excused|abstaining|abstains|abstained|keen|wary|worried|doubtful|"
    r"on leave|left early|leaving early|joining later|joining late|agnostic|lukewarm|"
    r"dissenting|concurring|concurs|dissents|noncommittal|non-committal|disagrees|agrees|nods|"
    r"not (?:happy|amused|pleased|sure|interested|available|impressed|persuaded|there)|"
    r"nicht (?:glucklich|begeistert|zufrieden|sicher|amused|interessiert)|"
    r"unimpressed|persuaded|unpersuaded|adamant|hesitant|apologetic|on mute)"
)
# Said of things as well.
_VAGUE = (
    r"(?:offen|positiv|negativ|neutral|ahnlich|ebenso|genauso|kritisch|deutlich|knapp|scharf|"
    r"trocken|spater|raus|dabei|online|telefonisch|fehlte?|pro|contra|kontra|dito|bremst|"
    r"will warten|"
    r"open|positive|negative|critical|silent|present|away|against|late|ditto|similar|pro|con|"
    r"blunt|remote|by phone|by video|for|likewise|out)"
)
_ENDS = (
    r"(?=[.,;:!)\n]|$| (?:und|aber|weil|da|wegen|gegenuber|bei|will|fragt|mochte|verweist|sagt|"
    r"was|solange|ohne|mit|and|but|on|about|because|since|until|unless|to|towards|as|"
    r"while|if|over|pending|given)\b)"
)
_STANDS = re.compile(rf"{_QUITE} {_STATE}{_ENDS}")
_STANDS_PERHAPS = re.compile(rf"{_QUITE} {_VAGUE}{_ENDS}")
_BEFORE = re.compile(rf"(?:{_STATE}|{_VAGUE})[,;.]? (?:und |and |aber |but )?$")
_WHEN = re.compile(
    r" (?:(?:erst |nur |dann |only |not )?(?:ab|bis|from|until|till|after|before) \d{1,2}"
    r"(?:[.:]\d\d)?(?: ?(?:uhr|h|am|pm|o'clock))?(?: only)?(?=[.,;)\n]|$)"
    r"|nur (?:vormittags|nachmittags|am vormittag|am nachmittag|bis mittag|ab mittag|online)"
    r"|kommt (?:spater|etwas spater|erst|dazu|nach|zehn|noch)|(?:schon |bereits )?(?:fruher|eher) "
    r"(?:weg|gegangen|raus)|muss (?:um|gegen|fruher|gleich|schon) |geht um \d|"
    r"(?:leaves|leaving|joins|joining|arrives|arriving) (?:at|around|from|early|late|after|"
    r"before)|mornings only|afternoons only|has to leave)"
)
_EVENTS = frozenset(
    "regen schnee frost nebel sonne wind sturm hagel donner tau eis musik markt kunst hitz rain "
    "snow storm music drama light licht strom water wasser land park bank post bahn".split()
)
_CALLING = re.compile(
    r"(?:^|[\n.!?;:(-] ?|, )(?:danke|vielen dank|herzlichen dank|besten dank|stimmt|genau|richtig|"
    r"ja|nein|klar|sicher|gut|okay|ok|sorry|entschuldige|entschuldigung|verzeih|hallo|hi|"
    r"hey|moin|na|ach|schon|prima|super|guten morgen|guten tag|willkommen|tut mir leid|gern|gerne|"
    r"sag mal|weisst du|gute frage|guter punkt|einspruch|moment|bis (?:morgen|dann|bald|montag)|"
    r"right|yes|no|thanks(?: again| so much| a lot)?|thank you(?: again| very much)?|many thanks|"
    r"exactly|true|agreed|well|fair enough|fair point|good point|good question|hello|morning|good "
    r"morning|good afternoon|welcome|come on|see|listen|look|apologies|cheers|well done|sure|"
    r"of course|congratulations|my apologies|quite right|indeed|noted|got it|understood), $"
)
_CALLED = re.compile(r"(?:[,!?.]|:\n)")
_YOU_NEXT = re.compile(
    r", (?:(?:konntest|kannst|hast|bist|weisst|wurdest|magst|willst|schaust|schickst|machst|"
    r"ubernimmst|klarst|denkst|meldest|sagst|gibst|musst|solltest|warst|hattest|findest|kommst) du"
    r"|(?:konnten|konnen|wurden|haben|hatten|waren|mogen|wollen|schicken|denken) sie|bitte|wir "
    r"(?:brauchen|mussen|hatten|sollten)|(?:schick|gib|sag|ruf|schau|mach|denk|klar|pruf|"
    r"ubernimm|lies) |danke|du (?:hast|bist|wolltest|hattest|kannst|musst)|sie (?:hatten|wollten)|"
    r"ich (?:schicke|brauche|habe|melde) (?:dir|ihnen|dich|sie|noch|mich)|"
    r"(?:could|can|would|will|did|do|are|have|were|should) you|please|thanks|thank you|you "
    r"(?:said|asked|mentioned|wanted|are|were|have|may|might|can)|i (?:think you|owe you|will "
    r"send|sent you)|as you (?:said|know))\b"
)
_YOU_BEFORE = re.compile(
    r"\b(?:du|dir|dich|dein|deine[rnms]?|euch|you|your|yours)\b[^.!?\n]{0,60}, $"
)
_ASKED = re.compile(r"(?:\?|!|\.(?:\n|$))")
_ANSWER = re.compile(
    r"\bwho [^.!?]{3,60}\? (?:i think|probably|presumably|i guess|apparently|must be|perhaps|"
    r"maybe|it was|that was)?[ ,]*$"
    r"|\bwer [^.!?]{3,60}\? (?:ich glaube|ich denke|vermutlich|wohl|wahrscheinlich|naturlich|"
    r"angeblich|das war|vielleicht|ich meine)?[ ,]*$"
)
_SILENT = re.compile(
    r"\? (?:schweigt|schwieg|nichts|kein kommentar|keine antwort|silent|nothing|no comment|"
    r"no reply|no answer|quiet|absent|fehlt|dagegen|dafur|skeptisch|enthalt sich)\b"
)
# A turn to speak: 'Law again: …', 'Hunter for one was unimpressed'.
_AGAIN = re.compile(
    r" (?:again|wieder|erneut|nochmals?|dazu|darauf|hierzu|erganzend|abschliessend|trocken|on "
    r"this|in reply|later|then|spater|dann|sinngemass|wortlich|also|too|auch|once more): "
    r"| for one (?:is|was|had|did|would|could|[a-z]+ed)\b"
)
# A vote or a task in brackets: 'Koch (+), Vogel (-)', 'Horn (Leitung)', 'Gold +1'.
_MARKED = re.compile(
    r" (?:\((?:\+{1,2}|-{1,2}|0|\?|\+/-|Leitung|Vorsitz|Protokoll|Moderation|Vertretung|lead|chair|"
    r"minutes|notes|deputy)\)|[+-]1(?!\d))"
)
# Whom they sit for, or on what terms they agree: 'Hirsch/BMAS: …', 'Herzog ohne Einwände'.
_ON_TERMS = re.compile(
    r"/[A-Z]{2,6}\b| (?:ohne|mit|unter|without|with|under|on) (?:[a-z]+e[nm]? )?(?i:einw(?:a|"
    r"ae)nde?|"
    r"vorbehalte?n?|bedenken|kommentar|anmerkung(?:en)?|votum|pr(?:u|ue)fvorbehalt|"
    r"(?:an? )?objections?|"
    r"(?:an? )?reservations?|(?:an? )?caveats?|comments?|reserve)(?=[.,;\n]|$)| n\. ?n\.(?=\n|$)"
)
_AND = re.compile(r"(?:^|[.!?;:\n(-] ?)(?:und|aber|and|but|was ist mit|was sagt|what about) $")
# 'Gold und andere plädierten', 'Stone and several others saw'
_OTHERS = re.compile(
    r" (?:und|and) (?:(?:mehrere|einige|viele|zwei|drei|manche|etliche|die|alle|ein paar|several|"
    r"many|some|a few|two|three|most|one or two|the) )?(?:andere|anderen|weitere|ubrigen|mehrere|"
    r"others|colleagues|other participants|other speakers) ([a-z]+)\b"
)
_TOPIC = re.compile(r" (?:on|about|re|regarding|zu[mr]?|uber) (?:[a-z-]+ ){0,4}[a-z-]+: [a-z]")
_NO_TOPIC = re.compile(r" on (?:demand|site|hand|top|sale|display|loan|credit|tour|ice)\b")
_TO_DO = re.compile(r"(?:^|\n)(?:[-*] )?(?:to-do|todo|to do|aufgabe|auftrag|action|task) $")
_ITEM = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*>#]+ *)?(?:(?:top|item|punkt|agenda item|tagesordnungspunkt) \d+[a-z]?"
    r"[:.)]? (?:[-:] )?|(?:->|=>) *|\[ ?[x ]?\] *)$"
)
_DOES = re.compile(r" (?!und |oder |and |or |als |fur |in |mit |of |for |to be )[a-z]")
_BEHIND_TIME = re.compile(r" (?:[a-z]+(?:t|te|s|ed)|hat|will|kann|muss|mochte|sieht|has|on|zu)[ ,]")


def is_named_in_telegram(around: Surroundings) -> bool:
    """Whether notes or a letter would put nobody but a person here."""
    if around.tail or around.text.plain[around.end : around.end + 1] in ("-", "_"):
        return False
    text = around.text
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + text.folded[low : around.start]
    right = text.folded[around.end : around.end + 120]
    if right.startswith(":") and _TO_DO.search(left):
        return True
    if _is_spoken_to(around, left, right):
        return True
    if "?" in left and right[:1] in (".", ",", ";", "", "?", "\n") and _ANSWER.search(left):
        return True
    if around.has_adjective() or not _opens(around):
        return False
    others = _OTHERS.match(right)
    if others and is_many_said(others.group(1)):
        return True
    if _AGAIN.match(right) and (starts_sentence(text, around.start) or _opens(around)):
        return True
    if _SILENT.match(right) and _AND.search(left):
        return True
    if is_stuff(around.word) and _is_plural_list(around):
        return False
    if _stands(around, left, right) or any(
        pattern.match(text.plain, around.end) for pattern in (_MARKED, _ON_TERMS)
    ):
        return True
    if starts_entry(text, around.start):
        if _TOPIC.match(right) and not _NO_TOPIC.match(right):
            return not is_stuff(around.word) or right.startswith((" about ", " re "))
        # Behind a time of the day, a number of the agenda or an arrow stands who acts.
        if not starts_line(text, around.start) and _BEHIND_TIME.match(right):
            return True
    return bool(_DOES.match(right) and _ITEM.search(left))


def _is_spoken_to(around: Surroundings, left: str, right: str) -> bool:
    if around.word in kinds("de", "time") | kinds("en", "time") - {"winter", "sommer", "day"}:
        return False
    if left.endswith(", ") and _CALLED.match(right) and _CALLING.search(left):
        return True
    if _YOU_NEXT.match(right) and starts_sentence(around.text, around.start):
        # 'Fuchs, du hast die Gans gestohlen'
        return around.word not in kinds("de", "animal") or not right.startswith(", du ")
    return bool(left.endswith(", ") and _ASKED.match(right) and _YOU_BEFORE.search(left))


def _opens(around: Surroundings) -> bool:
    """Whether a note starts here: a line, a sentence, what stands behind a comma or a dash."""
    before = around.before
    return (
        before is None
        or before.gap != " "
        or starts_sentence(around.text, around.start)
        or starts_entry(around.text, around.start)
        or before.folded in ("und", "and", "aber", "but", "nur", "only", "auch")
    )


def _stands(around: Surroundings, left: str, right: str) -> bool:
    if _STANDS.match(right):
        # 'Stahl dagegen, der billiger ist': no state but a contrast.
        return not (is_stuff(around.word) and right.startswith((" dagegen, de", " dagegen, di")))
    if _WHEN.match(right):
        return around.word not in _EVENTS and (
            around.word not in _DATES or around.word in cues("adjective_names")
        )
    if not _STANDS_PERHAPS.match(right):
        return False
    return not is_stuff(around.word) or _BEFORE.search(left) is not None


_DATES = (kinds("de", "time") | kinds("en", "time")) - frozenset(
    "sommer winter herbst lenz fruhling day".split()
)


def is_many_said(verb: str) -> bool:
    """Whether a verb in the plural is one of people in a room."""
    one = verb.removesuffix("n") if verb.endswith("ten") else verb.removesuffix("en")
    said = cues("speech") | cues("human_acts")
    return verb in said or one in said or verb in _MANY


_MANY = frozenset(
    "pladierten sahen hielten wollten fanden stimmten lehnten schlugen baten sprachen meinten "
    "saw felt thought argued wanted preferred backed agreed disagreed shared opposed doubted "
    "supported favoured rejected pressed pushed nodded objected".split()
)


def _is_plural_list(around: Surroundings) -> bool:
    """'Licht und Luft dagegen': one of several things."""
    before = around.before
    return bool(before and before.gap == " " and before.folded in ("und", "and"))
