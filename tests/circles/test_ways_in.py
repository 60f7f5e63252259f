"""Ways into a circle, and out of it again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.circles import actions
from kinweave.circles.models import (
    Circle,
    CrewWish,
    Handover,
    Invitation,
    Membership,
    Responsibility,
    Scale,
    Standing,
)
from kinweave.people.models import Person
from tests import builders
from tests.builders import NOW


def riverbend(**fields: Any) -> tuple[Circle, Person]:
    ada = builders.person("Ada Anker")
    made = actions.found(ada, name="Riverbend", scale=Scale.CONGREGATION, at=NOW, **fields)
    return made, ada


def test_whoever_begins_a_circle_is_a_partner_and_holds_every_key() -> None:
    circle, ada = riverbend()
    viewer = Viewer.of(ada.pk)
    assert circle.pk in viewer.partners
    assert viewer.holds(circle.pk, "tend")
    assert viewer.holds(circle.pk, "appoint")


def test_two_circles_of_one_name_have_addresses_that_tell_nothing_of_each_other() -> None:
    one, _ada = riverbend()
    other, _ = riverbend()
    assert one.slug != other.slug
    assert len(one.slug) == len(other.slug)


def test_a_name_in_any_script_is_a_name() -> None:
    ada = builders.person()
    circle = actions.found(ada, name="Дом у реки", scale=Scale.CREW, at=NOW)
    assert circle.name == "Дом у реки"
    assert circle.slug.isascii()


def test_an_invitation_lets_in_as_many_as_it_says() -> None:
    circle, ada = riverbend()
    invitation = actions.invite(ada, circle, at=NOW, uses=2)
    for name in ("Bo", "Cy"):
        actions.enter(builders.person(name), invitation, at=NOW)
    with pytest.raises(actions.Closed):
        actions.enter(builders.person("Dee"), invitation, at=NOW)
    assert circle.memberships.count() == 3


@pytest.mark.parametrize("how", ["expired", "revoked", "another's", "ended"])
def test_an_invitation_that_is_not_open_lets_nobody_in(how: str) -> None:
    circle, ada = riverbend()
    address = "cy@example.org" if how == "another's" else ""
    invitation = actions.invite(ada, circle, at=NOW, address=address)
    later = NOW + timedelta(days=15 if how == "expired" else 1)
    if how == "revoked":
        actions.revoke(ada, invitation, at=NOW)
    if how == "ended":
        actions.end(ada, circle, at=NOW)
    with pytest.raises(actions.Closed):
        actions.enter(builders.person("Bo"), invitation, at=later)
    assert circle.memberships.count() == 1


def test_saying_yes_twice_takes_one_place() -> None:
    circle, ada = riverbend()
    invitation = actions.invite(ada, circle, at=NOW, uses=2)
    bo = builders.person("Bo")
    assert actions.enter(bo, invitation, at=NOW) == actions.enter(bo, invitation, at=NOW)
    invitation.refresh_from_db()
    assert invitation.used == 1


def test_a_friend_invites_nobody_and_a_partner_without_the_key_no_partner() -> None:
    circle, _ada = riverbend()
    bo, cy = builders.person("Bo"), builders.person("Cy")
    builders.member(circle, bo)
    builders.member(circle, cy, Standing.PARTNER)
    with pytest.raises(NotAllowed):
        actions.invite(bo, circle, at=NOW)
    with pytest.raises(NotAllowed):
        actions.invite(cy, circle, at=NOW, standing=Standing.PARTNER)
    assert actions.invite(cy, circle, at=NOW).standing == Standing.FRIEND


def test_asking_to_join_is_answered_once() -> None:
    circle, ada = riverbend(door="application", audience="site")
    question = actions.ask(ada, circle, words="What brings you?", needed=True, at=NOW)
    bo = builders.person("Bo")
    with pytest.raises(actions.Unanswered):
        actions.apply(bo, circle, answers={question.pk: "  "}, at=NOW)
    sent = actions.apply(bo, circle, answers={question.pk: "Bread."}, at=NOW)
    with pytest.raises(actions.Closed):
        actions.apply(bo, circle, answers={question.pk: "Bread."}, at=NOW)
    actions.write_to(bo, sent, text="And rye.", at=NOW)
    assert actions.welcome(ada, sent, at=NOW).person == bo
    with pytest.raises(actions.Closed):
        actions.decline(ada, sent, at=NOW)


def test_a_no_can_be_taken_back_before_it_is_told_and_not_after() -> None:
    circle, ada = riverbend(door="application", audience="site")
    bo = builders.person("Bo")
    sent = actions.apply(bo, circle, answers={}, at=NOW)
    actions.decline(ada, sent, at=NOW)
    actions.reopen(ada, sent, at=NOW + timedelta(minutes=9))
    actions.decline(ada, sent, at=NOW)
    with pytest.raises(actions.Closed):
        actions.reopen(ada, sent, at=NOW + timedelta(minutes=11))


def test_leaving_takes_everything_along_and_the_circles_inside() -> None:
    circle, ada = riverbend()
    bo = builders.person("Bo")
    builders.member(circle, bo, Standing.PARTNER)
    pod = actions.found(bo, name="Pod", scale=Scale.CREW, parent=circle, at=NOW)
    held = actions.make_responsibility(
        ada, circle, name="Kitchen", keys=["welcome"], holder=bo, until=NOW.date(), at=NOW
    )  # fmt: skip
    offered = actions.offer(bo, held, taker=ada, until=NOW.date(), at=NOW)
    actions.wish_for_crew(bo, circle, words="", until=NOW.date(), at=NOW)
    way_in = actions.invite(bo, circle, at=NOW)
    assert actions.leave(bo, circle, at=NOW) == [circle, pod]
    assert Viewer.of(bo.pk).circles == frozenset()
    assert Responsibility.objects.get(pk=held.pk).holder is None
    assert Handover.objects.get(pk=offered.pk).state == Handover.State.WITHDRAWN
    assert CrewWish.objects.get(person=bo).ended_at == NOW
    assert Invitation.objects.get(pk=way_in.pk).revoked_at == NOW
    pod.refresh_from_db()
    assert pod.ended_at == NOW, "nobody is left in it"
    with pytest.raises(actions.Closed):
        actions.leave(bo, circle, at=NOW)


def test_coming_back_is_a_new_membership_and_only_for_a_week() -> None:
    circle, _ada = riverbend()
    bo = builders.person("Bo")
    builders.member(circle, bo)
    actions.leave(bo, circle, at=NOW)
    again = actions.come_back(bo, circle, at=NOW + timedelta(days=6))
    assert Membership.objects.filter(circle=circle, person=bo).count() == 2
    assert again.until is None
    actions.leave(bo, circle, at=NOW + timedelta(days=6))
    with pytest.raises(actions.Closed):
        actions.come_back(bo, circle, at=NOW + timedelta(days=14))


def test_who_is_heard_later_with_an_earlier_clock_leaves_all_the_same() -> None:
    """Two browsers at once: each has looked at the clock before the other was done."""
    later = NOW + timedelta(seconds=1)
    ada = builders.person("Ada")
    pod = actions.found(ada, name="Pod", scale=Scale.CREW, at=later)
    assert actions.leave(ada, pod, at=NOW) == [pod]
    assert Membership.objects.get().until == later
    pod.refresh_from_db()
    assert actions.come_back(ada, pod, at=later).until is None, "the last one may think again"


def test_nobody_is_locked_out_when_the_last_partner_goes() -> None:
    circle, ada = riverbend()
    bo, cy = builders.person("Bo"), builders.person("Cy")
    builders.member(circle, bo)
    with pytest.raises(NotAllowed):
        actions.step_forward(bo, circle, at=NOW)
    own = Membership.objects.get(circle=circle, person=ada)
    with pytest.raises(actions.LastPartner):
        actions.change_standing(ada, own, standing=Standing.FRIEND, at=NOW)
    actions.leave(ada, circle, at=NOW)
    with pytest.raises(NotAllowed):
        actions.step_forward(cy, circle, at=NOW)
    actions.step_forward(bo, circle, at=NOW)
    assert circle.pk in Viewer.of(bo.pk).partners


def test_a_responsibility_goes_over_only_when_the_next_one_says_yes() -> None:
    circle, ada = riverbend()
    bo = builders.person("Bo")
    builders.member(circle, bo)
    held = Responsibility.objects.get(circle=circle)
    later = NOW.date() + timedelta(days=200)
    first = actions.offer(ada, held, taker=bo, until=later, at=NOW)
    actions.not_now(bo, first, at=NOW)
    held.refresh_from_db()
    assert held.holder == ada
    second = actions.offer(ada, held, taker=bo, until=later, at=NOW)
    assert actions.take(bo, second, at=NOW).holder == bo
    with pytest.raises(actions.Closed):
        actions.take(bo, second, at=NOW)


def test_an_ended_circle_is_seen_by_nobody_and_can_be_brought_back() -> None:
    circle, ada = riverbend(audience="public")
    ending = actions.end(ada, circle, at=NOW)
    assert not Circle.objects.visible_to(Viewer.public()).filter(pk=circle.pk).exists()
    assert not Circle.objects.visible_to(Viewer.of(ada.pk)).filter(pk=circle.pk).exists()
    with pytest.raises(NotAllowed):
        actions.bring_back(builders.person("Bo"), ending, at=NOW)
    actions.bring_back(ada, ending, at=NOW + timedelta(days=29))
    assert circle.pk in Viewer.of(ada.pk).partners
