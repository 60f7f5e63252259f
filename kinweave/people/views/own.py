"""The space of the self. Nobody else comes here: no steward, no administrator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinweave.access import page_of, visible_or_404
from kinweave.people.actions.own import change_note, delete_note, let_go, take_up, write_note
from kinweave.people.asking import me, viewer
from kinweave.people.models import Note
from kinweave.people.own import PARTS, Part, Writing, part_of

AT_FIRST, A_PAGE = 7, 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Three parts, the newest of each, and room to write."""
    written: dict[str, Writing] = {}
    if request.method == "POST":
        part = _part_or_404(request.POST.get("kind", ""))
        form = written[part.kind] = Writing(request.POST, part=part)
        if form.is_valid():
            text = form.cleaned_data["text"]
            write_note(me(request), kind=part.kind, text=text, at=timezone.now())
            messages.success(request, _("It is kept here, for you alone."))
            return redirect(f"{reverse('self')}#{part.kind}")
    notes = Note.objects.visible_to(viewer(request))
    some = set(notes.order_by().values_list("kind", flat=True).distinct())
    parts = [
        {
            "part": part,
            "notes": notes.filter(kind=part.kind, let_go_at=None)[:AT_FIRST],
            "some": part.kind in some,
            "form": written.get(part.kind) or Writing(part=part),
        }
        for part in PARTS
    ]
    return render(request, "people/self.html", {"parts": parts})


@login_required
@require_GET
def own_part(request: HttpRequest, kind: str) -> HttpResponse:
    """All of one kind: what is held first, then what was let go."""
    part = _part_or_404(kind)
    rows = Note.objects.visible_to(viewer(request)).filter(kind=part.kind)
    rows = rows.order_by(F("let_go_at").desc(nulls_first=True), "-written_at", "-pk")
    page = page_of(rows, request.GET.get("page"), A_PAGE)
    return render(request, "people/self_part.html", {"part": part, "page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_note(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: read, say otherwise, let go, take up again, delete."""
    note = visible_or_404(Note.objects, viewer(request), pk=pk)
    change = request.POST.get("change", "") if request.method == "POST" else ""
    if change == "delete":
        delete_note(me(request), note)
        messages.success(request, _("It is gone."))
        return redirect(f"{reverse('self')}#{note.kind}")
    if change == "let-go":
        let_go(me(request), note, at=timezone.now())
        messages.success(request, _("You let it go. Here you can take it up again."))
        return redirect("self-note", pk)
    if change == "take-up":
        take_up(me(request), note, at=timezone.now())
        messages.success(request, _("You took it up again."))
        return redirect("self-note", pk)
    form = Writing(request.POST or None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        change_note(me(request), note, text=form.cleaned_data["text"], at=timezone.now())
        messages.success(request, _("It is kept here, for you alone."))
        return redirect(f"{reverse('self')}#{note.kind}")
    page = {"note": note, "form": form, "part": _part_or_404(note.kind)}
    return render(request, "people/self_note.html", page)


def _part_or_404(kind: str) -> Part:
    if part := part_of(kind):
        return part
    raise Http404
