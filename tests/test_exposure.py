"""The look from outside: the demo is clean, and what is planted is found wherever it stands."""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, quote_plus

import docx
import pypdf
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import CharField, Value
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image, PngImagePlugin

from msg.demo.papers import example_paper
from msg.demo.secrets import planted_secrets
from msg.exposure.addresses import seeds
from msg.exposure.allowed import all_passages
from msg.exposure.answers import Piece, Unread, pieces_of
from msg.exposure.crawl import Crawl, links_in
from msg.exposure.folding import decoded, fold, pieces
from msg.exposure.needles import all_needles
from msg.exposure.rights import Rights
from msg.exposure.search import Search
from msg.exposure.surnames import Surnames
from msg.exposure.visitors import Answer, Visit, Visitor, visitors
from msg.middleware import AccessMiddleware
from participants.models import Participant, User
from rounds.models import Publication, SessionNotice
from sessions.enums import OutputStatus
from sessions.models import Document, ExposureAudit, NamingConsent, Output
from sessions.models.outputs import OutputQuerySet
from sessions.models.room import SessionQuerySet
from tests.cast import DemoTestCase


def run(*only: str, participants: Any = 0, **options: Any) -> tuple[int, str]:
    """Run the command and return its exit status and what it said."""
    out = StringIO()
    try:
        call_command(
            "audit_exposure",
            only=list(only),
            participants=participants,
            stdout=out,
            stderr=StringIO(),
            **options,
        )
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@contextmanager
def leaking(leak: Any) -> Iterator[None]:
    """Let what every request passes change its answer: ``leak(request, response)``."""
    honest = AccessMiddleware.__call__

    def call(self: AccessMiddleware, request: Any) -> HttpResponse:
        response = honest(self, request)
        leak(request, response)
        return response

    with patch.object(AccessMiddleware, "__call__", call):
        yield


def into_the_page(markup: str) -> Any:
    """Return a leak that puts markup at the end of every page."""

    def leak(request: Any, response: HttpResponse) -> None:
        if not response.streaming and b"</body>" in response.content:
            response.content = response.content.replace(b"</body>", markup.encode() + b"</body>")

    return leak


class CleanTest(DemoTestCase):
    def test_nothing_of_the_demo_shows_and_nothing_is_left_but_the_date_of_the_look(self) -> None:
        before = all_rows()
        status, said = run(participants=2)
        assert "Nothing shows that must not. 0 found" in said
        assert status == 0
        after = all_rows()
        assert len(after.pop("dialogue_sessions_exposureaudit")) == 1
        assert before.pop("dialogue_sessions_exposureaudit") == []
        assert after == before
        seen = ExposureAudit.objects.get()
        assert (seen.finished_on, seen.found) == (timezone.localdate(), 0)
        assert f"{seen.requests} requests" in said
        # or it would be clean because nobody was let in
        for reason in ("of a session they were invited to", "the words of a released text"):
            assert reason in said

    def test_what_the_demo_says_it_plants_is_looked_for(self) -> None:
        search = whole_search()
        secrets = planted_secrets()
        assert len(secrets) > 400
        missed = [
            secret.kind
            for secret in secrets
            if not search.hits([Piece("body", f"<p>{secret.value}</p>")], Rights(), "/")
            and not any(
                hit
                for hit in search.hits([Piece("text", f"{secret.value} betonte")], Rights(), "/")
            )
        ]
        assert missed == []

    def test_a_bound_that_is_reached_is_said_and_is_not_clean(self) -> None:
        status, said = run(max_requests=20)
        assert status == 1
        assert "NOT COMPLETE, which is not clean" in said
        assert "20 requests" in said
        assert not ExposureAudit.objects.exists()
        status, said = run(max_seconds=1e-9)
        assert (status, "NOT COMPLETE" in said) == (1, True)

    def test_one_address_is_looked_at_alone_and_not_put_on_record(self) -> None:
        assert run("/de/publications/")[0] == 0
        assert not ExposureAudit.objects.exists()

    def test_a_search_by_name_is_looked_at_and_what_was_typed_is_no_leak(self) -> None:
        person = Participant.objects.order_by("pk")[0]
        name = f"{person.given_name} {person.family_name}"
        address = f"/de/search/?q={quote_plus(name)}"
        searches = [seed for seed in seeds() if "/search/?q=" in seed]
        assert address in searches
        assert run(*searches)[0] == 0
        # the same page for words it finds, with the name in every link of it
        assert run(f"{address}&round=2020")[0] == 0
        with leaking(into_the_page(f"<p>{name}</p>")):
            status, said = run(address)
        assert status == 1
        assert f"participant {person.pk}" in said

    def test_wrong_numbers_are_refused(self) -> None:
        for arguments in (
            ["--participants", "-1"],
            ["--max-requests", "0"],
            ["--max-seconds", "x"],
        ):
            with pytest.raises(CommandError):
                call_command("audit_exposure", *arguments)


