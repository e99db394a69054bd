"""Surnames that are German adjectives, where the adjective opens the sentence.

'Fromm ist daran nichts', 'Trüb sind die Aussichten', 'Redlich bemüht haben sich alle', 'Kluge
Köpfe gehen': only there an adjective has a capital, so elsewhere the capital is a name's. A name
in the same place has its verb to itself: 'Fromm ist dagegen', 'Trüb teilte die Sorge nicht'.
"""

from __future__ import annotations

import re
from functools import cache

from .context import starts_sentence
from .lexicon import cues, is_known
from .name_data import all_given_names, contexts
from .name_frames import Surroundings
from .name_predicates import is_persons_predicate

_REACH = 140
_STAYS = (
    r"(?:ist|war|sei|ware|bleibt|blieb|bliebe|wirkte?|klingt|klang|klange|scheint|schien|"
    r"erscheint|erschien|mutet|liest sich|las sich)"
)
_BECOMES = r"(?:wird|wurde|wurden|werden)"
_MANY_ARE = r"(?:sind|waren|seien|waeren|bleiben|blieben|wirken|wirkten|klingen|klangen)"
_BETWEEN = (
    r"(?: (?:nur|auch|noch|hier|dort|da|dabei|allerdings|freilich|zudem|aber|also|schon|oft|nicht|"
    r"wohl|dagegen|daran|darin|bislang|bisher|inzwischen|mittlerweile|heute|einzig|allein))?"
)
# A subject behind the verb; a person is none: 'Fromm ist der Einzige', 'Fromm ist die Autorin'.
_PERSONAL = (
    r"(?! (?:de[rnm]|die|das|eine?[rn]?|ihr|sein|unsere?r?) (?:[a-z]+(?:e|en|er) )?(?:ansicht|"
    r"meinung|auffassung|uberzeugung|[a-z]{3,}(?:leiter|vertreter|sprecher|experte|autor|jurist|"
    r"trager)|leiter|experte|autor|jurist|verfasser|"
    r"urheber|kollege|mann|frau|chef|gast|vertreter|sprecher|einzige[rn]?|erste[rn]?|letzte[rn]?|"
    r"person|gegenteil|[a-z]{3,}(?:terin|torin|gin|rin|eurin|istin|entin))\b)"
    r"(?! (?:die|das|eine?) (?:einzige|erste|letzte|zweite|treibende|falsche|richtige)\b)"
)
_SUBJECT = (
    r" (?:der|die|das|ein|eine|dieser|diese|dieses|jener|jede[rs]?|kein|keine|"
    r"ihre?|seine?|unsere?|viele|manche|mancher|alle|mehrere|beide|solche|vor allem|vor "
    r"ort|oft|meist) [a-z]"
)
# 'Fromm ist das zu wenig', 'Fromm waren die Fristen zu lang': what somebody finds too much.
_TOO = re.compile(
    r"[^.;:!?]{0,80} (?:zu (?!(?:ende|hause|beginn|recht|viert|dritt|zweit)\b)[a-z]+|genug|egal|"
    r"neu|recht|lieber|wichtig|wichtiger|peinlich|unangenehm|bekannt|unklar|klar|suspekt|fremd|"
    r"aufgefallen|eingefallen|entgangen|gelungen|unheimlich)(?=[.,;:!?]| (?:war|ist|dass|ob)\b)"
)
_IS = re.compile(rf" {_STAYS}{_BETWEEN}{_PERSONAL}{_SUBJECT}")
_ARE = re.compile(rf" {_MANY_ARE}{_BETWEEN}(?:{_SUBJECT}| (?:sie|wir)\b)")
# 'Vornehm schweigt der Bericht dazu': masculine things, so the article is that of a subject.
_A_THING_DOES = re.compile(
    r" [a-z]{3,}te? (?:sich )?(?:der|ein) (?:[a-z]*bericht|entwurf|bund|staat|[a-z]*markt|verband|"
    r"haushalt|gipfel|senat|landtag|kreis|gesetzgeber|[a-z]*minister|kanzler|gutachter|rechnungshof|"
    r"bundestag|bundesrat|stadtrat|[a-z]*vertrag|kommentar|text|film|roman)\b"
    r"| (?:behauptete?|verspricht|versprach|meldete?|verkundete?|titelte?|schreibt|schrieb) "
    r"(?:die|das) (?:broschure|werbung|presse|zeitung|agentur|webseite|faltblatt|"
    r"magazin|plakat|portal)\b"
)
# 'Stolz zeigte das Ministerium auf die neue Statistik': the house is who is proud.
_HOUSE_DOES = re.compile(
    r" (?:zeigte?|zeigten|prasentierte?|meldete?|verwies|verweist|fuhrte?|verkundete?|berichtete?|"
    r"blickte?|nannte|stellte?|teilte?|verteilte?|reagierte?|erklarte?|prasentierten|wirbt|warb|"
    r"verweisen|nahm|nimmt|kundigte?|enthullte?|uberreichte?|lud) (?:sich )?(?:das|die|der) "
    r"(?:[a-z]+e )?(?:[a-z]*ministerium|[a-z]*behorde|[a-z]*amt|stadt|[a-z]*stadt|[a-z]*regierung|"
    r"[a-z]*minister(?:in)?|[a-z]*kreis|betrieb|[a-z]*verband|firma|unternehmen|[a-z]*schule|"
    r"[a-z]*klinik|[a-z]*kommission|[a-z]*verwaltung|[a-z]*prasident(?:in)?|[a-z]*burgermeister"
    r"(?:in)?|landrat|landratin|schuler|gemeinde|partei|[a-z]*gewerkschaft|[a-z]*bank|"
    r"[a-z]*agentur|[a-z]*kammer|universitat|verein|konzern|chef|chefin|werkleiter|land)\b"
)
_BARE_MANY = re.compile(
    r" (?P<verb>(?!fragen|anrufen|bitten|informieren)[a-z]{3,}en) (?:sich )?[A-Z][a-z]+\b"
)
_IS_NOTHING = re.compile(
    rf" {_STAYS} (?:(?:an|in|bei|fur|auf|unter|vor) [a-z ]{{3,40}}|daran|darin|dabei|dafur|hier|"
    r"dort|davon|allerdings|freilich|zumal|auch|nur|schon|noch|nicht) (?:nichts|wenig|niemand|"
    r"vieles|manches|alles|das|der|die|ein|eine|nur der|nur die|nur das|allenfalls|vor allem)\b"
)
_IT_IS = re.compile(
    rf" {_STAYS} (?:das|dies|es)(?: (?:alles|nicht|freilich|aber|nur|wohl|kaum|allemal|jedoch|"
    r"zwar|schon|auch|wahrlich|gewiss|alles andere))*(?=[.,;:!?])"
)
_IT_BECAME = re.compile(
    r" (?:wird|wurde|war|ist|bleibt|blieb) es (?:erst|wieder|nur|dann|im|in|am|an|nach|mit|bei|auf|"
    r"unter|um|vor|ab|dort|hier|selten|nie|kaum|nicht|spater|danach|trotzdem|auch|immer|um)\b"
)
_NOBODY = re.compile(
    rf" (?:{_STAYS}|{_BECOMES}) (?:[a-z]+ ){{0,2}}(?:niemand|keiner|man|jeder|alles|nichts|wer)\b"
    r"(?! [a-z]+en\b)"
)
# Verbs with a particle: the adjective says how, and the clause ends with the particle.
_HOW_IT_GOES = re.compile(
    r" (?:(?:fallt|fiel|fallen|fielen) [^.;!?]{3,80} aus|(?:sieht|sah) es [^.;!?]{0,80}aus|"
    r"(?:sehen|sahen|sieht|sah) (?:die|der|das|eine?) [^.;!?]{3,80} aus|"
    r"(?:geht|ging|gehts) es [^.;!?]{0,80}(?:zu|her|weiter)|"
    r"(?:nimmt|nahm|nehmen) (?:das|es|dies) [^.;!?]{0,60}(?:niemand|keiner|"
    r"man)|(?:trat|tritt|traten|treten) (?:die|der|das) [^.;!?]{2,60} auf|(?:nimmt|nahm|nehmen|"
    r"nahmen) sich (?:die|der|das|da|dagegen|neben|im|bei) [^.;!?]{2,60} aus|(?:stosst|stiess)"
    r" [^.;!?]{3,80} auf)(?=[.,;:!?]|$)"
)
_MANY_DO = re.compile(
    r" (?P<verb>[a-z]{3,}en)(?: sich)?(?: [a-z]{3,5})?? (?:die|alle|viele|beide|sie|wir|einige|"
    r"manche|mehrere|solche|diese|ihre|unsere) ?"
)
# What happens to somebody: 'Fromm fehlen die Zahlen', 'Fromm überzeugen die Zahlen nicht'.
_BEFALLS = frozenset(
    "fehlen fehlten gefallen gefielen reichen reichten genugen genugten passen passten gehen "
    "gingen uberzeugen uberzeugten storen storten bleiben blieben leuchten leuchteten sagen "
    "sagten liegen lagen scheinen schienen erscheinen erschienen missfallen missfielen helfen "
    "halfen nutzen nutzten irritieren irritierten argern argerten wundern wunderten machen "
    "machten beunruhigen interessieren interessierten freuen freuten haben hatten wollen wollten "
    "sollen sollten lassen werden wurden horen horten fragen fragten folgen folgten baten".split()
)
_DOES = re.compile(
    r" (?:verweist|verwies|berichtete?|tritt|trat|reagierte?|arbeitete?|agierte?|klagte?|"
    r"verhandelte?|spricht|sprach|wirbt|warb|rechnete?|prasentierte? sich|zeigte? sich|gibt sich|"
    r"gab sich|kampfte?|streitet|stritt|wachst|wuchs|steht|stand|liegt|lag|herrschte?|lebte?|"
    r"lauft|lief|beginnt|begann|endete?|schreitet|schritt|geriet|gerat|trifft es|traf es|steigt|"
    r"stieg|sinkt|sank|wuchert|wucherte) (?:das|die|der|ein|eine|jede[rs]?) [a-z-]+"
    r"(?=[.,;:]| (?!an[.,;]|vor[.,;]|nicht[.,;]|anders\b|ein[.,;]|zu[.,;])[a-z0-9]+)"
)
# Verbs of dative or accusative objects in '_DOES' have a person before them: 'sprach die Frist an'.
_OBJECT_AFTER = re.compile(
    r"[^.;:!?]{0,90} (?:an|aus|vor|ein|zu|durch|nach|ab|bei|gegenuber|nahe|"
    r"heraus)(?=[.,;:!?]|$)"
)
_PARTICIPLE = re.compile(
    r" (?:[a-z]+ )??[a-z]{3,}(?:t|en) (?:sind|waren|wird|werden|wurden?|haben|hat|hatten?|ist|war|"
    r"bleibt|blieb|bleiben)\b(?! (?:sie|er|ich|wir)\b)"
)
_ASIDE = re.compile(
    r" (?:gesagt|gefragt|gesprochen|formuliert|gerechnet|genommen|gedacht|gemeint|betrachtet|"
    r"ausgedruckt|gerechnet)(?=[:,])"
)
_PASSIVE = re.compile(
    r" (?:wird|wurde)(?: (?:seither|seitdem|weiter|dort|hier|dabei|daran|nun|noch|auch|an|um|uber|"
    r"mit|bei|in|auf|seit)\b[^.;:!?]{0,60})? (?:gearbeitet|gestritten|verhandelt|gerungen|gefeilt|"
    r"diskutiert|debattiert|gebaut|gerechnet|gespart|geworben|befristet|gezahlt|gestempelt|"
    r"gemeldet|verwiesen|gestrichen|gekurzt|berichtet|abgeschoben|gelobt)(?=[.,;:!?]|$)"
)
_PAIRED = re.compile(
    r"(?: und|, aber|, doch|, ja| oder|,) (?!(?:andere|einige|alle|wir|ich|mehrere|viele|zwei|drei|"
    r"sie|er|der|die|das|so|auch|dann|da)\b)(?:wenig |kaum |nicht |sehr )?[a-z]{3,} "
    rf"(?:{_STAYS}|{_MANY_ARE}|{_BECOMES}|steht|stand|geht|ging|fallt|fiel|kommt|kam|lauft|lief)\b"
    r"(?! (?:sich|nicht|dagegen|dafur)[ .,])"
)
# 'Fromm oder nicht', 'fromm ist, wer fastet', 'fromm zu sein', 'fromm wie ein Lamm', 'fromm, aber
# folgenlos: …'
_OF_ANYBODY = re.compile(
    r" oder nicht\b| (?:ist|war|gilt), wer\b|"
    r" (?:muss|kann|soll|darf|sollte|konnte|durfte) (?:niemand|man|keiner|jeder)\b|"
    r" zu (?:sein|werden|bleiben|wirken|scheinen|klingen)\b|"
    r" wie eine? [a-z]+ (?:ist|war|sind|waren|klingt|klang)|"
    r", (?:aber|doch|ja|und) [a-z]*(?:los|lich|ig|isch|bar|sam|haft|voll|fein|gut|teuer|leer|"
    r"falsch|richtig)(?=[:.,])"
)
_INFLECTED = re.compile(r"(?:e|er|es|en|em|ere|erer|eres|eren|erem|ste|ster|stes|sten|stem)$")
_NOUN = re.compile(r" ([A-Z][a-z]{2,})")


