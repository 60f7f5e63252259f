"""Who comes to a date."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.gatherings.models.guests import Guest
from kinweave.gatherings.models.hosting import hosted_themself_by
from kinweave.gatherings.models.occasions import Occasion

MOST_BROUGHT = 5
"""So many others, at most, somebody brings along."""


def answers_of(guest: int) -> AnswerQuerySet:
    """A guest's, for the guest: at their secret address, and in letters to them."""
    return Answer.objects.filter(guest=guest)


class AnswerQuerySet(VisibleQuerySet["Answer"]):
    """Sentences about answers."""

    def seated(self) -> AnswerQuerySet:
        """Those that hold a seat: who comes, and who is being asked whether they take it."""
        return self.filter(says__in=[Answer.Says.YES, Answer.Says.OFFERED])

    def seats(self) -> int:
        """How many seats those who hold one take, with whom they bring."""
        taken = self.seated().aggregate(taken=Sum(1 + F("brings")))["taken"]
        return int(taken or 0)

    def waiting(self) -> AnswerQuerySet:
        """The waiting list, whoever came first first."""
        return self.filter(says=Answer.Says.WAITING).order_by("since", "pk")


class Answer(Visible):
    """What somebody says to a date: a person, or a guest without an account. ``since``: when they
    began to say so, which is their place in the waiting list. ``brings``: how many others come with
    them. ``offered_until``: until when a seat that became free is kept for them.
    """

    class Says(models.TextChoices):
        YES = "yes", _("comes")
        MAYBE = "maybe", _("may come")
        NO = "no", _("does not come")
        WAITING = "waiting", _("waits for a seat")
        OFFERED = "offered", _("is asked whether they take a seat")

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    guest = models.ForeignKey(
        Guest, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    says = models.CharField(max_length=8, choices=Says.choices)
    brings = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AnswerQuerySet] = manager_of(AnswerQuerySet)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occasion", "person"], name="answer_once"),
            models.UniqueConstraint(fields=["occasion", "guest"], name="answer_of_guest_once"),
            models.CheckConstraint(condition=Q(person=None) ^ Q(guest=None), name="answer_of_one"),
            models.CheckConstraint(
                condition=Q(brings__lte=MOST_BROUGHT), name="answer_brings_a_few"
            ),
            models.CheckConstraint(
                condition=Q(offered_until=None) | Q(says="offered"), name="answer_offer"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "says"])]

    def __str__(self) -> str:
        return f"{self.person_id or self.guest}: {self.says}"

    @property
    def places(self) -> int:
        """How many seats it takes, where it takes any."""
        return 1 + self.brings

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """One's own; that somebody comes or may come, their fellow members in the gathering's
        circle; all of it, whoever hosts. A "no" and a place in the waiting list are nobody else's.
        """
        if not viewer.is_somebody:
            return None
        circle = "occasion__gathering__circle"
        told = Q(says__in=["yes", "maybe"], **{f"{circle}__in": viewer.circles})
        hosted = hosted_themself_by(viewer, "occasion__gathering__")
        return Q(person=viewer.person) | told | hosted
