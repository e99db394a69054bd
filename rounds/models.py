"""The public record: what anybody may know, and no more.

Not for anything confidential. No foreign key leaves this app, no column identifies a
participant, a recorder or an editor, and no time stamp is finer than a day: whoever holds
these tables alone cannot tell who was in the room.
"""

import re
import secrets
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rounds.addresses import address_of
from rounds.enums import HeardIn, LegalKind, OutputKind, Support

LONGEST_ROUND_YEARS = 3
"""A round lasts one to three calendar years."""


def new_public_id() -> str:
    """Return 16 random hexadecimal digits: an address that tells neither order nor content."""
    return secrets.token_hex(8)


def lines(text: str) -> list[str]:
    """Return the non-empty lines of a list field that is typed one entry a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def in_both_languages(*names: str) -> Q:
    """Return the condition that each translated field holds text in German and in English."""
    condition = Q()
    for name in names:
        for language in ("de", "en"):
            field = f"{name}_{language}"
            condition &= Q(**{f"{field}__isnull": False}) & ~Q(**{field: ""})
    return condition


class Initiative(models.Model):
    """The programme itself, one row. Personal data: none."""

    acronym = models.CharField(_("acronym"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    lead = models.TextField(_("lead"), help_text=_("What the first lines of the site say."))
    participants_from = models.CharField(_("participants come from"), max_length=300)
    participants_min = models.PositiveSmallIntegerField(_("fewest participants"))
    participants_max = models.PositiveSmallIntegerField(_("most participants"))
    aims = models.TextField(_("aims"), help_text=_("One a line."))
    format = models.TextField(_("format"), help_text=_("One a line."))

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiative")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="initiative_is_one_row"),
            models.CheckConstraint(
                condition=Q(participants_min__lte=F("participants_max")),
                name="initiative_participants_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.acronym

    @property
    def aim_list(self) -> list[str]:
        """The aims, one entry each."""
        return lines(self.aims)

    @property
    def format_list(self) -> list[str]:
        """The elements of the format, one entry each."""
        return lines(self.format)


class Partner(models.Model):
    """An organisation that convenes the programme. Personal data: none."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("convening partner")
        verbose_name_plural = _("convening partners")

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One to three years of dialogue under one theme; it goes by its years. Personal data: none.

    ``label_people`` and ``label_organisations`` are k and l of the attribution ladder: how many
    people from how many organisations a label has to fit. A round may ask for more than the
    default of 5 and 3, never for less than 3 and 2.
    """

    start_year = models.PositiveSmallIntegerField(
        _("first year"),
        unique=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"),
        unique=True,
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
    )
    theme = models.CharField(_("theme"), max_length=200)
    geographic_focus = models.CharField(_("geographic focus"), max_length=200, blank=True)
    fields = models.TextField(_("fields"), blank=True, help_text=_("One a line."))
    label_people = models.PositiveSmallIntegerField(
        _("fewest people behind a label (k)"), default=5, validators=[MinValueValidator(3)]
    )
    label_organisations = models.PositiveSmallIntegerField(
        _("fewest organizations behind a label (l)"), default=3, validators=[MinValueValidator(2)]
    )
    review_days = models.PositiveSmallIntegerField(
        _("days to review a draft"), default=7, validators=[MinValueValidator(1)]
    )
    note_days = models.PositiveSmallIntegerField(
        _("days raw notes are kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Counted from the session; then they are deleted."),
    )
    list_days = models.PositiveSmallIntegerField(
        _("days the list of the room is shown"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_("Counted from the session, to those present and of those who agreed."),
    )

    class Meta:
        ordering = ("start_year",)
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year"))
                & Q(end_year__lt=F("start_year") + LONGEST_ROUND_YEARS),
                name="round_years_in_order",
                violation_error_message=_(
                    "A round lasts one to three years: the last year cannot be before the first "
                    "nor more than two years after it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(label_people__gte=3) & Q(label_organisations__gte=2),
                name="round_label_thresholds_not_below_3_and_2",
                violation_error_message=_(
                    "A label must hide a speaker among at least 3 people from 2 organizations."
                ),
            ),
            models.CheckConstraint(
                condition=in_both_languages("theme"), name="round_theme_in_both_languages"
            ),
        ]

    def __str__(self) -> str:
        return self.years

    @property
    def years(self) -> str:
        """The years as print has them: ``2020–2021``, or ``2020`` alone."""
        if self.start_year == self.end_year:
            return str(self.start_year)
        return f"{self.start_year}–{self.end_year}"

    @property
    def field_list(self) -> list[str]:
        """The fields the round looks at, one entry each."""
        return lines(self.fields)

    def clean(self) -> None:
        """Refuse years that another round already covers."""
        super().clean()
        if self.start_year is None or self.end_year is None:
            return
        overlapping = Round.objects.exclude(pk=self.pk).filter(
            start_year__lte=self.end_year, end_year__gte=self.start_year
        )
        if overlapping.exists():
            raise ValidationError(_("Another round already covers one of these years."))

    def get_absolute_url(self) -> str:
        """Return the round's page in the active language."""
        return address_of("rounds:round", start=self.start_year, end=self.end_year)


