"""What the environment says of a ministry's own sign-in, put the way django-allauth reads it."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

PROVIDER_ID = "ministry"
"""Stands in the address the provider sends people back to, and beside each identifier."""

NAMES = ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")


def read_provider(env: Env, *, local: bool) -> tuple[dict[str, Any], list[str]]:
    """Return the provider, and the origins the way to it leads through; nothing if none is named.

    Raises ``ImproperlyConfigured`` where a part is missing, or where people would be sent on
    without HTTPS though this is not only for this machine.
    """
    given = {name: value for name in NAMES if (value := env.str(name, "").strip())}
    if not given:
        return {}, []
    if missing := [name for name in NAMES if name not in given]:
        raise ImproperlyConfigured(
            f"{', '.join(missing)} not set. Set all of {', '.join(NAMES)}, or none."
        )
    server = given["OIDC_SERVER_URL"].rstrip("/")
    origins = [_origin("OIDC_SERVER_URL", server, local=local)]
    further: list[str] = env.list("OIDC_ORIGINS", [])
    origins += [_origin("OIDC_ORIGINS", each, local=local) for each in further]
    app = {
        "provider_id": PROVIDER_ID,
        "name": given["OIDC_NAME"],
        "client_id": given["OIDC_CLIENT_ID"],
        "secret": given["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": server},
    }
    shape = {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"], "APPS": [app]}
    return {"openid_connect": shape}, list(dict.fromkeys(origins))


def _origin(name: str, address: str, *, local: bool) -> str:
    parts = urlsplit(address.strip())
    if parts.scheme not in (("https", "http") if local else ("https",)) or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must begin with https:// and a host name.")
    return f"{parts.scheme}://{parts.netloc}"
