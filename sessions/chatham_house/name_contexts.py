"""More places in which a word that is also a name can only be a name.

Notes drop articles and verbs: 'Rückfrage an Stark', 'Then Marsh again', 'Action: Banks to send'.
"""

from __future__ import annotations

import re
from functools import cache

from .clauses import of_opinion
from .context import starts_sentence, token_after, token_before
from .lexicon import alternation, cues, given_names
from .name_entries import starts_entry
from .name_frames import Surroundings
from .name_guards import is_among_nouns
from .name_kinds import is_living, is_masculine, is_stuff

_REACH = 60
_LABEL = re.compile(
    r"(?:protokoll|moderation|leitung|mitschrift|verantwortlich|zustandig|wer|gez\.?|chair|"
    r"chaired by|"
    r"minutes|notes|note-taker|notes by|lead|owner|host|speaker|speakers|referent|referentin|"
    r"input|impuls|vortrag|action|actions|todo|to do|to-do|aufgabe|aufgaben|next|contact|kontakt|"
    r"ansprechpartner|ansprechpartnerin|rapporteur|moderator|by|von|cc|an|autor|autorin|author|"
    r"vorsitz|sitzungsleitung|redner|rednerin|gast|redaktion|einfuhrung|zeitwachter|from|to|"
    r"(?:zustandig|verantwortlich|responsible|in charge) (?:fur|for|of) [a-z ]{3,40}|ja|nein|yes|"
    r"gegenstimmen?|enthaltung(?:en)?|dafur|dagegen|pro|contra|kontra|zustimmung|ablehnung|"
    r"against|in favour|in favor|abstained|abstentions?|dissent(?:ing)?|absent|"
    r"follow-up|follow up|nachster schritt|next step|next steps|offen bei|assigned|responsible): $"
)
_ORDER = re.compile(
    r"(?:^|[.;:(] |[\n] ?)(?:[-*] )?(?:bitte|please|siehe|s\.|vgl\.|cf\.|ask|tell|remind|email|"
    r"call|"
    r"invite|frag|danke|dank an|thanks|thank|erst|see|per|via) $"
)
_LEAD_IN = re.compile(
    r"(?:^|[.;:!?] |\n ?)(?:[-*] )?(?:anders|ahnlich|daraufhin|dann|danach|dagegen|so auch|auch|"
    r"ebenso|"
    r"zuletzt|zunachst|zuerst|erneut|wieder|nochmals|then|next|again|now|also|similarly|first|"
    r"finally|lastly|likewise|und|and|weiter|darauf|dazu|hierzu|abschliessend|sodann|sofort|"
    r"genauso|gleichfalls|ebenfalls|(?:noch |etwas |deutlich |weit |"
    r"still )?[a-z]{3,}er(?: still,?)?|"
    r"sinngemass|wortlich|original|nochmal|erst|after that|in reply|thereupon|further|ditto|dito) $"
)
_LED_RIGHT = re.compile(
    r"(?:[:.](?=\s|$)|, (?:der|die|who|nur|aber|allerdings|wenn auch|though|but|only)\b| (?:again|"
    r"wieder|erneut|nochmals?)\b"
    r"| (?:trocken|knapp|lakonisch|nur|kuhl|spitz|gereizt|leise|laut|scharf|direkt|lachend|drily|"
    r"dryly|curtly|briefly)[,:.])"
)
_CLEFT = re.compile(
    r"\b(?:it was|es war|war es|was it)(?: only| nur| auch| again| vor allem| above all| mainly|"
    r" wieder| einmal mehr| wohl| once more)? $"
)
_CLEFT_RIGHT = re.compile(r",? (?:who|that|der|die|welche[rn]?)\b")
_ASKED_FOR = re.compile(
    r"[,:.!]| (?:auf den|in den|in die|bis|um|noch|anrufen|fragen|informieren|einladen|einbinden|"
    r"bescheid|erinnern|to|on|ask|by)\b"
)
_OTHER_SUBJECT = re.compile(r", (?:der|die|das) [A-Z]")
_APART = re.compile(
    r",? ?(?:, (?:for (?:his|her|their) part|by contrast|too|in turn|however|meanwhile|though|"
    r"on the other hand|for one|seinerseits|ihrerseits|hingegen|dagegen|wiederum|indes|instead|"
    r"as ever|"
    r"as usual|wie immer|predictably|unsurprisingly),)"
)
_PLURAL_VERB = re.compile(r" (?:have|are|were|need|do|lend|want|say|see)\b")
_SINGULAR_VERB = re.compile(
    r" (?:was|has|is|thinks|does|says|wants|feels|sees|doubts|agrees|disagrees|hopes|"
    r"worries|knows|believes|prefers|asks|notes|remains)\b"
)
_TO_DO = re.compile(
    r" (?:to|TO) (?!be |BE |[a-z]+[^s]s\b|(?:the|an?|all|his|her|their|this|that|some|be|us|"
    r"you)\b)[A-Za-z]{2,12}\b"
)
# What the list of what is to be done says: 'Winter to check the reporting codes'.
_TASK = re.compile(
    r" to (?:check|draft|redraft|circulate|send|write|contact|confirm|clarify|edit|chase|forward|"
    r"upload|translate|summari[sz]e|liaise|report back|follow up|get back|get in touch|look into|"
    r"(?:speak|talk) to)\b"
)
_DROPPED_I = re.compile(
    r" to (?:see|hear|read|meet|know|go|come|do|learn|find|join|visit|travel|dance|sing|hate)\b"
)
_DROPPING_I = frozenset(("hope", "love"))
# 'Power to appoint judges lies with the president'
_IS_THERE = re.compile(r" to [a-z]+ [^.;:!?\n]{1,60} (?:lies|rests|is|was|are|were|has|belongs)\b")
_HANDED = re.compile(r"\b(?:over|back|across|credit|kudos|hat tip|hats off|please forward) to $")
_AWAY = re.compile(
    r" \((?:krank|entschuldigt|abwesend|online|virtuell|zugeschaltet|(?:per|am) (?:video|telefon)|"
    r"absent|apologies|remote|remotely|dialled in|on screen|"
    r"(?:by|via|on|over) (?:the )?(?:video|phone|zoom|link))\)"
)
_MISSED = re.compile(
    r" (?:fehlte (?:am|in der|ab der|nach der|vor der)|(?:missed|skipped|left after|"
    r"left before) the) (?:ersten|zweiten|dritten|letzten|first|second|third|last|opening|closing)"
    r" (?:tag|halfte|sitzung|runde|pause|teil|day|session|half|round|part|break)\b"
)
# 'Winter will das schriftlich': no season does.
_WANTS_IT = re.compile(
    r" will (?:das|es|dies) (?:noch |bis |vorher |erst )?(?:schriftlich|prufen|klaren|nachreichen|"
    r"sehen|lesen)\b"
)
_CALLED = re.compile(
    r"\b(?:i|we) (?:have |had |just |then |also )?(?:called|phoned|emailed|e-mailed|texted|rang) $"
)
_FOR_ENGLISH = re.compile(r"(?:^|[.;:] |, )(?:for|to) $")
_FOR_RIGHT = re.compile(r",? (?:the|this|that|it|there|nothing) ")
_PERFECT = re.compile(r" (?:hat|habe|hatte|has|had) [^.,;!?]{0,60}?\b(?P<said>[a-z]+)(?=[.,;!?]|$)")
_KNOWS = re.compile(
    r" (?:(?:has|had) (?:a point|doubts|seen|heard|asked|concerns|questions)|thinks|feels|believes|"
    r"doubts|wants|worries|agrees|disagrees|nods|shrugs)\b"
)
_HAD_PAPERS = re.compile(
    r" had (?:[a-z]+ )?(?:contracts|figures|examples|numbers|notes|quotes|data|evidence|photos|"
    r"copies|offers|ideas|reservations|comments|suggestions|proposals|news|proof|receipts|letters|"
    r"slides|charts|misgivings|anecdotes|objections|worries|wording|edits|caveats|counter-examples|"
    r"amendments|handouts|draft|drafts|minutes)\b(?! (?:made|drawn|written|taken|sent|shown) )"
)
_BARE_PREPOSITIONS = frozenset(
    "bei mit nach ohne gegen zwischen neben ausser fur von an gegenuber wegen statt trotz um vor "
    "hinter samt unlike after with without besides contra versus vs per through against "
    "except".split()
)
_OF_ONE = frozenset("bei nach ohne gegenuber neben mit gegen without unlike after".split())
_ONE_DID = re.compile(r" (?:ging|kam|war|blieb|hatte|wurde|sprach|richtete|fiel|stand)\b")
_HIS = re.compile(
    r" [a-z]+ (?:his|her|their) (?:temper|point|hand|case|voice|time|notes|view|slides|head|mind)\b"
    r"| (?:is|was) (?:right|wrong|away|ill|late|adamant|sure|blunt|clear)\b"
)
_CAME_BACK = re.compile(r"(?:^|[.;:!?] |\n)[a-z]+ (?:kam|ging|war|blieb|stand|gab|zog|hatte) $")
_CAME_BACK_RIGHT = re.compile(
    r" (?:darauf|dazu|daran|noch|auf|mit|zu|nicht|wieder|zuruck|dagegen|nach|keine?|an der reihe|"
    r"dran)\b"
)
_TALK = re.compile(
    r"\b(?:antwort|erwiderung|reaktion|ruckfrage|frage|nachfrage|mail|dank|bezug|verweis|hinweis|"
    r"replik|entgegnung|ruckmeldung|bitte|anruf|brief|notiz|kritik|zustimmung|widerspruch|"
    r"absprache|"
    r"rucksprache|gesprach|austausch|reply|response|question|thanks|email|reference|call|note|"
    r"follow up|follow-up|followup|check|exchange|conversation|coffee|chat)"
    r" (?:auf|an|von|mit|bei|to|for|with|from|by|between) $"
)
_RELATIVE = re.compile(r", (?:der|die|who|whose|dessen|deren) ")
# A relative clause about a thing: 'mit Stahl, der importiert wird'.
_OF_THINGS = re.compile(
    r", (?:der|die|das) [^.,;!?]{0,60}\b(?:wird|werden|wurde|wurden|ist|sind|war|waren|stammt|"
    r"kommt|fehlt|liegt|gilt|kostet|entsteht)(?=[.,;!?])"
)
# A mood or a trade behind a comma: 'Gold, sichtlich genervt: …', 'Hope, a lawyer herself, …'.
_MOOD = re.compile(
    r", (?:(?:sichtlich|etwas|leicht|horbar|merklich|visibly|clearly|slightly|rather|audibly) "
    r"[a-z]+(?:ed|t|d|n)?[:,]|(?:selbst|ihrerseits|seinerseits|gelernte[r]?) [a-z]+,|an? [a-z]+ "
    r"(?:herself|himself|themselves),|(?:herself|himself) an? |any (?:update|news|word|thoughts)\b)"
)
# 'Pool the risk, share the premium': an order to do so, and no subject before its verb.
_ORDERS = re.compile(
    r" (?:the|an?|your|our|their|its|his|her|this|these|those|all|every|each|them|it|some|any) "
)
_ARROW = re.compile(
    r" ?[-=]>| > (?:can|could|we|i|please|is|are|do|does|no|yes|why|how|what|who|wir|ich|bitte|"
    r"kann|konnen|ist|warum|wer|was|wie) "
)
_LINE_TAG = re.compile(r" ?(?: [-/>] (?=\S)|->|=>| > ?| ?\([^()\n]{2,40}\):)")


