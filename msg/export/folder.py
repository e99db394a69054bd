"""A folder of files that one program writes, and nobody else.

A list in the folder names every file of it. What is not on the list was put there by somebody
else: it is never changed or deleted, and its presence stops the export before it begins.
"""

import fcntl
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path, PurePosixPath

from msg.export import ExportError

LIST = "files.txt"
UNFINISHED = ".unfinished"
"""Where a file is written before it takes its place."""
EARLIEST, SPAN = 315_532_800, 40 * 366 * 24 * 3600
"""Seconds: the years from 1980 on that a content is given as its time."""


class Outcome(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


class Folder:
    """The files of an export. Use :meth:`hold`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.counts: Counter[Outcome] = Counter()
        self._known: set[str] = set()
        self._kept: set[str] = set()

    @classmethod
    @contextmanager
    def hold(cls, root: Path) -> Iterator["Folder"]:
        """Take hold of a folder for as long as the block lasts; make it where it is missing.

        Raises ``ExportError`` if it cannot be written, holds what this did not write, or is
        being written already.
        """
        folder = cls(root.absolute())
        with _told_plainly(root):
            root.mkdir(parents=True, exist_ok=True)
            handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
            try:
                folder._take(handle)
                yield folder
            finally:
                os.close(handle)

    def _take(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ExportError(f"{self.root} is being written by another export.") from None
        listed = self.root / LIST
        if listed.exists():
            self._known = set(listed.read_text(encoding="utf-8").splitlines())
            # of a run that was killed
            shutil.rmtree(self.root / UNFINISHED, ignore_errors=True)
        foreign = sorted(self._all() - self._known)
        if foreign:
            names = ", ".join(foreign[:5]) + (" and more" if len(foreign) > 5 else "")
            raise ExportError(
                f"{self.root} holds what no export wrote: {names}. Choose an empty folder."
            )
        if not listed.exists():
            listed.touch()
        (self.root / UNFINISHED).mkdir()

    def _all(self) -> set[str]:
        """Return what is there: files, and links wherever they lead."""
        found: set[str] = set()
        for path, folders, files in os.walk(self.root):
            here = Path(path)
            names = files + [name for name in folders if (here / name).is_symlink()]
            found.update((here / name).relative_to(self.root).as_posix() for name in names)
        return found - {LIST}

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole or not at all; leave it alone where it is the same."""
        path = self._path(name)
        self._kept.add(name)
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            self.counts[Outcome.UNCHANGED] += 1
            return
        if name not in self._known:
            # On the list first: a run that is killed leaves nothing it would not know again.
            with (self.root / LIST).open("a", encoding="utf-8") as listed:
                listed.write(f"{name}\n")
            self._known.add(name)
        _make_folders(path.parent)
        unfinished = self.root / UNFINISHED / "file"
        unfinished.write_bytes(content)
        unfinished.chmod(0o644)
        # Web servers tell the time of a file, and make its validator of time and size. When
        # something was written is nobody's business: the time says what is in it instead.
        digest = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
        os.utime(unfinished, times=(EARLIEST + digest % SPAN,) * 2)
        unfinished.replace(path)
        self.counts[Outcome.WRITTEN] += 1

    def remove(self, name: str) -> None:
        """Take away a file of ours, and the folders it leaves empty."""
        if name not in self._known:
            return
        path = self._path(name)
        if path.exists() or path.is_symlink():
            path.unlink()
            self.counts[Outcome.REMOVED] += 1
        for parent in path.parents:
            if parent == self.root or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()

    def start_again(self) -> None:
        """Forget what was written so far: all of it is written once more."""
        self._kept.clear()
        self.counts.clear()

    def finish(self, *parts: str) -> None:
        """Take away whatever was not written this time beneath these parts of the folder."""
        of_the_parts = {name for name in self._known if name.startswith(tuple(parts))}
        for name in sorted(of_the_parts - self._kept):
            self.remove(name)
        self._known -= of_the_parts - self._kept
        unfinished = self.root / UNFINISHED / "file"
        unfinished.write_text("".join(f"{name}\n" for name in sorted(self._known)))
        unfinished.replace(self.root / LIST)
        (self.root / UNFINISHED).rmdir()

    def _path(self, name: str) -> Path:
        """Return where a file lies. Raises ``ExportError`` for a name that would lead outside."""
        parts = PurePosixPath(name).parts
        if name != "/".join(parts) or {"..", ".", "/"} & set(parts) or not name.isprintable():
            raise ExportError(f"{name!r} is no name for a file.")
        return self.root.joinpath(*parts)


def _make_folders(path: Path) -> None:
    if not path.is_dir():
        _make_folders(path.parent)
        path.mkdir()
        path.chmod(0o755)


@contextmanager
def _told_plainly(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{error.filename or root} cannot be written: {error.strerror or error}."
        ) from error
