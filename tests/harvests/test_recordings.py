"""Recordings: heard while all who speak in them agree, and by nobody else a moment later."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from kinweave.access import NotAllowed
from kinweave.circles.actions import leave
from kinweave.gatherings.models import Gathering
from kinweave.harvests import actions
from kinweave.harvests.models import Consent, Decline, Recording, Speaker, Withdrawal
from kinweave.people.erasure.forgetting import forget
from kinweave.people.models import Block, Person
from tests.harvests.cast import (
    AT,
    DAY,
    Cast,
    agrees,
    arrived,
    came,
    client_of,
    evening,
    page_of,
    recording,
    sees,
    speaker,
)

FORM = {
    "title": "Stories", "link": "https://example.org/a/stories.MP3?x=1", "kind": "audio/mpeg",
    "size": "12345", "length": "1:02:03", "day": "2026-03-04", "words": "*Three* of them.",
    "audience": "public",
}  # fmt: skip


def heard_by(one: Recording, *people: Person | None) -> list[bool]:
    return [sees(who, one) for who in people]


def consent_page(one: Recording) -> str:
    return f"{one.get_absolute_url()}consent/"


def test_it_is_there_once_all_have_said_yes_and_gone_with_one_no(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = recording(cast.ada, made, cast.ben, cast.cleo)
    assert heard_by(one, cast.ada, cast.ben, cast.dan) == [True, True, False]
    client_of(cast.ben).post(consent_page(one), {"says": "yes"})
    assert heard_by(one, cast.dan) == [False]
    client_of(cast.cleo).post(consent_page(one), {"says": "yes"})
    assert heard_by(one, cast.dan, cast.sol, None) == [True, False, False]
    client_of(cast.ben).post(consent_page(one), {"says": "no"})
    assert heard_by(one, cast.dan) == [False]
    for address in (page_of(made), made.get_absolute_url(), "/c/riverbend/harvest/"):
        assert "Stories" not in client_of(cast.dan).get(address).content.decode()
    client_of(cast.ben).post(consent_page(one), {"says": "yes"})
    assert heard_by(one, cast.dan) == [True]
    rows = Consent.objects.filter(speaker__person=cast.ben)
    assert (rows.count(), Withdrawal.objects.count(), Decline.objects.count()) == (2, 1, 0)


def test_opening_the_page_that_the_letter_leads_to_changes_nothing(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    for ask in (client_of(cast.ben).get, client_of(cast.ben).head):
        assert ask(consent_page(one)).status_code == 200
    assert not Consent.objects.exists()
    assert client_of(cast.ben).post(consent_page(one), {"says": "whatever"}).status_code == 404
    assert client_of(cast.cleo).get(consent_page(one)).status_code == 404
    assert client_of(cast.ada).get(consent_page(one)).status_code == 404, "who hosts does not speak"


def test_nobody_learns_who_said_what(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = recording(cast.ada, made, cast.ben, cast.cleo)
    addresses = [one.get_absolute_url(), f"{one.get_absolute_url()}change/", page_of(made)]

    def read(who: Person) -> list[str]:
        pages = [client_of(who).get(address) for address in addresses]
        return [page.content.decode().split("csrf")[0] for page in pages if page.status_code == 200]

    before = {who: read(cast.people[who]) for who in ("ada", "stella", "cleo")}
    agrees(cast.ben, one)
    actions.decline(cast.ben, speaker(one, cast.ben), at=AT)
    assert {who: read(cast.people[who]) for who in before} == before


def test_each_says_yes_or_no_for_themself_alone(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    for who in (cast.ada, cast.stella, cast.cleo):
        for act in (actions.agree, actions.decline, actions.withdraw, actions.not_me):
            with pytest.raises(NotAllowed):
                act(who, speaker(one, cast.ben), at=AT)


def test_who_hosts_and_speaks_agrees_by_naming_themself(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ada)
    assert heard_by(one, cast.dan) == [True]
    assert arrived() == []


def test_who_was_named_by_mistake_takes_themself_off(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben, cast.cleo)
    agrees(cast.cleo, one)
    client_of(cast.ben).post(consent_page(one), {"says": "not-me"})
    assert heard_by(one, cast.dan, cast.ben) == [True, True]
    actions.not_me(cast.cleo, speaker(one, cast.cleo), at=AT)
    assert heard_by(one, cast.dan, cast.ada) == [False, True], "nobody speaks in it, nobody agreed"


def test_somebody_else_who_speaks_in_it_is_asked_before_it_is_heard_again(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    agrees(cast.ben, one)
    said = {"name": "1", "speakers": [cast.cleo.pk], "outsider": "Old Tom", "how": "On the phone."}
    client_of(cast.ada).post(f"{one.get_absolute_url()}change/", said)
    assert heard_by(one, cast.dan) == [False]
    agrees(cast.cleo, one)
    assert heard_by(one, cast.dan) == [True]
    assert "Old Tom" in client_of(cast.dan).get(one.get_absolute_url()).content.decode()
    assert Consent.objects.get(how="On the phone.").vouched_by == cast.ada


def test_whoever_hosts_passes_on_that_somebody_without_an_account_does_not_agree(
    cast: Cast,
) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), outsiders=[("Old Tom", "By letter.")])
    tom = one.speakers.get()
    assert heard_by(one, cast.dan) == [True]
    with pytest.raises(NotAllowed):
        actions.withdraw(cast.dan, tom, at=AT)
    client_of(cast.ada).post(f"{one.get_absolute_url()}change/", {"withdraw": tom.pk})
    assert heard_by(one, cast.dan) == [False]
    actions.agree(cast.ada, tom, at=AT)
    assert heard_by(one, cast.dan) == [False], "a yes of theirs says how it was given"


def test_a_person_is_no_outsider_whose_yes_could_be_taken_by_whoever_hosts(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    agrees(cast.ben, one)
    number = speaker(one, cast.ben).pk
    for said in (number, "x", "９"):
        answer = client_of(cast.ada).post(f"{one.get_absolute_url()}change/", {"withdraw": said})
        assert answer.status_code == 404
    assert heard_by(one, cast.dan) == [True]


def test_where_it_lies_stays_and_it_never_goes_further_than_was_agreed(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    agrees(cast.ben, one)
    said = {**FORM, "link": "https://example.org/other.mp3", "say": "1"}
    page = client_of(cast.ada).post(f"{one.get_absolute_url()}change/", said)
    assert page.status_code == 200, "public is no choice any more"
    actions.say_otherwise(cast.ada, one, audience="public", title="Other words", at=AT)
    one.refresh_from_db()
    assert (one.audience, one.link, one.title) == (
        "circle", "https://example.org/stories.mp3", "Other words",
    )  # fmt: skip


def test_taken_away_it_is_gone_with_its_words(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben, words="canary-words")
    agrees(cast.ben, one)
    client_of(cast.ada).post(f"{one.get_absolute_url()}change/", {"away": "1"})
    assert not any(heard_by(one, cast.ada, cast.ben, cast.dan))
    row = Recording.objects.get()
    assert (row.title, row.words, row.link) == ("", "", "")
    assert not Speaker.objects.exists()


def test_who_leaves_or_is_forgotten_is_heard_no_more(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one, other = recording(cast.ada, made, cast.ben), recording(cast.ada, made, cast.cleo)
    agrees(cast.ben, one)
    agrees(cast.cleo, other)
    leave(cast.ben, cast.circle, at=AT)
    assert heard_by(one, cast.dan, cast.ben) == [False, False], "nor does he read of it there"
    forget(cast.cleo.pk, at=AT + DAY)
    assert heard_by(other, cast.dan) == [False]
    left = Speaker.objects.get(recording=other)
    assert (left.person, left.name, left.consents.count()) == (None, "", 0)
    assert sees(cast.ada, other)
    with pytest.raises(NotAllowed):
        actions.agree(cast.ada, left, at=AT)


def test_only_who_hosts_or_tends_adds_one_and_only_of_people_whom_that_concerns(
    cast: Cast,
) -> None:
    made = evening(cast.ada, cast.circle)
    with pytest.raises(NotAllowed):
        recording(cast.ben, made, cast.ben)
    assert client_of(cast.ben).get(page_of(made, "recordings/new/")).status_code == 403
    one = recording(cast.stella, made, cast.sol, cast.ben)
    assert [row.person for row in one.speakers.all()] == [cast.ben]
    came(made, cast.sol)
    assert recording(cast.stella, made, cast.sol).speakers.get().person == cast.sol


def added(cast: Cast, **said: object) -> tuple[int, str]:
    made = evening(cast.ada, cast.circle)
    form = {**FORM, "speakers": [cast.ada.pk], **said}
    answer = client_of(cast.ada).post(page_of(made, "recordings/new/"), form)
    return answer.status_code, unescape(answer.content.decode())


def test_a_form_becomes_a_recording(cast: Cast) -> None:
    assert added(cast)[0] == 302
    one = Recording.objects.get()
    assert (one.size, one.seconds, one.length, one.kind) == (12345, 3723, "1:02:03", "audio/mpeg")
    page = Client().get(one.get_absolute_url()).content.decode()
    assert "<em>Three</em>" in page
    assert FORM["link"] in page
    assert "Ada" not in page, "to strangers nobody is named"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"link": "javascript:alert(1)"}, "valid URL"),
        ({"link": "ftp://example.org/a.mp3"}, "valid URL"),
        ({"link": "https://example.org/a.ogg"}, "ends in .mp3"),
        ({"size": ""}, "needs its size"),
        ({"size": "-1"}, "Write 1 or more."),
        ({"length": "1:99:99"}, "Write it as in"),
        ({"length": "soon"}, "Write it as in"),
        ({"speakers": []}, "at least one"),
        ({"outsider": "Tom"}, "how they agreed"),
        ({"audience": "author"}, "not one of the available"),
        ({"speakers": ["999999"]}, "not one of the available"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    said: dict[str, object], words: str, cast: Cast
) -> None:
    status, page = added(cast, **said)
    assert status == 200
    assert words in page
    assert "Stories" in page
    assert not Recording.objects.exists()


def test_a_page_needs_no_size(cast: Cast) -> None:
    assert added(cast, kind="page", link="https://example.org/v", size="9", length="")[0] == 302
    assert Recording.objects.get().size is None


def test_who_speaks_may_say_no_to_somebody_whom_they_blocked(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    agrees(cast.ben, one)
    Block.objects.create(person=cast.ben, other=cast.ada, since=AT)
    client_of(cast.ben).post(consent_page(one), {"says": "no"})
    assert heard_by(one, cast.dan) == [False]


def test_a_guest_may_say_no_also_where_they_do_not_see_the_gathering_any_more(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle, audience="site")
    came(made, cast.sol)
    one = recording(cast.ada, made, cast.sol)
    agrees(cast.sol, one)
    Gathering.objects.filter(pk=made.pk).update(audience="circle")
    assert heard_by(one, cast.sol, cast.dan) == [True, True]
    client_of(cast.sol).post(consent_page(one), {"says": "no"})
    assert heard_by(one, cast.sol, cast.dan) == [False, False]


def test_what_was_taken_away_meanwhile_is_answered_in_words(cast: Cast) -> None:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben)
    mine = speaker(one, cast.ben)
    actions.take_away(cast.ada, one, at=AT)
    for act in (actions.agree, actions.decline, actions.withdraw, actions.not_me):
        with pytest.raises(actions.Gone):
            act(cast.ben, mine, at=AT)
    with pytest.raises(actions.Gone):
        actions.add_speakers(cast.ada, one, speakers=[cast.cleo.pk], at=AT)
