"""Having a book, or some of it, bound: asking, seeing how far it is, fetching."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from allauth.core import ratelimit
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from kinweave.access import address
from kinweave.binding import actions
from kinweave.binding.finding import file_of, made
from kinweave.binding.leaves import Leaf, Wanted, fingerprint, leaves_of, part_of, pictures_in
from kinweave.binding.models import Bound, Extent, Format, Size
from kinweave.handbook.models import Book, Page
from kinweave.handbook.views.door import around, book_for, page_for, viewer

_KINDS = {Format.PDF: "application/pdf", Format.EPUB: "application/epub+zip"}
asking = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a book: what of that was asked for, and an EPUB in any case; and in which
    ``sizes`` nobody has asked for a PDF."""

    extent: Extent
    choices: list[Choice]
    sizes: list[Size]


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be had. ``bound``: what became of it, if somebody asked; ``file``: its address."""

    wanted: Wanted
    bound: Bound | None
    file: str


@asking
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """All of a book."""
    return _asked(request, book_for(request, slug), None)


@asking
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A page of it, alone or with what stands below it."""
    found = page_for(request, slug, pk)
    return _asked(request, found.book, found)


@require_safe
def book_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    """The file of a book, as it is now; where there is none, the way to it."""
    return _file(request, book_for(request, slug), None, Extent.BOOK, ending)


@require_safe
def page_file(
    request: HttpRequest, slug: str, pk: int, extent: str, ending: str
) -> HttpResponseBase:
    """The same of a page."""
    found = page_for(request, slug, pk)
    return _file(request, found.book, found, extent, ending)


def _asked(request: HttpRequest, of: Book, begins: Page | None) -> HttpResponse:
    leaves = leaves_of(of)
    here = _door(of, begins)
    if request.method == "POST":
        said = request.POST
        wanted = _wanted(
            leaves, begins, said.get("extent"), said.get("format"), said.get("size", Size.A4)
        )
        if not _may_ask(request):
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        actions.ask(viewer(request), of, wanted, at=timezone.now())
        return redirect(here)
    parts = _parts(of, begins, leaves)
    waits = any(one.bound and one.bound.under_way for part in parts for one in part.choices)
    context = {**around(request, of, begins), "parts": parts, "waits": waits}
    return render(request, "binding/bound.html", context)


def _parts(of: Book, begins: Page | None, leaves: list[Leaf]) -> list[Part]:
    """By how much of the book. In two queries."""
    number = begins.pk if begins else None
    pictures = pictures_in(of)
    prints = {
        wanted: fingerprint(of, leaves, pictures, wanted)
        for extent in _extents(leaves, begins)
        for wanted in (
            *(Wanted(extent, Format.PDF, number, size) for size in Size),
            Wanted(extent, Format.EPUB, number),
        )
    }
    rows = made(prints.values())
    found = []
    for extent in _extents(leaves, begins):
        every = [
            Choice(wanted, rows.get(print_), _address(of, begins, wanted))
            for wanted, print_ in prints.items()
            if wanted.extent == extent
        ]
        shown = [one for one in every if one.bound or one.wanted.format == Format.EPUB]
        found.append(Part(extent, shown, [one.wanted.size for one in every if one not in shown]))
    return found


def _extents(leaves: list[Leaf], begins: Page | None) -> list[Extent]:
    if begins is None:
        return [Extent.BOOK] if leaves else []
    more = len(part_of(leaves, Extent.BRANCH, begins.pk)) > 1
    return [Extent.PAGE, *([Extent.BRANCH] if more else [])]


def _wanted(
    leaves: list[Leaf], begins: Page | None, extent: object, ending: object, size: object
) -> Wanted:
    """An EPUB has no size."""
    try:
        format_ = Format(str(ending))
        on = Size(str(size)) if format_ == Format.PDF else Size.A4
        found = Wanted(Extent(str(extent)), format_, begins.pk if begins else None, on)
    except ValueError as other:
        raise Http404 from other
    if found.extent not in _extents(leaves, begins):
        raise Http404
    return found


def _may_ask(request: HttpRequest) -> bool:
    """Members ask as they like. Strangers make this machine draw only now and then; what has been
    made is there for all of them."""
    return request.user.is_authenticated or bool(ratelimit.consume(request, action="bind"))


def _file(
    request: HttpRequest, of: Book, begins: Page | None, extent: str, ending: str
) -> HttpResponseBase:
    leaves = leaves_of(of)
    wanted = _wanted(leaves, begins, extent, ending, request.GET.get("size", Size.A4))
    print_ = fingerprint(of, leaves, pictures_in(of), wanted)
    path = file_of(print_)
    if path is None:
        return redirect(_door(of, begins))
    title = begins.title if begins and extent != Extent.BOOK else of.title
    size = "" if wanted.size == Size.A4 else f"-{wanted.size.value}"
    name = f"{slugify(title) or of.slug}{size}.{wanted.format.value}"
    answer = FileResponse(path.open("rb"), filename=name, content_type=_KINDS[wanted.format])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _door(of: Book, begins: Page | None) -> str:
    return address("page-bound", of.slug, begins.pk) if begins else address("book-bound", of.slug)


def _address(of: Book, begins: Page | None, wanted: Wanted) -> str:
    ending = wanted.format.value
    if begins is None:
        leads = address("book-file", of.slug, ending)
    else:
        leads = address("page-file", of.slug, begins.pk, wanted.extent.value, ending)
    return leads if wanted.size == Size.A4 else f"{leads}?size={wanted.size.value}"