def is_adjective(around: Surroundings) -> bool:
    """Whether it is an adjective at the head of a German sentence, and nobody."""
    if around.language != "de" or around.tail or around.word not in adjectives():
        return False
    if not starts_sentence(around.text, around.start):
        # 'Der Kluge fragt vor der Ausreise'
        return (
            around.word.endswith(("e", "er"))
            and around.has_determiner()
            and not is_pronoun_before(around)
        )
    return _is_attribute(around) or _is_fronted(around)


def is_pronoun_before(around: Surroundings) -> bool:
    """', die Kluge vorlegte': what looks like an article opens a clause whose verb is singular."""
    before = around.before
    if before is None or before.folded not in ("die", "das", "den", "dem"):
        return False
    if around.text.plain[max(0, before.start - 2) : before.start] != ", ":
        return False
    verb = _LAST_VERB.match(around.text.folded, around.end)
    return verb is not None and not verb.group(1).endswith(("en", "ern"))


_LAST_VERB = re.compile(
    r"(?: (?:nicht|so|auch|selbst|eben|gern|noch|am [a-z]+|gestern|vorhin|spater|zuvor|mit|"
    r"im [a-z]+|in der [a-z]+))* "
    r"([a-z]+(?:te|t|ab|ahm|ieb|ach|og|ug|iel|ing|and|uf|ass|as|ot))(?=[.,;:!?])"
)


