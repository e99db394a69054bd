"""German places called after their kind, where a participant has the same name: 'Viertel Grünau'.

Also 'zwischen Grünau und Lausen fährt …', 'die Aue bei Grünau', towns at odds with their state
('Selbst Lindau widersprach dem Land'), and trades that are the title of somebody else
('Kämmerer Schulz aus Hagen') or a trade after all ('Ohne Köhler kein Eisen').
"""

from __future__ import annotations

import re

from .context import token_after, token_before
from .lexicon import cues, is_doubtful, is_known, places, word_frequencies
from .name_data import contexts
from .name_kinds import has_one_form, is_post
from .name_neighbours import Neighbours
from .name_others import is_surname_too

_REACH = 60
# The last part of what a place is: quarter, school, stop, estate, water. Whole words stand apart.
_KIND_ENDS = (
    "viertel", "siedlung", "stadtteil", "ortsteil", "ortschaft", "bezirk", "quartier", "kiez",
    "weiler", "vorort", "dorf", "gemeinde", "landkreis", "kirchenkreis", "wahlkreis", "schule",
    "schulen", "gymnasium", "kolleg", "kita", "kindergarten", "campus", "domane", "rittergut",
    "schloss", "burg", "kloster", "stift", "haltestelle", "bahnhof", "station", "flughafen",
    "hafen", "schleuse", "brucke", "platz", "strasse", "allee", "weg", "talsperre", "stausee",
    "klinikum", "klinik", "krankenhaus", "kaserne", "lager", "unterkunft", "wohnheim", "heim",
    "jobcenter", "rathaus", "amtsgericht", "landgericht", "finanzamt", "standesamt",
    "quartiersmanagement", "stadtbibliothek", "volkshochschule", "zentrum", "treff", "park",
    "friedhof", "forst", "moor", "insel", "halbinsel", "grenzubergang", "raststatte", "autohof",
    "autobahnkreuz", "gewerbegebiet", "neubaugebiet", "wohngebiet", "stadion", "freibad", "winzer",
    "justizvollzugsanstalt", "jva", "synagoge", "moschee", "kapelle", "bistum", "dekanat",
    "pfarrei", "grafschaft", "herrschaft", "furstentum", "markt", "kurort", "seebad", "amt",
)  # fmt: skip
_KINDS = frozenset("kreis hof gut see fluss bach tal berg ort stadt ort bad alm huette".split())
# Nouns that end so and are none: 'Vortrag', 'Antrag' end otherwise; these are of the room.
_NO_KINDS = frozenset(
    "weg umweg ausweg heimweg hinweg rechtsweg dienstweg arbeitsmarkt markt platz arbeitsplatz "
    "standpunkt beirat ehrenamt amt schule heim lager gegenlager zentrum herrschaft strasse "
    "studienplatz kitaplatz sitzplatz mittelweg sonderweg verwaltungsweg treff schlagbaum".split()
)
_VERBS_OF_ROUTES = (
    r"(?:fahrt|fahren|fuhr|verkehrt|verkehren|pendelt|pendeln|liegt|liegen|lag|verlauft|verlief|"
    r"fehlt|kommt es|staut|flog|fliegt|wird gebaut|wurde gebaut|entsteht|klafft|ist gesperrt|"
    r"war gesperrt|ist die (?:strecke|strasse|bahn)|soll)"
)
_BETWEEN = re.compile(rf" und [A-Z][a-z]+ {_VERBS_OF_ROUTES}\b")
_BETWEEN_SECOND = re.compile(r"\b[Zz]wischen [A-Z][a-z]+ und $")
_ROUTE_RIGHT = re.compile(rf" {_VERBS_OF_ROUTES}\b")
_LANDSCAPE = re.compile(
    r"\b[a-z]*(?:aue|auen|deich|deiche|schleuse|brucke|autobahn|ufer|wald|moor|see|klinik|dorf|"
    r"felder|wiesen|tal|fluss|kreuz|dreieck|baustelle|strecke|landstrasse|heide|werk|kraftwerk|"
    r"windpark|solarpark|lager|hof|grenze|bergwerk|tagebau) (?:bei|nahe|unweit von|hinter|vor|"
    r"in|oberhalb von) $"
)


