"""The people: who they are, whom they work for, who is invited.

Not for what happened in a session. Everything here is confidential: that somebody takes part
at all is what the rule protects. Hence ``__str__`` tells a kind and a number and nothing else,
because Django keeps it in the admin's history, in messages and in error reports.
"""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.enums import Gender, MailingKind, NameKind
from rounds.models import Round, in_both_languages, lines

ERASED_DOMAIN = "erased.invalid"
"""The domain of an address that is nobody's: of a row left of somebody who was erased."""


class ConfidentialModel(models.Model):
    """A row whose name must not appear in logs, history or messages. Personal data: none itself."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class UserManager(BaseUserManager["User"]):
    """Makes accounts that go by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password one signs in by a code sent by mail."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account that may do everything in the admin."""
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address, whatever the case it was typed in."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """An account that signs in by e-mail. Personal data: e-mail address, language, choices.

    ``feed_key_hash`` is of the key in the address of the person's own calendar feed.
    """

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("de", _("German")), ("en", _("English"))],
        default="de",
    )
    wants_reminders = models.BooleanField(_("wants to be reminded"), default=True)
    # Nothing rather than an empty text: many have none, and no two have the same.
    feed_key_hash = models.CharField(  # noqa: DJ001
        max_length=64, null=True, unique=True, editable=False, default=None
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_full_name(self) -> str:
        """Return nothing that identifies: an account has no name."""
        return str(self)

    def get_short_name(self) -> str:
        """Return nothing that identifies: the admin prints it on every page."""
        return str(self)

    def clean(self) -> None:
        """Keep addresses in lower case, so that one person has one account."""
        super().clean()
        self.email = self.email.strip().lower()


class SectorGroup(models.Model):
    """A coarser group of sectors, the ladder's second step. Personal data: none."""

    key = models.SlugField(max_length=40, unique=True)
    label = models.CharField(
        _("label"), max_length=200, help_text=_("Plural and gender-neutral, as readers see it.")
    )

    class Meta:
        ordering = ("key",)
        verbose_name = _("sector group")
        verbose_name_plural = _("sector groups")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_both_languages("label"), name="sector_group_label_in_both_languages"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Sector(models.Model):
    """What kind of organisation; the finest label a statement may carry. Personal data: none."""

    key = models.SlugField(max_length=40, unique=True)
    group = models.ForeignKey(SectorGroup, models.PROTECT, related_name="sectors")
    name = models.CharField(_("name"), max_length=200)
    label = models.CharField(
        _("label"), max_length=200, help_text=_("Plural and gender-neutral, as readers see it.")
    )

    class Meta:
        ordering = ("key",)
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=in_both_languages("name", "label"), name="sector_in_both_languages"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(ConfidentialModel):
    """An organisation people sit for. Personal data: by its ties to people.

    A secret one may not be mentioned in public in any role, not even as a subject.
    """

    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="organisations", verbose_name=_("sector")
    )
    is_secret = models.BooleanField(
        _("never to be mentioned in public"),
        default=False,
        help_text=_("Any mention stops a release, even as the subject of a sentence."),
    )
    is_invented = models.BooleanField(_("invented, for the demo"), default=False)

    class Meta:
        ordering = ("name_de",)
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("name_de",), name="organisation_name_de_unique"),
            models.CheckConstraint(
                condition=in_both_languages("name"), name="organisation_name_in_both_languages"
            ),
        ]

    @property
    def short_name(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class OrganisationName(ConfidentialModel):
    """A further name of an organisation, with the years it went by it. Personal data: none.

    Ministries are renamed; a text about 2016 may use the name of 2016.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("de", _("German")), ("en", _("English")), ("", _("any"))],
        blank=True,
        default="",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind, default=NameKind.ALIAS)
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)

    class Meta:
        ordering = ("organisation_id", "language", "text")
        verbose_name = _("further name")
        verbose_name_plural = _("further names")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("organisation", "text", "language"), name="organisation_name_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="organisation_name_not_empty"),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True)
                | Q(until_year__isnull=True)
                | Q(until_year__gte=F("from_year")),
                name="organisation_name_years_in_order",
                violation_error_message=_("The last year cannot be before the first."),
            ),
        ]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """The only way to participants."""

    def of_user(self, user: User) -> "ParticipantQuerySet":
        """Return the participant an account belongs to, or none."""
        return self.filter(user=user, user__is_active=True)

    def on_record(self) -> "ParticipantQuerySet":
        """Return the people, without the rows that only hold a place for somebody erased."""
        return self.exclude(email__endswith=f"@{ERASED_DOMAIN}")

    def erased(self) -> "ParticipantQuerySet":
        """Return the rows that only hold a place for somebody erased."""
        return self.filter(email__endswith=f"@{ERASED_DOMAIN}")


class Participant(ConfidentialModel):
    """A person who is or was invited. Personal data: all of it.

    Has an account (``user``) once they accept their invitation. ``biography`` and ``position``
    are what the rule engine compares descriptions with ('a former consul general').
    """

    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participant",
        verbose_name=_("account"),
    )
    title = models.CharField(_("title"), max_length=50, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Nicknames, former names, other spellings: one a line."),
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default="")
    email = models.EmailField(_("e-mail address"), unique=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    biography = models.TextField(_("biography"), blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes: ClassVar = [
            models.Index(fields=["family_name", "given_name"], name="participant_by_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(given_name="") & ~Q(family_name=""), name="participant_has_a_name"
            ),
            models.UniqueConstraint(Lower("email"), name="participant_email_unique_in_any_case"),
        ]

    @property
    def full_name(self) -> str:
        """Title, given name and family name, as a letter would have them."""
        if self.is_erased:
            return gettext("Erased person")
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)

    @property
    def is_erased(self) -> bool:
        """Whether this row only holds a place (``participants.leaving.nobody``)."""
        return self.email.endswith(f"@{ERASED_DOMAIN}")

    @property
    def alias_list(self) -> list[str]:
        """The other names, one entry each."""
        return lines(self.aliases)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """The only way to memberships for whatever people are shown, of themselves or of others.

    Staff, and the scanner, see all there are.
    """

    def in_force(self) -> "MembershipQuerySet":
        """Return those of people who belong to the round: they agreed to the Rule.

        Whoever was never asked agreed in another way, before there were invitations here. Whoever
        was asked has to have said yes: no mail that waits or was stopped, and no link that was
        ended, lets anybody in.
        """
        return self.filter(_in_force())

    def asked(self) -> "MembershipQuerySet":
        """Return those that wait for their owner's agreement, and whose owner has been asked."""
        return self.filter(_asked(), rule_accepted_on__isnull=True)

    def shown_to_owner(self) -> "MembershipQuerySet":
        """Return those whose owner knows of them: the rest is the staff's draft.

        Who said something of themselves in a round knows of it, whatever became of a link.
        """
        return self.filter(_known())

    def not_shown_to_owner(self) -> "MembershipQuerySet":
        """Return the rest: the invitation waits for staff to release it, or was stopped."""
        return self.exclude(_known())


def _in_force() -> Q:
    """Return the condition of :meth:`MembershipQuerySet.in_force`."""
    return Q(rule_accepted_on__isnull=False) | Q(~Exists(_invitations()))


def _asked() -> Q:
    """Return the condition that a link is open, and that this one or one before it went out."""
    is_open = _invitations().filter(revoked_at__isnull=True)
    return Q(Exists(is_open), Exists(_invitations().gone_out()))


def _known() -> Q:
    return _in_force() | _asked() | Q(is_listed=True) | Q(is_thanked=True)


def _invitations() -> "InvitationQuerySet":
    return Invitation.objects.filter(participant=OuterRef("participant"), round=OuterRef("round"))


class Membership(ConfidentialModel):
    """A participant in a round, and for whom they sat then. Personal data: all of it.

    ``rule_version`` is the wording of the Rule this person accepted; ``is_listed`` and ``about``
    are what they tell the others of the round by their own choice.
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="memberships", verbose_name=_("participant")
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name=_("round"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organization")
    )
    position = models.CharField(_("position then"), max_length=200, blank=True)
    rule_version = models.CharField(_("accepted wording of the Rule"), max_length=20, blank=True)
    rule_accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    is_listed = models.BooleanField(_("shown to the others of the round"), default=False)
    about = models.TextField(_("about oneself"), max_length=500, blank=True)
    is_thanked = models.BooleanField(_("thanked by name in public"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("round__start_year", "pk")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("participant", "round"), name="membership_once_a_round"
            ),
        ]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The only way to invitations."""

    def gone_out(self) -> "InvitationQuerySet":
        """Return those that reached their owner, whatever became of them.

        One that has lost its mail reached them unless it was ended: stopping a mail ends it.
        """
        return self.filter(
            Q(mailing__sent_on__isnull=False) | Q(mailing__isnull=True, revoked_at__isnull=True)
        )


class Invitation(ConfidentialModel):
    """A personal invitation to a round. Personal data: who was invited.

    Holds the hash of a random token, never the token: whoever reads the table cannot sign in.
    ``mailing`` is the one mail that carries the link.
    """

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="invitations", verbose_name=_("participant")
    )
    round = models.ForeignKey(Round, models.CASCADE, related_name="+", verbose_name=_("round"))
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("de", _("German")), ("en", _("English"))],
        default="de",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    mailing = models.OneToOneField(
        "Mailing", models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("participant", "round"),
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_a_round",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked_not_both",
            ),
        ]


