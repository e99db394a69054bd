"""Every page of docs/roles.md before the HTML checker of the W3C: `make check-html VNU=vnu.jar`."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from django.http import HttpResponse

from participants.models import User
from tests import test_roles
from tests.cast import DemoTestCase

CHECKER = os.environ.get("VNU", "")
UNDER_ANY_CHOICE = "Trailing slash on void elements"
"""What the checker mentions and the standard allows; Django's own forms do it."""


@pytest.mark.skipif(
    not CHECKER or not shutil.which("java"), reason="needs java, and VNU: the path of vnu.jar"
)
class HtmlTest(DemoTestCase):
    def test_the_checker_finds_nothing_in_german(self) -> None:
        self._check("de")

    def test_the_checker_finds_nothing_in_english(self) -> None:
        self._check("en")

    def _check(self, language: str) -> None:
        User.objects.update(language=language)
        with TemporaryDirectory() as folder:
            self._save_all(Path(folder))
            done = subprocess.run(
                ["java", "-jar", CHECKER, "--asciiquotes", "--skip-non-html", folder],
                capture_output=True,
                text=True,
                check=False,
            )
            found = [
                line.removeprefix(f'"file:{folder}/')
                for line in done.stderr.splitlines()
                if UNDER_ANY_CHOICE not in line
            ]
        assert not found, "\n".join(found)

    def _save_all(self, folder: Path) -> None:
        """Open the whole table and keep each page once, under a name that tells its address."""
        verdict = test_roles.verdict

        def kept(response: HttpResponse) -> str:
            request = response.wsgi_request
            is_page = response.get("Content-Type", "").startswith("text/html")
            # the administration's pages are Django's own
            if is_page and response.content and not request.path.startswith("/admin/"):
                name = request.path.strip("/").replace("/", "-")
                digest = hashlib.sha256(response.content).hexdigest()[:6]
                page = folder / f"{name or 'home'}.{response.status_code}.{digest}.html"
                page.write_bytes(response.content)
            return verdict(response)

        with mock.patch.object(test_roles, "verdict", kept):
            test_roles.RolesTest.test_each_role_gets_what_the_table_says(self)
