"""Finding people in one's circles, by what they tell whoever looks, and by nothing else."""

from __future__ import annotations

from django.db.models import Q

from kinweave.access import Viewer
from kinweave.people import languages
from kinweave.people.closeness import stands, told_to
from kinweave.people.models import Field, Person, SpokenLanguage, Told, Topic
from kinweave.people.models.person import PersonQuerySet

MOST_WORDS = 6


def found(viewer: Viewer, words: str) -> PersonQuerySet:
    """Everybody else in the viewer's circles of whom each word stands somewhere, by name."""
    rows: PersonQuerySet = Person.objects.visible_to(viewer)
    rows = rows.present().filter(stands(viewer, Told.CIRCLES)).exclude(stands(viewer, Told.ME))
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(_tells(viewer, word))
    return rows.order_by("name", "pk")


def _tells(viewer: Viewer, word: str) -> Q:
    """The audience of each field is part of the question: there is no row to hide afterwards."""
    speaking = SpokenLanguage.objects.filter(code__in=languages.called(word))
    about = _has("name", word)
    about |= told_to(viewer, Field.PLACE) & _has("profile__place", word)
    about |= told_to(viewer, Field.LANGUAGES) & Q(pk__in=speaking.values("person"))
    for kind in Topic.Kind.values:
        topics = Topic.objects.filter(_has("words", word), kind=kind)
        about |= told_to(viewer, kind) & Q(pk__in=topics.values("person"))
    return about


def _has(field: str, word: str) -> Q:
    """SQLite knows capital letters of English only, so that others are asked for both ways."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.capitalize()}
    has = Q()
    for spelling in sorted(spellings):
        has |= Q(**{f"{field}__icontains": spelling})
    return has
