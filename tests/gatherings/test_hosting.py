"""Hosting: a draft, its announcement, other words, calling it off, and who takes it on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinweave.access import NotAllowed, Viewer, can
from kinweave.circles.actions import leave
from kinweave.gatherings import actions
from kinweave.gatherings.models import Gathering, Occasion, hosted_by
from kinweave.gatherings.rhythm import Every, Rhythm
from kinweave.journal.models import Entry
from kinweave.notices.models import Delivery, Notice
from tests.gatherings.cast import (
    AT,
    FIRST_DAY,
    HOUR,
    Cast,
    a_draft,
    date_of,
    dates_of,
    length,
    said,
    says,
    soup,
    told,
)


def who_sees(cast: Cast, gathering: Gathering) -> set[str]:
    rows = Gathering.objects.filter(pk=gathering.pk)
    return {
        name
        for name, person in cast.people.items()
        if rows.visible_to(Viewer.of(person.pk)).exists()
    }


def told_in_digest(gathering: Gathering) -> list[str]:
    rows = Notice.objects.filter(letter="gatherings.announced", about={"gathering": gathering.pk})
    return sorted(one.receiver.email.split("@")[0] for one in rows)


@pytest.mark.parametrize("audience", ["circle", "parents", "site", "public"])
def test_a_draft_is_its_hosts_alone_whomever_it_will_be_for(audience: str, cast: Cast) -> None:
    draft = a_draft(cast.ada, cast.circle, audience=audience)
    assert who_sees(cast, draft) == {"ada"}
    assert not Gathering.objects.visible_to(Viewer.public()).exists()
    for person in (cast.stella, cast.ben):
        for deed in (actions.announce, actions.call_off, actions.change):
            with pytest.raises(NotAllowed):
                deed(person, draft, at=AT)
        with pytest.raises(NotAllowed):
            actions.delete_draft(person, draft)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_the_circles_journal_says_nothing_of_what_a_host_does_with_a_draft(cast: Cast) -> None:
    before = Entry.objects.count()
    draft = a_draft(cast.ada, cast.circle)
    first = date_of(draft)
    actions.change(cast.ada, draft, name="Stew", at=AT)
    actions.move(cast.ada, first, day=FIRST_DAY + timedelta(days=1), time=HOUR, at=AT)
    actions.skip(cast.ada, first, at=AT)
    actions.put_back(cast.ada, first, at=AT)
    actions.go_on(cast.ada, draft, more=2, at=AT)
    actions.delete_draft(cast.ada, draft)
    assert Entry.objects.count() == before


def test_an_announcement_is_told_to_members_once_in_their_digest_and_not_to_the_host(
    cast: Cast,
) -> None:
    draft = a_draft(cast.ada, cast.circle)
    assert told_in_digest(draft) == []
    actions.announce(cast.ada, draft, at=AT)
    members = ["ben", "cleo", "dan", "stella"]
    assert told_in_digest(draft) == members
    assert who_sees(cast, draft) == {"ada", *members}
    assert not Delivery.objects.exists(), "a letter of its own would be too much"


def test_a_second_announcement_does_nothing(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    entries = Entry.objects.count()
    stale = Gathering.objects.get(pk=gathering.pk)
    stale.published_at = None
    for seen in (gathering, stale):
        actions.announce(cast.ada, seen, at=AT + timedelta(hours=1))
    gathering.refresh_from_db()
    assert gathering.published_at == AT
    assert Notice.objects.count() == 4
    assert Entry.objects.count() == entries


def test_other_words_raise_the_sequence_of_each_date_to_come_and_keep_answers(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    says(cast.ben, gathering, "yes", every=True)
    first = date_of(gathering)
    later = first.ends_at + timedelta(seconds=1)
    actions.change(cast.ada, gathering, name="Stew", place="Kitchen", at=later)
    gathering.refresh_from_db()
    assert (gathering.name, gathering.place) == ("Stew", "Kitchen")
    dates = dates_of(gathering)
    assert [one.sequence for one in dates] == [0, 1, 1], "what has been stays as it was"
    assert [one.changed_at for one in dates] == [AT, later, later]
    assert [said(gathering, number) for number in (1, 2, 3)] == [{"ben": "yes"}] * 3
    assert dates[1].starts_at == first.starts_at + timedelta(days=7)


def test_a_gathering_that_lasts_longer_ends_later_and_begins_as_it_did(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    before = [one.starts_at for one in dates_of(gathering)]
    actions.change(cast.ada, gathering, minutes=180, at=AT)
    after = dates_of(gathering)
    assert [one.starts_at for one in after] == before
    assert {length(one) for one in after} == {timedelta(hours=3)}


def test_who_would_have_come_is_told_why_it_is_called_off_and_who_said_no_is_not(
    cast: Cast,
) -> None:
    gathering = soup(cast.ada, cast.circle, seats=1)
    says(cast.ben, gathering, "yes")
    assert says(cast.stella, gathering, "yes") == "waiting"
    says(cast.cleo, gathering, "maybe", number=2)
    says(cast.dan, gathering, "no", every=True)
    says(cast.ada, gathering, "yes", number=2)
    actions.call_off(cast.ada, gathering, reason="The pot broke.", at=AT)
    assert told("called_off") == ["ben", "cleo", "stella"]
    gathering.refresh_from_db()
    assert (gathering.cancelled_at, gathering.reason) == (AT, "The pot broke.")
    assert [one.sequence for one in dates_of(gathering)] == [1, 1, 1]
    with pytest.raises(actions.Over):
        actions.call_off(cast.ada, gathering, reason="Again.", at=AT)
    gathering.refresh_from_db()
    assert gathering.reason == "The pot broke."
    assert told("called_off") == ["ben", "cleo", "stella"]


def test_whoever_comes_to_every_date_is_told_once_that_it_is_called_off(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    says(cast.ben, gathering, "yes", every=True)
    actions.call_off(cast.ada, gathering, at=AT)
    assert told("called_off") == ["ben"]


def test_what_has_been_is_not_told_to_be_called_off(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    says(cast.ben, gathering, "yes")
    says(cast.cleo, gathering, "yes", number=2)
    actions.call_off(cast.ada, gathering, at=date_of(gathering).ends_at)
    assert told("called_off") == ["cleo"]
    assert [one.sequence for one in dates_of(gathering)] == [0, 1, 1]


def test_a_draft_is_thrown_away_and_what_was_announced_is_not(cast: Cast) -> None:
    draft, gathering = a_draft(cast.ada, cast.circle), soup(cast.ada, cast.circle)
    with pytest.raises(actions.Over):
        actions.call_off(cast.ada, draft, at=AT)
    actions.delete_draft(cast.ada, draft)
    with pytest.raises(actions.Over):
        actions.delete_draft(cast.ada, gathering)
    assert list(Gathering.objects.all()) == [gathering]
    assert Occasion.objects.count() == 3
    assert told("called_off") == []


def test_who_tends_the_circle_calls_off_what_another_hosts(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    says(cast.ada, gathering, "yes")
    says(cast.stella, gathering, "yes")
    actions.call_off(cast.stella, gathering, reason="Ada is ill.", at=AT)
    assert told("called_off") == ["ada"]
    gathering.refresh_from_db()
    assert gathering.host == cast.ada


def test_friends_who_do_not_host_change_nothing(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    first = date_of(gathering)
    for person in (cast.ben, cast.sol):
        for deed in (
            lambda who: actions.call_off(who, gathering, at=AT),
            lambda who: actions.change(who, gathering, name="Mine", at=AT),
            lambda who: actions.announce(who, gathering, at=AT),
            lambda who: actions.delete_draft(who, gathering),
            lambda who: actions.go_on(who, gathering, more=1, at=AT),
            lambda who: actions.skip(who, first, at=AT),
            lambda who: actions.put_back(who, first, at=AT),
            lambda who: actions.move(who, first, day=FIRST_DAY, time=HOUR, at=AT),
            lambda who: actions.take_on(who, gathering, at=AT),
        ):
            with pytest.raises(NotAllowed):
                deed(person)
    with pytest.raises(NotAllowed):
        a_draft(cast.sol, cast.circle)
    assert [one.sequence for one in dates_of(gathering)] == [0, 0, 0]
    gathering.refresh_from_db()
    assert (gathering.name, gathering.host, gathering.cancelled_at) == ("Soup", cast.ada, None)


def test_what_nobody_hosts_is_taken_on_once_also_when_two_do(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    leave(cast.ada, cast.circle, at=AT)
    seen_by_both = Gathering.objects.get(pk=gathering.pk)
    assert can(Viewer.of(cast.ben.pk), "take on", seen_by_both)
    assert not can(Viewer.of(cast.sol.pk), "take on", seen_by_both)
    actions.take_on(cast.ben, seen_by_both, at=AT)
    with pytest.raises(actions.Over):
        actions.take_on(cast.cleo, seen_by_both, at=AT)
    gathering.refresh_from_db()
    assert gathering.host == cast.ben
    with pytest.raises(NotAllowed):
        actions.take_on(cast.cleo, gathering, at=AT)
    assert Entry.objects.filter(verb="gatherings.taken_on").count() == 1
    actions.change(cast.ben, gathering, name="Ben's soup", at=AT)


def test_when_a_host_leaves_it_stays_without_a_host_and_their_drafts_go(cast: Cast) -> None:
    gathering, _draft = soup(cast.ada, cast.circle), a_draft(cast.ada, cast.circle)
    says(cast.ben, gathering, "yes")
    leave(cast.ada, cast.circle, at=AT)
    left = Gathering.objects.get()
    assert (left, left.host, left.cancelled_at) == (gathering, None, None)
    assert said(gathering) == {"ben": "yes"}
    assert who_sees(cast, gathering) == {"ben", "cleo", "dan", "stella"}
    with pytest.raises(NotAllowed):
        actions.call_off(cast.ada, left, at=AT)


def test_what_is_called_off_is_not_taken_on(cast: Cast) -> None:
    gathering = soup(cast.ada, cast.circle)
    actions.call_off(cast.ada, gathering, at=AT)
    leave(cast.ada, cast.circle, at=AT)
    gathering.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.take_on(cast.ben, gathering, at=AT)


@pytest.mark.parametrize("every", [one for one in Every if one != Every.DATES])
@pytest.mark.parametrize("times", [2, 7, 60])
def test_a_rhythm_lays_down_as_many_dates_as_were_said(
    every: Every, times: int, cast: Cast
) -> None:
    rhythm = Rhythm(every, -1 if every == Every.WEEKDAY else 0)
    gathering = a_draft(cast.ada, cast.circle, rhythm=rhythm, times=times)
    many = 1 if every == Every.ONCE else times
    dates = dates_of(gathering)
    assert [one.number for one in dates] == list(range(1, many + 1))
    assert len({one.day for one in dates}) == many
    assert {one.time for one in dates} == {HOUR}
    assert (dates[0].day, length(dates[0])) == (FIRST_DAY, timedelta(hours=2))
    assert [one.starts_at for one in dates] == sorted(one.starts_at for one in dates)


def test_a_draft_without_a_host_is_nobodys(cast: Cast) -> None:
    draft = a_draft(cast.ada, cast.circle)
    assert list(Gathering.objects.drafts_of(Viewer.of(cast.ada.pk))) == [draft]
    Gathering.objects.filter(pk=draft.pk).update(host=None)
    for viewer in (Viewer.public(), Viewer.of(cast.ada.pk), Viewer.of(cast.stella.pk)):
        assert list(Gathering.objects.drafts_of(viewer)) == []


def test_who_hosts_is_the_same_asked_of_one_and_of_all(cast: Cast) -> None:
    hosts = cast.ada, cast.ben, cast.cleo
    there = [how(who, cast.circle) for how, who in zip((soup, a_draft, soup), hosts, strict=True)]
    leave(cast.cleo, cast.circle, at=AT)
    viewers = [Viewer.public(), *(Viewer.of(one.pk) for one in cast.people.values())]
    found = {viewer.person: set(Gathering.objects.filter(hosted_by(viewer))) for viewer in viewers}
    for viewer in viewers:
        assert found[viewer.person] == {one for one in refreshed(there) if can(viewer, "host", one)}
    assert found[cast.ada.pk] == {there[0]}
    assert found[cast.ben.pk] == {there[1]}
    assert found[cast.stella.pk] == {there[0], there[2]}
    assert not found[None] | found[cast.cleo.pk] | found[cast.sol.pk]


def refreshed(gatherings: list[Gathering]) -> list[Gathering]:
    return [Gathering.objects.get(pk=one.pk) for one in gatherings]
