"""The words around a name that is also a word: do they make it a name there?

German capitalises nouns, so capitals say nothing; what does is a title, a verb of saying, a colon,
a list of other participants, a genitive without an article - and no article or adjective before.
"""

from __future__ import annotations

import re

from . import speech
from .context import Token, is_cell, is_roll_call, starts_sentence, token_after, token_before
from .frames import frames
from .lexicon import cues
from .name_data import contexts
from .name_entries import starts_entry
from .name_kinds import is_stuff, kinds
from .name_neighbours import Neighbours
from .name_tables import CLOSES, IN_PAIR, MEASURED, is_in_title, is_last_cell, is_measured_row
from .name_words import (
    ABOUT,
    ADVERBS,
    ANSWERS,
    ASKS_WHAT,
    AUXILIARIES,
    BEFORE_ADJECTIVE_NOUNS,
    CAME,
    HAS_VERB_FOR,
    IN_USE,
    MADE_THERE,
    MENTIONED,
    PAST,
    PLURAL_VERBS,
    PREPOSITIONS,
    SUBORDINATORS,
    VERBS_TOO,
    WOULD_SAY,
    is_participle,
)

# Capitals of their own in English, and yet no more than a name before what somebody brought.
_SURNAMES_IN_ENGLISH = frozenset(("bush", "page", "young", "fox", "reich", "winter", "summer"))
_TO_US = frozenset("mir uns ihm ihr ihnen".split())
_ASKING = frozenset(
    "did does has had is was will would could can should do have when if because as since while "
    "although unless whether once after before where how what why that though".split()
)
_THINGS_DO = frozenset("kept offered pushed pressed held".split())
_TOLD = frozenset("told asked met called emailed rang reminded warned thanked saw spoke".split())
_BROUGHT = frozenset(
    "amendment wording compromise clause formula text draft edit caveat footnote motion phrasing "
    "proposal objection definition".split()
)


