"""Why a file is not taken in, as keys; ``sessions/refused_files.py`` turns them into sentences."""

from enum import StrEnum


class Reason(StrEnum):
    """What stands in the way of a file without a trace of whoever made it."""

    UNKNOWN = "unknown"
    OLD_FORMAT = "old_format"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - no password, but the word for one
    SIGNED = "signed"
    MACROS = "macros"
    TRACKED_CHANGES = "tracked_changes"
    HIDDEN = "hidden"
    CROPPED = "cropped"
    EMBEDDED = "embedded"
    LINKED = "linked"
    MEDIA = "media"
    PICTURE = "picture"
    ANIMATED = "animated"
    FORM = "form"
    REDACTIONS = "redactions"
    LAYERS = "layers"
    EMPTY = "empty"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MUCH = "too_much"


class Removed(StrEnum):
    """What a reader of the original saw and a reader of the cleaned file does not."""

    COMMENTS = "comments"
    SPEAKER_NOTES = "speaker_notes"
    ATTACHMENTS = "attachments"
    LINKS = "links"
    CHART_DATA = "chart_data"


class Uncleanable(ValueError):
    """A file that cannot be handed out; ``params`` are numbers for the sentence, never text."""

    def __init__(self, reason: Reason, **params: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params
