"""Word order that leaves nothing but a person: 'Eine Zusage gab König nicht', 'what Park meant'.

A German noun that is counted does not stand bare behind a verb; a name does. The first part of
such a sentence is no subject if its article is an accusative or it is an adverb.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import cues
from .name_data import contexts
from .name_frames import Surroundings
from .name_words import PAST, is_participle

_REACH = 160
_COPULAS = frozenset("ist war wird wurde ware sei werden sind waren wurden als".split())
_VERBS = frozenset(
    "gab gibt hatte hat kannte kennt wollte will konnte kann ging geht kam tat sah sieht "
    "hielt halt nahm zog liess lasst mochte durfte musste sollte soll stand steht blieb "
    "bleibt wusste weiss teilt teilte nennt nannte fand findet bringt brachte schrieb schickt "
    "verschickt sagt".split()
)
_NOT_SUBJECT = re.compile(
    r"^(?:(?:auch|nur|selbst|gerade|erst|schon|noch) )?(?:(?:einen|den|keinen|diesen|jenen|ihren|"
    r"seinen|jeden|welchen|dem|diesem|der)\b|(?:das|dies|davon|dazu|dafur|dagegen|daran|darauf|"
    r"darin|daruber|damit|darum|hierzu|hierauf|hiervon|dort|hier|da|so|dann|danach|spater|zuvor|"
    r"trotzdem|dennoch|deshalb|daher|jedoch|zudem|ausserdem|allerdings|dabei|danach|daraufhin|"
    r"konkreter|deutlicher|lieber|genauer|zuletzt|zuerst|zunachst|einmal|mehr|nichts|wenig|viel|"
    r"gern|leider|schliesslich|vielleicht|immerhin|anders|ahnlich)\b|(?:an|auf|aus|bei|beim|in|im|"
    r"mit|nach|uber|zu|zum|zur|vor|fur|gegen|ohne|von|vom|um|am|trotz|wegen|unter|laut|statt) )"
)
_ASSENT = re.compile(
    r" (?:nicht|keine?[nrs]?|nie|auch|erst|nur|noch|ebenfalls|schuldig|dagegen|allerdings|selbst|"
    r"hingegen|spater|vorerst|bislang|bisher|mehrfach|zweimal|dabei|nach|vor|ein|ab|zu|aus|mit|"
    r"offen|zuruck|am ende|anschliessend|gleich|sofort|schon|wieder|bereits|gern|nun|dann)\b"
)
_LIST = re.compile(r"(?:,| und| oder| sowie| bis| zu)(?: de[rmn]| die)? [A-Z]")
_LIST_ENGLISH = re.compile(r" (?:and|or) [a-z]+s\b")
# Nouns that German also uses without an article in the singular, as a mass.
_MASSES = frozenset("wald busch stein feld sand berg reich recht land wein korn fisch".split())
_RELATIVE_BEFORE = frozenset(
    "what how why whom whatever where when that which until because".split()
)
_TIME_BEFORE = frozenset(
    "last this next early late mid in by of since until from on at the a".split()
)
_MONTHS = frozenset("may march april june july august".split())
_SAID_BY = frozenset(
    "meant gave asked raised wanted said made put drew had has means wants proposed cited quoted "
    "mentioned showed presented brought used named suggested offered sent wrote left".split()
)


def is_subject_by_order(around: Surroundings) -> bool:
    """Whether only a subject that is a person can stand here."""
    if around.language == "en":
        return _is_relative(around)
    before, after = around.before, around.after
    if before is None or before.gap != " " or before.is_capitalised:
        return False
    if around.word in cues("bare_nouns") - cues("adjective_names"):
        return False
    verb = before.folded
    if verb in _COPULAS or is_participle(verb) or not (verb in _VERBS or _is_past(verb)):
        return False
    if after and after.gap == " " and after.is_capitalised and not _is_noted(after.folded):
        return False  # 'lebte König Artus'
    plain = around.text.plain
    if _LIST.match(plain, around.end):
        return False
    low, _ = around.text.sentence(around.start, around.end, _REACH)
    first = around.text.folded[low : before.start].strip()
    if "," in first or not first or first.count(" ") > 6:
        return False
    right = around.text.folded[around.end : around.end + 30]
    if verb in ("blieb", "bleibt") and not _ASSENT.match(right):
        return False
    if around.word in _MASSES and not _ASSENT.match(right):
        return False
    words = re.findall(r"[a-z]+", first)
    if not words or (words[-1] in cues("determiners") and verb not in _VERBS):
        return False  # 'der gelernte Koch'
    if _NOT_SUBJECT.match(first):
        return verb != "gibt"
    return _is_noted(words[-1]) and _ASSENT.match(right) is not None


def is_topic(word: str) -> bool:
    """Whether a word is a season, a material or land: what a compound would be about."""
    return word in (_MASSES - {"reich"}) | (cues("bare_nouns") - cues("adjective_names"))


def is_one_of_things(around: Surroundings) -> bool:
    """'hat Wald und Wasser', 'von Koch bis Konditor': coordinated with a noun, so a noun."""
    if around.language == "en":
        return False
    plain = around.text.plain
    before = around.before
    if before is None or before.gap != " ":
        return False
    match = re.match(r" (?:und|oder|bis|zu) ([A-Z][a-z]+)", plain[around.end : around.end + 40])
    if match is None:
        return before.folded == "von" and _COVERED.match(plain, around.end) is not None
    other = match.group(1).lower()
    return other == around.word or other in _things()


_COVERED = re.compile(
    r" (?:bedeckt|betrieben|umgeben|gepragt|gesaumt|dominiert|bewohnt|umschlossen|uberragt|"
    r"durchzogen|bestanden|gefullt|getrennt)"
)


@cache
def _things() -> frozenset[str]:
    return frozenset(
        "kellner konditor backer fleischer metzger maurer maler schlosser tischler pfleger kellner "
        "wiese wasser feld tal flur forst heide see luft meer strand moor wind regen anwalt "
        "staatsanwalt schoffe zeuge klager magd knecht konig adel papst klerus handwerker".split()
    )


def _is_past(verb: str) -> bool:
    return bool(PAST.match(verb)) or verb in cues("strong_past")


def _is_noted(word: str) -> bool:
    return (
        word in contexts("note_nouns")
        or word in cues("contributions")
        or word.endswith(("zusage", "zahlen", "antwort", "frage", "erklarung", "begrundung"))
        or word in _ANSWERS
    )


_ANSWERS = frozenset(
    "zahlen belege quellen beispiele grunde details namen einzelheiten ergebnisse auskunft "
    "stellung verstandnis interesse angaben garantie garantien losung losungen rat recht "
    "lesart sicht einschatzung auffassung schatzung deutung formulierung "
    "einladung unterlagen".split()
)


def _is_relative(around: Surroundings) -> bool:
    """'the question Bush asked', 'What Park meant'."""
    before, after = around.before, around.after
    if before is None or after is None or before.gap != " " or after.gap != " ":
        return False
    if after.folded not in _SAID_BY and after.folded not in cues("speech"):
        return False
    if around.word.endswith("s") and after.folded in ("want", "say", "ask", "need"):
        return False
    if before.folded in _RELATIVE_BEFORE:
        return around.word not in _MONTHS
    if before.is_capitalised or before.folded in cues("determiners") | _TIME_BEFORE:
        return False
    return _is_noted_english(before.folded)


def _is_noted_english(word: str) -> bool:
    return word in cues("contributions") or word in contexts("note_nouns") or word in _THINGS


_THINGS = frozenset("figure figures number numbers example table case line word words way".split())


def has_list_of_nouns(around: Surroundings) -> bool:
    """'by Banks and insurers': coordinated with a plural in lower case."""
    return around.language == "en" and bool(
        around.word.endswith("s") and _LIST_ENGLISH.match(around.text.plain, around.end)
    )
