"""What the documents say is true."""

import re
import tomllib
from pathlib import Path

from django.conf import settings

from msg.demo.cast import ACCOUNTS, PASSWORD

BASE = Path(settings.BASE_DIR)
README = (BASE / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_sign_in_of_the_demo() -> None:
    named = re.findall(r"^\| `([^`]+@[^`]+)` \|", README, re.M)
    assert sorted(named) == sorted(account.email for account in ACCOUNTS)
    assert f"`{PASSWORD}`" in README


def test_every_command_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (BASE / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:^|`|=\S+ )make ([a-z-]+)", README, re.M))
    assert named
    assert named <= targets


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for document in (BASE / "README.md", *(BASE / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_version_is_the_newest_of_the_changelog() -> None:
    project = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (BASE / "CHANGELOG.md").read_text(), re.M)
    assert newest is not None
    assert newest[1] == project["version"]


def test_the_settings_named_for_production_are_read() -> None:
    source = "".join(path.read_text() for path in (BASE / "msg").glob("*settings.py"))
    named = re.findall(r"^\| `([A-Z_]+)` \|", (BASE / "docs/production.md").read_text(), re.M)
    assert len(named) > 8
    for name in named:
        assert f'"{name}"' in source, name


def test_decisions_are_short_and_numbered_without_a_gap() -> None:
    records = sorted((BASE / "docs" / "decisions").glob("*.md"))
    assert [record.name[:4] for record in records] == [
        f"{number:04}" for number in range(1, len(records) + 1)
    ]
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert re.search(r"\*\*Context\.\*\*.+\*\*Decision\.\*\*", text, re.S), record.name
        assert len(text.splitlines()) <= 25, record.name
