"""An open-space board: made by whoever hosts, filled by whoever comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from kinweave.access import Viewer, allowed
from kinweave.bringing.actions.asking import hosted, locked_date, note, still_on
from kinweave.bringing.models import Board, Joining, Session, Spot, Stretch
from kinweave.bringing.refusals import Gone, Over, Taken
from kinweave.gatherings.models import Occasion
from kinweave.people.models import Person

K = TypeVar("K")
V = TypeVar("V")
Times = Sequence[tuple[time, int]]
Place = tuple[int, int] | None
"""The ids of a spot and a stretch; ``None`` for no place yet."""


@transaction.atomic
def open_board(
    actor: Person,
    occasion: Occasion,
    *,
    day: date,
    spots: Sequence[str],
    times: Times,
    at: datetime,
) -> Board:
    """A board for a day: names of spots in their order, and when sessions begin, each with its
    minutes. Where that day has one already, nothing is changed, and that one is meant."""
    hosted(actor, occasion.gathering)
    one = locked_date(occasion, occasion.gathering, at)
    board, new = Board.objects.get_or_create(occasion=one, day=day, defaults={"opened_at": at})
    if new:
        _lay_out(board, spots, times)
        note("bringing.board_opened", actor=actor, at=at, gathering=occasion.gathering)
    return board


@transaction.atomic
def change_board(
    actor: Person, board: Board, *, spots: Sequence[str], times: Times, at: datetime
) -> None:
    """Other names, more room or less. What stood where there is no place any more is on the board
    without one, and lost to nobody."""
    hosted(actor, board.occasion.gathering)
    held = _held(board)
    _lay_out(held, spots, times)
    note("bringing.board_changed", actor=actor, at=at, gathering=board.occasion.gathering)


@transaction.atomic
def put_on(
    person: Person, board: Board, *, title: str, words: str = "", place: Place = None, at: datetime
) -> Session:
    """A session, hosted by who puts it there, in a place or without one yet. The very same again
    is that one: a button may be pressed twice."""
    viewer = Viewer.of(person.pk)
    still_on(viewer, board.occasion.gathering)
    allowed(viewer, "put on", board)
    _not_over(board, at)
    held = _held(board)
    same = {"title": title, "words": words, "spot": (place or (None,))[0]}
    same["stretch"] = place[1] if place else None
    if found := Session.objects.filter(board=held, person=person, **same).first():
        return found
    spot, stretch = _free(held, place)
    return Session.objects.create(
        board=held, person=person, title=title, words=words, spot=spot, stretch=stretch, put_at=at
    )


@transaction.atomic
def change_session(
    person: Person, session: Session, *, title: str, words: str = "", place: Place, at: datetime
) -> None:
    """Say it otherwise, and move it; all or nothing."""
    allowed(Viewer.of(person.pk), "change", session)
    _move(session, place, at, title=title, words=words)


@transaction.atomic
def move(actor: Person, session: Session, *, place: Place, at: datetime) -> None:
    """Into a free place, or out of one: by who put it there, or whoever hosts."""
    allowed(Viewer.of(actor.pk), "move", session)
    _move(session, place, at)


@transaction.atomic
def take_down(person: Person, session: Session) -> None:
    """Off the board, without a reason."""
    allowed(Viewer.of(person.pk), "change", session)
    Session.objects.filter(pk=session.pk, person=person).delete()


@transaction.atomic
def join(person: Person, session: Session, *, at: datetime) -> None:
    """Say that one would join. It binds to nothing."""
    allowed(Viewer.of(person.pk), "put on", session.board)
    if not Session.objects.select_for_update().filter(pk=session.pk).exists():
        raise Gone
    Joining.objects.get_or_create(session=session, person=person, defaults={"since": at})


@transaction.atomic
def not_join(person: Person, session: Session) -> None:
    """Rather not, after all."""
    Joining.objects.filter(session=session, person=person).delete()


def _held(board: Board) -> Board:
    """Locked: on a board, one thing is put, moved or changed at a time."""
    held: Board = Board.objects.select_for_update().get(pk=board.pk)
    return held


def _not_over(board: Board, at: datetime) -> None:
    date = board.occasion
    if date.ends_at <= at or date.is_off:
        raise Over


def _move(session: Session, place: Place, at: datetime, **said: str) -> None:
    _not_over(session.board, at)
    board = _held(session.board)
    found = Session.objects.select_for_update().filter(pk=session.pk).first()
    if found is None:
        raise Gone
    found.spot, found.stretch = _free(board, place, but=found.pk)
    for name, value in said.items():
        setattr(found, name, value)
    found.save()


def _free(board: Board, place: Place, but: int = 0) -> tuple[Spot | None, Stretch | None]:
    if place is None:
        return None, None
    spot = Spot.objects.filter(board=board, pk=place[0]).first()
    stretch = Stretch.objects.filter(board=board, pk=place[1]).first()
    there = Session.objects.filter(spot=spot, stretch=stretch).exclude(pk=but)
    if spot is None or stretch is None or there.exists():
        raise Taken
    return spot, stretch


def _lay_out(board: Board, spots: Sequence[str], times: Times) -> None:
    """What keeps its name or its hour stays; what else there was takes the new names and hours in
    their order, so that renaming a room moves nobody; what is too many goes."""
    old = {one.name: one for one in Spot.objects.filter(board=board)}
    kept_spots = _matched(old, list(dict.fromkeys(spots)))
    began = {one.begins: one for one in Stretch.objects.filter(board=board)}
    minutes = dict(times)
    kept_times = _matched(began, list(minutes))
    gone_spots = [one.pk for one in old.values() if one not in kept_spots.values()]
    gone_times = [one.pk for one in began.values() if one not in kept_times.values()]
    homeless = Session.objects.filter(Q(spot__in=gone_spots) | Q(stretch__in=gone_times))
    homeless.update(spot=None, stretch=None)
    Spot.objects.filter(pk__in=gone_spots).delete()
    Stretch.objects.filter(pk__in=gone_times).delete()
    for order, (name, spot) in enumerate(kept_spots.items()):
        spot = spot or Spot(board=board)
        spot.name, spot.order = name, order
        spot.save()
    for begins, stretch in kept_times.items():
        stretch = stretch or Stretch(board=board)
        stretch.begins, stretch.minutes = begins, minutes[begins]
        stretch.save()


def _matched(old: dict[K, V], new: list[K]) -> dict[K, V | None]:
    """Each of ``new`` with the one of the same name, or the next that has lost its own."""
    spare = [one for name, one in old.items() if name not in new]
    return {name: old.get(name) or (spare.pop(0) if spare else None) for name in new}
