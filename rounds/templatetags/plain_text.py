"""Plain text as HTML: paragraphs, headings, lists, links. Whatever else is typed is shown as typed.

Not Markdown, and not for text that is released: the door has its own.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HEADING, ITEM = "## ", "- "
_BRACKETED = r"""\([^\s<>"'()]*\)|\[[^\s<>"'\[\]]*\]"""
ADDRESS = re.compile(
    # of the web; a bracket belongs to it where it was opened in it, a full stop at the end never
    rf"""((?:https?://|(?<![\w.])www\.(?=[\w-]+\.\w))"""
    rf"""(?:{_BRACKETED}|[^\s<>"'()\[\]])*(?:{_BRACKETED}|[\w/])"""
    # of mail
    r"""|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"""
)
BREAK = mark_safe("<br>")


@register.filter
def plain_text(text: str) -> SafeString:
    """Return the text as paragraphs, with ``## `` headings and ``- `` lists; all else escaped."""
    return format_html_join("\n", "{}", ((block,) for block in _blocks(text)))


def _kind(line: str) -> str:
    return next((mark for mark in (HEADING, ITEM) if line.startswith(mark)), "text" if line else "")


def _blocks(text: str) -> Iterator[SafeString]:
    lines = [line.strip() for line in text.splitlines()]
    for kind, group in groupby(lines, _kind):
        parts = [_linked(line.removeprefix(kind)) for line in group]
        if kind == HEADING:
            yield from (format_html("<h2>{}</h2>", part) for part in parts)
        elif kind == ITEM:
            items = format_html_join("", "<li>{}</li>", ((part,) for part in parts))
            yield format_html("<ul>{}</ul>", items)
        elif kind:
            yield format_html(
                "<p>{}</p>", format_html_join(BREAK, "{}", ((part,) for part in parts))
            )


def _linked(line: str) -> SafeString:
    # every second piece is an address
    pieces = enumerate(ADDRESS.split(line))
    return format_html_join("", "{}", ((_link(p) if n % 2 else p,) for n, p in pieces))


def _link(address: str) -> SafeString:
    if address.startswith(("https://", "http://")):
        scheme = ""
    else:
        scheme = "https://" if address.startswith("www.") else "mailto:"
    return format_html('<a href="{}{}">{}</a>', scheme, address, address)
