"""A circle: a group at a scale. Whatever a circle can have is built once, for every scale."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of


class Scale(models.TextChoices):
    """Groups of different sizes are good for different things. The self is no circle."""

    DYAD = "dyad", _("pair")
    CREW = "crew", _("crew")
    CONGREGATION = "congregation", _("congregation")
    NETWORK = "network", _("network")


class CircleQuerySet(VisibleQuerySet["Circle"]):
    """Sentences about circles."""

    def open(self) -> CircleQuerySet:
        """Those that have not ended."""
        return self.filter(ended_at=None)


class Circle(Visible):
    """A group of people. ``parent``: the circle it lives in, as a crew lives in a congregation.

    ``audience``: who may know that it exists and read its ``about``. ``door``: whether people may
    apply. ``friend_name`` and ``partner_name``: what this congregation calls its standings.
    """

    class Door(models.TextChoices):
        INVITATION = "invitation", _("By invitation")
        APPLICATION = "application", _("By invitation, and people may apply")

    AUDIENCES: ClassVar = [Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC]

    scale = models.CharField(max_length=14, choices=Scale.choices)
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    about = models.TextField(_("what it is for"), max_length=4000, blank=True)
    welcome = models.TextField(_("welcome words"), max_length=4000, blank=True)
    audience = models.CharField(
        _("who may know that it exists"),
        max_length=10,
        choices=[(one.value, one.label) for one in AUDIENCES],
        default=Audience.CIRCLE,
    )
    door = models.CharField(
        _("how people come in"), max_length=12, choices=Door.choices, default=Door.INVITATION
    )
    friend_name = models.CharField(max_length=40, blank=True)
    partner_name = models.CharField(max_length=40, blank=True)
    size_least = models.PositiveSmallIntegerField(null=True, blank=True)
    size_most = models.PositiveSmallIntegerField(null=True, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CircleQuerySet] = manager_of(CircleQuerySet)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(audience__in=["circle", "parents", "site", "public"]),
                name="circle_audience",
            ),
            models.CheckConstraint(
                condition=Q(size_least=None)
                | Q(size_most=None)
                | Q(size_least__lte=models.F("size_most")),
                name="circle_sizes_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("circle", self.slug)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members; the circle around it, the site or everybody, as its audience says. One that
        has ended is seen by nobody; see :class:`Ending`."""
        found = Q(audience=Audience.PUBLIC)
        if viewer.is_somebody:
            found |= Q(audience=Audience.SITE) | Q(pk__in=viewer.circles)
            found |= Q(audience=Audience.PARENTS, parent__in=viewer.circles)
        return found & Q(ended_at=None)

    def standing_name(self, standing: str) -> str:
        """What this circle calls a standing."""
        if standing == "partner":
            return self.partner_name or str(pgettext_lazy("standing", "Partner"))
        return self.friend_name or str(pgettext_lazy("standing", "Friend"))
