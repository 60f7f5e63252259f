"""A letter as the mail server gets it: words in three templates, headers that cannot be broken."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from kinweave.access import Viewer
from kinweave.notices.letters import CalendarPart, Letter, Reader
from kinweave.notices.links import link, stopping_link
from kinweave.notices.models import Delivery, Stopped

if TYPE_CHECKING:
    from css_inline import CSSInliner

LONGEST_SUBJECT = 150


def reader_of(delivery: Delivery, letter: Letter) -> Reader | None:
    """Who is going to read it, as they stand now; ``None`` if their account is closed.

    A letter to an address is its owner's, with all that they see and have stopped, if somebody
    here owns it. Not one that is needed: nobody shall learn from it whether there is an account.
    """
    person = delivery.receiver or (None if letter.needed else _owner(delivery.address))
    if person is None:
        language = str(delivery.about.get("language") or settings.LANGUAGE_CODE)
        zone = _zone(str(delivery.about.get("zone", "")))
        return Reader(delivery.address, Viewer.public(), language, zone)
    if not person.is_active or person.forgotten_at:
        return None
    language = person.language or str(delivery.about.get("language") or settings.LANGUAGE_CODE)
    return Reader(delivery.to, Viewer.of(person.pk), language, zone_of(person), person)


def _owner(address: str) -> Any:
    """Whose account it belongs to, once they have shown that it is theirs."""
    owned = EmailAddress.objects.filter(email__iexact=address, verified=True)
    found = owned.select_related("user").first()
    return found.user if found else None


@contextmanager
def as_read_by(reader: Reader) -> Iterator[None]:
    """In their language, by their clock."""
    with translation.override(reader.language), timezone.override(reader.zone):
        yield


def compose(
    letter: Letter, reader: Reader, said: Mapping[str, Any], delivery: Delivery
) -> EmailMultiAlternatives:
    """The message. Nothing in ``said`` can add a header, or be run as a template."""
    stop = "" if letter.needed else _stopping(letter, reader, delivery)
    message = EmailMultiAlternatives(
        subject=subject(letter, said, reader),
        body=plain(letter, said, reader, stop),
        to=[reader.address],
        headers={
            "Message-ID": message_id(delivery.key),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(html(letter, said, reader, stop), "text/html")
    if isinstance(part := said.get("calendar"), CalendarPart):
        message.attach_alternative(part.content.decode(), f"text/calendar; method={part.method}")
    if stop:
        message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
        message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _stopping(letter: Letter, reader: Reader, delivery: Delivery) -> str:
    """Without an account there is no page to choose on, so that link stops them from everywhere."""
    if reader.person is None:
        return stopping_link(Stopped.fingerprint(reader.address), letter.kind, None)
    return stopping_link(reader.person.pk, letter.kind, delivery.circle_id)


def subject(letter: Letter, said: Mapping[str, Any], reader: Reader) -> str:
    """One line, whatever stands in it."""
    return one_line(_plain(letter.template("subject.txt"), _context(said, reader)))


def plain(letter: Letter, said: Mapping[str, Any], reader: Reader, stop: str = "") -> str:
    """The words as plain text."""
    return _plain(letter.template("txt"), _context(said, reader, stop)).strip() + "\n"


def html(letter: Letter, said: Mapping[str, Any], reader: Reader, stop: str = "") -> str:
    """The words as a page, with its style on each element, because mail programs drop the rest."""
    page = get_template(letter.template("html")).render(_context(said, reader, stop))
    page = _without_controls(page)
    return page if said.get("in_digest") else _inliner().inline(page)


@lru_cache(1)
def _inliner() -> CSSInliner:
    # Brought in by whoever writes a letter: it weighs, and a process of pages writes none.
    from css_inline import CSSInliner

    return CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


def one_line(text: str) -> str:
    """``text`` without line breaks of any kind, controls, or signs that turn its direction."""
    signs = (" " if _breaks(sign) else sign for sign in text)
    line = " ".join("".join(signs).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def message_id(key: str) -> str:
    """The same for a delivery however often it is tried, so that a mailbox can tell."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _context(said: Mapping[str, Any], reader: Reader, stop: str = "") -> dict[str, Any]:
    return {
        "reader": reader,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "letters_page": link("letters"),
        "language": reader.language,
        "stop": stop,
        **said,
    }


def _plain(name: str, context: dict[str, Any]) -> str:
    """Not escaped: `Tom & Jerry` is no page."""
    found = get_template(name).template  # type: ignore[attr-defined]  # Django's
    return _without_controls(found.render(Context(context, autoescape=False)))


def _without_controls(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _breaks(sign: str) -> bool:
    return sign in _TURNS or unicodedata.category(sign) in {"Cc", "Zl", "Zp"}


def zone_of(person: Any) -> ZoneInfo:
    """Somebody's zone; the clock of all clocks where theirs is none."""
    return _zone(person.time_zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
