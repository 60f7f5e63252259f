"""Visiting the site as one of the cast: what comes back, where its links and forms lead."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve
from selectolax.lexbor import LexborHTMLParser, LexborNode

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

    @property
    def does(self) -> tuple[str, frozenset[str], str]:
        """What it would do, to whatever thing: the view it goes to, its fields, and the button."""
        view = resolve(urlsplit(self.action).path).view_name
        return view, frozenset(self.values), self.pressed


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
        return _Page(self.address, self.body)


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


class _Page:
    """A page's links and forms, as a browser reads them."""

    def __init__(self, address: str, html: bytes) -> None:
        self.address = address
        tree = LexborHTMLParser(html)
        hrefs = (self._here(link.attributes["href"] or "") for link in tree.css("a[href]"))
        self.links = [here for here in hrefs if here is not None]
        self.forms = [self._form(form) for form in tree.css("form")]

    def _form(self, node: LexborNode) -> Form:
        given = node.attributes
        action = self._here(given.get("action") or self.address)
        form = Form(action or "", (given.get("method") or "get").lower())
        for field_ in node.css("input[name], select[name], textarea[name], button[name]"):
            if field_.attributes["name"] != "csrfmiddlewaretoken":
                _add(form, field_)
        return form

    def _here(self, href: str) -> str | None:
        whole = urlsplit(urljoin("http://testserver" + self.address, href))
        if whole.scheme != "http" or whole.netloc != "testserver":
            return None
        return whole.path + (f"?{whole.query}" if whole.query else "")


def _add(form: Form, node: LexborNode) -> None:
    """A field of a form, and what it would send."""
    given = node.attributes
    name, value = given["name"] or "", given.get("value") or ""
    kind = given.get("type") or "text"
    if node.tag == "button":
        form.buttons.append((name, value))
    elif node.tag == "select":
        for option in node.css("option"):
            chosen = option.attributes.get("value") or ""
            if "selected" in option.attributes or name not in form.values:
                form.values[name] = chosen
            form.empty[name] = chosen
    elif node.tag == "textarea":
        form.values[name] = node.text()
        form.empty[name] = "Some words."
    elif kind in {"checkbox", "radio"}:
        if "checked" in given:
            form.values[name] = value if "value" in given else "on"
    elif kind != "file":
        form.values[name] = value
        form.empty[name] = FITTING.get(kind, "Something")
        if kind in {"text", "search"}:
            form.single_line.add(name)
