"""More rows of the demo: copies put straight into the tables, as a long-lived programme has them.

For pages that must not grow with the record. Building copies through the use cases takes hours
at a hundred times the rows; what is copied here was built through them once.

Rounds are not copied, for the calendar bounds them, nor what a round holds by its nature: its
members, its guiding questions. Copies have other names, addresses and words than their originals.
"""

import copy
from typing import Any

from django.db import models
from django.utils import timezone

from participants.models import (
    Invitation,
    Mailing,
    Membership,
    Organisation,
    OrganisationName,
    Participant,
    User,
)
from rounds.models import Publication, PublicationStatement, SessionNotice, new_public_id
from sessions.models import (
    AgendaItem,
    Attendance,
    Contribution,
    Decision,
    Document,
    NamingConsent,
    Note,
    Objection,
    Output,
    Recheck,
    Session,
    Statement,
)

GROWING: tuple[type[models.Model], ...] = (
    User,
    Organisation,
    OrganisationName,
    Participant,
    Invitation,
    Mailing,
    SessionNotice,
    Publication,
    PublicationStatement,
    Session,
    AgendaItem,
    Attendance,
    Document,
    Contribution,
    Note,
    Output,
    Statement,
    NamingConsent,
    Objection,
    Decision,
    Recheck,
)
"""What grows with the years, each after what it refers to."""

TOLD_APART = ("title", "text", "name", "family_name")
"""Texts that differ between copies, in every language."""


def invite_all_members() -> None:
    """Put an invitation on record for each membership; the demo invited nobody."""
    Invitation.objects.bulk_create(
        Invitation(
            participant_id=row.participant_id,
            round_id=row.round_id,
            token_hash=f"{row.pk:064}",
            expires_at=timezone.now(),
        )
        for row in Membership.objects.all()
    )


class Copies:
    """Puts copies of the rows there are now beside them."""

    def __init__(self) -> None:
        self.rows = {model: list(model._base_manager.order_by("pk")) for model in GROWING}
        self.links = {
            through: list(through._base_manager.order_by("pk"))
            for model in GROWING
            for field in model._meta.many_to_many
            if (through := field.remote_field.through)
            and field.name != "user_permissions"
            and field.name != "groups"
        }
        self.made = 0

    def add(self, number: int) -> None:
        """Put so many copies of everything into the tables."""
        for _ in range(number):
            self.made += 1
            new: dict[tuple[type[models.Model], Any], Any] = {}
            for model, rows in self.rows.items():
                copies = [self._copy(row, new) for row in rows]
                model._base_manager.bulk_create(copies)
                for row, made in zip(rows, copies, strict=True):
                    new[model, row.pk] = made.pk
            for through, rows in self.links.items():
                through._base_manager.bulk_create([self._copy(row, new) for row in rows])

    def _copy(self, row: Any, new: dict[tuple[type[models.Model], Any], Any]) -> Any:
        made = copy.copy(row)
        made._state.adding = True
        for field in row._meta.concrete_fields:
            value = made.__dict__[field.attname]
            made.__dict__[field.attname] = self._value(field, value, new)
        return made

    def _value(self, field: Any, value: Any, new: dict[tuple[type[models.Model], Any], Any]) -> Any:
        name = field.name.removesuffix("_de").removesuffix("_en")
        if field.is_relation:
            if field.model is Participant and field.name == "user":
                return None  # nobody is two people; the copies' accounts belong to nobody yet
            return new.get((field.related_model, value), value)
        if field.primary_key:
            return new_public_id() if isinstance(field, models.CharField) else None
        if field.name in ("public_id", "publication_public_id"):
            return new_public_id()
        if field.name in ("token_hash", "marker", "feed_key_hash"):
            return f"{value[-50:]}-{self.made}" if value else value
        if isinstance(field, models.EmailField):
            return f"{self.made}.{value}"
        if field.name in ("is_secret", "is_staff"):
            return False  # every roster holds all secret organisations
        if name in TOLD_APART and value:
            return f"{value} ({self.made})"
        return value