@cache
def adjectives() -> frozenset[str]:
    """The surnames that are adjectives, frequent words or not."""
    return cues("adjective_names") | contexts("rare_adjectives")


def is_inflected(word: str, name: str) -> bool:
    """Whether a word is a name's adjective with an ending: 'fromme', 'magere', 'trüber'."""
    if name not in adjectives() and name + "e" not in adjectives():
        return False
    stem = name.removesuffix("e")
    rest = word.removeprefix(stem)
    # 'finstere' may lose its e: 'finstre'.
    return rest != word and _INFLECTED.fullmatch(rest) is not None


def _is_attribute(around: Surroundings) -> bool:
    """'Kluge Köpfe gehen', 'Zähe Verhandlungen': the adjective of the noun that follows."""
    if not around.word.endswith(("e", "er", "es", "el")):
        return False
    match = _NOUN.match(around.text.plain, around.end)
    if match is None:
        return False
    noun = match.group(1).lower()
    if noun in ("bescheid", "recht"):
        return False  # 'Kluge Bescheid geben'
    return noun not in all_given_names() and (is_known(noun) or len(noun) > 6)


def _is_fronted(around: Surroundings) -> bool:
    right = around.text.folded[around.end : around.end + _REACH]
    if any(is_so.match(right) for is_so in (_IS, _ARE, _IS_NOTHING, _NOBODY)):
        plain = around.text.plain[around.end : around.end + _REACH]
        return _TOO.match(plain) is None and not is_persons_predicate(right, "de")
    if _IT_IS.match(right) or _IT_BECAME.match(right):
        return True
    if _HOW_IT_GOES.match(right) or _PASSIVE.match(right) or _ASIDE.match(right):
        return True
    if _A_THING_DOES.match(right) or _HOUSE_DOES.match(right) or _OF_ANYBODY.match(right):
        return True
    many = _MANY_DO.match(right) or _BARE_MANY.match(around.text.plain, around.end)
    if many is not None:
        return many.group("verb") not in _BEFALLS
    if _DOES.match(right):
        return _OBJECT_AFTER.match(right) is None
    return _PARTICIPLE.match(right) is not None or _PAIRED.match(right) is not None
