"""The room: sessions and who was there, and the working text of outputs."""

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
    Contribution,
    Document,
    Note,
    Session,
    document_path,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Contribution",
    "Decision",
    "Document",
    "ExposureAudit",
    "FindingReview",
    "NamingConsent",
    "Note",
    "Objection",
    "Output",
    "Recheck",
    "Session",
    "Statement",
    "document_path",
]