def is_named_by_context(around: Surroundings) -> bool:
    """Whether a name that is also a word stands where only a name would."""
    text = around.text
    left = text.folded[max(0, around.start - _REACH) : around.start]
    right = text.folded[around.end : around.end + 120]
    bare = around.word in cues("bare_nouns")
    starts = starts_sentence(text, around.start)
    if starts_entry(text, around.start) and _LINE_TAG.match(right):
        return not bare or _ARROW.match(right) is not None
    if starts and (_MOOD.match(right) or _WANTS_IT.match(right)):
        return True
    if _LABEL.search(left) or _ORDER.search(left):
        if is_stuff(around.word) and left.endswith(("bitte ", "please ")):
            return _ASKED_FOR.match(right) is not None
        return _is_no_list(around, right)
    if _LEAD_IN.search(left) and _LED_RIGHT.match(right):
        return True
    if _CLEFT.search(left) and _CLEFT_RIGHT.match(right):
        # 'Es war Winter, der Fluss war zugefroren' goes on with a clause of its own.
        return not _OTHER_SUBJECT.match(text.plain, around.end)
    if _HANDED.search(left) or _TALK.search(left) or _CALLED.search(left):
        return True
    if not bare and _CAME_BACK.search(left) and _CAME_BACK_RIGHT.match(right):
        return True
    if starts and _starts_for_person(around, right, bare):
        return True
    if around.language == "en" and _FOR_ENGLISH.search(left) and _FOR_RIGHT.match(right):
        return True
    if _aside().match(right) and (starts or left.endswith((", ", "; ", "(", ": "))):
        return not bare or around.word in cues("adjective_names")
    stuff = around.language == "de" and is_stuff(around.word)
    return _follows_preposition(around, right, bare or stuff)


