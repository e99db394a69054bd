"""Finds speakers by their initials, and telephone numbers beside a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .findings import Kind, Severity
from .forms import split_family
from .hits import Hit
from .lexicon import ascii_fold, cues
from .name_entries import starts_entry
from .roster import Person
from .text import Text

# With dots in brackets, before a colon or dash or behind a label; without dots as a tag. The dotted
# patterns start at the first dot: a full stop is rarer than a capital.
_ENDS = r"(?= ?[)\]:,;/>|]| [-/] | ?(?:\n|\Z))"
_DOTTED = (
    re.compile(
        r"\.(?:(?<=[A-Z]\.)|(?<=[A-Z][a-z]\.))[ -]?(?:[A-Z]\.[ -]?)?(?:[A-Z]')?[A-Z][a-z]{0,2}"
        r"(?:\.|(?=[)\]]))" + _ENDS
    ),
    re.compile(r"\.(?<=[a-z]\.) ?[a-z]\.(?= ?:| - )"),
)
# Behind one of these initials say who did something; behind others' initials they go on.
_LABELLED = re.compile(
    r"(?:\b(?i:protokoll|minutes|notes|gez\.?|signed|chair|moderation|verantwortlich|zustandig|"
    r"zustaendig|action|owner|lead|todo|cc|an|to|von|by|verfasst von|mitschrift|schriftfuhrung|"
    r"i\. ?v\.|i\. ?a\.|initialled|rapporteur|speaker|sprecher(?:in)?|contact|kontakt|"
    r"referent(?:in)?)[:,]? |(?:^|[\n(\[|] ?)(?:[A-Z]\.? ?[A-Z]\.?(?:, ?| ?/ ?| & | und | and ))+)$"
)
_SIGNED = re.compile(
    r"(?i:\b(?:protokoll|minutes|notes|gez\.?|signed|mitschrift|initialled)[:,]? )$"
)
# What follows a tag is rarer than a capital: the search starts there and looks back.
_TAG_END = re.compile(r"[-:/(\]](?:(?<=[A-Z][:\]])|(?<=[A-Z] .))")
_TAG_BEFORE = re.compile(r"(?:[A-Z]{2,3}|[A-Z][a-z]{1,2}[A-Z])\Z")
# In a sentence: 'K.D. asks for the source', 'as R.M. put it'.
_IN_SENTENCE = re.compile(r"\.(?<=[A-Z]\.)(?<![A-Za-z].\.) ?[A-Z]\.(?= [a-z]|'s )")
_ABBREVIATIONS = frozenset("DC BC AD CE BA MA CV LA NY BS MD TV PC".split())
_BEFORE_INITIALS = re.compile(
    r"(?:^|[.:;!?\n(>*-] ?|, |\b(?:as|and|by|with|ask|for|to|from|that|when|but|says|said|von|mit|"
    r"bei|an|laut|dass|wie|und|auch|nur|bat|fragte|sagte|durch|fur|ob|weil|wenn) )$"
)
_INITIALS_DO = re.compile(
    r"(?:'s )|(?: (?:on|about|re|asks?|says?|said|wants?|thinks?|will|would|has|had|is|was|to|zu|"
    r"zum|zur|uber|meint|findet|fragt|sagt|will|wollte|hat|hatte|ist|war|sieht|put|agrees?|"
    r"disagrees?|[a-z]{3,}(?:ed|te|tes))\b)"
)
_CLUSTER = re.compile(r"(?:Sch|St|Th|Ch|Ph|Sp|Kh|Dz|Sz|Zh|Sh)(?=[a-z])")
_NO_DOTS = str.maketrans("", "", ". -'")
# A telephone number: a sign or zero, then seven to fifteen digits with marks between.
_PHONE = re.compile(r"[+0]\d(?<![\w+]..)(?:[ ()/.-]{0,3}\d){6,14}(?!\d)")
_PHONE_REACH = 120
_NAME_REACH = 40
_RUNS_ON = re.compile(r"(?:: ?|\b(?:tel|mob|fon|nr|no|t|m)\. ?)$")


def initials_of(people: Iterable[Person]) -> dict[str, list[str]]:
    """Initials, given name first, and the ids of those who have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for person in people:
        particles, core = split_family(person.family)
        if not person.given or not core:
            continue
        parts = [word for word in re.split(r"[ -]", person.given) if word]
        families = {core[0][0], "".join(word[0] for word in core)}
        families |= {"".join(word[0] for word in (*particles, *core))}
        # Al-Tamimi goes by the first letter he is written with.
        families |= {person.family[0]} if "-" in person.family else set()
        prefix, _, rest = core[0].partition("'")
        families |= {prefix[0] + rest[0]} if prefix and rest else set()
        # Two or three consonants count as one initial: 'R. Sch.', 'St. B.'.
        families |= {found.group() for found in [_CLUSTER.match(core[0])] if found}
        clusters = {found.group() for found in [_CLUSTER.match(person.given)] if found}
        for given in {person.given[0], "".join(word[0] for word in parts)} | clusters:
            for family in families:
                found[ascii_fold(given + family).upper()].append(person.id)
    return found


