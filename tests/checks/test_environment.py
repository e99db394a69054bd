"""The suite runs apart from the copy it is run in."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from tests.support.browser import Watch


def test_nothing_a_test_writes_lands_in_the_working_copy():
    inside = Path(settings.BASE_DIR)
    assert inside not in Path(settings.VAR_DIR).parents
    assert inside not in Path(settings.MEDIA_ROOT).parents
    assert inside not in Path(default_storage.path("paper.pdf")).parents


def test_the_settings_are_those_of_production():
    assert settings.DEBUG is False
    assert settings.SESSION_COOKIE_SECURE is True


@pytest.mark.parametrize(
    ("url", "noted"),
    [
        ("http://localhost:8081/de/", False),
        ("data:image/png;base64,AA", False),
        ("https://fonts.example.org/a.woff2", True),
        ("http://localhost.example.org/", True),
        ("wss://example.org/", True),
    ],
)
def test_a_request_to_another_host_is_noted(url, noted):
    watch = Watch()
    watch.note_request(url)
    assert watch.seen == ([f"asked another host: {url}"] if noted else [])
