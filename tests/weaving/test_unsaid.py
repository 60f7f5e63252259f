"""Who would rather not be with whom cannot be worked out from what a steward is shown."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.people.actions.blocks import block
from kinweave.solvers.validators.crews import Rules
from kinweave.weaving import actions, lots
from kinweave.weaving.checking import fields_by_hand
from kinweave.weaving.feeding import problem_of
from kinweave.weaving.models import Move, Proposal, Regard, Wish
from kinweave.weaving.refusals import NotTogether, NotWhole
from tests import builders
from tests.gatherings.cast import Cast
from tests.weaving.doing import MORNINGS, crews, keys, proposed
from tests.weaving.drafts import Draft, a_draft

TOKENS = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+')
NUMBERS = re.compile(rb'(?<=(?:value|ta-to)=")\d+')
"""Of rows, which are others each time that a crew is made anew."""


@dataclass(frozen=True)
class Shown:
    """All that a steward gets to see of a move, and what the database was asked for it."""

    status: tuple[tuple[str, int], ...]
    headers: tuple[tuple[str, str], ...]
    page: bytes
    asked: tuple[str, ...]
    done: bool

    @property
    def seen(self) -> tuple[object, ...]:
        """By whoever has no look at the database."""
        return self.status, self.headers, self.page


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return a_draft(cast)


def not_with(draft: Draft, one: int, other: int) -> None:
    """Said in time; the crews are as they are, so that both worlds begin alike."""
    wish = Wish.objects.get(season=draft.season, person=draft.people[one])
    Regard.objects.create(wish=wish, other=draft.people[other], kind=Regard.Kind.NOT_WITH)


def all_moves() -> list[tuple[tuple[int, ...], int | str]]:
    """Everybody into each crew, pairs into crews of their own, and several at once."""
    here = [1, 1, 1, 2, 2, 2, "none", "none", "none"]
    each = [((one,), to) for one in range(9) for to in (1, 2, "none") if to != here[one]]
    pairs = [(two, "new") for two in ((0, 1), (0, 6), (1, 4), (1, 7), (2, 5), (2, 4), (6, 8))]
    return [*each, *pairs, ((1, 6), 2), ((0, 7), 2), ((0, 6), 2), ((4, 6), 1)]


def joined(move: tuple[tuple[int, ...], int | str]) -> set[int]:
    """Who would be together by it."""
    people, to = move
    there = {1: {0, 1, 2}, 2: {3, 4, 5}, "none": set(), "new": set()}[to]
    return there | set(people) if to != "none" else set()


def walk(cast: Cast, draft: Draft) -> list[Shown]:
    """What Stella is shown for each of them, from the same draft each time."""
    client = builders.came_in(Client(), cast.stella)
    where, found = reverse("proposal-moves", args=[draft.proposal.pk]), []
    for people, to in all_moves():
        told = {
            "people": [draft.people[one].pk for one in people],
            "to": draft.crew(to).pk if isinstance(to, int) else to,
        }
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(where, told, follow=True)
        last = Move.objects.first()
        found.append(_shown(answer, [one["sql"] for one in asked], done=last is not None))
        if last is not None:
            actions.take_back(cast.stella, draft.proposal, move=last.pk, at=timezone.now())
    return found


def _shown(answer: Any, asked: list[str], *, done: bool) -> Shown:
    kinds = tuple(re.split(r"[\s\"]", one)[0] for one in asked)
    page = NUMBERS.sub(b"", TOKENS.sub(b"", answer.content))
    kept = ("Content-Type", "Cache-Control", "Vary", "Content-Security-Policy")
    headers = tuple((name, answer.headers.get(name, "")) for name in kept)
    return Shown(tuple(answer.redirect_chain), headers, page, kinds, done)


def test_no_move_shows_whether_somebody_would_rather_not_be_with_another(
    cast: Cast, draft: Draft
) -> None:
    before = walk(cast, draft)
    not_with(draft, 1, 4)
    not_with(draft, 6, 0)
    block(draft.people[2], draft.people[5], at=timezone.now())
    after = walk(cast, draft)
    moves = [*all_moves(), *all_moves()]
    refused = [(to, one) for (_who, to), one in zip(moves, before + after, strict=True)
               if not one.done]  # fmt: skip
    assert len({one.seen for _to, one in refused}) == 1, "the same to the last byte, whatever it is"
    assert str(NotTogether.words).encode() in refused[0][1].page
    for new in (True, False):
        assert len({one.asked for to, one in refused if (to == "new") is new}) == 1
    changed = []
    for move, one, other in zip(all_moves(), before, after, strict=True):
        if one.done and not other.done:
            changed.append(move)
        else:
            assert one == other, move
    against = {frozenset(pair) for pair in ((1, 4), (6, 0), (2, 5))}
    could = [move for move, one in zip(all_moves(), before, strict=True) if one.done]
    assert changed == [move for move in could if any(two <= joined(move) for two in against)]
    assert len(changed) > 9
    assert sum(not one.done for one in before) > 4, "hours and languages refuse some in any case"


def steps(draft: Draft, people: list[int]) -> Counter[str]:
    """What Python does until it refuses, the second time: what it keeps for good is known then."""
    for _ in range(2):
        done = _steps(Rules(problem_of(draft.season, timezone.now())), people)
    return done


def _steps(rules: Rules, people: list[int]) -> Counter[str]:
    done: Counter[str] = Counter()

    def note(_frame: object, event: str, _arg: object) -> None:
        done[event] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        with pytest.raises(NotTogether):
            fields_by_hand(rules, people)
    finally:
        sys.setprofile(before)
    return done


def test_a_refusal_takes_the_same_steps_for_each_reason(draft: Draft) -> None:
    three, found = [draft.people[one].pk for one in (0, 3, 6)], []
    not_with(draft, 0, 3)
    found.append(steps(draft, three))
    Regard.objects.all().delete()
    Wish.objects.filter(person=draft.people[3]).update(week=MORNINGS)
    found.append(steps(draft, three))
    assert found[0] == found[1]
    assert found[0]["call"] > 300


def test_a_pair_that_is_drawn_is_refused_like_any_other_unless_it_was_together(
    cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "ONE_IN", 1)
    now, stella, made = timezone.now(), cast.stella, draft.proposal
    with pytest.raises(NotTogether):
        actions.move(stella, made, people=[draft.people[0].pk], to=draft.crew(2), at=now)
    actions.move(stella, made, people=[draft.people[0].pk], to=None, apart=True, at=now)
    actions.move(stella, made, people=[draft.people[1].pk], to=None, apart=True, at=now)
    actions.move(stella, made, people=[draft.people[0].pk], to=draft.crew(1), at=now)
    assert draft.crews() == [{0, 2}, {3, 4, 5}]


@pytest.mark.once
def test_one_pair_in_twenty_is_drawn_once_for_all_seasons_of_a_circle(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lots, "ONE_IN", 20)
    first, second = a_draft(cast).season, a_draft(cast).season
    drawn = {two for two in combinations(range(200), 2) if lots.by_lot(first, [two])}
    assert 0.04 < len(drawn) / 19_900 < 0.06
    assert all(lots.by_lot(second, [(other, one)]) for one, other in drawn)


def test_looking_again_around_what_is_kept_answers_no_question_either(
    cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever keeps all crews but three people could ask the engine about these three."""
    monkeypatch.setattr(lots, "ONE_IN", 1)
    made, now = draft.proposal, timezone.now()
    actions.move(cast.stella, made, people=[draft.people[5].pk], to=None, apart=True, at=now)
    actions.pin(cast.stella, draft.crew(1), keep=True, at=now)
    second = proposed(cast.stella, draft.season, around=made)
    known = lots.known_together(made)
    assert keys(draft.people[:3]) in crews(second)
    together = {pair for crew in crews(second) for pair in combinations(sorted(crew), 2)}
    assert together <= known
    assert (draft.people[3].pk, draft.people[5].pk) in known


def test_a_block_that_comes_later_is_told_by_no_move_and_no_pin(cast: Cast, draft: Draft) -> None:
    made, now = draft.proposal, timezone.now()
    block(draft.people[0], draft.people[1], at=now)
    actions.pin(cast.stella, draft.crew(1), keep=True, at=now)
    actions.move(cast.stella, made, people=[draft.people[6].pk], to=draft.crew(1), at=now)
    actions.move(cast.stella, made, people=[draft.people[2].pk], to=draft.crew(2), at=now)
    assert draft.crews() == [{0, 1, 6}, {2, 3, 4, 5}]
    with pytest.raises(NotWhole):
        actions.publish(cast.stella, made, at=now)
    assert Proposal.objects.get().published_at is None
