"""The draft as it is being typed: from what a browser posts to what the rule engine reads.

Nothing here saves anything, and nothing here refuses bad input: the form does both when it is
saved. What makes no sense is left out.
"""

from django.http import QueryDict

from rounds.enums import OutputKind
from sessions.chatham_house.clearance import Draft, DraftField
from sessions.chatham_house.scanner import LANGUAGES
from sessions.models import Output, Statement
from sessions.rosters import thresholds_of

MOST_STATEMENTS = 200
"""More rows than any output has; a forged number must not keep the server busy."""


def typed_draft(output: Output, data: QueryDict) -> Draft:
    """Return the draft that the page of an output would save.

    The paths follow the rows of the form, so that a finding leads to the field it stands in.
    """
    known = {str(part.pk) for part in output.session.agenda_items.all()}
    parts = _parts(data, "parts", known)
    fields = [
        DraftField(
            path=name,
            language=language,
            text=data.get(f"{name}_{language}", ""),
            parts=parts,
        )
        for name in ("title", "lead")
        for language in LANGUAGES
    ]
    agreed = _agreed(output)
    for number in range(_rows(data)):
        prefix = f"statements-{number}"
        texts = {language: data.get(f"{prefix}-text_{language}", "") for language in LANGUAGES}
        if data.get(f"{prefix}-DELETE") or not any(text.strip() for text in texts.values()):
            continue
        label = data.get(f"{prefix}-label") or "participants"
        wording = (data.get(f"{prefix}-id", ""), _wording(texts))
        fields += [
            DraftField(
                path=f"statements/{number}",
                language=language,
                text=text,
                parts=_parts(data, f"{prefix}-parts", known) or parts,
                label=label,
                statement=str(number),
                named=agreed.get(wording, ()) if label == "person" else (),
            )
            for language, text in texts.items()
        ]
    is_option = data.get("kind") == OutputKind.POLICY_OPTION
    return Draft(
        fields=tuple(fields),
        thresholds=thresholds_of(output.session.round),
        support=data.get("support", "") if is_option else "",
    )


def _agreed(output: Output) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return who agreed to be named, by statement and the wording they agreed to."""
    return {
        (str(statement.pk), statement.consent.text_hash): (f"p{statement.consent.participant_id}",)
        for statement in output.statements.all()
        if hasattr(statement, "consent") and statement.consent.given_on is not None
    }


def _wording(texts: dict[str, str]) -> str:
    return Statement(**{f"text_{code}": text for code, text in texts.items()}).text_hash


def _rows(data: QueryDict) -> int:
    rows = data.get("statements-TOTAL_FORMS", "")
    return min(int(rows), MOST_STATEMENTS) if rows.isdecimal() else 0


def _parts(data: QueryDict, name: str, known: set[str]) -> tuple[str, ...]:
    return tuple(part for part in data.getlist(name) if part in known)
