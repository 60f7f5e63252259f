"""What is given together in it."""

from __future__ import annotations

from datetime import time, timedelta

from kinweave.fund import actions as fund
from kinweave.gatherings import actions as gathering
from tests.builders import NOW
from tests.world.cast import MEMBERS, World


def what_is_given(world: World) -> None:
    """Riverbend has a fund, which Pavel keeps. Fenna gives more than before; Bela said more than
    comes in, which Pavel put right; and Cleo hosts a supper for those who give as much as Fenna."""
    fenna, pavel, cleo = world["friend"], world["partner"], world["crew member"]
    kept, word = "partner", world.canary
    world.fund = fund.begin(
        world["steward"], world.riverbend, currency="EUR", keeper=pavel, at=NOW,
        words=word("canary-words-of-the-fund", *MEMBERS),
        holder=word("canary-account-of-the-fund", *MEMBERS),
        payment_words=word("canary-words-on-giving", *MEMBERS),
    )  # fmt: skip
    # Sixty at the least: a moment of "…:47.61" would be taken for an amount in what is taken along.
    word("61.39", "friend")
    fund.give(fenna, world.fund, amount=6_139, at=NOW)
    word("71.93", "friend", kept)
    world.contribution = fund.give(fenna, world.fund, amount=7_193, at=NOW)
    word("67.19", kept)
    fund.give(pavel, world.fund, amount=6_719, at=NOW)
    word("83.17", "blocked")
    said = fund.give(world["blocked"], world.fund, amount=8_317, at=NOW)
    word("68.61", "blocked", kept)
    fund.correct(pavel, said, amount=6_861, at=NOW)
    world.supper = gathering.plan(
        cleo, world.riverbend, name=word("canary-supper", *MEMBERS), zone="Europe/Vienna",
        day=NOW.date() + timedelta(days=11), time=time(19), minutes=120, at=NOW, least=7_000,
        place=word("canary-place-of-the-supper", "crew member", "steward", "friend"),
    )  # fmt: skip
    gathering.announce(cleo, world.supper, at=NOW)
    gathering.answer(fenna, world.supper.occasions.get(), says="yes", at=NOW)
