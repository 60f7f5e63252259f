"""A circle's podcast: the recordings that everybody may hear, as anybody sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kinweave.access import Audience, Viewer, address
from kinweave.circles.models import Circle
from kinweave.harvests.models import Recording
from kinweave.harvests.models.recordings import last_change
from kinweave.harvests.rss import Channel, Item, rss
from kinweave.prose import first_words, html, plain

MOST = 300
PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The space of names in which the address of a podcast makes its guid (podcastindex.org)."""


@dataclass(frozen=True, slots=True)
class Podcast:
    """What is heard in a circle. ``changed_at``: when it last became another one."""

    circle: Circle
    recordings: list[Recording]
    changed_at: datetime | None

    def written(self, site: str) -> bytes:
        """As RSS. ``site``: the origin of its links."""
        with translation.override(settings.LANGUAGE_CODE):
            return rss(_channel(self.circle, site), [_item(one, site) for one in self.recordings])


def podcast_of(slug: str) -> Podcast | None:
    """The podcast of a circle that everybody may know of; ``None`` where there is none, for
    whatever reason."""
    anybody = Viewer.public()
    circle = Circle.objects.visible_to(anybody).filter(slug=slug).first()
    if circle is None:
        return None
    rows = Recording.objects.visible_to(anybody).filter(
        occasion__gathering__circle=circle, audience=Audience.PUBLIC
    )
    files = rows.exclude(kind=Recording.Kind.PAGE).exclude(size=None)
    found = list(files.select_related("occasion").order_by("-made_at", "-pk")[:MOST])
    heard = [one for one in found if one.heard_at]
    return Podcast(circle, heard, last_change(circle)) if heard else None


def _channel(circle: Circle, site: str) -> Channel:
    page = f"{site}{address('circle-harvest', circle.slug)}"
    here = f"{site}{address('podcast', circle.slug)}"
    about = plain(circle.about) or _(
        "What was said in {name}, for whoever likes to listen."
    ).format(name=circle.name)
    return Channel(
        title=circle.name,
        link=page,
        here=here,
        language=settings.LANGUAGE_CODE,
        description=about,
        author=circle.name,
        image=f"{site}{address('podcast-cover', circle.slug)}",
        guid=str(uuid5(PODCASTS, here.partition("://")[2].rstrip("/"))),
    )


def _item(one: Recording, site: str) -> Item:
    words = one.words or one.title
    return Item(
        title=one.title,
        guid=f"recording-{one.pk}@{site.partition('://')[2]}",
        link=f"{site}{one.get_absolute_url()}",
        published=one.made_at,
        url=one.heard_at,
        size=one.size or 0,
        kind=one.kind,
        seconds=one.seconds,
        explicit=one.explicit,
        summary=first_words(words, 200),
        description=plain(words),
        html=html(words),
    )
