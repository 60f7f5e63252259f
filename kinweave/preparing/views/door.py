"""Getting to what is prepared for a gathering."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kinweave.access import visible_or_404
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.views.door import date_for, gathering_for, me, viewer
from kinweave.preparing.models import Question, Role, Taken

__all__ = ["date_for", "gathering_for", "me", "posted", "question_for", "role_for", "viewer"]


def posted(request: HttpRequest, name: str) -> int:
    """A number that was sent; what is none is not there."""
    found = request.POST.get(name, "")
    if not (found.isascii() and found.isdecimal()):
        raise Http404
    return int(found[:18])


def question_for(request: HttpRequest, gathering: Gathering) -> Question:
    """The question that is meant."""
    number = posted(request, "question")
    return visible_or_404(Question.objects, viewer(request), gathering=gathering, pk=number)


def role_for(request: HttpRequest, gathering: Gathering) -> Role:
    """The role that is meant."""
    number = posted(request, "role")
    return visible_or_404(Role.objects, viewer(request), gathering=gathering, pk=number)


def taken_for(request: HttpRequest, gathering: Gathering) -> Taken:
    """Whose place is meant."""
    number = posted(request, "taken")
    return visible_or_404(Taken.objects, viewer(request), role__gathering=gathering, pk=number)
