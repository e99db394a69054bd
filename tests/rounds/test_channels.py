"""The public record for machines: whole, the same for everybody, and no more than the pages."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from msg.page_cache import pages
from participants.models import Organisation, Participant
from rounds.channels.calendars import escaped, folded
from rounds.channels.feeds import NEWEST
from rounds.models import Publication, Round
from tests.cast import ROLES, DemoTestCase
from tests.rounds.record import (
    make_notice,
    make_publication,
    make_question,
    make_round,
    make_statement,
    make_withdrawn,
)
from tests.rounds.test_views import fill

SITE = "https://record.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
FOR_ALL = ("/robots.txt", "/sitemap.xml", "/record.json", "/record.schema.json")
BY_LANGUAGE = (
    "/{language}/publications/feed.atom",
    "/{language}/rounds/2020-2021/feed.atom",
    "/{language}/sessions.ics",
    "/{language}/rounds/2020-2021/sessions.ics",
)
EVERY = (
    *FOR_ALL,
    *(address.format(language=language) for address in BY_LANGUAGE for language in ("de", "en")),
)


def whole(response: HttpResponse) -> str:
    """Return headers and body as a reader of the format would have them."""
    body = response.content.decode().replace("\r\n ", "")
    return html.unescape(html.unescape(f"{response.headers} {response.cookies} {body}"))


def strings_in(document: Any) -> Iterator[str]:
    """Yield every text of a JSON document, without its keys."""
    if isinstance(document, dict):
        for value in document.values():
            yield from strings_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from strings_in(value)
    elif isinstance(document, str):
        yield document


TYPES = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
    "null": type(None),
}  # fmt: skip


def errors_in(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """Return what of a document the schema forbids. A word it does not know is an error."""
    kind = schema.get("type")
    if kind and (type(value) is not TYPES[kind]):
        return [f"{at}: not {kind}"]
    found = []
    for word, rule in schema.items():
        match word:
            case "$ref":
                target = root["$defs"][rule.removeprefix("#/$defs/")]
                found += errors_in(value, target, root, at)
            case "required":
                found += [f"{at}: no {key}" for key in rule if key not in value]
            case "properties":
                for key in value.keys() & rule.keys():
                    found += errors_in(value[key], rule[key], root, f"{at}/{key}")
            case "additionalProperties":
                assert rule is False
                extra = value.keys() - schema["properties"].keys()
                found += [f"{at}: {key} is not allowed" for key in sorted(extra)]
            case "items":
                for number, item in enumerate(value):
                    found += errors_in(item, rule, root, f"{at}/{number}")
            case "anyOf":
                if all(errors_in(value, option, root, at) for option in rule):
                    found.append(f"{at}: fits nothing that is allowed")
            case "pattern":
                if not re.search(rule, value):
                    found.append(f"{at}: does not match")
            case "minLength":
                if len(value) < rule:
                    found.append(f"{at}: too short")
            case "minimum":
                if value < rule:
                    found.append(f"{at}: too small")
            case "type" | "$schema" | "$defs" | "title" | "description":
                pass
            case _:
                found.append(f"{at}: the schema says {word}")
    return found


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every description of an object in a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects_in(value)


def record_of(client: Client) -> dict[str, Any]:
    return json.loads(client.get("/record.json").content)


@override_settings(SITE_URL=SITE)
class EveryChannelTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        dialogue_round = make_round()
        question = make_question(dialogue_round)
        make_notice(dialogue_round, question)
        cls.publication = make_publication(
            dialogue_round, question, released_on=date(2020, 6, 17), corrected_on=date(2020, 8, 23)
        )
        cls.withdrawn = make_withdrawn(dialogue_round, released_on=date(2020, 5, 17))

    def test_each_answers_the_same_to_everybody(self):
        for address in EVERY:
            answers = set()
            for headers in (
                {},
                {"accept-language": "en"},
                {"accept-language": "de", "cookie": f"django_language=en; sessionid={'0' * 32}"},
                {"host": "localhost"},
            ):
                # made anew, not taken from the pages that are kept
                pages.forget()
                with override_settings(ALLOWED_HOSTS=["testserver", "localhost"]):
                    response = self.client.get(address, headers=headers)
                assert response.status_code == 200, address
                assert not response.cookies, address
                assert "cookie" not in response.get("Vary", "").lower(), address
                assert "no-store" not in response.get("Cache-Control", ""), address
                answers.add((response.content, response["Content-Language"]))
            assert len(answers) == 1, address

    def test_asking_for_a_language_sets_no_cookie_where_both_stand(self):
        for address in FOR_ALL:
            response = self.client.get(f"{address}?language=en")
            assert not response.cookies
            assert "cookie" not in response.get("Vary", "").lower()

    def test_none_varies_and_each_is_kept(self):
        for address in EVERY:
            response = self.client.get(address, headers={"accept-language": "en"})
            assert not response.has_header("Vary"), address
            assert response.has_header("ETag"), address
            known = {"if-none-match": response["ETag"], "accept-language": "de"}
            assert self.client.get(address, headers=known).status_code == 304, address

    def test_none_can_be_written_to(self):
        for address in EVERY:
            assert self.client.post(address).status_code == 405
            assert self.client.head(address).status_code == 200

    def test_none_tells_the_day_of_a_release(self):
        for address in EVERY:
            response = self.client.get(address)
            # identifiers and encodings hold digits of their own
            text = whole(response).replace(self.publication.public_id, "")
            for day in ("17", "23"):
                assert not re.search(rf"(-|\b2020\d\d|, ){day}\b", text), address

    def test_no_address_names_the_host_that_was_asked(self):
        for address in EVERY:
            assert "testserver" not in self.client.get(address).content.decode(), address

    def test_what_is_withdrawn_is_nowhere(self):
        text = "Ein Satz der zurückgenommen wird"
        publication = make_publication(
            Round.objects.get(), statements=0, title_de=text, title_en=text
        )
        make_statement(publication, text_de=text, text_en=text)
        shows = [a for a in EVERY if text in whole(self.client.get(a))]
        assert set(shows) == {a for a in EVERY if a.endswith((".atom", "record.json"))}
        # even where the door had left the words
        Publication.objects.filter(pk=publication.pk).update(
            withdrawn_on=date(2020, 9, 1), title_de="", title_en="", lead_de="", lead_en=""
        )
        for address in EVERY:
            answer = whole(self.client.get(address))
            assert text not in answer, address
            assert publication.public_id not in answer, address
            assert self.withdrawn.public_id not in answer, address

    def test_the_public_reader_is_at_work(self):
        def look_into_the_room(*_: Any) -> None:
            list(Participant.objects.all())

        def items(self: Any, obj: Any) -> None:
            look_into_the_room()

        for target, address in (
            ("rounds.channels.feeds.PublicationsFeed.items", EVERY[4]),
            ("rounds.channels.calendars._calendar", "/de/sessions.ics"),
            ("rounds.channels.sitemap._pages", "/sitemap.xml"),
            ("rounds.channels.record._round", "/record.json"),
        ):
            double = items if target.endswith(".items") else look_into_the_room
            with mock.patch(target, double), pytest.raises(DatabaseError):
                self.client.get(address)

    def test_pages_lead_to_them(self):
        for language in ("de", "en"):
            page = self.client.get(f"/{language}/rounds/2020-2021/").content.decode()
            for address in BY_LANGUAGE:
                assert f'href="{address.format(language=language)}"' in page
            assert 'href="/record.json"' in page
            kind = 'rel="alternate" type="application/atom[+]xml"'
            feed = f'<link {kind} title="[^"]+" href="/{language}/'
            assert len(re.findall(feed, page)) == 2
            assert re.search(feed, self.client.get(f"/{language}/").content.decode())

    def test_years_must_be_those_of_a_round(self):
        for address in ("/de/rounds/2020-2022/feed.atom", "/de/rounds/2020-2022/sessions.ics"):
            assert self.client.get(address).status_code == 404


class QueryTests(TestCase):
    """One row or three: the same number of queries."""

    def number_of(self, address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert self.client.get(address).status_code == 200
        asked = [query["sql"] for query in queries if 'FROM "rounds_' in query["sql"]]
        # which version a page is kept by is another's question
        return sum("rounds_publicversion" not in sql for sql in asked)

    def test_queries_do_not_grow_with_the_record(self):
        fill(make_round(2020, 2021), rows=1)
        expected = {
            "/robots.txt": 0, "/record.schema.json": 0, "/sitemap.xml": 4, "/record.json": 7,
            "/de/publications/feed.atom": 1, "/de/rounds/2020-2021/feed.atom": 2,
            "/de/sessions.ics": 1, "/de/rounds/2020-2021/sessions.ics": 2,
        }  # fmt: skip
        assert {address: self.number_of(address) for address in expected} == expected
        for year in (2017, 2018, 2019):
            fill(make_round(year, year), rows=3)
        for month in range(3, 6):
            make_notice(Round.objects.get(start_year=2020), month=date(2020, month, 1))
            make_publication(Round.objects.get(start_year=2020), statements=3)
        assert {address: self.number_of(address) for address in expected} == expected


@override_settings(SITE_URL=SITE)
class FeedTests(TestCase):
    def feed(self, address: str) -> ElementTree.Element:
        response = self.client.get(address)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content)  # noqa: S314  our own

    def test_an_entry_says_what_its_page_says(self):
        publication = make_publication(
            make_round(), released_on=date(2020, 6, 17), corrected_on=date(2020, 8, 23),
            title_en="Visas & <b>waiting</b>", lead_en="What <i>helps</i>.",
        )  # fmt: skip
        feed = self.feed("/en/publications/feed.atom")
        assert feed.findtext(f"{ATOM}id") == f"{SITE}/en/publications/feed.atom"
        assert feed.findtext(f"{ATOM}title") == "Migration Strategy Group: Publications"
        assert feed.findtext(f"{ATOM}updated") == "2020-08-01T00:00:00+00:00"
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        entry = feed.find(f"{ATOM}entry")
        address = f"{SITE}/en/publications/{publication.public_id}/"
        assert {child.tag.removeprefix(ATOM): child.text for child in entry} == {
            "title": "Visas & <b>waiting</b>",
            "link": None,
            "published": "2020-06-01T00:00:00+00:00",
            "updated": "2020-08-01T00:00:00+00:00",
            "id": address,
            "summary": "<p>Finding</p><p>What &lt;i&gt;helps&lt;/i&gt;.</p>",
            "category": None,
        }
        assert entry.find(f"{ATOM}link").get("href") == address
        assert entry.find(f"{ATOM}category").get("term") == "Finding"
        assert self.client.get(address.removeprefix(SITE)).status_code == 200

    def test_without_a_lead_the_first_statement_stands_with_its_label_and_never_with_a_name(self):
        publication = make_publication(make_round(), statements=0, lead_de="", lead_en="")
        make_statement(publication, 1, label_de="Dr. Mbali Reuß", is_named=True)
        make_statement(publication, 2, label_de="teilnehmende Fachleute")
        make_statement(publication, 3)
        summary = self.feed("/de/publications/feed.atom").findtext(f"{ATOM}entry/{ATOM}summary")
        assert summary == (
            "<p>Befund</p><blockquote><p>Satz 2.</p></blockquote>"
            "<p>Ohne Namen. Gruppe: Teilnehmende Fachleute</p>"
        )
        assert "Reuß" not in whole(self.client.get("/de/rounds/2020-2021/feed.atom"))

    def test_what_is_invented_says_so(self):
        make_publication(make_round(), is_invented=True)
        assert "Beispieldaten: Dieser Text ist erfunden." in whole(
            self.client.get("/de/publications/feed.atom")
        )

    def test_a_round_has_its_own_and_the_newest_come_first(self):
        make_publication(make_round(2018, 2018), title_de="Anderswo")
        dialogue_round = make_round()
        for month in (2, 9, 5):
            make_publication(
                dialogue_round, released_on=date(2020, month, 3), title_de=f"Text {month}"
            )
        feed = self.feed("/de/rounds/2020-2021/feed.atom")
        titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
        assert titles == ["Text 9", "Text 5", "Text 2"]
        assert feed.findtext(f"{ATOM}title").endswith("Publikationen, Runde 2020–2021")

    def test_it_is_bounded(self):
        dialogue_round = make_round()
        for _ in range(NEWEST + 1):
            make_publication(dialogue_round)
        assert len(list(self.feed("/de/publications/feed.atom").iter(f"{ATOM}entry"))) == NEWEST

    def test_an_empty_one_does_not_tell_when_it_was_asked(self):
        response = self.client.get("/de/publications/feed.atom")
        assert b"1970-01-01T00:00:00+00:00" in response.content

    def test_nobody_can_go_by_a_month_that_stays_the_same_when_a_text_is_taken_back(self):
        make_publication(make_round())
        assert not self.client.get("/de/publications/feed.atom").has_header("Last-Modified")


@override_settings(SITE_URL=SITE)
class SitemapTests(TestCase):
    def test_every_public_page_stands_in_both_languages_and_leads_to_the_other(self):
        dialogue_round = make_round()
        for _ in range(21):
            publication = make_publication(dialogue_round, corrected_on=date(2020, 8, 23))
        root = ElementTree.fromstring(self.client.get("/sitemap.xml").content)  # noqa: S314
        urls = {}
        for url in root.iter(f"{SITEMAP}url"):
            links = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
            address = url.findtext(f"{SITEMAP}loc")
            assert address in links.values()
            urls[address] = (links, url.findtext(f"{SITEMAP}lastmod"))
        for address, (links, _) in urls.items():
            # the front door is for whoever speaks neither
            is_overview = address in (f"{SITE}/de/", f"{SITE}/en/")
            front_door = {"x-default": f"{SITE}/"} if is_overview else {}
            assert links == front_door | {each: links[each] for each in ("de", "en")}
            for language, other in links.items() - front_door.items():
                assert other.startswith(f"{SITE}/{language}/")
                assert urls[other][0] == links
        for address in urls:
            assert self.client.get(address.removeprefix(SITE)).status_code == 200, address
        page = f"{SITE}/de/publications/{publication.public_id}/"
        assert urls[page][1] == "2020-08-01"
        for address in ("/en/", "/en/rounds/2020-2021/", "/en/publications/page-2/"):
            assert SITE + address in urls
        linked = set()
        for address in list(urls):
            body = self.client.get(address.removeprefix(SITE)).content.decode()
            linked |= set(re.findall(r'<a [^>]*href="(/(?:de|en)/[^"#?]*)"', body))
        assert {
            SITE + address
            for address in linked
            if not address.endswith((".atom", ".ics", ".pdf", ".ris", ".bib"))
        } == set(urls)

    def test_robots_are_told_where_it_is_and_what_is_closed(self):
        assert self.client.get("/robots.txt").content.decode().splitlines() == [
            "User-agent: *",
            "Disallow: /my/",
            "Disallow: /admin/",
            "Disallow: /accounts/",
            "Allow: /accounts/login/$",
            f"Sitemap: {SITE}/sitemap.xml",
        ]


@override_settings(SITE_URL=SITE)
class CalendarTests(TestCase):
    def test_an_event_spans_its_month_and_nobody_is_in_it(self):
        dialogue_round = make_round(2019, 2020)
        notice = make_notice(
            dialogue_round,
            month=date(2019, 12, 1),
            title_en="Paths, rules; ways",
            city_en="Cologne",
        )
        response = self.client.get("/en/rounds/2019-2020/sessions.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.content.decode().split("\r\n") == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Migration Strategy Group//Public record//EN",
            "NAME:Migration Strategy Group: Sessions\\, Round 2019–2020",
            "BEGIN:VEVENT",
            f"UID:{notice.public_id}@record.example.org",
            "DTSTAMP:20191201T000000Z",
            "DTSTART;VALUE=DATE:20191201",
            "DTEND;VALUE=DATE:20200101",
            "SUMMARY:Paths\\, rules\\; ways\\, Cologne",
            f"URL:{SITE}/en/rounds/2019-2020/",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]

    def test_all_rounds_stand_in_one_and_only_its_own_in_that_of_a_round(self):
        make_notice(make_round(2018, 2018), month=date(2018, 2, 1), is_invented=True)
        make_notice(make_round(2020, 2021), month=date(2021, 2, 1))
        everything = whole(self.client.get("/de/sessions.ics"))
        assert re.findall(r"DTEND\S+:(\d+)", everything) == ["20180301", "20210301"]
        assert everything.count("DESCRIPTION:Beispieldaten: Diese Sitzung ist erfunden.") == 1
        one = whole(self.client.get("/de/rounds/2020-2021/sessions.ics"))
        assert re.findall(r"DTSTART\S+:(\d+)", one) == ["20210201"]

    def test_values_are_escaped(self):
        assert escaped("a\\b;c,d\r\ne\rf\x00\x1b") == "a\\\\b\\;c\\,d\\ne\\nf"

    def test_long_lines_are_folded_between_characters(self):
        for line in (
            "SUMMARY:" + "ü" * 200,
            "SUMMARY:x" + "ü" * 200,
            "a" * 75,
            "a" * 76,
            "😀" * 90,
        ):
            pieces = folded(line).split("\r\n")
            assert all(len(piece.encode()) <= 75 for piece in pieces)
            assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
            assert all(piece.startswith(" ") for piece in pieces[1:])
        assert folded("a" * 75) == "a" * 75


ALLOWED = {
    "": {"schema", "rounds"},
    "round": {
        "address", "years", "theme", "focus", "fields", "questions", "sessions", "publications"
    },
    "question": {"number", "text", "invented"},
    "session": {"month", "city", "title", "questions", "invented"},
    "publication": {
        "address", "kind", "title", "lead", "released", "corrected", "came_up", "supported",
        "questions", "statements", "invented",
    },
    "statement": {"number", "address", "text", "label", "named"},
}  # fmt: skip
"""The keys anybody decided on. A new one is a decision, here as well."""


class RecordTests(TestCase):
    def schema(self) -> dict[str, Any]:
        response = self.client.get("/record.schema.json")
        assert response["Content-Type"] == "application/schema+json"
        return json.loads(response.content)

    def test_the_schema_allows_the_keys_decided_on_and_no_other(self):
        schema = self.schema()
        parts = {"": schema} | {name: schema["$defs"][name] for name in ALLOWED if name}
        assert {name: set(part["properties"]) for name, part in parts.items()} == ALLOWED
        for part in objects_in(schema):
            assert part["additionalProperties"] is False
            assert set(part["required"]) == set(part["properties"])

    def test_the_document_fits_its_schema(self):
        dialogue_round = make_round(
            fields_de="vorausschau\nNetze", fields_en="foresight\nnetworks",
            geographic_focus_de="Afrika", geographic_focus_en="Africa",
        )  # fmt: skip
        make_round(2018, 2018)
        question = make_question(dialogue_round, 3)
        make_notice(dialogue_round, question)
        option = make_publication(
            dialogue_round, question, corrected_on=date(2020, 8, 23), is_invented=True
        )
        Publication.objects.filter(pk=option.pk).update(
            kind="policy_option", heard_in="most", support="some"
        )
        make_publication(dialogue_round, statements=0, lead_de="", lead_en="")
        document, schema = record_of(self.client), self.schema()
        assert errors_in(document, schema, schema) == []
        assert [row["years"] for row in document["rounds"]] == ["2018", "2020–2021"]
        row = document["rounds"][1]
        assert row["fields"]["de"] == ["Vorausschau", "Netze"]
        assert row["sessions"][0]["questions"] == [3]
        publication = next(each for each in row["publications"] if each["statements"])
        assert publication["kind"] == {"de": "Handlungsoption", "en": "Policy option"}
        assert (publication["released"], publication["corrected"]) == ("2020-06", "2020-08")
        assert publication["came_up"]["en"] == "in most sessions"
        assert publication["supported"]["en"] == "by some sectors"
        assert publication["statements"][0]["label"] == {"de": "Teilnehmende", "en": "Participants"}

    def test_the_check_of_the_schema_can_fail(self):
        make_notice(make_round())
        document, schema = record_of(self.client), self.schema()
        session = document["rounds"][0]["sessions"][0]
        for key, value in (("month", "2020-02-01"), ("venue", "x"), ("city", None), ("title", 3)):
            with mock.patch.dict(session, {key: value}):
                assert errors_in(document, schema, schema) != [], key
        del session["invented"]
        assert errors_in(document, schema, schema) == ["/rounds/0/sessions/0: no invented"]


class DemoRecordTests(DemoTestCase):
    def test_every_text_stands_on_a_public_page(self):
        document = record_of(self.client)
        schema = json.loads(self.client.get("/record.schema.json").content)
        assert errors_in(document, schema, schema) == []
        texts = set(strings_in(document["rounds"]))
        assert len(texts) > 200
        site = settings.SITE_URL
        sitemap = self.client.get("/sitemap.xml").content.decode()
        shown = ""
        for address in re.findall(r"<loc>([^<]*)</loc>", sitemap):
            path = address.removeprefix(site)
            page = self.client.get(path).content.decode()
            marks = re.findall(r' id="([^"]+)"', page)
            shown += f" {address} " + " ".join(f" {address}#{mark} " for mark in marks)
            shown += re.sub(r"\s+", " ", html.unescape(page).replace("\xad", ""))
        missing = {text for text in texts if re.sub(r"\s+", " ", text).strip() not in shown}
        assert missing == set()

    def test_nobody_and_no_organisation_of_the_room_stands_anywhere(self):
        Participant.objects.filter(pk=self.user("there").participant.pk).update(
            family_name="Xylander-Quastenberg"
        )
        Organisation.objects.filter(is_secret=True).update(
            name_de="Zwölfenhaus", name_en="Twelvery"
        )
        for role in ROLES:
            client = self.client_of(role)
            for address in EVERY:
                response = client.get(address)
                assert response.content == self.client.get(address).content
                for planted in ("Xylander", "Quastenberg", "Zwölfenhaus", "Twelvery"):
                    assert planted not in whole(response), address
