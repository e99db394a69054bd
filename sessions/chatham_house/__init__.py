"""The rule engine: text and a roster in, findings out. No Django, no database, no clock.

``scan`` reads one text, ``assess`` a whole draft; the ladder of labels is in ``anonymity``. A clean
scan is no proof that nobody can be recognised: see ``docs/attribution.md``.
"""

from .anonymity import (
    Label,
    LabelProblem,
    Thresholds,
    allowed_labels,
    check_label,
    check_labels_together,
    parse_label,
)
from .clearance import Clearance, Draft, DraftField, FieldFinding, RegimeProblem, assess
from .findings import REASONS, Finding, Kind, Severity, reason_sentences
from .regimes import Regime, strictest
from .roster import (
    EmptyRoster,
    InvalidRoster,
    Organisation,
    OrganisationName,
    Part,
    Person,
    Roster,
)
from .scanner import LANGUAGES, MAX_CHARACTERS, NotText, TextTooLarge, scan

__all__ = [
    "LANGUAGES",
    "MAX_CHARACTERS",
    "REASONS",
    "Clearance",
    "Draft",
    "DraftField",
    "EmptyRoster",
    "FieldFinding",
    "Finding",
    "InvalidRoster",
    "Kind",
    "Label",
    "LabelProblem",
    "NotText",
    "Organisation",
    "OrganisationName",
    "Part",
    "Person",
    "Regime",
    "RegimeProblem",
    "Roster",
    "Severity",
    "TextTooLarge",
    "Thresholds",
    "allowed_labels",
    "assess",
    "check_label",
    "check_labels_together",
    "parse_label",
    "reason_sentences",
    "scan",
    "strictest",
]
