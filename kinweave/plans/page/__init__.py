"""plan.html: a plan as one page that can be mailed around and opened anywhere.

It shows names, hours and reasons, and no address, wish or earlier acquaintance of anyone. It is
one file: no script, nothing fetched, and a policy in it that would forbid both.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from kinweave.plans.document import crew_ids
from kinweave.plans.page.crew import Cast, crew_section, title_of
from kinweave.plans.page.ending import closing_sections, made_by, waiting_section
from kinweave.plans.page.markup import Html, element, isolated, together
from kinweave.plans.wording import duration, every, full_day, plain, sentence, times
from kinweave.solvers.crews.problem import Crew, Plan, Problem, Season
from kinweave.words import gettext as _
from kinweave.words import ngettext

MANY = 60  # from so many crews on, browsers are asked to draw them only as they come into view


def render_page(plan: Plan, problem: Problem, names: Mapping[str, str], *, title: str) -> str:
    """The page, a whole HTML document. ``names``: what people are called, by key."""
    cast = Cast({person.key: person for person in problem.people}, names, problem.season)
    return "<!doctype html>\n" + element(
        "html",
        _head(plain(title)),
        element(
            "body",
            element("a", _("Skip to the crews"), href="#main", class_="skip"),
            _header(plan, problem.season, plain(title)),
            _contents(plan, cast),
            element(
                "main",
                *_crews(plan, cast),
                waiting_section(plan.unplaced, cast),
                closing_sections(plan),
                id="main",
            ),
            element("footer", element("p", made_by(plan))),
            class_="many" if len(plan.crews) > MANY else False,
        ),
        # Translators: the code of the language that you translate into.
        lang=_("en"),
    )


def _head(title: str) -> Html:
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        # Phones would make links of dates and hours.
        element("meta", name="format-detection", content="telephone=no, date=no, address=no"),
        element("title", title),
        element("style", Html(style)),
    )


@cache
def _style() -> str:
    """page.css with its fonts put into it."""
    here = files("kinweave.plans")

    def inline(match: re.Match[str]) -> str:
        font = here.joinpath(match[1]).read_bytes()
        return f"url(data:font/woff2;base64,{b64encode(font).decode()})"

    css = here.joinpath("page.css").read_text("utf-8")
    return re.sub(r"url\((fonts/[\w-]+\.woff2)\)", inline, css)


def _header(plan: Plan, season: Season, title: str) -> Html:
    return element(
        "header",
        element("p", _mark(), "Kinweave", class_="brand"),
        element("h1", title),
        element("p", summary(plan), class_="summary"),
        element("p", season_in_words(season), class_="quiet"),
        element(
            "p", _("This is a proposal: nobody is in a crew until they say yes, and no is as easy.")
        )
        if plan.crews
        else "",
        _selvedge(),
        class_="page",
    )


def summary(plan: Plan) -> str:
    """``11 crews for 56 people; 4 have no crew yet.``"""
    crews, placed = len(plan.crews), sum(len(crew.members) for crew in plan.crews)
    if not crews and not plan.unplaced:
        return _("There were no answers to make crews from.")
    waiting = len(plan.unplaced)
    if not crews:
        return ngettext(
            "No crew came out of this answer yet.",
            "No crew came out of these {count} answers yet.",
            waiting,
        ).format(count=waiting)
    said = _("{crews} for {people}").format(
        crews=ngettext("{count} crew", "{count} crews", crews).format(count=crews),
        people=ngettext("{count} person", "{count} people", placed).format(count=placed),
    )
    if not waiting:
        return _("{crews_for_people}; everyone has a place.").format(crews_for_people=said)
    return ngettext(
        "{crews_for_people}; {count} has no crew yet.",
        "{crews_for_people}; {count} have no crew yet.",
        waiting,
    ).format(crews_for_people=said, count=waiting)


def season_in_words(season: Season) -> str:
    """``Every second week, 6 times, from 11 January 2027, 90 minutes each.``"""
    if season.meetings == 1:
        return _("One meeting of {length}, in the week from {day}.").format(
            length=duration(season.length_minutes), day=full_day(season.start)
        )
    return _("{every}, {times}, from {day}, {length} each.").format(
        every=sentence(every(season.every_weeks)),
        times=times(season.meetings),
        day=full_day(season.start),
        length=duration(season.length_minutes),
    )


def _contents(plan: Plan, cast: Cast) -> Html:
    if not plan.crews:
        return Html()
    return element(
        "nav",
        element("h2", _("The crews"), id="contents-title"),
        element(
            "ol",
            together(
                element(
                    "li",
                    element("a", title_of(crew), href=f"#{crew_id}"),
                    element("span", _names(crew, cast), class_="quiet"),
                )
                for crew_id, crew in zip(crew_ids(plan), plan.crews, strict=True)
            ),
        ),
        element("p", element("a", _("Not in a crew yet"), href="#waiting"))
        if plan.unplaced
        else "",
        id="contents",
        aria_labelledby="contents-title",
    )


def _names(crew: Crew, cast: Cast) -> Html:
    parts: list[str] = []
    for key in crew.members:
        parts += [", " if parts else "", isolated(cast.name(key))]
    return together(parts)


def _crews(plan: Plan, cast: Cast) -> list[Html]:
    ids = crew_ids(plan)
    return [
        crew_section(crew_id, _tag(n, len(ids), crew), crew, cast)
        for n, (crew_id, crew) in enumerate(zip(ids, plan.crews, strict=True), start=1)
    ]


def _tag(number: int, of: int, crew: Crew) -> str:
    tag = _("Crew {number} of {of}").format(number=number, of=of)
    if crew.call is None:
        return tag
    return _("{crew} · call “{name}”").format(crew=tag, name=plain(crew.call))


def _mark() -> Html:
    """Two threads over two: the sign of the cloth."""
    return element(
        "svg",
        element("path", class_="woad", d="M7 2v20M17 2v4M17 11v11"),
        element("path", class_="madder", d="M2 7h2M10 7h12M2 17h11M20 17h2"),
        viewBox="0 0 24 24",
        aria_hidden="true",
    )


def _selvedge() -> Html:
    """The edge of the cloth: two threads, stitched across the page."""
    return element(
        "svg",
        element("line", class_="woad", x1=1, x2="100%", y1=4, y2=4, stroke_dasharray="9 7"),
        element("line", class_="madder", x1=9, x2="100%", y1=10, y2=10, stroke_dasharray="9 7"),
        class_="selvedge",
        aria_hidden="true",
    )
