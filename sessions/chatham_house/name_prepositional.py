"""A bare name behind a preposition: 'Nach Roth scheitern …', 'Wenn es nach Kraft geht'.

A thing has an article there, or a verb that asks for things: one digs for gold, but it is not
gold after whom the rule is too strict.
"""

from __future__ import annotations

import re

from .context import starts_sentence
from .lexicon import given_names
from .name_frames import Surroundings
from .name_grammar_english import ends_as_sentence, has_finite_verb
from .name_guards import is_among_nouns
from .name_kinds import is_stuff, kinds
from .name_predicates import is_persons_predicate

_REACH = 70
_IF_UP_TO = re.compile(r"\b(?:geht|ginge|ging|gehe) es (?:allein |nur |dabei )?nach $")
_IF_IT_GOES = re.compile(r"\bes (?:allein |nur |dabei |hier )?nach $")
_GOES = re.compile(r"(?: und [a-z]+)? (?:geht|ginge|ging|gehe|gegangen ware)\b")
_IF_ENGLISH = re.compile(r"\b(?:up to|left to|down to|leave it to|rests with|lies with) $")
_AFTER_SOMEBODY = re.compile(r"(?:^|[.;:!?\n(*-] ?|, )(?:auch |nur |allein )?nach $")
_FINITE = re.compile(r" ([a-z]+)\b")
# Verbs that ask for a thing behind 'nach', and what comes in turn.
_ASKS_FOR = re.compile(
    r" (?:[a-z]+ ){0,9}?(?:gesucht|gegraben|gefragt|geschurft|gebohrt|gestrebt|getaucht|gefahndet|"
    r"geschmeckt|gerochen|gefahren|gereist|gezogen|sortiert|benannt|gegangen|bezahlt|geordnet|"
    r"unterschieden|gestellt|gegriffen|verlangt|gerufen)\b"
    r"| (?:riecht|roch|schmeckt|schmeckte|strebt|strebte|streben|sucht|suchen|suchte|suchten|"
    r"grabt|graben|gruben|verlangt|verlangte|sehnt|sehnten|greift|greifen|ruft|rufen|folgt|folgte|"
    r"folgen|folgten|kommt|kam|kamen|kommen|fragt|fragte|fragen|durstet|durstete|ringt|rang|"
    r"fuhrt|fuhrte|fuhren|fuhr|fahrt|fahren|reist|reisen|reiste|zieht|ziehen|zog|zogen|fliegt|"
    r"flog|verkehrt|pendeln|pendelt|geht es|ging es|schurft|schurfen|bohrt|bohren|sieht es|klingt|"
    r"klang|richtet|richten|bemisst|bemessen|benannt|ordnet|gelangt|gelangte|sind es|ist es)\b"
)
_VERBS = re.compile(
    r"^(?:ist|war|sei|ware|sind|waren|hat|haben|hatte|hatten|wird|werden|wurde|soll|sollte|"
    r"sollten|sollen|kann|konnen|konnte|muss|mussen|musste|darf|durfen|gibt|gab|braucht|brauchen|"
    r"fehlt|fehlen|gilt|gelten|liegt|liegen|steht|stehen|spricht|sprach|lohnt|bleibt|bleiben|"
    r"reicht|reichen|funktioniert|scheitert|scheitern|gehort|gehoren|geht|gehen|braucht|zahlt|"
    r"betrifft|kostet|dauert|lasst|lassen|hilft|helfen|wollen|will|nimmt|halt|macht|machen|"
    r"[a-z]{4,}(?:t|te|en|ten|ert|elt|ern|eln))$"
)
_NO_FINITE = frozenset(
    "statt samt seit nicht dort oft erst fast meist selbst sonst jetzt mit neben gegen zwischen "
    "wegen innen aussen oben unten hinten gekommen benannten".split()
)
# What is agreed with somebody, or cannot be had with them.
_AGREED = re.compile(
    r"(?:,? (?:und|and) [a-z]+)? (?:(?:ist|war|sei|wurde|bleibt|habe|haben|hat|hatte|hatten|ich|"
    r"wir|man|"
    r"noch|bereits|schon|das|dies|es|so|alles|nichts|vorab|bisher|gestern|heute|nicht|dazu|"
    r"telefonisch|kurz|auch|vorher|sich|zu|der|die|den|termin|text|frage|punkt|rest) ){0,6}"
    r"(?:einig|vereinbart|besprochen|besprechen|abgestimmt|abstimmen|geklart|klaren|verabredet|"
    r"abgesprochen|abzustimmen|zu machen|ausgemacht|telefoniert|gesprochen|abzusprechen|"
    r"uneins|im gesprach|in kontakt|im austausch|geredet|reden|sprechen|ruckgesprochen|"
    r"durchgegangen|zu rechnen|abgleichen|absprechen)\b"
)
_SPOKEN = re.compile(
    r"(?: und [a-z]+)? (?:habe|hatte|haben|hatten|muss|sollte|sollten|mussen|werde|werden|will|"
    r"wollen)"
    r" (?:ich|wir|man|sie|er) (?:[a-z]+ ){0,7}?(?:gesprochen|geredet|telefoniert|gemailt|"
    r"besprochen|"
    r"geklart|vereinbart|abgestimmt|verabredet|sprechen|reden|telefonieren|klaren|abstimmen|"
    r"besprechen)"
    r"(?=[.,;!?]|$)"
)
_WHO_BUT = re.compile(
    r"\b(?:niemand|keiner|alle|jeder|wer|nobody|everyone|anyone|no one|who|who else)"
    r"(?: (?:mehr|sonst|sind|waren))?(?: (?:ausser|bis auf|but|except)|, wenn nicht|, if not) $"
)
_NOBODY = re.compile(
    r"(?:,? (?:und|and) [a-z]+)? (?:wollte|war|hat|hatte|sprach|stimmte|kam|will|fand|sah|ist|"
    r"waren|haben|hatten|wollten|sprachen|stimmten|meldete|meldeten|ging|kannte|kennt|glaubt|"
    r"glaubte|weiss|wusste)(?: [a-z]+){0,4} "
    r"?(?:niemand|keiner|alle|jeder|wohl|kaum jemand|kaum einer)\b"
)
_LEFT_WITH = re.compile(
    r" (?:blieb|bleibt|war|ist|klang|uberwog|liegt|lag|steht|hiess|hangt|herrschte|kam|uberwiegt|"
    r"lauft)(?: (?:die|der|das|eine?|noch|nur|auch|es|man|jetzt|nun|weiter|viel|wenig|"
    r"ein gewisses))"
    r"* (?:eindruck|skepsis|gefuhl|frage|zweifel|ball|vorbehalt|unbehagen|sorge|entscheidung|"
    r"auftrag|text|wunsch|zustimmung|misstrauen|verstandnis|ablehnung|unmut|entwurf|federfuhrung|"
    r"anders|ahnlich|genauso|umgekehrt)\b"
)
_COUNTS = re.compile(
    r" (?:zahlte? (?:nur|vor allem|allein|das)|steht fest|stand fest|ist das|war das|ware das|"
    r"gehort das|kommt das nicht|kam das nicht|liegt (?:das|der) (?:problem|fehler|knackpunkt)|"
    r"bleibt (?:die|das|es) (?:frage|problem|eine frage)|hiess das)\b"
)
_ENFORCED = re.compile(
    r"(?:,? und [a-z]+)? (?:war das|ist das|war es|ist es|liess sich das|lasst sich das|wird das|"
    r"wurde das|kam)(?: [a-z]+)* (?:durchzusetzen|durchsetzen|nichts zu machen|nicht an)\b"
)
_TAKES_OVER = re.compile(
    r" (?:ubernimmt|ubernahm|moderiert|moderierte|kommt|kam|spricht|sprach|schreibt|vertritt|"
    r"vertrat|fuhrt|fuhrte|protokolliert|leitet|leitete|nimmt)\b"
)
_WOULD = re.compile(
    r"(?: und [a-z]+)? (?:ware|hatte|gabe|gibt|ginge|geht|wird|wurde|kann|konnen|lauft|wollen|will)"
    r"(?: [a-z]+)* (?:absatz|satz|antrag|entwurf|beschluss|vorschlag|text|punkt|passus|papier|"
    r"runde|"
    r"treffen|termin|sitzung|abstimmung|mehrheit|einigung|kompromiss|einspruch|durchgegangen|"
    r"entscheiden|abstimmen|anfangen|beginnen|weitermachen|beschlossen)\b"
)
_NOT_WITH = re.compile(r"[.!]|, (?:hiess|sagte|meinte|so) ")
_FELT = frozenset(
    "zweifel bedenken skepsis einwande unmut interesse verstandnis zustimmung widerstand sorge "
    "sorgen "
    "vorbehalte".split()
)
_SENT_ON = re.compile(
    r" (?:weiterleiten|schicken|senden|geben|mailen|weitergeben|verteilen|adressieren|ubergeben|"
    r"weitergeleitet|geschickt|gesendet|gegeben|gemailt|adressiert|ubergeben)(?=[.,;!?]|$)"
)
_BY_PREPOSITION = {
    "bei": _LEFT_WITH, "fur": _COUNTS, "gegen": _ENFORCED, "statt": _TAKES_OVER,
    "anstelle": _TAKES_OVER, "ohne": _WOULD, "ausser": _NOBODY, "mit": _AGREED, "auf": _NOBODY,
    "an": _SENT_ON,
}  # fmt: skip
_ABOUT_PEOPLE = re.compile(
    r"\b(?:telefonat|gesprach|treffen|termin|absprache|rucksprache|mittagessen|kaffee|austausch|"
    r"besprechung|abstimmung|vertretung|ersatz|applaus|beifall|zuspruch|dank|widerspruch|"
    r"einspruch|ruckendeckung|beifall|gruss|grusse|zustimmung|anruf|anfrage|bitte|mail|ruckmeldung|"
    r"rueckmeldung|kritik|vorwurf|einigung|streit|interview|"
    r"meeting|lunch|coffee|cover|applause|phone call|chat|argument|row|disagreement|"
    r"catch-up|one-to-one|side meeting|praise|pushback|kopfschutteln|nicken|schweigen|"
    r"stirnrunzeln|gelachter|unmut|skepsis|zogern|"
    r"erstaunen|schulterzucken|emporung|achselzucken|raunen|silence|nodding|sighs|frowns)"
    r" (?:mit|fur|von|durch|bei|an|with|for|from|by|to) $"
)
# 'lt. Kraft', 'n. Rückspr. m. Silber'
_SHORT = frozenset("lt m acc gem".split())
_SIGHT = frozenset(
    "sicht ansicht meinung auffassung lesart einschatzung vorstellung uberzeugung darstellung "
    "schilderung verstandnis urteil logik interpretation argumentation wunsch vorschlag anregung "
    "intervention drangen rechnung beitrag antrag einwand hinweis bitte votum bitten".split()
)
_SIGHT_OF = re.compile(
    r"\b(?:(?:nach|aus|im|in|zu|zum|auf|mit|bei|gegen|trotz|laut|fur) (?:der |den |dem |die )?"
    rf"(?:{'|'.join(sorted(_SIGHT))}|namen|worten|augen|anwesenheit|abwesenheit|beisein|"
    r"gegenwart|seiten) von|im (?:unterschied|gegensatz|einvernehmen) (?:zu|mit)|(?:in|im) "
    r"(?:anlehnung|erwiderung|antwort|reaktion|anschluss) (?:an|auf)|stellvertretend fur|lt\.|"
    r"n\. ruckspr\. m\.|ruckspr\. m\.|acc\. to|as per|in the (?:view|words|absence|presence|"
    r"reading|name) of|on behalf of|speaking (?:after|before|for)) $"
)
_TOGETHER = re.compile(
    r"(?:^|[.;:!?\n] )(?:(?:zusammen|gemeinsam) mit|neben|hinter|anders als|ebenso wie|wie schon|"
    r"together with|along with|alongside|unlike|like) $"
)
_WITH_ONE = re.compile(
    r"(?: (?:entwarf|schrieb|bereitet|bereitete|formulierte|pruft|prufte|erarbeitete|erarbeitet|"
    r"plant|moderierte|legte|stellte|stellten|glaubte|glaubten|hielt|hielten|sah|sahen|wollte|"
    r"wollten|fand|sprach|sprachen|war|waren|meldete|forderte|warb) (?:sich )?(?:er|sie|es|ich|wir|"
    r"man|keiner|niemand|nur|die runde|das referat|die meisten|alle|der rest|zwei|drei|mehrere|"
    r"einige|auch|noch|kaum)\b| vor (?:ihr|ihm|mir|uns)\b|,? (?:she|he|they|we|most|nobody|i) "
    r"(?:drafted|wrote|thought|saw|wanted|pointed|argued|spoke|felt|believed|had)\b)"
)
_TURNED_TO = re.compile(
    r"\b(?:(?:frage|bitte|bitten|auftrag|einladung|text|entwurf|ball|mail|dank|kritik|vorwurf|wort|"
    r"rederecht|zahlen|liste|protokoll|rest|es|das|der punkt|sitzung|treffen|termin|question|"
    r"request|ball|floor|invitation|word)(?: (?:ging|geht|richtete sich|liegt|lag|kam|kommt|"
    r"bleibt|blieb|hangt|hing|went|goes|passed|is|was)(?: (?:jetzt|nun|so|nur|noch|wieder|weiter|"
    r"zuerst|dann|kam|auch|now))*)? (?:an|bei|von|to|with|from)|(?:lag|liegt|hing|hangt)"
    r"(?: (?:jetzt|nun|nur|vor allem|auch))? an|(?:sprach|spreche|redete|telefonierte|gesprochen|"
    r"sprechen|rede)(?: (?:ich|wir|man|noch|kurz|auch|dann|sie|er|am rande))* mit) $"
)
_STANDS_IN = re.compile(r"\b(?:vertretung|ersatz|applaus|beifall|cover|applause) (?:fur|for) $")
_NEXT_ABOUT = re.compile(
    r"(?:[.,;:!?)\n]|$| (?:am|vom|um|wegen|zu[mr]?|uber|in|im|raus|heraus|aus|den|die|das|on|at|"
    r"about|re|und|and)\b)"
)
# English: the capital of the first word is that of the sentence, the next one's is that of a name.
_FIRST = frozenset(
    "with for without against from by of like unlike despite between after before beside behind "
    "via through except than not even only also finally likewise so then thus yet but and or nor "
    "ditto whether that until if when because since while although though unless once where how "
    "why what whom neither both either to at instead besides beyond according thanks apart around "
    "above in on did does has had is was will would could should can do have as ask tell spoke "
    "talked speak talk send sent call chat reply support question phone".split()
)


