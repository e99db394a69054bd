"""All settings, from the environment; what is missing in production stops the start.

Three ways to run, from safest to most comfortable:

* production (nothing set): needs ``SECRET_KEY`` and ``ALLOWED_HOSTS``, speaks HTTPS only;
* ``DEMO=true``: the same pages on this machine alone, over HTTP, with mail written to files
  and a secret key made at the first start and kept under ``var/``;
* ``DEBUG=true``: for those who change the code.
"""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from msg.oidc_settings import read_provider

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
LOCAL = DEBUG or DEMO
"""True where everything stays on this machine: HTTP is allowed and mail goes to files."""


def _secret_key() -> str:
    """Return the key from the environment, or the local one kept under ``var/``.

    Raises ``ImproperlyConfigured`` in production without a key: a key made up on the spot
    would sign every session out at each restart and differ between processes.
    """
    key = env.str("SECRET_KEY", "")
    if key:
        return key
    if not LOCAL:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it in the environment, or DEMO=true for a local demo."
        )
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"] if LOCAL else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is not set. Name the host names of this site.")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    # before the admin, so that its admin classes and checks come first
    "modeltranslation",
    "msg.apps.MsgConfig",
    "rounds.apps.RoundsConfig",
    "participants.apps.ParticipantsConfig",
    "sessions.apps.SessionsConfig",
    "msg.apps.StaffSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # their tables are there always, a provider only where the environment names one
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    # outermost: a public page that is kept costs next to nothing
    "msg.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "msg.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "msg.middleware.AccessMiddleware",
    "msg.middleware.PersonLanguageMiddleware",
]

ROOT_URLCONF = "msg.urls"
WSGI_APPLICATION = "msg.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'msg.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while one writes; IMMEDIATE makes two writers queue instead of fail.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

PUBLIC_VERSION_SECONDS = 1.0
"""How long a process may go by the version of the public record it last asked for."""

MEDIA_ROOT = VAR_DIR / "media"
"""Uploaded papers. There is no MEDIA_URL: a view that checks each time hands them out."""

# --- people -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "participants.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dialogue_sessions:my"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "msg.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Who is invited has an address that was checked by the invitation; nobody else has an account.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# In seconds: the mail of a ministry may take its time.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Messages speak of an account by number, never by address.
ACCOUNT_USER_DISPLAY = str
# An unknown address gets the same page and no mail: a mail would tell its owner what they asked.
ACCOUNT_PREVENT_ENUMERATION = True
# Asks our adapter for that mail, which makes it, so as to take as long, and does not send it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# Not allauth's: that one writes rows about the address, for known ones alone.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
USERSESSIONS_TRACK_ACTIVITY = False
# Passkeys are one more way in; nothing else of the library's second factors is offered.
MFA_ADAPTER = "msg.passkeys.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "msg.passkeys.AddPasskeyForm"}
# Chromium takes http://localhost for safe, and so may a machine of one's own.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
# An address is confirmed by the invitation; allauth keeps none of its own.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A ministry's own sign-in; none unless the environment names it.
SOCIALACCOUNT_PROVIDERS, OIDC_ORIGINS = read_provider(env, local=LOCAL)
SOCIALACCOUNT_ADAPTER = "msg.oidc.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False

# --- language ---------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "msg.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_LANGUAGES = ("de", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("de", "en")

# --- what a browser is told -------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Chromium asks for every address a sent form is led on to, so the provider's too.
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Nothing is told to other sites. Not "no-referrer": browsers then send "Origin: null" with every
# form, which the protection against forged forms has to refuse (docs/decisions/0009).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "msg.views.csrf_failure"
if not LOCAL:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if env.bool("BEHIND_PROXY", False):
        # Only where the proxy sets this header itself and strips the client's own.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)

# --- mail -------------------------------------------------------------------------------------

SITE_URL = env.str(
    "SITE_URL", "http://127.0.0.1:8000" if LOCAL else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
).rstrip("/")
"""Where mail says one can sign in, and what addresses in feeds begin with: no request is at hand
when mail is sent, and a feed is the same whatever host was asked."""

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "msg@example.org" if LOCAL else "")
if LOCAL:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    vars().update(env.dj_email_url("EMAIL_URL", "smtp://localhost:25"))

MAIL_BESIDE_REQUESTS = True
"""Whether a code or link goes out beside the request that asked for it (``msg.outgoing``)."""

# --- logs: what happened and to which id, never a body, a query string or a name -----------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "msg.logs.DiscreetFilter"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["discreet"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # `runserver` has a handler of its own, which prints query strings
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "msg.logs.DiscreetReporterFilter"
