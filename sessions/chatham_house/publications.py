"""Whether words are taken from something published, which may be cited, and not from the room."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues

_YEAR = re.compile(
    r"(?<!bis )(?<!by )(?<!until )(?<!ab )(?<!fur )(?<!for )\b(?:19\d\d|20[012]\d)\b"
)
_MONTHS = (
    r"(?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    r"january|february|march|may|june|july|october|december)"
)
_A_DAY = (
    rf"(?:\b(?:am|on) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|"
    rf"tuesday|wednesday|thursday|friday|saturday|sunday)|\b(?:am|vom) \d{{1,2}}\. ?{_MONTHS}|"
    rf"\b(?:in|im) {_MONTHS}|\b(?:on )\d{{1,2}} {_MONTHS}|\b(?:on ){_MONTHS} \d{{1,2}}|"
    rf"\b(?:vergangene|letzte|vorige)[nrs]? woche|\blast week|\bgestern|\byesterday|\bvorgestern)"
    rf"(?![a-z])"
)
_DAY = re.compile(rf"{_A_DAY}|^(?:januar|februar|marz|mai|juni|juli|oktober|dezember)\b(?=[^,]*$)")
# Behind the verb a day is that of the speech only if it stands near: 'said on Friday that'.
_NEXT_DAY = re.compile(rf"^(?: [a-z]+){{0,2}} {_A_DAY}")
# 'meldete für 2024 einen Rückgang': figures of a year, and no promise for one to come.
_REPORTED_FOR = re.compile(
    r"^ (?:meldet|meldeten?|reports|reported|verzeichnet|verzeichneten?|zahlt|counts) (?:fur|for) "
    r"(?:19|20)\d\d"
)
_WHAT_WAS_SAID = re.compile(r"[:;]| that |, (?:dass|ob|wenn|weil|wie|was|if|whether)\b")
_FOR_YEARS = re.compile(
    r"\b(?:seit (?:jahren|langem|jahrzehnten|jeher|monaten|\d+)|immer wieder|regelmassig|"
    r"traditionell|bekanntlich|offiziell|for (?:years|decades|months)|has long|have long|"
    r"regularly|repeatedly|traditionally|officially|famously|each year|every year|jedes jahr|"
    r"jahrlich|alljahrlich|last (?:week|month|year|spring|summer|autumn|winter)|"
    r"(?:vergangene|letzte|vorige)[nrms]? (?:woche|monat|jahr|fruhjahr|sommer|herbst|winter))\b"
)
_PUBLISHED = re.compile(
    r"^(?: [a-z]+){0,3} (?:published|publishes|released|issued|launched|tweeted|posted|blogged|"
    r"veroffentlicht[a-z]*|publiziert[a-z]*|schreibt(?! mit)|schrieb(?! mit)|beziffert|"
    r"bezifferte)\b"
)


def is_dated(left: str, right: str) -> bool:
    """Whether the clause around a source holds a year; one in what was said is no date."""
    said = _WHAT_WAS_SAID.search(right)
    right = right[: said.start()] if said else right
    if _REPORTED_FOR.match(right):
        return True
    if _YEAR.search(left) is not None or _YEAR.search(right) is not None:
        return True
    return _DAY.search(left) is not None or _NEXT_DAY.match(right) is not None


def is_cited(left: str, right: str) -> bool:
    """Whether a publication stands beside a source: before it, behind it, or as the place."""
    if names_publication(right) or _PUBLISHED.match(right):
        return True
    if _FOR_YEARS.search(left) or _FOR_YEARS.search(right):
        return True
    place = _in_document()
    return bool(_document_of().search(left[-80:]) or place.search(left) or place.search(right))


@cache
def _documents() -> str:
    return alternation(cues("documents"))


@cache
def _document_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_documents()})s? (?:von|vom|des|der|durch|by|from|of|at|aus dem)"
        rf"(?: the)?(?: [a-z-]+)? $"
    )


@cache
def _in_document() -> re.Pattern[str]:
    own = r"(?:its|their|ihre[mnrs]?|seine[mnrs]?|eine[mnrs]?|einer|an?)"
    other = r"(?: (?!und )[a-z0-9-]+){0,2}"
    return re.compile(
        rf"(?:^|[^a-z])(?:(?:laut|nach|gemass|so|according to|as per|zufolge|via|through)"
        rf"(?: (?:{own}|the|der|dem|den|die|das))?{other}|(?:in|auf|on|per|mit) {own}{other})"
        rf" (?:[a-z]*{_documents_end()}|{_documents()})(?![a-z])"
        rf"|\b(?:in the|im|in der|in dem|on the|auf der) (?:[a-z0-9-]+ )?(?:[a-z]*bericht|"
        rf"[a-z]*studie|"
        rf"report|study|website|guidelines|handbook|survey|press|presse|jahrbuch|"
        rf"leitfaden)(?![a-z])"
        rf"|\b(?:in|auf) (?:its|ihrem|ihrer|seinem|seiner) (?:own |eigenen )?"
        rf"(?:[a-z]*seite|[a-z]*papier|policy|mandate|charter|statute|satzung|stellungnahme)"
        rf"|\b(?:publicly|offentlich|online|im netz|im internet)(?![a-z])"
    )


@cache
def _document_next() -> re.Pattern[str]:
    return re.compile(rf"^[ -](?:[a-z]*{_documents_end()}|{_documents()}|data|daten)(?![a-z])")


def names_document(right: str) -> bool:
    """Whether a document follows at once: 'the OECD figures', 'BAMF-Statistik'."""
    return _document_next().match(right) is not None


def _documents_end() -> str:
    return (
        r"(?:bericht|studie|papier|gutachten|leitfaden|mitteilung|umfrage|erhebung|monitor|"
        r"barometer)"
    )


def names_publication(right: str) -> bool:
    """Whether an organisation's name goes on as that of a publication: 'the IOM … website'."""
    for word in re.split(r"[ -]", right.split(",", maxsplit=1)[0])[1:5]:
        if word in cues("published"):
            return True
        if word in _ENDS_NAME or word in cues("speech") or word in cues("determiners"):
            return False
        if word.endswith(("ed", "te", "ten")) or word in cues("strong_past"):
            return False
    return False


_ENDS_NAME = frozenset(
    "ist sind war waren hat haben wird werden is are was were has have will would in im am und and "
    "or oder zu to of on".split()
)
