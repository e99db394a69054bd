"""The word that was probably meant, out of the words that are public."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rounds.search.index import Snapshot
from rounds.search.words import is_telling, spelt_out

SHORTEST = 4
"""Letters of a word that may be misspelt; of shorter ones any is like any other."""
MOST = 12
"""Words looked at that are equally near or nearly so."""


def meant(
    word: str, snapshot: Snapshot, languages: tuple[str, ...], *, only_one_slip: bool = False
) -> str | None:
    """Return the public word nearest to one that nothing holds, or ``None`` where none is near.

    Of equally near ones that of the first language, then the one in most entries.
    """
    spelling = spelt_out(word)
    if len(spelling) < SHORTEST or any(c.isdigit() for c in spelling):
        return None
    found: list[tuple[int, bool, int, int, str]] = []
    for place, language in enumerate(languages):
        vocabulary = snapshot.vocabularies[language]
        for near, distance, _ in process.extract(
            spelling,
            vocabulary.by_spelling.keys(),
            scorer=OSA.distance,
            score_cutoff=1 if only_one_slip else _most_slips(spelling),
            limit=MOST,
        ):
            written = vocabulary.by_spelling[near]
            if language == "en" and word.islower():
                written = written.lower()
            if is_telling(written, language):
                entries = len(vocabulary.forms[vocabulary.by_spelling[near]].entries)
                found.append((int(distance), near[0] != spelling[0], place, -entries, written))
    return min(found)[-1] if found else None


def _most_slips(spelling: str) -> int:
    """How many letters may be wrong, missing, too many or turned round."""
    if len(spelling) < 8:
        return 1
    return 2 if len(spelling) < 12 else 3
