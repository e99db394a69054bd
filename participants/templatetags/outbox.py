"""What the first page of the staff says of the outbox."""

from django import template

from participants.outbox import waiting

register = template.Library()


@register.simple_tag
def count_of_messages_to_release() -> int:
    """Return how many messages wait for somebody to release them. One query."""
    return waiting().filter(is_held=True).count()
