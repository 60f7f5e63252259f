"""What somebody gives a month."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from kinweave.access import Viewer, Visible, VisibleQuerySet, manager_of
from kinweave.fund.models.fund import Fund
from kinweave.people.models import Person


class ContributionQuerySet(VisibleQuerySet["Contribution"]):
    """Sentences about what people give."""

    def current(self) -> ContributionQuerySet:
        """What they give now."""
        return self.filter(until=None)

    def end(self, *, by: Person, at: datetime) -> int:
        """What they give now ends; how many that were. Two who speak at once need not be heard in
        the order of their clocks: nothing ends before it began."""
        until = Greatest(F("since"), Value(at))
        return self.current().update(until=until, ended_by=by)


class Contribution(Visible):
    """So much a month, from ``since`` until ``until``, as ``said_by`` says: the person, on trust,
    or whoever keeps the fund, who sees what comes in. Another amount is another row."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    amount = models.BigIntegerField()
    since = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[ContributionQuerySet] = manager_of(ContributionQuerySet)

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fund", "person"], condition=Q(until=None), name="contribution_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="contribution_is_something"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="contribution_since_until"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(until__isnull=False), name="contribution_ended_by"
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """The person, also of what was; what is now, whoever keeps the fund. Nobody else: whoever
        tends the circle names a keeper, and sees no amount."""
        if not viewer.is_somebody:
            return None
        kept = Q(fund__keeper=viewer.person, fund__circle__in=viewer.circles, until=None)
        return Q(person=viewer.person) | kept
