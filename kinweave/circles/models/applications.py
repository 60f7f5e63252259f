"""Asking to join: the circle's questions, somebody's answers, and a conversation about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown, Viewer, Visible
from kinweave.circles.models.circle import Circle


class Question(NotShown):
    """Something a circle asks those who would like to join. ``asked``: no longer, if false."""

    not_shown = "shown with the page on which one applies, to whoever may see the circle"

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="questions")
    words = models.CharField(_("question"), max_length=300)
    place = models.PositiveSmallIntegerField(default=0)
    needed = models.BooleanField(_("an answer is needed"), default=False)
    asked = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.words


class Application(Visible):
    """Somebody who would like to join. Each state is a deed with who and when.

    ``SECOND_THOUGHTS``: how long a "not this time" waits before it is told, so that it can be
    taken back.
    """

    SECOND_THOUGHTS: ClassVar[timedelta] = timedelta(minutes=10)

    class State(models.TextChoices):
        OPEN = "open", _("open")
        WELCOMED = "welcomed", _("welcomed")
        DECLINED = "declined", _("not this time")
        WITHDRAWN = "withdrawn", _("taken back")

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications"
    )
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle", "person"], condition=Q(state="open"), name="application_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"application {self.pk} ({self.state})"

    def can_be_reopened(self, now: datetime) -> bool:
        """Whether a "not this time" has not been told yet."""
        told = self.decided_at and self.decided_at + self.SECOND_THOUGHTS
        return self.state == self.State.DECLINED and bool(told and told > now)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever applied, and the circle's partners."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person) | Q(circle__in=viewer.partners)


class Answer(NotShown):
    """An answer to one question, with the question as it was asked then."""

    not_shown = "part of an application"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="+")
    asked = models.CharField(max_length=300)
    text = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.asked


class Message(NotShown):
    """A line in the conversation between somebody who applied and the partners."""

    not_shown = "part of an application"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"
