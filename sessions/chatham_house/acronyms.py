"""German acronyms and short names that are something else: 'eine DLT', 'ein Malteser bellte'.

An organisation is one of its kind and has one gender: an article of another gender, an indefinite
one, or an explanation as a thing ('das SEM, also das Strukturgleichungsmodell') tell it apart. What
is called after an order of knights may be a dog, a drink or a cross.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .lexicon import ascii_fold
from .text import Text

# The head of an organisation's German name tells its gender.
_NEUTER = re.compile(
    r"(?:ministerium|amt|institut|werk|zentrum|kreuz|sekretariat|komitee|netzwerk|forum|programm|"
    r"kollegium|prasidium|kuratorium|bundnis)$"
)
_MASCULINE = re.compile(
    r"(?:tag|verband|verein|rat|bund|dienst|hof|ausschuss|fonds|beirat|gipfel|kreis|senat)$"
)
_FEMININE = re.compile(
    r"(?:stiftung|agentur|anstalt|kammer|gewerkschaft|bank|hilfe|wohlfahrt|konferenz|kommission|"
    r"vereinigung|universitat|hochschule|behorde|stelle|gesellschaft|union|organisation|caritas|"
    r"diakonie|polizei|akademie|vertretung|gemeinschaft|allianz|initiative)$"
)
# Nominatives and the like that agree with one gender alone; 'der' and 'dem' serve two.
_AGREES = {
    "die": "f", "eine": "f", "einer": "f", "zur": "f",
    "das": "n", "ins": "n", "ans": "n", "furs": "n",
    "den": "m", "einen": "m",
    "dem": "mn", "des": "mn", "ein": "mn", "einem": "mn", "eines": "mn",
    "der": "mf",
}  # fmt: skip
_ARTICLE = re.compile(rf"\b(?P<article>{'|'.join(_AGREES)}) $")
_INDEFINITE = re.compile(r"\b(?:eine?[nmrs]?) $")
# 'ein BAMF, das …', 'eine WHO ohne Geld': somebody's wish for the one there is.
_WISHED = re.compile(r"(?:,? (?:das|die|der|dem|den|dessen|deren|ohne|unter|wie)\b|-| [A-Z])")
_THING = (
    r"[a-z-]*(?:datenbank|modell|verfahren|datum|methode|register|technik|technologie|software|"
    r"standard|gesetz|verordnung|richtlinie|speicher|analyse|mikroskop|mikroskopie|rechnung|"
    r"kassenfuhrung|buchfuhrung|kette|test|untersuchung|messung|index|score|formel|krankheit|"
    r"syndrom|storung|saure|salz|protein|gas|werkstoff|gerat|sensor|motor|fahrzeug|hund|rasse|"
    r"klausel|vertrag|zertifikat|prufung|kennzahl|quote|wert|gleichung|gleichungen|variable|"
    r"programmiersprache|schnittstelle|betriebssystem)"
)
_EXPLAINED = re.compile(
    rf"(?:,? (?:also|das heisst|d\. ?h\.|sprich|genauer|kurz fur|das ist|gemeint ist),?|"
    rf" \((?:also)?| (?:ist|war)(?= eine?))"
    rf" ?(?:(?:die|der|das|den|dem|eine?[nrms]?) )?(?:[a-z]+e[rsnm]? )?"
    rf"{_THING}(?=[ ,.;:)!?]|$)"
)
_NOUN_NEXT = re.compile(r" [A-Z]")
_KNIGHTS = frozenset("malteser johanniter samariter".split())
_OF_ONE = re.compile(
    r"\b(?:ein|einem|einen|eines|dem|des|den|mein|dein|sein|ihr|unser|kein|meinem|seinem|ihrem|"
    r"ihren|seinen|meinen|zwei|drei|jeder|dieser|der [a-z]+e|ein [a-z]+er) $"
)
_FIRST_DER = re.compile(r"(?:^|[.!?:\n] ?)der $")
_NO_ORGANISATION = re.compile(
    r"\b(?:schosshund|hund|hunde|hundchen|rude|hundin|welpe|welpen|pudel|leine|bellte|bellt|"
    r"wedelte|wedelt|schwanz|fell|auslauf|korbchen|napf|tierarzt|tierarztin|sofa|wiese|"
    r"aquavit|schnaps|likor|cocktail|glas|trank|getrunken|theke|revers|brosche|schmuck|kreuz|"
    r"nachbarin|nachbars|nachbarn|verlaufen|gassi|rasse|zuchter|zuchterin|bar|kellner)\b"
)


def is_something_else(text: Text, start: int, end: int) -> bool:
    """Whether a match of an organisation is a thing, by its article or what explains it."""
    if _EXPLAINED.match(text.folded, end):
        return _is_bare(text, start)
    before = text.folded[max(0, start - 16) : start]
    word = text.folded[start:end].removesuffix("s")
    if word in _KNIGHTS or text.folded[start:end] in _KNIGHTS:
        return _is_dog(text, start, end, before)
    return _has_article(text, start, end) == "indefinite" and _WISHED.match(text.plain, end) is None


def has_other_gender(text: Text, start: int, end: int, names: Iterable[str]) -> bool:
    """'Nach dem DSA' of a foundation: the article of another gender.

    ``names``: the names of the organisations that are meant, as written.
    """
    article = _has_article(text, start, end)
    if article in ("", "indefinite"):
        return False
    acronym = text.folded[start:end].removesuffix("s")
    genders = {_gender(name) for name in names if _shortens(acronym, name)} - {""}
    return bool(genders) and not any(gender in _AGREES[article] for gender in genders)


def _has_article(text: Text, start: int, end: int) -> str:
    """The German article before an acronym that no noun follows, or 'indefinite', or ''."""
    if not text.plain[start:end].isupper() or text.plain[end : end + 1] in ("-", "/"):
        return ""
    before = text.folded[max(0, start - 16) : start]
    match = _ARTICLE.search(before)
    if match is None or _NOUN_NEXT.match(text.plain, end):
        return ""
    return "indefinite" if _INDEFINITE.search(before) else match.group("article")


def _is_bare(text: Text, start: int) -> bool:
    return re.search(r"[a-z]-$", text.folded[max(0, start - 3) : start]) is None


def _is_dog(text: Text, start: int, end: int, before: str) -> bool:
    low, high = text.sentence(start, end, 120)
    singular = _OF_ONE.search(before) or _FIRST_DER.search(
        text.folded[max(0, low - 2) : start] if start - low < 6 else before
    )
    if singular is None:
        return False
    return _NO_ORGANISATION.search(text.folded, low, high) is not None


@cache
def _shortens(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are a name's, in order: not 'UNHCR' of a Hilfswerk."""
    letters = iter(ascii_fold(name))
    return ascii_fold(name)[:1] == acronym[:1] and all(letter in letters for letter in acronym)


@cache
def _gender(name: str) -> str:
    """The gender of an organisation by the head of its German name; '' where none can be told."""
    words = ascii_fold(name).split()
    gender = ""
    for word in words[:4]:
        if word in ("fur", "der", "des", "zur", "von", "of", "for"):
            break
        last = word.rpartition("-")[2]
        for found, pattern in (("n", _NEUTER), ("f", _FEMININE), ("m", _MASCULINE)):
            if pattern.search(last):
                # 'Bundesanstalt Technisches Hilfswerk': the last one counts.
                gender = found
                break
    return gender