def speaker_initials(text: Text, initials: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """Initials where a speaker stands: before a colon or dash on a line, or in brackets."""
    plain = text.plain
    spans = [(m.start() - 1, m.end()) for pattern in _DOTTED for m in pattern.finditer(plain)]
    for match in _TAG_END.finditer(plain):
        end = match.start() - (plain[match.start() - 1] == " ")
        if match.group() == "]" and plain[max(0, end - 4) : end].rpartition("[")[1] != "[":
            continue
        tag = _TAG_BEFORE.search(plain, max(0, end - 4), end)
        if tag is not None:
            spans.append(tag.span())
    yield from _initials_in_sentences(text, initials)
    for start, end in spans:
        if plain[start].islower() and plain[start - 1 : start].isupper():
            start -= 1  # 'St. B.'
        letters = plain[start:end]
        refs = initials.get(letters.translate(_NO_DOTS).upper())
        before = plain[max(0, start - 2) : start]
        if not refs or before[-1:].isalnum() or before[-1:] == ".":
            continue
        left = plain[max(0, start - 24) : start]
        if "." in letters:
            tagged = plain[end : end + 1] in (":", ")", "]", ",", ";", "/") or plain[
                end : end + 2
            ] in (" -", " /", " :", " >", " |")
            stands = (
                before[-1:] in ("(", "[")
                or (tagged and starts_entry(text, start))
                or (_LABELLED.search(left) is not None and letters.count(".") > 1)
            )
        else:
            # '(AA)' is an acronym as often as initials; a tag stands at the start of a line.
            if before[-1:] == "[":
                # A tag in square brackets: '[TR] Can we park this?'.
                before = plain[max(0, start - 3) : start - 1]
                left = left[:-1]
            stands = letters.lower() not in cues("no_initials") and (
                before in ("", "- ")
                or before[-1:] == "\n"
                or (any(c.isdigit() for c in left) and starts_entry(text, start))
                or _SIGNED.search(left) is not None
            )
        if stands:
            yield Hit(start, end, Kind.NAME, Severity.BLOCK, tuple(refs), "name.initials")


def _initials_in_sentences(text: Text, initials: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """'K.D. on detention: strong': dotted initials where a clause has its subject or agent."""
    plain = text.plain
    for match in _IN_SENTENCE.finditer(plain):
        start, end = match.start() - 1, match.end()
        letters = plain[start:end].translate(_NO_DOTS)
        refs = initials.get(letters)
        if not refs or letters.lower() in cues("no_initials") or letters in _ABBREVIATIONS:
            continue
        low = max(0, start - 24)
        left = ("\n" if low == 0 else "~") + plain[low:start].lower()
        if _INITIALS_DO.match(text.folded, end) and _BEFORE_INITIALS.search(left):
            yield Hit(start, end, Kind.NAME, Severity.BLOCK, tuple(refs), "name.initials")


def telephones(text: Text, names: Sequence[Hit]) -> Iterator[Hit]:
    """Telephone numbers in the sentence of a name."""
    if not names:
        return
    ordered = sorted(names, key=lambda hit: hit.start)
    starts = [hit.start for hit in ordered]
    for match in _PHONE.finditer(text.plain):
        low, high = text.sentence(match.start(), match.end(), _PHONE_REACH)
        # 'Hope: +265 …', 'Farid, Tel. +49 …': a colon or an abbreviation ends no sentence here.
        if _RUNS_ON.search(text.folded[max(0, low - 12) : low]):
            low = max(text.plain.rfind("\n", 0, low) + 1, low - _NAME_REACH)
        place = bisect_left(starts, low)
        if place < len(ordered) and ordered[place].start < high:
            refs = ordered[place].refs
            yield Hit(*match.span(), Kind.CONTACT, Severity.BLOCK, refs, "contact.phone")
