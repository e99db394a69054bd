"""Where a word that is also a name is the word after all, whatever verb stands beside it.

'Bürger stellten Anträge', 'sucht Koch oder Köchin', 'Baum für Baum', 'möchte Koch werden',
'Freitag legte die Regierung einen Entwurf vor', 'a game called Bravo', 'Baker wanted'.
"""

from __future__ import annotations

import re
from functools import cache

from .context import starts_sentence, token_before
from .lexicon import alternation, cues, is_known, places, word_frequencies
from .name_data import contexts
from .name_frames import Surroundings
from .name_kinds import has_one_form, is_counted, is_stuff, kinds
from .name_particles import verb_of
from .name_predicates import is_persons_predicate

_WORD = re.compile(r"[A-Za-z]+")
_COORDINATED = re.compile(r" ?(?:,|/|&| und| oder| bis| sowie|, aber)(?: zu[mr]?)? (?=[A-Z])")
_IN_LIST = re.compile(r"[A-Z][a-z]+(?:,| und| oder| sowie) ")
_BECOMES = re.compile(
    r" (?:zu )?(?:werden|lernen|sein|bleiben|geworden|gewesen|gelernt|nennen|genannt|heissen)\b"
)
_AT_COURT = re.compile(r" (?:am|beim) [a-z]*gericht")
_PLACED = re.compile(r" (?:in|aus|mit|auf|fur|im) ")
_NOUN_BEFORE = re.compile(r"[A-Z][a-z]+ $")
_SUBJECT = re.compile(
    r" [a-z]+ (?:am [a-z]+ |um [a-z0-9]+ (?:uhr )?|sich )?(?:er|man|wir|ich|niemand|keiner)\b"
    r"| [a-z]+ (?:am [a-z]+ |sich )?(?:der(?! (?:meinung|ansicht|auffassung|uberzeugung))|jeder|"
    r"dieser|"
    r"kein) [a-z]+(?= [a-z]|[.,;])"
    r"(?! [a-z]+ zu\b)"
    r"|(?: [a-z]+) (?:die|das|eine?) [a-z]+ (?:[a-z]+ ){0,2}(?:einen|den|ihren|seinen|keinen|"
    r"neue|ihre|seine|erneut|erstmals|die|das)\b"
)
_DATIVE_VERB = re.compile(r" (?:widersprach|dankte|stimmte|folgte|half|antwortete|riet|schloss) ")
_NOBODY = re.compile(r" [a-z]+ (?:[a-z]+ )?(?:keiner|niemand|man|jeder|er|ich|wir)\b")
_OWNED = re.compile(r" (?:hat|hatte|behielt|bekam|haben|hatten) [A-Z]")
_NAMED_SO = frozenset(
    "thema stichwort projekt begriff aktion operation serie film titel wort motto programm "
    "pilotprojekt sternbild figur rolle symbol wappentier problemtier rufname spiel".split()
)
_PLURAL_OBJECT = frozenset(
    "ernannte ernennt liess lasst vertritt vertrat zeigt zeigte sucht suchte schult schulte "
    "beschaftigt beschaftigte entlasst entliess".split()
)
_IS_SUBJECT = re.compile(
    r"(?:^|[.;:!?\n] )(?:der|die|das|ein|eine|dieser|diese|dieses|jeder|jede|unser|ihr|sein)"
    r" (?:[a-z]+ ){1,3}$"
)
_CALLED = frozenset("called named titled entitled dubbed".split())
_PERSONS_CALLED = frozenset(
    "colleague colleagues participant man woman person someone somebody guest speaker lawyer "
    "official officer expert one he she they was were is who they're".split()
)
_INSTITUTIONS = frozenset("parliament state government crown school army police".split())
_ITS = re.compile(r" [a-z]+ its\b")
# 'Law has little to say about this.'
_HAS_LITTLE = re.compile(
    r" (?:has|had) (?:little|much|nothing|something|more|less|plenty|a lot|everything) to [a-z]+"
)
_MANY = re.compile(
    r" (?:were|are|have|do|remain|ask|offer|claim|request|plan|question|comment|demand|answer|"
    r"reply|object|propose|support|report|note|lend|refuse|seek|want|need|provide|require)\b"
)
_JOB = re.compile(r" wanted(?: for|,|:| -|\.?$)")
_REPORTED = re.compile(
    r" (?:spotted|arrested|jailed|killed|shot|found|seen|sighted|injured|sentenced|fined|hired|"
    r"needed|sought|dies|dead|closed)(?: (?:near|in|"
    r"by(?! [a-z]+ing\b)|at|for|on|after|over|again|dead)\b|\.?$)"
)


