"""Organisations that stand as a speaker beside what was said: 'GIZ: …', '… (UNHCR).'"""

from __future__ import annotations

import re
from functools import cache

from .context import starts_line
from .lexicon import alternation, cues
from .tables import is_opinion_cell
from .text import Text

# An opinion in brackets behind its holder.
_IN_BRACKETS = re.compile(r"[(\[](?:[^()\[\]]{1,50}[,;/] ?)?$")
# '(Caritas, AWO)', '(BMI/BMZ)', '(NRC and UNHCR)': nothing but names.
_NAME = r"[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,4}"
_AND = r"(?:, | ?/ ?|; ?| (?:und|and|&|sowie|vs\.?|v\.|versus|gegen|contra) )"
_LIST_BEFORE = re.compile(rf"[(\[](?:{_NAME}{_AND}){{1,5}}$")
_LIST_AFTER = re.compile(rf"(?:{_AND}{_NAME}){{0,5}}[)\]]")
_DEFINED = re.compile(
    r"(?:behorde|agentur|amt|ministerium|stelle|verband|organisation|institut|portal|bank|"
    r"hilfswerk|"
    r"werk|sekretariat|kommission|agency|office|ministry|department|authority|organization|"
    r"council|institute|fund|union|association|programme|body|secretariat|charity|"
    r"database|register) [(\[]$"
)
_ASIDE = re.compile(
    rf"(?:, (?!(?:19|20)\d\d)[^()]{{2,40}}\)|:? (?:{alternation(cues('asides'))})(?=[,;)]))"
)
_ARTICLE = re.compile(r"(?:Das|Die|Der|The) $")
_TAG_REMARK = re.compile(
    r" ?\([^()\n]{1,40}\):|, (?:via|per|im|in the|online|telefonisch|leise|quietly|later|again|"
    r"erneut|nochmals?|kurz|briefly|spater)(?: [A-Za-z]+)?:"
)
_BEHIND_QUOTE = re.compile(r"[\"'] ?- ?$")
_TAG = re.compile(r" ?(?::|->|=>|>)|(?: [-/] )(?=\S)")


def is_bracketed(text: Text, start: int, end: int) -> bool:
    """Alone in brackets behind a claim or a quotation, not behind its own full name."""
    plain = text.plain
    if _IN_BRACKETS.search(plain[max(0, start - 60) : start]) and _ASIDE.match(text.folded, end):
        return True
    behind = _BEHIND_QUOTE.search(plain[max(0, start - 5) : start])
    if behind and plain[end : end + 1] in ("", ".", ",", "\n", ";"):
        return True
    if _behind_dash(plain, start, end):
        return True
    opened = start if plain[start - 1 : start] in ("(", "[") else 0
    if not opened:
        listed = _LIST_BEFORE.search(plain, max(0, start - 120), start)
        opened = listed.start() + 1 if listed else 0
    closed = _LIST_AFTER.match(plain, end)
    if not opened or not closed or _DEFINED.search(text.folded, max(0, opened - 30), opened):
        return False
    before = plain[max(0, opened - 4) : opened - 1].rstrip()
    end = closed.end() - 1
    after = plain[end + 1 : end + 3].lstrip()
    closes = not after or after[0] in ".!?;:,\n" or plain[end + 1 : end + 2] == "\n"
    return closes or before[-1:] in "\".!?'" or is_opinion_cell(text, opened, end + 1)


# 'Fristen sind zu kurz - GIZ.': at the end of a line, behind words of a sentence.
_BEHIND_WORDS = re.compile(r"(?:^|\n)[^\n]{0,200}\b[a-z]{2,}(?: [\w,]+){2,} - $")


def _behind_dash(plain: str, start: int, end: int) -> bool:
    if plain[end : end + 2] not in ("", ".", ".\n", "\n", "\n\n"):
        return (
            plain[end : end + 1] == "\n"
            and plain[start - 3 : start] == " - "
            and bool(_BEHIND_WORDS.search(plain, max(0, start - 220), start))
        )
    return plain[start - 3 : start] == " - " and bool(
        _BEHIND_WORDS.search(plain, max(0, start - 220), start)
    )


