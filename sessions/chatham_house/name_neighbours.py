"""The words around a match of a name, and what among them speaks against a name."""

from __future__ import annotations

from .context import Token, starts_sentence, token_after, token_before
from .lexicon import cues
from .name_kinds import is_stuff
from .name_words import ADJECTIVE, ADVERBS, CONNECTIVES, INDEFINITE, LOCATIVES
from .text import Text

# 'Sogar Winter lachte kurz auf'
_FOCUS = frozenset("sogar selbst ausgerechnet einzig nur".split())

_HONOURS = frozenset(
    "Memorial General Regional District Central Children's Community Teaching International State "
    "Public Technical Medical National".split()
)
_BEFORE_VERBS = frozenset(
    "ihm ihr ihnen dem da dann hier dort darauf dagegen dazu danach daraufhin zuletzt zuerst "
    "schliesslich anschliessend daran damit dafur hierzu".split()
)


def is_determined(text: Text, start: int) -> bool:
    """Whether an article or a number stands before a place in the text."""
    before = token_before(text, start)
    return bool(before and before.gap == " " and before.folded in cues("determiners"))


class Neighbours:
    """A match of a name and the words around it, read once."""

    __slots__ = ("after", "before", "end", "language", "start", "tail", "text", "word")

    def __init__(self, text: Text, start: int, end: int, tail: str, language: str) -> None:
        self.text = text
        self.start = start
        self.end = end + len(tail)
        self.tail = tail
        self.language = language
        self.word = text.folded[start:end]
        self.before = token_before(text, start)
        self.after = token_after(text, self.end)

    # -- what speaks against a name ---------------------------------------------------------------

    def has_determiner(self) -> bool:
        """Whether an article, a number or 'zum' stands before: then it is a noun."""
        before = self.before
        if before is None or before.gap != " " or before.folded not in cues("determiners"):
            return False
        if before.folded == "all" and self.text.folded.endswith("above ", 0, before.start):
            return False
        # 'an' is an article in English and a preposition in German.
        return not (self.language == "de" and before.folded == "an")

    def has_indefinite_article(self) -> bool:
        """'ein Morgenstern': nobody is one of several of themself."""
        before = self.before
        return bool(
            before
            and before.gap == " "
            and (
                before.folded in INDEFINITE
                or (before.folded in ("a", "an") and self.language == "en")
            )
        )

    def has_neuter_article(self) -> bool:
        """'Das Sommerfeld war gemäht': people are no neuters."""
        before = self.before
        return bool(
            before
            and before.gap == " "
            and before.folded in ("das", "dieses", "jenes")
            and self.language == "de"
            and not self.tail
            and self.after
            and self.after.gap == " "
            and not self.after.is_capitalised
            and starts_sentence(self.text, before.start)
        )

    def is_both(self) -> bool:
        """'Both Marsh and Bush'."""
        return bool(self.before and self.before.folded in ("both", "sowohl", "beide"))

    def has_adjective(self) -> bool:
        """Whether an adjective stands before."""
        before = self.before
        return bool(
            before
            and before.gap == " "
            and ADJECTIVE.match(before.folded)
            and before.folded not in cues("speech") | cues("acts") | cues("human_acts")
            and before.folded not in CONNECTIVES | ADVERBS
            and not before.is_capitalised
            and not (before.folded.endswith("te") and self._has_dative_first(before))
        )

    def _has_dative_first(self, verb: Token) -> bool:
        """'Ihm pflichtete Probst bei': behind such a word stands a verb, and no adjective."""
        earlier = token_before(self.text, verb.start)
        return bool(earlier and earlier.gap == " " and earlier.folded in _BEFORE_VERBS)

    def is_placed(self) -> bool:
        """Whether it follows a preposition of place: 'in Ruhland', 'near Hartley'."""
        before = self.before
        return bool(before and before.gap == " " and before.folded in LOCATIVES)

    def is_public(self) -> bool:
        """Whether what follows makes it an institution or a place: 'West Africa', 'Lang Verlag'."""
        after = self.after
        if after is not None and after.gap == " " and after.text in _HONOURS:
            # 'the Mori Memorial Hospital'
            after = token_after(self.text, after.end)
        return bool(
            after
            and after.gap in (" ", "-")
            and after.is_capitalised
            and after.folded in cues("public_compounds")
        )

    def opens_clause(self) -> bool:
        """Whether a clause starts with it."""
        before = self.before
        if before is None or before.gap != " " or starts_sentence(self.text, self.start):
            return True
        if before.folded in ("und", "and", "aber", "sowie"):
            earlier = token_before(self.text, before.start)
            return bool(earlier and (earlier.gap.startswith(",") or earlier.text.islower()))
        if before.folded in _FOCUS:
            # 'Selbst Gold gab nach' is a market.
            acts = self.after is not None and self.after.folded in cues("human_acts")
            return starts_sentence(self.text, before.start) and (acts or not is_stuff(self.word))
        return before.folded in CONNECTIVES
