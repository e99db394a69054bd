"""The export holds what the application answers, byte for byte, and nothing else."""

import datetime
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from unittest import mock
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import path as route
from django.views.decorators.http import require_safe

from msg import middleware
from msg import urls as all_urls
from msg.addresses import named_views
from msg.export import ExportError
from msg.export.nginx import Sent, headers_for_nginx, maps_for_nginx, types_for_nginx
from msg.export.run import export, file_of, follow
from msg.export.site import Kind, kind_of
from msg.public_reader import ROLE
from participants.models import Participant
from rounds.access import Access, open_to
from rounds.models import Publication, Round
from rounds.views import PER_PAGE
from sessions.models import Output
from sessions.publishing import withdraw
from tests.cast import DemoTestCase
from tests.msg.exported import addresses_in, answer_to, content_of, files_in
from tests.rounds.record import make_publication, make_round, make_withdrawn, take_back

TITLE = "Ein Titel, den es sonst nirgends gibt"
SURNAME = "Zwetschgenhuber"
NOTE = "Eine Notiz, die niemand lesen soll"


@override_settings(WHITENOISE_USE_FINDERS=True)
class WholeSiteTest(DemoTestCase):
    """The demo, exported once."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Plant what no file may hold, and export."""
        super().setUpTestData()
        Participant.objects.filter(pk=Participant.objects.all()[:1]).update(family_name=SURNAME)
        Output.objects.exclude(status="published").update(title_de=TITLE, title_en=TITLE)
        Output.objects.update(withdrawal_note=NOTE)
        temporary = tempfile.TemporaryDirectory(prefix="msg-export-")
        cls.addClassCleanup(temporary.cleanup)
        cls.whole = Path(temporary.name)
        with override_settings(WHITENOISE_USE_FINDERS=True):
            cls.result = export(cls.whole)

    def test_every_file_is_what_the_application_answers(self) -> None:
        found = addresses_in(self.whole)
        assert len(found) > 60
        for address in found:
            answer = answer_to(address, accept_language="en")
            assert answer.status_code == 200, address
            content = (self.whole / file_of(address)).read_bytes()
            assert content == content_of(answer), address

    def test_it_holds_every_public_page_in_both_languages(self) -> None:
        expected = {"/robots.txt", "/sitemap.xml", "/record.json", "/record.schema.json"}
        released = list(Publication.objects.released())
        assert len(released) > PER_PAGE
        for language in ("de", "en"):
            for page in (
                "",
                "publications/",
                "publications/page-2/",
                "publications/feed.atom",
                "sessions.ics",
                "imprint/",
                "privacy/",
                "accessibility/",
            ):
                expected.add(f"/{language}/{page}")
            for row in released:
                expected.add(f"/{language}/publications/{row.public_id}/")
            for row in Round.objects.all():
                for page in ("", "feed.atom", "sessions.ics"):
                    expected.add(f"/{language}/rounds/{row.start_year}-{row.end_year}/{page}")
        found = set(addresses_in(self.whole))
        assert expected <= found
        kinds = {each: kind_of(each) for each in found}
        assert set(kinds.values()) == {Kind.PAGE, Kind.STATIC}
        statics = {each for each, kind in kinds.items() if kind is Kind.STATIC}
        assert {"/static/css/msg.css", "/static/icon.svg"} <= statics

    def test_every_link_of_a_page_leads_to_a_file_or_to_the_application(self) -> None:
        assert self.result.dead == {}
        assert "/accounts/login/" in self.result.left
        for name in files_in(self.whole):
            if not name.endswith(".html"):
                continue
            content = (self.whole / name).read_text(encoding="utf-8")
            address = "/" + name.partition("/")[2].removesuffix("index.html")
            for link in re.findall(r'(?:href|src|action)="([^"]*)"', content):
                parts = urlsplit(urljoin(f"http://localhost{address}", link))
                if parts.hostname != "localhost" or parts.path == "/":
                    continue
                exists = any(
                    (self.whole / file_of(parts.path, part)).is_file()
                    for part in ("site/", "gone/")
                )
                is_page = kind_of(parts.path) in (Kind.PAGE, Kind.STATIC)
                assert exists == is_page, (name, link)
                if parts.query and is_page:
                    assert parts.path in self.result.questions, (name, link)

    def test_nothing_of_the_room_is_in_any_file(self) -> None:
        for name, content in files_in(self.whole).items():
            for word in (SURNAME, TITLE, NOTE):
                assert word.encode() not in content, name

    def test_nothing_depends_on_the_host_that_is_asked(self) -> None:
        with override_settings(ALLOWED_HOSTS=["other.example.org", *settings.ALLOWED_HOSTS]):
            assert export(self.whole).written == 0

    def test_nginx_sends_the_headers_of_the_application(self) -> None:
        told = (self.whole / "nginx/headers.conf").read_text()
        sent = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', told, re.M))
        answer = Client().get("/de/", secure=True)
        ours = {"Content-Type", "Content-Length", "Content-Language", "Cache-Control", "ETag"}
        assert set(sent) == set(answer.headers) - ours
        for name, value in sent.items():
            is_policy = name == "Content-Security-Policy"
            same = "; ".join(sorted(answer[name].split("; "))) if is_policy else answer[name]
            assert value == same
        assert {"Content-Security-Policy", "Strict-Transport-Security"} <= set(sent)

    def test_error_pages_written_alone_take_nothing_away(self) -> None:
        before = files_in(self.whole)
        call_command("error_pages", str(self.whole), stderr=StringIO())
        assert files_in(self.whole) == before

    def test_a_withdrawn_publication_is_gone_from_every_file(self) -> None:
        output = Output.objects.filter(status="published")[0]
        public_id, title = output.publication.public_id, output.publication.title_de
        before = files_in(self.whole)
        assert len([name for name in before if title.encode() in before[name]]) > 5
        withdraw(output=output, by=self.user("reviewer"), note="x", today=datetime.date(2022, 1, 1))
        with tempfile.TemporaryDirectory(prefix="msg-export-") as temporary:
            copy = Path(temporary) / "copy"
            shutil.copytree(self.whole, copy)
            export(copy)
            after = files_in(copy)
            assert not (copy / f"site/de/publications/{public_id}").exists()
        assert not [name for name in after if title.encode() in after[name]]
        assert not [name for name in after if name.startswith("site/") and public_id in name]
        was_there = {name for name in before if name.startswith("site/") and public_id in name}
        assert len(was_there) >= 2
        for name in was_there:
            address = f"/{name.removeprefix('site/').removesuffix('index.html')}"
            answer = answer_to(address)
            assert answer.status_code == 410
            assert after[file_of(address, "gone/")] == answer.content


