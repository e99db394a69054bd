"""Whether people of an organisation are spoken about: what its staff do, have or are paid."""

from __future__ import annotations

import re
from functools import cache

from . import speech
from .lexicon import alternation, cues
from .publications import is_dated
from .world import has_past, is_past

# Who is elected, convicted or counted is spoken about.
_OF_OFFICE = re.compile(
    r"^ (?:wurden?|wird|werden|ist|sind|was|were|is|are|has been|have been)\b[^.;!?]{0,70}\b(?:"
    r"gewahlt|ernannt|bestellt|verurteilt|befordert|entlassen|versetzt|getotet|verletzt|entfuhrt|"
    r"angegriffen|verhaftet|eingestellt|berufen|elected|appointed|convicted|dismissed|suspended|"
    r"killed|injured|kidnapped|attacked|arrested|recruited|paid|sworn|posted|trained|not allowed|"
    r"allowed|required|obliged|banned|barred)(?![a-z])"
)
_MEMOIRS = re.compile(
    r"^ (?:(?:published|wrote|veroffentlichte|schrieb) (?:her|his|their|seine?|ihre?)\b|"
    r"(?:wechselte|ging|trat|zog)(?: \d{4})? (?:zu|zur|zum|in den ruhestand|zuruck|ab|nach|"
    r"an die)\b|"
    r"(?:resigned|retired|stepped down|moved to|left for|died|starb)\b|"
    r"[a-z]+(?: im jahr| in)? (?:19|20)\d\d\b)"
)
_EVERY = re.compile(
    r"(?:^|[^a-z])(?:jede[rsmn]?|any|alle[rn]?|samtliche|viele|zahlreiche|tausende|hunderte|each|"
    r"every|"
    r"all|most|many|few|rund [\d.]+|about [\d,.]+|some [\d,.]+|[\d.,]+|the average|ein typischer)"
    r" (?:[a-z-]+ )?$"
)
_PLURALS = re.compile(
    r"(?:mitarbeiter(?:innen|nde)?|beamte|beschaftigte|bedienstete|angestellte|berater(?:innen)?|"
    r"referenten|experten|fachleute|leute|juristen|officers|officials|employees|staff|advisers|"
    r"advisors|delegates|people|researchers|economists|lawyers|analysts|experts|specialists|"
    r"representatives|vertreter|diplomaten|diplomats|guests|teams|engineers|scientists|"
    r"speakers|friends|gaste|freunde|visitors|volunteers|doctors|bankers|unionists|geologists|"
    r"gewerkschafter|banker|aktivisten|mediziner|arzte|psychologen)"
)
_RANKS = re.compile(
    r"mitarbeiter(?:innen)?|beamten?|beschaftigten|bediensteten|angestellten|sachbearbeiter|"
    r"entscheider|officers|employees|staff|caseworkers|gaste|besucher|guests|visitors"
)
_ONE = re.compile(r"(?:^|[.;:!?] |\bdass |\bthat )(?:eine?|an?)(?: [a-z]+)? $")
_WORKERS = re.compile(
    r"mitarbeiter(?:in)?|beamt(?:er|in)|berater(?:in)?|sachbearbeiter(?:in)?|entscheider(?:in)?|"
    r"angestellter?|officer|adviser|advisor|employee|caseworker|consultant|staff member|official|"
    r"ingenieur(?:in)?|jurist(?:in)?|engineer|lawyer|doctor|economist|scientist|researcher|analyst|"
    r"banker|volunteer|unionist|geologist|expert|specialist|medic|trainer|team|arzt|arztin|"
    r"koordinator(?:in)?|coordinator|organi[sz]er|campaigner|activist|lead"
)
# 'treated 300 patients', 'evacuated the ward': work, done by the dozen.
_SERVED = re.compile(
    r" [a-z]+(?:te|ed)(?: in [a-z ]{3,20})? (?:about |some |more than |over |rund |etwa |uber )?"
    r"(?:\d{2,}|hundreds|thousands|dozens|hunderte|tausende|dutzende|(?:the |two |three |a |zwei |"
    r"drei |den |die |das )?(?:hospitals?|clinics?|wards?|patients?|kranken[a-z]*|patient[a-z]*|"
    r"wunden|wounds))\b"
)
# 'The country team evacuated in March.'
_IN_FIELD = re.compile(
    r"^ (?:in [a-z]+ |on the ground )?(?:(?:was|were|has been|had been) )?(?:evacuated|withdrew|"
    r"withdrawn|vaccinated|rescued|relocated|deployed|treated|operates?|operated|returned|fled|"
    r"crossed|drove|flew|landed|dug|drilled|rebuilt|repaired|runs?|distributes?|distributed|"
    r"counted|registered|screened|searched|patrols?|patrolled|surveyed|interviewed|reached|"
    r"works|worked (?:in|at|on|through|for)|expanded|grew|shrank|moved (?:to|out|in))\b"
)
_DEFINITE = re.compile(r"(?:^|[.;:!?] |\bdass |\bthat )(?:die|the) $")
_BARE_START = re.compile(r"(?:^|[.;:!?] |\bthat |\bdass |- )$")


