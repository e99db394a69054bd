"""From the tables of the room to what the rule engine takes: rosters and drafts."""

from collections.abc import Iterable

from django.utils import timezone

from participants.models import Membership, Organisation, Participant, SectorGroup
from rounds.models import Round
from sessions.chatham_house import roster as engine
from sessions.chatham_house.anonymity import Thresholds
from sessions.chatham_house.clearance import Draft, DraftField
from sessions.chatham_house.scanner import LANGUAGES
from sessions.models import Attendance, Output, Session, Statement


def roster_of(session: Session) -> engine.Roster:
    """Return everybody and every organisation a text about this session must not give away.

    That is whoever was invited, present or not, and whoever else belongs to the round: absences
    and membership are as secret as presence. Secret organisations are always on it. A fixed
    number of queries, whatever the size of the session.
    """
    attendances = list(
        Attendance.objects.filter(session=session)
        .select_related("participant__user", "organisation")
        .prefetch_related("present_in")
        .order_by("pk")
    )
    memberships = {
        membership.participant_id: membership
        for membership in Membership.objects.filter(round_id=session.round_id)
        .select_related("participant__user", "organisation")
        .order_by("pk")
    }
    people = [
        _person(
            attendance.participant,
            organisation_id=attendance.organisation_id,
            membership=memberships.get(attendance.participant_id),
            function=attendance.role,
            present_in=frozenset(str(part.pk) for part in attendance.present_in.all()),
        )
        for attendance in attendances
    ]
    invited = {attendance.participant_id for attendance in attendances}
    people += [
        _person(
            membership.participant,
            organisation_id=membership.organisation_id,
            membership=membership,
            function="",
            present_in=frozenset(),
        )
        for participant_id, membership in memberships.items()
        if participant_id not in invited
    ]
    organisation_ids = {int(person.organisation) for person in people if person.organisation}
    return engine.Roster(
        id=session.public_id,
        people=tuple(people),
        organisations=_organisations(organisation_ids),
        parts=tuple(
            engine.Part(id=str(part.pk), regime=part.regime, title=part.title_de or "")
            for part in session.agenda_items.order_by("position")
        ),
        year=timezone.localtime(session.starts_at).year,
        sector_groups={
            sector.key: group.key
            for group in SectorGroup.objects.prefetch_related("sectors")
            for sector in group.sectors.all()
        },
    )


def _person(
    participant: Participant,
    *,
    organisation_id: int,
    membership: Membership | None,
    function: str,
    present_in: frozenset[str],
) -> engine.Person:
    emails = {participant.email.lower()}
    if participant.user is not None:
        emails.add(participant.user.email.lower())
    positions = [participant.position_de, participant.position_en]
    if membership is not None:
        positions += [membership.position_de, membership.position_en]
    return engine.Person(
        id=f"p{participant.pk}",
        given=participant.given_name,
        family=participant.family_name,
        title=participant.title,
        gender=participant.gender,
        organisation=str(organisation_id),
        roles=_distinct(positions),
        function=function,
        emails=tuple(sorted(emails)),
        aliases=tuple(participant.alias_list),
        bios=_distinct([participant.biography_de, participant.biography_en]),
        present_in=present_in,
        is_present=bool(present_in),
    )


def _organisations(ids: Iterable[int]) -> tuple[engine.Organisation, ...]:
    """Return the organisations with these ids, and all secret ones."""
    known = (
        Organisation.objects.filter(pk__in=ids) | Organisation.objects.filter(is_secret=True)
    ).distinct()
    return tuple(
        engine.Organisation(
            id=str(organisation.pk),
            names=_names(organisation),
            sector=organisation.sector.key,
            is_secret=organisation.is_secret,
        )
        for organisation in known.select_related("sector")
        .prefetch_related("other_names")
        .order_by("pk")
    )


def _names(organisation: Organisation) -> tuple[engine.OrganisationName, ...]:
    names = [
        engine.OrganisationName(text=getattr(organisation, f"name_{language}"), language=language)
        for language in LANGUAGES
    ]
    if organisation.acronym:
        names.append(engine.OrganisationName(text=organisation.acronym, kind="acronym"))
    names += [
        engine.OrganisationName(
            text=name.text,
            language=name.language,
            kind=name.kind,
            from_year=name.from_year,
            until_year=name.until_year,
        )
        for name in organisation.other_names.all()
    ]
    return tuple(names)


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def thresholds_of(dialogue_round: Round) -> Thresholds:
    """Return k and l of the round's ladder."""
    return Thresholds(
        people=dialogue_round.label_people, organisations=dialogue_round.label_organisations
    )


def draft_of(output: Output) -> Draft:
    """Return every text of the output a reader would see, with its parts.

    A statement without parts of its own draws on all parts of the output. The paths are
    ``title``, ``lead`` and ``statements/0``, ``statements/1`` … in reading order.
    """
    parts = tuple(str(part.pk) for part in output.parts.all())
    fields = [
        DraftField(
            path=name,
            language=language,
            text=getattr(output, f"{name}_{language}") or "",
            parts=parts,
        )
        for name in ("title", "lead")
        for language in LANGUAGES
    ]
    for number, statement in enumerate(output.statements.all()):
        fields += [
            DraftField(
                path=f"statements/{number}",
                language=language,
                text=getattr(statement, f"text_{language}") or "",
                parts=parts_of(statement) or parts,
                label=statement.label,
                statement=str(statement.pk),
                named=consented_by(statement),
            )
            for language in LANGUAGES
        ]
    return Draft(
        fields=tuple(fields),
        thresholds=thresholds_of(output.session.round),
        support=output.support,
    )


def parts_of(statement: Statement) -> tuple[str, ...]:
    """Return the ids of the parts a statement names for itself; empty where it names none."""
    return tuple(str(part.pk) for part in statement.parts.all())


def consented_by(statement: Statement) -> tuple[str, ...]:
    """Return the person who agreed to be named for exactly this wording, if anybody did.

    A consent counts where the statement asks for it and its text is still the one agreed to.
    """
    consent = getattr(statement, "consent", None)
    if (
        statement.label != "person"
        or consent is None
        or consent.given_on is None
        or consent.text_hash != statement.text_hash
    ):
        return ()
    return (f"p{consent.participant_id}",)