# '[14:20] ', '14.20 Uhr ', '(3) ', 'a) ', 'TOP 3, ', 'AOB, ', '@': what stands before an entry.
_ENTRY = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*>\u2022] ?)?(?:@|[(\[]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[)\]]?(?: ?(?:Uhr|h|"
    r"am|pm)\b)?|"
    r"[(\[]?(?:\d{1,3}|[a-z])[.)\]]|(?:TOP|Item|Punkt|Nr\.|No\.|AOB|Q|A)(?: ?\d{1,2})?|"
    r"(?:To-?[Dd]o|TODO|Action|Aufgabe|Auftrag an|Bitte an|Frage an|Antwort|Ruckfrage|Reply|"
    r"Wunsch|Input|Fur|For|Next|Speaker|Redner(?:in)?|Dann|Then))[ ,:/-]*$"
)


# 'Contra: BMI', 'dafür: GIZ, IOM': how a group voted.
_VOTES = re.compile(
    rf"\b(?:[Pp]ro|[CcKk]ontra|[Dd]agegen|[Dd]afür|[Dd]afuer|[Dd]afur|Enthaltung(?:en)?|"
    rf"[Aa]gainst|[Ii]n favour|[Aa]bstain(?:ing|ed)|[Uu]nsure|"
    rf"[Uu]nentschieden): (?:{_NAME}{_AND})*$"
)


_SECOND = re.compile(rf"(?:^|[\n.] ?){_NAME}: [^.:\n]{{1,60}}[.;] $")


@cache
def _named_as() -> re.Pattern[str]:
    """'Einziger Einspruch: …', 'Only objection: …'."""
    words = "einspruch|einwand|widerspruch|gegenrede|veto|wortmeldung|zwischenruf|objection|dissent"
    return re.compile(
        rf"\b(?:einzige[rs]?|only|lone|weitere[rs]?|further|nachste[rs]?) (?:{words}): $"
    )


# 'Seite 7: UNISON: …': behind the place in a text that is spoken about.
_PLACE_IN_TEXT = re.compile(
    r"(?:^|[\s(])(?:Page|Pages|Seite|Seiten|Folie|Slide|S\.|p\.|Para(?:graph)?|Absatz|Abs\.|Line|"
    r"Zeile|Section|Abschnitt|Kapitel|Chapter|Satz|Punkt|Item|Ziffer|Fussnote|Footnote|Minute|"
    r"Frage|Question|Tabelle|Table) \d{1,3}[a-z]?(?:-\d{1,3})?: $"
)
# '14:11 NRC Definition exists.': in minutes by the clock the colon may be missing.
_CLOCK = re.compile(r"(?:^|\n)[ \t]*(?:[-*] )?[(\[]?\d{1,2}[:.]\d\d[)\]]?[ \t]+$")
_REMARK = re.compile(r" [A-Z][\w'-]*(?:,? [\w'\"-]+){1,30}[.?!](?:\s|$)")


def _is_clocked(text: Text, start: int, end: int) -> bool:
    return bool(
        _CLOCK.search(text.plain, max(0, start - 20), start) and _REMARK.match(text.plain, end)
    )


def _starts_entry(text: Text, start: int) -> bool:
    return _ENTRY.search(text.plain, max(0, start - 40), start) is not None


# 'BMZ: Einzelplan 23', 'AA: 5.900 Mio. Euro': a line of a budget or of an address book.
_LEDGER = re.compile(
    r": ?(?:(?:einzelplan|titel|kapitel|haushaltstitel|budget line|line item|vote|head|section|"
    r"referat|division|unit|tel\.?|telefon|phone|www\.|https?:)[ /]?[^\n;,]{0,30}|"
    r"(?:rund |about |ca\. )?\d[\d.,]* ?(?:mio\.?|mrd\.?|million(?:en)?|billion|milliarden|%|"
    r"prozent|per cent|euro|eur|dollars?|usd|chf|"
    r"stellen|posts|staff|m|bn)?(?: (?:euro|eur|dollars?))?)"
    r"[.;,]?(?:\n|$)",
    re.IGNORECASE,
)


def is_tag(text: Text, start: int, end: int, tag_left: re.Pattern[str], is_weak: bool) -> bool:
    """Whether it stands as a speaker before what was said: 'GIZ: …', '- AA: …', 'Input GIZ: …'."""
    if _LEDGER.match(text.plain, end):
        return False
    remark = _TAG_REMARK.match(text.plain, end)
    if remark and starts_line(text, start) and not is_weak:
        return True
    if not is_weak and text.plain[start - 1 : start] == "@" and _starts_entry(text, start):
        return True
    if (
        not is_weak
        and text.plain[start + 1 : end].lower() != text.plain[start + 1 : end]
        and _is_clocked(text, start, end)
    ):
        return True
    if (
        not is_weak
        and text.plain[end : end + 1] == ":"
        and _PLACE_IN_TEXT.search(text.plain, max(0, start - 20), start)
    ):
        return True
    if not is_weak and _VOTES.search(text.plain, max(0, start - 80), start):
        return True
    if not _TAG.match(text.plain, end) and text.plain[end : end + 1] not in (",", ".", ")", ""):
        return False
    article = _ARTICLE.search(text.plain[max(0, start - 4) : start])
    if article and text.plain[end : end + 1] == ":" and starts_line(text, start - 4):
        return True
    if is_weak and text.plain[end : end + 2].strip()[:1] not in (":", ">"):
        return False  # 'OSLO - ...' is a dateline
    if starts_line(text, start) and text.plain[end : end + 1] not in (",", ".", ")"):
        return True
    if _starts_entry(text, start) and text.plain[end : end + 1] not in (",", ".", ")"):
        return True
    near = text.folded[max(0, start - 40) : start]
    if text.plain[end : end + 1] in (",", ".", ")") and tag_left.search(near):
        return True
    if text.plain[end : end + 1] != ":":
        return (
            not is_weak
            and text.plain[end : end + 1] in (".", ",", "")
            and bool(_named_as().search(near))
        )
    # The second of two on one line: 'BMI nein, BMZ ja', each with its colon.
    if not is_weak and _SECOND.search(text.plain, max(0, start - 80), start):
        return text.plain[end + 2 : end + 3].isalpha()
    before = text.plain[max(0, start - 3) : start]
    return before.endswith(("- ", "/ ", "| ")) or bool(tag_left.search(near))
