"""Spellings and inflections of one word that stemmers do not know.

``one_spelling`` is asked before a word is stemmed, so that ``labour`` and ``labor``, ``Visum`` and
``Visa`` become one term; ``roots`` says afterwards which terms are made from one word, as
``geprüft`` and ``prüfen`` are. Rules name the words they hold for wherever others look alike:
``Studien`` belongs to ``Studie``, ``Daten`` are more than one ``Datum``.
"""

import re
from collections.abc import Iterator

SHORTEST_ROOT = 4
"""Letters without which two words share too little."""

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


_ONE_SPELLING: dict[str, _Rules] = {
    # American and Oxford spellings, and plurals with another stem
    "en": _rules(
        ("iz(?=[aei]|$)", "is"),
        ("yz(?=[ei])", "ys"),
        (
            (
                "(arm|behavi|cand|clam|col|demean|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl"
                "|ranc|rig|rum|sav|savi|splend|tum|val|vap|vig)our"
            ),
            r"\1or",
        ),
        ("(cent|fib|lit|met|spect|theat)re(d|s)?$", r"\1er\2"),
        ("(def|lic|off|pret)ence(s|less)?$", r"\1ense\2"),
        ("ogramme?(s?)$", r"ogram\1"),
        ("logue(s?)$", r"log\1"),
        ("(?<=[aeiou])ll(?=ful|ment)", "l"),
        ("(?<=dg)ement", "ment"),
        ("^practis", "practic"),
        ("^enquir", "inquir"),
        ("^grey", "gray"),
        ("^(wo)?men$", r"\1man"),
        ("^children$", "child"),
        ("^criteria$", "criterion"),
        ("^crises$", "crisis"),
    ),
    # words from Latin, Greek and Italian, wherever they stand in a compound
    "de": _rules(
        (
            (
                "((?:audit|direkt|konservat|kurat|laborat|morat|observat|territ)or"
                "|(?:krit|minist)er|grem|gymnas|kolloqu|konsort|(?<!o)med|pod|pr(?:ä|ae)sid|stad"
                "|stipend|sympos)ien"
            ),
            r"\1ium",
        ),
        ("(jubil(?:ä|ae)|muse|referend|spektr|zentr|individu|(?<!de)vot|for)en", r"\1um"),
        ("(antibiotik|praktik|publik|zentr)a$", r"\1um"),
        ("visums|visen$|visa(?:s?$|(?=[a-z]{5}))", "visum"),
        ("faktums?$", "fakt"),
        ("(kont|risik|sald|szenari)en", r"\1o"),
        ("(?<=[a-zäöü]{2}[^l]o)s$", ""),
        ("(dilemm|dram|firm|schem|them)(?:as$|ata)", r"\1a"),
        ("(firm|them)en", r"\1a"),
        ("ismen", "ismus"),
        ("(algorithm|rhythm|vir|zykl)en", r"\1us"),
        ("praxen$", "praxis"),
        ("anerkannt(?:e[mnrs]?)?$", "anerkennen"),
    ),
}

_DERIVED = {
    "de": re.compile("(?:ant(?:in(?:n(?:en)?)?)?|at(?:ion|or|iv|ori)?|iert?|isiert?|i)$"),
    "en": re.compile("(?:ant|at(?:ion|or|iv|ori)?)$"),
}
_DOUBLED = re.compile("(?<=[aeiouy][a-z][aeiouy])l(?=l$)|(?<=[aeiouy][a-z]{2}[aeiouy])l(?=l$)")
_PARTICIPLE = re.compile(
    "(?:(ab|an|auf|aus|bei|dar|durch|ein|fest|fort|frei|her|heran|heraus|herein|hervor|hin|hinaus"
    "|hinein|los|mit|nach|nieder|statt|teil|um|unter|voran|vor|voraus|vorbei|weg|weiter|wieder|zu"
    "|zurueck|zuruck|zusammen)?ge|(?=be|emp|ent|er|ver|zer))([a-z]{3,}?)e?t$"
)


def one_spelling(word: str, language: str) -> str:
    """Return a word in small letters as the stemmer is to see it, whichever way it is spelt."""
    for pattern, by in _ONE_SPELLING[language]:
        word = pattern.sub(by, word)
    return word


def one_stem(stem: str, language: str) -> str:
    """Return a stem as British and American spelling share it: ``travell`` is ``travel``."""
    return _DOUBLED.sub("", stem) if language == "en" else stem


def roots(term: str, language: str) -> Iterator[str]:
    """Yield what a term shares with others made from the same word; nothing where it is short.

    ``migrant``, ``migration``: stemmers leave what makes a person or a deed of it. ``gepruft`` is
    made from ``pruf``; what is no participle has, without its ends, no word to be made from.
    """
    found = {_DERIVED[language].sub("", term)}
    if language == "de" and (participle := _PARTICIPLE.match(term)):
        stem = (participle[1] or "") + participle[2]
        # what the stemmer makes of 'fördern' and 'Förderung', 'handeln' and 'Prüfung'
        found |= {stem, stem.removesuffix("er"), f"{stem}n", f"{stem}ung"}
    yield from (root for root in sorted(found) if len(root) >= SHORTEST_ROOT)
