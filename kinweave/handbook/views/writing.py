"""Writing a page, changing it or proposing a change, and putting it elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinweave.access import allowed, can
from kinweave.handbook import actions
from kinweave.handbook.forms import Placing, Putting, Writing, held_in, holding
from kinweave.handbook.merging import joined
from kinweave.handbook.models import Book, Kind, Page, Revision
from kinweave.handbook.practice import Practice, practice_in
from kinweave.handbook.putting import line_of, with_line
from kinweave.handbook.refusals import Changed, Full, IsOriginal, Loop, SameLanguage, Taken
from kinweave.handbook.rendering import as_it_lies, as_it_lies_at, held_by, shown
from kinweave.handbook.shelf import NoFile
from kinweave.handbook.showing import as_called
from kinweave.handbook.views.books import form_page
from kinweave.handbook.views.door import around, book_for, me, page_for, viewer
from kinweave.pages.paths import file_of
from kinweave.pictures import NoPicture


@login_required
@form_page
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new page, under the one that the address names (``?under=``)."""
    book = book_for(request, slug, "edit")
    under, of = _asked_for(request, "under"), _asked_for(request, "of")
    if of is not None:
        allowed(viewer(request), "edit", of.book)
    under = under if under is not None and under.book_id == book.pk and not of else None
    base = _file_below(under)
    start = {}
    if of is not None:
        start = {"title": of.title, "text": as_it_lies_at(of, base)} | holding(_held(of.current))
    form, putting = Writing(request.POST or None, initial=start), Putting(prefix="put")
    if "put" in request.POST:
        form, putting = _put(request, book, base, form)
    if _is_sent(request, form):
        said = form.cleaned_data
        try:
            words = {name: said[name] for name in ("title", "text", "why")}
            words["practice"] = held_in(said)
            if of is not None:
                made = actions.begin_translation(me(request), book, of, at=timezone.now(), **words)
            else:
                made = actions.write_page(
                    me(request), book, parent=under, at=timezone.now(), **words
                )
        except Taken as taken:
            form.add_error("title", str(taken))
        except (IsOriginal, SameLanguage) as refused:
            form.add_error(None, str(refused))
        else:
            made.book = book
            messages.success(request, _("There it is."))
            return redirect(made)
    context = around(request, book)
    context |= _preview(request, context, base, form, of)
    context |= {"under": under, "of": of, "putting": putting}
    return render(request, "handbook/write.html", context)


@login_required
@form_page
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say it otherwise; whoever does not edit the book proposes it."""
    page = page_for(request, slug, pk)
    looks, now = viewer(request), page.current
    proposes = not can(looks, "edit", page.book)
    if proposes:
        allowed(looks, "propose", page.book)
    number = now.number if now else 0
    start = {"title": page.title, "text": as_it_lies(page), "based_on": number}
    start |= holding(_held(now))
    form = Writing(request.POST or None, initial=start, proposes=proposes)
    context: dict[str, Any] = {} if proposes else {"putting": Putting(prefix="put")}
    if "put" in request.POST and not proposes:
        form, context["putting"] = _put(request, page.book, page.file, form)
    if _is_sent(request, form):
        try:
            return _kept(request, page, form, proposes=proposes)
        except Changed:
            form, both = _both(request, page, form)
            context |= both
    here = around(request, page.book, page)
    context = {
        **here,
        **_preview(request, here, page.file, form),
        **context,
        "proposes": proposes,
    }
    status = 409 if "theirs" in context else 200
    return render(request, "handbook/write.html", context, status=status)


@login_required
@form_page
def place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put it elsewhere, or take it out."""
    page = page_for(request, slug, pk, "edit")
    rows = Page.objects.visible_to(viewer(request)).filter(book=page.book)
    others = list(rows.exclude(pk=page.pk).exclude(kind=Kind.LINK))
    start = {"parent": page.parent_id, "slug": page.path.rpartition("/")[2]}
    form = Placing(request.POST or None, initial=start, pages=others, first=not page.path)
    if request.method == "POST" and "out" in request.POST:
        actions.take_out(me(request), page, at=timezone.now())
        messages.success(request, _("The page is out of the book. It can be put back, here."))
        return redirect("book-removed", page.book.slug)
    if request.method == "POST" and form.is_valid():
        by_number = {one.pk: one for one in others}
        said = form.cleaned_data
        try:
            moved = actions.move(
                me(request), page, parent=by_number.get(said["parent"]),
                before=by_number.get(said["before"]), slug=said.get("slug", ""), at=timezone.now(),
            )  # fmt: skip
        except (Taken, Loop) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The page has moved. Its old address leads here."))
            return redirect(moved)
    context = {**around(request, page.book, page), "form": form}
    return render(request, "handbook/place.html", context)


