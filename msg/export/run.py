"""The export itself: what is withdrawn goes first, all is written, and the rest is removed."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from django.db import close_old_connections
from django.urls import reverse
from django.utils import translation

from msg.export import ExportError
from msg.export.errors import error_pages, languages_page
from msg.export.folder import Folder, Outcome
from msg.export.nginx import Sent, headers_for_nginx, maps_for_nginx, types_for_nginx
from msg.export.site import Site, Walk
from msg.page_cache import pages
from msg.public_reader import public_reader
from rounds.channels import LANGUAGES
from rounds.version import public_version

SITE, GONE, ERRORS, NGINX = "site/", "gone/", "errors/", "nginx/"
"""The parts of the folder. Of them ``site`` alone is for everybody's browser."""
MOST_ATTEMPTS = 3

Progress = Callable[[str], None]
Pause = Callable[[], None]


@dataclass(frozen=True)
class Result:
    """What was done, and what no file can do."""

    written: int
    unchanged: int
    removed: int
    gone: int
    questions: list[str]
    left: list[str]
    dead: dict[str, str]


def export(root: Path, progress: Progress = lambda address: None) -> Result:
    """Write the whole public site to a folder. ``progress`` is told each address.

    Reads as the public reader from beginning to end: the tables of the room are not within
    reach. Where the record changes meanwhile, all is asked for again, so that the files belong
    together. Raises ``ExportError``; what was there before is then still there, but for what
    has been withdrawn.
    """
    with Folder.hold(root) as folder, public_reader():
        for _ in range(MOST_ATTEMPTS):
            pages.forget()
            version = public_version()
            folder.start_again()
            walk, gone = _write_all(folder, progress)
            if public_version() == version:
                break
        else:
            raise ExportError("The public record changed all the while. Please try again.")
        folder.finish(SITE, GONE, ERRORS, NGINX)
    return Result(
        written=folder.counts[Outcome.WRITTEN],
        unchanged=folder.counts[Outcome.UNCHANGED],
        removed=folder.counts[Outcome.REMOVED],
        gone=gone,
        questions=sorted(walk.questions),
        left=sorted(walk.left),
        dead=walk.dead,
    )


def a_second() -> None:
    """Wait for a second, with no connection to a database that has gone meanwhile."""
    close_old_connections()
    time.sleep(1)


def follow(
    root: Path, progress: Progress = lambda address: None, pause: Pause = a_second
) -> Iterator[Result]:
    """Export, and again whenever the record has changed; never ends by itself.

    Between two looks at the record's version it calls ``pause``: what is taken back is on its
    way out a second later. Raises what ``export`` raises.
    """
    while True:
        # read before, so that a change during the export is not missed
        version = public_version()
        yield export(root, progress)
        while public_version() == version:
            pause()


def export_error_pages(root: Path) -> Result:
    """Write the error pages and the headers to send with them, and nothing else."""
    with Folder.hold(root) as folder, public_reader():
        pages.forget()
        _write_error_pages(folder, Site())
        folder.finish(ERRORS)
    counts = folder.counts
    return Result(
        counts[Outcome.WRITTEN], counts[Outcome.UNCHANGED], counts[Outcome.REMOVED], 0, [], [], {}
    )


def _write_all(folder: Folder, progress: Progress) -> tuple[Walk, int]:
    site = Site()
    gone = 0
    for page in site.gone():
        folder.remove(file_of(page.address))
        folder.write(file_of(page.address, GONE), page.content)
        gone += 1
        progress(page.address)
    walk = Walk(site)
    sent = []
    for page in walk.pages():
        folder.write(file_of(page.address), page.content)
        sent.append(Sent(page.address, dict(page.response.headers)))
        progress(page.address)
    folder.write(f"{SITE}index.html", languages_page())
    common = _write_error_pages(folder, site)
    folder.write(f"{NGINX}maps.conf", maps_for_nginx(walk.questions, sent, common))
    folder.write(f"{NGINX}types.conf", types_for_nginx(sent, common))
    return walk, gone


def _write_error_pages(folder: Folder, site: Site) -> set[str]:
    """Write the error pages, and the headers that all pages have; return their names."""
    for name, content in error_pages():
        folder.write(f"{ERRORS}{name}", content)
    with translation.override(LANGUAGES[0]):
        headers = site.ask(reverse("rounds:overview")).response.headers
    folder.write(f"{NGINX}headers.conf", headers_for_nginx(headers))
    return set(headers)


def file_of(address: str, part: str = SITE) -> str:
    """Return the name of the file that holds an address.

    A page lies in the folder it is named after. What is gone is always a page, whatever its
    address ends in.
    """
    path = unquote(address).lstrip("/")
    if path.endswith("/") or not path:
        return f"{part}{path}index.html"
    return f"{part}{path}.html" if part == GONE else f"{part}{path}"
