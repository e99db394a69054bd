"""What may show because people put themselves on a list: of a room, or of a round.

Worked out from the tables, like the rest of what is allowed, and for these pages alone: a name
counts as allowed only beside the sentence that says what the list is.
"""

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext

from msg.exposure.allowed import Passage
from msg.exposure.folding import fold, pieces
from msg.exposure.needles import Key
from msg.exposure.rights import Rights, rights_of
from participants.models import Introduction, Membership, Organisation, Participant, User
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import Reply
from sessions.models import Attendance

IN_THE_ROOM = "on the list of a room by own choice, to the others on it"
IN_THE_ROUND = "on the list of a round by own choice, to its members"
THANKED = "thanked by name on the page of a round, by own consent"
IN_TOUCH = "the address of somebody, since both want to be in touch"


def all_rights_of(user: User | None) -> Rights:
    """Return what the tables say somebody may see, the lists they may read among it."""
    rights = rights_of(user)
    participant = Participant.objects.filter(user=user).first() if user is not None else None
    if participant is None:
        return rights
    now = timezone.now()
    seats = Attendance.objects.filter(participant=participant)
    for seat in seats.select_related("session__round").prefetch_related("present_in"):
        session = seat.session
        if session.ends_at >= now:
            may = seat.reply == Reply.ACCEPTED
        else:
            age = timezone.localdate(now) - timezone.localdate(session.ends_at)
            may = bool(seat.present_in.all()) and age.days <= session.round.list_days
        if may and seat.is_listed:
            rights.keys["list of session", session.pk] = IN_THE_ROOM
    for membership in Membership.objects.filter(participant=participant):
        if counts(membership):
            rights.keys["list of round", membership.round_id] = IN_THE_ROUND
    for pk in _in_touch_with(participant.pk):
        rights.keys["contact", (participant.pk, pk)] = IN_TOUCH
    return rights


def counts(membership: Membership) -> bool:
    """Whether somebody belongs to a round: they agreed to the Rule, or were never asked to."""
    asked = membership.participant.invitations.filter(round=membership.round_id)
    return membership.rule_accepted_on is not None or not asked.exists()


def _in_touch_with(pk: int) -> set[int]:
    wanted = Introduction.objects.filter(wanted_by=pk).values_list("round", "wanted_with")
    wanting = Introduction.objects.filter(wanted_with=pk).values_list("round", "wanted_by")
    return {other for _, other in set(wanted) & set(wanting)}


def passages_of_lists() -> Iterator[Passage]:
    """Yield the names, organisations and words that may stand on these lists."""
    seats = Attendance.objects.filter(is_listed=True).select_related("participant", "organisation")
    beside = _both("By their own consent, in random order. Everybody else stays unnamed.")
    for row in Membership.objects.filter(is_thanked=True).select_related("participant"):
        yield from _person(row.participant, THANKED, None, beside)
    beside = _both("Only who agreed to stand here, in no order. There may be others.")
    for seat in seats.prefetch_related("present_in"):
        if seat.reply == Reply.ACCEPTED or seat.present_in.all():
            key: Key = ("list of session", seat.session_id)
            yield from _person(seat.participant, IN_THE_ROOM, key, beside)
            yield from _organisation(seat.organisation, IN_THE_ROOM, key, beside)
    beside = _both(
        "Members of the round who put themselves here, in no order. There may be others."
    )
    for row in Membership.objects.select_related("participant", "organisation"):
        touched = _in_touch_with(row.participant_id)
        keys: list[Key] = [("contact", (other, row.participant_id)) for other in sorted(touched)]
        if row.is_listed and counts(row):
            keys.append(("list of round", row.round_id))
            for piece in {fold(row.about), *pieces(row.about)} if row.about else ():
                subject = frozenset({("participant", row.participant_id)})
                yield Passage(piece, IN_THE_ROUND, keys=subject, requires=keys[-1], beside=beside)
        for key in keys:
            yield from _person(row.participant, IN_THE_ROUND, key, beside)
            yield from _organisation(row.organisation, IN_THE_ROUND, key, beside)
            if key[0] == "contact" and row.participant.user is not None:
                email = fold(row.participant.user.email)
                subject = frozenset({("participant", row.participant_id)})
                yield Passage(email, IN_TOUCH, keys=subject, requires=key, beside=beside)


def _person(
    person: Participant, reason: str, key: Key | None, beside: frozenset[str]
) -> Iterator[Passage]:
    subject = frozenset({("participant", person.pk)})
    yield Passage(fold(person.full_name), reason, keys=subject, requires=key, beside=beside)


def _organisation(
    organisation: Organisation, reason: str, key: Key, beside: frozenset[str]
) -> Iterator[Passage]:
    subject = frozenset({("organisation", organisation.pk)})
    for language in LANGUAGES:
        name = fold(getattr(organisation, f"name_{language}") or "")
        yield Passage(name, reason, keys=subject, requires=key, beside=beside)


def _both(sentence: str) -> frozenset[str]:
    """Return a sentence of a page in both languages, as it is looked for."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(fold(gettext(sentence)))
    return frozenset(found)
