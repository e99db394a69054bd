"""The room: sessions and who was there, and the working text of outputs."""

from sessions.models.box import BoxMark, Contribution
from sessions.models.named import NamedSubstitute
from sessions.models.outputs import (
    Decision,
    ExposureAudit,
    FindingReview,
    NamingConsent,
    Objection,
    Output,
    Recheck,
    Statement,
)
from sessions.models.room import (
    AgendaItem,
    Attendance,
    Document,
    Note,
    Session,
    document_path,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "BoxMark",
    "Contribution",
    "Decision",
    "Document",
    "ExposureAudit",
    "FindingReview",
    "NamedSubstitute",
    "NamingConsent",
    "Note",
    "Objection",
    "Output",
    "Recheck",
    "Session",
    "Statement",
    "document_path",
]
