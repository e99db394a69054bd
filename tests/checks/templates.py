"""What no template may hold, since the content security policy allows nothing inline.

    python -m tests.checks.templates [--format]

A linter knows some of this; what a page must never have, ours says itself.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.checks.sources import template_files
from tests.support.environment import ROOT

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TRANSLATED_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(?P<options>.*?)%\}(?P<body>.*?)\{%\s*endblocktrans", re.DOTALL
)
LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


def _blank(match: re.Match[str]) -> str:
    """Something of the same length and the same lines that HTML has no opinion about."""
    return re.sub(r"[^\n]", "x", match[0])


class _Reader(HTMLParser):
    """Collects complaints with their line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def _complain(self, text: str) -> None:
        self.found.append((self.getpos()[0], text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        given = {name: value or "" for name, value in attrs}
        if tag == "style":
            self._complain("<style> belongs into a file under static/")
        if tag == "script" and "src" not in given and "json" not in given.get("type", ""):
            self._complain("a script without src belongs into a file under static/")
        for name in dict.fromkeys(names):
            if name == "style":
                self._complain("style= is refused by the content security policy")
            elif re.match(r"on[a-z]+$", name):
                self._complain(f"{name}= is refused by the content security policy")
            elif re.match(r"(data-)?hx-on\b", name):
                self._complain(f"{name}= would need eval, which the policy refuses")
            elif name.startswith("hx-"):
                self._complain(f"{name}= is not valid HTML, data-{name}= is")
            if names.count(name) > 1 and name.strip("x"):
                self._complain(f"{name}= twice on one <{tag}>")
            if given[name].lower().lstrip().startswith("javascript:"):
                self._complain(f"{name}= runs a script")
        address = given.get(LOADING.get(tag, ""), "")
        if re.match(r"(https?:)?//", address) and given.get("rel") not in (
            "canonical",
            "alternate",
        ):
            self._complain(f"<{tag}> loads from another host: {address}")

    handle_startendtag = handle_starttag


def complaints(source: str) -> Iterator[tuple[int, str]]:
    """Give the line and the sentence for each thing that is wrong in a template."""
    source = COMMENT.sub(_blank, source)
    for block in TRANSLATED_BLOCK.finditer(source):
        if "\n" in block["body"].strip() and "trimmed" not in block["options"].split():
            line = source.count("\n", 0, block.start()) + 1
            yield line, "a blocktranslate of several lines must be trimmed"
    reader = _Reader()
    reader.feed(TAG.sub(_blank, source))
    reader.close()
    yield from dict.fromkeys(reader.found)


def djade(*options: str) -> list[str]:
    """Return the command that formats template tags the way Django's own documents do."""
    pages = [str(path) for path in template_files() if path.suffix == ".html"]
    return [str(Path(sys.executable).parent / "djade"), "--target-version", "5.2", *options, *pages]


def main(arguments: list[str]) -> int:
    """Check every template, or put them into the one format."""
    if arguments == ["--format"]:
        # djade exits with 1 when it has changed something, which is what it was asked for
        return 0 if subprocess.run(djade()).returncode in (0, 1) else 1
    failed = False
    for path in template_files():
        for line, text in complaints(path.read_text(encoding="utf-8")):
            failed = True
            print(f"{path.relative_to(ROOT)}:{line}: {text}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