def all_rows() -> dict[str, list]:
    """Return every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def whole_search() -> Search:
    return Search(all_needles(), all_passages(), Surnames(Participant.objects.all()))


class PlantedTest(DemoTestCase):
    """A leak in running code, one after another; the same look is clean without it."""

    PUBLIC = "/de/publications/"

    def found(self, *only: str, participants: Any = 0) -> list[str]:
        """Return the findings of a look that has to end with status 1."""
        status, said = run(*only, participants=participants)
        assert status == 1, said
        return [line for line in said.splitlines() if re.match(r"\S.*: (GET|HEAD|POST)", line)]

    def assert_found(self, found: list[str], where: str, kind: str, record: Any = "") -> None:
        wanted = f"{where}: {kind} ({record}" if record else f"{where}: {kind}"
        assert any(wanted in line for line in found), found

    def setUp(self) -> None:
        self.person = Participant.objects.get(family_name="Haddad")
        self.name = f"{self.person.given_name} {self.person.family_name}"
        self.record = f"participant {self.person.pk})"

    def test_without_a_leak_the_same_looks_are_clean(self) -> None:
        assert run(self.PUBLIC, "/de/nothing/", "/my/", participants=2)[0] == 0

    def test_a_name_in_an_attribute(self) -> None:
        with leaking(into_the_page(f'<b title="{self.name}">.</b>')):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "attribute title", "name", self.record)

    def test_a_name_in_a_comment(self) -> None:
        with leaking(into_the_page(f"<!-- {self.name.upper()} -->")):
            self.assert_found(self.found(self.PUBLIC), "comment", "name", self.record)

    def test_a_name_in_a_script_with_escapes(self) -> None:
        person = Participant.objects.get(family_name="Yılmaz")
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in person.full_name)
        with leaking(into_the_page(f'<script type="application/json">["{escaped}"]</script>')):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "script", "name", f"participant {person.pk}")

    def test_a_name_in_percent_codes_in_a_link(self) -> None:
        person = Participant.objects.get(family_name="Brandstätter")
        link = f'<a href="/x/?by={quote(quote(person.family_name))}">x</a>'
        with leaking(into_the_page(link)):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "attribute href", "name", f"participant {person.pk}")

    def test_a_name_broken_by_markup_and_soft_hyphens(self) -> None:
        with leaking(into_the_page("<p>Had<wbr>dad</p>")):
            self.assert_found(self.found(self.PUBLIC), "text", "name", self.record)
        with leaking(into_the_page("<p>Had&shy;dad</p>")):
            self.assert_found(self.found(self.PUBLIC), "text", "name", self.record)

    def test_a_name_folded_in_a_calendar(self) -> None:
        calendar = HttpResponse(f"SUMMARY:{self.name[:7]}\r\n {self.name[7:]}\r\n")
        calendar["Content-Type"] = "text/calendar"
        with patch("rounds.channels.calendars.HttpResponse", lambda *a, **b: calendar):
            found = self.found(reverse("rounds:sessions"))
        self.assert_found(found, "text", "name", self.record)

    def test_a_page_that_was_kept_for_one_is_made_for_the_next(self) -> None:
        """A page that depends on who asks tells the wrong one, once it is kept."""

        def leak(request: Any, response: HttpResponse) -> None:
            if getattr(request, "user", None) and request.user.is_authenticated:
                into_the_page(f"<p>{request.user.email}</p>")(request, response)

        with leaking(leak):
            assert run("/my/", participants=1)[0] == 0
            found = self.found("/de/", participants=1)
        self.assert_found(found, "text", "e-mail address")

    def test_a_name_in_a_header_and_in_a_cookie(self) -> None:
        person = Participant.objects.get(family_name="Brandstätter")

        def leak(request: Any, response: HttpResponse) -> None:
            response["X-Author"] = person.full_name
            response.set_cookie("seen", self.person.email)

        with leaking(leak):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "header", "name", f"participant {person.pk}")
        self.assert_found(found, "cookie", "e-mail address", self.record)

    def test_an_address_or_a_login_made_of_the_name(self) -> None:
        with leaking(into_the_page(f"<p>{self.person.email.partition('@')[0]}</p>")):
            self.assert_found(self.found(self.PUBLIC), "text", "name", self.record)
        with leaking(into_the_page(f"<a href='mailto:{self.person.email}'>.</a>")):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "attribute href", "e-mail address", self.record)

    def test_the_words_of_a_draft(self) -> None:
        draft = Output.objects.filter(status=OutputStatus.DRAFT).first()
        statement = draft.statements.first()
        half = " ".join(statement.text_de.split()[:14])
        with leaking(into_the_page(f"<p>{half} …</p>")):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "text", "text not published", f"statement {statement.pk}")

    def test_what_was_withdrawn(self) -> None:
        output = Output.objects.filter(status=OutputStatus.WITHDRAWN).first()
        with leaking(into_the_page(f"<p>{output.title_en}</p>")):
            found = self.found(f"/de/publications/{output.publication.public_id}/")
        self.assert_found(found, "text", "text not published", f"output {output.pk}")

    def test_somebody_in_an_error_page(self) -> None:
        def leak(request: Any, response: HttpResponse) -> None:
            if response.status_code == 404:
                into_the_page(f"<p>{self.name}</p>")(request, response)

        with leaking(leak):
            found = self.found("/de/nothing/")
        self.assert_found(found, "text", "name", self.record)
        assert all("(404)" in line for line in found)

    def test_the_page_of_a_failure_and_of_a_strange_host_are_looked_at(self) -> None:
        with patch("msg.views.render", lambda *args, **options: HttpResponse(self.name)):
            found = self.found(self.PUBLIC)
        assert any("(page of a failure)" in line for line in found)

    def test_a_page_that_fails_is_not_clean(self) -> None:
        with patch("rounds.views.PER_PAGE", "many"):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "body", "a page that fails")

    def test_a_secret_organisation_and_one_somebody_sits_for(self) -> None:
        with leaking(into_the_page("<p>SQI und GIZ, die Runde</p>")):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "text", "organisation never to be mentioned")
        self.assert_found(found, "text", "organisation (organisation")
        assert len({line.rpartition(": ")[2] for line in found}) == 2, "'die' is an article"

    def test_a_notice_that_names_somebody(self) -> None:
        """The public record excuses what it speaks of, and not people."""
        notice = SessionNotice.objects.filter(round__start_year=2020).first()
        notice.title_de = f"Gespräch mit {self.name}"
        notice.save()
        found = self.found("/de/rounds/2020-2021/")
        self.assert_found(found, "text", "name", self.record)

    def test_a_list_that_forgets_whose_it_is(self) -> None:
        unscoped = SessionQuerySet.all
        with patch.object(
            SessionQuerySet, "for_participant", lambda self, participant: everybodys(unscoped(self))
        ):
            found = self.found("/my/", participants=2)
        self.assert_found(found, "text", "session (session")

    def test_a_paper_handed_to_somebody_not_invited(self) -> None:
        paper = self.document
        with patch("sessions.views.room._documents_of", lambda request: Document.objects.all()):
            found = self.found(paper.get_absolute_url(), participants=2)
        assert all("of another round" in line or "of nobody" in line for line in found), found
        self.assert_found(found, "answer", "a page of others", f"document {paper.pk})")

    def test_a_draft_shown_to_those_who_were_absent(self) -> None:
        draft = Output.objects.filter(status=OutputStatus.IN_REVIEW).order_by("pk")
        addresses = [f"/my/outputs/{output.public_id}/" for output in draft]
        assert run(*addresses, participants=4)[0] == 0
        with patch.object(
            OutputQuerySet,
            "for_reader",
            lambda self, participant: self.filter(session__attendances__participant=participant),
        ):
            found = self.found(*addresses, participants=4)
        assert all("invited who was absent" in line for line in found), found

    def test_a_name_without_a_consent_to_the_wording(self) -> None:
        publication, participant = named_publication()
        address = publication.get_absolute_url()
        status, said = run(address)
        assert status == 0
        assert "named by own consent to this wording: name" in said
        publication.statements.filter(is_named=True).update(text_de="Ein ganz anderer Satz hierzu.")
        found = self.found(address)
        self.assert_found(found, "text", "name", f"participant {participant.pk}")

    def test_a_consent_to_one_wording_names_nobody_elsewhere(self) -> None:
        _, participant = named_publication()
        with leaking(into_the_page(f"<p>{participant.full_name}</p>")):
            found = self.found(self.PUBLIC)
        self.assert_found(found, "text", "name", f"participant {participant.pk}")

    def test_a_log_line_with_a_query_string_or_a_name(self) -> None:
        with patch("msg.logs.DiscreetFilter.filter", lambda self, record: talk(record)):
            found = self.found("/de/nothing/?q=Something")
        self.assert_found(found, "log", "a query string")
        self.assert_found(found, "log", "name")

    def test_the_report_says_which_and_not_what(self) -> None:
        draft = Output.objects.filter(status=OutputStatus.DRAFT).first().statements.first()
        markup = f'<a href="/{quote(self.name)}/">{self.name}</a><p>{draft.text_de}</p>'
        with TemporaryDirectory() as folder, leaking(into_the_page(markup)):
            path = Path(folder) / "report.txt"
            path.write_text("older")
            status, said = run(self.PUBLIC, report=path)
            assert status == 1
            assert path.read_text() == said
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            for secret in (self.person.family_name, *pieces(draft.text_de)):
                assert secret.strip().casefold() not in fold(said)
            assert "▬▬▬" in said
            assert self.person.family_name.casefold() in run(self.PUBLIC, show=True)[1]


class FilesTest(DemoTestCase):
    """What a file holds besides its text: properties, comments, names of files."""

    def setUp(self) -> None:
        self.search = whole_search()
        self.rights = Rights(papers={"/my/documents/1/"})

    def found(self, content: bytes, address: str = "/") -> list[str]:
        """Return where a file tells something to somebody who may have the paper at /1/."""
        response = HttpResponse(content, content_type="application/octet-stream")
        pieces = list(pieces_of(response, content))
        hits = self.search.hits(pieces, self.rights, address)
        return sorted({hit.where for hit in hits if not hit.reason})

    def test_a_name_in_the_text_of_a_pdf(self) -> None:
        paper = packed_pdf("Rami Haddad", {})
        assert b"Haddad" not in paper
        assert self.found(paper) == ["text of a file"]
        assert self.found(paper, "/my/documents/1/") == []

    def test_a_name_in_the_properties_of_a_pdf_is_for_nobody(self) -> None:
        paper = packed_pdf("Entwurf", {"/Author": "Rami Haddad"})
        assert "properties of a file" in self.found(paper, "/my/documents/1/")

    def test_a_name_in_a_word_file_its_properties_and_its_comments(self) -> None:
        document = docx.Document()
        document.add_paragraph("Rami Haddad")
        assert "text of a file" in self.found(saved(document))
        assert self.found(saved(document), "/my/documents/1/") == []
        document.core_properties.last_modified_by = "Haddad"
        assert self.found(saved(document), "/my/documents/1/") == ["properties of a file"]

    def test_a_name_of_a_file_in_a_file(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("rami.haddad.txt", "x")
            archive.comment = b"siebenquell"
        assert "name in a file" in self.found(buffer.getvalue())
        assert "properties of a file" in self.found(buffer.getvalue())

    def test_a_name_in_a_picture(self) -> None:
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "Rami Haddad")
        picture = io.BytesIO()
        Image.new("P", (2, 2)).save(picture, "PNG", pnginfo=info)
        assert self.found(picture.getvalue()) == ["file, as it is", "properties of a file"]

    def test_a_file_nobody_can_read_is_not_clean(self) -> None:
        for content in (b"%PDF-1.4 broken", b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n broken"):
            with pytest.raises(Unread):
                self.found(content)

        def leak(request: Any, response: Any) -> None:
            if response.streaming:
                response.streaming_content = iter([b"%PDF-broken"])

        with leaking(leak):
            status, said = run(self.document.get_absolute_url(), participants=1)
        assert status == 1
        assert "a file nobody can read" in said


class SurnamesTest(DemoTestCase):
    """Half the surnames of a roster are words, and pages are full of words."""

    def meant(self, page: str) -> list[str]:
        hits = whole_search().hits([Piece("body", page)], Rights(), "/")
        return [hit.needle.record for hit in hits if not hit.reason]

    def test_words_in_prose_raise_no_alarm(self) -> None:
        for page in (
            "<p>Im Sommer und im Winter fliegt der Vogel klein und stark über die Heide.</p>",
            "<p>A green paper may come in May; a fischer is no richter, said the wagner.</p>",
            "<p>Policy option, May 2018. Stand: Mai 2018.</p><html lang='de'>",
            "<p>Der Fischer, die Bäcker und ein Richter zahlen lange Zeit keine Steuern.</p>",
        ):
            assert self.meant(page) == [], page

    def test_the_same_words_as_names_do(self) -> None:
        for page, family in (
            ("<p>Andrea Sommer</p>", "Sommer"),
            ("<p>Winter, Marlene</p>", "Winter"),
            ("<p>Dr. Koch warb dafür.</p>", "Koch"),
            ("<p>As Green argued, nothing came of it.</p>", "Green"),
            ("<b title='Frau Richter'>.</b>", "Richter"),
        ):
            person = Participant.objects.get(family_name=family)
            assert f"participant {person.pk}" in self.meant(page), page


class WayTest(DemoTestCase):
    def test_every_kind_of_participant_there_is_comes_and_no_staff(self) -> None:
        found = visitors(6)
        assert [visitor.kind for visitor in found][:7] == [
            "the public",
            "an account of nobody",
            "somebody who was there",
            "somebody of another round",
            "somebody asked to be named",
            "somebody invited who was absent",
            "a member who was at no session",
        ]
        assert not any(visitor.user.is_staff for visitor in found if visitor.user)
        accounts = User.objects.filter(participant__isnull=False, is_staff=False).count()
        assert len(visitors(None)) == accounts + 2
        assert len(visitors(0)) == 2

    def test_an_account_of_nobody_is_made_for_the_look_and_gone_after_it(self) -> None:
        User.objects.filter(participant__isnull=True).delete()
        (stranger,) = (visitor for visitor in visitors(0) if not visitor.is_public)
        assert stranger.is_made
        assert Visit(stranger, "en").open("/my/").response.status_code == 200
        assert not User.objects.filter(participant__isnull=True).exists()

    def test_each_speaks_both_languages_and_the_account_keeps_its_own(self) -> None:
        visitor = visitors(1)[2]
        for language in ("de", "en"):
            page = Visit(visitor, language).open("/my/").content.decode()
            assert f'<html lang="{language}"' in page
        assert User.objects.get(pk=visitor.user.pk).language == visitor.user.language

    def test_no_form_can_change_anything(self) -> None:
        answer = Visit(visitors(1)[2], "de").open("/my/consents/", method="POST")
        assert answer.response.status_code == 403

    def test_links_of_this_site_are_followed_wherever_they_stand(self) -> None:
        page = """<a href='/a/'>x</a><form action="/b/?x=1&amp;y=2"><img src=/c/></form>
            <loc>http://testserver/d/</loc><script>{"next": "\\/e\\/"}</script><a href=g/>
            <a href="https://elsewhere.example/f/"><a href="mailto:x@example.org"><a href="#h">"""
        response = HttpResponse(page)
        response["Location"] = "/i/"
        response["Link"] = "</j/>; rel=next"
        answer = Answer(Visitor("x"), "GET", "/de/", response, response.content, "")
        links = set(links_in(answer))
        assert {"/a/", "/b/?x=1&y=2", "/d/", "/e/", "/i/", "/j/"} <= links
        assert not any("elsewhere" in link or "mailto" in link for link in links)

    def test_a_session_is_never_ended(self) -> None:
        with leaking(into_the_page('<a href="/accounts/logout/">x</a>')):
            asked = {answer.address for answer in Crawl(visitors(0), most_requests=400).answers()}
        assert "/my/" in asked
        assert "/accounts/logout/" not in asked

    def test_a_site_behind_https_and_a_name_is_asked_there(self) -> None:
        with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=[".msg.example.org"]):
            answer = Visit(Visitor("the public"), "de").open("/de/")
        assert answer.response.status_code == 200


def test_text_is_read_without_its_disguises() -> None:
    assert fold("Yılmaz, Sörensen & Weiß–Ко") == " yilmaz sorensen weiss ko "
    assert fold("Had\u00adda\u200bd O’Neill") == " haddad o neill "
    assert decoded("%2552ami &amp;#x48;addad \\u0048\\n") == "Rami Haddad H "
    text = "Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn. Kurz."
    assert list(pieces(text)) == [
        " eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf ",
        " zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn ",
        " kurz ",
    ]


def packed_pdf(text: str, properties: dict[str, str]) -> bytes:
    """Return a PDF whose text no plain look can see, with properties."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(example_paper(text)))
    for page in writer.pages:
        page.compress_content_streams()
    if properties:
        writer.add_metadata(properties)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def everybodys(rows: Any) -> Any:
    """Return sessions with what the page asks of a seat, for nobody in particular."""
    return rows.annotate(attendances__reply=Value("", output_field=CharField())).order_by("pk")


def talk(record: Any) -> bool:
    record.msg = f"{record.getMessage()} ?q=Something for Rami Haddad"
    record.args = ()
    return True


def named_publication() -> tuple[Publication, Participant]:
    """Release nothing, but make a released statement one that somebody agreed to be named for."""
    output = Output.objects.filter(status=OutputStatus.PUBLISHED).first()
    statement = output.statements.first()
    participant = Participant.objects.get(family_name="Haddad")
    statement.label = "person"
    statement.save()
    NamingConsent.objects.create(
        statement=statement,
        participant=participant,
        text_hash=statement.text_hash,
        given_on=timezone.localdate(),
    )
    output.publication.statements.filter(text_de=statement.text_de).update(
        label_de=participant.full_name, label_en=participant.full_name, is_named=True
    )
    return output.publication, participant
