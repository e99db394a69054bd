"""The passages of a text as those who were there read them, each told by a hash of its words."""

import hashlib
from collections.abc import Iterable

from sessions.chatham_house.clearance import Draft
from sessions.chatham_house.scanner import LANGUAGES
from sessions.enums import Outcome
from sessions.models import Objection, Output, Statement
from sessions.rosters import draft_of

WIDEST = "participants"
"""The label that tells least."""


def wording(texts: Iterable[str | None], label: str = "") -> str:
    """Return a hash over the words of a passage in both languages and the label under them.

    Spaces and line breaks make no other words. No name shows before the release, so a statement
    that may carry one stands under the widest label, here as on the page.
    """
    shown = WIDEST if label == "person" else label
    words = [" ".join((text or "").split()) for text in texts]
    return hashlib.sha256("\x00".join([*words, shown]).encode()).hexdigest()


def wording_of(output: Output, passage: str, statement: Statement | None = None) -> str:
    """Return the wording of one passage as it stands now."""
    if statement is not None:
        texts = [getattr(statement, f"text_{language}") for language in LANGUAGES]
        return wording(texts, statement.label)
    return wording(getattr(output, f"{passage}_{language}") for language in LANGUAGES)


def wordings(draft: Draft) -> dict[str, str]:
    """Return the wordings of a text by path, saved or still being typed; what is empty has none."""
    return {path: wording(texts, label) for path, (texts, label) in _passages(draft).items()}


def known_with(draft: Draft) -> set[str]:
    """Return the wordings that whoever has read this text knows.

    Those that stand there, and the same words under the widest label, where they tell less.
    """
    passages = _passages(draft).values()
    return {
        wording(texts, shown) for texts, label in passages for shown in (label, label and WIDEST)
    }


def _passages(draft: Draft) -> dict[str, tuple[list[str], str]]:
    """Return the texts of each passage, in the order of the languages, and its label."""
    found: dict[str, tuple[list[str], str]] = {}
    for field in draft.fields:
        texts, _label = found.setdefault(field.path, ([], field.label or ""))
        texts.append(field.text)
    return {path: (texts, label) for path, (texts, label) in found.items() if any(texts)}


def new_to_readers(output: Output, draft: Draft | None = None) -> list[str]:
    """Return the paths of the passages that do not lie before those who were there.

    ``draft`` is a text that is still being typed; without it, what stands in the database.
    """
    known = set(output.laid_before)
    return [
        path for path, words in wordings(draft or draft_of(output)).items() if words not in known
    ]


def stands_as_objected_to(output: Output) -> bool:
    """Whether a passage that was to be changed after an objection stands there as it was.

    Asks the objections to this text and those to the released one it is to correct.
    """
    return Objection.objects.filter(
        output_id__in=[output.pk, output.corrects_id],
        outcome=Outcome.CHANGED,
        wording__in=wordings(draft_of(output)).values(),
    ).exists()