def _kept(request: HttpRequest, page: Page, form: Writing, *, proposes: bool) -> HttpResponse:
    said = form.cleaned_data
    words = {"text": said["text"], "why": said["why"], "at": timezone.now()}
    if proposes:
        if _seen(request, page, said["based_on"]) is None:
            raise Changed
        actions.propose(me(request), page, based_on=said["based_on"], **words)
        messages.success(request, _("Your proposal is with those who edit the book."))
    else:
        based_on = said["based_on"] or 0
        actions.revise(
            me(request), page, based_on=based_on, title=said["title"], practice=held_in(said),
            **words,
        )  # fmt: skip
        messages.success(request, _("That is how it reads now."))
    return redirect(page)


def _both(request: HttpRequest, page: Page, form: Writing) -> tuple[Writing, dict[str, Any]]:
    """What to show to somebody who wrote at the same time as another: both, and both in one."""
    page.refresh_from_db()
    now, said = page.current, form.cleaned_data
    seen = _seen(request, page, said["based_on"])
    theirs = as_it_lies(page)
    both = joined(seen.text if seen else "", theirs, said["text"])
    start = {**said, "text": both.text, "based_on": now.number if now else 0}
    if (mine := held_in(said)) is not None:
        start |= holding(mine.joined(_held(seen), _held(now)))
    again = Writing(initial=start, proposes="title" not in form.fields)
    return again, {"theirs": theirs, "mine": said["text"], "clean": both.clean}


def _held(revision: Revision | None) -> Practice:
    return practice_in(revision.more) if revision is not None else Practice()


def _seen(request: HttpRequest, page: Page, number: int | None) -> Revision | None:
    """The revision that somebody saw before they wrote."""
    rows = Revision.objects.visible_to(viewer(request)).filter(page=page, number=number or 0)
    found: Revision | None = rows.first()
    return found


def _put(request: HttpRequest, book: Book, base: str, form: Writing) -> tuple[Writing, Putting]:
    """A picture or a file, put into the words: the form as it was typed, with it, and one for the
    next; or with what is in the way."""
    putting = Putting(request.POST, request.FILES, prefix="put")
    typed = {name: form.data.get(name, "") for name in form.fields}
    typed["text"] = text = str(typed["text"]).replace("\r\n", "\n").replace("\r", "\n")
    if putting.is_valid():
        upload, said = putting.cleaned_data["file"], putting.cleaned_data
        try:
            kept = actions.put_in(
                me(request), book, upload=upload.file, size=upload.size, called=upload.name or ""
            )
        except (NoPicture, NoFile, Full) as why:
            putting.add_error("file", str(why))
        else:
            line = line_of(kept, base, said["alt"])
            typed["text"] = with_line(text, line, said["at"])
            putting = Putting(prefix="put")
            putting.line = line
    return Writing(initial=typed, proposes="title" not in form.fields), putting


def _is_sent(request: HttpRequest, form: Writing) -> bool:
    """Sent, right, and not only to be looked at, or with something to be put in."""
    return form.is_bound and form.is_valid() and "preview" not in request.POST


def _preview(
    request: HttpRequest, place: dict[str, Any], base: str, form: Writing, of: Page | None = None
) -> dict[str, Any]:
    """The form, and what it would look like; with the pictures that come along with what it is a
    translation ``of``."""
    found: dict[str, Any] = {"form": form}
    book, contents = place["book"], place["contents"]
    if form.is_bound and form.is_valid():
        held = {**(held_by(of.book) if of else {}), **held_by(book)}
        made = shown(book, base, form.cleaned_data["text"], held)
        found["preview"] = as_called(made.html, viewer(request), book, contents)
        found["preview_title"] = made.title
    return found


def _asked_for(request: HttpRequest, name: str) -> Page | None:
    """The page that the address names, if it is there for whoever looks."""
    asked = request.GET.get(name, "")
    if not asked.isdecimal():
        return None
    rows = Page.objects.visible_to(viewer(request)).filter(kind=Kind.PAGE, pk=int(asked[:12]))
    found: Page | None = rows.select_related("book", "current").first()
    return found


def _file_below(under: Page | None) -> str:
    """Where a page will lie that is new: its links lead from there."""
    return file_of(f"{under.path}/new" if under is not None and under.path else "new")
