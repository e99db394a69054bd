"""Addresses of this site: which views there are, and what an answer links to."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from msg.exposure.answers import media_type
from msg.exposure.folding import decoded

_LINKS = re.compile(
    r"""\b(?:href|src|action|cite|poster|data-hx-get|hx-get)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
    r"""|<(?:loc|link|id|guid|url|uri)\b[^>]*>\s*([^<\s]+)\s*<"""
    r"""|"((?:https?:)?/[^"\s<>]*)\"""",
    re.IGNORECASE,
)
_IN_PLAIN_TEXT = re.compile(r"(https?://[^\s<>\"]+)")
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True, slots=True)
class NamedView:
    """A view with a name: its route as it is written, and the names of its parameters."""

    name: str
    route: str
    parameters: tuple[str, ...]
    pattern: URLPattern


def named_views() -> Iterator[NamedView]:
    """Yield every named view there is, those of libraries included."""
    return _views(get_resolver().url_patterns)


def _views(
    patterns: Iterable[URLPattern | URLResolver], namespaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[NamedView]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _views(pattern.url_patterns, inner, route)
        elif pattern.name and isinstance(pattern.pattern, RoutePattern):
            parameters = tuple(re.findall(r"<(?:[^:<>]*:)?(\w+)>", route))
            yield NamedView(":".join((*namespaces, pattern.name)), route, parameters, pattern)


def links_of(
    address: str, response: HttpResponseBase, content: bytes, hosts: Collection[str]
) -> Iterator[str]:
    """Yield the addresses of this site in an answer: in markup, XML, JSON, styles and headers.

    Rather one too many than one too few: quoted text that looks like an address is one.
    ``hosts`` are the names this site goes by; the first is that of ``address``.
    """
    kind = media_type(response)
    found = [response.headers.get("Location", "")]
    found += re.findall(r"<([^<>]*)>", response.headers.get("Link", ""))
    if re.search("html|xml|json", kind):
        body = decoded(content.decode("utf-8", "replace"))
        found += ["".join(groups) for groups in _LINKS.findall(body)]
    elif kind == "text/css":
        found += _IN_STYLES.findall(content.decode("utf-8", "replace"))
    elif kind == "text/plain":
        found += _IN_PLAIN_TEXT.findall(content.decode("utf-8", "replace"))
    here = next(iter(hosts))
    for link in found:
        try:
            parts = urlsplit(urljoin(f"//{here}{address}", link.strip()))
            host = parts.hostname
        except ValueError:
            continue
        if link and host in hosts and parts.path.startswith("/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
