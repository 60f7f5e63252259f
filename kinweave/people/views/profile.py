"""What one tells of oneself: words, and a picture."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kinweave.people.actions.profile import remove_picture, show_picture, tell_of_oneself
from kinweave.people.asking import me, viewer
from kinweave.people.forms_profile import Picturing, Telling, languages_of
from kinweave.people.pictures import NoPicture
from kinweave.people.told import told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Say it, and say who sees it."""
    person, said = me(request), request.POST if request.method == "POST" else None
    form = Telling(said, person=person)
    spoken = languages_of(person, said)
    if form.is_valid() & spoken.is_valid():
        tell_of_oneself(person, at=timezone.now(), languages=spoken.spoken, **form.told)
        messages.success(request, _("It is kept. This is how you see your own page."))
        return redirect("person", person.pk)
    shown = told(viewer(request), person)
    context = {"form": form, "spoken": spoken, "shown": shown}
    return render(request, "people/profile.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def picture_change(request: HttpRequest) -> HttpResponse:
    """Choose a picture, or another one."""
    form = Picturing(request.POST, request.FILES) if request.method == "POST" else Picturing()
    if form.is_valid():
        upload = form.cleaned_data["picture"]
        try:
            show_picture(me(request), upload=upload.file, size=upload.size, at=timezone.now())
        except NoPicture as why:
            form.add_error("picture", str(why))
        else:
            messages.success(request, _("Your picture is here. Your profile says who sees it."))
            return redirect("profile")
    context = {"form": form, "shown": told(viewer(request), me(request))}
    return render(request, "people/picture.html", context)


@login_required
@require_POST
def picture_removal(request: HttpRequest) -> HttpResponse:
    """Do without one: the first letters of the name stand in its place."""
    remove_picture(me(request), at=timezone.now())
    messages.success(request, _("Your picture is gone, here and from the disk."))
    return redirect("profile")
