"""A ministry's own sign-in (OpenID Connect), for addresses that have an account already.

Off unless the environment names a provider. django-allauth does the protocol; what it leaves to
trust is held tighter here: the identity's signature and nonce are checked, nothing but the
identifier is kept, and no identity makes, links or reveals an account.
"""

import secrets
from typing import Any, NoReturn

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from msg.oidc_settings import PROVIDER_ID
from participants.models import User
from rounds.access import Access, open_to

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by key pairs only: what is public at the provider must not sign."""

MALFORMED = (
    jwt.PyJWTError,
    AttributeError,
    ImproperlyConfigured,  # django-allauth's word for an identifier that is too long
    LookupError,
    TypeError,
    ValueError,
)
"""What reading an identity raises where it is not of the form the standard says."""


def refused(request: HttpRequest) -> HttpResponse:
    """Answer whoever does not get in, whatever the reason: the page tells none apart."""
    return render(request, "account/provider_refused.html", status=403)


def _is_on() -> bool:
    return bool(settings.SOCIALACCOUNT_PROVIDERS)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the provider vouches for and who has an open account here; nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse everybody: an account comes from an invitation or from staff."""
        return False

    def list_apps(self, request: HttpRequest, **chosen: Any) -> list[SocialApp]:
        """Return what the environment names; a row in the database opens no door."""
        return [app for app in super().list_apps(request, **chosen) if app.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of an identity that holds; answer all others with the one page."""
        if not constant_time_compare(sociallogin.nonce, sociallogin.state.get("nonce", "")):
            raise ImmediateHttpResponse(refused(request))
        account = sociallogin.account
        if account.pk is None:
            owner = _owner_of_address(sociallogin)
            if owner is None:
                raise ImmediateHttpResponse(refused(request))
            sociallogin.user = account.user = owner
            account.save()
        elif not account.user.is_active:
            raise ImmediateHttpResponse(refused(request))

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> NoReturn:
        """Answer what failed at the provider, or was broken off there, as any refusal."""
        raise ImmediateHttpResponse(refused(request))


def _owner_of_address(sociallogin: SocialLogin) -> User | None:
    """Return the open account with the verified address of an identity not seen before.

    Not one that another identity belongs to: an address may be given to the next person.
    """
    for address in sociallogin.email_addresses:
        for user in User.objects.filter(email__iexact=address.email, is_active=True):
            # A database may take letters for the same that are not (K and the Kelvin sign).
            same = user.email.encode().lower() == address.email.encode().lower()
            if same and not SocialAccount.objects.filter(user=user).exists():
                return user
    return None


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """How the identity of a provider is read."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return the identity with its identifier, and its address where that is verified.

        Raises ``ProviderException`` for what is not signed, not meant for this site, too old,
        or not of the form the standard says.
        """
        try:
            identity = self._verified(app, kwargs["response"]["id_token"])
            claims = self._claims(identity, token)
            kept = {"sub": identity["sub"]}
            # Some providers write "false": only what is true is.
            if claims.get("email_verified") is True:
                kept |= {"email": claims["email"], "email_verified": True}
            login = self.get_provider().sociallogin_from_response(request, {"id_token": kept})
            login.nonce = identity["nonce"]
        except MALFORMED as error:
            raise ProviderException from error
        login.account.extra_data = {}
        login.email_addresses = [each for each in login.email_addresses if each.verified]
        return login

    def _verified(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Return what the token says, once its signature holds."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        wanted = jwt.get_unverified_header(id_token).get("kid")
        key = next((each for each in keys if wanted in (None, each.key_id)), None)
        if key is None:
            raise LookupError
        return jwt.decode(
            id_token,
            key,
            algorithms=ALGORITHMS,
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=60,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )

    def _claims(self, identity: dict[str, Any], token: SocialToken) -> dict[str, Any]:
        """Return where the address stands: in the token, or where the provider is asked again."""
        if "email" in identity or "userinfo_endpoint" not in self.openid_config:
            return identity
        answer = self._fetch_user_info(token.token)
        # The standard asks for it: an answer about somebody else must not be taken.
        if answer["sub"] != identity["sub"]:
            raise LookupError
        return answer


@open_to(Access.SIGN_IN)
def begin(request: HttpRequest) -> HttpResponse:
    """Send to the provider; a 404 where there is none."""
    if not _is_on():
        raise Http404
    return _begin(request)


@require_POST
def _begin(request: HttpRequest) -> HttpResponse:
    nonce = secrets.token_urlsafe(32)
    provider = get_adapter(request).get_provider(request, PROVIDER_ID)
    try:
        return provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (LookupError, RequestException):
        return refused(request)  # not to be reached, or no provider at all


@open_to(Access.SIGN_IN)
def callback(request: HttpRequest) -> HttpResponse:
    """Take what the provider sends back; a 404 where there is none."""
    if not _is_on():
        raise Http404
    return _callback(request)


@require_GET
def _callback(request: HttpRequest) -> HttpResponse:
    adapter = ProviderAdapter(request, PROVIDER_ID)
    try:
        return OAuth2CallbackView.adapter_view(adapter)(request)
    except LookupError:
        return refused(request)  # the provider's description of itself lacks something
