"""People to test pages with: each maker fills what a test does not name."""

from typing import Any

from django.contrib.auth.models import Group

from participants.models import Membership, Organisation, Participant, Sector, SectorGroup, User
from rounds.models import Round


def make_sector(key: str = "ministry", **values: Any) -> Sector:
    """Return a sector in the one group."""
    group, _ = SectorGroup.objects.get_or_create(
        key="public", defaults={"label_de": "Öffentlicher Sektor", "label_en": "Public sector"}
    )
    names = {f"{field}_{language}": key for field in ("name", "label") for language in ("de", "en")}
    sector, _ = Sector.objects.get_or_create(key=key, defaults={"group": group, **names, **values})
    return sector


def make_organisation(acronym: str = "AA", **values: Any) -> Organisation:
    """Return an organisation that goes by this acronym."""
    names = {"name_de": f"Amt {acronym}", "name_en": f"Office {acronym}"}
    return Organisation.objects.create(
        **{"acronym": acronym, "sector": make_sector(), **names, **values}
    )


def make_participant(
    family_name: str = "Koch",
    *,
    dialogue_round: Round | None = None,
    organisation: Organisation | None = None,
    **values: Any,
) -> Participant:
    """Return a person, a member of the round if one is named."""
    names = {"given_name": "Lena", "email": f"{family_name.lower()}@example.org"}
    participant = Participant.objects.create(family_name=family_name, **names | values)
    if dialogue_round is not None:
        assert organisation is not None
        Membership.objects.create(
            participant=participant, round=dialogue_round, organisation=organisation
        )
    return participant


def make_staff(*groups: str, email: str = "", **values: Any) -> User:
    """Return an account of the staff in these groups; in none, a superuser's."""
    user = User.objects.create_user(
        email or f"{'-'.join(groups) or 'superuser'}@example.org",
        "a-password-of-the-suite",
        **{"is_staff": True, "is_superuser": not groups, "language": "en", **values},
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
