"""A public page in other shapes: the PDF, the card, the data, the words to copy.

Each holds what the page shows and no more; what is meant to be passed on holds no name.
"""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import TestCase, override_settings
from django.utils import translation
from PIL import Image
from playwright.sync_api import Page, Response
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from pytest_django.live_server_helper import LiveServer

from msg.page_cache import pages
from rounds.documents import typesetting
from rounds.documents.cards import HEIGHT, LONGEST_TEXT, WIDTH
from rounds.models import Initiative, LegalPage, Publication, PublicationStatement, Round
from rounds.register import PER_PAGE
from sessions.models import Output
from sessions.publishing import withdraw
from tests.cast import DemoTestCase
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_statement,
    make_withdrawn,
)

SITE = "https://record.example.org"
HOSTILE = (
    '#panic("x") *a* _b_ $c$ #import "d" </script><script>alert(1)</script> &amp; @e <f> \\ //'
)
LONG = "Rechtsschutzversicherungsgesellschaftenkooperation"
FILES = ("publication.pdf", "card.png", "publication.ris", "publication.bib")
LIMIT = 100_000
"""Bytes; some messengers show no larger picture."""


class _Visible(HTMLParser):
    """Collects what a page shows of its middle on paper: nothing hidden, nothing left out there."""

    LEFT_OUT = {"vh", "noprint"}
    EMPTY = {"path", "br", "wbr"}

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.inside = False
        self.hidden_at: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        self.inside = self.inside or tag == "main"
        if tag not in self.EMPTY and (self.hidden_at or classes & self.LEFT_OUT):
            self.hidden_at.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden_at:
            assert self.hidden_at.pop() == tag
        elif tag == "main":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and not self.hidden_at:
            self.text += data


