"""Texts with the words marked that were found, and shortened to where these stand."""

from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rounds.search.words import tidy, words_in

LONGEST = 420
"""Characters of an excerpt; most statements are shorter and stand whole."""
BEFORE = 120
"""Characters of an excerpt before the first word that is marked."""


def marked(text: str, words: Collection[str]) -> SafeString:
    """Return the text escaped, with each of these words marked; they come in small letters."""
    text = tidy(text)
    pieces: list[tuple[str]] = []
    end = 0
    for match in words_in(text):
        if match[0].casefold() in words:
            pieces.append((format_html("{}<mark>{}</mark>", text[end : match.start()], match[0]),))
            end = match.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def excerpt(text: str, words: Collection[str]) -> SafeString:
    """Return the text marked, cut at spaces to where the first of these words stands."""
    text = tidy(text)
    if len(text) <= LONGEST:
        return marked(text, words)
    first = next((match.start() for match in words_in(text) if match[0].casefold() in words), 0)
    start = _after_space(text, max(0, min(first - BEFORE, len(text) - LONGEST)))
    stop = _before_space(text, start + LONGEST)
    before, after = ("… " if start else ""), (" …" if stop < len(text) else "")
    return format_html("{}{}{}", before, marked(text[start:stop], words), after)


def count(text: str, words: Collection[str]) -> tuple[int, int]:
    """Return how many different words of these a text holds, and how many in all."""
    found = [match[0].casefold() for match in words_in(tidy(text)) if match[0].casefold() in words]
    return len(set(found)), len(found)


def _after_space(text: str, at: int) -> int:
    return text.find(" ", at) + 1 if at else 0


def _before_space(text: str, at: int) -> int:
    return len(text) if at >= len(text) else max(text.rfind(" ", 0, at), 0) or at
