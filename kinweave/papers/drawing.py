"""Drawing a PDF from HTML."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile

from kinweave.papers.letters import FACES, letters
from kinweave.words import gettext as _

_WANTED = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
Fetch = Callable[[str], "tuple[bytes, str] | None"]
"""Given an address in the page: the bytes and their media type, or nothing for what is not ours."""


class CannotPrint(Exception):
    """This machine lacks something; the message says what, for whoever keeps it."""


def pdf(
    html: str, *, fetch: Fetch | None = None, told: Callable[[int], None] | None = None
) -> bytes:
    """The PDF of a whole HTML document, tagged (PDF/UA-1), with its headings as an outline.

    It may be set in our letters (:mod:`kinweave.papers.letters`). Nothing is fetched from anywhere,
    whatever the page says, but these and what ``fetch`` hands over.
    ``told`` hears of each sheet that is laid out, with its number from 1; of some more than once.
    Raises :class:`CannotPrint`.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise CannotPrint(
            _("Pango is missing. On Debian: {command}").format(command=f"apt install {_WANTED}")
        ) from error

    # It has Pillow take half a picture for a whole one, in all of this process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class Handing(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Opens no connection and no file."""

        def fetch(self, url: str, headers: object = None) -> object:  # noqa: ARG002 - its interface
            found = letters(url) or (fetch(url) if fetch else None)
            if found is None:
                raise ValueError("Nothing is fetched from there.")
            whole, kind = _for_paper(*found)
            return URLFetcherResponse(url, whole, {"Content-Type": kind})

    # It warns of every rule of CSS that is for screens.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = HTML(string=html, base_url="page:/", url_fetcher=Handing())
    fonts = FontConfiguration()
    faces = CSS(string=FACES, base_url="page:/", url_fetcher=Handing(), font_config=fonts)
    with _telling(told):
        made: bytes = document.write_pdf(
            stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    return made


def _for_paper(whole: bytes, kind: str) -> tuple[bytes, str]:
    """A PDF knows JPEG and not WebP, which would be laid into it point by point: two hundred
    photographs of 1280 points took eight minutes, 1.4 GB of memory and 400 MB of paper."""
    if kind != "image/webp":
        return whole, kind
    made = BytesIO()
    with Image.open(BytesIO(whole), formats=["WEBP"]) as found:
        found.convert("RGB").save(made, "JPEG", quality=85)
    return made.getvalue(), "image/jpeg"


@contextmanager
def _telling(told: Callable[[int], None] | None) -> Iterator[None]:
    """It says how far it is to a log alone."""
    if told is None:
        yield
        return
    log, hears = logging.getLogger("weasyprint.progress"), told

    class Hearing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if isinstance(record.args, tuple) and "Page %d" in str(record.msg):
                hears(int(str(record.args[0])))

    hearing, before = Hearing(), (log.level, log.propagate)
    log.addHandler(hearing)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(hearing)
        log.setLevel(before[0])
        log.propagate = before[1]
