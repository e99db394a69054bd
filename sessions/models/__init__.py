"""The room: sessions and who was there, and the working text of outputs."""

from sessions.models.outputs import (
    Decision,
    FindingReview,
    NamingConsent,
    Objection,
    Output,
    Statement,
)
from sessions.models.room import (
    AgendaItem,
    Attendance,
    Contribution,
    Document,
    Session,
    document_path,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Contribution",
    "Decision",
    "Document",
    "FindingReview",
    "NamingConsent",
    "Objection",
    "Output",
    "Session",
    "Statement",
    "document_path",
]
