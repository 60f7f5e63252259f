"""An open-space board as people read it: times downward, spots across."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kinweave.access import Viewer, address
from kinweave.bringing.models import Board, Joining, Session, Spot, Stretch
from kinweave.people.models import Field
from kinweave.people.told import Shown, shown_in, telling

FACE = (Field.PICTURE,)


@dataclass(frozen=True, slots=True)
class Put:
    """A session. ``joining``: those whom this viewer may know who would join; there is no number of
    them. ``joins``: whether the viewer would."""

    number: int
    title: str
    words: str
    who: Shown
    mine: bool
    place: tuple[int, int] | None
    address: str
    joining: list[Shown] = field(default_factory=list)
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A spot at a time. ``taken``: something stands there, also where the viewer does not see it:
    otherwise they would be told it is free, and then that it is not."""

    spot: Spot
    place: str
    put: Put | None
    taken: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows``: each time with its cells, in the order of the spots."""

    spots: list[Spot]
    rows: list[tuple[Stretch, list[Cell]]]
    unplaced: list[Put]

    def free(self, but: tuple[int, int] | None = None) -> list[tuple[str, str]]:
        """Free places for a form: what it sends, and where and when that is in words. ``but``: also
        this one, which a session has already."""
        return [
            (cell.place, f"{stretch}, {cell.spot.name}")
            for stretch, cells in self.rows
            for cell in cells
            if not cell.taken or cell.place == _code(but)
        ]

    @property
    def put(self) -> list[Put]:
        """All that this viewer sees on it."""
        cells = (cell.put for _stretch, row in self.rows for cell in row)
        return [*filter(None, cells), *self.unplaced]


def grid_of(viewer: Viewer, board: Board) -> Grid:
    """What this viewer sees of it, in five queries, however much stands there."""
    spots = list(Spot.objects.visible_to(viewer).filter(board=board))
    stretches = list(Stretch.objects.visible_to(viewer).filter(board=board))
    found = _put(viewer, board)
    placed = {one.place: one for one in found if one.place}
    taken = set(Session.objects.filter(board=board).values_list("spot", "stretch"))
    rows = [
        (
            stretch,
            [
                Cell(
                    spot=spot,
                    place=f"{spot.pk}-{stretch.pk}",
                    put=placed.get((spot.pk, stretch.pk)),
                    taken=(spot.pk, stretch.pk) in taken,
                )
                for spot in spots
            ],
        )
        for stretch in stretches
    ]
    return Grid(spots, rows, [one for one in found if one.place is None])


def _put(viewer: Viewer, board: Board) -> list[Put]:
    rows = Session.objects.visible_to(viewer).filter(board=board).order_by("put_at", "pk")
    columns = ("pk", "title", "words", "spot", "stretch")
    read = list(telling(viewer, rows, FACE, *columns, person="person"))
    joining = _joining(viewer, board)
    gathering = board.occasion.gathering_id
    return [
        Put(
            number=row["pk"],
            title=row["title"],
            words=row["words"],
            who=who,
            mine=who.person == viewer.person,
            place=(row["spot"], row["stretch"]) if row["spot"] else None,
            address=address("session", gathering, board.pk, row["pk"]),
            joining=joining[row["pk"]],
            joins=any(one.person == viewer.person for one in joining[row["pk"]]),
        )
        for row, who in zip(read, shown_in(viewer, read, FACE, person="person"), strict=True)
    ]


def _joining(viewer: Viewer, board: Board) -> defaultdict[int, list[Shown]]:
    rows = Joining.objects.visible_to(viewer).filter(session__board=board).order_by("since", "pk")
    read = list(telling(viewer, rows, FACE, "session", person="person"))
    found: defaultdict[int, list[Shown]] = defaultdict(list)
    for row, who in zip(read, shown_in(viewer, read, FACE, person="person"), strict=True):
        found[row["session"]].append(who)
    return found


def _code(place: tuple[int, int] | None) -> str:
    return "-".join(map(str, place)) if place else ""
