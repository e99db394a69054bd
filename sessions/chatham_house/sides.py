"""'The Australian side' at a table, or a side of a treaty, a river or a border.

'On the Australian side it was negotiated by …' tells who did it in the world; 'on the Australian
side heads were shaken' tells what happened in the room, and so does 'the Australian side wanted'.
"""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import alternation, cues
from .phrases import Phrase

_SIDE = re.compile(r"(?:side|seite)\Z")
_ON = re.compile(r"\b(?:on|auf)(?: the| der)? (?:[a-z-]+ )?$")
# 'The Swiss side of the lake'; of the table or the debate it is people.
_OF = re.compile(
    r"^ (?:of|des|der|vom|von) (?!(?:the |our |this |des |der )?(?:[a-z]+ )?(?:table|room|debate|"
    r"discussion|argument|tisch|tisches|raums?|debatte|runde|diskussion|saales?|saals)\b)"
)
_SHOWN = re.compile(
    r"\b(?:heads?|eyebrows?|eyes|faces?|shoulders|hands?|patience|mood|tone|smiles?|voices?|kopfe?|"
    r"stirn|schultern|mienen|gesichter|hande|geduld|stimmung|ton|augenbrauen)\b"
)
_MAN = re.compile(
    r"^,? (?:sah|sieht|hielt|halt|fand|findet|war|ist|wollte|will|zeigte|gab|reagierte|"
    r"schuttelte|nickte|winkte|furchtete|furchtet|hoffte|hofft|wunschte|wunscht|zogerte|meinte|"
    r"meint|verstand|bestand|blieb|nahm|lehnte|bat|horte|wusste|lachte|schwieg|rechnete) man\b|"
    r"^,? (?:they|nobody|no one|everyone|one|niemand|keiner|jeder)\b"
)


def is_side_of_a_thing(phrase: Phrase) -> bool:
    """Whether a phrase that ends with 'side' speaks of no people of the room."""
    end = phrase.terms[-1].end
    if phrase.terms[-1].form != "s" or not _SIDE.search(phrase.text.folded, end - 6, end):
        return False
    return is_far_side(phrase.left, phrase.right)


def is_far_side(left: str, right: str) -> bool:
    """Whether 'the Australian side' between ``left`` and ``right`` is no people of the room."""
    if _OF.match(right):
        return True
    if not _ON.search(left):
        return False
    return not _is_felt(_ON.sub("", left), right)


def is_felt_on_side(phrase: Phrase) -> bool:
    """'Auf schwedischer Seite schüttelte man den Kopf': what people of the room felt or did."""
    return _ON.search(phrase.left) is not None and _is_felt("", phrase.right)


def _is_felt(left: str, right: str) -> bool:
    return bool(
        speech.in_room(f"{left} | {right}")
        or _MAN.match(right)
        or _SHOWN.search(right)
        or _was_felt().search(f"{left} | {right}")
    )


@cache
def _was_felt() -> re.Pattern[str]:
    """What somebody feels or says about what is on the table."""
    words = alternation(
        cues("reactions")
        | (cues("attitudes") - _FOR_IT)
        | (cues("room_contributions") - _OF_STATES)
    )
    return re.compile(
        rf"\b(?:{words}|enthusiasm|appetite|reluctance|willingness|scepticism|unease|"
        rf"irritation|relief|regret|skepsis|bereitschaft|unmut|erleichterung|vorbehalten?)(?![a-z])"
    )


# 'Dafür ist der Kanton zuständig'
_FOR_IT = frozenset(("dafur", "dagegen", "nicht zustandig", "not responsible"))
# States sign, approve and support, too.
_OF_STATES = frozenset(
    "agreement support zustimmung unterstutzung contribution beitrag beitrage line linie point "
    "points word wort position talk account question fragen frage offer angebot request bitte "
    "ablehnung ankundigung zusage ja nein take reading example beispiel examples beispiele".split()
)
