"""What people tell of themselves, each thing with who may see it."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import NotShown


class Told(models.TextChoices):
    """How far something that one tells of oneself goes. Each holds those before it."""

    ME = "me", _("only me")
    NEAR = "near", _("my crews and pairs")
    CIRCLES = "circles", _("all my circles")


class Field(models.TextChoices):
    """What there is to tell; the names are those of the ``…_told`` fields of a profile."""

    PRONOUNS = "pronouns", _("Pronouns")
    PICTURE = "picture", _("Picture")
    ABOUT = "about", _("A few words")
    PLACE = "place", _("Place")
    ZONE = "zone", _("Time zone")
    LANGUAGES = "languages", _("Languages")
    INTERESTS = "interests", _("Interests")
    SKILLS = "skills", _("Skills")
    LEARNING = "learning", _("Would like to learn")
    HOURS = "hours", _("Weekly hours")


def _told(default: Told = Told.CIRCLES) -> models.CharField[str, str]:
    return models.CharField(max_length=10, choices=Told.choices, default=default)


class Profile(NotShown):
    """What somebody tells, beside their name; read through :mod:`kinweave.people.told` only.

    ``latitude`` and ``longitude``: one decimal, which is some ten kilometres, and only if wanted.
    """

    not_shown = "each field has its own audience; kinweave.people.told gives what a viewer may see"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    about = models.TextField(_("a few words"), max_length=2000, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    longitude = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    picture = models.CharField(max_length=80, blank=True)  # a file's name below media/people/

    pronouns_told = _told()
    picture_told = _told()
    about_told = _told()
    place_told = _told()
    zone_told = _told()
    languages_told = _told()
    interests_told = _told()
    skills_told = _told()
    learning_told = _told()
    hours_told = _told()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="profile_point_on_earth",
            )
        ]

    def __str__(self) -> str:
        return f"profile of {self.person_id}"

    @property
    def point(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude, if somebody wants to be on a map."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class SpokenLanguage(NotShown):
    """A language somebody speaks: a BCP 47 code and how well."""

    not_shown = "part of a profile"

    class Fluency(models.IntegerChoices):
        LITTLE = 1, _("a little")
        GET_BY = 2, _("I get by")
        EASE = 3, _("with ease")
        FIRST = 4, _("first language")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="languages"
    )
    code = models.CharField(max_length=20)
    fluency = models.PositiveSmallIntegerField(choices=Fluency.choices, default=Fluency.EASE)

    class Meta:
        ordering: ClassVar = ["-fluency", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "code"], name="language_once")
        ]

    def __str__(self) -> str:
        return self.code


class Topic(NotShown):
    """A word or two somebody put down as an interest, a skill, or something they would learn."""

    not_shown = "part of a profile"

    class Kind(models.TextChoices):
        INTEREST = "interests"
        SKILL = "skills"
        LEARNING = "learning"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topics"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "words"], name="topic_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "words"])]

    def __str__(self) -> str:
        return self.words
