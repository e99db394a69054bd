"""The staff pages of the room."""

from sessions.admin import outputs, session  # noqa: F401  registers on import
