"""What an event says, as words that a gathering may say: cleaned, shortened, with nobody's address.

Who organizes, who is invited and who comes is not read: they were asked there, and not here.
"""

from __future__ import annotations

import re
from html import unescape

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from kinweave.importing.reading.lines import Block
from kinweave.importing.reading.remarks import Unreadable
from kinweave.people.fields import one_line

NAME, WORDS, PLACE, LINK = 120, 20_000, 200, 500
"""The most characters that a gathering has room for."""
_MARKUP = re.compile(r"</?(?:a|b|br|div|html|i|li|p|span|strong|u|ul)\b[^>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|ul|h\d)>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MEETINGS = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")
_is_web = URLValidator(["http", "https"])


def name_of(event: Block) -> str:
    """One line; empty where it has none."""
    return shortened(one_line(_words(event, "SUMMARY")), NAME)


def words_of(event: Block) -> str:
    """As Markdown that keeps its lines; and the event's own page, where it has one."""
    text = _words(event, "DESCRIPTION")
    if _MARKUP.search(text):
        text = unescape(nh3.clean(_BREAKS.sub("\n", text), tags=set()))
    text = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"(?<=\S)\n(?=\S)", "  \n", text))
    page = web(_words(event, "URL"))
    if page and page not in text:
        text = f"{text}\n\n{page}".strip()
    return shortened(text, WORDS)


def place_of(event: Block) -> str:
    """One line, unless it is a link to join."""
    place = one_line(_words(event, "LOCATION"))
    return "" if web(place) else shortened(place, PLACE)


def link_of(event: Block) -> str:
    """Where a call is joined."""
    found = (web(_words(event, name)) for name in (*_MEETINGS, "LOCATION"))
    return next((link for link in found if link), "")


def web(text: str) -> str:
    """A web address that may be shown as a link, or nothing."""
    text = text.strip()
    if len(text) > LINK or not text.isascii() or not text.isprintable() or " " in text:
        return ""
    try:
        _is_web(text)
    except ValidationError:
        return ""
    return text


def shortened(text: str, most: int) -> str:
    """At most so many characters, with a sign where there were more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(event: Block, name: str) -> str:
    line = event.first(name)
    try:
        return line.words() if line else ""
    except Unreadable:
        return ""
