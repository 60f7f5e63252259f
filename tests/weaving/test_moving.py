"""Hands change a draft: what a move did is said, and it can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.laying import lay_crew
from kinweave.weaving.models import Left, Move, Place, ProposedCrew
from kinweave.weaving.refusals import Over, TooFew
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import a_season, members, wishes
from tests.weaving.drafts import Draft, a_draft


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return a_draft(cast)


def moves(cast: Cast, draft: Draft, *people: int, to: int | None = None, out: bool = False) -> Move:
    """Stella moves people into crew ``to``, a crew of their own, or out."""
    target = draft.crew(to) if to else None
    numbers = [draft.people[one].pk for one in people]
    return actions.move(
        cast.stella, draft.proposal, people=numbers, to=target, apart=out, at=timezone.now()
    )


def takes_back(cast: Cast, draft: Draft, move: Move | int) -> None:
    number = move if isinstance(move, int) else move.pk
    actions.take_back(cast.stella, draft.proposal, move=number, at=timezone.now())


def everything(draft: Draft) -> dict[str, Any]:
    """What stands in a draft, but when it was changed."""
    crews = ProposedCrew.objects.filter(proposal=draft.proposal).order_by("number")
    kept = ("number", "languages", "times", "score", "parts", "reasons", "pinned_at")
    left = Left.objects.filter(proposal=draft.proposal).order_by("person")
    return {
        "crews": list(crews.values(*kept)),
        "people": draft.crews(),
        "left": list(left.values("person", "reasons")),
    }


def page(cast: Cast, draft: Draft) -> str:
    client = builders.came_in(Client(), cast.stella)
    return client.get(draft.proposal.get_absolute_url()).content.decode()


def test_moves_are_taken_back_one_by_one_until_all_is_as_the_engine_made_it(
    cast: Cast, draft: Draft
) -> None:
    actions.pin(cast.stella, draft.crew(2), keep=True, at=timezone.now())
    stands = [everything(draft)]
    done = []
    for people, where in (
        ((6,), {"to": 2}),
        ((0, 1), {}),
        ((2,), {"to": 2}),
        ((3, 6), {"out": True}),
    ):
        done.append(moves(cast, draft, *people, **where))
        stands.append(everything(draft))
    assert draft.crews() == [{2, 4, 5}, {0, 1}], "crew 1 was emptied, and is gone"
    draft.proposal.refresh_from_db()
    assert draft.proposal.changed_at is not None
    for move in reversed(done):
        stands.pop()
        takes_back(cast, draft, move)
        assert everything(draft) == stands[-1]
    draft.proposal.refresh_from_db()
    assert draft.proposal.changed_at is None


def test_two_presses_take_back_one_move(cast: Cast, draft: Draft) -> None:
    first, second = moves(cast, draft, 6, to=1), moves(cast, draft, 6, to=2)
    takes_back(cast, draft, second)
    for number in (second.pk or 0, 0, 10**9):
        with pytest.raises(Over):
            takes_back(cast, draft, number)
    assert draft.crews() == [{0, 1, 2, 6}, {3, 4, 5}]
    assert [one.pk for one in Move.objects.all()] == [first.pk]


def test_the_page_says_what_a_move_did_and_takes_it_back(cast: Cast, draft: Draft) -> None:
    moves(cast, draft, 0, 1, to=2)
    seen = page(cast, draft)
    assert "Guest0, Guest1 are in crew 2 now." in seen
    assert "Crew 1: one person alone." in seen
    assert "Crew 2: 5 people, 28 times of the week in common; 28 before." in seen
    assert "Not quite: a crew above has too few people as yet." in seen
    client = builders.came_in(Client(), cast.stella)
    where = f"{draft.proposal.get_absolute_url()}moves/"
    answer = client.post(where, {"back": Move.objects.get().pk}, follow=True)
    assert "Taken back: it is as it was before." in answer.content.decode()
    assert draft.crews() == [{0, 1, 2}, {3, 4, 5}]
    assert "Take it back" not in page(cast, draft)


def test_who_took_their_wish_back_is_put_nowhere(cast: Cast, draft: Draft) -> None:
    moved = moves(cast, draft, 0, to=2)
    actions.take_back_wish(draft.people[0], draft.season)
    assert "Guest0" not in page(cast, draft)
    with pytest.raises(Over):
        takes_back(cast, draft, moved)
    with pytest.raises(Over):
        moves(cast, draft, 0, to=1)
    moves(cast, draft, 6, to=1)
    assert draft.crews() == [{1, 2, 6}, {3, 4, 5}]


def test_who_leaves_is_in_no_move_that_is_kept(cast: Cast, draft: Draft) -> None:
    moves(cast, draft, 0, to=2)
    leave(draft.people[0], cast.circle, at=timezone.now())
    assert not Move.objects.exists()
    assert draft.crews() == [{1, 2}, {3, 4, 5}]


def test_what_is_proposed_is_moved_no_more_and_its_moves_are_forgotten(
    cast: Cast, draft: Draft
) -> None:
    moved = moves(cast, draft, 6, to=1)
    actions.publish(cast.stella, draft.proposal, at=timezone.now())
    assert not Move.objects.exists()
    with pytest.raises(Over):
        takes_back(cast, draft, moved.pk or 1)
    with pytest.raises(Over):
        moves(cast, draft, 6, to=2)


def test_only_whoever_gathers_the_season_takes_back(cast: Cast, draft: Draft) -> None:
    moved = moves(cast, draft, 6, to=1)
    with pytest.raises(NotAllowed):
        actions.take_back(draft.people[0], draft.proposal, move=moved.pk, at=timezone.now())


def test_a_crew_that_is_too_small_is_not_kept(cast: Cast, draft: Draft) -> None:
    moves(cast, draft, 0, out=True)
    with pytest.raises(TooFew):
        actions.pin(cast.stella, draft.crew(1), keep=True, at=timezone.now())


def test_what_moves_nobody_changes_nothing(cast: Cast, draft: Draft) -> None:
    for people, where in (((0,), {"to": 1}), ((6, 7), {"out": True}), ((), {"to": 1})):
        with pytest.raises(Over):
            moves(cast, draft, *people, **where)
    assert not Move.objects.exists()


def test_a_draft_asks_as_often_for_thirty_crews_as_for_two(cast: Cast, draft: Draft) -> None:
    client = builders.came_in(Client(), cast.stella)

    def asked(where: str) -> int:
        client.get(where)
        with CaptureQueriesContext(connection) as found:
            assert client.get(where).status_code == 200
        return len(found)

    moves(cast, draft, 6, to=1)
    pages = (draft.proposal.get_absolute_url(), f"/seasons/{draft.season.pk}/proposals/")
    few = [asked(one) for one in pages]
    like = ProposedCrew.objects.values(
        "languages", "times", "score", "parts", "reasons"
    ).get(number=2)  # fmt: skip
    for number, one in enumerate(members(cast.circle, 28), 3):
        lay_crew(draft.proposal, number, [one.pk], like)
    assert Place.objects.count() == 35
    assert [asked(one) for one in pages] == few


def test_seasons_stand_in_a_list_with_where_each_of_them_stands(cast: Cast, draft: Draft) -> None:
    client = builders.came_in(Client(), cast.stella)
    where = "/c/riverbend/seasons/"
    assert "crews are being found" in client.get(where).content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    actions.publish(cast.stella, draft.proposal, at=timezone.now())
    a_draft(cast)
    with CaptureQueriesContext(connection) as more:
        seen = client.get(where).content.decode()
    assert "crews are proposed" in seen
    assert "crews are being found" in seen
    assert len(more) == len(few)


def test_why_a_crew_is_one_is_said_in_the_language_of_whoever_reads(
    cast: Cast, draft: Draft
) -> None:
    assert "Everyone speaks English." in page(cast, draft)
    cast.stella.language = "es"
    cast.stella.save(update_fields=["language"])
    assert "Todo el grupo habla inglés." in page(cast, draft)


def test_a_crew_by_hand_of_london_and_dublin_is_said_to_live_by_one_clock(cast: Cast) -> None:
    season, people = a_season(cast.stella, cast.circle), members(cast.circle, 3)
    for one, zone in zip(people, ("Europe/London", "Europe/Dublin", "Europe/Lisbon"), strict=True):
        wishes(one, season, zone=zone)
    rules = Rules(problem_of(season, timezone.now()))
    made = fields_by_hand(rules, [one.pk for one in people])
    assert {"kind": "places", "zones": 1} in made["reasons"]
