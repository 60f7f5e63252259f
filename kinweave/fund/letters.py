"""What funds write to people. Each reads through the door again when it is sent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinweave.access import can
from kinweave.fund import samples
from kinweave.fund.models import Contribution, Fund
from kinweave.notices.letters import About, Reader, letter


@letter("fund.keeping", kind="fund", what=_("You keep a circle's fund"), sample=samples.FUND)
def keeping(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever was named, as long as they keep it."""
    found = _fund(reader, about)
    return _told(reader, found) if found and found.keeper_id == reader.viewer.person else None


@letter(
    "fund.keeping_ended",
    kind="fund",
    what=_("You do not keep a circle's fund any more"),
    sample=samples.FUND,
)
def keeping_ended(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever did, because others decided so: they shall not have to find that out."""
    found = _fund(reader, about)
    return _told(reader, found) if found and found.keeper_id != reader.viewer.person else None


@letter(
    "fund.without_keeper",
    kind="fund",
    what=_("Nobody keeps the fund of a circle that you tend"),
    sample=samples.FUND,
)
def without_keeper(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who can name somebody, as long as nobody has."""
    found = _fund(reader, about)
    if found is None or found.keeper_id or not can(reader.viewer, "tend", found.circle):
        return None
    return _told(reader, found)


@letter(
    "fund.kept_by_another",
    kind="fund",
    what=_("What you give to a circle's fund is seen by somebody else"),
    sample=samples.FUND,
)
def kept_by_another(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who give, in their digest: it is for them to know who sees it."""
    found = _fund(reader, about)
    if found is None or found.keeper is None or not _mine(reader, found).current().exists():
        return None
    return _told(reader, found)


@letter(
    "fund.corrected",
    kind="fund",
    what=_("The keeper of a fund puts right what you give"),
    sample=samples.CORRECTED,
)
def corrected(reader: Reader, about: About) -> dict[str, Any] | None:
    """To whoever gives, unless they have said otherwise since."""
    found = _fund(reader, about)
    if found is None:
        return None
    mine = _mine(reader, found)
    before = mine.filter(pk=about["before"]).first()
    now = mine.current().first()
    if before is None or (now.pk if now else 0) != about["after"]:
        return None
    return {**_told(reader, found), "before": before, "after": now}


@letter(
    "fund.closed", kind="fund", what=_("A fund that you give to is closed"), sample=samples.FUND
)
def closed(reader: Reader, about: About) -> dict[str, Any] | None:
    """To those who gave, also where the circle has ended: they may have a standing order."""
    mine = Contribution.objects.visible_to(reader.viewer).filter(person=reader.viewer.person)
    rows = mine.filter(pk=about["contribution"], fund__closed_at__isnull=False)
    one = rows.select_related("fund__circle").first()
    return {"fund": one.fund, "circle": one.fund.circle} if one else None


def _fund(reader: Reader, about: About) -> Fund | None:
    rows = Fund.objects.visible_to(reader.viewer).filter(pk=about["fund"], closed_at=None)
    found: Fund | None = rows.select_related("circle", "keeper").first()
    return found


def _mine(reader: Reader, fund: Fund) -> Any:
    rows = Contribution.objects.visible_to(reader.viewer)
    return rows.filter(fund=fund, person=reader.viewer.person)


def _told(reader: Reader, fund: Fund) -> dict[str, Any]:
    """Whom they do not see is not named to them."""
    keeper = None if fund.keeper_id in reader.viewer.hidden else fund.keeper
    return {"fund": fund, "circle": fund.circle, "keeper": keeper}
