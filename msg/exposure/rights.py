"""Whose records are whose: what the tables say each visitor may see, each with a reason.

Worked out from the tables, not from the querysets of the pages: see the package.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from msg.exposure.needles import Key
from participants.models import Membership, Participant, User
from sessions.enums import OutputStatus, Reply
from sessions.models import Attendance, NamingConsent, Session
from sessions.objections import objections_of

OWN = "their own data"
INVITED = "of a session they were invited to"
EXPECTED = "the place of a session they accepted or were at"
READER = "a text they may read as somebody who was there"
ASKED = "a wording they were asked to be named for"
OBJECTED = "their own objection"
BOX = "written without a name in a session they take part in"

READABLE = (OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
"""Of what is released, those who were there read what the public reads, and no hidden passage."""


@dataclass
class Rights:
    """The records one visitor may see, with reasons, and the addresses that are theirs."""

    keys: dict[Key, str] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)


def rights_of(user: User | None) -> Rights:
    """Return what the tables say somebody may see; nothing for the public."""
    rights = Rights()
    if user is None:
        return rights
    rights.keys["account", user.pk] = OWN
    participant = Participant.objects.filter(user=user).first()
    if participant is None:
        return rights
    rights.keys["participant", participant.pk] = OWN
    for membership in Membership.objects.filter(participant=participant):
        rights.keys["organisation", membership.organisation_id] = OWN
    rows = Attendance.objects.filter(participant=participant).prefetch_related(
        "present_in", "session__documents"
    )
    for attendance in rows:
        is_present = bool(attendance.present_in.all())
        rights.keys["organisation", attendance.organisation_id] = OWN
        rights.keys["session", attendance.session_id] = INVITED
        papers = attendance.session.documents.all()
        rights.papers |= {paper.get_absolute_url() for paper in papers if paper.is_open}
        rights.pages.add(attendance.session.get_absolute_url())
        if is_present or attendance.reply == Reply.ACCEPTED:
            rights.keys["place of session", attendance.session_id] = EXPECTED
        if attendance.reply != Reply.DECLINED:
            rights.keys["box of session", attendance.session_id] = BOX
            rights.pages.add(_page("box", public_id=attendance.session.public_id))
        if is_present:
            _let_read(rights, participant, attendance.session)
    consents = NamingConsent.objects.filter(participant=participant).exclude(
        statement__output__status__in=(OutputStatus.WITHDRAWN, OutputStatus.SUPERSEDED)
    )
    for consent in consents.select_related("statement"):
        rights.keys["consent", consent.pk] = ASKED
        rights.pages.add(_page("consent", consent_id=consent.pk))
        rights.keys["statement", consent.statement_id] = ASKED
        rights.keys["output", consent.statement.output_id] = ASKED
    return rights


def _let_read(rights: Rights, participant: Participant, session: Session) -> None:
    for output in session.outputs.prefetch_related("statements", "objections"):
        if output.status in (*READABLE, OutputStatus.PUBLISHED):
            rights.pages.add(_page("output", public_id=output.public_id))
        if output.status in READABLE:
            rights.keys["output", output.pk] = READER
            for statement in output.statements.all():
                rights.keys["statement", statement.pk] = READER
        for objection in objections_of(output, participant).values():
            rights.keys["objection", objection.pk] = OBJECTED


def pages_of_somebody() -> dict[str, Key]:
    """Return the addresses that are for some alone, with the record that each one shows."""
    found: dict[str, Key] = {}
    for session in Session.objects.prefetch_related("documents", "outputs"):
        found[session.get_absolute_url()] = ("session", session.pk)
        found[_page("box", public_id=session.public_id)] = ("box of session", session.pk)
        for document in session.documents.all():
            found[document.get_absolute_url()] = ("document", document.pk)
        for output in session.outputs.all():
            found[_page("output", public_id=output.public_id)] = ("output", output.pk)
    for consent in NamingConsent.objects.all():
        found[_page("consent", consent_id=consent.pk)] = ("consent", consent.pk)
    return found


def _page(name: str, **arguments: str) -> str:
    return reverse(f"dialogue_sessions:{name}", kwargs=arguments)
