"""An import: another calendar that somebody brings into a circle; and what came in with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Viewer, Visible, VisibleQuerySet, address, manager_of
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Gathering
from kinweave.gatherings.models.gathering import seen_by
from kinweave.jobs.models import State, Work


class Import(Work, Visible):
    """A calendar, from a file or an address. It is read first, then shown to whoever asked, and
    brought in when they say so.

    ``content``: the file, from when it came until it is brought in. ``shown``: what the reading
    found, to look at. ``keeps_since``: since when it is kept in step with its address;
    ``stopped_at``: until when it was; ``paused_at``: the same, but by itself, and ``paused_for``
    says why. ``tried_at``, ``worked_at``, ``failing_since``, ``why``: how asking there went.
    ``whole_at``: when all of it was last read, rather than that it had not changed.
    """

    class Stage(models.TextChoices):
        READING = "reading", _("being read")
        READY = "ready", _("waits for your yes")
        UNREAD = "unread", _("could not be read")
        BRINGING = "bringing", _("being brought in")
        BROUGHT = "brought", _("brought in")

    PATIENCE: ClassVar[timedelta] = timedelta(minutes=10)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.READING)
    called = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=2_000, blank=True)
    zone = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    shown: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    audience = models.CharField(
        max_length=10,
        choices=[(one.value, one.label) for one in Gathering.AUDIENCES],
        default=Gathering.AUDIENCES[0],
    )
    tells = models.BooleanField(default=True)
    brought_at = models.DateTimeField(null=True, blank=True)
    keeps_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_for = models.CharField(max_length=20, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    whole_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=20, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)

    objects: ClassVar[VisibleQuerySet[Import]] = manager_of(VisibleQuerySet)

    class Meta(Work.Meta):
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"import {self.pk} ({self.stage})"

    def get_absolute_url(self) -> str:
        return address("import", self.pk)

    @property
    def under_way(self) -> bool:
        """Whether something happens with it that its page waits for."""
        moving = self.stage in {self.Stage.READING, self.Stage.BRINGING}
        return moving and self.state in {State.WAITING, State.CLAIMED}

    @property
    def given_up(self) -> bool:
        """Whether something went wrong here, again and again."""
        return self.state == State.FAILED

    @property
    def keeps(self) -> bool:
        """Whether it is kept in step at present."""
        return bool(self.keeps_since and not self.stopped_at and not self.paused_at)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever brings it in, while they are a member of the circle; and, once it is in, whoever
        tends the circle, who may stop it."""
        if not viewer.is_somebody:
            return None
        own = Q(person=viewer.person, circle__in=viewer.circles)
        tended = frozenset(circle for circle, key in viewer.keys if key == "tend")
        return own | Q(stage=cls.Stage.BROUGHT, circle__in=viewer.circles & tended)

    def rest(self, until: datetime) -> bool:
        """What this process has claimed is done for now, and due again at ``until``; false if the
        claim was taken back meanwhile."""
        rows = Import.objects.filter(pk=self.pk, state=State.CLAIMED, claimed_at=self.claimed_at)
        put = {"state": State.WAITING, "claimed_at": None, "next_attempt": until, "attempts": 0}
        return bool(rows.update(**put))


class Brought(Visible):
    """An event of another calendar, and the gathering that it became. A circle has each once.

    ``mark``: of what the calendar last said of it. ``standing``: of how the gathering stood when
    the import last touched it: where it stands otherwise, somebody has changed it here, and
    ``left_since`` says since when it is left as it is. ``keys``: by the number of a date, how the
    calendar knows it. ``gone_at``: when it was not in the calendar any more.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Import, null=True, on_delete=models.SET_NULL, related_name="brought")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="brought")
    uid = models.CharField(max_length=255)
    mark = models.CharField(max_length=64)
    standing = models.CharField(max_length=64)
    keys: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    left_since = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[VisibleQuerySet[Brought]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "uid"], name="brought_once")
        ]

    def __str__(self) -> str:
        return f"brought: {self.gathering_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the gathering."""
        return seen_by(viewer, "gathering__")
