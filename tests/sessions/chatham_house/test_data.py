"""The data files: each says where it comes from, and the code and they agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessions import chatham_house
from sessions.chatham_house import REASONS, reason_sentences
from sessions.chatham_house.lexicon import cues, rows_of

DATA = Path(chatham_house.__file__).parent / "data"
FILES = sorted(path for path in DATA.iterdir() if path.suffix in (".txt", ".tsv"))
SHARED = {
    "words-de.tsv",
    "words-en.tsv",
    "given-names.txt",
    "places.txt",
    "names-that-are-words.txt",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_data_file_states_its_source(path):
    head = "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines()[:8] if line.startswith("#")
    )
    assert re.search(r"Source|source|Facts|facts|Written for this project", head)
    assert ("CC BY-SA 4.0" in head) == (path.name in SHARED)


def test_the_notice_names_every_file_under_another_licence():
    notice = (DATA / "NOTICE").read_text(encoding="utf-8")
    assert all(name in notice for name in SHARED)
    assert "CC BY-SA 4.0" in notice


def test_every_reason_has_a_sentence_in_both_languages_with_its_parameters():
    sentences = reason_sentences()
    assert set(sentences) == set(REASONS)
    for key, parameters in REASONS.items():
        for language in ("de", "en"):
            sentence = sentences[key][language]
            assert sentence.endswith((".", "?"))
            assert set(re.findall(r"\{(\w+)\}", sentence)) == set(parameters), key


@pytest.mark.parametrize("name", ["words-de.tsv", "words-en.tsv"])
def test_a_word_list_holds_what_it_says(name):
    rows = rows_of(name)
    assert len(rows) == 20_000
    assert all(kind in "wn" and 0 < float(zipf) < 9 for _, zipf, kind in rows)


@pytest.mark.parametrize(
    ("name", "columns"),
    [("groups.tsv", 3), ("roles.tsv", 3), ("gazetteer.tsv", 5), ("towns.tsv", 2)],
)
def test_a_table_has_its_columns(name, columns):
    assert {len(row) for row in rows_of(name)} == {columns}


def test_a_cue_section_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="nonsense"):
        cues("nonsense")
