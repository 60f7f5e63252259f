"""Every letter of circles: what happens, to whom it goes, and what came into which mailbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import NamedTuple

from django.core import mail
from django.db.models import Q

from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from kinweave.notices.actions import due_digests
from kinweave.notices.models import Delivery
from tests.circles.town import (
    NOON,
    Town,
    Undo,
    a_partner_writes,
    a_responsibility_is_taken_away,
    a_responsibility_stands_open,
    a_term_ends_soon,
    somebody_asks_to_join,
    somebody_is_declined,
    somebody_is_invited,
    somebody_is_welcomed,
    somebody_says_not_now,
    somebody_would_hand_over,
    what_is_expected_changes,
)

Case = tuple[Callable[[Town], Undo], str, set[str], str]
CASES: dict[str, Case] = {
    "invitation": (somebody_is_invited, "Ada invites you to Riverbend", {"new"}, "/in/"),
    "application_sent": (
        somebody_asks_to_join, "Eve asks to join Riverbend", {"ada", "ben"}, "/applications/",
    ),
    "application_message": (a_partner_writes, "joining Riverbend", {"eve"}, "/applications/"),
    "welcomed": (somebody_is_welcomed, "You belong to Riverbend", {"eve"}, "/c/riverbend/"),
    "declined": (somebody_is_declined, "not going to be this time", {"eve"}, "/c/"),
    "expectations_changed": (
        what_is_expected_changes, "what it expects", {"ben", "cleo", "dan"}, "/expectations/",
    ),
    "handover_offered": (somebody_would_hand_over, "Mind the stove.", {"dan"}, "/handovers/"),
    "handover_answered": (
        somebody_says_not_now, "Dan says not now", {"cleo"}, "/responsibilities/",
    ),
    "responsibility_open": (
        a_responsibility_stands_open, "Nobody holds “Kitchen”", {"ada", "ben"},
        "/responsibilities/",
    ),
    "responsibility_gone": (
        a_responsibility_is_taken_away, "You no longer hold “Kitchen”", {"cleo"},
        "/responsibilities/",
    ),
    "responsibility_ending": (
        a_term_ends_soon, "Your time with “Kitchen” in Riverbend ends", {"cleo"}, "/step-back/",
    ),
}  # fmt: skip
"""By the letter's name: what happens, words of it, to whom it goes, a part of its link."""


class Came(NamedTuple):
    """A letter in somebody's mailbox, by its two sides."""

    who: str
    plain: str
    page: str


def arrived(words: str, after: timedelta = timedelta(days=1)) -> list[Came]:
    """Who got these words, and the whole letter, after everybody's next morning."""
    due_digests(NOON + after)
    run_due(NOON + after)
    found = [
        Came(one.to[0].split("@")[0], str(one.body), unescape(str(one.alternatives[0].content)))
        for one in mail.outbox
    ]
    return [one for one in found if words in one.plain]


def became(name: str, who: str = "") -> set[tuple[str, bool]]:
    """What became of a letter, or of the digests that it was for: their states, and whether a mail
    server ever heard of them."""
    whole = f"circles.{name}"
    rows = Delivery.objects.filter(Q(letter=whole) | Q(notices__letter=whole))
    if who:
        rows = rows.filter(Q(receiver__email__startswith=who) | Q(address__startswith=who))
    return {(one.state, one.handed_at is not None) for one in rows}


NEVER_SENT = {(State.DROPPED.value, False)}
