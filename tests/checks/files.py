"""Does any file name a folder that only one machine has?"""

import re
import sys

from tests.checks.sources import project_files
from tests.support.environment import ROOT

# put together here, so that this file does not find itself
FOLDERS = re.compile(rb"(?<![\w.>}/-])/(?:work|root|home/\w+|Users/\w+)" + rb"/")


def complaints(content: bytes) -> list[int]:
    """Return the lines that name such a folder."""
    return [
        number for number, line in enumerate(content.splitlines(), start=1) if FOLDERS.search(line)
    ]


def main() -> int:
    """Check every file of the repository."""
    failed = False
    for path in project_files():
        for line in complaints(path.read_bytes()):
            failed = True
            print(f"{path.relative_to(ROOT)}:{line}: a path of one machine")
    return failed


if __name__ == "__main__":
    sys.exit(main())
