"""Decides which matches of a name are a participant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from .context import Token, starts_line, starts_sentence, token_after, token_before
from .findings import Kind, Severity
from .forms import NameForm, PersonNames, name_forms, names_of, split_family
from .hits import Hit
from .lexicon import ascii_fold, cues, given_names, word_frequencies
from .roster import Person
from .text import Text
from .variants import VariantIndex

# What may follow a name inside its word: genitive, German -sche, and nothing else.
_TAIL = re.compile(r"(?:'?s|'|'?sche[nrsm]?|ens)?(?![A-Za-z0-9])")
_ADVERBS = frozenset(
    "also then again later first finally only just even still now here there never always "
    "dann noch auch selbst wieder zuerst zuletzt nur schon daraufhin allerdings jedoch aber "
    "hingegen dagegen weiter ausserdem zudem erneut nochmals sofort spaeter".split()
)
_AUXILIARIES = frozenset(
    "ist war wird wurde soll will is was would will could did does would kann kommt kam gibt gab "
    "has had zieht geht ging".split()
)
_CONNECTIVES = frozenset(
    "dass weil wenn ob wie als denn sodass waehrend nachdem bevor da und aber doch auch dann "
    "danach hier dort so that because when if as while then and but after before where since "
    "although though whether once later".split()
)
_ADJECTIVE = re.compile(r"^[a-z]{3,}(?:e|er|es|en|em)$")
_LIST_GLUE = re.compile(r" ?(?:,|,? (?:und|and|sowie)|&|/) ?")
_COMPOUND = re.compile(r"-([A-Za-z]{2,30})")
_SPEAKER_INITIALS = re.compile(
    r"(?P<open>[(\[])?(?<![A-Za-z0-9.])(?P<initials>[A-Z]\.[ -]?(?:[A-Z]\.[ -]?)?[A-Z]\.?|[A-Z]{2,3})"
    r"(?(open)[)\]:,]|(?: ?:| [-/] ))"
)
_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tat|beitrag|frage|vorschlag|ist|ismus|tor|treter|nehmer|leiter"
    r"|wort|satz|mail|plan|papier|rat|chef|ment|ness|ing)(?:in|en|s|e)?$"
)
_INITIAL = re.compile(r"^[A-Za-z]\.?$")


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    form: NameForm
    tail: str


class NameMatcher:
    """Finds the names of ``people`` in texts."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self.names: list[PersonNames] = [names_of(person) for person in people]
        forms: dict[str, list[NameForm]] = defaultdict(list)
        for index, person in enumerate(people):
            for form in name_forms(index, person, self.names[index]):
                forms[form.pattern].append(form)
        self._variants = VariantIndex(form for group in forms.values() for form in group)
        self._initials = self._initial_patterns()
        self._patterns = list(forms)
        self._forms = [forms[pattern] for pattern in self._patterns]
        self._automaton = (
            AhoCorasick(self._patterns, matchkind=MatchKind.Standard) if self._patterns else None
        )

    def find(self, text: Text) -> list[Hit]:
        """All names in a text, overlaps included."""
        matches = list(self._matches(text))
        hits: list[Hit] = []
        for place, match in enumerate(matches):
            # Only the nearest matches can stand in a list with this one.
            hit = self._decide(text, match, matches[max(0, place - 8) : place + 9])
            if hit is not None:
                hits.append(hit)
        for start, end, form in self._variants.find(text):
            refs = (self.people[form.person].id,)
            start, _ = self._extend_left(text, start, self.names[form.person], form.role)
            hits.append(Hit(start, end, Kind.NAME, Severity.BLOCK, refs, "name.spelling"))
        hits.extend(self._speaker_initials(text))
        return hits

    def _initial_patterns(self) -> dict[str, list[str]]:
        """Initials -> the ids of those who have them, given name first."""
        found: dict[str, list[str]] = defaultdict(list)
        for person in self.people:
            _, core = split_family(person.family)
            if not person.given or not core:
                continue
            for given in {person.given[0], "".join(w[0] for w in person.given.split())}:
                for family in {core[0][0], "".join(word[0] for word in core)}:
                    found[ascii_fold(given + family).upper()].append(person.id)
        return found

    def _speaker_initials(self, text: Text) -> Iterator[Hit]:
        """Initials where a speaker stands: before a colon or dash on a line, or in brackets."""
        for match in _SPEAKER_INITIALS.finditer(text.plain):
            start, end = match.span("initials")
            refs = self._initials.get(re.sub(r"[^A-Z]", "", match.group("initials")))
            if not refs:
                continue
            is_dotted = "." in match.group("initials")
            is_bracketed = bool(match.group("open"))
            if not is_bracketed and not starts_line(text, start):
                continue
            if not is_dotted and is_bracketed:
                # '(AA)' is an acronym as often as initials.
                continue
            yield Hit(start, end, Kind.NAME, Severity.BLOCK, tuple(refs), "name.initials")

    def _matches(self, text: Text) -> Iterator[_Match]:
        if self._automaton is None:
            return
        folded = text.folded
        plain = text.plain
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue
            tail = _TAIL.match(folded, end)
            if tail is None:
                continue
            if plain[start].islower() and self._forms[index][0].common:
                continue
            for form in self._forms[index]:
                yield _Match(start, end, form, tail.group())

    # -- one match ----------------------------------------------------------------------------

    def _decide(self, text: Text, match: _Match, matches: Sequence[_Match]) -> Hit | None:
        names = self.names[match.form.person]
        start, end = match.start, match.end + len(match.tail)
        if self._is_inside_address(text, start, end):
            return None
        start, support = self._extend_left(text, start, names, match.form.role)
        if support == "foreign":
            if match.form.common or match.form.role == "given":
                return None
            return self._hit(text, match, start, end, Severity.REVIEW, "name.unclear")
        compound = self._compound(text, end)
        if compound is not None:
            second, is_contribution = compound
            if is_contribution:
                end = second
            elif second and not support:
                if match.form.common or match.form.role != "surname":
                    return None
        if match.form.role == "given" and not support:
            verdict = self._given_alone(text, match, names)
            if verdict == "foreign":
                return None
        if support or compound is not None and compound[1]:
            reason = {"title": "name.addressed", "given": "name.full"}.get(support, "name.compound")
            return self._hit(text, match, start, end, Severity.BLOCK, reason)
        if not match.form.common:
            reason = {"given": "name.given", "alias": "name.alias"}.get(
                match.form.role, "name.surname"
            )
            if self._is_public(text, end):
                return None
            return self._hit(text, match, start, end, Severity.BLOCK, reason)
        framed = self._framed(text, match, matches)
        if framed is None:
            return None
        severity = Severity.BLOCK if framed == "name.frame" else Severity.REVIEW
        return self._hit(text, match, start, end, severity, framed)

    def _hit(
        self, text: Text, match: _Match, start: int, end: int, severity: Severity, reason: str
    ) -> Hit:
        person = self.people[match.form.person]
        return Hit(start, end, Kind.NAME, severity, (person.id,), reason)

    def _is_inside_address(self, text: Text, start: int, end: int) -> bool:
        """Whether the match is part of an e-mail address or a link: those are contacts."""
        before = text.plain[max(0, start - 1) : start]
        after = text.plain[end : end + 2]
        return before in ("@", "_", "/") or after[:1] in ("@", "_")

    def _extend_left(
        self, text: Text, start: int, names: PersonNames, role: str
    ) -> tuple[int, str]:
        """Takes in particles, given names, initials and titles; says what supports the match."""
        support = ""
        while True:
            token = token_before(text, start)
            if token is None or token.gap not in (" ", "-", ". ", "\n", "."):
                return start, support
            word = token.folded
            if token.gap == "-" and word not in names.given | names.halves:
                foreign = token.is_capitalised and word in given_names() and not support
                return start, "foreign" if foreign else support
            if role != "given" and not support and word in names.particles and token.gap == " ":
                start = token.start
            elif role != "given" and word in names.given and token.gap in (" ", "-", "\n"):
                start, support = token.start, "given"
            elif role in ("half", "surname") and word in names.halves and token.gap in " -":
                start, support = token.start, "given"
            elif role != "given" and _INITIAL.match(token.text) and token.is_capitalised:
                if token.text[0].lower() in names.initials:
                    start, support = token.start, "given"
                else:
                    return start, support or ("foreign" if token.text.endswith(".") else "")
            elif self._is_title(token):
                start, support = token.start, support or "title"
            else:
                foreign = not support and role != "given" and self._is_given_name(text, token)
                return start, "foreign" if foreign else support

    @staticmethod
    def _is_title(token: Token) -> bool:
        word = token.folded
        return (token.is_capitalised and token.gap in (" ", ". ", "\n", ".")) and (
            word in cues("titles") or word + "." in cues("titles")
        )

    @staticmethod
    def _is_given_name(text: Text, token: Token) -> bool:
        """Whether the word before a surname looks like somebody else's given name."""
        if token.gap != " " or not token.is_capitalised or not token.text.isalpha():
            return False
        word = token.folded
        if word in cues("speech") or word in cues("determiners") or len(word) < 3:
            return False
        frequency, ordinary = word_frequencies().get(word, (0.0, False))
        if word in given_names():
            return not (ordinary and starts_sentence(text, token.start))
        # A German compound is in no list; a given name is short and seldom ends like a noun.
        return (frequency == 0.0 and len(word) <= 9 and not _NOUN.search(word)) or (
            frequency > 0.0 and not ordinary
        )

    @staticmethod
    def _compound(text: Text, end: int) -> tuple[int, bool] | None:
        """The end of a hyphenated second half, and whether it speaks of a contribution."""
        match = _COMPOUND.match(text.plain, end)
        if match is None:
            return None
        second = match.group(1).lower()
        if second in cues("compounds") or second in cues("contributions"):
            return match.end(), True
        return match.end(), False

    @staticmethod
    def _is_public(text: Text, end: int) -> bool:
        token = token_after(text, end)
        return (
            token is not None
            and token.gap in (" ", "-")
            and token.is_capitalised
            and token.folded in cues("public_compounds")
        )

    def _given_alone(self, text: Text, match: _Match, names: PersonNames) -> str:
        """'foreign' where a given name is followed by somebody else's surname."""
        token = token_after(text, match.end)
        if token is None or token.gap not in (" ", "-") or not token.is_capitalised:
            return ""
        word = token.folded
        if word in names.surnames | names.halves | names.particles | names.given:
            return ""
        _, ordinary = word_frequencies().get(word, (0.0, False))
        return "" if ordinary and token.gap == " " else "foreign"

    # -- frames for names that are words --------------------------------------------------------

    def _framed(self, text: Text, match: _Match, matches: Sequence[_Match]) -> str | None:
        plain = text.plain
        start, end = match.start, match.end + len(match.tail)
        before, after = token_before(text, start), token_after(text, end)
        if self._is_public(text, end):
            return None
        if before and before.gap == " " and before.folded in cues("determiners"):
            return None
        if self._is_tag(text, start, end):
            return "name.frame"
        if self._is_bracketed(text, start, end):
            return "name.frame"
        span = plain[match.start : match.end]
        if span.isupper() and len(span) > 2 and not self._is_shouted(text, start, end):
            return "name.frame"
        if (
            after
            and after.gap == ", "
            and after.folded in self.names[match.form.person].given
            and after.is_capitalised
        ):
            return "name.frame"
        if before and before.gap == " " and self._is_source(text, before):
            return "name.frame"
        if match.tail in ("s", "'s", "'") and after and after.gap in (" ", "' "):
            return "name.frame" if after.folded in cues("contributions") else None
        is_adjective = bool(
            before
            and before.gap == " "
            and _ADJECTIVE.match(before.folded)
            and before.folded not in cues("speech") | cues("acts") | _CONNECTIVES
        )
        if before and before.gap == " " and not before.is_capitalised:
            if before.folded in cues("speech"):
                return "name.frame"
            if before.folded in cues("acts") - _AUXILIARIES:
                return "name.frame"
        clause_start = (
            starts_sentence(text, start)
            or before is None
            or before.gap != " "
            or before.folded in _CONNECTIVES
        )
        if after and after.gap == " " and clause_start and not is_adjective:
            verb = after.folded
            if verb in _ADVERBS or verb.endswith("ly"):
                later = token_after(text, after.end)
                verb = later.folded if later and later.gap == " " else verb
            is_plural = verb.endswith("ten")
            if verb in cues("speech") and not is_plural:
                return "name.frame"
            if verb in cues("acts") - _AUXILIARIES and not is_plural and not verb.endswith("en"):
                return "name.frame"
        if after and after.gap == ", " and after.folded == "who" and clause_start:
            return "name.frame"
        if self._in_list(text, match, matches):
            return "name.frame"
        return None

    @staticmethod
    def _is_tag(text: Text, start: int, end: int) -> bool:
        return text.plain[end : end + 1] == ":" and starts_line(text, start)

    @staticmethod
    def _is_bracketed(text: Text, start: int, end: int) -> bool:
        plain = text.plain
        return plain[start - 1 : start] in ("(", "[") and plain[end : end + 1] in (")", "]", ",")

    @staticmethod
    def _is_shouted(text: Text, start: int, end: int) -> bool:
        left, right = text.sentence(start, end)
        rest = text.plain[left:start] + text.plain[end:right]
        return not any(character.islower() for character in rest)

    @staticmethod
    def _is_source(text: Text, before: Token) -> bool:
        word = before.folded
        if word in cues("source_prepositions"):
            return True
        earlier = token_before(text, before.start)
        if earlier is None:
            return False
        if word == "to" and earlier.folded in ("according", "thanks"):
            return True
        return (
            word in ("von", "by", "from", "bei", "an", "to")
            and earlier.gap == " "
            and earlier.folded in cues("from_name")
        )

    def _in_list(self, text: Text, match: _Match, matches: Sequence[_Match]) -> bool:
        """Whether a certain name of another participant stands beside it: 'Wolf und Hellmich'."""
        for other in matches:
            if other.form.person == match.form.person or other.form.common:
                continue
            if text.plain[other.start].islower():
                continue
            low, high = sorted(((other.start, other.end), (match.start, match.end)))
            between = text.plain[low[1] : high[0]]
            if _LIST_GLUE.fullmatch(between):
                return True
        return False
