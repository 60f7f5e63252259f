"""What a host asks of those who come: who is asked, who replies what, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import leave
from kinweave.gatherings import actions as gatherings
from kinweave.gatherings.models import Gathering
from kinweave.people.models import Block
from kinweave.preparing import actions
from kinweave.preparing.models import Reply
from tests import builders
from tests.gatherings.cast import AT, Cast, client_of, date_of, says, somebody, soup
from tests.preparing.doing import COMING, HOST, asks, page, queries, replies, send, tells

PAGES = ("", "questions/", "questions/replies/")


def finders(cast: Cast, gathering: Gathering, word: str) -> set[str]:
    """Who finds a word on any page that is open to them."""
    found = set()
    for name, who in cast.people.items():
        client, address = client_of(who), gathering.get_absolute_url()
        if any(word in client.get(address + one).content.decode() for one in PAGES):
            found.add(name)
    return found


def readers(cast: Cast, word: str) -> set[str]:
    """To whom the door shows a reply."""
    return {
        name
        for name, who in cast.people.items()
        if Reply.objects.visible_to(Viewer.of(who.pk)).filter(words=word).exists()
    }


def test_who_comes_is_asked_once_and_whoever_does_not_is_not(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    asks(made)
    says(cast.ben, made, "maybe", number=2)
    says(cast.cleo, made, "no")
    assert "What do you eat?" in page(cast.ben, made)
    for name in ("cleo", "dan"):
        assert "What do you eat?" not in page(cast.people[name], made)
    assert "Those who say yes or maybe are asked this." in page(cast.dan, made, "questions/")
    assert 'name="q' not in page(cast.dan, made, "questions/")


def test_a_reply_is_kept_changed_left_open_and_taken_back(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    field = f"q{asks(made).pk}"
    says(cast.ben, made, "yes")
    assert "You have not replied. You need not." in page(cast.ben, made)
    send(cast.ben, made, "questions/", **{field: "canary-beans"})
    assert "You replied: canary-beans" in page(cast.ben, made)
    assert "canary-beans" in page(cast.ada, made, "questions/replies/")
    send(cast.ben, made, "questions/", **{field: ""})
    assert "You leave it open." in page(cast.ben, made)
    assert cast.ben.name not in page(cast.ada, made, "questions/replies/")
    send(cast.ben, made, "questions/", **{field: "canary-peas"})
    send(cast.ben, made, "questions/", back="1")
    assert not Reply.objects.exists()


def test_what_is_told_to_the_host_is_read_by_the_host_alone(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made)
    for name in ("ben", "cleo", "stella"):
        says(cast.people[name], made, "yes")
    replies(cast.ben, question, "canary-beans")
    assert finders(cast, made, "canary-beans") == {"ben", "ada"}


def test_what_is_told_to_those_who_come_is_read_by_members_who_come(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site")
    question = asks(made, "A lift?", told=COMING)
    for name, what in (("ben", "yes"), ("cleo", "maybe"), ("dan", "no"), ("sol", "yes")):
        says(cast.people[name], made, what)
    replies(cast.ben, question, "canary-lift")
    assert finders(cast, made, "canary-lift") == {"ben", "ada", "cleo"}
    says(cast.cleo, made, "no")
    assert finders(cast, made, "canary-lift") == {"ben", "ada"}


def test_a_guest_who_is_no_member_replies_too(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site")
    question = asks(made)
    says(cast.sol, made, "yes")
    replies(cast.sol, question, "canary-beans")
    assert readers(cast, "canary-beans") == {"sol", "ada"}


def test_who_said_no_is_read_by_themselves_alone_until_they_come_after_all(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made, told=COMING)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    replies(cast.ben, question, "canary-beans")
    says(cast.ben, made, "no")
    assert finders(cast, made, "canary-beans") == {"ben"}
    assert "shown to you alone" in page(cast.ben, made, "questions/")
    says(cast.ben, made, "maybe", number=3)
    assert finders(cast, made, "canary-beans") == {"ben", "ada", "cleo"}


def test_who_hosts_by_taking_it_on_reads_it_and_who_did_before_does_not(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made)
    says(cast.ben, made, "yes")
    replies(cast.ben, question, "canary-beans")
    leave(cast.ada, cast.circle, at=AT)
    made.refresh_from_db()
    gatherings.take_on(cast.dan, made, at=AT)
    assert readers(cast, "canary-beans") == {"ben", "dan"}


def test_whoever_leaves_takes_their_replies_along(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="public")
    question = asks(made)
    says(cast.ben, made, "yes")
    replies(cast.ben, question, "canary-beans")
    leave(cast.ben, cast.circle, at=AT)
    assert not Reply.objects.exists()
    assert readers(cast, "canary-beans") == set()


def test_what_somebody_replied_goes_when_they_may_not_see_it_any_more(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, audience="site")
    question = asks(made)
    says(cast.sol, made, "yes")
    replies(cast.sol, question, "canary-beans")
    gatherings.change(cast.ada, made, audience="circle", at=AT)
    assert readers(cast, "canary-beans") == set()
    assert finders(cast, made, "canary-beans") == set(), "nor are the pages there for them"


def test_when_the_last_date_that_somebody_comes_to_is_over_nobody_else_reads_them(
    cast: Cast,
) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made)
    says(cast.ben, made, "yes")
    replies(cast.ben, question, "canary-beans")
    with time_machine.travel(date_of(made).ends_at - timedelta(minutes=1), tick=False):
        assert readers(cast, "canary-beans") == {"ben", "ada"}
    with time_machine.travel(date_of(made).ends_at + timedelta(minutes=1), tick=False):
        assert readers(cast, "canary-beans") == {"ben"}


def test_a_block_hides_replies_both_ways(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made, told=COMING)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
        replies(cast.people[name], question, f"canary-{name}")
    Block.objects.create(person=cast.ben, other=cast.cleo, since=AT)
    assert readers(cast, "canary-ben") == {"ben", "ada"}
    assert readers(cast, "canary-cleo") == {"cleo", "ada"}


def test_telling_those_who_come_widens_no_reply_that_is_given(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made)
    for name in ("ben", "cleo", "dan"):
        says(cast.people[name], made, "yes")
    for name in ("ben", "cleo"):
        replies(cast.people[name], question, f"canary-{name}")
    tells(question, COMING)
    assert readers(cast, "canary-ben") == {"ben", "ada"}
    assert "Yours stays with whoever hosts" in page(cast.ben, made)
    # Kept again without the box, it stays where it was; with it, it goes as far as the box says.
    fields = {f"q{question.pk}": "canary-ben"}
    send(cast.ben, made, "questions/", **fields)
    assert readers(cast, "canary-ben") == {"ben", "ada"}
    send(cast.ben, made, "questions/", **fields, **{f"t{question.pk}": "on"})
    assert readers(cast, "canary-ben") == {"ben", "ada", "cleo", "dan"}
    assert readers(cast, "canary-cleo") == {"cleo", "ada"}


def test_a_reply_that_was_narrowed_once_stays_narrow(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made, told=COMING)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    replies(cast.ben, question, "canary-ben")
    for told in (HOST, COMING):
        tells(question, told)
        assert readers(cast, "canary-ben") == {"ben", "ada"}


@pytest.mark.parametrize(("page_said", "now_said"), [(HOST, COMING), (COMING, HOST)])
def test_a_reply_goes_as_far_as_the_page_it_was_written_on_said(
    page_said: str, now_said: str, cast: Cast
) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made, told=now_said)
    for name in ("ben", "cleo"):
        says(cast.people[name], made, "yes")
    replies(cast.ben, question, "canary-ben", told=page_said)
    assert readers(cast, "canary-ben") == {"ben", "ada"}


def test_what_was_replied_to_a_question_goes_with_it(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    gone, kept = asks(made), asks(made, "A lift?")
    says(cast.ben, made, "yes")
    for one in (gone, kept):
        replies(cast.ben, one, "beans")
    send(cast.ada, made, "questions/asking/", question=gone.pk, change="stop")
    assert [one.question for one in Reply.objects.all()] == [kept]


def test_who_does_not_come_cannot_reply_and_who_does_not_see_it_neither(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made)
    with pytest.raises(actions.NotComing):
        replies(cast.dan, question, "beans")
    with pytest.raises(NotAllowed):
        replies(cast.sol, question, "beans")
    says(cast.ben, made, "yes")
    gatherings.call_off(cast.ada, made, at=AT)
    with pytest.raises(actions.Over):
        replies(cast.ben, question, "beans")
    assert "does not take place" in send(cast.ben, made, "questions/")[1]
    assert not Reply.objects.exists()


def test_who_waits_for_a_seat_does_not_come_yet(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle, seats=1)
    question = asks(made)
    says(cast.cleo, made, "yes")
    says(cast.ben, made, "yes")
    with pytest.raises(actions.NotComing):
        replies(cast.ben, question, "beans")
    assert "What do you eat?" not in page(cast.ben, made)


def test_thirty_replies_ask_the_database_as_often_as_three(cast: Cast) -> None:
    made = soup(cast.ada, cast.circle)
    question = asks(made, told=COMING)
    says(cast.ben, made, "yes")
    costs = []
    for many in (3, 27):
        for number in range(many):
            guest = somebody(f"Guest{number}-{many}")
            builders.member(cast.circle, guest)
            says(guest, made, "yes")
            replies(guest, question, "beans")
        for _more in range(many // 3):
            asks(made, "More?")
        endings = (("ben", "questions/"), ("ada", PAGES[2]), ("ben", ""))
        costs.append([queries(cast.people[name], made, ending) for name, ending in endings])
    assert costs[0] == costs[1]


def test_a_gatherings_page_asks_nothing_more_where_nothing_is_prepared_and_little_where_it_is(
    cast: Cast,
) -> None:
    made = soup(cast.ada, cast.circle)
    says(cast.ben, made, "yes")
    before = queries(cast.ben, made)
    asks(made)
    assert queries(cast.ben, made) - before <= 2
