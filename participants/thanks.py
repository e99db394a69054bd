"""Thanks by name on the public page of a round, by own consent, once the round is over.

Everybody may know then that these people took part, and nothing else of them: no organisation, no
session. One name alone would be read beside every statement of the round, so names show together
or not at all: at least as many as stand behind a label. Taking it back holds at once.
"""

import datetime
import secrets
from typing import Any

from django.db import transaction

from participants.models import Membership, Participant
from rounds.models import Acknowledgement, Round

_random = secrets.SystemRandom()


def is_over(dialogue_round: Round, today: datetime.date) -> bool:
    """Whether a round has ended: thanks come at its end."""
    return today.year > dialogue_round.end_year


@transaction.atomic
def set_thanked(membership: Membership, *, is_thanked: bool, today: datetime.date) -> bool:
    """Agree to be thanked by name, or take it back.

    False where the round is not over yet, and for whoever has not been asked to join it. Taking
    back is always possible.
    """
    dialogue_round = Round.objects.select_for_update().get(pk=membership.round_id)
    may_agree = Membership.objects.shown_to_owner().filter(pk=membership.pk)
    if is_thanked and not (is_over(dialogue_round, today) and may_agree.exists()):
        return False
    Membership.objects.filter(pk=membership.pk).update(is_thanked=is_thanked)
    _write_anew(dialogue_round)
    return True


def name_changed(sender: Any, *, instance: Participant, **more: Any) -> None:
    """Have the name as it is now stand where this person is thanked, whoever corrected it."""
    with transaction.atomic():
        for dialogue_round in _rounds_thanking(instance):
            _write_anew(dialogue_round)


def membership_gone(sender: Any, *, instance: Membership, **more: Any) -> None:
    """Thank nobody who is no member any more, whoever took them off."""
    # Not asked of the row that went: it may be older than their consent.
    if Acknowledgement.objects.filter(round=instance.round_id).exists():
        with transaction.atomic():
            _write_anew(Round.objects.select_for_update().get(pk=instance.round_id))


@transaction.atomic
def forget_thanks(participant: Participant) -> None:
    """Take a person's name off every round that thanks them."""
    rounds = _rounds_thanking(participant)
    Membership.objects.filter(participant=participant).update(is_thanked=False)
    for dialogue_round in rounds:
        _write_anew(dialogue_round)


def _rounds_thanking(participant: Participant) -> list[Round]:
    pks = Membership.objects.filter(participant=participant, is_thanked=True).values("round")
    return list(Round.objects.select_for_update().filter(pk__in=pks).order_by("pk"))


def _write_anew(dialogue_round: Round) -> None:
    """Write the names in random order, or none where they are too few; the round is locked."""
    rows = Membership.objects.filter(round=dialogue_round, is_thanked=True)
    names = [row.participant.full_name for row in rows.select_related("participant")]
    Acknowledgement.objects.filter(round=dialogue_round).delete()
    if len(names) >= dialogue_round.label_people:
        _random.shuffle(names)
        Acknowledgement.objects.create(round=dialogue_round, names="\n".join(names))
