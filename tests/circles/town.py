"""A circle to write letters from, and what its people have already begun in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from kinweave.circles import actions
from kinweave.circles.models import Application, Circle, Handover, Responsibility, Standing
from kinweave.notices.choosing import set_rhythm
from kinweave.people.models import Person
from tests import builders

NOON = (builders.NOW + timedelta(days=1)).replace(hour=12)
"""After everybody came; a day later each morning has been once."""


@dataclass
class Town:
    """A circle with two partners, Ada and Ben, and two friends, Cleo and Dan. Eve is outside, and
    Fay, who was a partner, has left."""

    circle: Circle
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        return self.people[name]


def build() -> Town:
    """Everybody has letters every morning at eight."""
    circle = builders.circle(
        "Riverbend", audience="site", door=Circle.Door.APPLICATION, slug="riverbend"
    )
    town = Town(circle)
    for name in ("ada", "ben", "cleo", "dan", "eve", "fay"):
        someone = builders.person(name.capitalize(), email=f"{name}@example.org")
        set_rhythm(someone, when="daily", days=[], hour=8)
        town.people[name] = someone
    for name in ("ada", "ben"):
        builders.member(circle, town.people[name], Standing.PARTNER)
    for name in ("cleo", "dan"):
        builders.member(circle, town.people[name])
    builders.member(circle, town.fay, Standing.PARTNER, until=NOON)
    return town


def kitchen(town: Town, holder: Person | None) -> Responsibility:
    return actions.make_responsibility(
        town.ada, town.circle, name="Kitchen", holder=holder, at=NOON,
        until=NOON.date() + timedelta(days=20),
    )  # fmt: skip


def offered(town: Town) -> Handover:
    return actions.offer(
        town.cleo, kitchen(town, town.cleo), taker=town.dan, at=NOON, notes="Mind the stove.",
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip


def asked(town: Town) -> Application:
    return actions.apply(town.eve, town.circle, answers={}, at=NOON)


# Each of these does something of which a letter tells, and returns what makes that untrue again.
Undo = Callable[[], object]


def somebody_is_invited(town: Town) -> Undo:
    made = actions.invite(town.ada, town.circle, address="new@example.org", at=NOON)
    return lambda: actions.revoke(town.ben, made, at=NOON)


def somebody_asks_to_join(town: Town) -> Undo:
    application = asked(town)
    return lambda: actions.withdraw(town.eve, application, at=NOON)


def a_partner_writes(town: Town) -> Undo:
    application = asked(town)
    actions.write_to(town.ada, application, text="Which evenings?", at=NOON)
    return lambda: actions.withdraw(town.eve, application, at=NOON)


def somebody_is_welcomed(town: Town) -> Undo:
    application = asked(town)
    actions.welcome(town.ada, application, at=NOON)
    return lambda: actions.end(town.ada, town.circle, at=NOON)


def somebody_is_declined(town: Town) -> Undo:
    application = asked(town)
    actions.decline(town.ada, application, at=NOON)
    return lambda: actions.reopen(town.ben, application, at=NOON)


def what_is_expected_changes(town: Town) -> Undo:
    actions.expect(town.ada, town.circle, text="Be kind.", at=NOON)
    return lambda: [
        actions.leave(someone, town.circle, at=NOON) for someone in (town.ben, town.cleo, town.dan)
    ]


def somebody_would_hand_over(town: Town) -> Undo:
    handover = offered(town)
    return lambda: actions.keep(town.cleo, handover, at=NOON)


def somebody_says_not_now(town: Town) -> Undo:
    actions.not_now(town.dan, offered(town), at=NOON)
    return lambda: actions.leave(town.cleo, town.circle, at=NOON)


def a_responsibility_stands_open(town: Town) -> Undo:
    of = kitchen(town, town.cleo)
    actions.let_go(town.cleo, of, at=NOON)
    return lambda: actions.close_responsibility(town.ada, of, at=NOON)


def a_responsibility_is_taken_away(town: Town) -> Undo:
    of = kitchen(town, town.cleo)
    actions.let_go(town.ada, of, at=NOON)
    return lambda: actions.leave(town.cleo, town.circle, at=NOON)


def a_term_ends_soon(town: Town) -> Undo:
    of = kitchen(town, town.cleo)
    assert actions.tell_of_endings(NOON) == 1
    return lambda: actions.let_go(town.cleo, of, at=NOON)
