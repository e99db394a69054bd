"""Phrases that speak of people by what they are: 'beide Frauen aus der Zivilgesellschaft'.

A phrase is a chain of terms (a kind of participant, a gender, a country, a person noun) with
nothing between them but articles, prepositions and the like, and the quantifier before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from .facets import role_words
from .lexicon import ascii_fold, cues, rows_of
from .text import Text

_TAIL = re.compile(r"(?:'s|s'|s|n|en|es|er|em|e)?(?![a-z0-9])")
_GENDER_MARK = re.compile(r"[*:_/]-?in(?:nen)?(?![a-z])")
_GAP = re.compile(
    r"(?:[ \-]|'s |\b(?:aus|von|vom|der|die|das|dem|den|des|einer|einem|eines|ein|eine|the|a|an|of|"
    r"from|on|in|at|among|amongst|unter|auf|seiten|grossen|kleinen|anwesenden?|beteiligten?|"
    r"vertretenen?|present|represented|attending|big|small|larger|smaller|und|and|sowie|beiden?|"
    r"two|both|zwei|einen?|one|reihen|ranks|own|eigenen|jeweiligen|for|fur|with|bei|side)\b)*"
)
_SIDE_GAP = 40
_QUANTIFIER_REACH = 60
_LONGEST_CHAIN = 6


# 'Vertreterinnen und Vertreter': German names everybody twice and means everybody.
_BOTH_GENDERS = re.compile(r"\b([a-z]{4,})innen (?:und|oder|bzw\.|sowie) \1\b")


_GENDERED = re.compile(r"\b(female|male|weiblichen?|mannlichen?) $")
_MALE = frozenset(("male", "mannliche", "mannlichen"))


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a phrase. ``concept``: a kind of participant, "person", "country:XX",
    "region:xx" or "role:key"; ``form`` as in ``groups.tsv``, "g" for geography, "" for a post.
    """

    start: int
    end: int
    concept: str
    form: str


class Phrase:
    """A chain of terms; what stands before and after it in its sentence is read when asked for."""

    def __init__(self, text: Text, terms: tuple[Term, ...]) -> None:
        self.text = text
        self.terms = terms
        self.end = terms[-1].end

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The sentence the phrase stands in."""
        return self.text.sentence(self.terms[0].start, self.end, 240)

    @cached_property
    def left(self) -> str:
        """What stands before it in its sentence."""
        return self.text.folded[self.bounds[0] : self.terms[0].start]

    @cached_property
    def right(self) -> str:
        """What stands after it in its sentence."""
        return self.text.folded[self.end : self.bounds[1]].rstrip()

    @cached_property
    def _quantified(self) -> tuple[str, int]:
        left = self.left[-_QUANTIFIER_REACH:]
        for name, pattern in _quantifiers().items():
            match = pattern.search(left)
            if match and name == "definite" and self._is_conjunction(match.group()):
                continue
            if match:
                return name, self.terms[0].start - len(left) + match.start()
        # The quantifier may stand inside: 'one of the two women', 'unsere beiden Kommunen'.
        inner = self.text.folded[self.terms[0].start : self.end]
        for name, pattern in _INNER.items():
            if pattern.search(inner):
                return name, self.terms[0].start
        return "", self.terms[0].start

    def _is_conjunction(self, quantifier: str) -> bool:
        """'It was felt that integration managers should …': 'that' points at no plural."""
        if not quantifier.endswith("that ") and not quantifier.startswith("that "):
            return " that " in quantifier
        last = self.terms[-1]
        return last.form in ("o", "c", "p") or self.text.folded[last.end - 1] == "s"

    @property
    def quantifier(self) -> str:
        """One of "only", "both", "definite", "indefinite", "several", or nothing."""
        return self._quantified[0]

    @property
    def start(self) -> int:
        """Where it starts, the quantifier included."""
        return self._quantified[1]

    @property
    def forms(self) -> frozenset[str]:
        """The forms of all terms."""
        return frozenset(term.form for term in self.terms)


_INNER = {
    "only": re.compile(r"\b(?:einzige[nrms]?|only|sole)\b"),
    "both": re.compile(r"\b(?:beiden?|both|two|zwei)\b"),
}


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[tuple[tuple[str, str], ...], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}

    def add(word: str, concept: str, form: str) -> None:
        pairs = found.setdefault(ascii_fold(word), [])
        if (concept, form) not in pairs:
            pairs.append((concept, form))

    for concept, form, words in rows_of("groups.tsv"):
        for word in words.split(","):
            add(word.strip(), concept, form)
    for prefix in cues("group_prefixes"):
        concept, _, first = prefix.partition("=")
        for suffix in cues("group_suffixes"):
            form, _, second = suffix.partition("=")
            for glue in ("", "-"):
                add(first + glue + second, concept, form)
    for word, pairs in role_words().items():
        for key, gender in pairs:
            add(word, f"role:{key}", gender)
    for key, regions, names, adjectives, towns in rows_of("gazetteer.tsv"):
        concepts = (
            [f"region:{region}" for region in regions.split(",")]
            if key == "region"
            else [f"country:{key}"]
        )
        for name in f"{names},{adjectives},{towns}".split(","):
            if name.strip():
                for concept in concepts:
                    add(name.strip().rstrip("!"), concept, "g")
    patterns = list(found)
    return (
        AhoCorasick(
            patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        ),
        tuple(tuple(found[pattern]) for pattern in patterns),
    )


@cache
def _quantifiers() -> Mapping[str, re.Pattern[str]]:
    filler = r"(?:(?!und |and |die |der |das |the )[a-z-]+ ){0,2}"
    article = r"(?:der|die|das|dem|den|des|the)"
    # 'die beiden aus der Wissenschaft', 'the only one from academia'
    origin = r"(?:(?:aus|von|vom|from|unter|among)(?: (?:der|dem|den|the))? )?"
    return {
        "only": re.compile(
            rf"\b(?:(?:als )?(?:{article} )?(?:einzige[nrsm]?|only|sole|lone|alleinige[nr]?)|"
            rf"the one) "
            rf"{filler}{origin}$"
        ),
        "both": re.compile(
            rf"\b(?:{article} )?(?:beiden?|both|zwei|two)(?: of the| der)? {filler}{origin}$|"
            rf"\b(?:neither|either|none) of (?:the|our|these) {filler}$|\bneither $|"
            rf"\bkeine[rs]? (?:der|unserer|dieser) {filler}$"
        ),
        "definite": re.compile(
            rf"\b(?:{article}|diese[rsnm]?|jene[rsnm]?|this|these|that|those|unsere?[rnm]?|our|als)"
            rf" {filler}$"
        ),
        "indefinite": re.compile(
            rf"\b(?:eine?[rsnm]?|an?|one|another|noch eine?|weitere[rn]?) {filler}$"
        ),
        "several": re.compile(
            rf"\b(?:mehrere[nr]?|einige[nr]?|several|some|drei|three|vier|four|alle|all|manche|"
            rf"many|"
            rf"viele|most) {filler}$"
        ),
    }


@lru_cache(maxsize=64)
def _meanings_of(concepts: frozenset[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The readings of each pattern that can be true of somebody; posts stay, to break a chain."""
    return tuple(
        tuple(
            (concept, form)
            for concept, form in readings
            if concept in concepts or concept.startswith("role:")
        )
        for readings in _lexicon()[1]
    )


