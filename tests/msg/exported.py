"""What an export holds, and what the application answers."""

from pathlib import Path

from django.http import HttpResponse
from django.test import Client


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def addresses_in(folder: Path) -> list[str]:
    """Return the address of every file of the site; the front door is not the application's."""
    names = [path.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("*")]
    files = [name for name in names if (folder / "site" / name).is_file() and name != "index.html"]
    return ["/" + name.removesuffix("index.html") for name in sorted(files)]


def answer_to(address: str, **headers: str) -> HttpResponse:
    """Return what the application answers to somebody it has never seen."""
    return Client(headers=headers).get(address, SERVER_NAME="localhost")


def content_of(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content
