"""German singulars that tell a gender: 'die Referentin', 'jeder Teilnehmer', 'einer der Redner'.

In a room of thirty a gender is a detail like any other. Whoever translates 'the speaker' has to
choose one and tells it without meaning to, so the writer is told how to say it without. It is a
note and stops nothing; whether a gender singles somebody out is counted in ``groups``.

Not for plurals, which stand for everybody, and not for the people a policy is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .findings import Finding, Kind, Severity, finding_id
from .lexicon import alternation, ascii_fold, rows_of
from .text import Text

_ANY_CASE = "kein dies jen manch welch solch ihr sein unser mein eur"
_FEMININE = {f"{stem}{end}" for stem in _ANY_CASE.split() for end in ("e", "er")}
_FEMININE |= {"die", "der", "eine", "einer", "jede", "jeder", "zur", "frau", "als"}
# Before a word that is the same in the plural, 'der' and its like may be a genitive plural.
_DOUBTFUL = {"der", "dieser", "jener", "welcher", "solcher", "mancher"}
_NOMINATIVE = {"ein", "kein", "jeder", "ihr", "sein", "unser", "mein", "euer", "herr"}
_OBLIQUE = {f"{stem}{end}" for stem in _ANY_CASE.split() for end in ("em", "es", "en")}
_OBLIQUE |= {"dem", "des", "einem", "einen", "eines", "jedem", "jeden", "jedes", "zum", "beim"}
_OBLIQUE |= {"vom", "im", "am", "herrn"}
# 'ihren Referenten', 'den Referenten' are plurals more often than not.
_MOSTLY_PLURAL = {f"{stem}en" for stem in _ANY_CASE.split()} | {"am", "im"}
_ONE_OF = {"einer": "m", "keiner": "m", "jeder": "m", "eine": "f", "keine": "f", "jede": "f"}
_GENITIVE_BEFORE = frozenset(
    "viele vieler einige einiger mehrere manche wenige weniger beide alle keine keiner keines eine"
    " einer eines jede jeder jedes zwei drei vier funf sechs meisten teil wegen wahrend trotz"
    " innerhalb ausserhalb seitens aufseiten mithilfe anhand zugunsten zulasten hinsichtlich"
    " bezuglich angesichts statt anstatt anstelle aufgrund namens unter welche welcher".split()
)
_ADJECTIVES = (
    r"(?:(?!(?:oder|der|die|dies|eine|einer|jede|jeder|keine)\s)"
    r"[a-z][a-z-]+(?:e|en|er|em|es)\s+){0,3}"
)
_COMPOUND = r"(?:[A-Z][A-Za-z]*-?)?"
# 'Referent*in', 'Referent/in', 'Referent(in)' tell none; 'Referent-Runde' is another word.
_END = r"(?!-?\w|[*:_/]-?(?i:in)|\((?i:in))"
_OR = r"(?:und|oder|bzw\.?|beziehungsweise|sowie|/)"
_BOTH_BEFORE = re.compile(rf"(?:der|die|eine?|jeder?|dieser?|keine?)\s+{_OR}\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?:^|[\s(\"'])([A-Za-z-]+)\s+$")


@dataclass(frozen=True, slots=True)
class _Noun:
    """A row of the data: words for a man, for a woman, for one person and for all of them."""

    masculine: str
    feminine: str
    declined: str
    person: str
    everybody: str

    def proposal(self, determiner: str) -> str:
        """What to write instead, after the article or pronoun that stands there."""
        if determiner.startswith("jed"):
            return self.everybody
        if determiner.startswith("kein") and self.person.startswith("eine "):
            return f"k{self.person}"
        return self.person


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of a noun: its gender, the words before it that leave no other reading."""

    noun: _Noun
    gender: str
    determiners: frozenset[str]
    doubtful: frozenset[str] = frozenset()


def find_gendered(text: str) -> list[Finding]:
    """Every German singular in ``text`` that tells a gender, in reading order, as notes."""
    if not text.strip():
        return []
    read = Text(text)
    seen: dict[tuple[str, str], int] = {}
    findings = []
    for start, end, noun, determiner in sorted(_singulars(read.plain), key=lambda hit: hit[:2]):
        low, high = read.original_start(start), read.original_end(end)
        first, last = read.sentence(start, end)
        place = (text[low:high], read.plain[first:last].strip())
        ordinal = seen[place] = seen.get(place, -1) + 1
        findings.append(
            Finding(
                finding_id("gendered.singular", *place, ordinal),
                low,
                high,
                Kind.GENDERED,
                Severity.NOTE,
                (),
                "gendered.singular",
                {"proposal": noun.proposal(determiner)},
            )
        )
    return findings


def _singulars(plain: str) -> Iterator[tuple[int, int, _Noun, str]]:
    """Start, end, noun and determiner of each."""
    forms, plurals = _forms(), _plurals()
    for match in _phrase().finditer(plain):
        if _names_nobody(match["noun"]):
            continue
        word, determiner = match["word"].lower(), match["determiner"].lower()
        for form in forms[word]:
            sure = determiner in form.determiners
            doubtful = determiner in form.doubtful and not _is_genitive(plain, match.start())
            if (sure or doubtful) and not _both_are_named(plain, match, form):
                yield match.start(), match.end(), form.noun, determiner
                break
    for match in _one_of().finditer(plain):
        if _names_nobody(match["noun"]):
            continue
        determiner = match["determiner"].lower()
        for noun, gender in plurals[match["word"].lower()]:
            if gender in (_ONE_OF[determiner], "-"):
                yield match.start(), match.end(), noun, determiner
                break


