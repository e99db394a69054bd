"""All that is on record of one person, for their own eyes: one structure for page and download.

Nothing of anybody else: whom somebody stood in for, or would like to meet, goes by 'yes'. What
is kept so that nobody can tell whose it is (objections, contributions) cannot be told here either.
"""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from participants.models import Introduction, Invitation, Membership, Participant, User
from rounds.models import Round
from sessions.models import Attendance, NamingConsent, Session

Data = dict[str, Any]


def data_of(user: User, participant: Participant | None) -> Data:
    """Return everything on record of an account and of the person it belongs to, if to any."""
    data: Data = {"account": _account(user)}
    if participant is not None:
        data |= {
            "person": _person(participant),
            "rounds": _rounds(participant),
            "sessions": sessions_of(participant),
            "consents_to_be_named": _consents(participant),
            "invitations_to_rounds": [
                {
                    "round": _years(row.round),
                    "language": row.language,
                    "valid_until": row.expires_at,
                    "used": row.used_at,
                    "revoked": row.revoked_at,
                }
                for row in Invitation.objects.gone_out()
                .filter(participant=participant)
                .select_related("round")
                .order_by("pk")
            ],
            "messages": [
                {"kind": row.kind, "due_on": row.due_on, "sent_on": row.sent_on}
                for row in participant.mailings.filter(is_held=False)
            ],
            "introductions_wanted": Introduction.objects.filter(wanted_by=participant).count(),
        }
    return data


def _years(dialogue_round: Round) -> str:
    return f"{dialogue_round.start_year}-{dialogue_round.end_year}"


def _account(user: User) -> Data:
    return {
        "email": user.email,
        "language": user.language,
        "wants_reminders": user.wants_reminders,
        "has_password": user.has_usable_password(),
        "has_calendar_feed": user.feed_key_hash is not None,
        "is_staff": user.is_staff,
        "opened": user.date_joined,
        "last_sign_in": user.last_login,
        "signed_in_devices": [
            {"since": row.created_at, "address": row.ip, "browser": row.user_agent}
            for row in UserSession.objects.filter(user=user).order_by("created_at")
        ],
        "sign_in_at_a_ministry": [
            {"identifier": row.uid, "since": row.date_joined, "last": row.last_login}
            for row in SocialAccount.objects.filter(user=user)
        ],
    }


def _person(participant: Participant) -> Data:
    return {
        "title": participant.title,
        "given_name": participant.given_name,
        "family_name": participant.family_name,
        "other_names": participant.alias_list,
        "gender": participant.gender,
        "email": participant.email,
        "position_de": participant.position_de or "",
        "position_en": participant.position_en or "",
        "biography_de": participant.biography_de or "",
        "biography_en": participant.biography_en or "",
    }


def _rounds(participant: Participant) -> list[Data]:
    memberships = Membership.objects.shown_to_owner().filter(participant=participant)
    return [
        {
            "round": _years(row.round),
            "organisation": row.organisation.name,
            "position_de": row.position_de or "",
            "position_en": row.position_en or "",
            "rule_accepted_on": row.rule_accepted_on,
            "rule_version": row.rule_version,
            "is_listed": row.is_listed,
            "about": row.about,
            "is_thanked": row.is_thanked,
        }
        for row in memberships.select_related("round", "organisation")
    ]


def sessions_of(participant: Participant) -> list[Data]:
    """Return one's sessions with what is on record of oneself there, the first one first."""
    mine = Session.objects.for_participant(participant).order_by()
    attendances = Attendance.objects.filter(participant=participant, session__in=mine.values("pk"))
    return [
        {
            "session": _title(row.session),
            "began": row.session.starts_at,
            "organisation": row.organisation.name,
            "role": row.role,
            "reply": row.reply,
            "is_online": row.is_online,
            "needs": row.needs,
            "is_on_the_list_of_the_room": row.is_listed,
            "is_substitute": row.substitute_for_id is not None,
            "present_in": [{"de": part.title_de, "en": part.title_en} for part in parts],
        }
        for row in attendances.select_related("session", "organisation")
        .prefetch_related("present_in")
        .order_by("session__starts_at")
        for parts in [row.present_in.all()]
    ]


def _title(session: Session) -> Data:
    return {"de": session.title_de, "en": session.title_en}


def _consents(participant: Participant) -> list[Data]:
    consents = NamingConsent.objects.filter(participant=participant)
    return [
        {
            "wording": {"de": row.statement.text_de, "en": row.statement.text_en},
            "given_on": row.given_on,
            "holds": row.given_on is not None and row.text_hash == row.statement.text_hash,
        }
        for row in consents.select_related("statement").order_by("pk")
    ]


def as_record(data: Data) -> Data:
    """Return what is written into the file that is downloaded: with the day it was taken."""
    return {"taken_on": timezone.localdate(), **data}
