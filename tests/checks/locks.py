"""Do the locks hold hashes, and name no host?

A lock that names one ties every installation to it, and tells where it was made.
"""

import re
import sys
from collections.abc import Iterator

from tests.support.environment import ROOT

HOST = re.compile(r"https?:|file:|index-url|find-links|trusted-host|git\+|@\s", re.IGNORECASE)
PACKAGE = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)(?P<rest>.*)", re.DOTALL)


def complaints(text: str) -> Iterator[str]:
    """Say what is wrong with a lock, given its text."""
    seen = set()
    for requirement in text.replace("\\\n", " ").splitlines():
        if not requirement.strip() or requirement.lstrip().startswith("#"):
            continue
        if HOST.search(requirement):
            yield f"names a host or a path: {requirement[:60]}"
        elif not (match := PACKAGE.match(requirement)):
            yield f"is no pinned package: {requirement[:60]}"
        elif "--hash=sha256:" not in match["rest"]:
            yield f"has no hash: {match['name']}"
        elif match["name"] in seen:
            yield f"is there twice: {match['name']}"
        else:
            seen.add(match["name"])


def packages(text: str) -> dict[str, str]:
    """Return the version of each package in a lock."""
    lines = text.replace("\\\n", " ").splitlines()
    return {match["name"]: match["version"] for line in lines if (match := PACKAGE.match(line))}


def main() -> int:
    """Check both locks, and that the larger holds the smaller."""
    failed = False
    texts = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("base", "dev")}
    for name, text in texts.items():
        for complaint in complaints(text):
            failed = True
            print(f"requirements/{name}.txt {complaint}")
    if apart := packages(texts["base"]).items() - packages(texts["dev"]).items():
        failed = True
        print(f"requirements/dev.txt lacks or differs in: {sorted(apart)}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
