"""An invented session in three weeks, on request: to see what answering an invitation is like.

Not part of the demo itself: no round of the programme runs at present, and so no date of such a
session could be true. It is put into the last round, marked as invented like all of the demo.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from msg.demo.cast import ACCOUNTS
from participants.models import Membership
from rounds.models import Round
from rounds.records import save_checked
from sessions.enums import AttendanceRole, RegimeChoice, Reply
from sessions.models import AgendaItem, Attendance, Session

TITLE = {"title_de": "Was offen geblieben ist", "title_en": "What has been left open"}
PARTS = (
    ("10:00", 30, RegimeChoice.ON_THE_RECORD, "Begrüßung", "Welcome"),
    ("10:30", 90, RegimeChoice.CHATHAM_HOUSE, "Aussprache: offene Fragen", "Open questions"),
    ("12:30", 60, RegimeChoice.NOT_FOR_USE, "Absprachen", "Arrangements"),
)
INVITATION = {
    "invitation_de": (
        "Sehr geehrte Mitglieder der Migration Strategy Group,\n\n"
        "zum Abschluss der Runde möchten wir mit Ihnen auf das sehen, was offen geblieben ist. "
        "Sie können vor Ort teilnehmen oder sich zuschalten.\n\n"
        "Mit freundlichen Grüßen\nIhr Projektteam"
    ),
    "invitation_en": (
        "Dear members of the Migration Strategy Group,\n\n"
        "To close the round, we would like to look with you at what has been left open. You can "
        "come in person or join by video.\n\n"
        "Yours sincerely,\nThe project team"
    ),
}
WORDS = (
    "Ich arbeite an Verfahren, die ohne Papier auskommen.",
    "Fragen zu Daten in der Verwaltung gern an mich.",
    "Ich suche Beispiele aus Kommunen.",
)
"""What some say of themselves to the others of the round."""


@transaction.atomic
def build_coming() -> None:
    """Add the session, unless one is to come already; the demo has to be there."""
    now = timezone.now()
    if Session.objects.filter(is_invented=True, starts_at__gt=now).exists():
        return
    dialogue_round = Round.objects.order_by("start_year").last()
    assert dialogue_round is not None
    session = _session(dialogue_round, timezone.localdate(now) + datetime.timedelta(days=21))
    accounts = {account.email for account in ACCOUNTS}
    members = Membership.objects.filter(round=dialogue_round).select_related("participant")
    for number, member in enumerate(members.order_by("pk")):
        is_coming = member.participant.email not in accounts and number % 3 == 0
        Attendance.objects.create(
            session=session,
            participant=member.participant,
            organisation_id=member.organisation_id,
            role=AttendanceRole.PARTICIPANT,
            reply=Reply.ACCEPTED if is_coming else Reply.NONE,
            is_online=is_coming and number % 2 == 0,
            is_listed=is_coming and number % 4 != 0,
        )
        if is_coming and number // 3 < len(WORDS):
            member.is_listed = True
            member.about = WORDS[number // 3]
            member.save(update_fields=["is_listed", "about"])


def _session(dialogue_round: Round, day: datetime.date) -> Session:
    def at(hour: int) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))

    session = save_checked(
        Session(
            round=dialogue_round,
            starts_at=at(10),
            ends_at=at(14),
            city_de="Berlin",
            city_en="Berlin",
            venue_de="Gläserne Werkstatt, Atrium",
            venue_en="Glass Workshop, Atrium",
            online_link="https://konferenz.example.org/msg/ausblick",
            whereabouts_days=30,
            places=16,
            replies_until=day - datetime.timedelta(days=7),
            regime=RegimeChoice.CHATHAM_HOUSE,
            is_invented=True,
            **TITLE,
            **INVITATION,
        )
    )
    session.questions.set(dialogue_round.questions.order_by("-position")[:2])
    for position, (starts_at, minutes, regime, german, english) in enumerate(PARTS, start=1):
        save_checked(
            AgendaItem(
                session=session,
                position=position,
                starts_at=datetime.time.fromisoformat(starts_at),
                minutes=minutes,
                regime=regime,
                title_de=german,
                title_en=english,
            )
        )
    return session