def is_place_of_its_kind(around: Neighbours) -> bool:
    """'Im Leipziger Viertel Grünau', 'die Haltestelle Grünau': the kind stands before the name."""
    if around.language != "de" or around.tail:
        return False
    before = around.before
    is_kind = before is not None and before.folded not in ("zwischen", "in")
    if before is not None and before.gap == " " and before.is_capitalised and is_kind:
        kind = before.folded.rpartition("-")[2]
        if kind in _KINDS or (kind.endswith(_KIND_ENDS) and kind not in _NO_KINDS):
            return _is_determined_kind(around)
        if kind in _NO_KINDS and kind.endswith(_KIND_ENDS) and _is_determined_kind(around):
            return around.word in places() or not is_known(around.word)
        return kind.endswith(_HOUSE_ENDS) and _is_like_a_town(around.word)
    if before is None or before.gap != " ":
        return False
    plain = around.text.plain
    low = max(0, around.start - _REACH)
    left = plain[low : around.start]
    if before.folded == "in" and _is_like_a_town(around.word):
        return _STANDS_THERE.match(around.text.folded, around.end) is not None
    if before.folded == "zwischen" and _BETWEEN.match(plain, around.end):
        other = token_after(around.text, around.end + 4)
        return other is None or other.folded in places() or not _is_name(other.folded)
    if _BETWEEN_SECOND.search(left) and _ROUTE_RIGHT.match(plain, around.end):
        return True
    return _LANDSCAPE.search(around.text.folded, low, around.start) is not None


# 'In Grünau steht ein Wohnheim': where things stand and people live.
_LIKE_TOWNS = (
    "au", "aue", "dorf", "burg", "berg", "heim", "stadt", "hausen", "bach", "tal", "feld", "furt",
    "hagen", "ingen", "kirchen", "hofen", "walde", "see", "rode", "ow", "itz", "brunn", "haus",
)  # fmt: skip
_STANDS_THERE = re.compile(
    r" (?:steht|stehen|stand|liegt|liegen|lag|gibt es|gab es|leben|lebt|lebten|wohnen|wohnten|"
    r"entstand|entsteht|entstehen|fehlt|fehlen|fehlten|eroffnete|offnete|schliesst|brannte|"
    r"wurde (?:eine?|der|die|das)|wurden|kommen auf|betreibt|kostet|warten|wachst|sank|stieg)\b"
)


# 'Der Sportverein Grünau': what a town has.
_HOUSE_ENDS = (
    "verein", "feuerwehr", "wehr", "dienst", "werk", "tafel", "polizei", "wache", "praxis",
    "genossenschaft", "theater", "museum", "chor", "orchester", "mannschaft", "sparkasse",
    "volksbank", "bibliothek", "kirche", "initiative", "bundnis", "behorde", "niederlassung",
    "kreisverband", "ortsverband", "ortsverein", "messe", "universitat", "uni", "hochschule",
    "werft", "brauerei", "molkerei", "zeche", "grube", "anlage", "filiale", "redaktion",
)  # fmt: skip


def _is_like_a_town(word: str) -> bool:
    return word in places() or word.endswith(_LIKE_TOWNS)


def _is_name(word: str) -> bool:
    return is_surname_too(word)


def _is_determined_kind(around: Neighbours) -> bool:
    """An article, a preposition or the start of a sentence before the kind: no verb's object."""
    before = around.before
    if before is None:
        return False
    right = around.text.folded[around.end : around.end + 12]
    # 'Zur Schule Grünau: …' may be a speaker; a colon behind a place is rare.
    return not right.startswith(":")


_POLITICS = re.compile(
    r"(?: (?!mir|uns|ihm|ihr)[a-z]+){1,2}? (?:dem (?:land|bund|freistaat|kreis|landkreis|bezirk|"
    r"landtag|senat|staat)|das land|den (?:freistaat|bund|landkreis|kreis|staat)|vom (?:land|bund|"
    r"freistaat)|gegen (?:das land|den (?:bund|freistaat|staat)))\b"
)


