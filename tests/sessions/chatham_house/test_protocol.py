"""JSON lines in, JSON lines out; a bad line is answered as a bad line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sessions.chatham_house.protocol import answer_lines, run

ROSTER = {"id": "r", "orgs": [], "participants": [{"id": "p", "first": "Ada", "last": "Moorgat"}]}
GOOD = {"id": "1", "roster": ROSTER, "text": "Moorgat sprach.", "lang": "de"}


def answers(*lines: str | bytes) -> list[dict]:
    return [json.loads(line) for line in answer_lines(lines)]


def test_a_line_is_answered_with_its_findings():
    (answer,) = answers(json.dumps(GOOD))
    assert answer["id"] == "1"
    assert [(f["start"], f["end"], f["kind"], f["severity"]) for f in answer["findings"]] == [
        (0, 7, "name", "block")
    ]
    assert answer["setup_s"] >= 0
    assert answer["scan_s"] >= 0


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        b"\xff\xfe",
        "[" * 100_000,
        json.dumps({**GOOD, "text": None}),
        json.dumps({**GOOD, "text": 7}),
        json.dumps({"id": "1", "text": "x"}),
        json.dumps({**GOOD, "roster": []}),
        json.dumps({**GOOD, "roster": {"participants": []}}),
        json.dumps({**GOOD, "roster": {"participants": [{"first": 1}]}}),
        json.dumps({**GOOD, "lang": "fr"}),
        json.dumps({**GOOD, "lang": None}),
        json.dumps({**GOOD, "parts": 7}),
        json.dumps({**GOOD, "parts": [7]}),
    ],
)
def test_a_bad_line_gets_an_error_and_never_looks_clean(line):
    bad, good = answers(line, json.dumps(GOOD))
    assert bad["error"]
    assert bad["line"] == 1
    assert "findings" not in bad
    assert good["findings"]


def test_blank_lines_are_skipped():
    assert answers("", "  \n") == []


def test_errors_are_counted():
    target = io.StringIO()
    assert run(io.BytesIO(b"{\n" + json.dumps(GOOD).encode() + b"\n"), target) == 1
    assert len(target.getvalue().splitlines()) == 2


def test_it_runs_without_django():
    root = Path(__file__).resolve().parents[3]
    code = (
        "import sys; from sessions.chatham_house import __main__;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0
