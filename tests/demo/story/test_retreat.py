"""The retreat of the demo: prices chosen, beds taken, something paid, something asked."""

from __future__ import annotations

from kinweave.access import Viewer
from kinweave.demo.scenario import Story
from kinweave.fund.accounts import is_iban
from kinweave.retreats.models import Booking, Due, Payment, Retreat, Room, Scholarship
from kinweave.retreats.sums import came_in


def test_the_slow_ferry_has_all_that_a_retreat_has(story: Story) -> None:
    retreat = Retreat.objects.get()
    assert retreat.days == 3
    assert is_iban(retreat.iban)
    assert {item.day for item in retreat.items.all()} == {1, 2, 3}
    assert len({due.name for due in Due.objects.all()}) >= 3
    captain = Room.objects.get(name="The captain's room")
    assert Booking.objects.standing().filter(room=captain).count() == captain.beds
    assert came_in(retreat) is not None
    assert Retreat.objects.visible_to(Viewer.public()).get() == retreat
    joaquim = Viewer.of(story.people["joaquim"].pk)
    assert Payment.objects.visible_to(joaquim).count() == Payment.objects.count()
    assert Scholarship.objects.visible_to(joaquim).filter(answered_at=None).exists()


def test_whoever_has_a_place_came_before_they_took_it(story: Story) -> None:
    for one in Booking.objects.select_related("person"):
        assert one.person is not None
        assert one.person.joined_at <= one.booked_at, one.person
    assert story.people