def is_named_by_preposition(around: Surroundings) -> bool:
    """Whether behind its preposition only a name can stand without an article."""
    before = around.before
    if around.tail == "s" and before is not None and before.gap == " ":
        # 'Aus Sicht Kochs': a noun would have its article.
        return around.language == "de" and before.folded in _SIGHT and before.is_capitalised
    if before is not None and before.gap == ". " and before.folded in _SHORT and not around.tail:
        return True
    if before is None or before.gap != " " or around.tail:
        return False
    if around.language == "en" and _is_second_capital(around):
        return True
    if around.text.plain[around.end : around.end + 1] in ("-", "_"):
        return False
    after = around.after
    if after is not None and after.gap == " " and after.is_capitalised:
        return before.folded == "bei" and after.folded in _FELT
    text = around.text
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + text.folded[low : around.start]
    right = text.folded[around.end : around.end + 140]
    if _WHO_BUT.search(left):
        return not is_among_nouns(around)
    if _SIGHT_OF.search(left):
        return not is_among_nouns(around)
    if _TOGETHER.search(left) and _WITH_ONE.match(right):
        return not is_among_nouns(around)
    if _TURNED_TO.search(left) and _NEXT_ABOUT.match(right):
        return not is_among_nouns(around)
    if _ABOUT_PEOPLE.search(left) and _NEXT_ABOUT.match(right):
        return (
            (not is_stuff(around.word) and not is_among_nouns(around))
            or not left.endswith((" fur ", " for "))
            or (_STANDS_IN.search(left) is not None and not is_among_nouns(around))
        )
    if around.language == "en":
        return _IF_ENGLISH.search(left) is not None or _is_second_capital(around)
    if is_among_nouns(around):
        return False
    if _IF_UP_TO.search(left) or (_IF_IT_GOES.search(left) and _GOES.match(right)):
        return True
    if before.folded == "nach":
        return _AFTER_SOMEBODY.search(left) is not None and _is_according_to(around, right)
    if before.folded == "auf" and not left.endswith("bis auf "):
        return False
    if left.endswith("nicht mit ") and _NOT_WITH.match(right):
        return starts_sentence(text, around.start - len("nicht mit "))
    if before.folded == "mit" and _SPOKEN.match(right):
        return True
    pattern = _BY_PREPOSITION.get(before.folded)
    return pattern is not None and pattern.match(right) is not None


