"""German and English places for somebody who is acted on, thanked or waited for.

'Die Moderatorin erteilte Stein das Wort', 'Ich warte noch auf See', 'Einer der Kritiker war Kraft'.
"""

from __future__ import annotations

import re

from .name_frames import Surroundings
from .name_guards import is_among_nouns
from .name_kinds import has_one_form, is_stuff

_REACH = 80
_GAVE = re.compile(
    r"\b(?:erteilte|erteilt|entzog|gab|uberliess|ubergab|dankte|dankt|widersprach|antwortete|"
    r"folgte|"
    r"half|empfahl|riet|versprach|schickte|zeigte|glaubte|gratulierte|stimmte|erwiderte|entgegnete|"
    r"entgegnet|bat|unterbrach|fragte|lobte|kritisierte|zitierte|beauftragte|begrusste|"
    r"verabschiedete|vertrat|ersetzte|korrigierte|erganzte|ermunterte|drangte)"
    r"(?: (?:auch|dann|noch|zuletzt|schliesslich|ausdrucklich|danach|sofort))* $"
)
_GIVEN = re.compile(
    r" (?:das wort|die gelegenheit|die leitung|die moderation|recht\b|das protokoll|den vorsitz|"
    r"die "
    r"aufgabe|die redezeit|fur (?:die|den|das) (?:vorbereitung|beitrag|hinweis|moderation|vortrag|"
    r"zahlen|offenheit|einsatz|zusammenfassung|folien)|beim wort|ins wort|um (?:auskunft|geduld|"
    r"zahlen|belege|eine? [a-z]+)|mit (?:dem|der) (?:prufung|entwurf|klarung))"
)
_WAITED = re.compile(
    r"\b(?:warte|warten|wartet|warteten|hoffe|hoffen|still waiting|waiting|wait|depends?|counting|"
    r"relying)(?: (?:noch|alle|immer|weiter|jetzt|nur|dabei|here))* (?:auf|for|on) $"
)
_TRACED = re.compile(r"(?:^|[.;:!?\n] )auf $")
_BACK = re.compile(r" (?:geht|ging|gehen|gingen) [^.;!?]{2,60} zuruck\b")
_OWED = re.compile(r" zu (?:verdanken|anzulasten|danken)\b| anzulasten\b")
_OWES = re.compile(r"\b(?:ist|war|sei|verdankt sich|verdanken wir|thanks to|down to|due to) $")
_CRITIC = re.compile(
    r"(?:kritiker|skeptiker|befurworter|fursprecher|gegner|verfechter|wortfuhrer|treiber|warner|"
    r"mahner|ausnahme|stimme|vermittler|vorreiter|critics?|sceptics?|skeptics?|supporters?|"
    r"advocates?|opponents?|exception|voices?|dissenters?)(?:in|innen|n)? (?:war|blieb|ist|bleibt|"
    r"was|"
    r"is|remained|were)(?: (?:vor allem|auch|wie immer|wieder|einmal mehr|of course|again))? $"
)
_ROLE = re.compile(
    r"\b(?:rolle|part|aufgabe|funktion) (?:der|des|eines|einer|als|of the|of) [a-z]+ (?:ubernahm|"
    r"spielte|fiel|hatte|went to|was taken by|fell to)(?: (?:an|auch|diesmal))? $"
)
_FOUND = re.compile(
    r"\b(?:fand|fanden|finde|finden|fande) (?:ich|wir)(?: (?:auch|besonders|wieder))? $"
)
_FLOOR = re.compile(
    r"\b(?:das (?:letzte |erste )?wort|die redezeit|den vorsitz|the floor|the last word) (?:hatte|"
    r"bekam|"
    r"erhielt|ergriff|nahm|behielt|went to|had|passed to)(?: (?:dann|nun|wieder|auch|zuerst))* $"
)
_BOOKED = re.compile(
    r"\b(?:zimmer|platz|sitzplatz|hotel|ticket|visum|namensschild|parkplatz|seat|room|flight|badge|"
    r"hotel room|place) (?:fur|for) $"
)
_PAPERS_OF = re.compile(
    r"\b(?:notizen|folien|unterlagen|mail|nummer|entwurf|adresse|handschrift|zuruf|notes|slides|"
    r"email|"
    r"number|address) (?:von|from|of) $"
)
_WITH_ME = re.compile(
    r" (?:verstehe|treffe|rede|spreche|telefoniere|arbeite|sitze|esse|fahre) (?:ich|wir)\b"
)
_COMING = re.compile(
    r"\b(?:eintreffen|abgang|eingreifen|auftritt|ankunft|weggang|einlenken|ruckzug|einwurf|vortrag|"
    r"statement|pladoyer|rucktritt|beitrag|wortmeldung|arrival|departure|intervention|talk|remarks|"
    r"exit|opening statement) (?:von|of|by) $"
)
_CLEARED = re.compile(
    r"\b(?:klarung|erledigung|ubernahme|clarification|drafting|freigabe|zeichnung|mitzeichnung|"
    r"bestatigung|durchsicht|einfuhrung|begrussung|"
    r"zusammenfassung|clearance|sign-off|introduction|welcome|summary|review) (?:durch|von|by|"
    r"from) $"
)
_ENDS = re.compile(
    r"[.,;:!?)\n]|$| (?:steht|stand|fehlt|bis|by|noch|gebucht|reserviert|booked|am|um|zu[mr]?|und|"
    r"and|is|was|still|pending) ?"
)
_SAYS = re.compile(
    r"(?:^|[.;:!?\n] )(?:sagt|sagte|meint|meinte|findet|fand|halt|hielt|glaubt|glaubte|sieht|sah|"
    r"bestatigt|bestatigte|behauptet|hofft|furchtet|vermutet|schreibt|schrieb|denkt|erzahlt|"
    r"erzahlte|"
    r"wunscht sich|says|said|thinks|reckons)(?: (?:auch|jedenfalls|zumindest|wenigstens|nur|so|ja|"
    r"ubrigens|at least))* $"
)
_SAID = re.compile(
    r"[.:!](?: |$)|, (?:und|aber|nicht)| (?:gut|schlecht|richtig|falsch|nicht|auch|so|anders|"
    r"machbar|"
    r"unnotig|fur (?:zu )?[a-z]+)(?=[.,;!?]|$)"
)


