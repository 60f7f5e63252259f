"""What an export tells somebody of what was prepared, and how long it is kept."""

from __future__ import annotations

import json
from datetime import timedelta

from kinweave.gatherings.models import Occasion
from kinweave.people.erasure.forgetting import forget
from kinweave.people.export.parts import all_parts
from kinweave.preparing import actions, exporting
from kinweave.preparing.models import Question, Reply, Role, Taken
from tests.gatherings.cast import AT, Cast, date_of, says, soup
from tests.preparing.doing import asks, opens, replies, takes

PARTS = ("questions", "roles", "replies", "roles_taken")


def exported(cast: Cast, name: str) -> str:
    parts = {one.name: one for one in all_parts()}
    return json.dumps({one: parts[one].give(cast.people[name]) for one in PARTS}, default=str)


def prepared(cast: Cast) -> None:
    """Ada asks and opens; Ben and Cleo reply and take, and Cleo says no after that."""
    made = soup(cast.ada, cast.circle)
    question, role = asks(made), opens(made, places=2)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
        replies(cast.people[name], question, f"canary-{name}")
        takes(cast.people[name], role)
    says(cast.cleo, made, "no")


def test_an_export_holds_ones_own_replies_and_roles_and_nothing_of_others(cast: Cast) -> None:
    prepared(cast)
    for name, other in (("ben", "cleo"), ("cleo", "ben")):
        assert f"canary-{name}" in exported(cast, name)
        assert f"canary-{other}" not in exported(cast, name)
        assert [one["role"] for one in exporting.roles_taken(cast.people[name])] == ["Cook"]
    assert "canary" not in exported(cast, "ada")
    assert [one["words"] for one in exporting.questions(cast.ada)] == ["What do you eat?"]
    assert [one["name"] for one in exporting.roles(cast.ada)] == ["Cook"]
    parts = {one.name: one for one in all_parts()}
    for part, name in zip(PARTS, ("ada", "ada", "ben", "ben"), strict=True):
        [row] = parts[part].give(cast.people[name])
        assert row.keys() == parts[part].labels.keys()


def test_whoever_is_forgotten_leaves_no_reply_and_no_role(cast: Cast) -> None:
    prepared(cast)
    for name in ("ben", "cleo"):
        forget(cast.people[name].pk, at=AT)
    assert not Reply.objects.exists()
    assert not Taken.objects.exists()
    forget(cast.ada.pk, at=AT)
    assert Question.objects.count() == Role.objects.count() == 1, "they stay with those who come"


def test_a_month_after_it_is_over_replies_and_roles_are_gone(cast: Cast) -> None:
    prepared(cast)
    made = Question.objects.get().gathering
    first, last = date_of(made, 1).ends_at, date_of(made, 3).ends_at
    month = timedelta(days=30)
    assert actions.forget_old(first + month - timedelta(seconds=1)) == 0
    actions.forget_old(first + month)
    assert (Reply.objects.count(), Taken.objects.count()) == (2, 0)
    actions.forget_old(last + month - timedelta(seconds=1))
    assert Reply.objects.count() == 2
    actions.forget_old(last + month)
    assert not Reply.objects.exists()
    assert Occasion.objects.count() == 3
