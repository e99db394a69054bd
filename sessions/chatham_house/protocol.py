"""The scanner as a filter: one JSON object a line in, one a line out.

In: ``{"id", "roster", "text", "lang"}`` and optionally ``"parts"``; ``roster`` is the whole object
(see :meth:`roster.Roster.from_json`). Out: ``{"id", "findings": [{"start", "end", "kind",
"severity", "refs", "reason"}], "setup_s", "scan_s"}``, or ``{"id", "error"}`` for a line that
cannot be scanned. A bad line never ends the run and is never answered like a clean text.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TextIO

from .roster import InvalidRoster, Roster
from .scanner import compile_roster, scan

_KEPT_ROSTERS = 32


def answer_lines(lines: Iterable[str | bytes]) -> Iterator[str]:
    """One JSON answer for every line that is not blank."""
    rosters: OrderedDict[str, Roster] = OrderedDict()
    for number, line in enumerate(lines, start=1):
        identity: Any = None
        try:
            if isinstance(line, bytes):
                line = line.decode("utf-8")
            if not line.strip():
                continue
            request = json.loads(line)
            if not isinstance(request, dict):
                raise InvalidRoster("a line must hold one JSON object")
            identity = request.get("id")
            answer = _answer(request, rosters)
        except UnicodeDecodeError:
            answer = {"id": identity, "error": "the line is not UTF-8"}
        except json.JSONDecodeError as error:
            answer = {"id": identity, "error": f"the line is not JSON: {error.msg}"}
        except RecursionError:
            answer = {"id": identity, "error": "the line is nested too deeply"}
        except (TypeError, ValueError) as error:
            answer = {"id": identity, "error": str(error)}
        if "error" in answer:
            answer["line"] = number
        yield json.dumps(answer, ensure_ascii=False)


def _answer(request: dict[str, Any], rosters: OrderedDict[str, Roster]) -> dict[str, Any]:
    text = request.get("text")
    if not isinstance(text, str):
        raise TypeError("text is missing or not a string")
    if "roster" not in request:
        raise InvalidRoster("roster is missing")
    started = time.perf_counter()
    key = json.dumps(request["roster"], sort_keys=True)
    roster = rosters.get(key)
    if roster is None:
        roster = rosters[key] = Roster.from_json(request["roster"])
        while len(rosters) > _KEPT_ROSTERS:
            rosters.popitem(last=False)
    compile_roster(roster)
    compiled = time.perf_counter()
    parts = request.get("parts") or ()
    findings = scan(text, roster, request.get("lang", "de"), parts=parts)
    finished = time.perf_counter()
    return {
        "id": request.get("id"),
        "findings": [
            {
                "start": finding.start,
                "end": finding.end,
                "kind": finding.kind.value,
                "severity": finding.severity.value,
                "refs": list(finding.refs),
                "reason": finding.reason,
            }
            for finding in findings
        ],
        "setup_s": round(compiled - started, 6),
        "scan_s": round(finished - compiled, 6),
    }


def run(source: BinaryIO, target: TextIO) -> int:
    """Answer every line of ``source`` on ``target``; the number of lines that were errors."""
    errors = 0
    for answer in answer_lines(source):
        errors += '"error"' in answer
        target.write(answer + "\n")
        target.flush()
    return errors