def is_town_against_state(around: Neighbours) -> bool:
    """'Selbst Lindau widersprach dem Land': one town of several, at odds with its state."""
    before = around.before
    return bool(
        around.language == "de"
        and not around.tail
        and around.word in places()
        and before
        and before.gap == " "
        and before.folded in ("auch", "selbst", "sogar", "nur", "einzig")
        and _POLITICS.match(around.text.folded, around.end)
    )


# -- trades ---------------------------------------------------------------------------------------

_NOTHING_DOES = re.compile(
    r" (?:geht|ging|lauft|lief|funktioniert|gibt es|gab es|bewegt sich|steht|stunde) "
    r"(?:hier |dort |da |in [a-z]+ |im [a-z]+ |auf dem [a-z]+ )?(?:nichts|gar nichts|wenig|"
    r"kaum etwas|alles still|kein|keine)\b"
)
_NO_THING = re.compile(r" (?:kein|keine|keinen|auch kein|auch keine) ([A-Z][a-z]+)")
_ARE_TRADES = re.compile(
    r"(?: und [A-Z][a-z]+| oder [A-Z][a-z]+)? (?:sind|waren|gelten als|zahlen zu|heissen) "
    r"(?:[a-z]+ ){0,2}(?:[A-Z][a-z]*)?(?:[Bb]erufe?|[Hh]andwerke?|[Hh]andwerker|[Aa]mter|[Tt]itel|"
    r"[Nn]amen|[Ww]orter|[Ff]amiliennamen|[Bb]eamte|[Zz]unfte|[Ll]eute|[Bb]erufsnamen)\b"
)
_AND_BEFORE = re.compile(r"\b[A-Z][a-z]+ (?:und|oder) $")


def is_trade_after_all(around: Neighbours) -> bool:
    """'Ohne Köhler kein Eisen', 'Köhler und Kämmerer sind Berufe', 'Kämmerer Schulz aus Hagen'."""
    if around.language != "de" or around.tail or not is_post(around.word):
        return False
    plain, before, after = around.text.plain, around.before, around.after
    if before is not None and before.folded == "ohne" and before.gap == " ":
        if has_one_form(around.word) and _NOTHING_DOES.match(around.text.folded, around.end):
            return True
        lacking = _NO_THING.match(plain, around.end)
        if lacking is not None:
            noun = lacking.group(1).lower()
            return noun not in cues("contributions") | contexts("note_nouns") | _DECIDED
    pair = _ARE_TRADES.match(plain, around.end)
    if pair is not None:
        joined = " und " in pair.group() or " oder " in pair.group()
        left = plain[max(0, around.start - 30) : around.start]
        return joined or _AND_BEFORE.search(left) is not None
    if after is None or after.gap != " " or not after.is_capitalised or after.text.isupper():
        return False
    return _is_title_of_other(around)


_DECIDED = frozenset(
    "beschluss beschlusse einigung kompromiss text papier protokoll termin sitzung mehrheit "
    "entscheidung abstimmung zusage konsens treffen".split()
)
_OF_OFFICE = frozenset(
    "kammerer burgermeister vogt amtmann senator konsul kanzler pfarrer richter forster kantor "
    "propst kuster schultheiss vorsteher minister prasident landrat dekan rektor notar".split()
)


def _is_title_of_other(around: Neighbours) -> bool:
    """'Kämmerer Schulz', 'Richter Holm sprach sie frei': an office before somebody's surname."""
    after = around.after
    before = around.before
    if after is None or around.word not in _OF_OFFICE:
        return False
    if before is not None and before.gap == " " and before.is_capitalised:
        earlier = token_before(around.text, before.start)
        if earlier is not None and earlier.gap == " ":
            return False
    word = after.folded
    if is_surname_too(word) or is_doubtful(word):
        return True
    _, ordinary = word_frequencies().get(word, (0.0, False))
    return not ordinary and word not in contexts("note_nouns") | cues("contributions")
