"""What comes between while a letter waits: whoever it is not for any more gets nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kinweave.circles import actions
from kinweave.circles.models import (
    Application,
    Expectations,
    Handover,
    Invitation,
    Membership,
    Responsibility,
    Standing,
)
from kinweave.notices.choosing import stop
from kinweave.people.actions.blocks import block
from tests import builders
from tests.circles.letters.post import CASES, NEVER_SENT, arrived, became
from tests.circles.town import (
    NOON,
    Town,
    kitchen,
)


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_true_any_more_is_not_sent(name: str, town: Town) -> None:
    happens, words, _readers, _part = CASES[name]
    undo = happens(town)
    undo()
    assert arrived(words) == []
    assert became(name) == NEVER_SENT


# What may come between: each of these happens while a letter waits to be sent.
Meanwhile = Callable[[Town], object]


def the(model: Any) -> Any:
    """The only one that there is."""
    return model.objects.get()


def leaves(who: str) -> Meanwhile:
    return lambda town: actions.leave(town.people[who], town.circle, at=NOON)


def the_circle_ends(town: Town) -> None:
    actions.end(town.ada, town.circle, at=NOON)


def it_is_used(_town: Town) -> None:
    actions.enter(builders.person("New", email="new@example.org"), the(Invitation), at=NOON)


def the_other_partner_welcomes_them(town: Town) -> None:
    actions.welcome(town.ada, the(Application), at=NOON)


def ben_is_a_friend_now(town: Town) -> None:
    ben = Membership.objects.get(circle=town.circle, person=town.ben)
    actions.change_standing(town.ada, ben, standing=Standing.FRIEND, at=NOON)


def dan_takes_it(town: Town) -> None:
    offers = Handover.objects.filter(state="offered")
    handover = offers.first() or actions.offer(
        town.ada, the(Responsibility), taker=town.dan, at=NOON,
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip
    actions.take(town.dan, handover, at=NOON)


def ben_is_asked_instead(town: Town) -> None:
    actions.offer(town.cleo, the(Responsibility), taker=town.ben, until=NOON.date(), at=NOON)


def it_is_closed(town: Town) -> None:
    actions.close_responsibility(town.ada, the(Responsibility), at=NOON)


def its_end_is_put_off(town: Town) -> None:
    actions.change_responsibility(
        town.ada, the(Responsibility), name="Kitchen", decides="", keys=[], understudy=None,
        until=NOON.date() + timedelta(days=300), at=NOON,
    )  # fmt: skip


def they_see_nothing_of_each_other(town: Town) -> None:
    block(builders.person("New", email="new@example.org"), town.ada, at=NOON)


def they_came_in_by_another_way(town: Town) -> None:
    builders.member(town.circle, builders.person("New", email="new@example.org"))


def they_are_about_to_be_forgotten(_town: Town) -> None:
    builders.person("New", email="new@example.org", is_active=False)


def they_want_no_invitations(_town: Town) -> None:
    new = builders.person("New", email="new@example.org")
    assert stop(new.pk, kind="invitations", circle=None, at=NOON)


def it_changes_again_without_them(town: Town) -> None:
    actions.leave(town.cleo, town.circle, at=NOON)
    actions.expect(town.ada, town.circle, text="Be kinder.", at=NOON)


def cleo_has_read_it(town: Town) -> None:
    actions.accept(town.cleo, the(Expectations), at=NOON)


def cleo_takes_it_again(town: Town) -> None:
    again = actions.offer(
        town.ada, the(Responsibility), taker=town.cleo, at=NOON,
        until=NOON.date() + timedelta(days=300),
    )  # fmt: skip
    actions.take(town.cleo, again, at=NOON)


def there_is_a_block(town: Town) -> None:
    block(town.dan, town.cleo, at=NOON)


MEANWHILE: dict[str, tuple[str, dict[str, Meanwhile]]] = {
    "invitation": (
        "new",
        {
            "whoever made it leaves": leaves("ada"),
            "it is used": it_is_used,
            "they see nothing of each other": they_see_nothing_of_each_other,
            "they came in by another way": they_came_in_by_another_way,
            "they are about to be forgotten": they_are_about_to_be_forgotten,
            "they want no invitations": they_want_no_invitations,
            "the circle ends": the_circle_ends,
        },
    ),
    "application_sent": (
        "ben",
        {
            "the other partner welcomes them": the_other_partner_welcomes_them,
            "ben is a friend now": ben_is_a_friend_now,
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
        },
    ),
    "application_message": (
        "eve",
        {
            "they are welcomed": the_other_partner_welcomes_them,
            "the circle ends": the_circle_ends,
        },
    ),
    "welcomed": ("eve", {"eve leaves again": leaves("eve")}),
    "declined": ("eve", {"the circle ends": the_circle_ends}),
    "expectations_changed": (
        "cleo",
        {
            "the circle ends": the_circle_ends,
            "cleo has read it": cleo_has_read_it,
            "cleo leaves and it changes again": it_changes_again_without_them,
        },
    ),
    "handover_offered": (
        "dan",
        {
            "dan takes it": dan_takes_it,
            "ben is asked instead": ben_is_asked_instead,
            "it is closed": it_is_closed,
            "there is a block": there_is_a_block,
            "whoever asks leaves": leaves("cleo"),
            "dan leaves": leaves("dan"),
            "the circle ends": the_circle_ends,
        },
    ),
    "handover_answered": (
        "cleo",
        {"there is a block": there_is_a_block, "the circle ends": the_circle_ends},
    ),
    "responsibility_open": (
        "ben",
        {
            "dan takes it": dan_takes_it,
            "ben is a friend now": ben_is_a_friend_now,
            "ben leaves": leaves("ben"),
            "the circle ends": the_circle_ends,
        },
    ),
    "responsibility_gone": (
        "cleo",
        {
            "cleo takes it again": cleo_takes_it_again,
            "cleo leaves": leaves("cleo"),
            "the circle ends": the_circle_ends,
        },
    ),
    "responsibility_ending": (
        "cleo",
        {
            "dan takes it": dan_takes_it,
            "it is closed": it_is_closed,
            "its end is put off": its_end_is_put_off,
            "cleo leaves": leaves("cleo"),
            "the circle ends": the_circle_ends,
        },
    ),
}
"""By the letter's name: one of its readers, and what may come between so that they get none."""


@pytest.mark.parametrize(
    ("name", "reader", "meanwhile"),
    [
        pytest.param(name, reader, happens, id=f"{name}: {words}")
        for name, (reader, ways) in MEANWHILE.items()
        for words, happens in ways.items()
    ],
)
def test_whoever_it_is_not_for_any_more_gets_nothing(
    name: str, reader: str, meanwhile: Meanwhile, town: Town
) -> None:
    happens, words, readers, _part = CASES[name]
    assert reader in readers
    happens(town)
    meanwhile(town)
    assert reader not in [one.who for one in arrived(words)]
    assert became(name, reader) == NEVER_SENT


@pytest.mark.parametrize("how", [dan_takes_it, it_is_closed])
def test_whoever_held_it_is_told_that_others_decided(how: Meanwhile, town: Town) -> None:
    kitchen(town, town.cleo)
    how(town)
    came = [one.who for one in arrived("Thank you for having held it")]
    assert came == ["cleo"]