def squeezed(text: str) -> str:
    """Return a text without what depends on where its lines end."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def shown_on(response: HttpResponse) -> str:
    """Return what the page shows of its middle."""
    parser = _Visible()
    parser.feed(response.content.decode())
    return squeezed(parser.text)


def read(response: HttpResponse) -> Any:
    """Return the PDF of an answer, without types: what it is made of is looked up by name."""
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def printed_on(reader: Any, address: str) -> str:
    """Return what a PDF says, without the head and the foot every sheet has."""
    text = ""
    for number, page in enumerate(reader.pages, 1):
        sheet = squeezed(page.extract_text())
        head, foot = "MigrationStrategyGroup", squeezed(f"{address}{number}/{len(reader.pages)}")
        assert sheet.startswith(head)
        assert sheet.endswith(foot)
        text += sheet[len(head) : -len(foot)]
    return text


def parts_of(node: Any) -> Iterator[Any]:
    """Yield every part of the structure a reader aloud goes through, in order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for each in node:
            yield from parts_of(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from parts_of(node["/K"])


def head_of(response: HttpResponse) -> dict[str, str]:
    """Return what the page says to link previews."""

    class Head(HTMLParser):
        found: dict[str, str] = {}

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "meta" and "property" in given:
                self.found[given["property"] or ""] = given["content"] or ""
            if tag == "link" and given["rel"] == "canonical":
                self.found["canonical"] = given["href"] or ""

    head = Head()
    head.feed(response.content.decode())
    return head.found


def data_of(response: HttpResponse) -> dict[str, Any]:
    """Return the data in a page, which holds one block of it."""

    class Data(HTMLParser):
        found: list[str] = []
        kind = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.kind = dict(attrs).get("type") or tag
            if tag == "script" and "src" not in dict(attrs):
                assert self.kind == "application/ld+json"

        def handle_data(self, data: str) -> None:
            if self.kind == "application/ld+json" and data.strip():
                self.found.append(data)

    parser = Data()
    parser.found = []
    parser.feed(response.content.decode())
    [block] = parser.found
    return json.loads(block)


def full_publication(**values: Any) -> Publication:
    """Return a publication with everything a page can show, and words that try to be markup."""
    make_round(2016, 2017)
    dialogue_round = make_round(2020, 2021, label_people=6)
    questions = [make_question(dialogue_round, position) for position in (1, 2)]
    publication = make_publication(
        dialogue_round,
        *questions,
        statements=0,
        **{
            "title_de": f"{LONG} und Wege",
            "title_en": "Ways, and where they end?",
            "lead_de": f"Worum es geht: {HOSTILE}",
            "lead_en": f"What it is about: {HOSTILE}",
            "corrected_on": date(2020, 8, 23),
            "is_invented": True,
            **values,
        },
    )
    Publication.objects.filter(pk=publication.pk).update(
        kind="policy_option", heard_in="several", support="all"
    )
    make_statement(
        publication, 1, label_de="Dr. Mbali Reuß", label_en="Dr Mbali Reuß", is_named=True
    )
    make_statement(publication, 2, text_de=HOSTILE, text_en=HOSTILE)
    for position in range(3, 9):
        make_statement(
            publication,
            position,
            text_de=f"{position}. {LONG} sollten enden, bevor sie beginnen, und das gilt überall.",
            text_en=f"{position}. What begins should know its end, and this holds everywhere.",
            label_de="Teilnehmende aus Bundesministerien",
            label_en="participants from federal ministries",
        )
    return Publication.objects.get(pk=publication.pk)


def page_of(publication: Publication, language: str = "de") -> str:
    return f"/{language}/publications/{publication.public_id}/"


def pdf_of(publication: Publication, language: str = "de") -> str:
    return f"{page_of(publication, language)}publication.pdf"


@override_settings(SITE_URL=SITE)
class PdfTests(TestCase):
    def test_it_says_what_the_page_shows_in_that_order_and_nothing_else(self):
        full, plain = full_publication(), make_publication(Round.objects.last() or make_round())
        for publication in (full, plain):
            for language in ("de", "en"):
                page = self.client.get(page_of(publication, language))
                reader = read(self.client.get(pdf_of(publication, language)))
                shown = shown_on(page)
                assert len(shown) > 500
                assert printed_on(reader, SITE + page_of(publication, language)) == shown
        assert len(reader.pages) == 1

    def test_it_is_tagged_in_its_language_and_tells_nothing_of_who_made_it(self):
        publication = full_publication()
        for language, title in (
            ("de", f"{LONG} und Wege"),
            ("en", "Ways, and where they end?"),
        ):
            reader = read(self.client.get(pdf_of(publication, language)))
            root = reader.root_object
            assert root["/Lang"] == language
            assert root["/MarkInfo"]["/Marked"]
            assert root["/ViewerPreferences"]["/DisplayDocTitle"]
            [creator] = [value for key, value in reader.metadata.items() if key == "/Creator"]
            assert re.fullmatch(r"Typst [\d.]+", creator)
            assert dict(reader.metadata) == {
                "/Title": title,
                "/Creator": creator,
                # the month of the correction, which made the text what it is
                "/CreationDate": "D:20200801000000Z",
                "/ModDate": "D:20200801000000Z",
            }
            packet = root["/Metadata"].get_object().get_data().decode()
            assert "<pdfuaid:part>1</pdfuaid:part>" in packet
            assert set(re.findall(r"<((?:dc|xmp|pdf):\w+)", packet)) == {
                "dc:title", "dc:language", "dc:format", "pdf:PDFVersion",
                "xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate",
            }  # fmt: skip
            assert "/EmbeddedFiles" not in root.get("/Names", {})

    def test_who_listens_hears_headings_sentences_and_that_there_is_no_name(self):
        publication = full_publication()
        reader = read(self.client.get(pdf_of(publication)))
        parts = list(parts_of(reader.root_object["/StructTreeRoot"]["/K"]))
        headings = [(part["/S"], part["/T"]) for part in parts if part["/S"].startswith("/H")]
        assert headings == [
            ("/H1", f"{LONG} und Wege"),
            *(("/H2", f"Aussage {number}") for number in range(1, 9)),
            ("/H2", "Leitfragen"),
            ("/H2", "Was eine Gruppe bedeutet"),
            ("/H3", "Die Regel im Wortlaut"),
            ("/H2", "Zitieren"),
        ]
        blanks = [part["/Alt"] for part in parts if part["/S"] == "/Figure"]
        assert blanks == ["Ohne Namen. Gruppe:"] * 7
        assert sum(part["/S"] == "/BlockQuote" for part in parts) == 9

    def test_links_lead_to_the_one_name_of_the_site(self):
        publication = full_publication()
        reader = read(self.client.get(pdf_of(publication), headers={"host": "127.0.0.1"}))
        links = [
            annotation.get_object()["/A"]["/URI"]
            for page in reader.pages
            for annotation in page.get("/Annots", [])
        ]
        assert links == [
            *(f"{SITE}{page_of(publication)}#a{number}" for number in range(1, 9)),
            f"{SITE}/de/rounds/2020-2021/#f1",
            f"{SITE}/de/rounds/2020-2021/#f2",
        ]

    def test_the_same_text_gives_the_same_bytes_on_any_day_of_any_year(self):
        publication = full_publication()
        first = self.client.get(pdf_of(publication)).content
        typesetting._typeset.cache_clear()
        pages.forget()
        with time_machine.travel("2031-05-06 07:08"):
            assert self.client.get(pdf_of(publication)).content == first
        Publication.objects.filter(pk=publication.pk).update(
            released_on=date(2020, 6, 3), corrected_on=date(2020, 8, 1)
        )
        assert self.client.get(pdf_of(publication)).content == first, "a day shows"
        Publication.objects.filter(pk=publication.pk).update(released_on=date(2020, 5, 30))
        assert self.client.get(pdf_of(publication)).content != first

    def test_it_is_named_by_its_id_and_kept_like_a_page(self):
        publication = full_publication()
        first = self.client.get(pdf_of(publication))
        name = f'inline; filename="{publication.public_id}.pdf"'
        assert first["Content-Disposition"] == name
        assert not first.cookies
        assert not first.has_header("Vary")
        made = typesetting._typeset.cache_info().misses
        second = self.client.get(pdf_of(publication))
        assert (second.content, dict(second.items())) == (first.content, dict(first.items()))
        known = self.client.get(pdf_of(publication), headers={"if-none-match": first["ETag"]})
        assert (known.status_code, known.content) == (304, b"")
        # another text is released: the record has a new version, and this file is still the same
        make_publication(publication.round)
        assert self.client.get(pdf_of(publication)).content == first.content
        assert self.client.get(pdf_of(publication) + "?x=1").content == first.content
        assert typesetting._typeset.cache_info().misses == made

    def test_what_was_withdrawn_is_gone_and_what_never_was_is_the_one_404(self):
        gone = make_withdrawn(make_round())
        nothing = self.client.get("/de/nothing/")
        for name in FILES:
            answer = self.client.get(f"{page_of(gone)}{name}")
            assert answer.status_code == 410
            assert answer["Content-Type"] == "text/html; charset=utf-8"
            unknown = self.client.get(f"/de/publications/0123456789abcdef/{name}")
            assert unknown.status_code == nothing.status_code == 404
            assert unknown.content == nothing.content

    def test_pages_lead_to_it_and_the_sitemap_does_not(self):
        publication = make_publication(make_round())
        page = self.client.get(page_of(publication)).content.decode()
        assert f'<a href="{pdf_of(publication)}" type="application/pdf">Als PDF</a>' in page
        listed = self.client.get("/sitemap.xml").content.decode()
        assert page_of(publication) in listed
        assert [name for name in FILES if name in listed] == []


class WithdrawnTests(DemoTestCase):
    def test_a_withdrawal_takes_back_the_files_at_once(self):
        output = Output.objects.filter(status="published").select_related("publication")[0]
        addresses = [page_of(output.publication) + name for name in ("", *FILES)]
        assert {self.client.get(address).status_code for address in addresses} == {200}
        withdraw(output=output, by=self.user("reviewer"), note="x", today=date(2022, 1, 1))
        assert {self.client.get(address).status_code for address in addresses} == {410}

    def test_every_publication_of_the_demo_reads_like_its_page(self):
        for publication in Publication.objects.released():
            for language in ("de", "en"):
                with translation.override(language):
                    address = page_of(publication, language)
                page = self.client.get(address)
                whole = data_of(page)["url"]
                printed = printed_on(read(self.client.get(pdf_of(publication, language))), whole)
                assert printed == shown_on(page), address


@override_settings(SITE_URL=SITE)
class CardTests(TestCase):
    def card(self, address: str) -> Image.Image:
        """Return the picture; it has a size, colours, and nothing written into it."""
        response = self.client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/png"
        assert len(response.content) < LIMIT
        chunks = re.findall(
            rb"(IHDR|PLTE|IDAT|IEND|tEXt|zTXt|iTXt|tIME|eXIf|pHYs)", response.content
        )
        assert set(chunks) <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
        picture = Image.open(io.BytesIO(response.content))
        assert picture.size == (WIDTH, HEIGHT)
        assert picture.info == {}
        return picture.convert("L")

    def drawn_between(self, picture: Image.Image, top: int, bottom: int) -> bool:
        """Return whether anything is drawn in these rows."""
        return picture.crop((0, top, WIDTH, bottom)).getextrema()[0] < 255

    def top_of_the_blank(self, picture: Image.Image) -> int:
        """Return the first row of the blank beneath the head: wide, and of one shade."""
        for row in range(120, HEIGHT):
            darkest, lightest = picture.crop((64, row, 430, row + 1)).getextrema()
            if darkest == lightest < 255:
                return row
        raise AssertionError("there is no blank")

    def test_every_kind_of_page_has_one_in_each_language(self):
        publication = full_publication()
        make_notice(publication.round)
        for language in ("de", "en"):
            seen = [
                self.card(f"/{language}/{address}card.png").tobytes()
                for address in ("", "rounds/2020-2021/", f"publications/{publication.public_id}/")
            ]
            assert len(set(seen)) == 3
        assert self.client.get("/de/rounds/2020-2020/card.png").status_code == 404

    def test_the_longest_words_keep_to_their_place(self):
        dialogue_round = make_round(2020, 2022, theme_de=(f"{LONG} " * 4)[:200])
        publication = make_publication(
            dialogue_round, title_de=(f"{LONG} und " * 4)[:200], statements=0, is_invented=True
        )
        address = f"{page_of(publication)}card.png"
        without = self.card(address)
        assert self.drawn_between(without, 100, 470)
        blank = self.top_of_the_blank(without)
        assert not self.drawn_between(without, blank - 8, blank), "the title stands on the blank"
        make_statement(
            publication,
            text_de=(f"{LONG} sowie " * 5)[:LONGEST_TEXT],
            label_de=("Teilnehmende aus Zivilgesellschaft, Wirtschaft und Kommunen " * 5)[:300],
        )
        full = self.card(address)
        assert self.drawn_between(full, 100, 400)
        blank = self.top_of_the_blank(full)
        assert not self.drawn_between(full, blank - 8, blank), "the text stands on the blank"
        assert not self.drawn_between(full, 622, 630)
        assert not self.drawn_between(self.card("/de/rounds/2020-2022/card.png"), 400, 430)

    def test_no_card_changes_with_a_name_or_with_what_stands_under_one(self):
        publication = full_publication()
        named = PublicationStatement.objects.filter(is_named=True)
        address = f"{page_of(publication)}card.png"
        before = self.client.get(address).content
        named.update(label_de="Xaver Quastenberg", text_de="Kurz.", position=99)
        assert self.client.get(address).content == before
        PublicationStatement.objects.exclude(is_named=True).delete()
        alone = self.client.get(address).content
        assert alone != before
        named.update(label_de="Zoë Ypsilanti", text_de="Noch kürzer")
        assert self.client.get(address).content == alone
        assert "Ypsilanti" not in str(head_of(self.client.get(page_of(publication))))

    def test_a_publication_tells_link_previews_what_its_page_shows(self):
        publication = full_publication()
        address = f"{SITE}{page_of(publication, 'en')}"
        assert head_of(self.client.get(page_of(publication, "en"))) == {
            "canonical": address,
            "og:site_name": "Migration Strategy Group",
            "og:type": "article",
            "og:url": address,
            "og:title": "Ways, and where they end?",
            "og:description": f"What it is about: {HOSTILE}",
            "og:locale": "en_GB",
            "og:locale:alternate": "de_DE",
            "og:image": f"{address}card.png",
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": "Ways, and where they end? Policy option, June 2020. "
            "3. What begins should know its end, and this holds everywhere. "
            "– Participants from federal ministries",
        }

    def test_so_do_a_round_and_the_overview(self):
        make_round(2020, 2021)
        seen = head_of(self.client.get("/de/rounds/2020-2021/"))
        assert seen["og:image"] == f"{SITE}/de/rounds/2020-2021/card.png"
        assert seen["og:title"] == "Runde 2020–2021"
        assert seen["og:image:alt"] == "Runde 2020–2021: Thema 2020"
        assert seen["canonical"] == seen["og:url"] == f"{SITE}/de/rounds/2020-2021/"
        seen = head_of(self.client.get("/de/"))
        assert seen["og:image"] == f"{SITE}/de/card.png"
        assert (
            seen["og:image:alt"]
            == "Was gesagt wurde, steht hier. Wer es gesagt hat, bleibt im Raum."
        )

    def test_so_does_every_other_page_with_the_card_of_the_record(self):
        dialogue_round = make_round(2020, 2021)
        for _ in range(PER_PAGE + 1):
            make_publication(dialogue_round)
        LegalPage.objects.filter(kind="imprint").update(title_en='"Imprint" & more')
        of_msg = (
            "What the Migration Strategy Group makes public of its dialogue on migration, foreign "
            "and development policy."
        )
        for page, title, description in (
            ("publications/", "Publications", of_msg),
            ("publications/page-2/", "Publications, page 2", of_msg),
            (
                "rounds/2020-2021/sessions/",
                "Sessions, Round 2020–2021",
                "Sessions: Theme 2020",
            ),
            (
                "rounds/2020-2021/publications/page-2/",
                "Publications, Round 2020–2021, page 2",
                "Publications: Theme 2020",
            ),
            ("search/", "Search", of_msg),
            ("imprint/", '"Imprint" & more', '"Imprint" & more'),
            ("privacy/", "Data protection notice", "Data protection notice"),
            ("accessibility/", "Accessibility statement", "Accessibility statement"),
        ):
            for query in ("", "?x=1"):
                assert head_of(self.client.get(f"/en/{page}{query}")) == {
                    "canonical": f"{SITE}/en/{page}",
                    "og:site_name": "Migration Strategy Group",
                    "og:type": "website",
                    "og:url": f"{SITE}/en/{page}",
                    "og:title": title,
                    "og:description": description,
                    "og:locale": "en_GB",
                    "og:locale:alternate": "de_DE",
                    "og:image": f"{SITE}/en/card.png",
                    "og:image:type": "image/png",
                    "og:image:width": "1200",
                    "og:image:height": "630",
                    "og:image:alt": "What was said is here. Who said it stays in the room.",
                }, page
        assert head_of(self.client.get("/de/search/"))["og:title"] == "Suche"

    def test_an_answer_of_the_search_has_none_and_leads_to_the_form(self):
        make_publication(make_round(), title_de="Wege")
        for query in ("q=Wege", "q=nichts", "round=2020", "round=nothing", "q=x&page=2"):
            response = self.client.get(f"/de/search/?{query}")
            found = {"canonical": f"{SITE}/de/search/"} if query in ("q=Wege", "round=2020") else {}
            assert head_of(response) == found, query
            assert "Wege" not in response.content.decode().split("</head>")[0]

    def test_a_round_has_one_name(self):
        publication = make_publication(make_round(2019, 2021))
        part = data_of(self.client.get(page_of(publication)))["isPartOf"]
        whole = data_of(self.client.get("/de/rounds/2019-2021/"))
        assert part == {key: whole[key] for key in ("@type", "url", "name")}

    def test_an_error_and_what_was_withdrawn_have_none(self):
        gone = make_withdrawn(make_round())
        for address in (page_of(gone), "/de/nothing/"):
            assert head_of(self.client.get(address)) == {}


@override_settings(SITE_URL=SITE)
class DataTests(TestCase):
    PUBLISHER = {
        "@type": "Organization",
        "name": "Migration Strategy Group",
        "url": f"{SITE}/en/",
    }

    def test_a_publication_is_a_report_by_month_and_by_nobody(self):
        publication = full_publication()
        address = f"{SITE}{page_of(publication, 'en')}"
        assert data_of(self.client.get(page_of(publication, "en"))) == {
            "@context": "https://schema.org",
            "@type": "Report",
            "url": address,
            "name": "Ways, and where they end?",
            "genre": "Policy option",
            "description": f"What it is about: {HOSTILE}",
            "inLanguage": "en",
            "datePublished": "2020-06",
            "dateModified": "2020-08",
            "isPartOf": {
                "@type": "CreativeWorkSeries",
                "url": f"{SITE}/en/rounds/2020-2021/",
                "name": "Round 2020–2021",
            },
            "publisher": self.PUBLISHER,
            "creditText": "Migration Strategy Group: Ways, and where they end? "
            f"Policy option, June 2020, corrected in August 2020. {address}",
            "encoding": {
                "@type": "MediaObject",
                "contentUrl": f"{address}publication.pdf",
                "encodingFormat": "application/pdf",
            },
        }

    def test_a_round_is_a_series_and_the_house_an_organisation(self):
        make_round(2020, 2021)
        assert data_of(self.client.get("/en/rounds/2020-2021/")) == {
            "@context": "https://schema.org",
            "@type": "CreativeWorkSeries",
            "url": f"{SITE}/en/rounds/2020-2021/",
            "name": "Round 2020–2021",
            "about": "Theme 2020",
            "inLanguage": "en",
            "publisher": self.PUBLISHER,
        }
        assert data_of(self.client.get("/en/")) == {
            "@context": "https://schema.org",
            **self.PUBLISHER,
        }
        Initiative.objects.create(
            pk=1, acronym="MSG", participants_min=25, participants_max=30, lead_en="Who meets."
        )
        assert data_of(self.client.get("/en/"))["description"] == "Who meets."


def copied_from(response: HttpResponse) -> dict[str, str]:
    """Return the texts a page offers to copy, by their ids."""
    found = re.findall(
        r'<p class="cite" id="(\w+)" translate="no">([^<]*)</p>', response.content.decode()
    )
    return dict(found)


@override_settings(SITE_URL=SITE)
class CitingTests(TestCase):
    def test_the_whole_and_a_statement_are_cited_with_their_addresses(self):
        publication = make_publication(make_round(), title_de="Wohin?")
        address = f"{SITE}{page_of(publication)}"
        assert copied_from(self.client.get(page_of(publication))) == {
            "z1": f"Migration Strategy Group: Wohin? Befund, Juni 2020. {address}",
            "z2": "Migration Strategy Group: Wohin? Befund, Juni 2020. "
            f"Aussage 1: Teilnehmende. {address}#a1",
            "zs": "Teilnehmende im Dialog der Migration Strategy Group: „Satz 1.“ "
            f"(Wohin?, Juni 2020, {address}#a1)",
        }

    def test_what_may_be_passed_on_carries_no_name(self):
        publication = make_publication(make_round(), statements=0)
        make_statement(publication, 1, label_en="Dr Mbali Reuß", is_named=True)
        page = self.client.get(page_of(publication, "en"))
        assert set(copied_from(page)) == {"z1", "z2"}
        assert "What you may say tomorrow" not in page.content.decode()
        make_statement(publication, 2, label_en="participants from civil society")
        paragraph = copied_from(self.client.get(page_of(publication, "en")))["zs"]
        assert paragraph == (
            "Participants from civil society in the dialogue of the Migration Strategy Group: "
            f"“Sentence 2.” (Finding, June 2020, {SITE}{page_of(publication, 'en')}#a2)"
        )


@override_settings(SITE_URL=SITE)
class ReferenceTests(TestCase):
    def test_lists_of_references_get_the_house_as_author_and_no_day(self):
        publication = make_publication(
            make_round(), title_de="50 % & mehr\nER  - \\input{x}", lead_de="Ein\nBefund."
        )
        answer = self.client.get(f"{page_of(publication)}publication.ris")
        name = f'attachment; filename="{publication.public_id}.ris"'
        assert answer["Content-Disposition"] == name
        assert answer.content.decode().split("\r\n") == [
            "TY  - RPRT",
            "AU  - Migration Strategy Group,",
            "TI  - 50 % & mehr ER - \\input{x}",
            "AB  - Ein Befund.",
            "M3  - Befund",
            "PB  - Migration Strategy Group",
            "PY  - 2020",
            "DA  - 2020/06//",
            "LA  - de",
            f"UR  - {SITE}{page_of(publication)}",
            "ER  - ",
            "",
        ]
        answer = self.client.get(f"{page_of(publication)}publication.bib")
        assert answer.content.decode().split("\n") == [
            f"@techreport{{msg-{publication.public_id},",
            "  author = {{Migration Strategy Group}},",
            r"  title = {{50 \% \& mehr ER - \textbackslash{}input\{x\}}},",
            "  type = {Befund},",
            "  institution = {Migration Strategy Group},",
            "  year = 2020,",
            "  month = jun,",
            "  language = {ngerman},",
            f"  url = {{{SITE}{page_of(publication)}}},",
            "}",
            "",
        ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_click_copies_and_a_first_visit_stays_small(
    page: Page, live_server: LiveServer, transactional_db: None, language: str
):
    publication = full_publication()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108  no builtin listens
    page.goto(f"{live_server.url}{page_of(publication, language)}")
    page.wait_for_load_state("networkidle")
    assert len(loaded) <= 5
    assert sum(len(response.body()) for response in loaded) <= 40_000
    page.locator("[data-copy=zs]").click()
    done = {"de": "Kopiert", "en": "Copied"}[language]
    page.locator("#copied", has_text=done).wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#zs").text_content()
    assert copied.endswith("#a3)")
