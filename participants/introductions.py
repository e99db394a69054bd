"""Being put in touch within a round: nobody is told anything before both want it.

The directory of a round holds who put themself on it. Wanting contact with somebody is a row that
shows to its owner alone; with the one the other way it becomes a contact, and both see the other's
address. Who is not on the list cannot want contact: the other could never want it back.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from participants.enums import MailingKind
from participants.mailing import announce
from participants.models import Introduction, Mailing, Membership, Participant


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of a round as one reader sees them; ``email`` is empty unless both want contact."""

    membership: Membership
    token: str
    is_wanted: bool = False
    email: str = ""


def memberships_of(participant: Participant) -> list[Membership]:
    """Return the rounds somebody belongs to, the latest first. One query."""
    rows = Membership.objects.in_force().filter(participant=participant).select_related("round")
    return list(rows.order_by("-round__start_year"))


def _token(reader: Membership, other: Membership) -> str:
    """Return what a form says for a person: nothing that could be counted or used by others."""
    value = f"{reader.pk}\x1f{other.pk}"
    return salted_hmac("participants.introductions.token", value, algorithm="sha256").hexdigest()


def _others(reader: Membership) -> QuerySet[Membership]:
    return (
        Membership.objects.in_force()
        .filter(round=reader.round_id)
        .exclude(pk=reader.pk)
        .select_related("participant__user", "organisation")
    )


def directory(reader: Membership) -> list[Listed]:
    """Return who of the round is on the list, and whoever one is in contact with. Two queries.

    Each reader has an order of their own, by chance and always the same.
    """
    own = reader.participant_id
    wishes = set(
        Introduction.objects.filter(round=reader.round_id)
        .filter(Q(wanted_by=own) | Q(wanted_with=own))
        .values_list("wanted_by_id", "wanted_with_id")
    )
    mine = {wanted_with for wanted_by, wanted_with in wishes if wanted_by == own}
    theirs = {wanted_by for wanted_by, wanted_with in wishes if wanted_with == own}
    found = []
    for other in _others(reader):
        person = other.participant
        is_contact = person.pk in mine and person.pk in theirs
        if person.is_erased or not (other.is_listed or is_contact):
            continue
        found.append(
            Listed(
                membership=other,
                token=_token(reader, other),
                is_wanted=person.pk in mine,
                email=_address(person) if is_contact else "",
            )
        )
    return sorted(found, key=lambda listed: listed.token)


def _address(person: Participant) -> str:
    """Return the address of an open account; who has left is written to no more."""
    return person.user.email if person.user is not None and person.user.is_active else ""


def find(reader: Membership, token: str) -> Membership | None:
    """Return whom a form means, on the list or not.

    Nobody for whoever is no member any more, and for what was never on a page.
    """
    for other in _others(reader):
        if constant_time_compare(_token(reader, other), token):
            return other
    return None


@transaction.atomic
def want_contact(reader: Membership, other: Membership, *, today: datetime.date) -> bool:
    """Want to be put in touch; false where one of the two is not on the list any more.

    If the other wants it too, both are written to. May be repeated.
    """
    if not _both_listed(reader, other):
        return False
    Introduction.objects.get_or_create(
        round=reader.round, wanted_by=reader.participant, wanted_with=other.participant
    )
    if Introduction.objects.filter(
        round=reader.round, wanted_by=other.participant, wanted_with=reader.participant
    ).exists():
        for one, two in ((reader, other), (other, reader)):
            announce(
                participants=[one.participant],
                kind=MailingKind.CONTACT,
                occasion=_occasion(one, two),
                due_on=today,
            )
    return True


def _both_listed(reader: Membership, other: Membership) -> bool:
    """Lock both, in one order: of two who want it at once, the second sees the first."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(pk__in=(reader.pk, other.pk))
    return [row.is_listed for row in rows.order_by("pk")] == [True, True]


def _occasion(one: Membership, two: Membership) -> str:
    """Return the number of one's mail: always the same, and in no sight of the other's."""
    value = f"{one.pk}\x1f{two.pk}"
    return salted_hmac("participants.introductions", value, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def want_no_contact(reader: Membership, other: Membership) -> None:
    """Take it back; a contact ends for both, and mail about it not sent yet is not sent."""
    _both_listed(reader, other)
    Introduction.objects.filter(
        round=reader.round, wanted_by=reader.participant, wanted_with=other.participant
    ).delete()
    Mailing.objects.filter(
        kind=MailingKind.CONTACT,
        occasion__in=(_occasion(reader, other), _occasion(other, reader)),
        sent_on__isnull=True,
    ).delete()


@transaction.atomic
def leave_directory(membership: Membership) -> None:
    """Forget what was wanted with or by somebody who is off the list; contacts of both stay.

    Otherwise a wish would lie there unseen by whoever has it, and could not be taken back.
    """
    back = Introduction.objects.filter(
        round=OuterRef("round"),
        wanted_by=OuterRef("wanted_with"),
        wanted_with=OuterRef("wanted_by"),
    )
    for side in ("wanted_by", "wanted_with"):
        rows = Introduction.objects.filter(
            ~Exists(back), round=membership.round_id, **{side: membership.participant_id}
        )
        Introduction.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
