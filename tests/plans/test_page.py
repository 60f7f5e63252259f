"""plan.html: what is on it, what is never on it, and that words stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave.plans import render_page
from kinweave.plans.page.circle import initials
from kinweave.plans.page.cloth import week_of
from kinweave.plans.page.ending import quality_in_words
from kinweave.plans.page.markup import element, text, together
from kinweave.plans.page.meetings import clock_changes, clock_notes, clocks
from kinweave.solvers.crews.problem import Person, Season
from kinweave.solvers.running import Quality, Reason
from tests.plans.builders import (
    CAST,
    NAMES,
    SEASON,
    crew,
    person,
    plan,
    problem,
    series,
    the_cast,
    their_crew,
    waiting,
)
from tests.plans.hostile import HOSTILE

TITLE = "Spring crews at Riverbend"


class Outline(HTMLParser):
    """The elements of a page, its words, and whether all that was opened is closed."""

    BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "td", "th", "caption"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.words += " " if tag in self.BLOCKS else ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words += data


def the_page(*people: Person, names: dict[str, str] | None = None) -> str:
    whole = plan(their_crew(), unplaced=(waiting(),))
    cast = people or the_cast()
    return render_page(
        whole, problem(*cast), names or {**NAMES, "ada@example.org": "Ada"}, title=TITLE
    )


def words_of(page: str) -> str:
    return " ".join(Outline(page).words.split())


def test_the_page_says_what_a_host_wants_to_tell() -> None:
    words = words_of(the_page())
    for said in (
        "1 crew for 5 people; 1 has no crew yet.",
        "Every second week, 6 times, from 1 March 2027, 90 minutes each.",
        "Crew 1 of 1 · call “Bread & grief”",
        "Tuesdays at 19:00, Vienna time",
        "Every second week, 6 times, from 2 March to 11 May 2027, 90 minutes each, in English and"
        " Spanish.",
        "Io Nakamura Vienna · would host",
        "Rubén Cañas Santiago · might host",
        "5 people around a table, 10 relationships between them.",
        "Proposed: Tuesdays 19:00 to 20:30.",
        "Works for everyone: Tuesdays 18:30 to 21:00 and Thursdays 18:30 to 20:00.",
        "Works if need be: Thursdays 20:00 to 20:30 and Sundays 16:00 to 17:30.",
        "Shared: cooperatives, grief work, bread.",
        "In Lisbon, Copenhagen and Vienna the clocks change on 28 March; the meeting stays at its"
        " hour.",
        "In New York the clocks change on 14 March: it is 13:00 at first, 14:00 from 16 March and"
        " 13:00 from 30 March.",
        "Ada Only 1 other person is free at these hours; a crew needs 3.",
        "A little Spanish would open the way to 4 more people.",
        "It is within 1.5 % of the best possible",
        "seed 7",
    ):
        assert said in words


def test_every_meeting_is_in_the_table_for_every_member() -> None:
    assert the_page().count("<time ") == 6 * 4  # Vienna and Copenhagen share a clock


def test_the_page_shows_no_address() -> None:
    words = the_page()
    assert "@" not in re.sub(r"<style>.*?</style>", "", words, flags=re.DOTALL)
    assert "example.org" not in words


def test_nothing_private_changes_the_page() -> None:
    someone, *others = the_cast()
    private = replace(
        someone,
        wishes=frozenset({"noor@example.org"}),
        apart=frozenset({"ada@example.org"}),
        met=frozenset({"mads@example.org"}),
    )
    assert the_page(private, *others) == the_page(someone, *others)


def test_wishes_are_not_for_everyone_and_stretches_not_by_name() -> None:
    words = words_of(the_page())
    assert "wishes to be" not in words
    assert "For 1 of them some of these hours are “if need be”." in words


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = the_page()
    outline = Outline(page)
    policy = next(a["content"] for _t, a in outline.elements if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {
        tag for tag, _attributes in outline.elements
    }
    for _tag, attributes in outline.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    links = {a["href"] for tag, a in outline.elements if tag == "a"}
    assert links == {"#main", "#crew-01", "#waiting"}
    ids = {a["id"] for _tag, a in outline.elements if "id" in a}
    assert {str(link)[1:] for link in links} <= ids
    assert re.findall(r"url\((?!data:font/woff2;base64,)", page) == []
    assert len(page) < 130_000


def test_headings_descend_one_step_at_a_time() -> None:
    levels = [int(t[1]) for t, _a in Outline(the_page()).elements if re.fullmatch("h[1-6]", t)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_more_than_a_name(name: str) -> None:
    harmless = the_page(names=dict.fromkeys([*NAMES, "ada@example.org"], "Io"))
    page = the_page(names=dict.fromkeys([*NAMES, "ada@example.org"], name))
    page.encode()
    assert [tag for tag, _a in Outline(page).elements] == [
        tag for tag, _a in Outline(harmless).elements
    ]
    for sign in "\x00\x1b\x85\u202e\u2028\u2069":
        assert sign not in page


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40))
def test_any_words_from_answers_stay_words(words: str) -> None:
    def page(said: str) -> Outline:
        odd = crew(["a@example.org"], call=said, reasons=(Reason("shared", {"words": [said]}),))
        return Outline(
            render_page(plan(odd), problem(), {"a@example.org": said}, title=f"T {said}")
        )

    assert [tag for tag, _a in page(words).elements] == [tag for tag, _a in page("x").elements]


def test_markup_escapes_all_but_markup() -> None:
    made = element("p", "a < b", element("b", '"&"'), class_='x" y', hidden=True, lang=False)
    assert made == '<p class="x&quot; y" hidden>a &lt; b<b>&quot;&amp;&quot;</b></p>'
    assert together(["<", text("<")]) == "&lt;&lt;"
    assert element("path", d="M0 0") == '<path d="M0 0"/>'


# --- plans of every shape -------------------------------------------------------------------------


def test_an_empty_plan_says_that_there_were_no_answers() -> None:
    words = words_of(render_page(plan(), problem(), {}, title=TITLE))
    assert "There were no answers to make crews from." in words
    assert "The crews" not in words
    assert "Not in a crew yet" not in words


def test_a_plan_with_nobody_placed_goes_on_to_what_would_help() -> None:
    page = render_page(plan(unplaced=(waiting(), waiting("bo@x.org"))), problem(), {}, title=TITLE)
    words = words_of(page)
    assert "No crew came out of these 2 answers yet." in words
    assert "What would help:" in words
    assert "The crews" not in words


def test_everyone_placed_is_worth_saying() -> None:
    words = words_of(render_page(plan(their_crew()), problem(*the_cast()), NAMES, title=TITLE))
    assert "1 crew for 5 people; everyone has a place." in words


def test_one_meeting_needs_no_rhythm() -> None:
    once = Season(SEASON.start, meetings=1)
    words = words_of(
        render_page(plan(crew(["a@x.org"], season=once)), problem(season=once), {}, title=TITLE)
    )
    assert "One meeting of 90 minutes, in the week from 1 March 2027." in words
    assert "Once, on 2 March 2027, for 90 minutes, in English." in words


def test_members_whom_the_answers_do_not_know_are_shown_by_the_crews_clock() -> None:
    words = words_of(render_page(plan(their_crew()), problem(), NAMES, title=TITLE))
    assert "Io Nakamura Vienna · might host" in words


@pytest.mark.parametrize(
    ("quality", "said"),
    [
        (Quality(3.0, 3.0, proven=True), "No better plan can be made from these answers"),
        (Quality(3.0), "How much better a plan could be is not known."),
        (Quality(2.9999, 3.0), "but for less than a thousandth"),
        (Quality(2.95, 3.0), "within 1.7 % of the best possible"),
        (Quality(2.0, 3.0), "within 33 % of the best possible"),
        (Quality(2.0, 3.0, cut_short=True), "The time ran out before the search was done"),
        (Quality(0.0, 0.0), "as good as the best possible"),
    ],
)
def test_how_good_a_plan_is_is_said_plainly(quality: Quality, said: str) -> None:
    assert said in " ".join(quality_in_words(quality))


# --- time -----------------------------------------------------------------------------------------


def test_a_week_holds_common_hours_once_and_stretches_where_nothing_better_is() -> None:
    week = week_of(their_crew())
    tuesday, thursday, sunday = 1440, 3 * 1440, 6 * 1440
    assert week.proposed == (tuesday + 19 * 60, tuesday + 20 * 60 + 30)
    assert week.good == (
        (tuesday + 18 * 60 + 30, tuesday + 21 * 60),
        (thursday + 18 * 60 + 30, thursday + 20 * 60),
    )
    assert week.if_need_be == (
        (thursday + 20 * 60, thursday + 20 * 60 + 30),
        (sunday + 16 * 60, sunday + 17 * 60 + 30),
    )


def test_a_meeting_over_sunday_midnight_is_drawn_on_both_days() -> None:
    page = render_page(plan(crew(["a@x.org"], ((6, "23:15"),))), problem(), {}, title=TITLE)
    assert page.count('<rect class="proposed"') == 2
    assert "Proposed: Sundays 23:15 to 00:45." in words_of(page)


def test_people_who_see_the_same_hours_share_a_clock_from_west_to_east() -> None:
    told = clocks(series(), [(name, zone) for name, _email, zone, _host in CAST])
    assert [clock.places for clock in told] == [
        ("New York",), ("Santiago",), ("Lisbon",), ("Copenhagen", "Vienna"),
    ]  # fmt: skip
    assert told[3].names == ("Io Nakamura", "Mads Ø. Lund")


@pytest.mark.parametrize(
    ("zone", "notes"),
    [
        ("Asia/Tokyo", ["In Tokyo the clocks stay, but elsewhere they change: it is 03:00 at first"
                        " and 02:00 from 31 March."]),
        ("Australia/Lord_Howe", ["In Lord Howe the clocks change on 4 April: it is 05:00 at first,"
                                 " 04:00 from 31 March and 03:30 from 14 April."]),
        ("Pacific/Auckland", ["In Auckland the clocks change on 4 April: it is 07:00 at first,"
                              " 06:00 from 31 March and 05:00 from 14 April."]),
        ("Europe/London", ["In London the clocks change on 28 March; the meeting stays at its"
                           " hour."]),
    ],
)  # fmt: skip
def test_what_clocks_do_is_said_for_each_of_them(zone: str, notes: list[str]) -> None:
    assert clock_notes(clocks(series(), [("Io", zone)])) == notes


def test_where_no_clock_changes_nothing_is_said() -> None:
    quiet = series(zone="Asia/Tokyo")
    assert clock_notes(clocks(quiet, [("Io", "Asia/Tokyo"), ("Bo", "Asia/Kolkata")])) == []


def test_a_move_of_the_clock_is_marked_where_it_happens() -> None:
    words = words_of(the_page())
    assert words.count("an hour later") == 1
    assert words.count("an hour earlier") == 3
    far = person("a@x.org", "Australia/Lord_Howe")
    page = render_page(plan(crew(["a@x.org"])), problem(far), {}, title=TITLE)
    assert "30 minutes earlier" in words_of(page)


def test_clocks_that_change_at_midnight_change_on_the_new_day() -> None:
    changes = clock_changes("America/Santiago", date(2027, 3, 1), date(2027, 5, 1))
    assert changes == (date(2027, 4, 4),)


def test_years_are_said_where_a_season_runs_into_the_next() -> None:
    late = Season(SEASON.start.replace(month=12))
    words = words_of(
        render_page(plan(crew(["a@x.org"], season=late)), problem(season=late), {}, title=TITLE)
    )
    assert "from 7 December 2027 to 15 February 2028" in words
    assert "Tue 4 January 2028" in words


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Io Nakamura", "IN"), ("Noor", "No"), ("Mads Ø. Lund", "ML"), ("élodie", "Él"),
        ("E\u0301lodie", "E\u0301l"), ("李小龍", "李小"), ("(they) Sam", "TS"), ("<b>", "B"),
        ("👩‍👩‍👧", "·"), ("", "·"), ("O’Brien", "OB"), ("\u0301", "·"),
    ],
)  # fmt: skip
def test_initials_are_letters_of_the_name(name: str, signs: str) -> None:
    assert initials(name) == signs


def test_licences_travel_with_the_fonts() -> None:
    fonts = files("kinweave.plans").joinpath("fonts")
    for family in ("fraunces", "figtree"):
        assert "SIL Open Font License" in fonts.joinpath(f"{family}-OFL.txt").read_text("utf-8")
