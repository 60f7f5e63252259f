"""What is asked of those who come, and what each of them replied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models import Gathering, Guest, hosted_themself_by
from kinweave.gatherings.models.gathering import seen_by
from kinweave.preparing.models.coming import comes, comes_who_replied, standing


class Told(models.TextChoices):
    """To whom a reply is told."""

    HOST = "host", _("Whoever hosts")
    COMING = "coming", _("Those who come, too, if they are members")


class Question(Visible):
    """A question to those who come. Its words stay as they are: whoever replied replied to them.

    ``options``: of one of several, each on a line. ``told``: to whom replies are told that are
    given from now on. ``ready``: which of those that are ready-made it is, or none.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("A line")
        LINES = "lines", _("A few lines")
        YES_NO = "yes-no", _("Yes or no")
        ONE = "one", _("One of several")

    class Ready(models.TextChoices):
        FOOD = "food", _("Food")
        ACCESS = "access", _("What makes it easy to be there")
        LIFTS = "lifts", _("Sharing lifts")

    MOST: ClassVar = 12

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.LINE)
    options = models.TextField(max_length=1500, blank=True)
    told = models.CharField(max_length=6, choices=Told.choices, default=Told.HOST)
    ready = models.CharField(max_length=6, choices=Ready.choices, blank=True)

    objects: ClassVar[VisibleQuerySet[Question]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gathering", "ready"], condition=~Q(ready=""), name="question_ready_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="one") | ~Q(options=""), name="question_has_options"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What there is to choose from, as kept and as it reads; nothing, where one writes."""
        if self.kind == self.Kind.YES_NO:
            return [("yes", gettext("Yes")), ("no", gettext("No"))]
        return [(one, one) for one in self.options.splitlines()] if self.kind == "one" else []

    def in_words(self, reply: str) -> str:
        """A reply as it reads."""
        return dict(self.choices).get(reply, reply)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever has an account and sees the gathering: what will be asked is no secret."""
        return seen_by(viewer, "gathering__") if viewer.is_somebody else None


class Reply(Visible):
    """What somebody replied: a person, or a guest without an account. Without words: they leave
    the question open, and are not asked again.

    ``told``: to whom the question said that it would be told, when they replied. It is theirs, and
    no change of the question widens it.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    guest = models.ForeignKey(
        Guest, null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    words = models.TextField(max_length=2000, blank=True)
    told = models.CharField(max_length=6, choices=Told.choices, default=Told.HOST)
    since = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Reply]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["question", "since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "person"], name="reply_once"),
            models.UniqueConstraint(fields=["question", "guest"], name="reply_of_guest_once"),
            models.CheckConstraint(condition=Q(person=None) ^ Q(guest=None), name="reply_of_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return f"{self.person_id or self.guest} to {self.question_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own, always. Of whoever comes to a date to come, and of them alone: whoever hosts;
        and what both question and reply tell to those who come, members who come themselves.
        Who tends the circle and does not host reads none of it."""
        if not viewer.is_somebody:
            return None
        now, of = timezone.now(), OuterRef("question__gathering")
        within = Q(question__gathering__circle__in=viewer.circles)
        hosted = hosted_themself_by(viewer, "question__gathering__")
        heard = Q(told=Told.COMING, question__told=Told.COMING)
        heard &= Q(comes(viewer.person, of, now))
        said = ~Q(words="") & Q(comes_who_replied())
        return Q(person=viewer.person) | (within & said & (hosted | heard))


def asked_of(guest: Guest, now: datetime) -> Iterable[Any]:
    """What a guest is asked, for the guest, who holds the address of their page: with what they
    ``said`` and to whom, and whether they come (``i_come``)."""
    rows = Question.objects.filter(gathering=guest.gathering_id)
    coming = standing(now).filter(occasion__gathering=OuterRef("gathering"), guest=guest)
    return rows.annotate(
        mine=FilteredRelation("replies", condition=Q(replies__guest=guest)),
        said=F("mine__words"),
        said_to=F("mine__told"),
        i_come=Exists(coming.order_by()),
    )
