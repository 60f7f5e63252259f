"""A deck and its cards; which of them somebody likes, and what they tell of using one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience, Viewer, Visible, VisibleQuerySet, address, manager_of, reaches
from kinweave.circles.models import Circle

AUDIENCES = [Audience.CIRCLE, Audience.PARENTS, Audience.SITE, Audience.PUBLIC]


def of_deck(viewer: Viewer, path: str = "") -> Q:
    """The rule of :meth:`Deck.visible`, for rows that lead to a deck by ``path``."""
    told = reaches(viewer, author="", circle=f"{path}circle", field=f"{path}audience")
    return Q(told, (f"{path}circle__ended_at", None))


class Deck(Visible):
    """Cards of a circle. ``audience``: who may read them and draw. ``licence``: under which they
    may be taken along; it stands on each printed sheet and in every export."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="decks")
    name = models.CharField(max_length=80)
    words = models.TextField(max_length=2_000, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10)
    audience = models.CharField(
        max_length=10,
        choices=[(one.value, one.label) for one in AUDIENCES],
        default=Audience.CIRCLE,
    )
    made_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Deck]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(audience__in=["circle", "parents", "site", "public"]),
                name="deck_audience",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("deck", self.pk)

    @property
    def is_pictured(self) -> bool:
        """Whether one of the cards that can be drawn has a picture."""
        return Card.objects.filter(deck=self).in_play().exclude(picture="").exists()

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever its audience holds, while its circle is there."""
        return of_deck(viewer)


class CardQuerySet(VisibleQuerySet["Card"]):
    """Sentences about cards."""

    def in_play(self) -> CardQuerySet:
        """Those that can be drawn: the others were put away."""
        return self.filter(put_away_at=None)


class Card(Visible):
    """Something to do, to ask or to remember.

    ``scale``: for groups of which size; "" for any. ``minutes``, ``least``, ``most``: how long it
    takes and how many people it wants, where that matters. ``picture``: what the album calls it,
    with ``picture_alt``, the same in words. ``author``: whose own card it is, or
    nobody's, as of those that came with the deck.
    """

    class Kind(models.TextChoices):
        MISSION = "mission", _("Mission")
        STARTER = "starter", _("Conversation starter")
        ACTIVITY = "activity", _("Activity")
        ESSENTIAL = "essential", _("Essential")
        OWN = "own", _("Something else")

    class Scale(models.TextChoices):
        ANY = "", _("Any size")
        SELF = "self", _("By yourself")
        DYAD = "dyad", _("In twos")
        CREW = "crew", _("In a crew")
        CONGREGATION = "congregation", _("With many")

    MOST: ClassVar = 300

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="cards")
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=700)
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.ACTIVITY)
    scale = models.CharField(max_length=12, choices=Scale.choices, blank=True, default=Scale.ANY)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    least = models.PositiveSmallIntegerField(null=True, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    picture = models.CharField(max_length=80, blank=True)
    picture_alt = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CardQuerySet] = manager_of(CardQuerySet)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deck", "title"], name="card_title_once"),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
                name="card_people_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("card", self.deck_id, self.pk)

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whoever sees the deck. Whose card it is, only members of its circle are told."""
        return of_deck(viewer, "deck__")


class Favourite(Visible):
    """A card that somebody likes to come back to. Nobody else sees it, and nothing is counted."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="favourites")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[VisibleQuerySet[Favourite]] = manager_of(VisibleQuerySet)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "person"], name="favourite_once")
        ]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.person_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Whose it is, while they see the card."""
        if not viewer.is_somebody:
            return None
        return Q(person=viewer.person) & of_deck(viewer, "card__deck__")


class Story(Visible):
    """What happened when somebody tried a card. It stays in the circle, wherever the deck goes."""

    hidden_with: ClassVar[tuple[str, ...]] = ("person",)

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="stories")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=4_000)
    told_at = models.DateTimeField()

    objects: ClassVar[VisibleQuerySet[Story]] = manager_of(VisibleQuerySet)

    class Meta:
        ordering: ClassVar = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.card_id}"

    @classmethod
    def visible(cls, viewer: Viewer) -> Q | None:
        """Members of the deck's circle."""
        if not viewer.is_somebody:
            return None
        return Q(card__deck__circle__in=viewer.circles)
