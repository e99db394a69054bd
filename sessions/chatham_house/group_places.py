"""Where a group is a place or a topic, and what a counted group would do."""

from __future__ import annotations

import re

from .phrases import Phrase

_WHERE = re.compile(
    r"\b(?:in|innerhalb|zwischen|across|within|throughout|between|around)"
    r"(?: (?!der wissenschaft)(?:each|any|all|most|some|one|neither|either|none|of|the|those|these|"
    r"der|den|dem|dieser|diesen|keine[rnm]?|allen|jede[rm]|beiden|drei|vier|zwei|two|three|four|both|"
    r"genannten|untersuchten|befragten|meisten|vielen|einigen|mehreren|einer|anderen)){0,5} $"
)
_SPOKE_THERE = re.compile(
    r"^ (?:hiess|verlautete|horte man|sieht man|sah man|war man|ist man|we heard|people)"
)
_TOPIC = re.compile(
    r"\b(?:on|about|over|for|regarding|zu|uber|fur|an) (?:the|die|den|der|das|dem)? ?$"
)
_DATIVE = re.compile(r"\b(?:zu|bei|mit) den $")
_RELATIVE = re.compile(r"^, (?:which|whose|who|die|denen|deren|that|dessen|dem)(?![a-z])")
_COUNT = re.compile(r"\b(?:beiden?|both|zwei|two|drei|three|vier|four)\b")
_WOULD = re.compile(
    r" (?:would|might|could not|couldn't|wanted|wollten)(?! be\b| have been)(?![a-z])"
)
# Without its dots 'würden' is 'wurden': what the clause ends with tells them apart.
_WURDEN = re.compile(
    r" w[uü]rden (?:[a-z]+ ){0,6}?(?P<verb>[a-z]+(?:en|ern|eln)|tun|sein)(?=[.,;:!?]|$)"
)
_PARTICIPLE = re.compile(
    r"(?:[a-z]{0,6}ge[a-z]{3,}|[a-z]*(?:schlossen|boten|troffen|lassen|nommen|sprochen|funden|"
    r"worfen|griffen|standen|schrieben|zogen|bunden|brochen|schoben|halten|werden|worden))$"
)
_FATE = re.compile(r" (?:would|might) (?:be|lose|merge|disappear|receive|get|need|have)\b")


def is_where(phrase: Phrase) -> bool:
    """'In keiner der untersuchten Kommunen': what is found there, not who says it."""
    before = phrase.text.folded[phrase.bounds[0] : phrase.terms[0].start]
    return (
        phrase.terms[-1].form in ("o", "c")
        and _WHERE.search(before) is not None
        and _SPOKE_THERE.match(phrase.right) is None
    )


def is_only_topic(phrase: Phrase) -> bool:
    """'A word on the churches, which own much of the land': told of them, not by them."""
    if _RELATIVE.match(phrase.right) is None:
        return False
    left = phrase.left
    return _TOPIC.search(left) is not None or _DATIVE.search(left) is not None


# 'It was stressed that trade unions must …', 'betont wurde, dass Verbände …'
_IMPERSONAL = re.compile(
    r"(?:^|[.;:,] ?)(?:it (?:was|is|has been|would be)|there (?:was|were|is)|some|others|many|most|"
    r"people|somebody|someone|one (?:suggestion|idea|wish|view)|the (?:general )?(?:feeling|sense|"
    r"view|suggestion|objection|point|hope|fear|wish|room)|everybody|everyone|nobody|es (?:wurde|"
    r"hiess|bestand|gab|herrschte)|man|einige|manche|viele|jemand|die runde|"
    r"[a-z]+t wurde|uberwiegend|"
    r"mehrheitlich)\b[^.;:]* (?:that|whether|if|dass|ob) (?:all |auch |even |more )?$"
)
_DONE_THERE = re.compile(r"^ (?:had|hatten|hatte|[a-z]+ed)\b(?! by)")


def is_said_of(phrase: Phrase) -> bool:
    """Whether a group is what an impersonal sentence speaks of, and not who said it."""
    if phrase.quantifier or _IMPERSONAL.search(phrase.left) is None:
        return False
    return _DONE_THERE.match(phrase.right) is None


# 'Participants in the scheme were paid', 'the Norwegian side of the border'
_STUDY = (
    r"(?:scheme|survey|study|studies|programme|program|trial|pilot|project|course|courses|class|"
    r"training|census|poll|cohort|umfrage|studie|befragung|programms?|projekts?|kurs|kurses|"
    r"sprachkurs|sprachkurses|erhebung|lehrgangs?|massnahme)"
)
_IN_STUDY = re.compile(
    rf" (?:(?:in|of|at|der|an|am|im|des|aus) (?:the |an? |der |dem |einem |einer |this |these )?"
    rf"(?:[a-z-]+ )?)?{_STUDY}\b"
)
_OF_BORDER = re.compile(
    r" (?:of|des|der) (?:the )?(?:border|grenze|river|flusses|lake|sees|frontier|bridge|brucke|"
    r"channel|strait|mountains?|gebirges|valley|tals|island|insel|street|strasse)\b"
)


def is_in_a_study(phrase: Phrase) -> bool:
    """Whether participants are those of a scheme, or a side that of a border."""
    return bool(_IN_STUDY.match(phrase.right) or _OF_BORDER.match(phrase.right))


def would(phrase: Phrase) -> bool:
    """'The three agencies would pool their money if others did too'."""
    if phrase.terms[-1].form not in ("o", "c"):
        return False
    low, high = phrase.bounds
    if phrase.text.folded[low : phrase.start].strip():
        return False
    if _COUNT.search(phrase.text.folded, phrase.start, phrase.end) is None:
        return False
    right = phrase.text.plain[phrase.end : high]
    german = _WURDEN.match(right.lower())
    if german:
        return _PARTICIPLE.fullmatch(german.group("verb")) is None
    return _WOULD.match(right) is not None and _FATE.match(right) is None
