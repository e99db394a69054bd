"""The demo holds: what was planted is refused, what only looks like it passes."""

from __future__ import annotations

import pytest

from sessions.chatham_house import Draft, DraftField, Severity, assess, scan
from tests.sessions.chatham_house import demo

PLANTED = demo.load("planted.yaml")["planted"]
LOOK_ALIKES = demo.load("planted.yaml")["look_alikes"]
OUTPUTS = demo.outputs()


def findings(case, language):
    session, _, part = case["part"].partition("/")
    found = scan(case[language], demo.roster(session), language, parts=(part,))
    return [f for f in found if f.severity is not Severity.NOTE]


def drafted(output) -> tuple[Draft, str]:
    session = output["parts"][0].partition("/")[0]
    parts = tuple(part.partition("/")[2] for part in output["parts"])
    fields = []
    for language in ("de", "en"):
        for field in ("title", "lead"):
            fields.append(DraftField(field, language, output[field][language], parts))
        for statement in output["statements"]:
            fields.append(
                DraftField(
                    statement["key"], language, statement[language], parts, statement["label"]
                )
            )
    return Draft(tuple(fields)), session


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["key"])
def test_a_planted_statement_is_refused_for_its_reason(case):
    expected = case["expect"]
    found = findings(case, case["leaks_in"])
    start = case[case["leaks_in"]].index(expected["span"])
    end = start + len(expected["span"])
    assert any(
        f.kind == expected["kind"]
        and f.severity == expected["severity"]
        and f.refs == tuple(expected["refs"])
        and f.start < end
        and start < f.end
        for f in found
    )


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["key"])
def test_its_other_language_is_harmless(case):
    assert findings(case, "en" if case["leaks_in"] == "de" else "de") == []


@pytest.mark.parametrize("case", LOOK_ALIKES, ids=lambda case: case["key"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_look_alike_passes(case, language):
    expected = case["expect"]
    wanted = [] if expected["severity"] == "none" else [(expected["kind"], expected["severity"])]
    assert [(f.kind, f.severity) for f in findings(case, language)] == wanted


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output["key"])
def test_an_output_draws_the_marks_written_for_it_and_no_others(output):
    draft, session = drafted(output)
    clearance = assess(draft, demo.roster(session))
    texts = {(field.path, field.language): field.text for field in draft.fields}
    found = {
        (f.path, f.language, f.finding.kind.value)
        for f in clearance.findings
        if f.finding.severity is not Severity.NOTE
    }
    notes = {
        (f.path, f.language) for f in clearance.findings if f.finding.severity is Severity.NOTE
    }
    marks = output.get("marks", [])
    assert found == {
        (m["statement"], m["lang"], m["kind"]) for m in marks if m["kind"] != "quotation"
    }
    assert {(m["statement"], m["lang"]) for m in marks if m["kind"] == "quotation"} <= notes
    assert not clearance.blocks
    assert not clearance.label_problems
    assert not clearance.regime_problems
    assert not clearance.language_problems
    assert texts


@pytest.mark.parametrize("session", sorted({o["parts"][0].partition("/")[0] for o in OUTPUTS}))
def test_all_labels_of_a_session_hold_together(session):
    """What is published or in review; drafts have yet to be judged."""
    fields = []
    for output in OUTPUTS:
        draft, own = drafted(output)
        if own == session and output["state"] in ("published", "in_review", "withdrawn"):
            fields += [f for f in draft.fields if f.label]
    clearance = assess(Draft(tuple(fields)), demo.roster(session))
    assert clearance.label_problems == ()
