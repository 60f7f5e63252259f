"""Adding a date to a calendar at a company: what the link says, and what it does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kinweave.gatherings.elsewhere import elsewhere
from kinweave.gatherings.models import Gathering, Occasion
from kinweave.people.fields import one_line
from tests.gatherings.cast import Cast, date_of, once, says
from tests.gatherings.test_pages import SECRET, WHERE, shown

SITE = "https://kinweave.example.org"
STARTS = datetime(2027, 5, 13, 17, tzinfo=UTC)
HOSTS = ["calendar.google.com", "outlook.live.com", "outlook.office.com"]


def links(where: bool = True, **said: str) -> list[str]:
    """The addresses for a gathering of which these words are said."""
    made = Gathering(pk=7, **{"name": "Soup", **said})
    date = Occasion(gathering=made, starts_at=STARTS, ends_at=STARTS + timedelta(hours=2))
    return [one.address for one in elsewhere(date, made, where, SITE)]


def fields(link: str) -> dict[str, str]:
    """What a company reads in it: each field once."""
    read = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert all(len(values) == 1 for values in read.values()), read
    return {name: values[0] for name, values in read.items()}


@pytest.mark.once
def test_each_says_what_when_and_where_and_names_the_page() -> None:
    google, outlook, office = links(place="The mill", link="https://example.org/call?a=1&b=2")
    assert [urlsplit(one).hostname for one in (google, outlook, office)] == HOSTS
    more = f"https://example.org/call?a=1&b=2\n{SITE}/gatherings/7/"
    assert fields(google) == {
        "action": "TEMPLATE", "text": "Soup", "dates": "20270513T170000Z/20270513T190000Z",
        "details": more, "location": "The mill",
    }  # fmt: skip
    assert fields(outlook) == fields(office) == {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": "Soup",
        "startdt": "2027-05-13T17:00:00Z", "enddt": "2027-05-13T19:00:00Z",
        "body": more, "location": "The mill",
    }  # fmt: skip


ANYTHING = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1)


@pytest.mark.once
@example("Soup & bread #2\n+1", "a=b&c", "https://example.org/#\u2028%0d%0a")
@example("🍲" * 120, "🏚" * 200, "https://example.org/" + "é" * 470)
@example("x" * 120, "y" * 200, "https://example.org/" + "z" * 480)
@example("%s{{7*7}}\x00\x1b", "\r\nX: y", "javascript:alert(1)")
@given(ANYTHING.map(lambda text: text[:120]), ANYTHING.map(lambda text: text[:200]), ANYTHING)
def test_whatever_it_is_called_the_link_is_one_link_and_says_it(
    name: str, place: str, link: str
) -> None:
    for one in links(name=name, place=place, link=link):
        assert len(one) <= 2_000
        assert re.fullmatch(r"https://[\w.]+/[\w/]+\?[\w.~%&=/-]+", one, re.ASCII)
        assert urlsplit(one).hostname in HOSTS
        said = {name: value[0] for name, value in parse_qs(urlsplit(one).query).items()}
        title = said.get("text", said.get("subject", ""))
        assert title == one_line(name) or one_line(name).startswith(
            title.removesuffix("…").rstrip()
        )
        more = said.get("details", said.get("body", ""))
        assert more.endswith(f"{SITE}/gatherings/7/")
        assert more.partition("\n")[0].startswith("https://")


@pytest.mark.once
def test_a_link_that_does_not_fit_is_left_out_whole() -> None:
    long = "https://example.org/" + "é" * 400
    for one in links(link=long):
        said = fields(one)
        assert said.get("details", said.get("body")) == f"{SITE}/gatherings/7/"


@pytest.mark.once
def test_place_and_link_are_told_only_by_whoever_is_told_them() -> None:
    for one in links(where=False, **WHERE):
        assert not any(word in one for word in SECRET)
        assert "location" not in fields(one)


def test_the_page_has_the_links_and_says_whom_they_tell(cast: Cast) -> None:
    made = once(cast.ada, cast.circle, shared="coming", seats=2, **WHERE)
    before = shown(cast.ben, made)
    assert before.count("this tells Google about it") == 1
    assert before.count("this tells Microsoft about it") == 2
    assert not any(word in before for word in SECRET)
    says(cast.ben, made, "yes")
    after = re.findall(r'href="(https://[^"]+)" rel="noopener noreferrer"', shown(cast.ben, made))
    assert sum("canary-place" in one for one in after) == 3
    dates = f"{date_of(made).starts_at:%Y%m%dT%H%M%SZ}"
    assert sum(dates in one for one in after) == 1
    public = once(cast.ada, cast.circle, audience="public")
    assert "this tells Google about it" in shown(None, public)
