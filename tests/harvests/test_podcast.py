"""The podcast, as a program reads it: what Apple's and RSS' rules ask for, and nothing private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Tree

import feedparser
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from PIL import Image

from kinweave.circles import actions as circles
from kinweave.circles.models import Circle
from kinweave.harvests import actions
from kinweave.harvests.models import Recording
from kinweave.harvests.rss import MOST_BYTES, Channel, Item, rss
from kinweave.people.erasure.forgetting import forget
from tests.harvests.cast import AT, DAY, Cast, agrees, came, evening, recording, speaker

SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
}
FEED, COVER = "/c/riverbend/harvest/podcast.xml", "/c/riverbend/harvest/cover.png"
LATER = AT + timedelta(hours=1)


@pytest.fixture
def known(cast: Cast) -> Cast:
    """Everybody may know of Riverbend."""
    Circle.objects.filter(pk=cast.circle.pk).update(audience="public", about="Soup & *company*.")
    return cast


def fetched(**headers: str) -> Any:
    """By a program, which is signed in nowhere, a while after what the tests do."""
    with time_machine.travel(LATER, tick=False):
        return Client().get(FEED, headers=headers)


def channel() -> Tree.Element:
    answer = fetched()
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    found = parsed(answer.content).find("channel")
    assert found is not None
    return found


def parsed(text: bytes) -> Tree.Element:
    return Tree.fromstring(text)  # noqa: S314 - our own


def words(node: Tree.Element, path: str) -> str:
    found = node.findall(path, SPACES)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0].text or ""


def titles() -> list[str]:
    return [words(one, "title") for one in channel().findall("item")]


def heard(cast: Cast, **said: Any) -> Recording:
    one = recording(cast.ada, evening(cast.ada, cast.circle), cast.ben, audience="public", **said)
    agrees(cast.ben, one)
    return one


def test_a_podcast_holds_what_programs_ask_for(known: Cast) -> None:
    one = heard(known, words="Three *stories*.", explicit=False)
    top = channel()
    assert words(top, "title") == words(top, "itunes:author") == "Riverbend"
    assert words(top, "link") == f"{settings.SITE_URL}/c/riverbend/harvest/"
    assert words(top, "language") == "en"
    assert words(top, "description") == "Soup & company."
    assert words(top, "itunes:explicit") == "false"
    [category] = top.findall("itunes:category", SPACES)
    assert category.get("text") == "Society & Culture"
    [image] = top.findall("itunes:image", SPACES)
    assert image.get("href") == f"{settings.SITE_URL}{COVER}"
    assert (words(top, "podcast:locked"), len(words(top, "podcast:guid"))) == ("yes", 36)
    [itself] = top.findall("atom:link", SPACES)
    assert (itself.get("rel"), itself.get("href")) == ("self", f"{settings.SITE_URL}{FEED}")
    [item] = top.findall("item")
    assert words(item, "title") == "Stories"
    guid = item.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"
    assert guid.text == f"recording-{one.pk}@{settings.SITE_URL.partition('://')[2]}"
    [file] = item.findall("enclosure")
    assert file.attrib == {
        "url": "https://example.org/stories.mp3", "length": "12345678", "type": "audio/mpeg",
    }  # fmt: skip
    assert parsedate_to_datetime(words(item, "pubDate")) == AT
    assert words(item, "itunes:duration") == "3723"
    assert words(item, "description") == "Three stories."
    assert words(item, "content:encoded").strip() == "<p>Three <em>stories</em>.</p>"
    assert words(item, "link") == f"{settings.SITE_URL}{one.get_absolute_url()}"
    assert "Ben" not in fetched().content.decode(), "to strangers nobody is named"


def test_a_program_by_somebody_else_reads_the_same(known: Cast) -> None:
    one = heard(known, title="<Soup> & *stories*", words="Three *stories*.")
    heard(
        known,
        title="Ohne Umlaut geht's nicht: äöü 🍲",
        link="https://example.org/a.mp3?b=1&c=2.mp3",
    )
    read = feedparser.parse(fetched().content)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "rss20"
    assert (read.feed.title, read.feed.author) == ("Riverbend", "Riverbend")
    assert read.feed.link == f"{settings.SITE_URL}/c/riverbend/harvest/"
    assert read.feed.language == "en"
    assert read.feed.image.href == f"{settings.SITE_URL}{COVER}"
    assert {link.rel: link.href for link in read.feed.links}["self"] == f"{settings.SITE_URL}{FEED}"
    assert len({item.id for item in read.entries}) == 2
    [item] = [each for each in read.entries if each.id.startswith(f"recording-{one.pk}@")]
    assert item.title == "<Soup> & *stories*"
    assert item.link == f"{settings.SITE_URL}{one.get_absolute_url()}"
    assert item.published_parsed[:6] == AT.timetuple()[:6]
    assert item.itunes_duration == "3723"
    assert item.content[-1].value.strip() == "<p>Three <em>stories</em>.</p>"
    [file] = item.enclosures
    assert (file.href, file.type, file.length) == (
        "https://example.org/stories.mp3", "audio/mpeg", "12345678",
    )  # fmt: skip


def test_it_holds_only_files_that_everybody_may_hear(known: Cast) -> None:
    made = evening(known.ada, known.circle)
    heard(known, title="First")
    recording(known.ada, made, known.ben, audience="public", title="Not agreed")
    recording(known.ada, made, known.ada, audience="site", title="Not for all")
    recording(known.ada, made, known.ada, audience="public", title="A page", kind="page", size=None)
    recording(known.ada, made, known.ada, audience="public", title="Later", at=AT + DAY / 24)
    assert titles() == ["Later", "First"]


Happens = Callable[[Cast, Recording], object]


def says_no(cast: Cast, one: Recording) -> None:
    actions.decline(cast.ben, speaker(one, cast.ben), at=AT)


def leaves(cast: Cast, _one: Recording) -> None:
    circles.leave(cast.ben, cast.circle, at=AT)


def is_forgotten(cast: Cast, _one: Recording) -> None:
    forget(cast.ben.pk, at=AT)


def is_taken_away(cast: Cast, one: Recording) -> None:
    actions.take_away(cast.ada, one, at=AT)


def goes_less_far(cast: Cast, one: Recording) -> None:
    actions.say_otherwise(cast.ada, one, audience="site", at=AT)


def somebody_else_is_named(cast: Cast, one: Recording) -> None:
    actions.add_speakers(cast.ada, one, speakers=[cast.cleo.pk], at=AT)


def the_circle_is_not_known(cast: Cast, _one: Recording) -> None:
    Circle.objects.filter(pk=cast.circle.pk).update(audience="site")


def the_circle_ends(cast: Cast, _one: Recording) -> None:
    circles.end(cast.stella, cast.circle, at=AT)


OF_ONE: list[Happens] = [
    says_no, leaves, is_forgotten, is_taken_away, goes_less_far, somebody_else_is_named,
]  # fmt: skip


@pytest.mark.parametrize("what", [*OF_ONE, the_circle_is_not_known, the_circle_ends])
def test_where_there_is_none_any_more_it_is_as_if_there_never_was_one(
    what: Happens, known: Cast
) -> None:
    one = heard(known)
    mark = fetched()["ETag"]
    what(known, one)
    gone, never = fetched(if_none_match=mark), Client().get("/c/never/harvest/podcast.xml")
    assert gone.status_code == never.status_code == 404
    assert gone.content.replace(b"riverbend", b"never") == never.content
    assert Client().get(COVER).status_code == 404


@pytest.mark.parametrize("what", OF_ONE)
def test_a_program_that_only_knows_since_when_hears_of_it_too(what: Happens, known: Cast) -> None:
    early = AT - DAY
    recording(
        known.dan, evening(known.dan, known.circle), known.dan, audience="public", at=early,
        title="Stays",
    )  # fmt: skip
    one = recording(
        known.ada, evening(known.ada, known.circle), known.ben, audience="public", at=early
    )
    actions.agree(known.ben, speaker(one, known.ben), at=early)
    before = fetched()
    assert len(titles()) == 2
    since = before["Last-Modified"]
    assert fetched(if_modified_since=since).status_code == 304
    what(known, one)
    after = fetched(if_modified_since=since)
    assert after.status_code == 200
    assert after["Last-Modified"] != since
    assert titles() == ["Stays"]


def test_nothing_new_is_not_sent_again(known: Cast) -> None:
    heard(known)
    first, again = fetched(), fetched()
    assert first.content == again.content
    assert parsedate_to_datetime(first["Last-Modified"]) == AT
    same = fetched(if_none_match=first["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    assert fetched(if_none_match='"other"').status_code == 200
    assert "private" in first["Cache-Control"]
    assert "must-revalidate" in first["Cache-Control"]
    with time_machine.travel(LATER, tick=False):
        assert Client().head(FEED).status_code == 200


def test_what_nobody_could_ever_hear_leaves_no_sign(known: Cast) -> None:
    heard(known)
    before = fetched()
    recording(
        known.dan, evening(known.dan, known.circle), known.ben, audience="public",
        at=AT + timedelta(minutes=5),
    )  # fmt: skip
    after = fetched()
    assert (before.content, before["Last-Modified"]) == (after.content, after["Last-Modified"])


def test_within_the_second_of_a_change_no_instant_is_told(known: Cast) -> None:
    heard(known)
    with time_machine.travel(AT + timedelta(milliseconds=500), tick=False):
        assert "Last-Modified" not in Client().get(FEED)


HOSTILE = (
    "]]><script>alert(1)</script>&amp;<![CDATA[", 'a"b\'c<d>&e', "a\x00\x01\x0b\x1f\ufffe\uffffz",
    "\ud800half", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", "{{ 7|add:7 }}",
)  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_stay_words_in_xml(word: str) -> None:
    title = Channel(word, word, word, word, word, word, word, word)
    made = datetime(2027, 3, 4, 18, tzinfo=UTC)
    item = Item(word, word, word, made, word, 1, word, 1, True, word, word, word)
    found = parsed(rss(title, [item]))
    kept = "".join(sign for sign in word if sign in "\t\n\r" or " " <= sign < "\ud800")
    for node in found.iter():
        assert node.tag in {"rss", "channel", "item"} or len(node) == 0
    for path in ("channel/title", "channel/item/title", "channel/item/description"):
        assert found.findtext(path) == kept
    [file] = found.findall("channel/item/enclosure")
    assert file.get("url") == kept


@pytest.mark.once
@pytest.mark.parametrize("letter", ["a", "é", "鍋", "🍲"])
def test_a_description_is_no_longer_than_directories_take(letter: str) -> None:
    title = Channel("a", "b", "c", "en", letter * 9000, "f", "g", "h")
    found = parsed(rss(title, [])).findtext("channel/description")
    assert found is not None
    assert MOST_BYTES - 6 <= len(found.encode()) <= MOST_BYTES
    assert found.rstrip("…") == letter * (len(found) - 1)


def test_words_that_do_harm_in_a_page_do_none_in_the_podcast(known: Cast) -> None:
    heard(known, words="<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>")
    [item] = channel().findall("item")
    written = words(item, "content:encoded")
    assert "<script" not in written
    assert "<img" not in written
    assert "href" not in written


def test_the_cover_is_as_directories_ask(known: Cast) -> None:
    heard(known)
    answer = Client().get(COVER)
    picture = Image.open(BytesIO(answer.content))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1400, 1400))
    assert len(answer.content) < 512_000
    assert len(picture.getcolors(2**20) or []) > 5
    assert Client().get(COVER, headers={"if_none_match": answer["ETag"]}).status_code == 304


def test_the_archive_says_where_the_podcast_is(known: Cast) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" title="Riverbend" href="{FEED}">'
    archive = "/c/riverbend/harvest/"
    assert link not in Client().get(archive).content.decode()
    heard(known)
    assert link in Client().get(archive).content.decode()


def test_it_asks_as_often_for_thirty_as_for_three(
    known: Cast, django_assert_num_queries: Any
) -> None:
    made = evening(known.ada, known.circle)
    came(made, known.sol)
    for many in (3, 27):
        for number in range(many):
            recording(known.ada, made, known.ada, audience="public", title=f"{many} {number}")
        with django_assert_num_queries(3):
            assert Client().get(FEED).status_code == 200
    assert len(titles()) == 30