def _is_according_to(around: Surroundings, right: str) -> bool:
    """'Nach Roth scheitern die meisten Betriebe': what somebody says, and no search for things."""
    word = around.word
    if word in kinds("de", "time") and word not in _SEASONS:
        return False
    finite = _FINITE.match(right)
    if finite is None or not _VERBS.match(finite.group(1)) or finite.group(1) in _NO_FINITE:
        return False
    return _ASKS_FOR.match(right) is None


_SEASONS = frozenset("sommer winter herbst lenz fruhling".split())


def _is_second_capital(around: Surroundings) -> bool:
    """'With Stone it was agreed', 'Likewise Grace': a capital inside an English sentence."""
    before, after = around.before, around.after
    if before is None or before.gap not in (" ", ", ") or not before.is_capitalised:
        return False
    word = around.word
    if (
        word in kinds("en", "time")
        or word in _NO_PERSON
        or around.text.plain[around.start : around.end].isupper()
    ):
        return False
    if not starts_sentence(around.text, before.start) or before.folded not in _FIRST:
        return False
    if after is not None and after.gap == " " and after.is_capitalised:
        return after.folded in given_names()
    right = around.text.plain[around.end : around.end + 160]
    if before.folded in _ADVERBS and after is not None and after.gap == " ":
        folded = right.lower()
        if not (is_persons_predicate(folded, "en") or has_finite_verb(after.folded, folded, word)):
            return False
    if _GOES_ON_AS_THING.match(right):
        return False
    return ends_as_sentence(around)


_GOES_ON_AS_THING = re.compile(r",? (?:and|or|&) (?:[a-z]|[A-Z][a-z]+(?:\n|$|:))|:| vs? ")
_ADVERBS = frozenset(
    "only even not finally likewise so then thus yet also ditto whether that when if as how why "
    "what "
    "where because since while although though once until unless".split()
)
_NO_PERSON = frozenset(
    "west east north south english french german welsh christian god bank parliament reich black "
    "white brown green greens bush england holland london france will".split()
)
