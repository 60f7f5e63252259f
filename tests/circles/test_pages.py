"""Pages of circles, as people use them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinweave.access import Viewer
from kinweave.circles import actions
from kinweave.circles.asks import asks_for
from kinweave.circles.mine import circles_of
from kinweave.circles.models import (
    Acceptance,
    Application,
    Circle,
    CrewWish,
    Invitation,
    Membership,
    Responsibility,
    Scale,
    Standing,
)
from kinweave.people.models import Block, Person
from tests import builders


def as_seen_by(person: Person) -> Client:
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def ada() -> Person:
    return builders.person("Ada Anker")


@pytest.fixture
def circle(ada: Person) -> Circle:
    return actions.found(
        ada, name="Riverbend", scale=Scale.CONGREGATION, at=timezone.now(),
        about="canary-about", door="application", audience="circle",
    )  # fmt: skip


def friend_of(circle: Circle, name: str = "Bo Birch") -> Person:
    who = builders.person(name)
    builders.member(circle, who, since=timezone.now())
    return who


def without_tokens(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_beginning_a_circle_keeps_what_was_typed_until_it_makes_sense(ada: Person) -> None:
    said = {
        "scale": "crew", "name": "   ", "about": "Bread on Tuesdays", "audience": "circle",
        "door": "invitation",
    }  # fmt: skip
    page = as_seen_by(ada).post(reverse("circle-new"), said)
    assert page.status_code == 200
    assert b"Bread on Tuesdays" in page.content
    assert not Circle.objects.exists()
    assert (
        as_seen_by(ada).post(reverse("circle-new"), {**said, "name": "x" * 81}).status_code == 200
    )
    made = as_seen_by(ada).post(reverse("circle-new"), {**said, "name": "Дом у реки"})
    assert made.status_code == 302
    assert as_seen_by(ada).get(made["Location"]).status_code == 200


def test_a_friend_begins_a_crew_inside_and_a_stranger_does_not(circle: Circle) -> None:
    bo, cy = friend_of(circle), builders.person("Cy")
    where = reverse("circle-new") + f"?inside={circle.slug}"
    said = {"scale": "crew", "name": "Pod", "audience": "circle", "door": "invitation"}
    assert as_seen_by(cy).post(where, said).status_code == 404
    assert as_seen_by(bo).post(where, {**said, "scale": "network"}).status_code == 200
    assert as_seen_by(bo).post(where, said).status_code == 302
    assert Circle.objects.get(name="Pod").parent == circle


def test_opening_an_invitation_changes_nothing_and_the_button_lets_in(
    ada: Person, circle: Circle
) -> None:
    version = actions.expect(ada, circle, text="Be on time.", at=timezone.now())
    invitation = actions.invite(ada, circle, at=timezone.now())
    bo = builders.person("Bo")
    client = as_seen_by(bo)
    page = client.get(invitation.get_absolute_url())
    assert b"Be on time." in page.content
    assert not Membership.objects.filter(person=bo).exists()
    assert b"Tick the box" in client.post(invitation.get_absolute_url()).content
    assert not Membership.objects.filter(person=bo).exists()
    client.post(invitation.get_absolute_url(), {"read": "yes"})
    assert Membership.objects.get(person=bo).through == ada
    assert Acceptance.objects.filter(person=bo, expectations=version).exists()


def test_somebody_not_signed_in_signs_in_first_and_comes_back(ada: Person, circle: Circle) -> None:
    invitation = actions.invite(ada, circle, at=timezone.now())
    page = Client().get(invitation.get_absolute_url()).content.decode()
    assert "Riverbend" in page
    assert reverse("account_login") + "?next=/in/" in page
    assert Client().post(invitation.get_absolute_url()).status_code == 200
    assert circle.memberships.count() == 1


def test_every_invitation_that_is_not_open_says_the_same_and_nothing_of_the_circle(
    ada: Person, circle: Circle
) -> None:
    now = timezone.now()
    expired = actions.invite(ada, circle, at=now - timedelta(days=20))
    used = actions.invite(ada, circle, at=now)
    actions.enter(builders.person("Cy"), used, at=now)
    revoked = actions.invite(ada, circle, at=now)
    actions.revoke(ada, revoked, at=now)
    foreign = actions.invite(ada, circle, at=now, address="somebody@example.org")
    forged = reverse("invited", args=[revoked.token[:-2] + "xx"])
    other_circle = actions.found(ada, name="Ended", scale=Scale.CREW, at=now)
    ended = actions.invite(ada, other_circle, at=now)
    actions.end(ada, other_circle, at=now)
    links = [one.get_absolute_url() for one in (expired, used, revoked, foreign, ended)]
    client = as_seen_by(builders.person("Bo"))
    pages = {without_tokens(client.get(link).content) for link in [*links, forged]}
    assert len(pages) == 1
    assert {client.get(link).status_code for link in links} == {404}
    assert {client.post(link).status_code for link in links} == {404}
    page = pages.pop()
    assert b"Riverbend" not in page
    assert b"canary" not in page


def test_an_invitation_shows_its_link_as_a_picture_without_styles(
    ada: Person, circle: Circle
) -> None:
    client = as_seen_by(ada)
    where = reverse("circle-invitations", args=[circle.slug])
    said = {"standing": "friend", "uses": "0", "days": "7", "words": "Come and see"}
    assert b"Come and see" in client.post(where, said).content
    client.post(where, {**said, "uses": "5"})
    made = Invitation.objects.get()
    page = client.get(reverse("invitation", args=[circle.slug, made.pk])).content.decode()
    assert made.token in page
    assert "<svg" in page.split("<main")[1]
    assert " style=" not in page.split("<main")[1]
    client.post(reverse("invitation", args=[circle.slug, made.pk]))
    made.refresh_from_db()
    assert made.revoked_at


def test_asking_to_join_as_a_conversation(ada: Person, circle: Circle) -> None:
    now = timezone.now()
    actions.tend(ada, circle, audience="site", at=now)
    question = actions.ask(ada, circle, words="What brings you?", needed=True, at=now)
    other = actions.ask(ada, circle, words="Which day?", at=now)
    bo = builders.person("Bo Birch")
    client = as_seen_by(bo)
    where = reverse("circle-join", args=[circle.slug])
    page = client.post(where, {f"q{question.pk}": " ", f"q{other.pk}": "Tuesdays"})
    assert b"Tuesdays" in page.content, "what was typed stays"
    sent = client.post(where, {f"q{question.pk}": "Bread", f"q{other.pk}": "Tuesdays"})
    assert client.get(where)["Location"] == sent["Location"]
    steward = as_seen_by(ada)
    assert b"Bread" in steward.get(sent["Location"]).content
    steward.post(sent["Location"], {"text": "Rye or wheat?"})
    assert b"Rye or wheat?" in client.get(sent["Location"]).content
    assert [ask.key for ask in asks_for(Viewer.of(ada.pk), now)] == [f"applications:{circle.pk}"]
    friend = as_seen_by(friend_of(circle, "Cy"))
    assert friend.get(sent["Location"]).status_code == 404
    application = Application.objects.get()
    answer = reverse("application-answer", args=[circle.slug, application.pk])
    assert friend.post(answer, {"answer": "welcome"}).status_code == 404
    assert client.post(answer, {"answer": "welcome"}).status_code == 403
    steward.post(answer, {"answer": "decline"})
    steward.post(answer, {"answer": "reopen"})
    steward.post(answer, {"answer": "welcome"})
    assert Membership.objects.get(person=bo).came == "applied"
    page = client.get(circle.get_absolute_url())
    assert b"A few first steps" in page.content
    client.post(reverse("circle-settled", args=[circle.slug]))
    assert b"A few first steps" not in client.get(circle.get_absolute_url()).content


def test_a_new_version_of_what_is_expected_is_asked_again(ada: Person, circle: Circle) -> None:
    bo = friend_of(circle)
    for text in ("Be on time.", "Bring bread."):
        as_seen_by(ada).post(reverse("circle-expecting", args=[circle.slug]), {"text": text})
        keys = [ask.key.split(":")[0] for ask in asks_for(Viewer.of(bo.pk), timezone.now())]
        assert "expectations" in keys
        page = as_seen_by(bo).get(reverse("circle-expectations", args=[circle.slug]))
        assert text in page.content.decode()
        where = reverse("circle-expectations", args=[circle.slug])
        as_seen_by(bo).post(where, {"version": page.context["expectations"].pk})
        keys = [ask.key.split(":")[0] for ask in asks_for(Viewer.of(bo.pk), timezone.now())]
        assert "expectations" not in keys


def test_stepping_back_step_by_step(ada: Person, circle: Circle) -> None:
    bo = friend_of(circle)
    held = Responsibility.objects.get(circle=circle)
    Responsibility.objects.filter(pk=held.pk).update(understudy=bo)
    where = reverse("step-back", args=[circle.slug, held.pk])
    page = as_seen_by(ada).get(where).content.decode()
    assert re.search(rf'value="{bo.pk}" selected', page), "the understudy is proposed first"
    assert as_seen_by(bo).get(where).status_code == 403
    later = timezone.now().date() + timedelta(days=100)
    as_seen_by(ada).post(where, {"taker": bo.pk, "until": later, "notes": "Keys are in the jar"})
    (asked,) = [a for a in asks_for(Viewer.of(bo.pk), timezone.now()) if "handover" in a.key]
    client = as_seen_by(bo)
    assert b"Keys are in the jar" in client.get(asked.answers[0].url).content
    assert as_seen_by(friend_of(circle, "Cy")).get(asked.answers[0].url).status_code == 404
    client.post(asked.answers[0].url, {"answer": "take"})
    held.refresh_from_db()
    assert held.holder == bo
    client.post(where, {"open": "yes"})
    held.refresh_from_db()
    assert held.holder is None
    assert (
        b"It stands open."
        in client.get(reverse("circle-responsibilities", args=[circle.slug])).content
    )


def test_naming_a_responsibility_asks_whoever_is_to_hold_it(ada: Person, circle: Circle) -> None:
    bo = friend_of(circle)
    said = {"name": "Kitchen", "holder": bo.pk, "until": "2030-01-01", "keys": ["welcome"]}
    where = reverse("responsibility-new", args=[circle.slug])
    as_seen_by(ada).post(where, said)
    made = Responsibility.objects.get(name="Kitchen")
    assert made.holder is None
    assert made.handovers.get().taker == bo
    change = reverse("responsibility", args=[circle.slug, made.pk])
    as_seen_by(ada).post(change, {**said, "name": "Kitchen and cellar"})
    made.refresh_from_db()
    assert (made.name, made.holder) == ("Kitchen and cellar", None)
    as_seen_by(ada).post(change, {"close": "yes"})
    made.refresh_from_db()
    assert made.closed_at


def test_leaving_says_what_goes_and_one_can_think_again(circle: Circle) -> None:
    bo = friend_of(circle)
    pod = actions.found(bo, name="Tuesday pod", scale=Scale.CREW, parent=circle, at=timezone.now())
    client = as_seen_by(bo)
    page = client.get(reverse("circle-leave", args=[circle.slug])).content.decode()
    assert "Tuesday pod" in page
    assert Membership.objects.current().filter(person=bo).count() == 2, "it asks first"
    client.post(reverse("circle-leave", args=[circle.slug]))
    for one in (circle, pod):
        assert client.get(one.get_absolute_url()).status_code == 404
    assert "Come back to Riverbend" in client.get(reverse("circles")).content.decode()
    client.post(reverse("circle-return", args=[circle.slug]))
    assert b"canary-about" in client.get(circle.get_absolute_url()).content
    stranger = as_seen_by(builders.person("Cy"))
    assert stranger.post(reverse("circle-return", args=[circle.slug])).status_code == 404


def test_ending_a_circle_and_bringing_it_back(ada: Person, circle: Circle) -> None:
    bo = friend_of(circle)
    client = as_seen_by(ada)
    client.post(reverse("circle-end", args=[circle.slug]))
    assert as_seen_by(bo).get(circle.get_absolute_url()).status_code == 404
    ending = circle.endings.get()
    back = reverse("circle-bring-back", args=[ending.pk])
    assert as_seen_by(bo).post(back).status_code == 404
    assert "Bring Riverbend back" in client.get(reverse("circles")).content.decode()
    client.post(back)
    assert as_seen_by(bo).get(circle.get_absolute_url()).status_code == 200


def test_whoever_welcomes_sees_who_would_like_a_crew_and_has_none(
    ada: Person, circle: Circle
) -> None:
    bo, cy = friend_of(circle), friend_of(circle, "Cy Cedar")
    later = timezone.now().date() + timedelta(days=30)
    for one in (bo, cy):
        as_seen_by(one).post(
            reverse("crew-wish", args=[circle.slug]), {"words": f"w-{one.pk}", "until": later}
        )
    actions.found(cy, name="Pod", scale=Scale.CREW, parent=circle, at=timezone.now())
    care = reverse("circle-care", args=[circle.slug])
    page = as_seen_by(ada).get(care).content.decode()
    assert f"w-{bo.pk}" in page
    assert f"w-{cy.pk}" not in page
    assert as_seen_by(bo).get(care).status_code == 403
    as_seen_by(bo).post(reverse("crew-wish", args=[circle.slug]), {"back": "yes"})
    assert not CrewWish.objects.filter(person=bo, ended_at=None).exists()
    Block.objects.create(person=ada, other=cy, since=timezone.now())
    assert "Cy Cedar" not in as_seen_by(ada).get(care).content.decode()


def test_tending_changes_what_it_says_and_nothing_else(ada: Person, circle: Circle) -> None:
    said = {
        "name": "Riverbank", "about": "New words", "welcome": "Hello", "audience": "site",
        "door": "invitation", "friend_name": "Neighbour", "partner_name": "", "size_least": "9",
        "size_most": "4", "slug": "taken", "scale": "crew", "ended_at": "2020-01-01", "parent": "1",
    }  # fmt: skip
    client = as_seen_by(ada)
    where = reverse("circle-tend", args=[circle.slug])
    assert b"New words" in client.post(where, said).content
    assert client.post(where, {**said, "size_most": "20"}).status_code == 302
    changed = Circle.objects.get(pk=circle.pk)
    assert (changed.name, changed.standing_name("friend")) == ("Riverbank", "Neighbour")
    before = (circle.slug, circle.scale, None, None)
    assert (changed.slug, changed.scale, changed.ended_at, changed.parent) == before


def test_questions_are_put_in_order_and_put_away(ada: Person, circle: Circle) -> None:
    client, where = as_seen_by(ada), reverse("circle-questions", args=[circle.slug])
    for words in ("One", "Two", "Three"):
        client.post(where, {"words": words})
    third = circle.questions.get(words="Three")
    client.post(where, {"question": third.pk, "change": "earlier"})
    assert [one.words for one in circle.questions.all()] == ["One", "Three", "Two"]
    client.post(where, {"question": third.pk, "change": "stop"})
    assert not circle.questions.get(words="Three").asked
    assert client.post(where, {"question": "99999", "change": "stop"}).status_code == 404


def test_an_invitation_that_does_not_fit_says_what_to_write_and_keeps_the_rest(
    ada: Person, circle: Circle
) -> None:
    where = reverse("circle-invitations", args=[circle.slug])
    said = {"standing": "friend", "address": "bo at home", "words": "Come!", "uses": "0"}
    page = as_seen_by(ada).post(where, {**said, "days": "900"}).content.decode()
    for words in ("One looks like ana@example.org", "Write 1 or more", "Write 90 or less"):
        assert words in page
    for kept in ("bo at home", "Come!", 'value="900"'):
        assert kept in page
    assert not Invitation.objects.exists()


def test_changing_a_standing(ada: Person, circle: Circle) -> None:
    bo = friend_of(circle)
    client = as_seen_by(ada)
    client.post(reverse("circle-standing", args=[circle.slug, bo.pk]), {"standing": "partner"})
    assert Membership.objects.get(person=bo).standing == Standing.PARTNER


def test_pages_ask_as_much_of_the_database_for_three_as_for_one(
    ada: Person, circle: Circle
) -> None:
    client = as_seen_by(ada)
    pages = ["circle", "circle-people", "circle-responsibilities", "circle-invitations"]
    pages += ["circle-care", "circle-applications"]
    addresses = [reverse(name, args=[circle.slug]) for name in pages] + [reverse("circles")]

    def one_more(number: int) -> None:
        bo, now = friend_of(circle, f"Bo {number}"), timezone.now()
        actions.wish_for_crew(bo, circle, words="", until=now.date(), at=now)
        actions.make_responsibility(
            ada, circle, name=f"Held {number}", holder=bo, until=now.date(), at=now
        )
        actions.invite(ada, circle, at=now)
        actions.found(ada, name="Pod", scale=Scale.CREW, parent=circle, at=now)
        actions.tend(ada, circle, audience="site", at=now)
        actions.apply(builders.person("Dee"), circle, answers={}, at=now)

    def counted() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        mine = circles_of(viewer)
        with CaptureQueriesContext(connection) as queries:
            asks_for(viewer, timezone.now(), mine)
        return [*found, len(queries)]

    one_more(1)
    viewer = Viewer.of(ada.pk)
    client.get(addresses[0])
    with_one = counted()
    for number in (2, 3):
        one_more(number)
    viewer = Viewer.of(ada.pk)
    assert counted() == with_one
    assert dict(zip(pages, with_one, strict=False))["circle-people"] <= 15
    assert with_one[-1] <= 6