class Introduction(ConfidentialModel):
    """That a participant would like to be put in touch with another. Personal data: both.

    Tells nobody anything until there is one each way.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    wanted_by = models.ForeignKey(Participant, models.CASCADE, related_name="introductions_wanted")
    wanted_with = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("round", "wanted_by", "wanted_with"), name="introduction_once"
            ),
            models.CheckConstraint(
                condition=~Q(wanted_by=F("wanted_with")), name="introduction_of_two_people"
            ),
        ]

    def clean(self) -> None:
        """Refuse an introduction of somebody to themself."""
        super().clean()
        if self.wanted_by_id is not None and self.wanted_by_id == self.wanted_with_id:
            raise ValidationError(_("An introduction takes two people."))


class MailingQuerySet(models.QuerySet["Mailing"]):
    """The only way to mailings."""

    def due(self, today: datetime.date) -> "MailingQuerySet":
        """Return what is to be sent by today and was not; what staff have yet to release is not."""
        return self.filter(sent_on__isnull=True, is_held=False, due_on__lte=today).order_by("pk")


class Mailing(ConfidentialModel):
    """That one neutral message goes to one participant, once. Personal data: who gets mail.

    ``occasion`` is the random id of what it is about; the message itself says nothing of it.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="mailings")
    kind = models.CharField(_("kind"), max_length=20, choices=MailingKind)
    occasion = models.CharField(max_length=16, editable=False)
    due_on = models.DateField(_("due on"))
    is_held = models.BooleanField(_("waits for release"), default=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        indexes: ClassVar = [
            models.Index(
                fields=["-is_held", "due_on", "id", "kind"],
                condition=Q(sent_on__isnull=True),
                name="mailing_waiting",
            ),
            models.Index(
                fields=["id"],
                condition=Q(is_held=True, sent_on__isnull=True),
                name="mailing_held",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("participant", "kind", "occasion"), name="mailing_once_an_occasion"
            ),
        ]
