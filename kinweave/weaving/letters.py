"""What a season writes to people. Each letter reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinweave.notices.letters import About, Reader, letter
from kinweave.weaving.models import Season, Wish
from kinweave.weaving.samples import SEASON
from kinweave.weaving.showing import my_crew, my_reasons_left, other_times, stage_of


def _season(reader: Reader, about: About) -> Season | None:
    rows = Season.objects.visible_to(reader.viewer).exclude(opened_at=None)
    found: Season | None = rows.select_related("circle").filter(pk=about["season"]).first()
    return found


@letter("weaving.opened", kind="crews", what=_("A crewing season opens"), sample=SEASON)
def opened(reader: Reader, about: About) -> dict[str, Any] | None:
    """To every member, in their digest, as long as wishes are taken."""
    season = _season(reader, about)
    if season is None or not season.takes_wishes(timezone.now()):
        return None
    return {"season": season, "circle": season.circle}


@letter("weaving.proposed", kind="crews", what=_("A crew is proposed to you"), sample=SEASON)
def proposed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever is in it now, as long as there is something to answer."""
    season = _season(reader, about)
    if season is None or stage_of(season, timezone.now()) != "answering":
        return None
    mine = my_crew(reader.viewer, season, timezone.now())
    if mine is None or not mine.crew.starts:
        return None
    return {
        "season": season,
        "circle": season.circle,
        "people": mine.names,
        "first": mine.crew.starts[0],
    }


@letter("weaving.left", kind="crews", what=_("There is no crew for you as yet"), sample=SEASON)
def left(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever is in none, as long as that is so."""
    season = _season(reader, about)
    if season is None:
        return None
    reasons = my_reasons_left(reader.viewer, season)
    if reasons is None:
        return None
    return {"season": season, "circle": season.circle, "reasons": reasons}


@letter("weaving.ended", kind="crews", what=_("A season ends without a crew"), sample=SEASON)
def ended(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever wished for one, and has none by it."""
    season = _season(reader, about)
    if season is None or not Wish.objects.visible_to(reader.viewer).filter(season=season).exists():
        return None
    return {"season": season, "circle": season.circle}


@letter("weaving.hours", kind="crews", what=_("The time of your crew suits not all"), sample=SEASON)
def hours(reader: Reader, about: About) -> dict[str, Any] | None:
    """To the people of a crew that has begun, as long as it has not met."""
    season, now = _season(reader, about), timezone.now()
    mine = my_crew(reader.viewer, season, now) if season else None
    if season is None or mine is None or not mine.crew.agreed_at or not mine.crew.starts:
        return None
    if mine.crew.circle is None or mine.crew.starts[0] <= now:
        return None
    return {
        "season": season,
        "circle": season.circle,
        "first": mine.crew.starts[0],
        "others": other_times(mine.crew),
    }
