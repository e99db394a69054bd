"""Findings and refusals as staff of a session read them: where, what, and why in a sentence.

Everything here is confidential: it quotes the draft and points at people. It is shown on the
page of the output and nowhere else, and it is never logged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sessions.chatham_house.clearance import Clearance, Draft
from sessions.chatham_house.findings import Finding, Severity, reason_sentences
from sessions.labels import LabelWords

CONTEXT_CHARACTERS = 60
"""How much of the text is quoted on either side of a finding."""

SEVERITIES: Mapping[str, Promise] = {
    Severity.BLOCK: _("Stops the release"),
    Severity.REVIEW: _("Needs a reason"),
    Severity.NOTE: _("To consider"),
}

NAMED = _("by name, with the person’s own consent")
"""What stands for a label where a name is to stand."""

LANGUAGE_NAMES: Mapping[str, Promise] = {"de": _("German"), "en": _("English")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding for the page: ``before``, ``span`` and ``after`` quote the draft.

    ``field`` is the id of the form field the text stands in.
    """

    finding_id: str
    severity: str
    severity_words: str
    place: str
    field: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text in which findings are marked; ``severity`` is empty between them."""

    text: str
    severity: str = ""
    severity_words: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The whole text of one form field with its findings marked, in the language it is in."""

    field: str
    language: str
    pieces: tuple[Piece, ...]


def explain(reason: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence of an explanation key in the active language."""
    language = (get_language() or "de")[:2]
    sentences = reason_sentences()[reason]
    return sentences.get(language, sentences["en"]).format(**(params or {}))


def finding_lines(
    draft: Draft, clearance: Clearance, reasons: Mapping[str, str] | None = None
) -> list[FindingLine]:
    """Return every finding in reading order, with the reason recorded for its id, if any."""
    texts = _texts(draft)
    lines = []
    for found in clearance.findings:
        finding = found.finding
        text = texts[found.path, found.language]
        reason_given = (reasons or {}).get(finding.id, "")
        lines.append(
            FindingLine(
                finding_id=finding.id,
                severity=finding.severity,
                severity_words=str(SEVERITIES[finding.severity]),
                place=place_at(found.path, found.language),
                field=_field(found.path, found.language),
                language=found.language,
                before=shortened(text[: finding.start], from_end=True),
                span=text[finding.start : finding.end],
                after=shortened(text[finding.end :]),
                sentence=explain(finding.reason, finding.params),
                reason_given=reason_given,
                can_be_accepted=finding.severity == Severity.REVIEW and not reason_given,
            )
        )
    return lines


def problem_lines(clearance: Clearance) -> list[ProblemLine]:
    """Return the problems of labels, regimes and languages, each once, with its sentence."""
    words = LabelWords()
    language = (get_language() or "de")[:2]
    lines = [
        ProblemLine(
            place=", ".join(
                str(NAMED) if label == "person" else words(label, language)
                for label in problem.labels
            )
            or str(_("Supported")),
            sentence=explain(problem.reason, problem.params),
        )
        for problem in clearance.label_problems
    ]
    lines += [
        ProblemLine(
            place=place_at(problem.path) if problem.path else "",
            sentence=explain(problem.reason, _in_words(problem.params)),
        )
        for problem in (*clearance.regime_problems, *clearance.language_problems)
    ]
    return list(dict.fromkeys(lines))


def marked_texts(draft: Draft, clearance: Clearance) -> list[MarkedText]:
    """Return every text of the draft; one without a finding has no pieces."""
    findings: dict[tuple[str, str], list[Finding]] = {}
    for found in clearance.findings:
        findings.setdefault((found.path, found.language), []).append(found.finding)
    return [
        MarkedText(
            field=_field(path, language),
            language=language,
            pieces=tuple(_pieces(text, findings.get((path, language), ()))),
        )
        for (path, language), text in _texts(draft).items()
    ]


def _pieces(text: str, findings: Iterable[Finding]) -> Iterable[Piece]:
    """Cut a text at its findings; where two overlap, the later one gives way."""
    end = 0
    for finding in findings:
        if finding.start < end:
            continue
        if finding.start > end:
            yield Piece(text=text[end : finding.start])
        yield Piece(
            text=text[finding.start : finding.end],
            severity=finding.severity,
            severity_words=str(SEVERITIES[finding.severity]),
            sentence=explain(finding.reason, finding.params),
        )
        end = finding.end
    if 0 < end < len(text):
        yield Piece(text=text[end:])


def _texts(draft: Draft) -> dict[tuple[str, str], str]:
    return {(field.path, field.language): field.text for field in draft.fields}


def place_at(path: str, language: str = "") -> str:
    """Return what a path of a draft is called: 'Statement 2, German' and the like."""
    name, _slash, number = path.partition("/")
    if number:
        place = place_of(name, int(number) + 1)
    else:
        place = place_of(name)
    return f"{place}, {LANGUAGE_NAMES[language]}" if language else place


def place_of(passage: str, number: int | None = None) -> str:
    """Return what a passage is called: 'Title', 'Lead', 'Statement 2'."""
    if number is not None:
        return str(_("Statement %(number)s") % {"number": number})
    return str({"title": _("Title"), "lead": _("Lead")}[passage])


def _field(path: str, language: str) -> str:
    """Return the id of the form field a text of the draft stands in."""
    name, _slash, number = path.partition("/")
    return f"id_statements-{number}-text_{language}" if number else f"id_{name}_{language}"


def _in_words(params: Mapping[str, object]) -> dict[str, object]:
    """Return parameters as a reader takes them: a language by its name."""
    return {
        name: LANGUAGE_NAMES.get(str(value), value) if name == "language" else value
        for name, value in params.items()
    }


def shortened(text: str, *, from_end: bool = False) -> str:
    """Return the beginning of a text, or its end, as far as a quotation needs it."""
    if len(text) <= CONTEXT_CHARACTERS:
        return text
    if from_end:
        return "…" + text[-CONTEXT_CHARACTERS:]
    return text[:CONTEXT_CHARACTERS] + "…"