def is_plainly_noun(around: Surroundings) -> bool:
    """Whether grammar leaves nothing but the common noun."""
    if around.language == "en":
        return _is_english_noun(around)
    word = around.word
    counted = is_counted(word)
    if _is_idiom(around):
        return True
    if not (counted or is_stuff(word) or word in cues("adjective_names")):
        return False
    right = around.text.folded[around.end : around.end + 120]
    if repeats(around, right) or _is_date(around):
        return True
    if is_stuff(word) or word in cues("adjective_names"):
        if re.match(r", der \d", right):
            return True
        if starts_sentence(around.text, around.start) and has_subject(right):
            return True
        if word in _WEEKDAYS and _THEN.match(right) and not is_persons_predicate(right, "de"):
            return starts_sentence(around.text, around.start)
    before = around.before
    if word in kinds("de", "mass") or word == "bock":
        if starts_sentence(around.text, around.start):
            owned = _OWNED.match(around.text.plain, around.end)
            if owned is not None and is_persons_predicate(right, "de"):
                return False
            return owned is not None or _NOBODY.match(right) is not None
        return False
    if not counted:
        return False
    if before is not None and before.gap == " " and before.folded in _NAMED_SO:
        return True
    if (
        _AT_COURT.match(right)
        or _BECOMES.match(right)
        or right.startswith((" oder ", " sucht frau"))
    ):
        return True
    if before is not None and before.gap == " " and not around.opens_clause():
        if before.folded not in cues("speech") | cues("human_acts") and is_among_nouns(around):
            return True
    if has_one_form(word) and not around.tail:
        return _is_plural(around, right)
    return False


def _is_idiom(around: Surroundings) -> bool:
    """'In Teufels Küche', 'von Hand', 'bei Licht betrachtet'."""
    idioms = _idioms_of(around.word)
    if idioms is None:
        return False
    low = max(0, around.start - 24)
    for match in idioms.finditer(around.text.folded, low, around.end + 24):
        if match.start() <= around.start < match.end():
            # 'Rich and Poor have reworked the text': English gives no noun a capital.
            written = around.text.plain[match.start() + 1 : match.end()]
            return around.language == "de" or written.islower()
    return False


@cache
def _idioms_of(word: str) -> re.Pattern[str] | None:
    """A pattern for the fixed phrases a word is part of, if there are any."""
    phrases = [
        phrase
        for phrase in contexts("idioms")
        if word in (part.removesuffix("'s").removesuffix("s") for part in phrase.split())
        or word in phrase.split()
    ]
    return re.compile(rf"(?<![a-z])(?:{alternation(phrases)})(?![a-z])") if phrases else None


def _is_plural(around: Surroundings, right: str) -> bool:
    """'Bürger stellten Anträge', 'vertritt Bäcker, Metzger und Köche', 'zeigt Jäger, die …'."""
    before = around.before
    if around.opens_clause():
        verb = verb_of(right)
        return verb.endswith(("ten", "en")) and verb not in ("eben", "wegen", "neben", "gegen")
    if before is None or before.gap != " ":
        return False
    if is_among_nouns(around):
        return True
    left = around.text.plain[max(0, before.start - 60) : before.start]
    if before.folded.endswith("t") and _PLACED.match(right) and _NOUN_BEFORE.search(left):
        return True
    return before.folded in _PLURAL_OBJECT and _IS_SUBJECT.search(left.lower()) is not None


_THEN = re.compile(
    r" [a-z]+ (?:sich )?(?:der|die|das|ein|eine|man|er|wir|ich|alle|viele|uber|keine)\b"
)


_WEEKDAYS = frozenset(
    "morgen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag abend".split()
)


def _is_date(around: Surroundings) -> bool:
    """'Am 3. Mai erklärte das Amt'."""
    if around.word not in kinds("de", "time"):
        return False
    left = around.text.plain[max(0, around.start - 4) : around.start]
    return _DAY_BEFORE.search(left) is not None