def _starts_for_person(around: Surroundings, right: str, bare: bool) -> bool:
    """What follows a name at the start of a sentence, and no noun."""
    if around.language == "en" and _ORDERS.match(right):
        return False
    word = around.word
    is_plural = word.endswith("s") and not word.endswith("ss") and around.language == "en"
    apart = _APART.match(right)
    if apart and not (is_plural and _PLURAL_VERB.match(right, apart.end())):
        return True
    if is_plural and _SINGULAR_VERB.match(right):
        return True
    if around.language == "de" and not word.endswith("er") and _RELATIVE.match(right):
        return True
    if around.language == "de" and re.match(r", der ", right):
        return True
    perfect = _PERFECT.match(right)
    if perfect and perfect.group("said") in cues("speech") | cues("room_participles"):
        return True
    if _AWAY.match(right) or (
        _MISSED.match(right) and (around.language == "en" or not is_stuff(word))
    ):
        return True
    if not is_plural and _HAD_PAPERS.match(right):
        return True
    if _KNOWS.match(right) or (not bare and not is_plural and _HIS.match(right)):
        return True
    if bare:
        is_told = around.language == "en" and starts_entry(around.text, around.start)
        return is_told and _TASK.match(right) is not None and word not in _DROPPING_I
    if around.language == "en" and _TO_DO.match(right):
        return not (
            (word in _DROPPING_I and _DROPPED_I.match(right))
            or (is_stuff(word) and _IS_THERE.match(right))
        )
    return of_opinion().match(right) is not None and not is_plural


