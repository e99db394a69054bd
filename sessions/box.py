"""The box of a part: short answers to a guiding question, written by nobody in particular.

Whose a contribution is stands nowhere. Marks keep one person from filling the box
(``sessions.box_marks``). They and the contributions lie in tables of their own and are written
anew in random order, both of them, with every change: no key, place, number or transaction leads
from one to the other (docs/decisions/0022).

What is shown is what at least k people did since something was shown last. Whoever knows their
own part in it, however often they wrote, is left with k - 1 others.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import Participant
from rounds.models import GuidingQuestion, new_public_id
from sessions.box_marks import (
    MOST_CONTRIBUTIONS,
    Marks,
    mark_of_dot,
    mark_of_writer,
    marks_of,
    marks_of_uses,
)
from sessions.enums import RegimeChoice, Reply, SupportBand
from sessions.models import AgendaItem, Attendance, BoxMark, Contribution, Session
from sessions.refusals import Refusal, Refused

LONGEST_CONTRIBUTION = 500
MOST_DOTS = 3
"""What one person can support in one part at the same time."""

_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution as those in the room see it, and whether one's own dot is on it."""

    contribution: Contribution
    band: SupportBand | None
    has_my_dot: bool = False
    takes_my_dot: bool = False
    """Whether one can give a dot to it, or take the one back that is on it."""


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one part as one person sees it."""

    part: AgendaItem
    shown: list[Shown]
    uses_left: int
    dots_left: int
    is_open: bool

    @property
    def takes_dots(self) -> bool:
        """Whether something is shown whose support is not told yet."""
        return self.is_open and any(not each.contribution.is_counted for each in self.shown)

    @property
    def groups(self) -> list[tuple[str, list[Shown]]]:
        """What is shown, by the moderator's groups; what is in none comes last."""
        by_group: dict[str, list[Shown]] = {}
        for each in self.shown:
            by_group.setdefault(each.contribution.group, []).append(each)
        return sorted(by_group.items(), key=lambda group: (not group[0], group[0].casefold()))


def band_of(support: int, *, people: int, fewest: int) -> SupportBand | None:
    """Return how broad the support is, in words; none below ``fewest`` people."""
    if support < fewest:
        return None
    return SupportBand.HALF if 2 * support >= people else SupportBand.SEVERAL


def told_band(contribution: Contribution, *, people: int, fewest: int) -> SupportBand | None:
    """Return how broad the support of a contribution is, once that is told: when its box closes.

    Told while dots are given it would tell their number to whoever gives a dot and takes it back.
    """
    if not contribution.is_counted:
        return None
    return band_of(contribution.support, people=people, fewest=fewest)


def people_at(session: Session) -> QuerySet[Attendance]:
    """Return the attendances of those who take part: all who were invited and did not decline."""
    return session.attendances.exclude(reply=Reply.DECLINED)


