"""What nginx is told in files of its own, so that it can never say anything else than we do.

Nothing in them goes by a single record: nginx reads them at its start alone, and the record changes
in between.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from msg.addresses import named_views
from msg.export import ExportError
from rounds.access import Access
from rounds.channels import LANGUAGES

WRITTEN = "# Written by the export from what the application answers: do not change it here."
OF_THE_PAGE = {
    "content-type",
    "content-length",
    "content-language",
    "cache-control",
    "etag",
    "last-modified",
    "vary",
    "access-control-allow-origin",
}
"""Headers that go by the file, or by what the server does with it."""

_PUBLIC_ID = re.compile(r"\b[0-9a-f]{16}\b")
_TEXT = re.compile("^text/|json|xml|^application/x-")
"""Types that are worth compressing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The headers an address was answered with."""

    address: str
    headers: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The type of the content, without its parameters."""
        return self.headers["Content-Type"].partition(";")[0]

    @property
    def file(self) -> str:
        """The address of the file, as nginx has it."""
        return f"{self.address}index.html" if self.address.endswith("/") else self.address

    @property
    def ending(self) -> str:
        """What the name of the file ends in."""
        return self.file.rpartition("/")[2].rpartition(".")[2]


def headers_for_nginx(headers: Mapping[str, str]) -> bytes:
    """Return the headers every public page comes with, as nginx is told to send them.

    Raises ``ExportError`` for a value that nginx would take for something else.
    """
    lines = []
    for name, value in sorted(headers.items()):
        if name == "Content-Security-Policy":
            # its directives come in another order from each process
            value = "; ".join(sorted(value.split("; ")))
        if name.lower() not in OF_THE_PAGE:
            lines.append(f'add_header {name} "{_quoted(name, value)}" always;')
    return _file(lines)


def maps_for_nginx(
    questions: Iterable[str], pages: Iterable[Sent], common: Collection[str]
) -> bytes:
    """Return what goes by the address: who answers, and headers that not all pages have.

    ``questions`` are pages that are files, until they are asked something; ``common`` names the
    headers of all pages.
    """
    # volatile: asked anew for the error page that takes the place of an answer
    lines = ['map "$uri$is_args" $msg_of_application {', "    volatile;", '    default "";']
    lines.append(f'    "~^/({"|".join(sorted(_closed_places()))})/" 1;')
    lines += [f'    "{path}?" 1;' for path in sorted(questions)]
    lines.append("}")
    for name, values in _own_headers(pages, common).items():
        lines += [f"map $uri {_variable(name)} {{", '    default "";']
        lines += [f'    "{pattern}" "{value}";' for pattern, value in sorted(values.items())]
        lines.append("}")
    return _file(lines)


def types_for_nginx(pages: Iterable[Sent], common: Collection[str]) -> bytes:
    """Return the types of the files by their ending, and the headers that go by the address.

    Where one ending has two types, the rarer one is told for its addresses.
    """
    pages = list(pages)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        counted[page.ending][page.kind] += 1
    usual = {ending: _most_common(kinds) for ending, kinds in sorted(counted.items())}
    charset = {page.kind for page in pages if "charset" in page.headers["Content-Type"]}
    texts = {page.kind for page in pages if _TEXT.search(page.kind)}
    lines = ["types {", *(f"    {kind} {ending};" for ending, kind in usual.items()), "}"]
    # nginx counts pages among them by itself
    for directive, kinds in (("charset_types", charset), ("gzip_types", texts)):
        lines.append(f"{directive} {' '.join(sorted(kinds - {'text/html'}))};")
    for page in sorted(pages, key=lambda page: page.address):
        if page.kind != usual[page.ending]:
            lines.append(f"location = {page.address} {{ types {{ }} default_type {page.kind}; }}")
    lines += [f"add_header {name} {_variable(name)};" for name in _own_headers(pages, common)]
    return _file(lines)


def _most_common(kinds: Counter[str]) -> str:
    # the same in each run, also where there are as many of both
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _own_headers(pages: Iterable[Sent], common: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the headers that not all pages have, each by a pattern of addresses.

    A public id in an address stands for all of them.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        for name, value in page.headers.items():
            if name.lower() in OF_THE_PAGE or name in common:
                continue
            pattern, value = page.file, _quoted(name, value)
            if public_id := _PUBLIC_ID.search(pattern):
                before, after = (re.escape(part) for part in pattern.split(public_id[0], 1))
                pattern = f"~^{before}(?<msg_id>[0-9a-f]{{16}}){after}$"
                value = value.replace(public_id[0], "${msg_id}")
            found[name][pattern] = value
    return dict(sorted(found.items()))


def _closed_places() -> set[str]:
    """Return how the addresses begin that are not public."""
    closed = {
        view.route.partition("/")[0]
        for view in named_views()
        if getattr(view.pattern.callback, "access", None) is not Access.PUBLIC
    }
    return {place for place in closed if re.fullmatch(r"[\w-]+", place)} - set(LANGUAGES)


def _variable(header: str) -> str:
    return f"$msg_{header.lower().replace('-', '_')}"


def _quoted(name: str, value: str) -> str:
    if set(value) & set("$\\\n"):
        raise ExportError(f"nginx cannot be told to send {name}: {value}")
    return value.replace('"', '\\"')


def _file(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in (WRITTEN, *lines)).encode()
