"""Seasons of all kinds, and what may happen in the middle of one, for hypothesis to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from kinweave.calling import actions as calling
from kinweave.circles.actions import leave
from kinweave.circles.models import Circle
from kinweave.people.actions.blocks import block
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Person
from kinweave.weaving import actions
from kinweave.weaving.actions.answering import mark_of
from kinweave.weaving.models import Appeal, Place, Proposal, ProposedCrew, Regard, Season, Wish
from kinweave.weaving.refusals import Changed, Over
from tests.weaving.doing import EVENINGS, MORNINGS, VIENNA, a_season, wishes_are_in

NEVER, ALWAYS, PERHAPS = "." * 336, "f" * 336, EVENINGS.replace("f", "?")
MONDAYS = EVENINGS[:48] + "." * 288
WEEKS = (EVENINGS, EVENINGS, EVENINGS, ALWAYS, MORNINGS, PERHAPS, MONDAYS, NEVER)
"""Simpler ones first: hypothesis goes back to these."""
ZONES = (
    VIENNA, VIENNA, "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
)  # fmt: skip
LANGUAGES = (["en"], ["en"], ["en", "de"], ["de"])
EVENTS = ("yes", "not this one", "not this season", "hours", "leaves", "blocks", "is forgotten")


def first_days() -> list[date]:
    """Soon; and so that clocks change between the meetings, in spring and in autumn."""
    today = timezone.now().date()
    soon = today + timedelta(days=14)
    rest = [date(today.year + year, *day) for year in (0, 1) for day in ((3, 20), (10, 18))]
    return [soon, *[day for day in rest if soon < day < soon + timedelta(days=360)]]


def season_of(data: st.DataObject, steward: Person, circle: Circle) -> Season:
    """One that takes wishes."""
    smallest = data.draw(st.integers(3, 4), "smallest")
    target = data.draw(st.integers(smallest, 5), "target")
    return a_season(
        steward, circle, smallest=smallest, target=target,
        largest=data.draw(st.integers(target, 6), "largest"),
        starts_on=data.draw(st.sampled_from(first_days()), "starts"),
        meetings=data.draw(st.sampled_from([4, 1, 6]), "meetings"),
        every_weeks=data.draw(st.sampled_from([2, 1, 3]), "every"),
        minutes=data.draw(st.sampled_from([90, 45]), "minutes"),
    )  # fmt: skip


def wishes_of(data: st.DataObject, season: Season, here: Sequence[Person]) -> list[Person]:
    """Those who wish for a crew in it, from nobody to all; and perhaps a call that it fills."""
    now = timezone.now()
    people = list(here[: data.draw(st.integers(0, len(here)), "people")])
    others = st.lists(st.sampled_from([one.pk for one in here]), max_size=2)
    rows, regards = [], []
    for one in people:
        wish = Wish(
            season=season, person=one, since=now, changed_at=now,
            week=data.draw(st.sampled_from(WEEKS)), zone=data.draw(st.sampled_from(ZONES)),
            languages=data.draw(st.sampled_from(LANGUAGES)),
            hosting=data.draw(st.sampled_from(Wish.Hosting.values)),
        )  # fmt: skip
        rows.append(wish)
        said = {
            **dict.fromkeys(data.draw(others), Regard.Kind.WITH),
            **dict.fromkeys(data.draw(others), Regard.Kind.NOT_WITH),
        }
        regards += [(wish, other, kind) for other, kind in said.items() if other != one.pk]
    for row in rows:
        row.save()
    Regard.objects.bulk_create(
        Regard(wish=wish, other_id=other, kind=kind) for wish, other, kind in regards
    )
    if people and data.draw(st.booleans(), "a call"):
        _calls(data, season, people, rows)
    wishes_are_in(season)
    season.refresh_from_db()
    return people


def _calls(
    data: st.DataObject, season: Season, people: Sequence[Person], rows: Sequence[Wish]
) -> None:
    now = timezone.now()
    smallest = data.draw(st.integers(3, 5), "the call's smallest")
    made = calling.call(
        people[0], season.circle, name="Walls", words="No wall.", zone=VIENNA, smallest=smallest,
        largest=data.draw(st.integers(smallest, 8), "its largest"),
        until=now.date() + timedelta(days=20), starts=now.date() + timedelta(days=30), at=now,
    )  # fmt: skip
    Appeal.objects.bulk_create(Appeal(wish=row, call=made) for row in rows[:4])


def pinned(data: st.DataObject, steward: Person, made: Proposal) -> bool:
    """Some crews, or all of them, are kept as they are."""
    crews = list(ProposedCrew.objects.filter(proposal=made))
    for crew in data.draw(st.lists(st.sampled_from(crews), unique=True)) if crews else ():
        actions.pin(steward, crew, keep=True, at=timezone.now())
    return ProposedCrew.objects.filter(proposal=made).exclude(pinned_at=None).exists()


def happens(data: st.DataObject, season: Season, people: list[Person]) -> None:
    """Something, to somebody who is still there."""
    if len(people) < 2:
        return
    what, now = data.draw(st.sampled_from(EVENTS), "what"), timezone.now()
    who = data.draw(st.sampled_from(people), "who")
    others = [one for one in people if one != who]
    does: dict[str, Callable[[], Any]] = {
        "hours": lambda: actions.change_hours(
            who, season, week=data.draw(st.sampled_from(WEEKS)), zone=VIENNA, at=now
        ),
        "leaves": lambda: leave(who, season.circle, at=now),
        "blocks": lambda: block(who, data.draw(st.sampled_from(others), "whom"), at=now),
        "is forgotten": lambda: forget(who.pk, at=now),
    }
    try:
        does.get(what, lambda: _answers(who, season, what))()
    except (Changed, Over):
        return  # there is no crew to answer to, or it has begun
    if what in ("leaves", "is forgotten"):
        people.remove(who)


def _answers(who: Person, season: Season, says: str) -> None:
    place = Place.objects.filter(person=who, proposal__season=season).select_related("crew").first()
    if place is not None:
        asked, now = mark_of(place.crew), timezone.now()
        actions.answer(who, season, crew=place.crew_id, asked=asked, says=says, at=now)
