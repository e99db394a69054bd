"""What nginx serves, set up as the documents say: the exported files, and the application."""

import gzip
import http.client
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.message import Message
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from msg.export.run import export, export_error_pages, file_of
from rounds.enums import LegalKind
from rounds.models import LegalPage, Publication, Round
from rounds.views import PER_PAGE
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_withdrawn,
    take_back,
)
from tests.support.browser import AxeCheck
from tests.support.nginx import free_port, nginx

NOT_OF_NGINX = {"etag", "vary", "content-length", "last-modified", "access-control-allow-origin"}
"""Headers that the application makes in a way of its own; what they say is tested by itself."""


@dataclass(frozen=True)
class Answer:
    """What came over the wire."""

    status: int
    headers: Message
    body: bytes


def ask(server: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask a server for a path, and follow nothing."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def plain(name: str, value: str) -> str:
    """Return a header's value without what makes no difference."""
    if name == "content-security-policy":
        return "; ".join(sorted(value.split("; ")))
    return value.replace('"', "")


@pytest.fixture(autouse=True)
def _static_files_are_served_uncollected() -> Iterator[None]:
    with override_settings(WHITENOISE_USE_FINDERS=True):
        yield


@pytest.fixture
def record(transactional_db: None) -> Publication:
    """Put a small record into the database; return a publication of it."""
    for kind in LegalKind:
        texts = {"title_de": kind, "title_en": kind, "text_de": "Text", "text_en": "Text"}
        LegalPage.objects.update_or_create(
            kind=kind, defaults=texts | {"updated_on": date(2021, 1, 1)}
        )
    dialogue_round = make_round(2020, 2021)
    make_round(2016, 2017)
    question = make_question(dialogue_round)
    make_notice(dialogue_round, question)
    make_withdrawn(dialogue_round)
    return make_publication(dialogue_round, question)


@pytest.fixture
def several_pages(record: Publication) -> None:
    """Have so many publications that one page does not hold them."""
    for number in range(PER_PAGE):
        make_publication(record.round, released_on=date(2021, 1 + number % 12, 1))


@pytest.fixture
def folder(record: Publication, tmp_path: Path) -> Path:
    """Export the record; return the folder."""
    export(tmp_path / "public")
    return tmp_path / "public"


def places_of(folder: Path, application: str) -> dict[str, str]:
    """Return what stands on this machine for the paths of the documents."""
    return {
        "/srv/msg/public": str(folder),
        "/srv/msg/errors": str(folder),
        "/srv/msg/maintenance": str(folder.parent / "maintenance"),
        "/srv/msg/var/static/": f"{settings.BASE_DIR}/static/",
        "127.0.0.1:8000": urlsplit(application).netloc,
        # longer than a test, so that what is kept is seen to be kept
        "proxy_cache_valid 200 1s": "proxy_cache_valid 200 1h",
    }


def logs_of(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.parent.rglob("*.log"))


def set_up(folder: Path) -> Path:
    place = folder.parent / "nginx"
    place.mkdir()
    return place


@pytest.fixture
def exported(folder: Path, live_server: LiveServer) -> Iterator[str]:
    """Serve the export, with the application behind it; give the address."""
    with nginx(set_up(folder), "export.conf", places_of(folder, live_server.url)) as address:
        yield address


@pytest.fixture
def exported_alone(folder: Path) -> Iterator[str]:
    """Serve the export while the application is down; give the address."""
    nobody = f"http://127.0.0.1:{free_port()}"
    with nginx(set_up(folder), "export.conf", places_of(folder, nobody)) as address:
        yield address


def files_of(folder: Path) -> list[str]:
    """Return the addresses of all files of the site."""
    site = folder / "site"
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    return [f"/{name.removesuffix('index.html')}" for name in names if name != "index.html"]


def test_every_link_leads_somewhere_in_a_browser(
    page: Page, several_pages: None, folder: Path, exported: str
):
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    listed = re.findall("<loc>(.*?)</loc>", (folder / "site/sitemap.xml").read_text())
    waiting = [f"{exported}/", *(each.replace(settings.SITE_URL, exported) for each in listed)]
    seen: set[str] = set()
    asked: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        if "?" in address:
            # there is no end of queries; one of each page must do
            if address.partition("?")[0] in asked:
                continue
            asked.add(address.partition("?")[0])
        answer = page.request.get(address)
        assert answer.status == 200, address
        if "html" not in answer.headers["content-type"] or "/accounts/" in address:
            continue
        page.goto(address)
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 3, address
        links = page.evaluate(
            "[...document.querySelectorAll('[href],[src],[action]')]"
            ".map(each => each.href || each.src || each.action)"
        )
        for link in links:
            link = urldefrag(link).url.replace(settings.SITE_URL, exported)
            if link.startswith(exported):
                waiting.append(link)
    assert complaints == []
    unseen = {f"{exported}{address}" for address in files_of(folder)} - seen
    # these are known by their names
    assert {urlsplit(each).path for each in unseen} <= {
        "/robots.txt",
        "/sitemap.xml",
        "/record.schema.json",
        # of the error pages, which name their files without a hash
        "/static/css/msg.css",
        "/static/icon.svg",
    } | {urlsplit(each).path for each in unseen if each.endswith(".png")}


def test_bytes_and_headers_are_those_of_the_application(folder: Path, exported: str):
    addresses = files_of(folder)
    assert len(addresses) > 30
    for address in addresses:
        served = ask(exported, address)
        assert served.status == 200, address
        ours = Client().get(address, secure=True, SERVER_NAME="localhost")
        body = b"".join(ours) if ours.streaming else ours.content
        assert served.body == body, address
        for name, value in ours.headers.items():
            if name.lower() not in NOT_OF_NGINX:
                sent = plain(name.lower(), served.headers.get(name, ""))
                assert sent == plain(name.lower(), value), (address, name)
        assert "nginx/" not in served.headers["Server"]


def test_text_is_compressed_on_request(folder: Path, exported: str):
    for address in ("/de/", "/de/publications/feed.atom", "/record.json", "/static/css/msg.css"):
        served = ask(exported, address, accept_encoding="gzip")
        assert served.headers["Content-Encoding"] == "gzip"
        assert served.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(served.body) == (folder / file_of(address)).read_bytes()


def test_a_page_is_asked_for_again_by_its_content_and_tells_no_time(folder: Path, exported: str):
    first = ask(exported, "/de/")
    assert "Last-Modified" not in first.headers
    same = ask(exported, "/de/", if_none_match=first.headers["ETag"])
    assert (same.status, same.body) == (304, b"")
    assert same.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    Round.objects.update(theme_de="Ein ganz anderes Thema")
    export(folder)
    changed = ask(exported, "/de/", if_none_match=first.headers["ETag"])
    assert changed.status == 200
    assert "Ein ganz anderes Thema" in changed.body.decode()


def test_the_front_door_opens_in_the_language_of_the_browser(exported: str):
    for accepted, chosen in (
        ("", ""),
        ("de", ""),
        ("de-AT,de;q=0.9,en;q=0.5", ""),
        ("en-GB,en;q=0.9,de;q=0.5", ""),
        ("fr,en;q=0.7", ""),
        ("nl-DE,en;q=0.8,de;q=0.5", ""),
        ("pl, den;q=0.8", ""),
        ("EN", ""),
        # with weights: the highest counts, wherever it stands
        ("en;q=0.2, de", ""),
        ("fr, de;q=0.4, en;q=0.9", ""),
        ("de;q=0, en", ""),
        ("en;q=0, de;q=0.1", ""),
        ("de;q=0.05, en;q=0.1", ""),
        ("de;q=0.000,en;q=1.000", ""),
        ("de ; q=0.3 , en-IE ; q=0.41", ""),
        ("en;q=0.6,de;q=0.6", ""),
        ("de;q=0.6,en;q=0.6", ""),
        ("de;q=0.5, en;q=0.6, de-AT;q=0.9", ""),
        ("en-US;q=0.9,den;q=1,de;q=0.8", ""),
        ("fr, *;q=0.5, en;q=0.3", ""),
        ("fr, *;q=0.2, en;q=0.3", ""),
        ("*, en", ""),
        ("*", ""),
        ("fr", ""),
        ("en_GB", ""),
        ("english", ""),
        *((f"en;q=0.{weight}, de;q=0.5", "") for weight in range(10)),
        *((f"de;q=0.5, en;q=0.{weight}", "") for weight in range(10)),
        ("de", "en"),
        ("en", "xx"),
    ):
        headers = {"accept_language": accepted} | (
            {"cookie": f"django_language={chosen}"} if chosen else {}
        )
        served = ask(exported, "/", **headers)
        client = Client(headers={"accept-language": accepted})
        if chosen:
            client.cookies["django_language"] = chosen
        ours = client.get("/", secure=True)
        assert (served.status, served.headers["Location"]) == (302, ours["Location"]), headers
        assert served.headers["Vary"] == ours["Vary"]


def test_weights_are_read_to_their_first_decimal_by_nginx_alone(exported: str):
    # what docs/production.md says is left to the application
    accepted = "de;q=0.81, en;q=0.85"
    assert ask(exported, "/", accept_language=accepted).headers["Location"] == "/de/"
    assert Client(headers={"accept-language": accepted}).get("/")["Location"] == "/en/"


def test_caches_are_told_the_same_with_and_without_the_application(
    folder: Path, exported: str, record: Publication
):
    withdrawn = Publication.objects.exclude(withdrawn_on=None).get()
    of_publications = ("", "card.png", "publication.pdf", "publication.ris", "publication.bib")
    table = {
        address: 200
        for page in ("de/", "en/publications/", "de/publications/feed.atom", "en/sessions.ics",
                     "record.json", "de/rounds/2020-2021/card.png", "en/imprint/")
        for address in (f"/{page}", f"/{page}?x=1")
    } | {
        f"/de/publications/{row.public_id}/{page}{query}": status
        for row, status in ((record, 200), (withdrawn, 410))
        for page in of_publications
        for query in ("", "?x=1")
    } | {
        "/de/nothing/": 404, "/nothing/": 404, "/en/publications/0000000000000000/": 404,
        "/de/rounds/1901-1902/sessions.ics": 404, "/en/publications/page-9/?x=1": 404,
        "/de/search/": 200, "/de/search/?q=x": 200, "/de/search/?x=1": 200,
    }  # fmt: skip
    for address, status in table.items():
        for method in ("GET", "HEAD"):
            served = ask(exported, address, method=method)
            ours = Client().generic(method, address, secure=True)
            assert served.status == ours.status_code == status, (method, address)
            told = served.headers.get_all("Cache-Control")
            assert told == [ours["Cache-Control"]], (method, address)


def test_pages_are_read_and_nothing_else_with_and_without_the_application(exported: str):
    for address in ("/", "/de/", "/en/publications/", "/record.json", "/de/sessions.ics",
                    "/en/search/", "/de/search/?q=x"):  # fmt: skip
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO"):
            served = ask(exported, address, method=method, accept_language="en")
            client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
            ours = client.generic(method, address, secure=True)
            assert served.status == ours.status_code == 405, (method, address)
            assert served.body == ours.content, (method, address)
            for name in ("Allow", "Cache-Control", "Content-Type"):
                assert served.headers.get_all(name) == [ours[name]], (method, address, name)


def test_what_is_not_there_is_said_in_both_languages(folder: Path, exported: str):
    for address, language, accepted in (
        ("/de/nothing/", "de", "en"),
        ("/en/rounds/1901-1902/", "en", "de"),
        ("/nothing/", "en", "en"),
        ("/de/index.html", "de", "en"),
        ("/errors/500.html", "de", "de"),
        ("/gone/de/", "de", "de"),
        ("/files.txt", "de", "de"),
        ("/../nginx/headers.conf", "de", "de"),
    ):
        served = ask(exported, address, accept_language=accepted)
        is_refused = ".." in address
        assert served.status == (400 if is_refused else 404), address
        name = f"errors/{served.status}.{language}.html"
        assert served.body == (folder / name).read_bytes(), address
        assert served.headers["Content-Security-Policy"]
        assert served.headers["Cache-Control"] == "private, no-store"
        assert served.headers["Content-Type"] == "text/html; charset=utf-8"
    ours = Client().get("/de/nothing/")
    assert ask(exported, "/de/nothing/").body == ours.content


def test_an_address_without_its_last_stroke_leads_on(exported: str):
    for address in ("/de", "/de/publications"):
        served = ask(exported, address)
        ours = Client().get(address)
        assert (served.status, served.headers["Location"]) == (301, ours["Location"])


def test_a_withdrawn_publication_is_gone_with_the_next_export_and_no_other_word(
    folder: Path, exported: str, record: Publication
):
    address = f"/en/publications/{record.public_id}/"
    assert ask(exported, address).status == 200
    take_back(record)
    export(folder)
    served = ask(exported, address)
    ours = Client().get(address)
    assert served.status == ours.status_code == 410
    assert served.body == ours.content
    assert served.headers["Content-Language"] == "en"
    assert ask(exported, address, method="HEAD").status == 410


def test_what_no_file_can_do_is_asked_of_the_application(
    folder: Path, record: Publication, live_server: LiveServer
):
    maps = folder / "nginx/maps.conf"
    maps.write_text(
        maps.read_text().replace('default "";', 'default ""; "/de/publications/?" 1;', 1)
    )
    Publication.objects.released().update(title_de="Neu seit dem Export")
    with nginx(set_up(folder), "export.conf", places_of(folder, live_server.url)) as address:
        signing_in = ask(address, "/accounts/login/?language=en")
        assert signing_in.status == 200
        assert "csrfmiddlewaretoken" in signing_in.body.decode()
        assert len(signing_in.headers.get_all("Cache-Control")) == 1
        assert "no-store" in signing_in.headers["Cache-Control"]
        assert len(signing_in.headers.get_all("Content-Security-Policy")) == 1
        room = ask(address, "/my/")
        assert (room.status, room.headers["Location"]) == (302, "/accounts/login/?next=/my/")
        assert ask(address, "/static/css/room.css").status == 200
        assert "Neu seit" not in ask(address, "/de/publications/").body.decode()
        assert "Neu seit" in ask(address, "/de/publications/?theme=1").body.decode()
        assert "Neu seit" not in ask(address, "/de/?theme=1").body.decode()
    assert "/my/" not in logs_of(folder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_outage_says_so_and_looks_like_us(
    page: Page, folder: Path, exported_alone: str, axe: AxeCheck, scheme: str
):
    page.emulate_media(color_scheme=scheme)
    closed = folder.parent / "maintenance"
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        closed.unlink(missing_ok=True)
        page.goto(f"{exported_alone}/accounts/login/")
        assert page.get_by_role("heading", level=1).inner_text() == "Gerade antwortet hier niemand."
        assert_looks_like_us(page, axe, width)
        closed.touch()
        page.goto(f"{exported_alone}/de/")
        assert page.get_by_role("heading", level=1).inner_text() == "Hier wird gerade gearbeitet."
        assert_looks_like_us(page, axe, width)


def assert_looks_like_us(page: Page, axe: AxeCheck, width: int) -> None:
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)


def test_an_outage_is_told_to_machines_and_written_down_nowhere(
    folder: Path, exported_alone: str, record: Publication
):
    (folder.parent / "maintenance").unlink(missing_ok=True)
    assert ask(exported_alone, "/de/").status == 200
    for method in ("GET", "POST"):
        served = ask(exported_alone, "/my/outputs/0123456789abcdef/object/", method=method)
        assert served.status == 503
        assert served.headers["Retry-After"] == "300"
        assert served.headers["Content-Language"] == "de, en"
        assert served.headers["Cache-Control"] == "private, no-store"
        assert served.headers["Content-Security-Policy"]
        assert served.body == (folder / "errors/503.html").read_bytes()
    (folder.parent / "maintenance").touch()
    for method in ("GET", "POST"):
        for address in ("/de/", "/my/outputs/0123456789abcdef/object/", "/nothing/", "/"):
            served = ask(exported_alone, address, method=method)
            assert served.status == 503, address
            assert served.headers["Retry-After"] == "300"
            assert served.body == (folder / "errors/maintenance.html").read_bytes()
    assert ask(exported_alone, "/static/css/msg.css").status == 200
    assert "/my/" not in logs_of(folder)


def test_in_front_of_the_application_public_pages_alone_are_kept(
    record: Publication, tmp_path: Path, live_server: LiveServer
):
    folder = tmp_path / "errors"
    export_error_pages(folder)
    address = f"/de/publications/{record.public_id}/"
    with nginx(set_up(folder), "cache.conf", places_of(folder, live_server.url)) as served:
        first = ask(served, address)
        ours = Client().get(address, secure=True)
        assert first.body == ours.content
        for name in ("ETag", "Content-Type", "Content-Language", "Cache-Control"):
            assert first.headers[name] == ours[name]
        assert len(first.headers.get_all("Content-Security-Policy")) == 1
        Publication.objects.released().update(title_de="Ein anderer Titel")
        assert ask(served, address, cookie="sessionid=x").body == first.body
        assert ask(served, address, if_none_match=ours["ETag"]).status == 304
        assert "Ein anderer Titel" in ask(served, f"{address}?x").body.decode()
        assert ask(served, f"{address}?y", accept_encoding="gzip").headers["Content-Encoding"]
        for asked in (address, f"{address}?x", "/de/nothing/", "/de/search/?q=x"):
            told = Client().get(asked, secure=True)["Cache-Control"]
            assert ask(served, asked).headers.get_all("Cache-Control") == [told], asked
        assert ask(served, address, method="HEAD").status == 200
        assert ask(served, "/", method="HEAD").status == 302
        for asked in (address, "/", "/record.json"):
            refused = ask(served, asked, method="PUT")
            assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD"), asked
        gone = f"/en/publications/{record.public_id}/"
        for asked in (gone, f"{gone}?x"):
            take_back(record)
            withdrawn = ask(served, asked)
            assert withdrawn.status == 410
            assert withdrawn.headers.get_all("Cache-Control") == ["private, no-store"]
        texts = {"title_de": "Wieder da", "title_en": "Here again"}
        Publication.objects.filter(pk=record.pk).update(withdrawn_on=None, **texts)
        assert ask(served, gone).status == 200
        signing_in = [ask(served, "/accounts/login/") for _ in range(2)]
        assert signing_in[0].headers["Set-Cookie"] != signing_in[1].headers["Set-Cookie"]
        assert "Content-Encoding" not in signing_in[0].headers
        assert ask(served, "/my/").status == 302
        assert ask(served, "/").headers["Location"] == "/de/"
        assert ask(served, "/de/nothing/").status == 404
        css = ask(served, "/static/css/msg.css")
        assert css.status == 200
        assert "Last-Modified" not in css.headers
    assert "/my/" not in logs_of(folder)


def test_in_front_of_an_application_that_is_down_nothing_comes_back(
    record: Publication, tmp_path: Path
):
    folder = tmp_path / "errors"
    export_error_pages(folder)
    nobody = f"http://127.0.0.1:{free_port()}"
    with nginx(set_up(folder), "cache.conf", places_of(folder, nobody)) as served:
        for method, address in (("GET", "/de/"), ("POST", "/my/outputs/0/object/"), ("GET", "/")):
            answer = ask(served, address, method=method)
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "300"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert answer.body == (folder / "errors/503.html").read_bytes()
        (folder.parent / "maintenance").touch()
        answer = ask(served, "/de/")
        assert answer.body == (folder / "errors/maintenance.html").read_bytes()
        assert ask(served, "/static/css/msg.css").status == 200
    assert "/my/" not in logs_of(folder)


def test_a_server_that_cannot_choose_offers_both_languages(page: Page, folder: Path, axe: AxeCheck):
    site = folder / "site"
    shutil.copy(folder / "errors/500.html", site)
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                for path in ("/", "/500.html"):
                    page.goto(f"{address}{path}")
                    assert_looks_like_us(page, axe, width)
        for words, language in (("Auf Deutsch lesen", "de"), ("Read in English", "en")):
            page.goto(f"{address}/")
            page.get_by_role("link", name=words).click()
            page.wait_for_url(f"**/{language}/")
            assert page.locator("html").get_attribute("lang") == language
        server.shutdown()