class Surroundings(Neighbours):
    """A match of a name and the words around it, with the frames that make a word a name."""

    __slots__ = ()

    # -- what speaks for a name -------------------------------------------------------------------

    def is_tag(self) -> bool:
        """Whether it stands as a speaker before what was said."""
        plain = self.text.plain
        if plain[self.end : self.end + 1] != ":":
            return False
        if (
            self.before
            and self.before.gap == " "
            and (
                self.before.folded in cues("contributions")
                or self.before.folded in ("einmal", "speaker")
            )
        ):
            return True
        if not starts_entry(self.text, self.start):
            return False
        if re.match(r": ?\d", plain[self.end : self.end + 3]):
            return False  # 'Price: 40 dollars'
        if self.word == "kurz" and "\n" not in plain:
            return False  # 'Kurz: Es fehlt an Personal.'
        if is_stuff(self.word) and MEASURED.match(self.text.folded, self.end):
            return False
        if self.word not in cues("bare_nouns"):
            return True
        # 'Winter: Prüfungstermine' is a heading; a speaker says a sentence.
        line = plain[self.end + 1 : self.end + 120].split("\n")[0]
        if ANSWERS.match(line):
            return True
        if ASKS_WHAT.match(line) and not line.endswith("?"):
            return False
        return line.count(" ") >= 4 and re.search(r" [a-z]+ [a-z]+", line) is not None

    def is_bracketed(self) -> bool:
        """Whether it stands alone in brackets, in a cell, or in a list of those present."""
        plain = self.text.plain
        if is_cell(self.text, self.start, self.end):
            return not (is_stuff(self.word) and is_measured_row(self))
        if is_roll_call(self.text, self.start):
            return True
        if is_last_cell(self):
            return True
        return plain[self.start - 1 : self.start] in ("(", "[") and plain[
            self.end : self.end + 1
        ] in (")", "]", ",")

    def is_shouted(self) -> bool:
        """Whether it is in capitals in a sentence that is not, and no heading."""
        span = self.text.plain[self.start : self.end]
        if not span.isupper() or len(span) < 3 or span.endswith(":"):
            return False
        if self.text.plain[self.end : self.end + 1] == ":":
            return False
        if self.before and self.before.text.isupper() and len(self.before.text) > 2:
            return False
        left, right = self.text.sentence(self.start, self.end)
        rest = self.text.plain[left : self.start] + self.text.plain[self.end : right]
        return any(character.islower() for character in rest)

    def is_source(self) -> bool:
        """Whether it follows 'laut', 'according to', 'Beitrag von' and the like."""
        before, after = self.before, self.after
        if before is None or before.gap != " ":
            return False
        word = before.folded
        if word in ("fur", "for"):
            return bool(HAS_VERB_FOR.match(self.text.folded, self.end))
        if word in cues("source_prepositions"):
            return True
        if word in cues("contributions") and before.is_capitalised:
            follows = self.text.plain[self.end : self.end + 1]
            if follows in (",", ":", ".", ";", ")", "\n", ""):
                return True
            return bool(after and after.gap == " " and after.folded in ABOUT)
        if word not in PREPOSITIONS:
            return False
        earlier = token_before(self.text, before.start)
        if word == "to" and earlier and earlier.folded in ("according", "thanks", "left", "up"):
            return True
        if earlier and earlier.gap == " " and earlier.folded in cues("from_name"):
            # 'came by May': until then, unless somebody of that name is meant.
            return not (word == "by" and self.word in ("may", "march", "june", "august"))
        if word in ("bei", "mit") and after and after.gap == " " and not after.is_capitalised:
            verb = after.folded
            told = verb in AUXILIARIES or verb in cues("strong_past") or PAST.match(verb)
            return bool(told) and self.word not in cues("bare_nouns")
        said = after and after.gap == " " and after.folded in CAME
        return bool(said and word in ("von", "from", "by", "bei"))

    def is_name_of_contribution(self) -> bool:
        """'The Marsh proposal': English puts the name before the noun."""
        before, after = self.before, self.after
        if self.language == "en" and IN_PAIR.match(self.text.plain, self.end):
            return True
        return bool(
            self.language == "en"
            and before
            and after
            and before.folded in ("the", "this", "that")
            and after.gap == " "
            and after.text.islower()
            and (after.folded in cues("contributions") or after.folded in _BROUGHT | MADE_THERE)
            and not IN_USE.match(self.text.folded, after.end)
            and self.word not in cues("capital_in_english") - _SURNAMES_IN_ENGLISH
        )

    def is_genitive_of_contribution(self) -> bool:
        """'Kochs Einwand', 'Page's dry summary'."""
        after = self.after
        if (
            self.tail == "s"
            and self.language == "en"
            and self.text.plain[self.end : self.end + 1] == "'"
        ):
            return False  # 'Speakers' list'
        if self.tail not in ("s", "'s", "'") and not self.word.endswith("s"):
            return False
        if self.language == "en" and not self.tail and after and after.gap == " ":
            if after.folded in VERBS_TOO or (self.before and self.before.is_capitalised):
                return False  # 'Banks draft rules', 'the Red Cross table'
        if after is None or after.gap not in (" ", "' "):
            return False
        if after.folded in cues("contributions"):
            return True
        if self.tail == "'s" and after.folded in contexts("compound_endings"):
            return True
        later = token_after(self.text, after.end)
        return bool(
            self.tail == "'s"
            and later
            and later.gap == " "
            and later.folded in cues("contributions")
        )

    def follows_verb(self) -> bool:
        """'ergänzte Wolf', 'sprach sich Stein aus', 'said Summers'."""
        before = self.before
        if before is None or before.gap not in (" ", ", ") or before.is_capitalised:
            return False
        word = before.folded
        if word in ADVERBS and before.gap == " ":
            earlier = token_before(self.text, before.start)
            if earlier and earlier.gap == " " and not earlier.is_capitalised:
                word = earlier.folded
        if before.gap == ", ":
            return False
        if word in _TO_US:
            earlier = token_before(self.text, before.start)
            word = earlier.folded if earlier and earlier.gap == " " else word
        if word in cues("speech") and not is_participle(word):
            return True
        if word in cues("human_acts"):
            return True
        return (
            word in cues("acts") - AUXILIARIES
            and self.word not in cues("bare_nouns") | kinds("de", "mass")
            and not is_participle(word)
        )

    def precedes_verb(self) -> bool:
        """'Wolf bat darum', 'West then asked', 'Reich was clear that'."""
        after = self.after
        if after is not None and self._is_said_in_capitals(after):
            return True
        if after is None or after.gap != " " or after.is_capitalised or not self.opens_clause():
            return False
        if self.has_adjective():
            return False
        right = self.text.folded[self.end : self.end + 200]
        if speech.speaks_in_two_words(right) and not (
            is_stuff(self.word) and not CLOSES.match(right)
        ):
            return True
        if WOULD_SAY.match(right):
            return True
        verb = after.folded
        if verb in ADVERBS or verb.endswith("ly"):
            later = token_after(self.text, after.end)
            verb = later.folded if later and later.gap == " " else verb
        if verb.endswith("ten") or is_participle(verb):
            return False
        if self.language == "en" and self.word.endswith("s") and verb in PLURAL_VERBS:
            return False  # 'Banks ask'
        if verb in cues("speech"):
            return True
        if frames().attitude_right.match(self.text.folded[self.end : self.end + 60]):
            return True
        mass = self.language == "en" and self.word in kinds("en", "mass") | kinds("en", "time")
        if verb in cues("human_acts") and not (mass and verb in _THINGS_DO):
            return True
        if mass or self.word in cues("bare_nouns") or self.word in cues("adjective_names"):
            return False
        if verb in cues("acts") - AUXILIARIES and not verb.endswith("en"):
            return True
        return bool(PAST.match(verb)) and not self.word.endswith("s")

    def _is_said_in_capitals(self, after: Token) -> bool:
        """'LAMB ASKED FOR A FLOOR': a line in capitals, in the past as no headline is."""
        return (
            after.text.isupper()
            and after.gap == " "
            and self.text.plain[self.start : self.end].isupper()
            and after.folded.endswith("ed")
            and after.folded in cues("speech")
            and starts_sentence(self.text, self.start)
        )

    def is_told_of(self) -> bool:
        """'dass Wolf darauf hinwies': after a conjunction, with a verb of saying to follow."""
        before = self.before
        if before is None or before.gap != " " or before.folded not in SUBORDINATORS:
            return False
        _, high = self.text.sentence(self.start, self.end, 160)
        clause = self.text.folded[self.end : high].split(",")[0]
        words = re.findall(r"[a-z]+", clause)
        return any(word in cues("speech") and not word.endswith("en") for word in words)

    def has_relative_clause(self) -> bool:
        """'West, who had asked'."""
        after = self.after
        return bool(after and after.gap == ", " and after.folded == "who" and self.opens_clause())

    def is_named_by_its_case(self) -> bool:
        """Capitals that the language would not give the word: English nouns, German adjectives."""
        before, after = self.before, self.after
        if (
            starts_sentence(self.text, self.start)
            or before is None
            or before.gap not in (" ", ", ")
        ):
            return False
        if before.text[0].isdigit() and self.text.plain[self.end : self.end + 1] == ":":
            return False  # '9.30 Price: 40 dollars'
        if self.language == "en":
            if self.word in cues("capital_in_english") and not self._follows_first_word():
                return False
            if before.is_capitalised and not self._follows_first_word():
                return False
            if before.folded in MENTIONED or is_in_title(self):
                return False
            return not (after and after.gap == " " and after.is_capitalised)
        if self.word not in cues("adjective_names"):
            return False
        return before.folded not in BEFORE_ADJECTIVE_NOUNS and not before.is_capitalised

    def _follows_first_word(self) -> bool:
        """'Call Mercy back': an order to do something with a person."""
        before = self.before
        return bool(
            before
            and starts_sentence(self.text, before.start)
            and before.folded in cues("from_name") | _TOLD | _ASKING
        )

    def stands_alone(self) -> bool:
        """'Noch offen: Kaiser' - a name or a noun, nobody can tell."""
        before = self.before
        if before is None or not before.gap.startswith(":"):
            return False
        return bool(re.match(r"[.!]?\s*(?:\n|$)", self.text.plain[self.end : self.end + 4] + "\n"))
