"""Findings and refusals as staff of a session read them: where, what, and why in a sentence.

Everything here is confidential: it quotes the draft and points at people. It is shown on the
page of the output and nowhere else, and it is never logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sessions.chatham_house.clearance import Clearance
from sessions.chatham_house.findings import Severity, reason_sentences
from sessions.labels import LabelWords
from sessions.models import Output

CONTEXT_CHARACTERS = 60
"""How much of the text is quoted on either side of a finding."""

SEVERITIES: Mapping[str, Promise] = {
    Severity.BLOCK: _("Stops the release"),
    Severity.REVIEW: _("Needs a reason"),
    Severity.NOTE: _("To consider"),
}

LANGUAGE_NAMES: Mapping[str, Promise] = {"de": _("German"), "en": _("English")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding for the page: ``before``, ``span`` and ``after`` quote the draft."""

    finding_id: str
    severity: str
    severity_words: str
    place: str
    anchor: str
    language: str
    before: str
    span: str
    after: str
    sentence: str
    reason_given: str
    can_be_accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """One problem that is no span of text: a label, a regime, a missing language."""

    place: str
    sentence: str


def explain(reason: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of an explanation key in the active language."""
    language = (get_language() or "de")[:2]
    sentences = reason_sentences()[reason]
    return sentences.get(language, sentences["en"]).format(**(params or {}))


def finding_lines(output: Output, clearance: Clearance) -> list[FindingLine]:
    """Return every finding in reading order, with the reason recorded for it, if any."""
    places = _Places(output)
    reasons = {review.finding_id: review.reason for review in output.finding_reviews.all()}
    lines = []
    for found in clearance.findings:
        finding = found.finding
        text = places.text(found.path, found.language)
        reason_given = reasons.get(finding.id, "")
        lines.append(
            FindingLine(
                finding_id=finding.id,
                severity=finding.severity,
                severity_words=str(SEVERITIES[finding.severity]),
                place=places.words(found.path, found.language),
                anchor=places.anchor(found.path, found.language),
                language=found.language,
                before=_shortened(text[: finding.start], from_end=True),
                span=text[finding.start : finding.end],
                after=_shortened(text[finding.end :]),
                sentence=explain(finding.reason, finding.params),
                reason_given=reason_given,
                can_be_accepted=finding.severity == Severity.REVIEW and not reason_given,
            )
        )
    return lines


def problem_lines(output: Output, clearance: Clearance) -> list[ProblemLine]:
    """Return the problems of labels, regimes and languages, each with its sentence."""
    places = _Places(output)
    words = LabelWords()
    language = (get_language() or "de")[:2]
    lines = [
        ProblemLine(
            place=", ".join(words(label, language) for label in problem.labels),
            sentence=explain(problem.reason, problem.params),
        )
        for problem in clearance.label_problems
    ]
    lines += [
        ProblemLine(
            place=places.words(problem.path) if problem.path else "",
            sentence=explain(problem.reason, _in_words(problem.params)),
        )
        for problem in (*clearance.regime_problems, *clearance.language_problems)
    ]
    return list(dict.fromkeys(lines))


class _Places:
    """Where in the output a field of the draft stands: its words, its text, its form field."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self.statements = {
            str(statement.pk): (number, statement)
            for number, statement in enumerate(output.statements.all())
        }

    def words(self, path: str, language: str = "") -> str:
        """Return 'Statement 2, German' and the like."""
        if path.startswith("statements/"):
            number = self.statements[path.split("/")[1]][0] + 1
            place = str(_("Statement %(number)s") % {"number": number})
        else:
            place = str({"title": _("Title"), "lead": _("Lead")}[path])
        if not language:
            return place
        return f"{place}, {LANGUAGE_NAMES[language]}"

    def text(self, path: str, language: str) -> str:
        """Return the text the field of the draft was made from."""
        if path.startswith("statements/"):
            statement = self.statements[path.split("/")[1]][1]
            return getattr(statement, f"text_{language}") or ""
        return getattr(self.output, f"{path}_{language}") or ""

    def anchor(self, path: str, language: str) -> str:
        """Return the id of the form field on the admin's page."""
        if path.startswith("statements/"):
            number = self.statements[path.split("/")[1]][0]
            return f"id_statements-{number}-text_{language}"
        return f"id_{path}_{language}"


def _in_words(params: Mapping[str, object]) -> dict[str, object]:
    """Return parameters as a reader takes them: a language by its name."""
    return {
        name: LANGUAGE_NAMES.get(str(value), value) if name == "language" else value
        for name, value in params.items()
    }


def _shortened(text: str, *, from_end: bool = False) -> str:
    if len(text) <= CONTEXT_CHARACTERS:
        return text
    if from_end:
        return "…" + text[-CONTEXT_CHARACTERS:]
    return text[:CONTEXT_CHARACTERS] + "…"
