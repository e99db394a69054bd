"""The rule's look at what staff write straight to the public, beside the door."""

from collections.abc import Mapping, Sequence

from sessions.chatham_house.findings import Kind, Severity
from sessions.chatham_house.scanner import scan
from sessions.models import Session
from sessions.rosters import roster_of

KINDS = frozenset({Kind.NAME, Kind.CONTACT, Kind.AFFILIATION, Kind.UNIQUE_DESCRIPTOR})
"""What speaks of one person or house. Rounds and questions are about groups and offices."""


def words_that_tell(round_id: int, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words that point at somebody of a round, as they stand in the texts.

    A fixed number of queries for each session of the round.
    """
    found: dict[str, None] = {}
    for session in Session.objects.filter(round_id=round_id):
        roster = roster_of(session)
        if not roster.people:
            continue
        for language, passages in texts.items():
            for passage in passages:
                for finding in scan(passage, roster, language):
                    if finding.severity == Severity.BLOCK and finding.kind in KINDS:
                        found[passage[finding.start : finding.end]] = None
    return list(found)
