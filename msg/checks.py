"""Combinations of settings that would be unsafe, found before the first request."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from rounds.models import LegalPage

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.security)
def demo_stays_on_this_machine(**_: Any) -> list[CheckMessage]:
    """The demo's passwords are printed in the README: refuse to show it to a network."""
    if settings.LOCAL and not LOCAL_HOSTS.issuperset(settings.ALLOWED_HOSTS):
        return [
            Error(
                "DEMO and DEBUG answer to local host names only.",
                hint="Unset DEMO and DEBUG, or keep ALLOWED_HOSTS to 127.0.0.1 and localhost.",
                id="msg.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def mail_has_a_sender(**_: Any) -> list[CheckMessage]:
    """Codes to sign in go by mail; without a sender they are thrown away on the way."""
    if not settings.DEFAULT_FROM_EMAIL:
        return [
            Error(
                "DEFAULT_FROM_EMAIL is not set.",
                hint="Name the address that mail of this site comes from.",
                id="msg.E002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def legal_pages_are_filled_in(**_: Any) -> list[CheckMessage]:
    """Imprint, data protection and accessibility come with places only the operator can fill."""
    try:
        pages = list(LegalPage.objects.all())
    except DatabaseError:
        return []  # before the first migrate, or where no database is at hand: nothing to look at
    return [
        checks.Warning(
            f"The page '{page.kind}' has {len(places)} places to fill in, {places[0]} first.",
            hint="Sign in as convener and put your own words in the square brackets.",
            id="msg.W001",
        )
        for page in pages
        if (places := page.places_to_fill_in)
    ]
