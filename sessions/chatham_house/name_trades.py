"""Surnames that are trades and posts: where the word is the trade, and where it is a woman.

'Kämmerer rechnen mit …', 'der Berliner Kämmerer', 'Hüter der Verträge ist die Kommission' speak of
whoever holds the post; 'Die Kämmerer wollte das nicht' does not.
"""

from __future__ import annotations

import re

from .context import Token, starts_sentence, token_after
from .lexicon import cues
from .name_adjectives import is_pronoun_before
from .name_frames import Surroundings
from .name_guards import is_among_nouns
from .name_kinds import has_one_form, is_living
from .name_words import PAST, SUBORDINATORS, is_participle

_REACH = 40


def is_plural_trade(around: Surroundings) -> bool:
    """'Schuhmacher in Wien verdienen wenig': a trade in the plural, by its verb."""
    before = around.before
    if around.language != "de" or around.tail:
        return False
    right = around.text.folded[around.end : around.end + 80]
    plain = around.text.plain
    if _GENITIVE.match(plain, around.end) or _OF_TOWN.search(
        plain, max(0, around.start - _REACH), around.start
    ):
        return True
    if before is not None and before.gap == " ":
        # 'Die Bahn sucht Schaffner', 'wer Kämmerer ist'
        if before.folded in SUBORDINATORS and has_one_form(around.word):
            # 'Dass Kämmerer sparen, ist kein Geheimnis'
            clause = re.split(r"[.,;:!?\n]", right, maxsplit=1)[0]
            return clause.endswith("en") and clause.count(" ") < 6
        return before.folded in _SOUGHT or (
            before.folded == "wer" and _IS_ONE.match(right) is not None
        )
    if _OFFICE_OF.match(right):
        return True
    if not (around.word.endswith("er") or has_one_form(around.word)):
        return False
    if _PLURAL_PREDICATE.match(right) or _PLACED_MANY.match(around.text.plain, around.end):
        return True
    verb = _MANY.match(right)
    return verb is not None and not is_participle(verb.group(1)) and not _TO_DO.match(right)


_PLURAL_PREDICATE = re.compile(
    r"(?: (?:in|aus|mit|ohne|im|am|auf|vom) (?:[a-z]+ ){1,3})? ?(?:sind|waren|haben|hatten|werden|"
    r"konnen|mussen|sollen|wollen|brauchen|verdienen|arbeiten|suchen|finden|fehlen|bilden|gelten|"
    r"zahlen|bleiben|stellen|klagen|leben|kommen|gehen|bekommen|erhalten|lernen|beschaftigen)\b"
)


_MANY = re.compile(
    r" (?!(?:gern|gestern|sondern|inwiefern|eben|wegen|neben|gegen|morgen|offen|ihren|seinen|"
    r"keinen|einen|den|zwischen|dagegen|hingegen|indessen|unterdessen|diesen|allen) )"
    r"([a-z]{2,}(?:en|eln|ern)) (?=[a-z])"
)
# 'Gerber in Fes tragen keine Handschuhe'
_PLACED_MANY = re.compile(
    r" (?:in|aus|am|im|auf|an|bei|mit|vom) (?:der |den |dem )?[A-Z][a-z]+ (?!(?:neben|wegen|gegen|"
    r"zwischen|ihren|seinen|einen|keinen|den|morgen|offen)\b)[a-z]{2,}en (?=[a-z0-9A-Z])"
)
# 'Der Berliner Kämmerer'
_OF_TOWN = re.compile(r"\b(?:[Dd](?:er|em|en|es|ie)|[Ee]in(?:em|en|es)?) [A-Z][a-z]{2,}er $")
# A task, and no plural: 'Kämmerer bis Montag anrufen', 'Kämmerer fragen, ob …'
_TO_DO = re.compile(
    r" (?:anrufen|fragen|informieren|einladen|erinnern|bitten|danken|antworten|treffen|sprechen|"
    r"anschreiben|einbinden|nachfragen|uberzeugen|unterstutzen|zitieren|gewinnen)\b"
)
_SOUGHT = frozenset(
    "mehr weniger genug genugend lauter sucht suchte suchen suchten braucht brauchen beschaftigt "
    "ausgebildete".split()
)
_IS_ONE = re.compile(r" (?:ist|war|wird|wurde|werden|sein)\b")
_GENITIVE = re.compile(r" (?:einer|eines) [A-Z]| (?:dringend )?gesucht(?=[:.,;]| wird| werden)")
# 'Hüter der Verträge ist die Kommission', 'Konsul in Athen war damals …'
_OFFICE_OF = re.compile(
    r" (?:(?:der|des) [a-z]+|in [a-z]+|von [a-z]+|beim? [a-z]+|im [a-z]+) (?:ist|war|wurde|wird|"
    r"bleibt|blieb) (?:der|die|das|ein|seit|damals|heute|[0-9]|nach|lange|seinerzeit|zuletzt)"
)


def is_woman(around: Surroundings, before: Token) -> bool:
    """'Die Kämmerer wollte das nicht': of many it would be 'wollten'."""
    after = around.after
    if after is None or after.gap != " " or not has_one_form(around.word):
        return False
    if not starts_sentence(around.text, before.start) or not is_living(around.word):
        return False
    verb = after.folded
    return verb in _OF_ONE or (PAST.match(verb) is not None and verb in cues("speech"))


_OF_ONE = frozenset(
    "wollte will meint sagt hat hatte findet fragt bat gab sah nickte lachte".split()
)


def is_among(around: Surroundings) -> bool:
    """'Kirchner und Küster': coordinated with a noun that is nobody's name."""
    after = around.after
    if after is None or after.folded not in ("und", "and", "oder", "or") or after.gap != " ":
        return is_among_nouns(around)
    other = token_after(around.text, after.end)
    return bool(other and other.gap == " " and other.is_capitalised) or is_among_nouns(around)


def is_determined_noun(around: Surroundings, *, doubtful: bool) -> bool:
    """Whether an article or, before a rare word, an adjective makes it the noun it also is."""
    if doubtful and around.has_adjective():
        return True
    if not around.has_determiner() or is_pronoun_before(around):
        return False
    before = around.before
    is_hers = doubtful and before is not None and before.folded == "die"
    return not (is_hers and before is not None and is_woman(around, before))
