"""Cases: nobody knows of one until it is chosen, and turns are fair."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinweave.access import NotAllowed, Viewer
from kinweave.bringing import actions, refusals
from kinweave.bringing.models import Case, Choice
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from tests.bringing.bringers import (
    brings,
    chosen,
    it_has_been,
    open_clinic,
    read,
    send,
    told,
)
from tests.gatherings.cast import AT, Cast, date_of, soup


def test_nobody_sees_that_somebody_brought_one_until_it_is_chosen(
    cast: Cast, call: Gathering
) -> None:
    clinic = open_clinic(call)
    before = {who: read(who, clinic.get_absolute_url()) for who in (cast.cleo, cast.dan)}
    sent = Delivery.objects.count(), Notice.objects.count(), Entry.objects.count()
    brings(cast.ben, clinic, "canary-title", words="canary-words")
    assert (Delivery.objects.count(), Notice.objects.count(), Entry.objects.count()) == sent
    for who, page in before.items():
        assert _bare(read(who, clinic.get_absolute_url())) == _bare(page)
    assert "canary" not in read(cast.ada, clinic.get_absolute_url())
    assert "canary" not in read(cast.stella, clinic.get_absolute_url())
    assert "canary-words" in read(cast.ben, clinic.get_absolute_url())
    assert chosen(clinic) == "ben"
    for name in ("ada", "cleo", "stella"):
        page = read(cast.people[name], clinic.get_absolute_url())
        assert "canary-title" in page
        assert "Ben Birch" in page
    assert told("case_chosen") == ["ben"]
    assert "canary-title" in read(cast.cleo, call.get_absolute_url())


def _bare(page: str) -> str:
    """Without the token of its forms."""
    return page.split("<main", 1)[1].split("</main>")[0].split("csrfmiddlewaretoken")[0]


def test_the_host_hears_whether_there_is_one_and_not_whose(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    assert "There is none yet." in read(cast.ada, clinic.get_absolute_url())
    brings(cast.ben, clinic)
    assert "There is a case." in read(cast.ada, clinic.get_absolute_url())
    assert "There is a case." not in read(cast.cleo, clinic.get_absolute_url())


def test_in_a_small_circle_not_even_that_is_said(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    leave(cast.dan, cast.circle, at=AT)
    empty = read(cast.ada, clinic.get_absolute_url())
    assert "so small" in empty
    brings(cast.ben, clinic)
    assert _bare(read(cast.ada, clinic.get_absolute_url())) == _bare(empty)


def test_pressing_where_there_is_none_changes_nothing(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    page = send(cast.ada, f"{clinic.get_absolute_url()}choice/", date="1")
    assert "There is no case for that date." in page
    assert not Choice.objects.exists()
    assert not Entry.objects.filter(verb="bringing.case_chosen").exists()


def test_whoever_had_fewest_turns_comes_first_then_whoever_waits_longest(
    cast: Cast, call: Gathering
) -> None:
    clinic = open_clinic(call)
    brings(cast.ben, clinic, at=AT)
    brings(cast.cleo, clinic, at=AT.replace(minute=1))
    assert chosen(clinic, 1) == "ben"
    it_has_been(call, 1)
    brings(cast.ben, clinic, "Again", at=timezone.now())
    brings(cast.dan, clinic, at=timezone.now())
    assert chosen(clinic, 2, at=timezone.now()) == "cleo", "she had none, and waits longest"
    assert chosen(clinic, 3, at=timezone.now()) == "dan", "he had none, and Ben had one"


def test_the_lot_is_the_same_however_often_one_asks(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    for name in ("ben", "cleo", "dan"):
        brings(cast.people[name], clinic)
    first = chosen(clinic)
    Choice.objects.all().delete()
    assert chosen(clinic) == first


def test_not_today_is_told_to_nobody_and_the_next_can_be_chosen(
    cast: Cast, call: Gathering
) -> None:
    clinic = open_clinic(call)
    mine = brings(cast.ben, clinic, "canary-ben")
    chosen(clinic)
    brings(cast.cleo, clinic, "canary-cleo")
    sent = Delivery.objects.count(), Notice.objects.count(), Entry.objects.count()
    page = send(cast.ben, f"{clinic.get_absolute_url()}mine/", case=mine.pk, not_today="1")
    assert "Not today, then." in page
    assert (Delivery.objects.count(), Notice.objects.count(), Entry.objects.count()) == sent
    for reader in (cast.ada, cast.dan):
        assert "canary-ben" not in read(reader, clinic.get_absolute_url())
        assert "Ben Birch" not in read(reader, clinic.get_absolute_url())
    assert chosen(clinic, 1) == "cleo"
    assert chosen(clinic, 2) == "ben", "it waits for another date, and counts as no turn"
    with pytest.raises(refusals.NoCase):
        chosen(clinic, 3)


def test_who_said_not_today_is_not_chosen_for_that_date_again(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    mine = brings(cast.ben, clinic)
    chosen(clinic)
    actions.not_today(cast.ben, mine, at=AT)
    with pytest.raises(refusals.NoCase):
        chosen(clinic)


def test_a_case_goes_when_its_bringer_says_so_chosen_or_not(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    for number in (1, 2):
        mine = brings(cast.ben, clinic, "canary")
        if number == 2:
            chosen(clinic)
        page = send(cast.ben, f"{clinic.get_absolute_url()}mine/", case=mine.pk, away="1")
        assert "Nobody is told" in page
        assert not Case.objects.exists()
        assert not Choice.objects.exists(), "it was no turn"


def test_after_its_date_a_case_is_its_bringers_alone_and_can_go_while_the_turn_counts(
    cast: Cast, call: Gathering
) -> None:
    clinic = open_clinic(call)
    mine = brings(cast.ben, clinic, "canary")
    chosen(clinic)
    it_has_been(call)
    assert "canary" not in read(cast.cleo, clinic.get_absolute_url())
    assert not Choice.objects.visible_to(Viewer.of(cast.cleo.pk)).exists()
    assert "canary" in read(cast.ben, clinic.get_absolute_url())
    send(cast.ben, f"{clinic.get_absolute_url()}mine/", case=mine.pk, away="1")
    assert not Case.objects.exists()
    now = timezone.now()
    brings(cast.ben, clinic, at=now)
    brings(cast.cleo, clinic, at=now)
    assert chosen(clinic, 2, at=now) == "cleo"


def test_a_case_whose_date_is_left_out_waits_again_unseen(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    brings(cast.ben, clinic, "canary")
    chosen(clinic)
    gatherings.skip(cast.ada, date_of(call), at=AT)
    assert "canary" not in read(cast.cleo, clinic.get_absolute_url())
    assert "canary" not in read(cast.cleo, call.get_absolute_url())
    with pytest.raises(refusals.AlreadyBrought):
        brings(cast.ben, clinic)
    with pytest.raises(refusals.Over):
        actions.not_today(cast.ben, Case.objects.get(), at=AT)
    assert chosen(clinic, 2) == "ben"


def test_a_date_has_time_for_so_many(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call, places=2)
    for name in ("ben", "cleo", "dan"):
        brings(cast.people[name], clinic)
    first = {chosen(clinic), chosen(clinic)}
    assert len(first) == 2
    with pytest.raises(refusals.Full):
        chosen(clinic)


def test_one_case_at_a_time_and_what_was_typed_stays(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    address = f"{clinic.get_absolute_url()}mine/"
    page = send(cast.ben, address, title="\n", words="Of silk.")
    assert "Of silk." in page
    assert not Case.objects.exists()
    send(cast.ben, address, title="A\nkite", words="Of silk.")
    send(cast.ben, address, title="Another kite", words="Of silk.")
    assert Case.objects.get().title == "Another kite", "there is one, so it is changed"
    with pytest.raises(refusals.AlreadyBrought):
        brings(cast.ben, clinic)


def test_closed_or_called_off_it_takes_none_and_says_so(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    opening, mine = f"{clinic.get_absolute_url()}opening/", f"{clinic.get_absolute_url()}mine/"
    brings(cast.cleo, clinic)
    assert "Closed." in send(cast.ada, opening, close="1")
    page = send(cast.ben, mine, title="A kite", words="Of silk.")
    assert "Nothing more is taken" in page
    assert "Of silk." in page
    assert chosen(clinic) == "cleo"
    send(cast.ada, opening, open="1", places="1")
    gatherings.call_off(cast.ada, call, at=AT)
    page = send(cast.ben, mine, title="A kite", words="Of silk.")
    assert "does not take place any more" in page
    assert "Of silk." in page
    assert "does not take place any more" in send(
        cast.ada, f"{clinic.get_absolute_url()}choice/", date="1"
    )


def test_nobody_else_chooses_changes_or_takes_away(cast: Cast, call: Gathering) -> None:
    clinic = open_clinic(call)
    mine = brings(cast.ben, clinic, "Kite")
    with pytest.raises(NotAllowed):
        actions.choose(cast.cleo, clinic, date_of(call), at=AT)
    with pytest.raises(refusals.Gone):
        actions.change_case(cast.ada, mine, title="canary")
    with pytest.raises(refusals.Gone):
        actions.not_today(cast.ada, mine, at=AT)
    actions.take_away(cast.ada, mine, at=AT)
    send(cast.ada, f"{clinic.get_absolute_url()}mine/", case=mine.pk, away="1")
    assert Case.objects.get().title == "Kite"


def test_only_members_bring_also_where_everybody_may_come(cast: Cast) -> None:
    clinic = open_clinic(soup(cast.ada, cast.circle, audience="site"))
    with pytest.raises(NotAllowed):
        brings(cast.sol, clinic)
