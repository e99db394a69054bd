"""Themes across the rounds: kind, round, year, field and question, with what stands under each.

Each can be chosen beside the others and beside words. The number at a choice is what would be
found with it, all else chosen left as it is.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from rounds.enums import OutputKind
from rounds.models import GuidingQuestion, Round
from rounds.search.index import Under
from rounds.search.printed import QUESTION, ROUND, SESSION, kind_label
from rounds.search.words import flat

NAMES = ("kind", "round", "year", "field", "question")
SHORT = 72
"""Characters of a guiding question in a list to choose from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what stands in the address, what is read, how much it holds."""

    value: str
    label: str
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """What can be chosen from, of one sort."""

    name: str
    label: str
    any_label: str
    choices: tuple[Choice, ...]
    errors: Sequence[Any] = ()

    @property
    def chosen(self) -> Choice | None:
        """The choice that was made, if one was."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


class Themes:
    """The rounds with their fields and questions, as the facets name them. Two queries.

    The years are those of what can be found.
    """

    def __init__(self, can_be_found: Iterable[Under]) -> None:
        self.years = sorted({year for under in can_be_found for year in under.years}, reverse=True)
        self.rounds = list(Round.objects.order_by("-start_year"))
        self.questions = list(GuidingQuestion.objects.select_related("round"))
        self.round_of = {row.pk: str(row.start_year) for row in self.rounds}
        self.question_of = {row.pk: question_value(row) for row in self.questions}
        self.fields: dict[str, str] = {}
        self.fields_of: dict[int, tuple[str, ...]] = {}
        self._read_fields()

    def labels(self, name: str) -> dict[str, str]:
        """Return all values of a facet and what they read, in order."""
        if name == "kind":
            kinds = (*OutputKind.values, QUESTION, SESSION, ROUND)
            return {kind: kind_label(kind) for kind in kinds}
        if name == "round":
            return {str(row.start_year): f"{row.years}, {row.theme}" for row in self.rounds}
        if name == "year":
            return {str(year): str(year) for year in self.years}
        if name == "field":
            return self.fields
        return {
            self.question_of[row.pk]: (
                f"{row.round.years}, {row.position}: {Truncator(row.text).chars(SHORT)}"
            )
            for row in sorted(self.questions, key=lambda q: (-q.round.start_year, q.position))
        }

    def values(self, name: str, under: Under) -> Collection[str]:
        """Return which values of a facet stand for what an entry is under."""
        if name == "kind":
            return (under.sort,)
        if name == "round":
            value = self.round_of.get(under.round)
            return () if value is None else (value,)
        if name == "year":
            return [str(year) for year in under.years]
        if name == "field":
            return self.fields_of.get(under.round, ())
        return tuple(
            self.question_of[question]
            for question in under.questions
            if question in self.question_of
        )

    def _read_fields(self) -> None:
        """Give each field one value, in however many rounds it is one."""
        value_of: dict[str, str] = {}
        for row in reversed(self.rounds):
            german = (row.fields_de or "").splitlines()
            german = [line.strip() for line in german if line.strip()]
            shown = row.field_list if len(row.field_list) == len(german) else german
            values = []
            for number, (name, label) in enumerate(zip(german, shown, strict=True), start=1):
                value = value_of.setdefault(flat(name), f"{row.start_year}-{number}")
                self.fields.setdefault(value, label[:1].upper() + label[1:])
                values.append(value)
            self.fields_of[row.pk] = tuple(dict.fromkeys(values))


def question_value(question: GuidingQuestion) -> str:
    """Return what stands for a guiding question in an address."""
    return f"{question.round.start_year}-{question.position}"


def narrowed(
    counts: Mapping[Under, int], themes: Themes, chosen: Mapping[str, str], *, but: str = ""
) -> dict[Under, int]:
    """Return what of this agrees with all that is chosen, one facet left aside."""
    wanted = [(name, value) for name, value in chosen.items() if value and name != but]
    return {
        under: count
        for under, count in counts.items()
        if all(value in themes.values(name, under) for name, value in wanted)
    }


def facets(
    counts: Mapping[Under, int],
    themes: Themes,
    chosen: Mapping[str, str],
    errors: Mapping[str, Sequence[Any]] | None = None,
) -> list[Facet]:
    """Return the facets with how much each choice holds, of so many entries under each."""
    errors = errors or {}
    texts = {
        "kind": (gettext("Kind"), gettext("All kinds")),
        "round": (gettext("Round"), gettext("All rounds")),
        "year": (gettext("Year"), gettext("All years")),
        "field": (gettext("Field"), gettext("All fields")),
        "question": (gettext("Guiding question"), gettext("All guiding questions")),
    }
    found = []
    for name in NAMES:
        held: Counter[str] = Counter()
        for under, count in narrowed(counts, themes, chosen, but=name).items():
            for value in themes.values(name, under):
                held[value] += count
        choices = tuple(
            Choice(value, label, held[value], chosen.get(name) == value)
            for value, label in themes.labels(name).items()
        )
        if choices or name in errors:
            found.append(Facet(name, *texts[name], choices, errors.get(name, ())))
    return found
