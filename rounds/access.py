"""Who may open a view, declared in one visible line above it.

A view without a declared rule is closed: ``msg.middleware.AccessMiddleware`` answers 404, and
the suite fails. The rules are few on purpose; what of the room is whose is decided by the
querysets (``Session.objects.for_participant``), not here.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """The audiences a view can be open to."""

    PUBLIC = "public"
    """Anybody, through the public reader: the view sees the public record and nothing else."""

    SIGN_IN = "sign_in"
    """Anybody, because nobody is signed in yet: sign-in, password reset, health."""

    SIGNED_IN = "signed_in"
    """Whoever has an account; others are led to the sign-in."""

    STAFF = "staff"
    """Staff; the signed-out are led to the sign-in, everybody else gets the one 404."""


def open_to(access: Access) -> Callable[[View], View]:
    """Declare who may open the view; the middleware enforces it.

    A public view is only ever read, which the middleware enforces as well; so nobody is asked
    there whether a form is ours, but told that nothing takes one.
    """

    def declare(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        if access is Access.PUBLIC:
            view.csrf_exempt = True  # type: ignore[attr-defined]
        return view

    return declare
