"""Whether facts of a biography are told of one person, and not spoken about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from . import speech
from .biographies import Fact, biography, is_person_noun
from .lexicon import ascii_fold
from .name_others import names_somebody_next
from .origins import countries_of
from .text import Text

_PERSON = re.compile(
    r"\b(?:teilnehmer(?:in)?|teilnehmende[rn]?|kollegen?|kollegin|redner(?:in)?|jemand\w*|person|"
    r"stimme|mitglied|anwesende[rn]?|vertreter(?:in)?|participant|colleague|speaker|someone|"
    r"somebody|(?<!those )(?<!people )(?<!all )(?<!anyone )(?<!everyone )(?<!many )who|"
    r"voice|attendee|member|gast|guest|one of us|frau|mann|woman|man|whoever|ihm|ihr|"
    r"diplomat(?:in)?|official|expert(?:in|e)?|eine[rs]?, (?:die|der)|the one who|envoy|native|"
    r"leiter(?:in)?|chef(?:in)?|head|selbst|myself|herself|himself|eine[rs]? (?:der|die)|whose|"
    r"panellist|discussant|contributor|practitioner|aus (?:ihrer|seiner) zeit|"
    r"(?:his|her) (?:time|years|days|decade)|having|"
    r"(?:geborene|aufgewachsene|stammende)[rnms]? [a-z]{4,}(?:in|er|ent|and|ist|at)|"
    r"[a-z]*(?:mutter|vater|father|mother), (?:die|der|who))\b"
)
_PLUPERFECT = re.compile(
    r"\b(?:hatten?|had|gewesen|war einmal|turned|geleitet|leitete|headed|geworden)\b"
)
_OF_MEETINGS = re.compile(
    r"\b(?:teilnehmer(?:in)?|kolleg(?:e|en|in)|redner(?:in)?|stimme|jemand|participant|colleague|"
    r"speaker|attendee|voice|who|someone|somebody|one of us|unter uns|gast|guest|"
    r"eine[rs]?, (?:die|der))\b"
)
_PERSON_REACH = 70
# An article and at most three words before a post: 'a former', 'eine frueher dort taetige'.
DETERMINER = re.compile(
    r"\b(?:eine?[rsmn]?|der|die|das|dem|den|des|an?|the|one|another|unser\w*|our|als|as|[a-z]+'s)"
    r"\s(?:[a-z-]+\s){0,3}?(?:ex-)?$"
)
_PLURAL_AFTER = re.compile(r"(?:[^s]s|innen)$")
_GENITIVE_BEFORE = re.compile(r"\b(?:des|eines|unseres|dieses|ihres|seines) (?:[a-z-]+ ){0,2}$")
# 'als Lehrerin', 'war Richter', 'trained nurse', 'ex-' and 'frühere' without an article.
_PREDICATE_BEFORE = re.compile(
    r"(?:\b(?:als|as|war|was|wurde|became|been|be|turned|gelernte[rn]?|trained|qualified|"
    r"fruhere[rn]?|"
    r"ehemalige[rn]?|einstige[rn]?|vormalige[rn]?|pensionierte[rn]?|former|retired|one-time|"
    r"onetime|"
    r"sometime|erstwhile|previous|his|her|ihre[rmn]?|seine[rmn]?) (?:[a-z-]+ ){0,2}|\bex[- ])$"
)
# What follows is what was said, not who said it.
_CONTENT = re.compile(
    r"\b(?:that|whether|why|how|if|dass|ob|warum|wie|wieso|weshalb|wo|where|what|asked|said|"
    r"noted|"
    r"about|uber|fragte|sagte|nach|reminded|argued|recalled|compared|mentioned|quoted|zitierte|"
    r"erwahnte|erinnerte|verglich|nannte|described|beschrieb|schilderte|schatzte)\b|:"
)
_COMPLEMENT = re.compile(r"\b(?:why|whether|that|if|dass|ob|warum|wieso|weshalb)\b[^;:]{0,40}$")
PERFECT = re.compile(r"\b(?:hat|hatte|habe|had|has)\b")
WHO = re.compile(r"\b(?:wer|who|whoever|having|jemand|somebody|someone)\b")
WHO_HAD = re.compile(
    r"\b(?:(?:someone|somebody|participant|colleague|speaker|person|one|woman|man|delegate) who|"
    r"whoever|one (?:participant|speaker|colleague|delegate|of us)) "
    r"(?:had|has|once|used to|was)(?: [a-z]+){0,3} $"
)
_GERMAN_PLURAL = re.compile(r"\bdie (?:[a-z-]+ ){0,3}$")
_MASCULINE = re.compile(r"(?:er|ist|isten|ent|enten|at|aten|or|oren|mann|leute)$")
# A post's house is no person: 'a former consulate'.
_HOUSE = re.compile(r"(?:konsulats?|consulate|botschaft|embassy|ministerium|ministry)$")
_LEADS_TO = re.compile(
    r" (?:to|into|through|past|along|zu|zum|zur|nach|durch|an|am|vorbei|uber|in die|ins|"
    r"auf)(?![a-z])"
)
_RULE = re.compile(
    r"^,? (?:may|can|must|should|shall|needs? to|has to|is entitled|is eligible|qualifies|pays|"
    r"darf|kann|muss|soll|sollte|braucht|zahlt|erhalt|gilt|earns|verdient|wartet|waits|findet|bekommt|lernt|finds|gets)(?![a-z])"
)
_SELF = re.compile(
    r"\b(?:er|sie|he|she|selbst|selber|himself|herself|own|eigene[nrsm]?|ihre[rmn]?|seine[rmn]?|"
    r"his|her|ich|i|my|meine?[rmn]?|who)\b"
)


def is_post(fact: Fact) -> bool:
    """Whether a fact is a post, from the list or by the look of its word."""
    return fact.key.startswith("post:") or fact.is_post


def is_in_office(text: Text, own: Sequence[Fact], low: int, high: int) -> bool:
    """'The Tunisian minister of labour signed', 'ein syrischer Apotheker arbeitete'."""
    posts = [fact for fact in own if is_post(fact) and not fact.is_deed]
    if not posts or any(
        fact.key.startswith(("former:", "origin:born", "origin:refugee", "origin:studied"))
        for fact in own
    ):
        return False
    if any(fact.is_deed or fact.key.startswith(("year:", "age:", "life:")) for fact in own):
        return False
    sentence = text.folded[low:high]
    if _PLUPERFECT.search(sentence):
        return False
    return not speech.in_room(sentence) and not _OF_MEETINGS.search(sentence)


def is_reported(left: str) -> bool:
    """'He asked why a retired colonel …': somebody in what was said, not who said it."""
    match = _COMPLEMENT.search(left)
    return match is not None and speech.said(left[: match.start()])


def is_spoken_about(text: Text, fact: Fact, low: int) -> bool:
    """A post that is no description of somebody: 'why mayors …', 'ob Lehrerinnen …'."""
    if not is_post(fact) or fact.is_deed:
        return False
    word = text.folded[fact.start : fact.end]
    left = text.folded[low : fact.start]
    if _GERMAN_PLURAL.search(left) and _MASCULINE.search(word):
        return True
    if _PLURAL_AFTER.search(word) and not _GENITIVE_BEFORE.search(left):
        return True
    return not (DETERMINER.search(left) or _PREDICATE_BEFORE.search(left) or not left.strip())


def is_one(text: Text, post: Fact, low: int) -> bool:
    """Whether a post stands in the singular with an article: 'a former prefect', not "
    "'workers'.
    """
    if post.is_deed or _HOUSE.search(text.folded[post.start : post.end]):
        return False
    return DETERMINER.search(text.folded[low : post.start]) is not None


def has_person(text: Text, low: int, high: int, start: int, end: int) -> bool:
    """Whether the facts are told of somebody, and are not what somebody spoke about."""
    after = text.folded[start : min(high, end + _PERSON_REACH)]
    if _PERSON.search(after):
        return True
    before = text.folded[max(low, start - _PERSON_REACH) : start]
    for match in _PERSON.finditer(before):
        between = before[match.end() :]
        if not _CONTENT.search(between) or _SELF.search(between):
            return True
    return False


# 'Kammerpräsident', 'Zeitungschefin': the last part is the post, behind an article and a place.
_TITLED = re.compile(
    r"\b(?:eine?[rnms]?|der|dem|den|des|die|unser\w*|als) (?:[a-z-]+ )?(?:ex-|(?:fruher|ehemalig|"
    r"einstig|vormalig|pensioniert|gewesen|langjahrig)[a-z]* )[a-z-]*?"
    r"(?P<head>prasident|leiter|chef|direktor|vorsitz|sekretar|sprecher|redakteur|richter|lehrer|"
    r"koch|meister|botschafter|konsul|referent|inspektor|kommissar|arzt|dekan|rektor|vorsteher|"
    r"verwalter|geschaftsfuhrer|vorstand|anwalt|pfleger|berater)[a-z]{0,3}"
    r"(?: (?:aus|in|von|im|der|des|einer) |, )"
)


def has_title(text: Text, low: int, end: int, bio: str) -> bool:
    """'Ein früherer Kammerpräsident aus Krakau' of a 'Präsident der Ärztekammer Krakau'."""
    match = _TITLED.search(text.folded, low, end)
    return match is not None and match.group("head") in bio


def leads_somewhere(text: Text, fact: Fact) -> bool:
    """'The site visit led to a former castle': a way leads there, nobody led it."""
    return fact.key == "origin:led" and _LEADS_TO.match(text.folded, fact.end) is not None


# 'A one-time radio manager', 'ein früherer Kammerpräsident': a post of the past, of one person.
_ONCE = re.compile(
    r"\b(?:an?|the|one|another|eine?[rm]?|der|die) (?:(?:former|one-time|onetime|erstwhile|retired|"
    r"sometime|previous|fruhere[rn]?|ehemalige[rn]?|einstige[rn]?|vormalige[rn]?|"
    r"pensionierte[rn]?|emeritierte[rn]?) |ex-)(?:[a-z-]+ ){0,2}?(?P<post>[a-z]{4,})"
    r"(?= (?:from|of|in|at|aus|von|in|im|an|am|der|des)\b|,)"
)


def is_somebody_once(text: Text, low: int, start: int, end: int, right: str) -> bool:
    """Whether facts stand in a phrase such as 'a former clerk from …', whatever the post."""
    match = _ONCE.search(text.folded, max(low, start - 24), end + 1)
    if match is None or match.start() > end:
        return False
    # 'A former registrar in Cottbus warned': who warns is somebody, whatever the word.
    return is_person_noun(match.group("post")) or speech.spoke(right)


def may_be_anybody(right: str) -> bool:
    """'Someone who grew up there may apply': a rule for whoever it fits."""
    return _RULE.match(right) is not None


def is_demonym(text: Text, said: Sequence[Fact]) -> bool:
    """'Die Kolumbianerin, …', 'the Izmir native': a place that stands for somebody from there."""
    for fact in said:
        if fact.key.startswith(("country:", "town:")) and fact.key != "country:DE":
            if names_somebody_next(text, fact.end):
                continue  # 'der Ghanaer Kofi Annan'
            before = text.folded[max(0, fact.start - 24) : fact.start]
            if re.search(
                r"\b(?:der|die|eine?|the|an?)(?: geburtige[rn]?)? $", before
            ) and re.search(r"(?:er|erin|in)$", text.folded[fact.start : fact.end]):
                return True
    return False


WAS = re.compile(
    r"\b(?:war|arbeitete|leitete|diente|lehrte|flog|vertrat|amtierte|was|worked|served|ran|led|"
    r"headed|taught|flew|until|bis)\b"
)


def posts_of_now(bios: Iterable[str]) -> frozenset[str]:
    """The posts of biographies of which nothing says that they are past."""
    return frozenset(
        key
        for bio in bios
        for clause in re.split("[,;.]", bio)
        if not WAS.search(ascii_fold(clause))
        for key in _of_now(biography((clause,)).weights)
    )


def _of_now(keys: Iterable[str]) -> Iterable[str]:
    keys = tuple(keys)
    if any(key.startswith("former:") for key in keys):
        return ()
    return (key for key in keys if key.startswith(("post:", "word:")))


_FROM_COUNTRY = re.compile(
    r",? (?:from|of|in|to|at|aus|in|von|nach|for)(?: the| der| dem| den)? "
    r"(?P<where>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)


def is_from_elsewhere(text: Text, end: int, own: frozenset[str]) -> bool:
    """'A former mayor from Honduras' is not the one from Guatemala, one of ``own``."""
    match = _FROM_COUNTRY.match(text.plain, end)
    if match is None or not own:
        return False
    countries = countries_of(match.group("where"))
    return bool(countries) and own.isdisjoint(countries)


_NEWS = re.compile(
    r"^[a-z' ]{0,30}? (?:won|lost|ran for|stood for|died|retired|resigned|became|was (?:re-?)?"
    r"(?:elected|charged|sentenced|arrested|killed|appointed|named|convicted|born|shot|jailed|"
    r"murdered|acquitted)|wrote (?:the|an?|his|her) (?:[a-z]+ )?(?:novel|book|memoirs?|play)|"
    r"gewann|starb|trat zuruck|wurde (?:[a-z0-9]+ ){0,3}(?:gewahlt|angeklagt|verurteilt|verhaftet|"
    r"getotet|ernannt|geboren|ermordet))(?![a-z])(?! (?:patience|the thread|interest|count))"
)
_QUOTED = re.compile(
    r"\b(?:paper|article|report|film|book|study|newspaper|documentary|magazine|zeitung|artikel|"
    r"bericht|buch|studie|reportage|magazin) (?:quotes?|quoted|portrays?|profiles?|interviews?|"
    r"interviewed|follows|zitiert|zitierte|portratiert|begleitet|befragt|befragte)\b"
)


_TOLD_IN = re.compile(
    r", (?:as )?(?:the|so der|so die|so das|heisst es (?:im|in der|in dem)) (?:novel|film|book|"
    r"paper|"
    r"article|story|obituary|roman|artikel|buch|nachruf|zeitung|erzahlung)\b"
)


def is_in_news(left: str, right: str) -> bool:
    """'A former mayor … won the seat', 'the paper quotes a former mayor': nobody of the room."""
    return bool(_NEWS.match(right) or _QUOTED.search(left) or _TOLD_IN.search(right))
