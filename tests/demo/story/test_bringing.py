"""What Ferrymoor brings: a queue, a case that is chosen, a board that fills."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from kinweave.bringing.models import Board, Case, Request, Session, Slots, Spot, Stretch
from kinweave.demo.personas import PERSONAS
from tests.builders import NOW


@pytest.mark.usefixtures("story")
def test_three_wait_for_a_slot_and_one_has_a_date() -> None:
    waiting = Request.objects.waiting().select_related("person")
    assert [one.person.name.split()[0] for one in waiting] == ["Ilaria", "Pip", "Nadia"]
    turn = Request.objects.with_a_turn().get().turn
    assert turn.occasion.ends_at > NOW
    keys = {persona.key for persona in PERSONAS}
    assert {"pip", "nadia"} <= keys, "one can look at it as somebody who stands in it"


@pytest.mark.usefixtures("story")
def test_one_case_is_chosen_and_one_is_nobodys_to_know() -> None:
    assert Case.objects.waiting().count() == 1
    chosen = Case.objects.exclude(choice=None).get()
    assert chosen.choice.occasion.ends_at > NOW
    assert chosen.person.name.startswith("Briony"), "who has waited longest"


@pytest.mark.usefixtures("story")
def test_a_board_has_places_that_are_taken_and_some_that_are_free() -> None:
    board = Board.objects.get()
    assert board.occasion.ends_at > NOW
    placed = board.sessions.exclude(spot=None).count()
    assert 0 < placed < board.spots.count() * board.stretches.count()
    assert board.sessions.filter(spot=None).exists()
    assert board.sessions.filter(joinings__isnull=False).exists()


@pytest.mark.usefixtures("story")
def test_every_row_keeps_to_what_its_form_would_allow() -> None:
    for model in (Slots, Request, Case, Spot, Stretch, Session):
        for row in model.objects.all():
            try:
                row.clean_fields()
            except ValidationError as wrong:
                pytest.fail(f"{row}: {wrong}")
