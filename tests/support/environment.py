"""The environment the suite and the checks run in, whatever the shell around them has set.

Production settings, so that what is tested is what is delivered, less what needs a certificate
or a build step. Imported before Django reads its settings, and by nothing else than tests.
"""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

FIXED = {
    "DJANGO_SETTINGS_MODULE": "msg.settings",
    "TESTING": "true",
    "DEMO": "false",
    "DEBUG": "false",
    "SECRET_KEY": "of-the-tests-only-and-long-enough-to-pass-the-deployment-checks-0123456789",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    # the test client and the live server speak HTTP
    "SECURE_SSL_REDIRECT": "false",
    # Playwright's synchronous interface keeps an event loop running in the test's own thread
    # from the first browser test on; Django would refuse every query there. No view is async.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

DROPPED = (
    # what somebody exported for their own copy must not change what a test sees
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "BEHIND_PROXY",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "SECURE_HSTS_SECONDS",
    "OIDC_SERVER_URL",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
    "OIDC_ORIGINS",
)

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "msg.settings",
    "SECRET_KEY": FIXED["SECRET_KEY"],
    "ALLOWED_HOSTS": "msg.example.org",
    "DEFAULT_FROM_EMAIL": "msg@example.org",
    "DATABASE_URL": "postgres://msg:msg@localhost/msg",
}
"""As a host would set it, for `check --deploy`; nothing is connected to."""


def make_var_dir() -> Path:
    """Return an empty folder in the place of `var/`, for uploads, mails and keys of one run."""
    folder = Path(tempfile.mkdtemp(prefix="msg-tests-"))
    # WhiteNoise warns about a missing folder of collected files
    (folder / "static").mkdir()
    return folder


def apply(var_dir: Path) -> None:
    """Set this process up for tests; `DATABASE_URL` stays what it is (unset: SQLite)."""
    for name in DROPPED:
        os.environ.pop(name, None)
    os.environ.update(FIXED, VAR_DIR=str(var_dir))
