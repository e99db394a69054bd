"""Are the translation catalogues complete, and in step with the sources?

    python -m tests.checks.catalogues [--write]

Collects the messages of Python modules from their syntax tree and those of templates by way of
Django's own `templatize`, which is what `makemessages` does, but needs no gettext programs.
`--write` adds what is missing with an empty translation, drops what nothing uses, and sorts.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

from tests.checks.sources import python_files, template_files
from tests.support.environment import ROOT

ARGUMENTS = {
    "gettext": ("id",),
    "ngettext": ("id", "plural"),
    "pgettext": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
}
"""What the first arguments of each function mean; `…_lazy` and `…_noop` take the same."""

GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
"""The one catalogue: the sources are in English."""

STRING = r"""(?:[urUR]?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))"""
TEMPLATE_CALL = re.compile(
    rf"(?<![\w.])(?P<name>n?p?gettext|_)\(\s*"
    rf"(?P<first>{STRING})(?:\s*,\s*(?P<second>{STRING}))?(?:\s*,\s*(?P<third>{STRING}))?",
    re.DOTALL,
)
FORMATTED = re.compile(r"%[(sd%]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


class Message(NamedTuple):
    """One thing to translate."""

    id: str
    context: str | None = None
    plural: str | None = None


def _message(name: str, strings: list[str]) -> Message | None:
    meaning = ARGUMENTS.get(name.removesuffix("_lazy").removesuffix("_noop"))
    if meaning is None or len(strings) < len(meaning):
        return None
    parts = dict(zip(meaning, strings, strict=False))
    return Message(parts["id"], parts.get("context"), parts.get("plural"))


def _leading_strings(call: ast.Call) -> list[str]:
    strings = []
    for argument in call.args:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        strings.append(argument.value)
    return strings


def python_messages(source: str) -> Iterator[Message]:
    """Find the messages of a module, under whatever name it imported the functions."""
    tree = ast.parse(source)
    names = {"_": "gettext"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            name = names.get(node.func.id, "")
        elif isinstance(node.func, ast.Attribute):
            name = node.func.attr
        else:
            continue
        if message := _message(name, _leading_strings(node)):
            yield message


def template_messages(source: str) -> Iterator[Message]:
    """Find the messages of a template: tags, blocks and `_("…")` in expressions."""
    for call in TEMPLATE_CALL.finditer(templatize(source)):
        name = "gettext" if call["name"] == "_" else call["name"]
        strings = [
            ast.literal_eval(text) for text in call.group("first", "second", "third") if text
        ]
        if message := _message(name, strings):
            yield message


def collect(root: Path = ROOT) -> dict[tuple[str | None, str], Message]:
    """All messages of the project by context and text; one with a plural beats one without."""
    found: dict[tuple[str | None, str], Message] = {}
    for paths, read in (
        (python_files(root), python_messages),
        (template_files(root), template_messages),
    ):
        for path in paths:
            for message in read(path.read_text(encoding="utf-8")):
                key = (message.context, message.id)
                if message.id and (key not in found or message.plural):
                    found[key] = message
    return found


def in_step(catalogue: polib.POFile, messages: dict[tuple[str | None, str], Message]) -> str:
    """Return the catalogue's text as it ought to be for these messages."""
    old: dict[tuple[str | None, str], polib.POEntry] = {
        (entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete
    }
    new = polib.POFile(wrapwidth=98)
    new.metadata = {
        # no dates and no tool: they change with every run and tell nobody anything
        name: value
        for name, value in catalogue.metadata.items()
        if name in ("Project-Id-Version", "Language", "Plural-Forms")
    } | {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key in sorted(messages, key=lambda key: (key[1], key[0] or "")):
        message = messages[key]
        entry = polib.POEntry(msgid=message.id, msgctxt=message.context)
        if FORMATTED.search(message.id + (message.plural or "")):
            entry.flags = ["python-format"]
        before = old.get(key)
        if before:
            entry.tcomment = before.tcomment
            entry.flags += [flag for flag in before.flags if flag == "fuzzy"]
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        new.append(entry)
    return f"{new}\n".rstrip("\n") + "\n"


def _translations(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each original of an entry with its translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    originals = [entry.msgid] + [entry.msgid_plural] * (len(entry.msgstr_plural) - 1)
    return list(
        zip(originals, (entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)), strict=True)
    )


def complaints(catalogue: polib.POFile) -> Iterator[str]:
    """Say what a reader of this language would stumble over."""
    seen = set()
    for entry in catalogue:
        short = repr(entry.msgid if len(entry.msgid) < 70 else f"{entry.msgid[:67]}…")
        if (key := (entry.msgctxt, entry.msgid)) in seen:
            yield f"twice: {short}"
        seen.add(key)
        if entry.obsolete:
            yield f"obsolete: {short}"
            continue
        if entry.fuzzy:
            yield f"fuzzy: {short}"
        if entry.occurrences:
            yield f"with line numbers: {short}"
        for original, translation in _translations(entry):
            if not translation:
                yield f"not translated: {short}"
            # a singular may say 'one' where the plural has a number
            elif not entry.msgid_plural and set(PLACEHOLDER.findall(original)) != set(
                PLACEHOLDER.findall(translation)
            ):
                yield f"other placeholders than the original: {short}"


def check(path: Path, messages: dict[tuple[str | None, str], Message]) -> list[str]:
    """Return everything that is wrong with one catalogue file."""
    catalogue = polib.pofile(str(path))
    wrong = list(complaints(catalogue))
    have = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    wrong += [f"in the sources only: {key[1]!r}" for key in messages if key not in have]
    wrong += [f"in the catalogue only: {key[1]!r}" for key in have if key not in messages]
    if not wrong and path.read_text(encoding="utf-8") != in_step(catalogue, messages):
        wrong.append("order or form is not that of `make messages`")
    return wrong


def new_catalogue() -> polib.POFile:
    """Return the German catalogue before its first message."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Project-Id-Version": "MSG",
        "Language": "de",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def catalogue_files(root: Path = ROOT) -> list[Path]:
    """Every catalogue of the project."""
    return sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))


def main(arguments: list[str]) -> int:
    """Check, or write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    if not settings.configured:
        # `templatize` asks for nothing but the file encoding and the translation switch
        settings.configure(USE_I18N=True)
    messages = collect()
    failed = False
    if options.write and not GERMAN.exists():
        GERMAN.parent.mkdir(parents=True, exist_ok=True)
        GERMAN.write_text(in_step(new_catalogue(), messages), encoding="utf-8")
    files = catalogue_files()
    if not files:
        print(f"{GERMAN.relative_to(ROOT)} is missing")
        return 1
    for path in files:
        name = path.relative_to(ROOT)
        if options.write:
            catalogue = polib.pofile(str(path))
            path.write_text(in_step(catalogue, messages), encoding="utf-8")
            catalogue = polib.pofile(str(path))
            todo = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
            print(f"{name}: {len(catalogue)} messages, {todo} to translate")
        else:
            for complaint in check(path, messages):
                failed = True
                print(f"{name}: {complaint}")
    if failed:
        print("`make messages` brings a catalogue in step; translating is left to you.")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
