"""Words that a date leaves behind: who writes them, who reads them, how they are taken back."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest

from kinweave.access import NotAllowed, Viewer
from kinweave.circles.actions import end, leave
from kinweave.gatherings import actions as gatherings
from kinweave.harvests import actions
from kinweave.harvests.models import Harvest
from kinweave.journal import lines
from kinweave.people.models import Block
from tests import builders
from tests.gatherings.cast import soup
from tests.harvests.cast import (
    AT,
    DAY,
    Cast,
    came,
    client_of,
    date_of,
    draft,
    evening,
    harvest,
    page_of,
    sees,
)

WORDS = {"title": "Leeks", "words": "We *peeled* them.", "wished": "circle", "named": "on"}


def journal(cast: Cast) -> list[str]:
    return [one.words for one in lines.of(cast.circle.pk, Viewer.of(cast.stella.pk)).lines]


def test_somebody_who_was_there_writes_looks_publishes_and_takes_back(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    ben = client_of(cast.ben)
    looked = ben.post(page_of(made, "new/"), {**WORDS, "preview": "1"})
    assert "<em>peeled</em>" in looked.content.decode()
    assert not Harvest.objects.exists(), "looking keeps nothing"
    ben.post(page_of(made, "new/"), {**WORDS, "keep": "1"})
    one = Harvest.objects.get()
    assert not sees(cast.cleo, one)
    assert sees(cast.ben, one)
    ben.post(page_of(made, f"{one.pk}/publication/"), {"publish": "1"})
    assert sees(cast.cleo, one)
    assert not sees(cast.sol, one)
    assert not sees(None, one)
    page = client_of(cast.cleo).get(one.get_absolute_url()).content.decode()
    assert "Ben Birch" in page
    assert "Changed" not in page
    ben.post(page_of(made, f"{one.pk}/publication/"), {"back": "1"})
    assert not sees(cast.cleo, one)
    ben.post(page_of(made, f"{one.pk}/publication/"), {"publish": "1"})
    assert sees(cast.cleo, one)
    assert len([words for words in journal(cast) if "left a harvest" in words]) == 1


def test_what_needs_another_word_keeps_what_was_typed(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    said = {**WORDS, "title": "", "words": "Ladle by ladle.", "keep": "1"}
    page = client_of(cast.ben).post(page_of(made, "new/"), said).content.decode()
    assert "Ladle by ladle." in page
    assert 'aria-invalid="true"' in page
    assert not Harvest.objects.exists()


def test_a_change_says_when(cast: Cast) -> None:
    one = harvest(cast.ben, evening(cast.ada, cast.circle))
    said = {"title": "Leeks", "wished": "circle", "named": True}
    actions.change(cast.ben, one, **said, words="We *peeled* them.", at=AT + DAY)
    one.refresh_from_db()
    assert not one.was_changed, "nothing reads otherwise"
    actions.change(cast.ben, one, **said, words="And ate.", at=AT + timedelta(hours=1))
    page = client_of(cast.cleo).get(one.get_absolute_url()).content.decode()
    assert "And ate." in page
    assert "Changed" in page


def test_members_write_and_others_who_said_that_they_come(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle, audience="site")
    stranger = builders.person("Tove Tree")
    came(made, cast.sol, says="maybe")
    came(made, stranger, says="no")
    for who, may in ((cast.dan, True), (cast.sol, True), (stranger, False)):
        status = client_of(who).get(page_of(made, "new/")).status_code
        assert status == (200 if may else 403), who
    with pytest.raises(NotAllowed):
        draft(stranger, made)
    assert draft(cast.sol, made)


def test_a_date_that_has_not_been_leaves_nothing(cast: Cast) -> None:
    to_come = soup(cast.ada, cast.circle)
    off = evening(cast.ada, cast.circle)
    date_of(off)
    off.occasions.update(skipped_at=AT - 9 * DAY)
    for made in (to_come, off):
        for rest in ("", "new/", "who-came/", "letter/", "recordings/new/"):
            assert client_of(cast.ada).get(page_of(made, rest)).status_code == 404
        with pytest.raises(actions.NotYet):
            draft(cast.ada, made)


def test_it_goes_no_further_than_the_gathering_until_whoever_hosts_opens_it(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = harvest(cast.ben, made, wished="public")
    assert (one.audience, one.wished) == ("circle", "public")
    with pytest.raises(NotAllowed):
        actions.open_up(cast.ben, one, at=AT)
    assert not sees(None, one)
    assert (
        "Everyone, also without" in client_of(cast.ada).get(one.get_absolute_url()).content.decode()
    )
    client_of(cast.ada).post(page_of(made, f"{one.pk}/publication/"), {"open": "1"})
    assert sees(None, one)
    assert sees(cast.sol, one)


def test_other_words_are_opened_anew(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = actions.open_up(cast.ada, harvest(cast.ben, made, wished="public"), at=AT)
    said = {"title": "Leeks", "words": "We *peeled* them.", "wished": "public"}
    assert actions.change(cast.ben, one, **said, named=False, at=AT).audience == "public"
    said["words"] = "What Cleo said in confidence."
    assert actions.change(cast.ben, one, **said, named=False, at=AT).audience == "circle"
    assert not sees(None, one)


@pytest.mark.parametrize("who", ["ada", "stella"])
def test_whoever_hosts_or_tends_says_how_far_their_own_words_go(who: str, cast: Cast) -> None:
    one = harvest(cast.people[who], evening(cast.ada, cast.circle), wished="public")
    assert sees(None, one)


def test_readers_of_an_open_harvest_learn_nothing_of_a_gathering_that_they_do_not_see(
    cast: Cast,
) -> None:
    made = evening(cast.ada, cast.circle, name="canary-evening")
    one = harvest(cast.ada, made, wished="public", named=False)
    for who in (None, cast.sol):
        client = client_of(who) if who else client_of(cast.sol)
        page = client.get(one.get_absolute_url()).content.decode()
        assert "peeled" in page
        assert not [word for word in ("canary", "Riverbend", "Ada") if word in page]


def test_nobody_is_named_where_the_author_wishes_so(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = harvest(cast.ben, made, named=False)
    for address in (one.get_absolute_url(), page_of(made), made.get_absolute_url()):
        for who in (cast.cleo, cast.ada, cast.stella):
            page = client_of(who).get(address).content.decode()
            assert "Leeks" in page
            assert "Ben" not in page
    assert not [words for words in journal(cast) if "Ben" in words]


def test_what_whoever_hosts_took_off_the_page_stays_off_until_they_put_it_back(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = harvest(cast.ben, made)
    actions.take_back(cast.ada, one, at=AT)
    assert not sees(cast.cleo, one)
    assert sees(cast.ben, one)
    page = unescape(client_of(cast.ben).get(one.get_absolute_url()).content.decode())
    assert "Whoever hosts took this off the page" in page
    assert "Put it back" not in page
    with pytest.raises(NotAllowed):
        actions.publish(cast.ben, one, at=AT)
    assert "Put it back" in client_of(cast.ada).get(one.get_absolute_url()).content.decode()
    actions.publish(cast.ada, one, at=AT)
    assert sees(cast.cleo, one)
    with pytest.raises(NotAllowed):
        actions.take_back(cast.dan, one, at=AT)


def test_several_people_leave_words_of_one_date(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    for name in ("ben", "cleo", "dan"):
        harvest(cast.people[name], made, title=f"canary-{name}")
    draft(cast.stella, made, title="canary-draft")
    page = client_of(cast.ada).get(page_of(made)).content.decode()
    assert page.count("canary-") == 3
    assert page.count("canary-draft") == 0


def test_a_block_hides_what_the_other_wrote(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    one = harvest(cast.ben, made)
    Block.objects.create(person=cast.ben, other=cast.cleo, since=AT)
    assert not sees(cast.cleo, one)
    assert "Leeks" not in client_of(cast.cleo).get(page_of(made)).content.decode()


def test_whoever_leaves_reads_nothing_any_more_and_may_still_take_their_own_back(
    cast: Cast,
) -> None:
    made = evening(cast.ada, cast.circle)
    mine, others = harvest(cast.ben, made), harvest(cast.cleo, made)
    unread = draft(cast.ben, made)
    leave(cast.ben, cast.circle, at=AT)
    assert not Harvest.objects.filter(pk=unread.pk).exists()
    assert not sees(cast.ben, others)
    assert sees(cast.cleo, mine)
    assert client_of(cast.ben).get(page_of(made, f"{mine.pk}/change/")).status_code == 403
    client_of(cast.ben).post(page_of(made, f"{mine.pk}/publication/"), {"back": "1"})
    assert not sees(cast.cleo, mine)


def test_a_circle_that_ends_takes_it_all_along(cast: Cast) -> None:
    one = harvest(cast.ada, evening(cast.ada, cast.circle), wished="public")
    end(cast.stella, cast.circle, at=AT)
    assert not any(sees(who, one) for who in (cast.ada, cast.ben, None))


def test_what_was_before_the_rest_was_called_off_leaves_something(cast: Cast) -> None:
    made = evening(cast.ada, cast.circle)
    gatherings.call_off(cast.ada, made, at=AT)
    assert sees(cast.cleo, harvest(cast.ben, made))
