"""The words of a label. They come from here, never from the keyboard."""

from participants.models import Sector, SectorGroup

PARTICIPANTS = {"de": "Teilnehmende", "en": "Participants"}


class LabelWords:
    """The words of every label in both languages, read once.

    Two queries when made, none afterwards.
    """

    def __init__(self) -> None:
        self._words: dict[str, dict[str, str]] = {"participants": PARTICIPANTS}
        for prefix, rows in (
            ("sector", Sector.objects.all()),
            ("sector_group", SectorGroup.objects.all()),
        ):
            for row in rows:
                self._words[f"{prefix}:{row.key}"] = {
                    "de": _capitalised(row.label_de),
                    "en": _capitalised(row.label_en),
                }

    def __call__(self, label: str, language: str) -> str:
        """Return the words of a label, or the key itself where nobody has defined any."""
        words = self._words.get(label)
        return words[language] if words else label


def _capitalised(words: str | None) -> str:
    words = words or ""
    return words[:1].upper() + words[1:]
