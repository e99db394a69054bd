"""The staff pages about people; Django finds them by importing this package."""

from participants.admin import invitations, outbox, people  # noqa: F401