def _follows_preposition(around: Surroundings, right: str, bare: bool) -> bool:
    """'bei Koch, die …', 'ohne Stark': a noun would have its article or a plural."""
    before = around.before
    if before is None or before.gap != " " or before.folded not in _BARE_PREPOSITIONS:
        return False
    if bare:
        relative = None if _OF_THINGS.match(right) else _RELATIVE.match(right)
        earlier = token_before(around.text, before.start)
        said = before.folded in ("von", "by", "from") and bool(
            earlier and earlier.gap == " " and earlier.folded in cues("contributions")
        )
        return relative is not None or said
    if around.language == "en" and around.after and around.after.gap == " ":
        if around.after.is_capitalised and around.after.folded not in given_names():
            return False  # 'After Knight Frank published its index'
    if around.word.endswith("er") and before.folded not in _OF_ONE:
        # 'fur Fischer' may be any number of them.
        if _ONE_DID.match(right):
            return True
        return _RELATIVE.match(right) is not None
    if is_living(around.word) and is_masculine(around.word) and not is_among_nouns(around):
        return not right.startswith("-") and _is_no_list(around, right)
    return _is_no_list(around, right) and not right.startswith((" auf", "-", " wie "))


def _is_no_list(around: Surroundings, right: str) -> bool:
    """Whether no noun is coordinated with it: 'Koch und Bäcker', 'Koch, Bäcker'."""
    match = re.match(r"(?:,| (?:und|oder|and|or|&|sowie)) ", right)
    after = around.after
    if after and after.gap == " " and after.is_capitalised and around.language == "de":
        return False
    if not match:
        return True
    other = token_after(around.text, around.end + match.end() - 1)
    if other is None or not other.is_capitalised:
        return True
    return other.folded in given_names()


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternation(cues('asides'))})(?=[,;.)]|$)")
