"""The collector finds what `makemessages` would, and a catalogue out of step is noticed."""

from pathlib import Path

import polib
import pytest

from tests.checks.catalogues import (
    Message,
    catalogue_files,
    check,
    collect,
    complaints,
    in_step,
    new_catalogue,
    python_messages,
    template_messages,
)

PYTHON = """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy as named

_("one")
named("verb", "open")
ngettext("%(n)d seat", "%(n)d seats", n)
translation.gettext("as " "attribute")
print("not this")
_(variable)
"""

TEMPLATE = """{% load i18n %}
{% translate "one" %} {% translate "open" context "verb" %}
{{ _("in a variable") }} {% if x == _('in a tag') %}{% endif %}
{# translate "a comment" #}
{% blocktranslate trimmed with name=person.name %}
  Dear
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=total %}one seat{% plural %}{{ n }} seats{% endblocktranslate %}
{% blocktranslate context "verb" %}close{% endblocktranslate %}
"gettext" and 'quotes' in plain text, it's fine
"""


def test_the_messages_of_a_module_are_found_under_any_name():
    assert list(python_messages(PYTHON)) == [
        Message("one"),
        Message("open", context="verb"),
        Message("%(n)d seat", plural="%(n)d seats"),
        Message("as attribute"),
    ]


def test_the_messages_of_a_template_are_found_in_tags_blocks_and_expressions():
    assert sorted(template_messages(TEMPLATE), key=lambda message: message.id) == [
        Message("Dear %(name)s"),
        Message("close", context="verb"),
        Message("in a tag"),
        Message("in a variable"),
        Message("one"),
        Message("one seat", plural="%(n)s seats"),
        Message("open", context="verb"),
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "rounds").mkdir()
    (tmp_path / "rounds" / "page.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(in_step(new_catalogue(), collect(tmp_path)))
    return tmp_path


def translate(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid


@pytest.fixture
def translated(project: Path) -> Path:
    (path,) = catalogue_files(project)
    catalogue = polib.pofile(str(path))
    translate(catalogue)
    path.write_text(in_step(catalogue, collect(project)))
    return path


def test_a_translated_catalogue_in_step_is_well(project, translated):
    assert check(translated, collect(project)) == []


def test_a_message_only_in_the_sources_is_noticed_and_added_without_a_translation(
    project, translated
):
    (project / "rounds" / "new.py").write_text('_("brand new")')
    assert check(translated, collect(project)) == ["in the sources only: 'brand new'"]
    text = in_step(polib.pofile(str(translated)), collect(project))
    assert 'msgid "brand new"\nmsgstr ""\n' in text


def test_a_message_that_nothing_uses_is_noticed_and_dropped(project, translated):
    (project / "templates" / "page.html").unlink()
    assert "in the catalogue only: 'in a tag'" in check(translated, collect(project))
    assert "in a tag" not in in_step(polib.pofile(str(translated)), collect(project))


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (polib.POEntry(msgid="a", msgstr=""), "not translated: 'a'"),
        (polib.POEntry(msgid="a", msgstr="b", flags=["fuzzy"]), "fuzzy: 'a'"),
        (polib.POEntry(msgid="a", msgstr="b", obsolete=True), "obsolete: 'a'"),
        (
            polib.POEntry(msgid="a", msgstr="b", occurrences=[("x.py", "7")]),
            "with line numbers: 'a'",
        ),
        (
            polib.POEntry(msgid="%(a)s", msgstr="%(b)s"),
            "other placeholders than the original: '%(a)s'",
        ),
        (
            polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "c", 1: ""}),
            "not translated: 'a'",
        ),
    ],
)
def test_what_a_reader_would_stumble_over_is_named(entry, complaint):
    catalogue = polib.POFile()
    catalogue.append(entry)
    assert list(complaints(catalogue)) == [complaint]


def test_our_own_catalogues_are_complete():
    """`make check` says the same; whoever runs only the tests learns it too."""
    (german,) = catalogue_files()
    assert check(german, collect()) == []
