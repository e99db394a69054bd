"""Logs and error reports that do not tell what was in the room."""

import logging
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class DiscreetFilter(logging.Filter):
    """Takes the request and the query string out of what Django logs.

    Django logs paths; a query string may hold what somebody searched for, and the request
    object would let a handler print a body.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without the request and what follows a question mark."""
        record.__dict__.pop("request", None)
        if record.args and isinstance(record.args, tuple):
            record.args = tuple(
                argument.split("?", 1)[0] if isinstance(argument, str) else argument
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
