"""What a person on the staff does with a page: open it, fill in its form, save."""

from html.parser import HTMLParser
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participants.models import User

Values = dict[str, Any]


class FormReader(HTMLParser):
    """Collects what a browser would send back of a page's main form if nothing was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}
        self.in_form = False
        self.select: str | None = None
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the value of a field."""
        given = dict(attrs)
        if tag == "form":
            self.in_form = (given.get("id") or "").endswith("_form")
        name = given.get("name")
        if not self.in_form or (name or "").count("__prefix__"):
            return
        if tag == "option" and self.select and "selected" in given:
            self.values[self.select] = given.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "textarea" and name:
            self.textarea = name
            self.values[name] = ""
        elif tag == "input" and name:
            self.note_input(name, given)

    def note_input(self, name: str, given: dict[str, str | None]) -> None:
        """Note an input, unless a browser would leave it out."""
        kind = given.get("type")
        if kind in ("submit", "file") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        if kind == "checkbox":
            self.values.setdefault(name, []).append(given.get("value") or "on")
        else:
            self.values[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Note the text of a text area."""
        if self.textarea:
            self.values[self.textarea] += data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a field or the form."""
        if tag == "form":
            self.in_form = False
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None


def browser_of(user: User) -> Client:
    """Return a signed-in browser."""
    client = Client()
    client.force_login(user)
    return client


def form_of(client: Client, address: str) -> Values:
    """Open a page and return what its form holds."""
    response = client.get(address)
    assert response.status_code == 200, address
    reader = FormReader()
    reader.feed(response.content.decode())
    return reader.values


def save(client: Client, address: str, changes: Values) -> HttpResponse:
    """Open a page, change some fields and save."""
    return client.post(address, form_of(client, address) | changes)


def new_row(prefix: str, number: int, total: int, **values: Any) -> Values:
    """Return the fields of a row added to those a page holds."""
    fields = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": str(total), **fields}


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes once what the process remembers is warm."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def traces(response: HttpResponse) -> str:
    """Return all that is kept or told of what was done: the history, messages, the address."""
    entries = LogEntry.objects.values_list("object_repr", "change_message")
    told = [str(message) for message in get_messages(response.wsgi_request)]
    return repr([*entries, *told, response.headers.get("Location", "")])
