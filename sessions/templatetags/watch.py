"""What the first page of staff says about released outputs: a number and nothing else."""

from django import template

from sessions.watch_list import outputs_to_look_at

register = template.Library()


@register.simple_tag
def count_of_outputs_to_look_at() -> int:
    """Return how many released outputs need somebody's attention. One query."""
    return outputs_to_look_at().count()