class Acknowledgement(models.Model):
    """Who is thanked for a round. Personal data: names, of people who agreed to it.

    One text, a name a line in random order, and no row for each: nothing tells who came last.
    Written by ``participants.thanks`` alone.
    """

    round = models.OneToOneField(
        Round, models.CASCADE, related_name="acknowledgement", verbose_name=_("round")
    )
    names = models.TextField(_("names"))

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(names=""), name="acknowledgement_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class GuidingQuestion(models.Model):
    """A question a round works on. Personal data: none."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="questions", verbose_name=_("round")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("question"))
    is_invented = models.BooleanField(_("invented, for the demo"), default=False)

    class Meta:
        ordering = ("round__start_year", "position")
        verbose_name = _("guiding question")
        verbose_name_plural = _("guiding questions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("round", "position"), name="guiding_question_position_unique_in_round"
            ),
            models.CheckConstraint(
                condition=in_both_languages("text"),
                name="guiding_question_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.years}, {self.position}. {self.text}"


class SessionNotice(models.Model):
    """That a session took place: title, month, city, questions. Personal data: none.

    Never a day, a venue or a count: those can be matched with public diaries.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="notices", verbose_name=_("round")
    )
    month = models.DateField(
        _("month"), help_text=_("Any day of the month; only the month is kept.")
    )
    city = models.CharField(_("city"), max_length=100)
    title = models.CharField(_("title"), max_length=200)
    questions = models.ManyToManyField(
        GuidingQuestion, verbose_name=_("guiding questions"), related_name="notices", blank=True
    )
    is_invented = models.BooleanField(_("invented, for the demo"), default=False)

    class Meta:
        ordering = ("month", "public_id")
        verbose_name = _("session notice")
        verbose_name_plural = _("session notices")
        indexes: ClassVar = [
            # the newest of all and of a round, and how many there were in each month
            models.Index(fields=("-month", "public_id"), name="notice_newest"),
            models.Index(fields=("round", "-month", "public_id"), name="notice_newest_of_round"),
            models.Index(fields=("round", "month", "is_invented"), name="notice_months_of_round"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(month__day=1), name="session_notice_tells_no_day"),
            models.CheckConstraint(
                condition=in_both_languages("title", "city"),
                name="session_notice_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Keep the month only, and refuse one outside the round's years."""
        super().clean()
        if self.month is None:
            return
        self.month = self.month.replace(day=1)
        if self.round_id and not self.round.start_year <= self.month.year <= self.round.end_year:
            raise ValidationError({"month": _("This month lies outside the years of the round.")})


class PublicationQuerySet(models.QuerySet["Publication"]):
    """The only way to publications."""

    def released(self) -> "PublicationQuerySet":
        """Return what may be read today: released and not withdrawn, newest first."""
        return self.filter(withdrawn_on__isnull=True).order_by("-released_on", "public_id")


class Publication(models.Model):
    """A released output as frozen text; written by the door alone. Personal data: none,
    but for names whose owners agreed to the wording they stand under.

    A withdrawn publication keeps its address, so that the address can say so, and no text.
    A corrected one holds the new text alone: a difference between versions is a disclosure.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(
        Round, models.PROTECT, related_name="publications", verbose_name=_("round")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OutputKind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    questions = models.ManyToManyField(
        GuidingQuestion,
        verbose_name=_("guiding questions"),
        related_name="publications",
        blank=True,
    )
    heard_in = models.CharField(_("came up"), max_length=10, choices=HeardIn, blank=True)
    support = models.CharField(_("supported"), max_length=10, choices=Support, blank=True)
    released_on = models.DateField(_("released on"))
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    is_invented = models.BooleanField(_("invented, for the demo"), default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-released_on", "public_id")
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes: ClassVar = [
            # the newest of all and of a round, and how many there were in each month; SQLite reads
            # an index alone only where it holds the column of the condition, too
            models.Index(
                fields=("-released_on", "public_id", "withdrawn_on"),
                condition=Q(withdrawn_on__isnull=True),
                name="publication_newest",
            ),
            models.Index(
                fields=("round", "-released_on", "public_id", "withdrawn_on"),
                condition=Q(withdrawn_on__isnull=True),
                name="publication_newest_of_round",
            ),
            models.Index(
                fields=("round", "released_on", "is_invented"),
                condition=Q(withdrawn_on__isnull=True),
                name="publication_months_of_round",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                # a lead may be left out, in both languages
                condition=(
                    Q(withdrawn_on__isnull=True)
                    & in_both_languages("title")
                    & (in_both_languages("lead") | Q(lead_de="", lead_en=""))
                )
                | Q(withdrawn_on__isnull=False, title_de="", title_en="", lead_de="", lead_en=""),
                name="publication_in_both_languages_or_empty",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("released_on")),
                name="publication_withdrawn_after_release",
            ),
            models.CheckConstraint(
                condition=Q(corrected_on__isnull=True) | Q(corrected_on__gte=F("released_on")),
                name="publication_corrected_after_release",
            ),
            models.CheckConstraint(
                condition=Q(kind=OutputKind.POLICY_OPTION) | Q(heard_in="", support=""),
                name="publication_support_of_policy_options_only",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def worded_on(self) -> date:
        """The day from which the text reads as it does: its release, or its last correction."""
        return self.corrected_on or self.released_on

    @property
    def is_withdrawn(self) -> bool:
        """Whether the text was taken back."""
        return self.withdrawn_on is not None

    def get_absolute_url(self) -> str:
        """Return the publication's page in the active language."""
        return address_of("rounds:publication", public_id=self.public_id)


class PublicationStatement(models.Model):
    """One released statement and the words of its label, frozen. Personal data: none,
    but for a name whose owner agreed to this wording.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))
    label = models.CharField(pgettext_lazy("statement", "label"), max_length=300)
    is_named = models.BooleanField(_("named by own consent"), default=False)

    class Meta:
        ordering = ("position",)
        verbose_name = _("released statement")
        verbose_name_plural = _("released statements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("publication", "position"),
                name="publication_statement_position_unique",
            ),
            models.CheckConstraint(
                condition=in_both_languages("text", "label"),
                name="publication_statement_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.position}"


class PublicVersion(models.Model):
    """The number of changes to the public record so far, in one row. Personal data: none.

    Raised by the database itself (``rounds.version``).
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("version of the public record")
        verbose_name_plural = _("version of the public record")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="public_version_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class LegalPage(models.Model):
    """Imprint, data protection or accessibility statement, one row each. Personal data: none,
    but for whom the law wants named.

    They come with starting text that leaves what only the operator knows in square brackets.
    """

    kind = models.CharField(
        _("kind"), max_length=20, choices=LegalKind, unique=True, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    updated_on = models.DateField(_("updated on"), editable=False)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=LegalKind.values), name="legal_page_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=in_both_languages("title", "text"),
                name="legal_page_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def places_to_fill_in(self) -> list[str]:
        """The places in either language that still wait for the operator's own words."""
        return re.findall(r"\[[^\[\]\n]+\]", f"{self.text_de}\n{self.text_en}")

    def get_absolute_url(self) -> str:
        """Return the page in the active language."""
        return address_of(f"rounds:{self.kind}")
