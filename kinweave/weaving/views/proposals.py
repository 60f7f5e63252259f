"""For whoever gathers a season: who wishes, and what the engine proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import BigIntegerField, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinweave.access import KeptSeen, Viewer, blank
from kinweave.calling.models import Call
from kinweave.circles.models import Key
from kinweave.gatherings.showing import Reading, moment
from kinweave.people.languages import name_of
from kinweave.weaving import actions
from kinweave.weaving.called import calls_of
from kinweave.weaving.checking import worth_shown
from kinweave.weaving.laying import people_in
from kinweave.weaving.models import Proposal, ProposedCrew, Season
from kinweave.weaving.moved import in_words as move_in_words
from kinweave.weaving.moved import last_move
from kinweave.weaving.own import in_none, left_in, replies_to, who_wishes
from kinweave.weaving.showing import Names, clock_of, in_words, names_of, stage_of
from kinweave.weaving.views.door import me, proposal_for, season_for, tried, viewer


@dataclass(frozen=True, slots=True)
class Shown:
    """A crew as whoever gathers the season reads it, put into words here: a page holds many."""

    key: str
    number: int
    label: str
    begins: str
    line: str
    people: list[tuple[int, str]]
    reasons: list[str]
    small: bool
    pinned: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wishes for a crew, by name; what was proposed so far; and looking for crews."""
    of, now, looks = season_for(request, pk, "gather"), timezone.now(), viewer(request)
    rows = Proposal.objects.visible_to(looks).filter(season=of)
    if request.method == "POST":
        number = request.POST.get("around", "")
        around = rows.filter(pk=int(number)).first() if _is_number(number) else None
        made: list[Proposal] = []
        if tried(
            request,
            lambda: made.append(actions.ask_for_crews(me(request), of, around=around, at=now)),
        ):
            return redirect(made[0])
        return redirect("season-proposals", of.pk)
    wishing = who_wishes(of)
    names = names_of(looks, wishing)
    page = {
        "season": of, "circle": of.circle, "stage": stage_of(of, now),
        "found": _beside_each_other(looks, list(rows)), "wishing": len(wishing),
        "names": sorted(names.values(), key=str.casefold),
        "replies": [(names[one], words) for one, words in replies_to(of) if one in names],
    }  # fmt: skip
    return render(request, "weaving/proposals.html", page)


def _beside_each_other(looks: Viewer, rows: list[Proposal]) -> list[tuple[Proposal, int, int, int]]:
    """Each with how many crews it has, how many people are in none, and how good it is (%)."""
    there = ProposedCrew.objects.visible_to(looks).filter(proposal__in=rows)
    crews = list(there.only("proposal", "number", "parts"))
    inside, none = people_in(crews), in_none(rows)
    found = []
    for one in rows:
        here = [crew for crew in crews if crew.proposal_id == one.pk]
        worth = worth_shown((len(inside[crew.pk]), crew.parts) for crew in here)
        found.append((one, len(here), none[one.pk], round(100 * worth)))
    return found


@login_required
@require_GET
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """All crews, with their times and why, and everybody who is in none, and why."""
    one, looks = proposal_for(request, pk), viewer(request)
    page: dict[str, Any] = {"one": one, "season": one.season, "circle": one.season.circle}
    if one.made_at:
        page |= _pictured(looks, one, timezone.now())
    return render(request, "weaving/proposal.html", page)


def _crews_of(looks: Viewer) -> QuerySet[ProposedCrew]:
    of = blank("proposal", BigIntegerField())
    rows = ProposedCrew.objects.visible_to(looks).filter(proposal=of).defer("times")
    # All their times, which a page of many crews does not show, took a fifth of it to read.
    return rows.annotate(first=F("times__0__starts__0"), clock=F("times__0__zone"))


_crews = KeptSeen(_crews_of, [Key.WEAVE])


def _pictured(looks: Viewer, one: Proposal, now: datetime) -> dict[str, Any]:
    crews = _crews.ask(looks, proposal=one.pk)
    inside = people_in(crews)
    left = left_in(one)
    everybody = [person for people in inside.values() for person in people]
    names = names_of(looks, [*everybody, *(person for person, _reasons in left)])
    calls = calls_of(one.season, list(names), now)
    draft = one.published_at is None
    last = last_move(looks, one) if draft else None
    shown = []
    for crew in crews:
        people = inside[crew.pk]
        call = next((calls[person] for person in people if person in calls), None)
        shown.append(_shown(crew, people, names, one.season, call, draft=draft))
    return {
        "crews": shown,
        "choices": [(each.key, each.label) for each in shown],
        "left": sorted(
            ((person, _named(names, person), in_words(reasons, {})) for person, reasons in left),
            key=_by_name,
        ),
        "worth": round(100 * worth_shown((len(inside[crew.pk]), crew.parts) for crew in crews)),
        "gap": _gap(one),
        "small": any(one.small for one in shown),
        "pins": any(crew.pinned_at for crew in crews),
        "draft": draft,
        "last": move_in_words(last, names) if last else None,
    }


def _shown(
    crew: ProposedCrew, people: list[int], names: Names, season: Season, call: Call | None,
    *, draft: bool,
) -> Shown:  # fmt: skip
    named = dict(sorted(((one, _named(names, one)) for one in people), key=_by_name))
    small = len(people) < season.smallest
    first, zone = crew.first, crew.clock  # type: ignore[attr-defined]  # annotated
    begins = datetime.fromisoformat(first) if first else None
    line = [", ".join(name_of(code) for code in crew.languages), clock_of(begins, zone)]
    if small:
        line.append(_("too few as yet"))
    if call is not None:
        line.append(_("the crew of the call “%(call)s”") % {"call": call.name})
    if not draft:
        line.append(_("begins") if crew.agreed_at else _("waits for answers"))
    return Shown(
        str(crew.pk),
        crew.number,
        _("Crew %(number)s") % {"number": crew.number},
        moment(Reading.now(), begins) if begins else "",
        " · ".join(filter(None, line)),
        list(named.items()),
        in_words(crew.reasons, named),
        small,
        crew.pinned_at is not None,
    )


def _by_name(row: tuple[Any, ...]) -> tuple[str, int]:
    """In an order that no move changes."""
    return row[1].casefold(), row[0]


def _named(names: Names, person: int) -> str:
    return names.get(person) or _("somebody")


def _gap(one: Proposal) -> str:
    """How far the engine's answer is from the best there can be, before hands changed it."""
    quality = one.quality
    if quality.get("proven"):
        return _("No better proposal is possible; that is proven.")
    bound, objective = quality.get("bound"), quality.get("objective", 0.0)
    if not bound:
        return ""
    percent = max(0.1, round(100 * (bound - objective) / bound, 1))
    return _("Any better proposal would be better by {percent} % at most.").format(percent=percent)


@login_required
@require_POST
def publishing(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose it to its people, or throw it away."""
    one, now = proposal_for(request, pk), timezone.now()
    if "discard" in request.POST:
        words = _("It is thrown away. Nobody was asked about it.")
        tried(request, lambda: actions.discard(me(request), one), words)
        return redirect("season-proposals", one.season_id)
    tried(
        request,
        lambda: actions.publish(me(request), one, at=now),
        _("Each of them is asked now, and whoever has no crew hears so first."),
    )
    return redirect(one)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
