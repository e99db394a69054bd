"""Whether somebody speaks or acts in the words beside a phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from .lexicon import alternation, cues

# English and German verbs that take a second word: 'wies … hin', 'set … out'.
_SEPARABLE = (
    r"(?:wies(?:en)?|weist|stellten?|stellt|hob(?:en)?|hebt|raumten?|raumt|wandten?|wendet|"
    r"merkten?|"
    r"merkt|regten?|regt|schlug(?:en)?|schlagt|legten?|legt|gab(?:en)?|gibt|machten?|macht|"
    r"sprach(?:en)?|spricht|hielt(?:en)?|halt|hakten?|hakt|brachten?|trug(?:en)?|fuhrten?|lehnten?|"
    r"lehnt|zeigten?|zeigt|meldeten?|meldet|stimmten?|stimmt|kundigten?|kundigt|warfen|warf|wirft|"
    r"winkten?|rechneten?|sagten?|schlossen|schloss|bot(?:en)?|boten|drangten?|blieb(?:en)?|"
    r"nahm(?:en)?)"
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


# With one of these the sentence tells what is so, not what was said then.
_PARTICIPLE = re.compile(r"^(?:[a-z]{0,6})ge[a-z]{3,}(?:t|en)$")
_PASSIVE = r"\b(?:was|were|be|been|being|is|are|wurden?|worden|werden|wird)"
_NOT_THEN = (
    r"(?:be|been|have|has|haben|hat|are|is|sind|ist|werden|wird|would|could|should|may|can|might|"
    r"will|must|"
    r"konnen|kann|sollten?|mussen|muss|durfen|darf)"
)


@cache
def _past(words: frozenset[str]) -> frozenset[str]:
    regular = {w for w in words if re.search(r"(?:ed|te|ten)$", w) and " " not in w}
    return frozenset(regular | cues("strong_past"))


@cache
def said_after() -> tuple[re.Pattern[str], ...]:
    """Patterns for what follows a subject that says something, in any tense."""
    verbs = alternation(word for word in cues("speech") if " " not in word)
    # At the end of a clause a participle may be a passive: 'wird vom Verwaltungsrat festgestellt'.
    finite = alternation(
        w
        for w in cues("speech")
        if " " not in w and not _PARTICIPLE.match(w) and not w.endswith(("s", "ed"))
    )
    return (
        re.compile(rf"^,? {_ADVERB}(?:{verbs})(?![a-z])"),
        re.compile(rf"^ {_SEPARABLE} (?:[^.;!?]{{0,160}} )?{_PARTICLE}(?![a-z])"),
        re.compile(
            rf"^ (?:hat|habe|haben|hatte|hatten|has|had|"
            rf"have) [^.;!?]{{0,160}}\b(?:{verbs})(?![a-z])"
        ),
        re.compile(rf"^ (?![^.;!?]*,)[^.;!?]{{2,90}} (?:{finite})(?:[.;!?]|$)"),
        re.compile(rf"^ [^.;!?,]{{2,60}} (?:{finite}), "),
    )


@cache
def _past_after() -> tuple[re.Pattern[str], ...]:
    past = alternation(
        _past(cues("speech")) & cues("speech") | {"wies", "hob", "sprach", "pointed"}
    )
    return (
        re.compile(rf"^,? {_ADVERB}(?:{past})(?![a-z])"),
        re.compile(rf"^ (?!{_NOT_THEN} )(?:(?!{_PASSIVE} )[^.;!?,]){{1,60}} (?:{past})(?![a-z])"),
        re.compile(rf"^, [^.;!?,]{{1,60}}, (?:{past})(?![a-z])"),
        re.compile(rf"^ {_SEPARABLE} (?:[^.;!?]{{0,160}} )?{_PARTICLE}(?![a-z])"),
    )


@cache
def _acted_after() -> re.Pattern[str]:
    past = alternation(_past(cues("speech") | cues("acts")))
    return re.compile(rf"^(?:,? | [^.;!?,]{{1,40}} ){_ADVERB}(?:{past})(?![a-z])")


@cache
def _happened() -> re.Pattern[str]:
    strong = alternation(cues("strong_past"))
    return re.compile(
        rf"^(?:,? | [^.;!?,]{{1,30}} ){_ADVERB}(?:{strong}|[a-z]{{3,20}}(?:ed|te|ten))(?![a-z])"
    )


@cache
def _room_acts() -> re.Pattern[str]:
    return re.compile(rf"^,? {_ADVERB}(?:{alternation(cues('room_acts'))})(?![a-z])")


@cache
def _opinions() -> re.Pattern[str]:
    return re.compile(rf"^ {_ADVERB}(?:{alternation(cues('org_stance'))})(?![a-z])")


def has_opinion(right: str) -> bool:
    """Whether an opinion follows directly, such as an organisation has in a room."""
    return _opinions().match(right) is not None


@cache
def _persons_acts() -> re.Pattern[str]:
    return re.compile(rf"^ {_ADVERB}(?:{alternation(cues('human_acts'))})(?![a-z])")


def acted_like_a_person(right: str) -> bool:
    """Whether a verb follows directly that only a person is the subject of."""
    return _persons_acts().match(right) is not None


def said_around(left: str, right: str) -> bool:
    """Whether a verb of saying in two parts stands around its subject: 'räumte auch … ein'."""
    return bool(_opens().search(near(left)) and _closes().match(right))


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[^a-z]){_SEPARABLE}(?: auch| dann| sich)?(?: (?:de[rm]|die|das|the))? $"
    )


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(rf"^[^.;!?]{{0,120}} {_PARTICLE}(?=[.,;:!?]|$)")


@cache
def _stands() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:,? | [^.;!?,]{{1,60}} |"
        rf", [^.;!?,]{{1,60}}, )(?:{alternation(cues('stance'))})(?![a-z])"
    )


@cache
def _inverted() -> re.Pattern[str]:
    past = alternation(_past(cues("speech") | cues("acts")))
    return re.compile(
        rf"(?:^|[^a-z])(?:{past})(?: (?:auch|dann|also|sich|then|noch|nur|"
        rf"zunachst))? (?:(?:de[rnm]|die|das|eine?[rnm]?|the|an?) )?(?:[a-z-]+ )?$"
    )


@lru_cache(maxsize=2048)
def words_of(part: str) -> frozenset[str]:
    """The words of a part of a sentence: what is not among them need not be searched for."""
    return frozenset(_WORDS.findall(part))


_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NEAR = 90


def near(left: str) -> str:
    """The end of what precedes a phrase; a mark stands for what is cut off."""
    return left if len(left) <= _NEAR else "|" + left[-_NEAR:]


def _holds(part: str, section: str) -> bool:
    """Whether a part of a sentence holds an entry of a cue section."""
    single, several = _entries(section)
    words = words_of(part)
    if not words.isdisjoint(single):
        return True
    return any(entry in part for last in words.intersection(several) for entry in several[last])


@cache
def _entries(section: str) -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    """The single words of a section, and its phrases by their last word."""
    several: dict[str, tuple[str, ...]] = {}
    for entry in cues(section):
        if " " in entry:
            last = _WORDS.findall(entry)[-1]
            several[last] = (*several.get(last, ()), entry)
    return frozenset(entry for entry in cues(section) if " " not in entry), several


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for word in cues("speech") if " " not in word)


def speaks(right: str) -> bool:
    """Whether what follows a subject says that it spoke, in any tense."""
    if words_of(right).isdisjoint(_verbs()):
        return speaks_in_two_words(right)
    return any(pattern.match(right) for pattern in said_after())


def speaks_in_two_words(right: str) -> bool:
    """Whether what follows is a verb of saying in two parts: 'gab … zu Protokoll'."""
    return said_after()[1].match(right) is not None


def spoke(right: str) -> bool:
    """Whether what follows a subject says that it spoke then, in the past."""
    if _room_acts().match(right):
        return True
    first, *others, separable = _past_after()
    if not words_of(right).isdisjoint(_past(cues("speech"))) and (
        first.match(right) or any(pattern.match(right) for pattern in others)
    ):
        return True
    return separable.match(right) is not None


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
    return _inverted().search(near(left)) is not None


def said(part: str) -> bool:
    """Whether a verb of saying stands anywhere in a part of a sentence."""
    return not words_of(part).isdisjoint(_verbs())


def said_before(left: str) -> bool:
    """Whether a verb of saying stands before its subject: 'betonte das …'."""
    return _said_inverted().search(near(left)) is not None


@cache
def _said_inverted() -> re.Pattern[str]:
    verbs = alternation(w for w in cues("speech") if " " not in w)
    return re.compile(
        rf"(?:^|[^a-z])(?:{verbs})(?: auch| dann| also| then)?(?: (?:de[rnm]|die|das|the))? $"
    )


def in_room(sentence: str) -> bool:
    """Whether a sentence says that it happened in the session."""
    return _holds(sentence, "room")


def in_session(sentence: str) -> bool:
    """Whether a sentence places what it tells in the session, and not only on that day."""
    return _holds(sentence, "room") and _beyond_the_day(sentence)


def _beyond_the_day(sentence: str) -> bool:
    single, several = _entries("room")
    weak = cues("weak_room")
    words = words_of(sentence)
    if not words.isdisjoint(single - weak):
        return True
    return any(
        entry in sentence
        for last in words.intersection(several)
        for entry in several[last]
        if entry not in weak
    )


def published(sentence: str) -> bool:
    """Whether a sentence speaks of something published, dated or decreed."""
    return bool(_YEAR.search(sentence)) or _holds(sentence, "published")


def in_media(sentence: str) -> bool:
    """Whether a sentence says that something was said to a medium."""
    return (
        _holds(sentence, "media")
        or _COMMITTEE.search(sentence) is not None
        or _holds(sentence, "newspapers")
        or any(
            word.endswith(_MEDIA_ENDINGS) and word not in _MEDIA_ENDINGS
            for word in words_of(sentence)
        )
    )


_COMMITTEE = re.compile(
    r"\b(?:vor|im|in|in der) (?:dem |der |einem )?[a-z]*(?:ausschuss|parlament|bundestagsdebatte)\b"
)
_MEDIA_ENDINGS = ("interview", "zeitung", "agentur", "magazin", "mitteilung", "konferenz", "medien")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def dated(sentence: str) -> bool:
    """Whether a sentence holds a year."""
    return _YEAR.search(sentence) is not None
