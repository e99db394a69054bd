"""A start that would be unsafe does not happen."""

import os
import subprocess
import sys

from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "msg.example.org",
    "DEFAULT_FROM_EMAIL": "msg@example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an environment of its own, without the settings of the suite."""
    inherited = {name: os.environ[name] for name in ("PATH", "VAR_DIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in PRODUCTION.items() if key != name}


def test_production_does_not_start_without_a_secret_key() -> None:
    result = manage("check", **without("SECRET_KEY"))
    assert result.returncode != 0
    assert "SECRET_KEY is not set" in result.stderr


def test_production_does_not_start_without_its_host_names() -> None:
    result = manage("check", **without("ALLOWED_HOSTS"))
    assert result.returncode != 0
    assert "ALLOWED_HOSTS is not set" in result.stderr


def test_production_settings_pass_the_deployment_check() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_the_demo_answers_to_this_machine_only() -> None:
    result = manage("check", DEMO="true", ALLOWED_HOSTS="msg.example.org", SECRET_KEY="x" * 60)
    assert result.returncode != 0
    assert "msg.E001" in result.stderr


def test_production_without_a_sender_of_mail_is_refused() -> None:
    result = manage("check", "--deploy", **without("DEFAULT_FROM_EMAIL"))
    assert result.returncode != 0
    assert "msg.E002" in result.stderr


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert {value for values in directives.values() for value in values} == {"'self'", "'none'"}
