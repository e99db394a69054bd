"""One's own calendar: a file for a session, and a private feed of those one comes to.

A calendar lies on telephones, at employers' and at providers'. So it says that something is on,
and nothing of what, with whom or where: one neutral title, nobody invited, nobody inviting, no
dial-in, and a number that is another one for each person, so that two calendars laid side by side
have nothing in common. The place stands in the file of a session alone, while the page shows it.
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from participants.models import Participant, User
from sessions.enums import Reply
from sessions.models import Session

TITLE = "Migration Strategy Group"
"""The same in either language, and the whole of what a calendar says."""

YEARS_AHEAD = 3
"""How far the switches of the clock are told, at least."""


def calendar_of(
    sessions: Iterable[Session],
    participant: Participant,
    *,
    now: datetime.datetime,
    place: str = "",
) -> bytes:
    """Return a calendar file of these sessions for this person."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{TITLE}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", TITLE)
    calendar.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    years = {now.year, now.year + YEARS_AHEAD}
    for session in sessions:
        calendar.add_component(_event(session, participant, now, place))
        years |= {session.starts_at.year, session.ends_at.year}
    # Of these years only: in a long list of switches of the clock some programs lose their way.
    calendar.add_missing_timezones(
        first_date=datetime.date(min(years), 1, 1), last_date=datetime.date(max(years) + 1, 1, 1)
    )
    return calendar.to_ical()


def _event(session: Session, participant: Participant, now: datetime.datetime, place: str) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    event.add("uid", f"{_number(session, participant)}@{urlsplit(settings.SITE_URL).hostname}")
    # When the file was made, as the format asks; not when anything was entered.
    event.add("dtstamp", now.astimezone(datetime.UTC).replace(microsecond=0))
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    event.add("summary", TITLE)
    event.add("class", "CONFIDENTIAL")
    if place:
        event.add("location", place)
    return event


def _number(session: Session, participant: Participant) -> str:
    value = f"{session.public_id}\x1f{participant.pk}"
    return salted_hmac("sessions.calendar", value, algorithm="sha256").hexdigest()[:32]


def place_of(session: Session) -> str:
    """Return where a session meets, for a calendar; never how to dial in."""
    return ", ".join(text for text in (session.venue, session.city) if text)


def sessions_in_feed(participant: Participant, now: datetime.datetime) -> Iterable[Session]:
    """Return what a feed holds: what one has accepted and what is not over.

    Who finds an old telephone reads nothing of what was.
    """
    mine = Session.objects.for_participant(participant).annotate(reply=F("attendances__reply"))
    return mine.filter(reply=Reply.ACCEPTED, ends_at__gt=now).order_by("starts_at")


def renew_feed(user: User) -> str:
    """Give the account another feed key and return it: it is shown once and kept nowhere.

    The address before stops working at once.
    """
    key = secrets.token_urlsafe(32)
    user.feed_key_hash = hash_of(key)
    user.save(update_fields=["feed_key_hash"])
    return key


def end_feed(user: User) -> None:
    """Let no address lead to this account's feed any more."""
    user.feed_key_hash = None
    user.save(update_fields=["feed_key_hash"])


def hash_of(key: str) -> str:
    """Return what the table holds of a key. The key is random: no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def reader_of(key: str) -> Participant | None:
    """Return whose feed a key opens, asked anew each time; nobody's where the account is closed."""
    user = User.objects.filter(feed_key_hash=hash_of(key), is_active=True).first()
    return Participant.objects.of_user(user).first() if user is not None else None
