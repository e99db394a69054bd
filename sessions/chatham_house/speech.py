"""Whether somebody speaks or acts in the words beside a phrase."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues

# English and German verbs that take a second word: 'wies … hin', 'set … out'.
_SEPARABLE = (
    r"(?:wies(?:en)?|weist|stellten?|stellt|hob(?:en)?|hebt|raumten?|raumt|wandten?|wendet|merkten?|"
    r"merkt|regten?|regt|schlug(?:en)?|schlagt|legten?|legt|gab(?:en)?|gibt|machten?|macht|"
    r"sprach(?:en)?|spricht|hielt(?:en)?|halt|hakten?|hakt|brachten?|trug(?:en)?|fuhrten?|lehnten?|"
    r"lehnt|zeigten?|zeigt|meldeten?|meldet|stimmten?|stimmt|kundigten?|kundigt|warfen|warf|wirft|"
    r"winkten?|rechneten?|sagten?|schlossen|schloss|bot(?:en)?|boten|drangten?|blieb(?:en)?|nahm(?:en)?)"
)
_PARTICLE = (
    r"(?:hin|fest|hervor|ein|an|vor|dar|bedenken|deutlich|geltend|klar|aus|dagegen|nach|skeptisch|"
    r"kritisch|offen|zuruck|ab|entgegen|infrage|bei|wort|stellung|protokoll|zu|beweglich|"
    r"zuruckhaltend|ruhig|still|auf)"
)
_ADVERB = (
    r"(?:(?:selbst|itself|then|also|dagegen|wiederum|jedoch|dann|auch|again|later|only|still|"
    r"merely|simply|twice|often|never|once|[a-z]{3,12}ly) )?"
)


def _past(words: frozenset[str]) -> frozenset[str]:
    regular = {w for w in words if re.search(r"(?:ed|te|ten)$", w) and " " not in w}
    return frozenset(regular | cues("strong_past"))


@cache
def said_after() -> tuple[re.Pattern[str], ...]:
    """Patterns for what follows a subject that says something, in any tense."""
    verbs = alternation(word for word in cues("speech") if " " not in word)
    return (
        re.compile(rf"^,? {_ADVERB}(?:{verbs})(?![a-z])"),
        re.compile(rf"^ {_SEPARABLE} (?:[^.;!?]{{0,160}} )?{_PARTICLE}(?![a-z])"),
        re.compile(rf"^ (?:hat|habe|haben|hatte|hatten|has|had|have) [^.;!?]{{0,160}}\b(?:{verbs})(?![a-z])"),
        re.compile(rf"^ (?![^.;!?]*,)[^.;!?]{{2,90}} (?:{verbs})(?:[.;!?]|$)"),
        re.compile(rf"^ [^.;!?,]{{2,60}} (?:{verbs}), "),
    )


@cache
def _past_after() -> tuple[re.Pattern[str], ...]:
    past = alternation(_past(cues("speech")) & cues("speech") | {"wies", "hob", "sprach", "pointed"})
    return (
        re.compile(rf"^,? {_ADVERB}(?:{past})(?![a-z])"),
        re.compile(rf"^ [^.;!?,]{{1,60}} (?:{past})(?![a-z])"),
        re.compile(rf"^, [^.;!?,]{{1,60}}, (?:{past})(?![a-z])"),
        re.compile(rf"^ {_SEPARABLE.replace('|weist', '').replace('|gibt', '')} (?:[^.;!?]{{0,160}} )?{_PARTICLE}(?![a-z])"),
    )


@cache
def _acted_after() -> re.Pattern[str]:
    past = alternation(_past(cues("speech") | cues("acts")))
    return re.compile(rf"^(?:,? | [^.;!?,]{{1,40}} ){_ADVERB}(?:{past})(?![a-z])")


@cache
def _happened() -> re.Pattern[str]:
    strong = alternation(cues("strong_past"))
    return re.compile(rf"^(?:,? | [^.;!?,]{{1,30}} ){_ADVERB}(?:{strong}|[a-z]{{3,20}}(?:ed|te|ten))(?![a-z])")


@cache
def _stands() -> re.Pattern[str]:
    return re.compile(rf"^(?:,? | [^.;!?,]{{1,60}} |, [^.;!?,]{{1,60}}, )(?:{alternation(cues('stance'))})(?![a-z])")


@cache
def _inverted() -> re.Pattern[str]:
    past = alternation(_past(cues("speech") | cues("acts")))
    return re.compile(rf"(?:^|[^a-z])(?:{past})(?: (?:auch|dann|also|sich|then|noch|nur|zunachst))? (?:(?:de[rnm]|die|das|eine?[rnm]?|the|an?) )?(?:[a-z-]+ )?$")


@cache
def _in_room() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{alternation(cues('room'))})(?![a-z])")


@cache
def _published() -> re.Pattern[str]:
    return re.compile(rf"\b(?:19|20)\d\d\b|(?<![a-z])(?:{alternation(cues('published'))})(?![a-z])")


def speaks(right: str) -> bool:
    """Whether what follows a subject says that it spoke, in any tense."""
    return any(pattern.match(right) for pattern in said_after())


def spoke(right: str) -> bool:
    """Whether what follows a subject says that it spoke then, in the past."""
    return any(pattern.match(right) for pattern in _past_after())


def acted(right: str) -> bool:
    """Whether what follows a subject says that it did something then, in the past."""
    return _acted_after().match(right) is not None


def happened(right: str) -> bool:
    """Whether what follows a phrase is in the past at all: enough where it names a person."""
    return _happened().match(right) is not None


def took_a_stand(right: str) -> bool:
    """Whether what follows a group says what it wanted, offered or left open."""
    return _stands().match(right) is not None


def acted_before(left: str) -> bool:
    """Whether a verb of the past stands before its subject: 'bat eine Teilnehmerin'."""
    return _inverted().search(left) is not None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{alternation(w for w in cues('speech') if ' ' not in w)})(?![a-z])")


def said(part: str) -> bool:
    """Whether a verb of saying stands anywhere in a part of a sentence."""
    return _said().search(part) is not None


def said_before(left: str) -> bool:
    """Whether a verb of saying stands before its subject: 'betonte das …'."""
    return _said_inverted().search(left) is not None


@cache
def _said_inverted() -> re.Pattern[str]:
    verbs = alternation(w for w in cues("speech") if " " not in w)
    return re.compile(rf"(?:^|[^a-z])(?:{verbs})(?: auch| dann| also| then)?(?: (?:de[rnm]|die|das|the))? $")


def in_room(sentence: str) -> bool:
    """Whether a sentence says that it happened in the session."""
    return _in_room().search(sentence) is not None


def published(sentence: str) -> bool:
    """Whether a sentence speaks of something published, dated or decreed."""
    return _published().search(sentence) is not None