def terms_in(text: Text, concepts: frozenset[str]) -> Iterator[tuple[Term, ...]]:
    """The terms of a text in order; readings of one word come together."""
    automaton, _ = _lexicon()
    meanings = _meanings_of(concepts)
    folded, plain = text.folded, text.plain
    for index, start, end in automaton.find_matches_as_indexes(folded):
        if not meanings[index] or (start and folded[start - 1].isalnum()):
            continue
        if folded.startswith("uns", start) and plain[start].islower():
            continue  # 'erinnerte uns an die …': no UN
        marked = _GENDER_MARK.match(folded, end)
        tail = _TAIL.match(folded, end)
        if marked is None and tail is None:
            if meanings[index][0][1] != "g":
                continue
            # Country adjectives and demonyms are given by how they begin: 'norweg-ische'.
            high = end
            while high < len(folded) and folded[high].isalpha():
                high += 1
            if high - end > 6:
                continue
            end = high
        elif marked is not None:
            end = marked.end()
        elif tail is not None:
            end = tail.end() - (2 if tail.group().endswith("'s") else 0)
        readings = tuple(
            Term(start, end, concept, _form(form, marked is not None, tail))
            for concept, form in meanings[index]
            if form != "g" or plain[start].isupper() or plain[end - 1 : end].islower()
        )
        if readings:
            yield readings


def _form(form: str, is_marked: bool, tail: re.Match[str] | None) -> str:
    """The form of a word as it stands: 'Kolleg*in' is either, 'recruiters' are several."""
    if is_marked and form in "fm":
        return "n"
    if form == "n" and tail is not None and tail.group() == "s":
        return "p"
    return form


def phrases_in(text: Text, concepts: frozenset[str]) -> Iterator[Phrase]:
    """The phrases of a text made of ``concepts``, each with every reading of its terms."""
    chain: list[tuple[Term, ...]] = []
    for readings in terms_in(text, concepts):
        if chain:
            gap_start, gap_end = chain[-1][0].end, readings[0].start
            joins = (
                gap_end - gap_start <= _SIDE_GAP
                and len(chain) < _LONGEST_CHAIN
                and _GAP.fullmatch(text.folded, gap_start, gap_end) is not None
                and "\n\n" not in text.plain[gap_start:gap_end]
            )
            if not joins:
                yield from _built(text, chain)
                chain = []
        chain.append(readings)
    if chain:
        yield from _built(text, chain)


def _built(text: Text, chain: list[tuple[Term, ...]]) -> Iterator[Phrase]:
    named_twice = _BOTH_GENDERS.search(text.folded, chain[0][0].start, chain[-1][0].end + 24)
    for readings in _readings(chain):
        if named_twice:
            readings = tuple(
                replace(term, form="p") if term.form == "q" else term for term in readings
            )
        yield Phrase(text, readings)
        gendered = _GENDERED.search(text.folded, max(0, readings[0].start - 12), readings[0].start)
        if gendered and readings[0].concept != "person":
            # 'the female government officials'
            form = "r" if gendered.group(1) in _MALE else "q"
            yield Phrase(text, (Term(*gendered.span(1), "person", form), *readings))


def _readings(chain: list[tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """All combinations of readings, at most a few: most words have one."""
    if len(chain) == 1:
        for term in chain[0]:
            yield (term,)
        return
    combined: list[tuple[Term, ...]] = [()]
    for readings in chain:
        combined = [(*before, term) for before in combined for term in readings][:8]
    yield from combined
