"""Clauses in which an organisation does what institutions do: legislate, publish, advertise.

Their verbs are often those of the room as well ('will', 'hopes to', 'wirbt', 'hob … auf'): what
follows tells the two apart, such as a date by which it is done, or the thing it is done to.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, cues
from .speech import words_of

_MODAL_PLURAL = (
    r"(?:mussen|konnen|durfen|sollen|sollten|werden|wurden|sind|waren|haben|hatten|gelten|galten|"
    r"laufen|liefen|binden|sehen|kosten|enden|endeten)"
)
# 'Kredite der KfW müssen …': one organisation is no plural, so something of theirs is the subject.
_GENITIVE = re.compile(r"\b[a-z]{4,} der $")
_PLURAL_VERB = re.compile(rf"^ {_MODAL_PLURAL}\b")

_BY_LAW = re.compile(
    r"\b(?:per gesetz|gesetzlich|per verordnung|durch verordnung|per erlass|by law|by statute|"
    r"by order|by decree|by regulation|in law|by \d+ ?(?:%|per cent|percent|euros?)|um \d+ ?(?:%|"
    r"prozent|euro)|by an? (?:half|third|quarter|fifth|tenth)|um (?:die halfte|ein (?:drittel|"
    r"viertel|funftel|zehntel))|(?:bis|ab|zum|zu|by|until|from|before|in|this|next) "
    r"(?:(?:the )?end "
    r"of |(?:zum )?ende |(?:dem |the |early |late |mid-?)?)?(?:(?:19|20)\d\d|jahreswechsel|"
    r"jahresende|"
    r"jahresbeginn|new year|januar|februar|marz|april|mai|juni|juli|august|september|oktober|"
    r"november|dezember|january|february|march|may|june|july|october|december|spring|summer|autumn|"
    r"winter|fruhjahr|herbst|sommer))\b"
)
_INTENDS = re.compile(
    r"^(?: [a-z]+ly| also| still| now)? (?:intends?|propos(?:es?|ed)|hopes?|wants?|plans?|aims?|"
    r"expects?|seeks?|wishes|would like|means|is (?:set|due|expected|likely)) to "
    r"(?P<verb>[a-z]+)(?P<rest>[^.;!?]*)"
)
_WILL = re.compile(
    r"^(?: [a-z]+)? (?:will|wollen|mochte|mochten|plant|planen|beabsichtigt|beabsichtigen|hofft)\b"
    r"(?P<rest>,?[^.;!?]*)"
)
# 'will das nicht kürzen' points back at what was talked about.
_POINTS_BACK = re.compile(
    r"^ (?:das|dies|es|sie|davon|daran|darauf)(?: (?:nicht|so|auch|noch|erst|lieber|aber|gar|nur|"
    r"kaum)\b|,|$)"
)
_PERFECT = re.compile(
    r"^(?: [a-z]+)? (?:hat|haben|habe|hatte|hatten|has|have|had)(?P<rest>[^.;:!?]{2,140})"
)
_ADVERTISES = re.compile(
    r"^(?: [a-z]+)? (?:wirbt|werben|warb|warben|advertis\w+|campaign\w*|appeal(?:s|ed)?|recruits?|"
    r"sucht)\b[^.;!?]*?"
    r"\b(?:(?:auf|in|mit|per|via|on|with|through)(?: [a-z]+)? (?:[a-z]*plakat(?:en)?|"
    r"[a-z]*anzeigen|"
    r"[a-z]*spots?|"
    r"filme?n?|[a-z]*videos?|bussen|u-bahn|bahn|strassenbahn|flyern|[a-z]*kampagnen?|fernsehen|"
    r"radio|kino|schulen|messen|instagram|social media|billboards?|posters?|buses|trains|"
    r"underground|television|tv|flyers|adverts|leaflets)|"
    r"(?:um|fur|for) (?:[a-z]+ )?(?:[a-z]*spenden|mitglieder|[a-z]*nachwuchs|personal|fachkrafte|"
    r"auszubildende|ehrenamtliche|freiwillige|pflegekrafte|bewerber|studierende|patenschaften|"
    r"donations|members|volunteers|recruits|donors|sponsors|staff))(?![a-z])"
)
# 'hob die Sanktionen auf', 'rief zum Streik auf', 'hebt die Gebühr an'.
_SEPARABLE = re.compile(
    r"^ (?:(?:hob|hoben|hebt|heben) [^.;!?,]{2,120} (?:auf|an)(?=[.,;]|$)|"
    r"(?:rief|riefen|ruft|rufen) [^.;!?,]*\b(?:[a-z]*streiks?|kundgebung(?:en)?|"
    r"demonstration(?:en)?|"
    r"boykott|spenden|protesten?|wahl|urabstimmung|aktionstag)\b)"
)
_FIXED_BEFORE = re.compile(r"\b(?:legt|legten?|setzt|setzten?)(?: (?:das|die|der))? $")
_FIXED_AFTER = re.compile(r"^ (?!sich )[^.;!?,]{2,90} fest(?=[.,;]|$)")
_AT_ITS_CONGRESS = re.compile(
    r"\b(?:at|during|auf|bei) (?:its|their|ihre[mrn]|seine[mrn]) (?:[a-z]+ )?(?:[a-z]*kongress|"
    r"[a-z]*gipfel|[a-z]*versammlung|[a-z]*parteitag|[a-z]*synode|[a-z]*jahrestagung|summit|"
    r"congress|assembly|annual meeting|general meeting|conference)(?![a-z])"
)
_WAGES = re.compile(
    r"\b(?:tarif(?:runde|verhandlung|verhandlungen|streit|konflikt)|warnstreiks?|"
    r"lohnrunde|wage round|pay round|pay talks|"
    r"collective bargaining|strike ballot)\b"
)
_PARAGRAPH = re.compile(
    r"^ (?:stimmt|stimmen|hat|lehnt|lehnen|erteilt|erteilen|entscheidet|gibt)\b"
    r"[^.;!?]*(?:\u00a7|\bss? ?\d|\bnach (?:ss )?\d+|sofern das gesetz|soweit das gesetz|"
    r"nach massgabe|\bparagraf|\babsatz \d|\babs\. \d)"
)
_AGREED = re.compile(
    r"^(?: (?:and|und|with|mit) [^.;!?,]{2,50})? (?:agreed|signed|concluded|negotiated|"
    r"vereinbarten?|schlossen|schloss|unterzeichneten?)(?: on)? (?:an?|the|eine?n?|das|den|die) "
    r"(?:[a-z-]+ ){0,2}(?P<thing>[a-z-]+)(?=[.,;]| (?:of|worth|with|in|on|for|uber|mit|zu|from|"
    r"to)\b|$)"
)
_RAISED = re.compile(
    r"^ (?:has |have |had )?(?:raised|lifted|tightened|eased) (?:the|its|a|an) (?:[a-z]+ )?"
    r"(?:travel (?:warning|advice|ban)|threshold|fee|fees|levy|ceiling|limit|quota|cap|tax|price|"
    r"premium|premiums|rate|rates|salary|age|requirement|ban)\b"
)


_SEASON = (
    r"(?:im|in|in the) (?:januar|februar|marz|april|mai|juni|juli|august|september|oktober|"
    r"november|dezember|january|february|march|june|july|october|december|spring|summer|autumn|"
    r"winter|fruhjahr|herbst|sommer)"
)
_PRESENTED = re.compile(
    rf"^ (?:stell|leg)te?n? [^.;!?]*\b{_SEASON}\b|^ presented [^.;!?]*\b{_SEASON}\b"
)
_DIPLOMACY = re.compile(
    r"^ (?:kundigten?|drohten?|forderten?|called on|urged|announced|threatened|condemned|"
    r"verurteilten?|mahnten?)\b[^.;!?]{0,50}\b(?:junta|sanktionen|sanctions|generals?|generale|"
    r"the parties|konfliktparteien|waffen|waffenruhe|arms|ceasefire|einmarsch|putsch|coup|"
    r"kampfe|fighting|hostages|geiseln)\b"
)
_FORECAST = re.compile(
    r"^ (?:rechnet mit|erwartet|expects?|meldeten?|reported)\b[^.;!?]*\b(?:euro|dollars?|million|"
    r"millionen|milliarden|billion|prozent|per cent|arbeitslose|premiums|growth|gewinn)\b"
)
_ASKS = re.compile(
    r"^ (?:bittet|bitten|bat|baten|asks|asked) (?:um spenden|for donations|in (?:einem|seinem|"
    r"ihrem) (?:rundbrief|aufruf|newsletter))\b"
)
_ACTS = (_PRESENTED, _DIPLOMACY, _FORECAST, _ASKS)
# One meaning only, whatever the object.
_ONLY_OFFICES = frozenset("hire recruit lend sign ratify enact deport resettle".split())
_SUPPLIED = re.compile(
    r"^ (?:gelieferte|finanzierte|geforderte|bezahlte|gebaute|entwickelte|betriebene|verteilte)"
    r"[nrsm]? [a-z]+"
)


# 'Nach § 39 stimmt die BA … zu', 'Under the Act the FCA agrees the form'.
_UNDER_LAW = re.compile(
    r"\b(?:nach|gemass|laut|under|pursuant to|in accordance with) (?:the |dem |der )?(?:\u00a7+|"
    r"ss? ?\d|section|sections|article|act\b|artikel|art\. \d|paragraf|absatz|[a-z]*gesetz\b|"
    r"[a-z]*verordnung\b|richtlinie|directive|regulation)"
)
# What offices consent to, or refuse, by law: 'stimmt der Beschäftigung zu'.
_GRANTS = re.compile(
    r"^ (?:stimmt|stimmen|lehnt|lehnen)?(?: [a-z]+)? ?(?:der|die|den|einer|einem|einen|dem) "
    r"(?:(?:ausubung|erteilung|verlangerung|aufnahme) (?:der|des|einer|eines) )?(?:[a-z]+ )?"
    r"(?:beschaftigung|ausubung|erteilung|verlangerung|einstellung|einreise|zulassung|aufnahme|"
    r"uberstellung|ausreise|ruckfuhrung|einburgerung|visumerteilung|visum|visums|titels?|"
    r"aufenthaltstitels?|arbeitsaufnahme|leiharbeit|verordnung|auszahlung|versetzung|"
    r"berufsausubung|antrag|antrage|antragen|bewilligung)(?: [^.;!?]*?)? (?:zu|ab)(?=[.,;]|$)"
)


def _is_by_law(left: str, right: str) -> bool:
    """Whether a consent or refusal of the present is one an office gives by law."""
    if _WAS.search(f"{left} {right}"):
        return False
    if _UNDER_LAW.search(left) and (_CONSENTS.search(left) or _CONSENTS.match(right)):
        return True
    return _GRANTS.match(right) is not None and bool(
        _AGREES_BEFORE.search(left) or right.startswith((" stimm", " lehn"))
    )


_CONSENTS = re.compile(
    r"(?:^|\b| )(?:stimmt|stimmen|erteilt|erteilen|entscheidet|lehnt|lehnen|genehmigt|bewilligt|"
    r"widerspricht|verlangt|pruft|consents?|agrees?|decides?|approves?|refuses?|grants?|may|must)"
    r"(?: (?:die|das|der|the))?(?: |$)"
)
_WAS = re.compile(r"\b(?:stimmten?|lehnten?|hat|hatte|haben|habe|agreed|consented)\b")
_AGREES_BEFORE = re.compile(r"\b(?:stimmt|stimmen|lehnt|lehnen)(?: (?:die|das|der))? $")


def acts_as_institution(left: str, right: str) -> bool:
    """Whether what stands around an organisation is an act of office, of law or of publicity."""
    if _is_by_law(left, right):
        return _is_of_world(right)
    if _GENITIVE.search(left) and _PLURAL_VERB.match(right):
        return True
    if left.endswith("vom ") and _SUPPLIED.match(right):
        return True
    if _FIXED_BEFORE.search(left) and _FIXED_AFTER.match(right) and _is_of_world(right):
        return True
    if any(
        pattern.search(right) for pattern in (*_ACTS, _ADVERTISES, _SEPARABLE, _PARAGRAPH, _RAISED)
    ):
        return _is_of_world(right)
    if _AT_ITS_CONGRESS.search(right) or _WAGES.search(right):
        return True
    match = _AGREED.match(right)
    if match and match.group("thing") in cues("world_objects"):
        return True
    return _will_do(right) or _has_done(right)


def _is_of_world(part: str) -> bool:
    """Whether nothing in it only stands in a text or a discussion."""
    return words_of(part).isdisjoint(cues("discourse_nouns"))


def _will_do(right: str) -> bool:
    """'intends to shorten … by law', 'will … bis 2027 zusammenlegen'."""
    match = _INTENDS.match(right)
    if match:
        rest = match.group("rest")
        if match.group("verb") not in cues("institutional_infinitives") or not _is_of_world(rest):
            return False
        if match.group("verb") in _ONLY_OFFICES:
            return True
        return bool(_BY_LAW.search(rest)) or not words_of(rest).isdisjoint(cues("world_objects"))
    match = _WILL.match(right)
    if match is None:
        return False
    rest = match.group("rest")
    if _POINTS_BACK.match(rest) or not _is_of_world(rest):
        return False
    if words_of(rest).isdisjoint(cues("institutional_infinitives")):
        # Whatever is to be done with a thing by some year or season is done in the world.
        last = _INFINITIVE.search(rest)
        return bool(last and last.group(1) not in _IN_MIND and _BY_DATE.search(rest))
    return bool(_BY_LAW.search(rest)) or not words_of(rest).isdisjoint(cues("world_objects"))


_INFINITIVE = re.compile(r" ([a-z]{4,}n)$")
_IN_MIND = frozenset(
    "sehen wissen haben prufen klaren warten abwarten bleiben horen nachdenken besprechen lesen "
    "diskutieren verstehen glauben sagen zeigen schicken liefern nachreichen nachliefern melden "
    "antworten mittragen zustimmen sprechen kommen vorlegen beantworten mitnehmen".split()
)
_BY_DATE = re.compile(
    r"\b(?:bis|ab|im|zum|bis zum|bis ende|ab ende|seit) (?:(?:jahr|ende|anfang|mitte) )?"
    r"(?:(?:19|20)\d\d|"
    r"jahreswechsel|jahresende|fruhjahr|sommer|herbst|winter|januar|februar|marz|april|mai|juni|"
    r"juli|august|september|oktober|november|dezember)\b"
)


@cache
def _institutional_participle() -> re.Pattern[str]:
    done = alternation(cues("institutional_participles"))
    return re.compile(rf"(?:^|[^a-z])(?:{done})(?=[,.;]|$)")


@cache
def _published_directly() -> re.Pattern[str]:
    done = alternation(word for word in cues("institutional_participles") if word.endswith("ed"))
    return re.compile(rf"^(?: [a-z]+){{0,3}} (?:{done}) ")


def _has_done(right: str) -> bool:
    """'hat dazu im Januar Zahlen veröffentlicht', 'has this year extended the scheme'."""
    match = _PERFECT.match(right)
    if match is None:
        return False
    rest = match.group("rest")
    if not _is_of_world(rest):
        return False
    # The participle of a German perfect stands at the end, that of an English one at the start.
    return bool(_institutional_participle().search(rest) or _published_directly().match(rest))
