"""Words and patterns the frames of names are made of."""

from __future__ import annotations

import re

ADVERBS = frozenset(
    "also then again later first finally only just even still now here there never always twice "
    "dann noch auch selbst wieder zuerst zuletzt nur schon daraufhin allerdings jedoch aber sich "
    "hingegen dagegen weiter sogar prompt ausgerechnet "
    "einzig allein gar trocken ausserdem zudem erneut nochmals sofort spaeter denn deshalb".split()
)
AUXILIARIES = frozenset(
    "ist war wird wurde soll will is was will would could did does kann kommt kam gibt gab has had "
    "zieht geht ging bleibt blieb".split()
)
CONNECTIVES = frozenset(
    "dass weil wenn ob wie als denn sodass waehrend nachdem bevor da doch auch dann danach hier "
    "dort so that because when if as while then but after before where since although though "
    "whether once later".split()
)
SUBORDINATORS = frozenset(
    "dass weil nachdem obwohl wenn ob falls sobald bevor that because "
    "was wie what wogegen wozu worauf woran wobei".split()
)
PREPOSITIONS = frozenset("von by from bei an to with mit fur for".split())
ADJECTIVE = re.compile(r"^[a-z]{3,}(?:e|er|es|en|em)$")
PARTICIPLE = re.compile(
    r"^(?:nach|an|vor|ein|zu|hin|fest|aus|dar|hervor|klar|zuruck|ab|bei|auf)?ge[a-z]{2,}(?:t|en)$"
)
FINITE_GE = frozenset("gesteht gestand gehort gefallt gelang gibt geht genugt".split())
PAST = re.compile(r"^[a-z]{3,}(?:ed|te)$")
WOULD_SAY = re.compile(
    r" (?:would|could|will|did|does|had|has)(?: not|n't)?(?: also| only| later|"
    r" never)? (?:commit|say|agree|"
    r"comment|answer|reply|accept|promise|explain|confirm|deny|admit|insist|ask|take the floor|"
    r"speak|"
    r"elaborate|object|concede|share|send|check|confirmed|said|asked|agreed|promised)\b"
)
HAS_VERB_FOR = re.compile(
    r" (?:ist|war|sei|bleibt|blieb|ware|steht|is|was|this|it|the (?:point|issue|problem))\b"
)


ABOUT = frozenset("vom zu zum zur von from on re dazu danach beim fur about dated".split())
PLURAL_VERBS = frozenset(
    "say ask add argue note report suggest warn want need agree claim state comment think".split()
)
CAME = frozenset("kam kamen stammt stammte hiess gab wurde war came was kommt folgte".split())
INDEFINITE = frozenset(
    "ein eine einen einem einer eines kein keine keinen keinem jeder jede jedes jeden every".split()
)
LOCATIVES = frozenset("in aus nach um near at via through uber zwischen between bis ab".split())
MENTIONED = frozenset("word term label title form called named spelled wort begriff titel".split())
BEFORE_ADJECTIVE_NOUNS = frozenset(
    "in auf bei zu von mit aus im am zum zur etwas nichts viel wenig alles manches ohne gegen fur "
    "und oder als wie allerlei ganz sehr so zwischen nach um".split()
)


def is_participle(word: str) -> bool:
    """Whether a word is a German participle and no finite verb."""
    return bool(PARTICIPLE.match(word)) and word not in FINITE_GE


# What is drawn up in a room and goes by the name of who drew it up.
MADE_THERE = frozenset(
    "matrix grid scale scenario option variant paragraph sentence footnotes edits typology "
    "checklist template roadmap ladder timeline chart graph taxonomy flowchart mapping worksheet "
    "spreadsheet framing phrase language reading rewrite redraft addendum annex rider carve-out "
    "criteria criterion metaphor anecdote estimate distinction numbers caveats test memo "
    "version".split()
)
# 'There is now a Warsame clause': one of its kind, unlike 'a Warsame'.
DRAWN_UP = re.compile(
    r" (?:clause|proposal|amendment|compromise|caveat|footnote|paragraph|option|wording|draft|"
    r"paper|matrix|table|list|checklist|version|variant|formulation)\b"
)
# Verbs, too: 'Banks draft their own rules' is no draft of anybody called Banks.
VERBS_TOO = frozenset(
    "draft table plan question answer comment request offer talk note point wish support list "
    "model account line worry chart".split()
)
# What a speaker says behind a colon, and what a heading asks.
ANSWERS = re.compile(
    r" ?(?:[Ss]ame|[Aa]gree[sd]?|[Dd]isagree[sd]?|[Nn]o|[Yy]es|[Nn]ot|[Ww]ould|[Ww]ants?|[Aa]sks?|"
    r"[Dd]oubts?|[Ff]ine|[Dd]itto|[Ss]econd(?:s|ed)|[Ss]upports?|[Oo]bjects?|[Nn]othing|[Ww]ait|"
    r"[Ss]timmt|[Nn]ein|[Jj]a|[Nn]icht|[Ww]ill|[Mm]öchte|[Ff]ragt|[Dd]agegen|[Dd]afür|[Ee]inverstanden|"
    r"[Zz]weifelt|[Ww]arnt|[Ll]ehnt|[Kk]ein (?:Bedarf|Kommentar|Problem|Einwand)|"
    r"[Kk]eine (?:Einwände|Anmerkung|Anmerkungen|Bedenken|Meinung))\b(?! \d)"
)
ASKS_WHAT = re.compile(r" ?(?:[Ww]hat|[Hh]ow|[Ww]hy|[Ww]hen|[Ww]as|[Ww]ie|[Ww]arum|[Ww]ann) ")
# 'The Grant formula allots more to …' is one in use.
IN_USE = re.compile(
    r" (?:allots|allocates|weights|assigns|distributes|apportions|measures|divides|rewards|runs "
    r"from|ranges|is used|was introduced|was devised|dates)\b"
)
