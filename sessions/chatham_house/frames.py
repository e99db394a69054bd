"""Patterns in which an organisation is the source of something said, built from the cue lists.

They follow the cue - source - message model of attribution (PARC 3, Pareti 2016): a noun for who
speaks, a verb of saying, a preposition of source, or a noun for what was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import alternation, cues

ARTICLE = r"(?: (?:dem|der|des|den|die|das|the|vom|zum|zur|a|an|eine[rmn]?))?"
ADJECTIVES = r"(?: (?!und |and |or |oder |in |im |on )[a-z-]{3,20}){0,2}"
DETERMINER = (
    r"(?:der|die|das|dem|den|des|the|ein|eine|einer|eines|einem|einen|an?|unser(?:e[mnrs]?)?|our|"
    r"jemand|someone|somebody|kein|keine|this|dieser|diese|one|another|zwei|two|beide|both|"
    r"mehrere|several)"
)
_LINK = (
    r"(?:aus|von|vom|des|der|bei|beim|im|fur|in|from|of|at|over at|on|with|for|representing|to|"
    r"from what (?:used to be|was|is now)|(?:from|of|at) (?:the|a) (?:ministry|office|agency|"
    r"department|house|body)(?: formerly| once| previously| now)? (?:known as|called)|"
    r"(?:des|der|im|vom|aus dem) (?:ministeriums?|hauses?|haus|amte?s?|behorde), (?:das|die|der))"
)
_SAID_THERE = (
    r"(?:hiess|heisst|kam|kamen|kommt|gab|wurden?|wird|war|waren|verlautete|lautete|folgten?|"
    r"erging|"
    r"meldeten?|horte|berichtete|came|comes|was|were|there|we heard|heard)"
)


@dataclass(frozen=True, slots=True)
class Frames:
    """``*_left`` patterns are searched in what precedes, ``*_right`` matched on what follows."""

    person_left: re.Pattern[str]
    person_right: tuple[re.Pattern[str], ...]
    source_left: re.Pattern[str]
    from_left: re.Pattern[str]
    from_right: re.Pattern[str]
    for_left: re.Pattern[str]
    seat_left: re.Pattern[str]
    seat_right: re.Pattern[str]
    place_left: re.Pattern[str]
    place_right: re.Pattern[str]
    echo_left: re.Pattern[str]
    drawn_left: re.Pattern[str]
    echo_to_left: re.Pattern[str]
    echo_right: re.Pattern[str]
    present_left: re.Pattern[str]
    received_left: re.Pattern[str]
    received_right: re.Pattern[str]
    modifier_right: re.Pattern[str]
    passive: re.Pattern[str]
    agent_right: re.Pattern[str]
    for_right: re.Pattern[str]
    so_left: re.Pattern[str]
    possessive_left: re.Pattern[str]
    possessive_right: re.Pattern[str]
    passive_left: re.Pattern[str]
    attitude_right: re.Pattern[str]
    tag_left: re.Pattern[str]

    def is_passive(self, left: str, right: str) -> bool:
        """Whether an agent stands in a passive: 'wurde vom … angeregt', 'raised by …'."""
        return self.passive.search(left) is not None or (
            _WAS.search(left) is not None and self.agent_right.match(right) is not None
        )


_WAS = re.compile(
    r"\b(?:wurden?|worden|war|waren|sind|ist|was|were|been)\b|[,(] (?:vom|von) [a-z ]*$"
)


@cache
def frames() -> Frames:
    """The frames of both languages; a text in one holds phrases of the other."""
    people = alternation(cues("representatives"))
    contributions = alternation(cues("room_contributions"))
    english = alternation(w for w in cues("room_contributions") if w in _ENGLISH_CONTRIBUTIONS)
    determiner = rf"(?:\b{DETERMINER} (?:[a-z-]+ ){{0,2}}?)?"
    return Frames(
        person_left=re.compile(
            rf"{determiner}\b(?!man (?:beim?|im|vom|aus|von|des|der|fur|in de[rmn])\b)"
            rf"(?P<noun>(?:[a-z]+-)?(?:{people}))(?:[*:_/]-?in(?:nen)?)?(?: (?:present|"
            rf"anwesend))? "
            rf"(?P<link>{_LINK}{ARTICLE}{ADJECTIVES} )?$"
        ),
        person_right=(
            re.compile(
                rf"^(?:'s |'|s |s' | |-|er )(?:(?:senior|junior|policy|legal|desk|lead|own|two|"
                rf"three|"
                rf"home affairs|political|technical|younger|older|male|female|protection|programme|"
                rf"project|migration|labour|health|climate|communications|advocacy|field|country|"
                rf"regional|finance|gender|research|data|return|reintegration|[a-z]+-)[ ]?){{0,2}}"
                rf"(?P<noun>{people})(?![a-z])"
            ),
            re.compile(
                r"^-(?:[a-z]*)(?:vertret|kolleg|mitarbeit|berater|referent|expert|leute|seit|beamt|"
                r"delegation|leiter|sprecher|frau|mann|stimme|kreise|intern|forscher|delegiert|"
                r"teilnehm|wortmeldung|einwand|beitrag|nachfrage|zwischenruf|analyst|chef)[a-z]*"
            ),
        ),
        source_left=re.compile(
            r"\b(?:seitens|vonseiten|von seiten|auf seiten|stellvertretend fur|"
            r"on behalf of|speaking for|spoke for|speaks for|sprach fur|spricht fur|in vertretung|"
            r"(?:wir|uns|we|us|i|ich)(?: selbst| here| hier)? (?:im|in|at|beim|bei|vom|from|"
            r"aus|als|as)|"
            r"(?:horten?|erfuhr(?:en)?|heard|learnt|learned|hear)(?: [a-z]+)? (?:vom|von|aus|from)|"
            r"laut|gemass|according to|as per|nach (?:angaben|ansicht|auffassung|einschatzung|"
            r"meinung|worten|darstellung|lesart|aussage|auskunft)(?: von| vom)?|"
            r"aus (?:der )?(?:sicht|perspektive|warte)(?: von| vom)?|in the (?:view|opinion|words|"
            r"eyes) of|from the (?:perspective|viewpoint|standpoint) of|speaking as|in den augen)"
            rf"(?P<gap>{ARTICLE}{ADJECTIVES}) $"
        ),
        from_left=re.compile(
            rf"(?:^|[,;:-] |\b(?:word|hinweis|einwand|frage|signal|came) )"
            rf"(?:aus|von|vom|from|dal|du|im|in|bei|beim){ARTICLE}{ADJECTIVES} $"
        ),
        from_right=re.compile(rf"^(?:[a-z' ,-]{{0,25}}) {_SAID_THERE}\b"),
        for_left=re.compile(rf"(?:^|[,;:-] )(?:furs|(?:fur|for){ARTICLE}{ADJECTIVES}) $"),
        for_right=re.compile(
            r"^ (?:sprach|spricht|nahm|war|wurde|meldete|antwortete|redete|berichtete|"
            r"[a-z]+ (?:said|spoke)|(?:ist|sei|ware|bleibt|bleibe|stellt|heisst|bedeutet|gilt|geht)"
            r" (?:das|dies|es|die sache|die frage|sich|hier|der punkt)|kommt (?:das|dies|es|nur|"
            r"so)|"
            r"kame|steht fest)\b|^, (?:this|that|it|the (?:issue|point|question|real|main|"
            r"priority))"
            r" (?:is|was|would|remains)\b"
        ),
        seat_left=re.compile(
            rf"\b(?:wer|who|whoever|jemand, de[rm]|jemand|someone|somebody|diejenigen?, die|those|"
            rf"anyone|der|die|das)(?: (?:who|that))?(?: (?:works?|worked|sat|sits|spoke|speaks))?"
            rf" (?:fur|for|bei|beim|im|in|at|von|vom|from|aus){ARTICLE} $"
        ),
        seat_right=re.compile(
            r"^ (?:(?:hier |here )?(?:am tisch|im raum|in der runde|in the room|at the table|dabei|"
            r"anwesend|sprach|spricht|sass|sitzt|spoke|speaks|sat|sits|arbeitet|arbeitete|gekommen|"
            r"kam|angereist|teilnahm|teilgenommen|erschienen|da war|da sass|there|present))\b"
        ),
        place_left=re.compile(
            rf"(?:^|[,;:-] )(?:auch |even |selbst )?(?:beim|bei|im|in|at|over at|"
            rf"seitens){ARTICLE} $"
        ),
        place_right=re.compile(
            r"^(?: selbst| itself)? (?:[a-z]+ man\b|heisst es|hiess es|ist man|they (?:think|say|"
            r"see|"
            r"feel|want|fear|hope|call)|people (?:think|say|feel|see)|the (?:feeling|view|mood|"
            r"worry|"
            r"thinking) is|(?:klang|klingt|sah|sieht) (?:das|es|man das|dies) |"
            r"(?:sorgte|loste|weckte|rief) (?:das|dies|der|die) |herrsch(?:t|te) (?:skepsis|"
            r"unmut|zweifel|zuversicht|ratlosigkeit)|regte "
            r"sich|stiess (?:das|die|der|dies))"
        ),
        echo_left=re.compile(
            rf"\b(?:anstoss|impulse?|vorschlage?|ideen?|hinweise?|signale?|widerrede|einspruch|"
            rf"einwande?|nachfragen?|fragen?|unterstutzung|zustimmung|ablehnung|"
            rf"widerspruch|skepsis|anklang|gehor|sympathie|"
            rf"ruckhalt|kritik|(?<!with )support|resistance|(?<!an )agreement|approval|favour|"
            rf"scepticism|objections?)"
            rf"(?: (?:dazu |dafur |dagegen |prompt |sofort |auch |nur |allein |only |"
            rf"mainly )*(?:kam|kamen|fand|fanden|gab es|erfuhr|came|was voiced)(?: (?!von |"
            rf"from )[a-z]+){{0,5}})? (?P<last>(?:beim?|bei|with|from|von|vom|aus){ARTICLE}) $"
        ),
        drawn_left=re.compile(
            rf"\b(?:drew|earned|met with|prompted|provoked|won|got|brought)(?: [a-z]+){{1,4}} "
            rf"(?P<last>from{ARTICLE}) $|\b(?P<where>from where){ARTICLE} $"
        ),
        echo_to_left=re.compile(
            rf"\b(?:stiess|stossen|traf|trafen|fiel|kam|lief|kamen|met|ran|geht|gehen|ging|gehe|"
            rf"went)"
            rf"(?: [a-z]+){{0,3}} (?:beim?|bei|auf|with|into|from|to){ARTICLE} $"
        ),
        echo_right=re.compile(
            r"^ (?:auf (?:skepsis|zustimmung|widerstand|ablehnung|widerspruch|vorbehalte|interesse|"
            r"offene|sympathie|bedenken|unverstandnis|wenig|kein)|nicht gut an|gut an|zuruck|"
            r"durch|not well|resistance|scepticism)"
        ),
        present_left=re.compile(
            rf"(?:\b(?:am tisch|im raum|in der runde|auf dem podium|im saal|zu gast|anwesend|dabei|"
            rf"vertreten|teilgenommen haben|teilnahmen|teil nahmen|mit dabei)(?: [a-z]+)? "
            rf"(?:sass|sassen|waren?|nahmen?|haben|hatten)"
            rf"|\b(?:around the table|in the room|present|attending|joining us)(?: [a-z]+)? "
            rf"(?:were|was|sat)|attended by|joined by|teilgenommen (?:hat|haben|hatten?))"
            rf"(?: (?:auch|also|representatives of|people from|colleagues from|[a-z-]+,))*"
            rf"(?: [a-z, ]{{0,80}})?{ARTICLE} $"
        ),
        received_left=re.compile(
            rf"{determiner}\b(?:[a-z]+-)?(?:{alternation(cues('contributions'))}) "
            rf"(?:von|vom|des|der|aus|by|from|of){ARTICLE} $"
        ),
        received_right=re.compile(
            r"^,? (?:fand|fanden|stiess|stiessen|uberzeugte|uberzeugten|blieb|verfing|kam (?:gut|"
            r"nicht|schlecht)|wurden? (?:aufgenommen|aufgegriffen|verworfen|diskutiert|begrusst|"
            r"abgelehnt|zuruckgestellt|vertagt|notiert|geteilt|nicht|mehrfach|von|kontrovers|kurz|"
            r"ausgiebig|einhellig|schnell|positiv|wohlwollend)|"
            r"(?:was|were) (?:taken|picked|welcomed|dropped|noted|well|not|widely|met|discussed|"
            r"left|parked|rejected|brushed|echoed|shared|seconded|warmly|coolly)|met with|found|"
            r"went|drew|fell flat|landed|carried the|did not|prompted|sparked|surprised)"
        ),
        # 'the IGAD protocol has', 'UNHCR guidelines say': its thing is the subject.
        modifier_right=re.compile(
            r"^ (?!(?:not|also|both|all|each|then|again|only|still|just|simply|never|always|later|"
            r"itself|here|there|who|which|and|und|or|oder|auch|selbst)\b)"
            r"(?:[a-z-]+ ){0,2}(?:protocol|protocols|convention|data|database|rules?|mandate|"
            r"constitution|regulation|aircraft|ships?|vessels?|staff rules|project|projects|"
            r"programme|programmes|budget|loans?|grants?|figures?|guidelines?|directive|law|act|"
            r"charter|treaty|strategy|policy|framework|fund|funds|headquarters|building|office in|"
            r"website|report|study|survey|estimates?) "
        ),
        passive=re.compile(
            rf"(?:^|[^a-z])(?:(?:wurden?|worden|war|waren|was|were|been)(?: [a-z-]+){{0,8}} |"
            rf"(?:^|[.,;:(-] ?)(?:[a-z-]+ ){{0,3}})?"
            rf"(?:{alternation(cues('room_participles'))})(?: (?:das|dies|es|sie|wurden?|was|"
            rf"were|nur|auch|vor allem|zuerst|only|first|also|mainly|not least|unter anderem))*"
            rf" (?:von|vom|durch|by|seitens){ARTICLE}{ADJECTIVES} $"
        ),
        agent_right=re.compile(
            rf"^(?: (?:und|and|sowie|&)(?: de[rmn]| the)? [a-z-]+)?(?: [a-z-]+){{0,6}}"
            rf" (?:{alternation(cues('room_participles'))})(?![a-z])"
        ),
        so_left=re.compile(rf"(?:^|[,;-] )so(?: auch)?{ARTICLE} $"),
        possessive_left=re.compile(
            rf"{determiner}\b(?P<noun>(?:[a-z]+-)?(?:{contributions})) "
            rf"(?:von|vom|des|der|aus|seitens|durch|by|from|of){ARTICLE}{ADJECTIVES} $"
        ),
        possessive_right=re.compile(
            rf"^(?:(?:'s |s' |' |-)(?:{contributions})|(?:'s |s' )[a-z]+ (?:{contributions})|"
            rf" (?:{english}))(?![a-z])"
        ),
        passive_left=re.compile(rf"\b(?:von|vom|durch|by|aus|from){ARTICLE}{ADJECTIVES} $"),
        attitude_right=re.compile(
            rf"^ (?:war|waren|ist|sind|is|are|remains|bleibt|sieht (?:das|es|dies)|"
            rf"sah (?:das|es|dies)|was|were|seemed|wirkte|blieb|remained|zeigte sich|gab sich|"
            rf"sounded|"
            rf"looked|appeared)(?: [a-z]+)? (?:{alternation(cues('attitudes'))})(?![a-z])"
        ),
        tag_left=re.compile(
            rf"(?:^|[\n(.;-] ?)(?:{contributions}|speaker|rednerin|redner|noch einmal|nochmals) $"
        ),
    )


# The words of [room_contributions] that may follow an organisation without an 's.
_ENGLISH_CONTRIBUTIONS = frozenset(
    "objection objections question questions remark remarks comment comments intervention "
    "interventions input inputs presentation reply answer concern concerns suggestion suggestions "
    "reaction response pushback doubts scepticism skepticism contribution interjection criticism "
    "plea slide slides reservation reservations talk".split()
)
