"""What a gathering of the demo has besides where it is a retreat: days, prices, beds, people."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from kinweave.demo.calendar import Calendar
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Person
from kinweave.retreats import actions
from kinweave.retreats.actions.arranging import SAID
from kinweave.retreats.models import Booking

Row = Mapping[str, Any]


def retire(
    host: Person, row: Row, gathering: Gathering, people: Mapping[str, Person], days: Calendar
) -> None:
    """All that became of a retreat until now."""
    treasurer = people[row["treasurer"]]
    made = actions.begin(
        host,
        gathering,
        treasurer=treasurer,
        at=days.ago(row["begun"]),
        **{name: row[name] for name in SAID if name in row},
    )
    for item in row["programme"]:
        actions.put_item(host, made, **item)
    prices = {one["name"]: actions.put_price(host, made, **one) for one in row["prices"]}
    rooms = {one["name"]: actions.put_room(host, made, **one) for one in row["rooms"]}
    actions.open_for_booking(host, made, at=days.ago(row["opened"]))
    for cost in row["costs"]:
        actions.write_cost(host, made, at=days.ago(cost["days"]), words=cost["words"],
                           amount=cost["amount"])  # fmt: skip
    places: dict[str, Booking] = {}
    order = count()
    for said in row["places"]:
        place = actions.book(
            people[said["person"]],
            made,
            price=prices.get(said.get("price", "")),
            amount=said.get("amount"),
            room=rooms.get(said.get("room", "")),
            notes=said.get("notes", ""),
            at=days.ago(said["days"], order=next(order)),
        )
        if place is not None:
            places[said["person"]] = place
    for said in row["asked"]:
        request = actions.ask(
            people[said["person"]], made, can_pay=said["can_pay"], words=said["words"],
            at=days.ago(said["days"]),
        )  # fmt: skip
        if "granted" in said:
            actions.answer(
                treasurer, request, granted=said["granted"], at=days.ago(said["days"] - 1)
            )
    for said in row["paid"]:
        at = days.ago(said["days"])
        actions.note_payment(
            treasurer, places[said["person"]], amount=said["amount"], day=at.date(),
            note=said.get("note", ""), at=at,
        )  # fmt: skip
