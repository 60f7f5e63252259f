"""Visiting the site as one of the cast: what comes back, where its links and forms lead."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client

from tests import builders
from tests.world import World

_ONCE = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*'
    rb'|(content=")[A-Za-z0-9]{64}(?=")|(nonce=")[^"]*'
)


FITTING = {
    "date": f"{date.today() + timedelta(days=60)}",
    "email": "somebody-new@example.org",
    "number": "3",
    "hidden": "",
}
"""What fits into a field, by the kind of its input."""


@dataclass
class Form:
    """A form on a page: where it goes, and what it would send once its empty fields are filled in.
    ``buttons``: what each of its buttons would add to that; ``pressed``: the one that was."""

    action: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    single_line: set[str] = field(default_factory=set)
    empty: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    pressed: str = ""

    def fill_in(self) -> None:
        """Write something that fits into the fields in which nothing stands."""
        for name, words in self.empty.items():
            self.values[name] = self.values.get(name) or words

    def sent(self) -> Iterator[Form]:
        """The form as each of its buttons sends it."""
        self.fill_in()
        if not self.buttons:
            yield self
        for name, value in self.buttons:
            # One of several like things ("change": its number) does for all of them.
            pressed = name if value.isdecimal() else f"{name}={value}"
            yield replace(self, values={**self.values, name: value}, pressed=pressed)

    @property
    def kind(self) -> tuple[str, frozenset[str], str]:
        """What makes it the same as another form."""
        return self.action, frozenset(self.values), self.pressed


@dataclass(frozen=True)
class Answer:
    """What came back, to the last word: ``words`` holds headers, body, and an archive's files."""

    address: str
    status: int
    headers: dict[str, str]
    body: bytes
    words: str

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def read(self) -> _Page:
        """What stands on the page."""
        page = _Page(self.address)
        page.feed(self.body.decode("utf-8", "replace"))
        return page


def all_come_in(world: World) -> None:
    """A browser for each of the cast, in which they came in so lately that no page asks for more,
    however long the tests take."""
    for persona, someone in world.people.items():
        client = Client(raise_request_exception=False)
        if someone:
            builders.came_in(client, someone, ago=-timedelta(days=1))
        world.visitors[persona] = client, {name: one.value for name, one in client.cookies.items()}


def visitor(world: World, persona: str) -> Client:
    """The browser of ``persona``, as it was when they came in."""
    client, cookies = world.visitors[persona]
    client.cookies = SimpleCookie(cookies)
    return client


def fetch(client: Client, address: str) -> Answer:
    """GET it."""
    got = client.get(address)
    body = b"".join(got.streaming_content) if got.streaming else got.content
    headers = dict(got.headers)
    texts = [body, *(f"{name}: {value}".encode() for name, value in headers.items())]
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as archive:
            texts += [archive.read(name) for name in archive.namelist()]
    words = b"\n".join(texts).decode("utf-8", "replace")
    return Answer(address, got.status_code, headers, body, words)


def send(client: Client, form: Form, values: dict[str, Any]) -> HttpResponseBase:
    """POST it as a browser does where no file is chosen. Parts of many kinds, as for files, take
    the reading of 200 fields ten times as long."""
    kind = "application/x-www-form-urlencoded"
    return client.post(form.action, urlencode(values, doseq=True), content_type=kind)


def the_same_but_for(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """An answer without what is new each time (tokens) and without its own address."""
    body = _ONCE.sub(rb"\1\2\3", answer.body)
    path = answer.address.encode()
    kept = {"Location", "Content-Type", "Cache-Control", "Vary", "Content-Language", "Allow"}
    headers = {
        name: unquote(value).replace(answer.address, "/…")
        for name, value in answer.headers.items()
        if name in kept
    }
    return answer.status, body.replace(path, b"/..."), headers


def walk(client: Client, starts: Iterable[str], most: int = 150) -> Iterator[Answer]:
    """``starts``, and whatever their links lead to on this site, each once."""
    waiting, seen = list(starts), set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = fetch(client, address)
        yield answer
        if answer.is_page:
            waiting += [link for link in links(answer) if link not in seen]


def links(answer: Answer) -> list[str]:
    """Where its links lead on this site, without files of the layout."""
    return [link for link in answer.read.links if not link.startswith("/static/")]


def forms(answer: Answer) -> list[Form]:
    """Its forms that send something, filled in, as each of their buttons sends them."""
    found = [form for form in answer.read.forms if form.method == "post"]
    return [sent for form in found for sent in form.sent()]


class _Page(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._choosing = ""
        self._writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self._link(given["href"])
        elif tag == "form":
            action = self._here(given.get("action") or self.address)
            self._form = Form(action or "", given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and given.get("name") not in (None, "csrfmiddlewaretoken"):
            self._field(self._form, tag, given)
        elif tag == "option" and self._form is not None and self._choosing:
            if "selected" in given or self._choosing not in self._form.values:
                self._form.values[self._choosing] = given.get("value", "")
            self._form.empty[self._choosing] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._choosing = ""
        elif tag == "textarea":
            self._writing = ""

    def handle_data(self, data: str) -> None:
        if self._writing and self._form is not None:
            self._form.values[self._writing] += data

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if tag == "button":
            form.buttons.append((name, given.get("value", "")))
        elif tag == "select":
            self._choosing = name
        elif tag == "textarea":
            self._writing = name
            form.values[name] = ""
            form.empty[name] = "Some words."
        elif kind in {"checkbox", "radio"}:
            if "checked" in given:
                form.values[name] = given.get("value", "on")
        elif tag == "input" and kind != "file":
            form.values[name] = given.get("value", "")
            form.empty[name] = FITTING.get(kind, "Something")
            if kind in {"text", "search"}:
                form.single_line.add(name)

    def _link(self, href: str) -> None:
        if (here := self._here(href)) is not None:
            self.links.append(here)

    def _here(self, href: str) -> str | None:
        whole = urlsplit(urljoin("http://testserver" + self.address, href))
        if whole.scheme != "http" or whole.netloc != "testserver":
            return None
        return whole.path + (f"?{whole.query}" if whole.query else "")