def is_acted_on(around: Surroundings) -> bool:
    """Whether the word stands where somebody is given, owed, awaited or quoted."""
    before, after = around.before, around.after
    if around.tail or before is None or around.has_determiner():
        return False
    if around.text.plain[around.end : around.end + 1] in ("-", "_", "'"):
        return False
    if after is not None and after.gap == " " and after.is_capitalised:
        return False
    low = max(0, around.start - _REACH)
    left = ("" if low == 0 else "~") + around.text.folded[low : around.start]
    right = around.text.folded[around.end : around.end + 100]
    if is_among_nouns(around):
        return False
    if _GIVEN.match(right) and _GAVE.search(left):
        return True
    if _SAID.match(right) and _SAYS.search(left):
        return True
    if left.endswith("auf ") and _TRACED.search(left) and _BACK.match(right):
        return True
    if _OWED.match(right) and _OWES.search(left):
        return True
    if _COMING.search(left) or (left.endswith("mit ") and _WITH_ME.match(right)):
        return True
    if not _ENDS.match(right):
        return False
    if _CRITIC.search(left) or _ROLE.search(left) or _FOUND.search(left) or _FLOOR.search(left):
        return True
    if _BOOKED.search(left) or _PAPERS_OF.search(left):
        return True
    if _CLEARED.search(left):
        return not (has_one_form(around.word) and left.endswith("durch "))
    # 'warten auf Regen': a mass is waited for as well.
    return _WAITED.search(left) is not None and not is_stuff(around.word)
