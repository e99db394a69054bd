"""English grammar about bare nouns: a counted noun in the singular has an article, a name has none.

'Stone ranked insurance first', 'Page is drafting the annex', 'Olive has left': at the start of a
clause, where capitals say nothing, the verb behind the word does.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import cues
from .name_data import all_given_names
from .name_frames import Surroundings
from .name_kinds import is_nickname, kinds
from .name_predicates import is_persons_predicate

_REACH = 160
# Past tenses that are no participles.
_PAST_ONLY = frozenset(
    "spent had did went took gave saw came began wrote spoke chose drew knew rose ran broke "
    "drove ate "
    "fell flew forgot grew rode shook showed sang threw wore became overcame undertook withdrew "
    "forgave foresaw mistook overran underwent sprang swam tore woke".split()
)
# Verbs of the present that are no plural nouns.
_PRESENT = frozenset(
    "has does says asks wants thinks sees knows believes feels agrees disagrees prefers keeps "
    "brings takes gives gets goes comes makes suggests argues adds insists doubts hopes expects "
    "considers disputes accepts rejects denies explains recalls remembers warns worries wonders "
    "likes dislikes writes finds holds tells stays sits gathers objects concurs volunteers nods "
    "understands supports opposes proposes regrets welcomes recommends".split()
)
_MODAL = re.compile(
    r" (?:will|would|could|should|must|might|can|cannot|may|won't|wouldn't|didn't|doesn't|isn't|"
    r"wasn't|hasn't|hadn't|can't|couldn't|did not|does not|has not|never|also|then|later|only|"
    r"still|just|merely|even|soon|already|simply|rightly|briefly) (?:not |never |also |only |"
    r"still |rather |be |have |been |like |love )*[a-z]{2,}"
)
_IS = re.compile(
    r" (?:is|was) (?!an? |the |one of|not an? |no |called|named|used|made|built|sold|grown|found|"
    r"eaten|open|closed|located|seen|heard|known|planted|needed|needs)(?:[a-z]+ly )?"
    r"(?:[a-z]+ing\b|(?:not )?(?:away|absent|present|ill|late|early|right|wrong|sure|clear|against|"
    r"for|in favour|on leave|on the|out of|the only|off|back|here|there|next|due|up|in|at|on|with|"
    r"of the|willing|ready|happy|unhappy|critical|opposed|open to|blunt|brief|alone|among)\b)"
)
# Behind a verb in -ed or -s, what only stands behind a finite verb and its subject.
_OBJECT = re.compile(
    r" [a-z]+(?:ed|s|d|t|e|l|n|k|g) (?:(?:up|out|down|back|away|in|off|over|on) )?(?:the|an?|this|"
    r"that|these|those|his|her|their|its|our|my|no|some|any|every|each|both|all|two|three|four|"
    r"five|six|ten|twenty|half|eleven|us|me|it|them|him|whether|how|why|what|who|if|several|many|"
    r"most|more|less|"
    r"little|nothing|something|everyone|everybody|nobody|copies|notes|\d+|with|about|for|against|"
    r"of|to|from|like|again|instead|twice|early|first|differently|otherwise|carefully)\b"
)
_CERTAIN_OBJECT = re.compile(r" [a-z]+ (?:the|an?|this|that|his|her|their|us|it|him|me|no) ")
_REDUCED = re.compile(r" [a-z]+ed (?:by|in|at|near|for|from|on|with|to|under|since|during)\b")
_OPENS = frozenset(
    "opens closes opened closed reopens reopened starts started stands stood".split()
)
_ANSWERED = re.compile(r"[.,;]")
_LET = frozenset("let made heard watched helped".split())
_AGAIN = re.compile(
    r" (?:(?:again|once more|back|briefly) on|and i (?:will|have|would|agreed)) [a-z]"
)
# 'Marsh closed by thanking the hosts.'
_BY_SAYING = re.compile(
    r" (?:closed|opened|began|ended|started|finished|concluded|replied|responded|answered|"
    r"continued|countered|joined in|chipped in) (?:by (?:thanking|asking|noting|reminding|saying|"
    r"quoting|recalling|inviting|warning|promising|summing|repeating|reading|citing|pointing|"
    r"offering|announcing|proposing|wishing|admitting|telling)|with (?:an? (?:joke|question|"
    r"warning|plea|story|quote|quotation|anecdote|appeal|proverb|promise|reminder|request|poem|"
    r"smile|shrug|thank-you)|thanks|applause|two questions|three points))\b"
)
_SINGULAR = re.compile(
    r" (?:has|is|was|does|thinks|says|wants|feels|sees|doubts|agrees|knows|believes|prefers|asks|"
    r"notes)\b"
)
_QUALITY_DOES = re.compile(
    r" (?:reckons|maintains|contends|guesses|bets|concedes|notes|assumes|"
    r"suspects|fears|expects|says|asks|wants|thinks|sees|knows|believes|feels|agrees|"
    r"disagrees|prefers|brings|suggests|argues|adds|insists|doubts|hopes|disputes|accepts|rejects|"
    r"denies|explains|recalls|remembers|warns|worries|wonders|writes|objects|supports|opposes|"
    r"proposes|regrets|welcomes|recommends|reminds|chairs|drafts|sends|checks) "
)
# 'Long had the maps', 'Young is of another mind'; but 'Long had the village waited'.
_QUALITY_WAS = re.compile(
    r" (?:(?:had|has) (?!the [a-z]+ [a-z]+(?:ed|en|n|t)\b)(?:the|an?|no|his|her|their|nothing|two|"
    r"three|"
    r"another|doubts|questions|reservations)|(?:was|is) (?:less|not so|of another|of the (?:view|"
    r"same "
    r"mind|opinion)|for it|against|unsure|absent|late|away|sceptical|unconvinced|on mute|in favour|"
    r"still)|did not|does not|didn't|doesn't) "
)
_LIKE_A_PLACE = frozenset(
    "german french english welsh west north south east northern christian black brown white green "
    "gray grey blue golden old new late early best low high light last just open great".split()
)
_ONE_DOES = re.compile(
    r" (?:hardly |never |rarely |also |still |only )?(?:likes|does|has|wants|thinks|says|asks|sees|"
    r"knows|prefers|doubts|agrees|objects|keeps|sends|brings|takes|gives|gets|comes|goes|reads|"
    r"writes|"
    r"speaks|talks|chairs|drafts|checks|offers|suggests|proposes|insists|hopes|believes|feels)\b"
)
_PLURAL_TOO = re.compile(
    r" (?:were|are|remain(?:ed)?|seemed|looked|stayed|sounded|believed|thought|said|doubted|"
    r"wondered|admitted|insisted|objected|disagreed|conceded|ranked|rated|scored|graded|told|"
    r"wrote|sent|drafted|circulated|proposed|moved|brought|shared|distributed|collected|warned|"
    r"asked|assured|reminded|thanked|promised|invited|lent|prepared|tabled|edited)\b"
)


def is_named_by_english(around: Surroundings) -> bool:
    """Whether the word can only be a name at the start of its clause."""
    if around.language != "en":
        return False
    if around.tail:
        return around.tail == "'s" and _is_genitive(around)
    before, after = around.before, around.after
    if _ANSWERED.match(around.text.folded, around.end):
        left = around.text.folded[max(0, around.start - 60) : around.start]
        if left.endswith("? ") and "who " in left:
            return True
    if before is not None and before.gap == " " and before.folded in _LET and after is not None:
        return after.gap == " " and after.text.islower() and after.folded not in ("and", "or")
    if after is None or after.gap != " " or after.is_capitalised or not around.opens_clause():
        return False
    word = around.word
    right = around.text.folded[around.end : around.end + _REACH]
    if word in kinds("en", "adjective") and _QUALITY_DOES.match(right):
        # No quality thinks or assumes: 'Rich assumes the funds are enough'.
        return True
    if word in kinds("en", "adjective") - _LIKE_A_PLACE and _QUALITY_WAS.match(right):
        return ends_as_sentence(around)
    if word in kinds("en", "plural"):
        if _ONE_DOES.match(right):
            return True
        if _PLURAL_TOO.match(right):
            return False
        return _SINGULAR.match(right) is not None or is_persons_predicate(right, "en")
    if is_persons_predicate(right, "en") or _AGAIN.match(right) or _BY_SAYING.match(right):
        return True
    if word not in _counted() and not is_nickname(word):
        return False
    return ends_as_sentence(around) and has_finite_verb(after.folded, right, word)


def is_clause_behind_that(around: Surroundings) -> bool:
    """'I could tell that Carter hated the graph': no article but the start of a clause."""
    before, after = around.before, around.after
    if around.language != "en" or before is None or before.folded != "that" or around.tail:
        return False
    if after is None or after.gap != " " or not after.text.islower():
        return False
    right = around.text.folded[around.end : around.end + _REACH]
    return has_finite_verb(after.folded, right, around.word)


def _is_genitive(around: Surroundings) -> bool:
    """'Cook's taxi is at four', 'Field's going to check': counted, and nobody's but a name's."""
    after = around.after
    if after is None or after.gap != " " or after.is_capitalised or around.word not in _counted():
        return False
    before = around.before
    if before is not None and before.gap == " " and not around.opens_clause():
        return False
    if after.folded in _IDIOMS or after.folded.endswith("ing"):
        return after.folded in ("going", "checking", "asking", "coming", "drafting", "writing")
    return around.word not in _TRADES and ends_as_sentence(around)


_IDIOMS = frozenset(
    "pie dozen market markets licence license license college cross ransom share eye wheel clay "
    "moon tools union guild trade shop block hook purse curse delight wife daughter bench hide "
    "fur den nest wing feathers milk teeth tail head horn meat skin paw jaws lair cub cubs song "
    "flight voyage voyages journey edge end side surface length width floor".split()
)
_TRADES = frozenset(
    "baker farmer fisher hunter butcher carpenter mason potter shepherd tailor weaver miller "
    "gardener driver reader waiter nurse child man guest soldier singer king parish town "
    "street mill bridge church house forest bird ship".split()
)


def has_finite_verb(verb: str, right: str, word: str) -> bool:
    """Whether what follows is a verb, and no plural noun or participle."""
    if verb in ("is", "was"):
        return _IS.match(right) is not None
    if verb in _PAST_ONLY or verb in _PRESENT:
        return True
    if verb in _OPENS or (word in kinds("en", "verb") and not verb.endswith(("s", "ed"))):
        return False
    if _MODAL.match(right):
        return True
    if verb.endswith("ed"):
        return _OBJECT.match(right) is not None and _REDUCED.match(right) is None
    known = verb in cues("strong_past") or verb in cues("speech") or verb in cues("human_acts")
    if known and not verb.endswith("s"):
        return _OBJECT.match(right) is not None
    if verb.endswith("s") and _CERTAIN_OBJECT.match(right):
        return True
    return bool(
        verb.endswith("s")
        and (verb in cues("acts") or verb in cues("speech"))
        and _OBJECT.match(right)
    )


@cache
def _counted() -> frozenset[str]:
    """Counted nouns that are not also masses, seasons or qualities, and given names."""
    others = kinds("en", "mass") | kinds("en", "time") | kinds("en", "adjective")
    names = all_given_names() & kinds("en", "mass") | kinds("en", "verb") - kinds("en", "mass")
    return (kinds("en", "count") - others) | (names - kinds("en", "time"))


def ends_as_sentence(around: Surroundings) -> bool:
    """Whether the line ends as a sentence does: headlines and cells drop their articles."""
    plain = around.text.plain
    end = plain.find("\n", around.end, around.end + 600)
    if end < 0:
        end = min(len(plain), around.end + 600)
    line = plain[around.end : end].rstrip(" \"')]*_")
    return line.endswith((".", "!", "?", ";")) or re.search(r"[.!?;] ", line) is not None