@override_settings(WHITENOISE_USE_FINDERS=True)
class ExportTestCase(TestCase):
    """A small record, and a folder of its own to export it to."""

    @classmethod
    def setUpTestData(cls) -> None:
        dialogue_round = make_round(2020, 2021)
        cls.publication = make_publication(dialogue_round)
        make_publication(dialogue_round)
        make_withdrawn(dialogue_round)

    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory(prefix="msg-export-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "public"


class LinksTest(ExportTestCase):
    def test_a_search_or_another_page_that_takes_a_query_is_named(self) -> None:
        with planted('<a href="/de/publications/?theme=3">x</a><form action="/en/"></form>'):
            result = export(self.folder)
        assert {"/de/publications/", "/en/"} <= set(result.questions)
        told = (self.folder / "nginx/maps.conf").read_text()
        assert '"/de/publications/?" 1;' in told
        assert not any("?" in name for name in files_in(self.folder))

    def test_a_link_that_leads_nowhere_is_told_and_stops_nothing(self) -> None:
        with planted('<a href="/de/rounds/1901-1902/">x</a>'):
            told = StringIO()
            call_command("export_public", str(self.folder), stderr=told, stdout=told)
        assert "/planted/ leads to /de/rounds/1901-1902/" in told.getvalue()
        assert (self.folder / "site/de/index.html").is_file()


class OnlyThePublicRecordTest(ExportTestCase):
    def test_the_tables_of_the_room_are_out_of_reach_from_beginning_to_end(self) -> None:
        refused = []

        def read_the_room(address: str) -> None:
            with pytest.raises(DatabaseError):
                Participant.objects.count()
            refused.append(address)
            raise ExportError("enough")

        with pytest.raises(ExportError, match="enough"):
            export(self.folder, read_the_room)
        assert refused
        assert Participant.objects.count() == 0

    def test_an_answer_that_is_not_for_everybody_stops_it(self) -> None:
        for header, value in (
            ("Vary", "Cookie"),
            ("Cache-Control", "private"),
            ("Cache-Control", "no-store"),
        ):
            with planted("x", **{header: value}), pytest.raises(ExportError, match="everybody"):
                export(self.folder)
        with planted("x", cookie="a"), pytest.raises(ExportError, match="cookie"):
            export(self.folder)

    def test_an_answer_in_the_language_of_the_browser_stops_it(self) -> None:
        with planted("by language"), pytest.raises(ExportError, match="everybody"):
            export(self.folder)

    def test_a_failing_page_stops_it_and_nothing_is_removed(self) -> None:
        export(self.folder)
        before = files_in(self.folder)
        with planted("fails"), pytest.raises(ExportError, match="/planted/ answered 500"):
            export(self.folder)
        assert {name: files_in(self.folder)[name] for name in before} == before
        export(self.folder)
        assert files_in(self.folder) == before


class IncrementalTest(ExportTestCase):
    def test_the_second_time_nothing_is_written(self) -> None:
        first = export(self.folder)
        before = {path: path.stat() for path in self.folder.rglob("*") if path.is_file()}
        second = export(self.folder)
        assert (second.written, second.removed) == (0, 0)
        assert second.unchanged == first.written
        for path, known in before.items():
            if path.name != "files.txt":
                assert path.stat().st_ino == known.st_ino, path

    def test_what_changed_is_written_and_nothing_else(self) -> None:
        export(self.folder)
        before = files_in(self.folder)
        row = self.publication
        Publication.objects.filter(pk=row.pk).update(title_de=TITLE)
        result = export(self.folder)
        after = files_in(self.folder)
        changed = {name for name in after if after[name] != before.get(name)}
        assert result.written == len(changed)
        assert f"site/de/publications/{row.public_id}/index.html" in changed
        assert "site/de/publications/feed.atom" in changed
        assert f"site/en/publications/{row.public_id}/index.html" not in changed
        assert "site/de/imprint/index.html" not in changed

    def test_what_is_withdrawn_goes_before_anything_else_is_asked(self) -> None:
        export(self.folder)
        page = self.folder / f"site/de/publications/{self.publication.public_id}/index.html"
        assert page.is_file()
        take_back(self.publication)
        with planted("fails"), pytest.raises(ExportError):
            export(self.folder)
        assert not page.exists()

    def test_a_record_that_changes_meanwhile_is_asked_for_again(self) -> None:
        asked = []

        def change_once(address: str) -> None:
            asked.append(address)
            if len(asked) == 12:
                # as another connection would; the reader itself may not write
                with change_in_between():
                    Publication.objects.filter(pk=row.pk).update(title_de=TITLE)

        row = self.publication
        export(self.folder, change_once)
        assert asked.count("/de/") == 2
        page = self.folder / f"site/de/publications/{row.public_id}/index.html"
        assert TITLE in page.read_text(encoding="utf-8")

    def test_pages_are_asked_for_before_files_that_take_longer(self) -> None:
        asked: list[str] = []
        export(self.folder, asked.append)
        known = self.publication.public_id
        ours = [each for each in asked if f"/publications/{known}/" in each]
        assert {*ours[:2]} == {f"/{language}/publications/{known}/" for language in ("de", "en")}
        assert any(each.endswith(".pdf") for each in ours[2:])

    def test_what_is_taken_back_is_gone_with_the_next_look(self) -> None:
        page = self.folder / f"site/de/publications/{self.publication.public_id}/index.html"
        looks: list[bool] = []

        def pause() -> None:
            looks.append(page.exists())
            if len(looks) == 2:
                take_back(self.publication)

        results = follow(self.folder, pause=pause)
        assert next(results).written > 0
        # nothing changes, nothing is done; then something does
        assert next(results).removed > 0
        assert looks == [True, True]
        assert not page.exists()


class StaticTest(ExportTestCase):
    @override_settings(WHITENOISE_USE_FINDERS=False)
    def test_a_missing_style_sheet_is_said(self) -> None:
        with pytest.raises(ExportError, match="collectstatic"):
            export(self.folder)

    def test_names_with_a_hash_are_exported_as_the_pages_name_them(self) -> None:
        storages = settings.STORAGES | {
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
        }
        with (
            tempfile.TemporaryDirectory() as root,
            override_settings(STORAGES=storages, STATIC_ROOT=root, WHITENOISE_USE_FINDERS=False),
        ):
            call_command("collectstatic", interactive=False, verbosity=0)
            export(self.folder)
            names = [each for each in addresses_in(self.folder) if each.startswith("/static/")]
            page = (self.folder / "site/de/index.html").read_text(encoding="utf-8")
            hashed = re.findall(r"/static/css/msg\.[0-9a-f]{12}\.css", page)
            assert hashed
            assert {*hashed, "/static/css/msg.css", "/static/icon.svg"} <= set(names)
            for name in names:
                assert (self.folder / file_of(name)).read_bytes() == content_of(answer_to(name))


class ErrorPagesTest(ExportTestCase):
    def test_they_are_the_applications_own(self) -> None:
        call_command("error_pages", str(self.folder), stderr=StringIO())
        files = files_in(self.folder)
        assert set(files) == {
            "files.txt",
            "nginx/headers.conf",
            *(f"errors/{status}.{code}.html" for status in (400, 404) for code in ("de", "en")),
            "errors/500.html",
            "errors/503.html",
            "errors/maintenance.html",
        }
        for code in ("de", "en"):
            answer = answer_to(f"/{code}/nothing/")
            assert answer.status_code == 404
            assert files[f"errors/404.{code}.html"] == answer.content
        assert files["errors/500.html"] == render_to_string("500.html").encode()

    def test_what_needs_no_application_speaks_both_languages_and_says_nothing_else(self) -> None:
        for name, german, english in (
            ("503.html", "Gerade antwortet hier niemand.", "Nobody is answering here"),
            ("maintenance.html", "Hier wird gerade gearbeitet.", "We are working on this site."),
            ("500.html", "Das war unser Fehler.", "This was our error."),
        ):
            page = render_to_string(name)
            assert german in page
            assert english in page
            assert "<script" not in page
            assert " style=" not in page
            links = set(re.findall(r'(?:href|src)="([^"]*)"', page))
            assert links <= {"/", "/de/", "/en/", "/static/css/msg.css", "/static/icon.svg"}


class CommandTest(ExportTestCase):
    def test_it_says_how_many_and_what_no_file_can_do(self) -> None:
        told, out = StringIO(), StringIO()
        call_command("export_public", str(self.folder), stderr=told, stdout=out)
        count = len(files_in(self.folder)) - 1
        assert f"{count} written, 0 unchanged, 0 removed" in told.getvalue()
        assert "/accounts/login/" in told.getvalue()
        assert out.getvalue() == ""

    def test_it_says_nothing_where_nothing_is_to_be_said(self) -> None:
        told = StringIO()
        call_command("export_public", str(self.folder), "--quiet", stderr=told, stdout=told)
        assert told.getvalue() == ""


class NginxTest(SimpleTestCase):
    def test_the_rarer_type_of_an_ending_is_told_for_its_address(self) -> None:
        sent = [
            Sent(address, {"Content-Type": kind})
            for address, kind in (
                ("/de/", "text/html; charset=utf-8"),
                ("/a.json", "application/json"),
                ("/b.json", "application/json"),
                ("/c.json", "application/schema+json"),
            )
        ]
        told = types_for_nginx(sent, ()).decode()
        assert "    text/html html;\n" in told
        assert "    application/json json;\n" in told
        assert "location = /c.json { types { } default_type application/schema+json; }" in told

    def test_a_header_that_not_all_have_goes_by_the_address_and_never_by_a_record(self) -> None:
        sent = [
            Sent(
                f"/de/publications/{public_id}/x.pdf",
                {"Content-Type": "application/pdf", "Content-Disposition": f'a="{public_id}.pdf"'},
            )
            for public_id in ("0123456789abcdef", "fedcba9876543210")
        ]
        told = maps_for_nginx((), sent, ()).decode()
        line = (
            r"""    "~^/de/publications/(?<msg_id>[0-9a-f]{16})/x\.pdf$" "a=\"${msg_id}.pdf\"";"""
        )
        assert [each for each in told.splitlines() if "x\\.pdf" in each] == [line]
        assert "0123456789abcdef" not in told
        assert "msg_content_disposition" in types_for_nginx(sent, ()).decode()
        assert "msg_content" not in maps_for_nginx((), sent, ("Content-Disposition",)).decode()

    def test_all_that_is_not_public_is_passed_on(self) -> None:
        told = maps_for_nginx((), [], ()).decode()
        (told_of,) = re.findall(r'"~\^/\(([\w|-]+)\)/" 1;', told)
        places = told_of.split("|")
        assert {"accounts", "admin", "language", "my"} <= set(places)
        for view in named_views():
            if kind_of(f"/{view.route}") is Kind.APPLICATION:
                assert view.route.partition("/")[0] in places
        assert not {"de", "en", "record.json"} & set(places)

    def test_what_nginx_would_take_for_something_else_is_refused(self) -> None:
        for value in ("$host", "a\\b", "a\nb"):
            with pytest.raises(ExportError, match="X-Planted"):
                headers_for_nginx({"X-Planted": value})


@contextmanager
def planted(body: str, cookie: str = "", **headers: str) -> Iterator[None]:
    """Have a public page more, with this body; some bodies say what it does."""

    @open_to(Access.PUBLIC)
    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        if body == "fails":
            raise ZeroDivisionError
        text = request.headers.get("accept-language", "") if body == "by language" else body
        response = HttpResponse(text, headers=headers)
        if cookie:
            response.set_cookie(cookie, "x")
        return response

    class Urls:
        urlpatterns = [route("planted/", page, name="planted"), *all_urls.urlpatterns]
        handler400 = all_urls.handler400
        handler404 = all_urls.handler404
        handler500 = all_urls.handler500

    # as an address that carries no language, and so is not asked who somebody is
    machines = middleware.FOR_MACHINES | {"/planted/"}
    with (
        mock.patch.object(middleware, "FOR_MACHINES", machines),
        override_settings(ROOT_URLCONF=Urls),
    ):
        yield


@contextmanager
def change_in_between() -> Iterator[None]:
    """Let the test write for a moment, as another process could."""
    if connection.vendor == "sqlite":
        connection.connection.set_authorizer(None)
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
