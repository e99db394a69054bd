"""Logs and error reports that do not tell what was in the room."""

import logging
import re
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

_TOKEN = re.compile(r"(/invitation/|/password/reset/key/|/my/calendar/)[^/\s\"?]+")
"""What follows here opens a door."""


def _discreet(text: str) -> str:
    return _TOKEN.sub(r"\1…", text.split("?", 1)[0])


class DiscreetFilter(logging.Filter):
    """Takes the request, the query string and tokens out of what Django logs.

    Django logs paths; a query string may hold what somebody searched for, the path of a personal
    link opens a door, and the request object would let a handler print a body.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without the request, tokens and what follows a question mark."""
        record.__dict__.pop("request", None)
        if record.args and isinstance(record.args, tuple):
            record.args = tuple(
                _discreet(argument) if isinstance(argument, str) else argument
                for argument in record.args
            )
        return True


class DiscreetReporterFilter(SafeExceptionReporterFilter):
    """Keeps bodies and the variables of a failing frame out of error reports."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always hide, in debug mode as well."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        """Return no posted value."""
        if request is None:
            return {}
        return dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        """Return the names of local variables without their values."""
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
