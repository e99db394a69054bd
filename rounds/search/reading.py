"""What of the public record can be found, read from its tables: by row, by language, by weight.

Only what the public reader may read, and of that only what is released. Names are left out: who
agreed to be named under one wording did not agree to a list of all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from rounds.models import (
    GuidingQuestion,
    Publication,
    PublicationQuerySet,
    PublicationStatement,
    Round,
    SessionNotice,
)
from rounds.search.printed import QUESTION, ROUND, SESSION, beside_month, beside_years
from rounds.search.words import LANGUAGES

TITLE, LEAD, TEXT, LABEL, BESIDE = 4.0, 2.0, 1.0, 0.5, 0.1
"""How much a word counts by where it stands. Questions and sessions count like a lead: what was
published comes before what was asked. What is printed beside a hit counts least."""

Texts = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry as it stands in the database: what it is, what it belongs to, and its texts.

    ``sort`` is the kind of a publication, or ``question``, ``session`` or ``round``; ``years``
    are the one of a month, or all of a round; ``month`` counts months, so that the newest can come
    first; ``tie`` orders those of one month, the same in every process and never by the order in
    which rows came.
    """

    sort: str
    row: int
    round: int
    questions: tuple[int, ...]
    years: tuple[int, ...]
    month: int
    tie: str
    texts: tuple[tuple[str, Texts], ...]


def sources() -> Iterator[Source]:
    """Yield all that is public and can be found. A fixed number of queries."""
    yield from _publications()
    yield from _questions()
    yield from _sessions()
    yield from _rounds()


# Plain querysets below: the manager would rewrite the columns of the languages.


def _publications() -> Iterator[Source]:
    statements: dict[int, list[tuple[str, str, str, str, bool]]] = defaultdict(list)
    rows: QuerySet = (
        QuerySet(PublicationStatement)
        .filter(publication__withdrawn_on__isnull=True)
        .order_by("position")
        .values_list("publication_id", "text_de", "text_en", "label_de", "label_en", "is_named")
    )
    for publication, *texts in rows:
        statements[publication].append(tuple(texts))
    questions = _linked(
        Publication.questions.through.objects.values_list("publication_id", "guidingquestion_id")
    )
    released = (
        PublicationQuerySet(Publication)
        .released()
        .values_list(
            "pk",
            "kind",
            "round_id",
            "released_on",
            "public_id",
            "title_de",
            "title_en",
            "lead_de",
            "lead_en",
        )
    )
    for pk, kind, round_id, released_on, public_id, *texts in released:
        title_de, title_en, lead_de, lead_en = texts
        month = released_on.year, released_on.month
        of_language = {
            "de": [(title_de, TITLE), (lead_de, LEAD), _beside(kind, month, "de")],
            "en": [(title_en, TITLE), (lead_en, LEAD), _beside(kind, month, "en")],
        }
        for text_de, text_en, label_de, label_en, is_named in statements.get(pk, ()):
            of_language["de"].append((text_de, TEXT))
            of_language["en"].append((text_en, TEXT))
            if not is_named:
                of_language["de"].append((label_de, LABEL))
                of_language["en"].append((label_en, LABEL))
        yield Source(
            kind,
            pk,
            round_id,
            questions.get(pk, ()),
            (released_on.year,),
            released_on.year * 12 + released_on.month,
            public_id,
            tuple((language, tuple(of_language[language])) for language in LANGUAGES),
        )


def _questions() -> Iterator[Source]:
    rows: QuerySet = QuerySet(GuidingQuestion).values_list(
        "pk", "round_id", "round__start_year", "round__end_year", "position", "text_de", "text_en"
    )
    for pk, round_id, first, last, position, de, en in rows:
        texts = tuple(
            (language, ((text, LEAD), (beside_years(QUESTION, first, last, language), BESIDE)))
            for language, text in (("de", de), ("en", en))
        )
        years = tuple(range(first, last + 1))
        yield Source(QUESTION, pk, round_id, (pk,), years, first * 12, f"{position:05}", texts)


def _sessions() -> Iterator[Source]:
    questions = _linked(
        SessionNotice.questions.through.objects.values_list(
            "sessionnotice_id", "guidingquestion_id"
        )
    )
    rows: QuerySet = QuerySet(SessionNotice).values_list(
        "pk", "round_id", "month", "public_id", "title_de", "title_en", "city_de", "city_en"
    )
    for pk, round_id, month, public_id, title_de, title_en, city_de, city_en in rows:
        yield Source(
            SESSION,
            pk,
            round_id,
            questions.get(pk, ()),
            (month.year,),
            month.year * 12 + month.month,
            public_id,
            tuple(
                (
                    language,
                    (
                        (title, LEAD),
                        (city, LABEL),
                        _beside(SESSION, (month.year, month.month), language),
                    ),
                )
                for language, title, city in (("de", title_de, city_de), ("en", title_en, city_en))
            ),
        )


def _rounds() -> Iterator[Source]:
    columns = ("theme", "fields", "geographic_focus")
    rows: QuerySet = QuerySet(Round).values_list(
        "pk",
        "start_year",
        "end_year",
        *(f"{name}_{language}" for language in LANGUAGES for name in columns),
    )
    for pk, first, last, *texts in rows:
        of_language = zip(LANGUAGES, (texts[:3], texts[3:]), strict=True)
        yield Source(
            ROUND,
            pk,
            pk,
            (),
            tuple(range(first, last + 1)),
            first * 12,
            "",
            tuple(
                (
                    language,
                    (
                        (theme, TITLE),
                        (fields, LEAD),
                        (focus, LEAD),
                        (beside_years(ROUND, first, last, language), BESIDE),
                    ),
                )
                for language, (theme, fields, focus) in of_language
            ),
        )


def _beside(sort: str, month: tuple[int, int], language: str) -> tuple[str, float]:
    return beside_month(sort, *month, language), BESIDE


def _linked(rows: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in rows:
        found[one].append(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}
