"""Whether a phrase about people speaks of those in the room, or of the world."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from . import speech
from .context import is_cell, starts_line
from .group_clauses import (
    administers,
    belongs_elsewhere,
    closes,
    did,
    did_last,
    fared,
    heads_table,
    is_done_to,
    is_first,
    is_named,
    is_object,
    is_predicate,
    is_side,
    retorted,
    showed,
    undated,
    was_there,
)
from .group_moods import are_those, those_did, was_moved
from .group_places import is_in_a_study, is_only_topic, is_said_of, is_where, would
from .lexicon import alternation, cues
from .name_others import names_somebody_next
from .phrases import Phrase, Term
from .role_frames import is_of_a_story
from .sides import is_felt_on_side, is_side_of_a_thing
from .tables import is_speaker_cell

_SINGULAR = frozenset("fmnwh")
_GENERIC = re.compile(
    r"(?:\b(?:jede[rsmn]?|every|each|any|irgendein\w*|keine?[rmns]?|no|ob|without|ohne|wer als)"
    r"(?: \w+){0,1} |\b(?:bindung|abhangigkeit|anspruch|antrag|vertrag|vertrage|klage|tied|bound|"
    r"contract|claim) (?:an|von|gegen|mit|to|with|against|on) (?:eine[nmr]?|an?) )$"
)
SOURCE = re.compile(
    r"(?:^|[,;:] |\b(?:hiess|kam|kamen|gab|came|comes|wurde|wurden|war|was|were|einwand|frage|"
    r"kritik|zuspruch|skepsis|widerspruch|question|objection|comment|plea|beitrag|warnung|"
    r"hinweis|"
    r"bitte|put|voiced|raised|heard|word|argument|argued|said|made|idea|note) (?:[a-z]+ ){0,4}?)"
    r"(?:aus|von|vom|seitens|vonseiten|auf seiten|from|by|on)(?: de[rnm]| the| einer| einem)? "
    r"(?:(?!und )[a-z-]+ ){0,2}?$"
)
_SAID_THERE = re.compile(
    r"^(?:[a-z' ,-]{0,30})\b(?:hiess|heisst|kam|kamen|gab|wurde|wurden|war|waren|horte|"
    r"verlautete|"
    r"meldete|came|was|were|there|we heard|heard)\b"
)
_OF_MEETINGS = re.compile(
    r"(?:participant|colleague|representative|delegate|official|voice|speaker|vertreter|"
    r"vertreterin|"
    r"kollege|kollegin|teilnehmer|teilnehmerin|stimme|sprecher|sprecherin)\b"
)
# 'A league table of providers' is no table people sit at.
_DOCUMENT = re.compile(r"(?:league |round )?tables? of (?!our |the room)")
# 'One international organisation objected.'
_ONE = re.compile(r"(?:^|[,;:] )(?:one|an?|eine?) $")
_MODAL = re.compile(
    r"^ (?:would|could|should|must|can|may|might|will|kann|muss|soll|sollte|braucht|darf|konnte|"
    r"needs?|ist|is|are|sind|has to|have to|mussen|konnen|sollen|sollten|werden) "
)

# 'Agreements signed by member unions', 'companies told by the union to stop': made in the world.
_MADE_BY = re.compile(
    r"\b(?:signed|negotiated|concluded|written|set|published|issued|run|owned|organi[sz]ed|funded|"
    r"financed|paid|ratified|adopted|established|founded|represented|covered|employed|provided|"
    r"operated|managed|led|built|hired|trained|certified|accredited|recogni[sz]ed|registered|"
    r"hosted|"
    r"bargained|reached|struck|drawn up|taken|occupied|staffed|filled|cleaned|served|cooked) by "
    r"(?:the )?(?:(?!and )[a-z-]+ ){0,2}?$"
)
_VON = re.compile(r"\b(?:von|durch)(?: (?:der|den|die|einer|eine))? $")
_MADE_GERMAN = re.compile(
    r"^ (?:[a-z-]+ )?(?:gebaut|gegrundet|unterschrieben|unterzeichnet|ausgehandelt|betrieben|"
    r"getragen|finanziert|organisiert|herausgegeben|veroffentlicht|gefuhrt|geleitet|errichtet|"
    r"abgeschlossen|geschlossen|vertreten|verwaltet)(?:e[nrms]?)?(?![a-z])"
)
_TREATED_BY = re.compile(
    r"^ (?:[a-z]{2,}ed|told|given|sent|taught|left|forced) by (?:the|an?|their) "
)

# A passive with its agent: 'It was noted by the insurer that …'
_SAID_BY = re.compile(
    r"\b(?:noted|stressed|raised|argued|said|added|objected|suggested|proposed|mentioned|asked|"
    r"recalled|warned|questioned|doubted|conceded|observed|stated|claimed|angemerkt|betont|"
    r"eingewandt|angeregt|vorgeschlagen|gefragt|bezweifelt|gewarnt|kritisiert|erganzt|erinnert|"
    r"vorgebracht|bemerkt|berichtet) (?:by|von|vom|seitens) (?:the|der|dem|den)? ?$|"
    r"\b(?:angemerkt|betont|eingewandt|angeregt|vorgeschlagen|gefragt|bezweifelt|gewarnt|"
    r"kritisiert|erganzt|erinnert|vorgebracht|bemerkt|berichtet) wurden? (?:von|vom|seitens) "
    r"(?:der|dem|den)? ?$"
)
# What two people do and two institutions may not: 'gingen früher', 'lost patience'.
_AS_PEOPLE = re.compile(
    r"^ (?:gingen (?:fruher|mit|dazwischen|hinaus|einen schritt)|schlossen sich|zogen (?:mit|nach|"
    r"[a-z]+ (?:vorbehalt|antrag|einwand|zuruck)|[^.;]{3,40} zuruck)|verloren die geduld|fielen "
    r"[a-z]+ ins wort|brachen ab|begannen|schlossen|had (?:doubts|reservations|questions|nothing)|"
    r"hatten (?:zweifel|bedenken|fragen|einwande|nichts)|lost patience|went (?:further|along|first|"
    r"last|quiet)|left|began|ended|waren (?:sich|dagegen|dafur)|were (?:against|in favour|at odds|"
    r"unhappy|not))\b"
)

# 'A union representative must be present': whoever it is.
_MUST = re.compile(r"^ (?:must|shall|has to|have to|needs? to|muss|mussen|darf|durfen) ")


def is_of_the_room(phrase: Phrase) -> bool:
    """Whether a phrase speaks of somebody in the room, and says or does something there."""
    terms = phrase.terms
    facts = [t for t in terms if t.concept != "person" or t.form in "fmwhqr"]
    if not facts or all(t.form in "ga" for t in terms):
        return False
    left, right = phrase.left, phrase.right
    if not heads_of(phrase) and _is_reported(phrase):
        return False
    if is_side_of_a_thing(phrase) or _is_before_another(phrase):
        return False
    if is_said_of(phrase) or is_in_a_study(phrase) or names_somebody_next(phrase.text, phrase.end):
        return False
    if _GENERIC.search(left) or _DOCUMENT.match(phrase.text.folded, terms[0].start):
        return False
    if is_cell(phrase.text, terms[0].start, terms[-1].end):
        # Groups as a whole stand in columns of who is to do something, too.
        return (
            any(t.form not in "ga" for t in terms)
            and is_speaker_cell(phrase.text, terms[0].start, terms[-1].end)
            and not heads_table(phrase)
        )
    if not heads_of(phrase) and _TREATED_BY.match(right):
        return False
    forms = phrase.forms
    sentence = undated(left + " " + right)
    heads = heads_of(phrase)
    if (
        not heads
        and phrase.quantifier == "definite"
        and forms & _SINGULAR
        and is_of_a_story(phrase.text.folded, phrase.start, right)
    ):
        return False
    if not heads and are_those(left):
        return those_did(right, sentence)
    is_singular = bool(forms & _SINGULAR)
    room = speech.in_room(sentence)
    if phrase.quantifier in ("indefinite", "") and _MODAL.match(right):
        if not room or _MUST.match(right):
            return False
    ahead = phrase.text.folded[phrase.bounds[0] : terms[0].start]
    if not room and (_MADE_BY.search(left) or (_VON.search(ahead) and _MADE_GERMAN.match(right))):
        return False
    if phrase.quantifier == "only":
        # 'She was the only academic to test it' may be anybody's story.
        return room or not is_predicate(phrase)
    if not heads and is_named(phrase):
        return False
    if not room and _administers(terms, right):
        return False
    if not heads and not room and belongs_elsewhere(phrase):
        return False
    if not heads and (is_where(phrase) or (not room and is_only_topic(phrase))):
        return False
    if not heads and would(phrase):
        # What exactly these few would do, somebody must have said for them.
        return True
    if (
        not heads
        and not room
        and is_done_to(right)
        and not SOURCE.search(left)
        and not was_moved(right)
    ):
        return False
    before = speech.acted_before(left)
    says = speech.speaks(right) or speech.acted(right)
    if phrase.quantifier == "both":
        if not heads and not room and (speech.in_media(sentence) or speech.dated(sentence)):
            return False
        return bool(
            heads
            or (says and not fared(right))
            or before
            or room
            or (forms & {"o", "p", "m", "n", "c"} != set() and did(right))
            or (forms & {"p", "m", "n"} != set() and fared(right) and _AS_PEOPLE.match(right))
        )
    if heads:
        # Who speaks for a group may speak of laws and reports; only a medium makes it public.
        public = not room and (speech.in_media(sentence) or speech.dated(sentence))
        plain_gender = all(t.concept == "person" for t in terms)
        if plain_gender:
            # 'eine Frau' may be anybody's: she must do something in the room.
            definite = phrase.quantifier in ("definite", "indefinite", "several")
            return not public and ((definite and (says or before)) or room)
        if {t.form for t in heads} & set("s"):
            return (
                not public
                and (
                    says
                    or before
                    or room
                    or SOURCE.search(left) is not None
                    or bool(phrase.quantifier)
                    or is_felt_on_side(phrase)
                )
                and len(terms) > 1
            )
        if phrase.quantifier == "definite" and is_singular:
            # 'the Maltese colleague' is somebody of the room whatever they do.
            return not public
        says = says or speech.happened(right)
        return not public and (says or before or room or bool(SOURCE.search(left)))
    public = (speech.published(sentence) or speech.in_media(sentence)) and not room
    source = SOURCE.search(left)
    if source and _SAID_BY.search(left):
        return not public
    if is_singular:
        if _is_of_meetings(phrase):
            says = says or did(right) or did_last(left, right)
        elif phrase.quantifier == "indefinite":
            # 'ein Unternehmer' may be anybody's example: he must speak, or be in the room.
            says = speech.spoke(right) or showed(right)
            before = speech.said_before(left)
        says = says or (phrase.quantifier == "definite" and was_moved(right))
        return not public and bool(phrase.quantifier) and (says or before or room)
    if is_side(phrase) and was_there(left, right):
        return not public
    if source and (
        _SAID_THERE.match(right) or speech.spoke(right) or source.group()[0] not in ",;: afv"
    ):
        return not public
    subject = not left.strip() or phrase.quantifier in ("definite", "several")
    if is_side(phrase):
        # 'Die Arbeitnehmerseite' is a word of meetings: in the past it did something there.
        if starts_line(phrase.text, phrase.start) and right.startswith(":"):
            return True
        if subject and did(right):
            return not (speech.in_media(sentence) or speech.dated(sentence)) or room
    if _ONE.search(left) and "c" in forms and retorted(right):
        return not public
    if subject and closes(right):
        return not public
    if speech.said_around(left, right) and not is_object(left):
        return not public
    if subject and not right.strip(" .") and _stance_before().search(left):
        return not public
    if subject and (is_first(phrase) or before):
        return not public and (speech.spoke(right) or speech.took_a_stand(right) or room)
    return room and (says or before)


def heads_of(phrase: Phrase) -> list[Term]:
    """The terms that are nouns for people."""
    return [t for t in phrase.terms if t.concept in ("person", "official")]


_ANOTHER = re.compile(
    r",[\"']? (?P<verb>[a-z]+)(?: (?:also|then|auch|dann))? (?:(?:the|der|die|das|ein|eine|one|"
    r"an?) "
    r"[a-z-]+|[A-Z][\w'-]+)"
)


def _is_before_another(phrase: Phrase) -> bool:
    """'…, not the employer, thought Serrano': the verb has its own subject behind it."""
    match = _ANOTHER.match(phrase.text.plain, phrase.end)
    return match is not None and match.group("verb") in cues("speech") | _THOUGHT


_THOUGHT = frozenset("thought felt believed wrote meinte fand glaubte dachte schrieb".split())


def _is_reported(phrase: Phrase) -> bool:
    """'…, kleine Betriebe hätten keine Personalabteilung': what was said, not who said it."""
    if phrase.quantifier in ("only", "both", "definite") or ", " not in phrase.left[-40:]:
        return False
    if speech.words_of(phrase.left).isdisjoint(cues("speech")):
        return False
    text = phrase.text
    end = text.original_end(phrase.end)
    return _SUBJUNCTIVE.match(text.original, end) is not None


_SUBJUNCTIVE = re.compile(
    r" (?:hätten?|seien|sei|wären?|könnten?|müssten?|würden?|dürften?|bräuchten?|kämen?|gäben?|"
    r"blieben|sollten|haben|wollten)\b"
)


def _administers(terms: Sequence[Term], right: str) -> bool:
    """Whether the clause tells what an institution does with applicants and the like."""
    has_people = any(t.concept == "person" and t.form not in "sga" for t in terms)
    return not has_people and administers(right)


@cache
def _stance_before() -> re.Pattern[str]:
    """'Skeptisch blieben die …'"""
    return re.compile(
        rf"(?:^|[^a-z])(?:{alternation(cues('asides'))}) (?:blieb(?:en)?|war(?:en)?|"
        rf"zeigten? sich|"
        rf"gab(?:en)? sich|ausserten? sich|were|was|remained)(?: (?:auch|nur|vor allem|only))?"
        rf"(?: (?:die|der|das|the))?(?: [a-z-]+)? $"
    )


def _is_of_meetings(phrase: Phrase) -> bool:
    """Whether the noun is one for people in a meeting: 'NGO participant', not 'Unternehmer'."""
    last = phrase.terms[-1]
    return _OF_MEETINGS.search(phrase.text.folded, phrase.terms[0].start, last.end) is not None