_DAY_BEFORE = re.compile(r"\d\. ?$")


def has_subject(right: str) -> bool:
    """'Freitag legte die Regierung einen Entwurf vor': another subject follows the verb."""
    return _SUBJECT.match(right) is not None and _DATIVE_VERB.match(right) is None


def repeats(around: Surroundings, right: str) -> bool:
    """'Baum für Baum', 'Stein auf Stein', 'Gast bleibt Gast'."""
    word = around.word
    if word in right[:40]:
        match = re.match(r" [a-z]+ ([a-z]+)\b", right)
        if match and match.group(1) == word:
            return True
    before = around.before
    if before is None or before.gap != " ":
        return False
    earlier = token_before(around.text, before.start)
    return bool(earlier and earlier.gap == " " and earlier.folded == word)


def is_job(around: Surroundings) -> bool:
    """'sucht Koch mit Erfahrung', 'ernannte Richter auf Probe'."""
    after = around.after
    return bool(
        after
        and after.gap == " "
        and after.folded in ("mit", "auf", "zur", "m", "w", "in", "fur")
        and around.before
        and around.before.folded in ("sucht", "suchte", "braucht", "fehlt", "ernannte")
    )


_FROM = frozenset("von vom zwischen".split())


def is_among_nouns(around: Surroundings) -> bool:
    """Whether it stands in a pair or list with a noun that is nobody's name."""
    plain = around.text.plain
    match = _COORDINATED.match(plain, around.end)
    before = around.before
    if match is not None and "bis" in match.group() and not (before and before.folded in _FROM):
        match = None  # 'Hotel für Fuchs bis Donnerstag'
    if match is not None:
        if match.group().startswith(","):
            # A comma may end the clause: a list has an 'und' behind it, or one more comma.
            if _IN_LIST.match(plain, match.end()) and _is_ordinary(plain, match.end()):
                return True
        elif _is_ordinary(plain, match.end()):
            return True
    if before is None:
        return False
    if before.gap == " " and before.folded in ("und", "oder", "bis", "sowie", "noch"):
        earlier = token_before(around.text, before.start)
        return bool(
            earlier
            and earlier.gap == " "
            and earlier.is_capitalised
            and not starts_sentence(around.text, before.start)
            and _is_ordinary(plain, earlier.start)
        )
    if before.gap != ", " or not before.is_capitalised:
        return False
    after = around.after
    if after is not None and after.gap == " " and after.text.islower() and after.folded not in _AND:
        return False  # a clause of its own: 'Stark schreibt den Entwurf, Klein liest gegen'
    return _is_ordinary(plain, before.start)


_AND = frozenset("und oder sowie bis".split())


def _is_ordinary(plain: str, start: int) -> bool:
    """Whether the capitalised word at ``start`` is a noun."""
    match = _WORD.match(plain, start)
    if match is None:
        return False
    word = match.group().lower()
    if not is_known(word):
        return len(word) > 10 or word.endswith(("er", "in", "innen"))
    _, ordinary = word_frequencies().get(word, (0.0, False))
    return ordinary or word in places()


def _is_english_noun(around: Surroundings) -> bool:
    before = around.before
    right = around.text.folded[around.end : around.end + 40]
    if _is_idiom(around):
        return True
    if is_stuff(around.word) and _HAS_LITTLE.match(right):
        return True
    if _ITS.match(right):
        return around.opens_clause()
    if around.word in kinds("en", "plural") and not around.tail and _MANY.match(right):
        return around.opens_clause()
    if _JOB.match(right) or _REPORTED.match(right):
        return starts_sentence(around.text, around.start)
    if before is not None and before.folded in ("and", "or") and around.word in kinds("en", "mass"):
        earlier = token_before(around.text, before.start)
        if earlier and earlier.is_capitalised and starts_sentence(around.text, earlier.start):
            return earlier.folded in _INSTITUTIONS
    if before is None or before.folded not in _CALLED or before.gap not in (" ", ' "', " '"):
        return False
    earlier = token_before(around.text, before.start)
    return bool(
        earlier
        and earlier.gap == " "
        and not earlier.is_capitalised
        and earlier.folded not in _PERSONS_CALLED
    )
