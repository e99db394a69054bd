"""Whether a name beside a participant's makes it somebody else's."""

from __future__ import annotations

import re

from .context import Token
from .lexicon import cues, is_known, word_frequencies
from .name_data import contexts


def is_foreign_given(token: Token, given: frozenset[str], own: frozenset[str]) -> str:
    """'foreign' where somebody else's given name stands before a surname, 'unclear' perhaps."""
    if token.gap not in (" ", "-") or not token.is_capitalised or not token.text.isalpha():
        return ""
    word = token.folded
    if word in own or len(word) < 3 or word == "anders":
        return ""
    if word in cues("speech") or word in cues("determiners") or word in cues("contributions"):
        return ""
    if word in contexts("note_nouns") or word in contexts("labels"):
        return ""
    frequency, ordinary = word_frequencies().get(word, (0.0, False))
    if word in given:
        return "foreign"
    if frequency and not ordinary:
        return "foreign"
    if not is_known(word) and len(word) <= 9 and not _NOUN.search(word):
        return "unclear"
    return ""


_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tat|beitrag|frage|vorschlag|ist|ismus|tor|treter|nehmer|leiter"
    r"|wort|satz|mail|plan|papier|rat|chef|ment|ness|ing|rede|ruf)(?:in|en|s|e)?$"
)