def _is_genitive(plain: str, start: int) -> bool:
    """Whether 'der Teilnehmer' at ``start`` goes with the word before: 'die Mehrheit der …'."""
    before = _WORD_BEFORE.search(plain[max(0, start - 40) : start])
    if before is None:
        return False
    word = before[1]
    begins = start - len(before[0].lstrip()) <= 0
    return word.lower() in _GENITIVE_BEFORE or (word[0].isupper() and not begins)


def _both_are_named(plain: str, match: re.Match[str], form: _Form) -> bool:
    """Whether the other gender stands beside it: 'jede Teilnehmerin und jeder Teilnehmer'."""
    before, after = plain[max(0, match.start() - 60) : match.start()], plain[match.end() :][:60]
    if _BOTH_BEFORE.search(before):
        return True
    other = form.noun.masculine if form.gender == "f" else form.noun.feminine
    if other == "-":
        return False
    word = rf"{_COMPOUND}(?i:{re.escape(ascii_fold(other))})(?:s|n|en)?"
    return bool(
        re.match(rf"\s*{_OR}\s*(?:[a-z]+\s+){{0,3}}{word}\b", after)
        or re.search(rf"\b{word}\s*{_OR}\s*$", before)
    )


@cache
def _nouns() -> tuple[_Noun, ...]:
    return tuple(_Noun(*row) for row in rows_of("gendered.tsv"))


@cache
def _forms() -> dict[str, list[_Form]]:
    """Folded form -> what it may be."""
    found: dict[str, list[_Form]] = {}

    def add(word: str, form: _Form) -> None:
        found.setdefault(ascii_fold(word), []).append(form)

    feminine, nominative = frozenset(_FEMININE), frozenset(_NOMINATIVE)
    oblique = frozenset(_OBLIQUE)
    for noun in _nouns():
        if noun.declined == "none":
            continue
        if noun.feminine != "-":
            add(noun.feminine, _Form(noun, "f", feminine))
        if noun.masculine == "-":
            continue
        stem = noun.masculine
        if noun.declined == "er":
            add(stem, _Form(noun, "m", nominative | oblique, frozenset(_DOUBTFUL) | {"als"}))
            add(f"{stem}s", _Form(noun, "m", oblique))
        elif noun.declined == "weak":
            add(stem, _Form(noun, "m", nominative | _DOUBTFUL | {"als"}))
            inflected = f"{stem}n" if stem.endswith("e") else f"{stem}en"
            add(inflected, _Form(noun, "m", oblique - _MOSTLY_PLURAL))
        else:
            add(stem, _Form(noun, "m", frozenset({"der", "jeder", "dieser", "jener"})))
            add(stem, _Form(noun, "f", feminine - {"der", "jeder", "dieser", "jener", "als"}))
            add(f"{stem}r", _Form(noun, "m", nominative - {"jeder"} | {"als"}))
            add(f"{stem}n", _Form(noun, "m", oblique - _MOSTLY_PLURAL))
            add(f"{stem}n", _Form(noun, "f", frozenset({"einer", "jeder", "keiner", "zur"})))
    return found


@cache
def _plurals() -> dict[str, list[tuple[_Noun, str]]]:
    """Folded plural -> noun and gender; ``-`` where the plural tells none."""
    found: dict[str, list[tuple[_Noun, str]]] = {}
    for noun in _nouns():
        if noun.declined == "none":
            continue
        forms = [] if noun.feminine == "-" else [(f"{noun.feminine}nen", "f")]
        if noun.masculine != "-":
            ending = {"er": "", "adj": "n"}.get(noun.declined)
            if ending is None:
                ending = "n" if noun.masculine.endswith("e") else "en"
            forms.append((f"{noun.masculine}{ending}", "-" if noun.declined == "adj" else "m"))
        for word, gender in forms:
            found.setdefault(ascii_fold(word), []).append((noun, gender))
    return found


def _names_nobody(word: str) -> bool:
    """Whether a word only looks like a person: 'Lautsprecher'."""
    folded = word.lower()
    return any(
        folded.endswith((ascii_fold(noun.masculine), f"{ascii_fold(noun.masculine)}s"))
        for noun in _nouns()
        if noun.declined == "none"
    )


def _pattern(determiners: frozenset[str], between: str, words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w*:/_])(?P<determiner>(?i:{alternation(determiners)}))\s+{between}{_ADJECTIVES}"
        rf"(?P<noun>(?=[A-Z]){_COMPOUND}(?P<word>(?i:{alternation(words)}))){_END}"
    )


@cache
def _phrase() -> re.Pattern[str]:
    determiners = frozenset(_FEMININE | _DOUBTFUL | _NOMINATIVE | _OBLIQUE)
    return _pattern(determiners, "", frozenset(_forms()))


@cache
def _one_of() -> re.Pattern[str]:
    return _pattern(frozenset(_ONE_OF), r"der\s+", frozenset(_plurals()))