def is_staff(left: str, noun_at: int, noun: str, right: str) -> bool:
    """Whether people of an organisation are spoken about: 'Mitarbeiter des … prüfen'."""
    if _OF_OFFICE.match(right) or _MEMOIRS.match(right):
        return True
    if right.startswith(":") or left[noun_at + len(noun) :].startswith((":", "*", "_", "/")):
        return False
    if noun.endswith(("team", "teams")) and _IN_FIELD.match(right):
        return not speech.in_session(f"{left} | {right}")
    before = left[:noun_at]
    noun = re.sub(r"^(?:'s |s |')?[ -]?", "", noun)
    general = _BARE_START.search(before) and _PLURALS.fullmatch(noun)
    if general and not _RANKS.fullmatch(noun) and _opines().match(right):
        return False
    # 'die BAMF-Mitarbeiter entscheiden': all of them, in the present.
    general = general or (_DEFINITE.search(before) and _RANKS.fullmatch(noun))
    if not (general or _EVERY.search(before)):
        one = _ONE.search(before) and _WORKERS.fullmatch(noun.rpartition(" ")[2])
        word = re.match(r" ([a-z]+)", right)
        if one and _SERVED.match(right):
            return speech.words_of(right[:60]).isdisjoint(cues("room_contributions"))
        return bool(one and word) and _is_daily(word.group(1) if word else "", left, right)
    sentence = f"{left} | {right}"
    if general and is_dated(left, right) and not speech.in_room(sentence):
        return True
    return not (speech.in_session(sentence) or has_past(right) or speech.said(right))


@cache
def _opines() -> re.Pattern[str]:
    """'BMI-Vertreter halten die Frist für zu kurz': no work of theirs, but an opinion."""
    verbs = alternation(cues("opinion_verbs") - _OF_WORK)
    return re.compile(
        rf"^ (?:{verbs}|halten (?:[a-z-]+ ){{1,4}}fur|finden (?:[a-z-]+ ){{1,4}}zu|"
        rf"sehen (?:das|es|dies|hier|darin)|rechnen mit|gehen davon|sind dafur|"
        rf"sind dagegen)(?![a-z])"
    )


_OF_WORK = frozenset(
    "sieht sehen halt halten findet finden lehnt lehnen regt regen begrusst begrussen wirbt "
    "werben weist weisen geben zu".split()
)


def _is_daily(verb: str, left: str, right: str) -> bool:
    """Whether 'an officer' does with ``verb`` what officers do: 'interviews each family'."""
    if verb in cues("speech") or verb in cues("acts") or verb in _AUXILIARIES or is_past(verb):
        return False
    return not (has_past(right) or speech.in_session(f"{left} | {right}") or speech.said(right))


_AUXILIARIES = frozenset("habe sei werde hat has will would could konne wolle".split())