def with_people(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Add to each contribution, as ``people``, how many take part in its session."""
    of_session = (
        Attendance.objects.filter(session__agenda_items=OuterRef("agenda_item"))
        .exclude(reply=Reply.DECLINED)
        .order_by()
        .values("session")
        .annotate(number=Count("pk"))
    )
    return contributions.annotate(people=Coalesce(Subquery(of_session.values("number")), 0))


def with_written(parts: QuerySet[AgendaItem]) -> QuerySet[Any]:
    """Add to each part, as ``has_written``, whether something of its box is shown."""
    shown = Contribution.objects.filter(agenda_item=OuterRef("pk"), is_shown=True)
    return parts.annotate(has_written=Exists(shown))


def boxes_of(session: Session, participant: Participant) -> list[Box]:
    """Return the boxes of a session that are open or show something, as this person sees them.

    Four queries. Raises nothing; whether the session is this person's is for the caller to ask.
    """
    people, fewest = people_at(session).count(), session.round.label_people
    marks = set(BoxMark.objects.filter(agenda_item__session=session).values_list("pk", flat=True))
    shown = list(
        Contribution.objects.filter(agenda_item__session=session, is_shown=True)
        .select_related("question")
        .order_by("pk")
    )
    boxes = []
    for part in session.agenda_items.all():
        mine = [each for each in shown if each.agenda_item_id == part.pk]
        if not mine and not part.is_collecting:
            continue
        dots = {each.pk for each in mine if mark_of_dot(part, participant, each.pk) in marks}
        used = sum(mark in marks for mark in marks_of_uses(part, participant))
        boxes.append(
            Box(
                part=part,
                shown=[
                    Shown(
                        each,
                        told_band(each, people=people, fewest=fewest),
                        has_my_dot=each.pk in dots,
                        takes_my_dot=part.is_collecting
                        and not each.is_counted
                        and (each.pk in dots or len(dots) < MOST_DOTS),
                    )
                    for each in mine
                ],
                uses_left=MOST_CONTRIBUTIONS - used,
                dots_left=MOST_DOTS - len(dots),
                is_open=part.is_collecting,
            )
        )
    return boxes


@transaction.atomic
def contribute(
    *,
    part: AgendaItem,
    participant: Participant,
    question: GuidingQuestion,
    text: str,
    language: str,
) -> None:
    """Put a short answer into the box. All see it at once with those of at least k - 1 others.

    Raises ``Refused`` where the box is closed, where the question is none of this session, and
    for somebody who wrote all they can or takes no part.
    """
    part = _locked(part)
    marks = marks_of(part)
    unused = [mark for mark in marks_of_uses(part, participant) if mark not in marks.used]
    refusals = _refusals_of_use(part, participant)
    if not part.session.questions.filter(pk=question.pk).exists():
        refusals.append(Refusal("box.no_question"))
    if not unused:
        refusals.append(Refusal("box.full"))
    if refusals:
        raise Refused(refusals)
    contributions = [
        *part.contributions.all(),
        Contribution(agenda_item=part, question=question, text=text.strip(), language=language),
    ]
    marks.used.add(unused[0])
    marks.waiting.add(mark_of_writer(part, participant))
    if len(marks.waiting) >= part.session.round.label_people:
        for each in contributions:
            each.is_shown = True
        marks.waiting.clear()
        part.batch_secret = new_public_id()
        part.save(update_fields=["batch_secret"])
    _write_anew(part, contributions, marks)


@transaction.atomic
def give_or_take_dot(*, part: AgendaItem, participant: Participant, contribution_id: str) -> bool:
    """Support a contribution that is shown, or support it no more; return whether it is now.

    Raises ``Refused`` where the box is closed, where the contribution is not shown or its support
    is told already, and for somebody who gave all their dots or takes no part.
    """
    part = _locked(part)
    marks = marks_of(part)
    contributions = list(part.contributions.all())
    chosen = next(
        (each for each in contributions if each.pk == contribution_id and each.is_shown), None
    )
    refusals = _refusals_of_use(part, participant)
    if chosen is None:
        raise Refused([*refusals, Refusal("box.gone")])
    if chosen.is_counted:
        refusals.append(Refusal("box.counted"))
    mark = mark_of_dot(part, participant, chosen.pk)
    given = sum(mark_of_dot(part, participant, each.pk) in marks.used for each in contributions)
    if mark not in marks.used and given >= MOST_DOTS:
        refusals.append(Refusal("box.no_dots_left"))
    if refusals:
        raise Refused(refusals)
    is_given = mark not in marks.used
    chosen.support += 1 if is_given else -1
    marks.used ^= {mark}
    _write_anew(part, contributions, marks)
    return is_given


@transaction.atomic
def open_box(part: AgendaItem) -> None:
    """Let those who take part write into the box of a part.

    Raises ``Refused`` for a part that is not for use, for a session without a guiding question,
    and where fewer than k people take part.
    """
    part = _locked(part)
    fewest = part.session.round.label_people
    refusals = []
    if part.regime == RegimeChoice.NOT_FOR_USE:
        refusals.append(Refusal("box.not_for_use"))
    if not part.session.questions.exists():
        refusals.append(Refusal("box.no_question"))
    if people_at(part.session).count() < fewest:
        refusals.append(Refusal("box.few_people", {"people": fewest}))
    if refusals:
        raise Refused(refusals)
    part.is_collecting = True
    part.save(update_fields=["is_collecting"])


@transaction.atomic
def close_box(part: AgendaItem) -> None:
    """Take no more, tell how broad the support is, and forget who used the box.

    What still waits is deleted: fewer than k people wrote it, and shown beside what is known it
    would be theirs alone. What is told stays as it is: dots are neither taken back nor added.
    """
    part = _locked(part)
    contributions = list(part.contributions.filter(is_shown=True))
    for each in contributions:
        each.is_counted = True
    part.is_collecting = False
    part.box_secret, part.batch_secret = new_public_id(), new_public_id()
    part.save(update_fields=["is_collecting", "box_secret", "batch_secret"])
    _write_anew(part, contributions, Marks())


@transaction.atomic
def arrange(*, part: AgendaItem, groups: Mapping[str, str], removed: Collection[str]) -> None:
    """Put contributions that are shown into groups, by id, and take out those named.

    What is not shown yet, and an id that is not there, is passed over.
    """
    part = _locked(part)
    contributions = [
        each for each in part.contributions.all() if not (each.is_shown and each.pk in removed)
    ]
    for each in contributions:
        if each.is_shown:
            each.group = groups.get(each.pk, each.group).strip()
    _write_anew(part, contributions, marks_of(part))


def _locked(part: AgendaItem) -> AgendaItem:
    # Locked first and read afterwards: what a joined row said before the wait may be over.
    AgendaItem.objects.select_for_update().get(pk=part.pk)
    return AgendaItem.objects.select_related("session__round").get(pk=part.pk)


def _refusals_of_use(part: AgendaItem, participant: Participant) -> list[Refusal]:
    takes_part = people_at(part.session).filter(participant=participant).exists()
    return [] if part.is_collecting and takes_part else [Refusal("box.closed")]


def _write_anew(part: AgendaItem, contributions: list[Contribution], marks: Marks) -> None:
    """Write all rows of a box in one transaction and in random order.

    One new row among old ones would stand last in its table, and carry the number of the
    transaction that its mark carries.
    """
    _random.shuffle(contributions)
    Contribution.objects.filter(agenda_item=part).delete()
    Contribution.objects.bulk_create(contributions)
    marks.write(part)
