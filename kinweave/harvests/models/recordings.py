"""Recordings, and the consent of everybody who speaks in them.

Who agrees, and who does not any more, are rows. A recording is there for others while each of its
speakers has a consent that was not withdrawn; nothing else says whether it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of, reaches
from kinweave.circles.models import Circle
from kinweave.gatherings.models import Occasion, hosted_by
from kinweave.gatherings.models.gathering import seen_by
from kinweave.harvests.models.harvest import CHOICES

GATHERING = "occasion__gathering__"


class RecordingQuerySet(VisibleQuerySet["Recording"]):
    """Sentences about recordings."""

    def agreed_to(self) -> RecordingQuerySet:
        """Those to which all who speak in them agree at this moment."""
        return self.filter(agreed())


class Recording(Visible):
    """A recording of a date, which lies elsewhere. ``link`` and how far it goes are what its
    speakers agree to, so neither the link changes later nor does the audience widen.

    ``taken_away_at``: from then on only the row is there, without words or link, so that programs
    that read the podcast hear that something changed. ``changed_at``: when what others hear of it
    last changed; never, where they never could. ``size``: of the file, in bytes.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("A page on which one listens or watches")
        MP3 = "audio/mpeg", _("A file to listen to: MP3")
        M4A = "audio/mp4", _("A file to listen to: M4A")
        MP4 = "video/mp4", _("A file to watch: MP4")

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="recordings")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=4_000, blank=True)
    link = models.URLField(max_length=500)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PAGE)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    day = models.DateField()
    explicit = models.BooleanField(default=False)
    audience = models.CharField(max_length=10, choices=CHOICES, default=Audience.CIRCLE)
    changed_at = models.DateTimeField(null=True, blank=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[RecordingQuerySet] = manager_of(RecordingQuerySet)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="page") | Q(size__gte=1) | Q(taken_away_at__isnull=False),
                name="recording_file_has_a_size",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("recording", self.occasion.gathering_id, self.occasion.number, self.pk)

    @property
    def heard_at(self) -> str:
        """The link, if it leads to the web: the form takes no other, and no page shows one."""
        return self.link if self.link.startswith(("http://", "https://")) else ""

    @property
    def length(self) -> str:
        """How long it is, as in 1:02:03; nothing where nobody said."""
        if not self.seconds:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever its audience holds, while all who speak in it agree; before and after that,
        whoever hosts, and those who speak in it: they are asked about it, and may say no; whoever
        said yes also where they do not see the gathering any more."""
        seen = reaches(viewer, author="made_by", circle=f"{GATHERING}circle") & agreed()
        if viewer.is_somebody:
            own = Speaker.objects.filter(person=viewer.person).order_by()
            agrees = own.filter(Q(Exists(_standing())))
            seen |= Q(pk__in=own.values("recording")) & seen_by(viewer, GATHERING)
            seen |= Q(pk__in=agrees.values("recording"))
            seen |= hosted_by(viewer, GATHERING)
        return seen & Q(**{f"{GATHERING}circle__ended_at": None}, taken_away_at=None)


def agreed() -> Q:
    """The condition that all who speak in a recording agree; and that somebody is named at all."""
    speakers = Speaker.objects.filter(recording=OuterRef("pk")).order_by()
    return Q(Exists(speakers)) & ~Q(Exists(speakers.filter(~Q(Exists(_standing())))))


def _standing() -> VisibleQuerySet[Consent]:
    """Of each speaker, a yes that holds."""
    return Consent.objects.filter(speaker=OuterRef("pk"), withdrawal=None).order_by()


def last_change(circle: Circle) -> datetime | None:
    """When a podcast of this circle last became another one, as far as recordings go."""
    rows = Recording.objects.filter(occasion__gathering__circle=circle, audience=Audience.PUBLIC)
    found: datetime | None = rows.aggregate(last=models.Max("changed_at"))["last"]
    return found


class Speaker(Visible):
    """Somebody who speaks in a recording: a person of the site, or the ``name`` of somebody else.

    Neither, where a person was forgotten: nobody can agree for them, and so it stays hidden. A
    speaker is not taken off by whoever hosts, or a "no" could be got rid of.
    """

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    named_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Speaker]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recording", "person"], name="speaker_once")
        ]

    def __str__(self) -> str:
        return self.name or f"speaker {self.person_id}"

    @property
    def shown_name(self) -> str:
        """As they are called; nothing for whoever was forgotten."""
        return self.person.shown_name if self.person else self.name

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Oneself; and who else speaks, members of the circle who see the recording. To others no
        name is told."""
        if not viewer.is_somebody:
            return None
        inside = Q(**{f"recording__{GATHERING}circle__in": viewer.circles})
        seen = Recording.objects.visible_to(viewer).order_by()
        return Q(person=viewer.person) | inside & Q(recording__in=seen.values("pk"))


class Consent(Visible):
    """A yes. Of somebody without an account: ``vouched_by`` says ``how`` it was given."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="consents")
    at = models.DateTimeField()
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    how = models.CharField(max_length=300, blank=True)

    objects: ClassVar[VisibleQuerySet[Consent]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"yes of {self.speaker_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose it is, and who vouched for it. Nobody else is told who agrees."""
        if not viewer.is_somebody:
            return None
        return Q(speaker__person=viewer.person) | Q(vouched_by=viewer.person)


class Withdrawal(Visible):
    """A yes that does not hold any more."""

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="withdrawal")
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Withdrawal]] = manager_of(VisibleQuerySet)

    def __str__(self) -> str:
        return f"not any more: {self.consent_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose consent it was."""
        return Q(consent__speaker__person=viewer.person) if viewer.is_somebody else None


class Decline(Visible):
    """A no to being heard, said before or instead of a yes; a later yes takes its place."""

    speaker = models.OneToOneField(Speaker, on_delete=models.CASCADE, related_name="decline")
    at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Decline]] = manager_of(VisibleQuerySet)

    def __str__(self) -> str:
        return f"no of {self.speaker_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose no it is. Nobody else is told."""
        return Q(speaker__person=viewer.person) if viewer.is_somebody else None
