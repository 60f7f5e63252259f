"""An answer as Markdown for programs: what is said, from where, and how to get to the very heading.

``&goal=`` is taken as other handbooks take it, and changes nothing: why somebody asks is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kinweave.access import Viewer
from kinweave.handbook.models import Book, Kind, Page
from kinweave.handbook.rendering import page_address
from kinweave.prose import anchor_of

if TYPE_CHECKING:
    from kinweave.solvers.retrieval import Excerpt

SHOWN = 3
A_STRANGERS, A_MINUTE = 10, 60
"""So many questions of a stranger are answered in so many seconds."""


def may_ask(request: HttpRequest) -> bool:
    """Whether this question may be put now; counts it. Members ask as they like; of a stranger,
    a mark of where they ask from is kept for a minute, and nothing of the question."""
    if request.user.is_authenticated:
        return True
    address = get_adapter().get_client_ip(request)
    mark = salted_hmac(__name__, address, algorithm="sha256").hexdigest()
    key = f"asks:{mark}"
    cache.add(key, 0, A_MINUTE)
    try:
        return int(cache.incr(key)) <= A_STRANGERS
    except ValueError:  # the minute was over in between
        return True


def answered(viewer: Viewer, book: Book, question: str) -> str:
    """The answer to a question, or that the book does not say, with the nearest pages."""
    # Here, because it loads numpy, which most of the site never needs.
    from kinweave.handbook.asking import ask

    answer = ask(viewer, book, question)
    shown = answer.excerpts[:SHOWN]
    rows = Page.objects.visible_to(viewer).filter(book=book, kind=Kind.PAGE)
    paths = dict(rows.filter(file__in=answer.pages).values_list("file", "path"))
    parts = [answer.text if answer.answered else _("The book does not say.")]
    if answer.answered:
        parts += ["## " + _("Excerpts"), *(_quoted(one) for one in shown)]
    if shown:
        parts += ["## " + (_("Sources") if answer.answered else _("The nearest pages"))]
        parts.append("\n".join(_source(book, paths[one.page], one) for one in shown))
    return "\n\n".join(parts) + "\n"


def _quoted(one: Excerpt) -> str:
    return f"> {one.text}\n>\n> – {one.title}: {one.heading}"


def _source(book: Book, path: str, one: Excerpt) -> str:
    address = f"{settings.SITE_URL}{page_address(book, path)}"
    part = f"#{anchor_of(one.section)}" if one.section else ""
    words = f"{one.title}: {one.heading}".replace("[", "(").replace("]", ")")
    return f"- [{words}]({address}{part})"
