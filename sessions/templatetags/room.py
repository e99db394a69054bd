"""Days and times as the room writes them, in Berlin's time, and texts that exist twice."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django import template
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sessions.models import Session

register = template.Library()


@register.filter
def span(dialogue_session: Session) -> str:
    """Return when a session meets: ``Donnerstag, 11. Februar 2021, 14 bis 17.30 Uhr``."""
    begins = timezone.localtime(dialogue_session.starts_at)
    ends = timezone.localtime(dialogue_session.ends_at)
    words = {
        "day": _weekday(begins),
        "start": _hour(begins),
        "end_day": _weekday(ends),
        "end": _hour(ends),
    }
    if begins.date() == ends.date():
        return _("%(day)s, %(start)s to %(end)s") % words
    return _("%(day)s, %(start)s to %(end_day)s, %(end)s") % words


@register.filter
def day(moment: date) -> str:
    """Return the day alone, of a moment that of Berlin: ``11. Februar 2021``."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return dateformat.format(moment, pgettext("format of a day", "j F Y"))


@register.filter
def clock(moment: time) -> str:
    """Return a time for a column, always with its minutes: ``14.00``."""
    return dateformat.time_format(moment, pgettext("format of a time", "H:i"))


@register.filter
def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return one of the two languages of a text."""
    return texts.get(language, "")


def _weekday(moment: datetime) -> str:
    return dateformat.format(moment, pgettext("format of a day with its weekday", "l, j F Y"))


def _hour(moment: datetime) -> str:
    if moment.minute:
        return clock(moment.time())
    return dateformat.time_format(moment.time(), pgettext("format of a full hour", "H:i"))
