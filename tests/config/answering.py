"""A process that answers people as the site does: prints, as JSON, what it has loaded in the end.

python -m tests.config.answering
"""

from __future__ import annotations

import json
import sys

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings, setup_test_environment
from django.urls import reverse

from kinweave.config.wsgi import application
from tests.gatherings.cast import Cast, client_of, riverbend
from tests.retreats.cast import mill, placed
from tests.weaving.doing import a_season, answers, drafted_by_hand, members

FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""As they lie: nobody fetches them here."""
PAGES = ("/", "/circles/", "/gatherings/", "/c/riverbend/", "/c/riverbend/imports/")


def main() -> None:
    """Some pages, for nobody and for somebody; and a press of the button that makes crews."""
    assert callable(application)
    setup_test_environment()  # pages tell what is on them
    cast = riverbend()
    retreat = mill(cast)
    for one in (cast.ben, cast.cleo):
        placed(one, retreat)
    here = retreat.get_absolute_url()
    for client in (Client(), client_of(cast.ada)):
        for page in (*PAGES, retreat.gathering.get_absolute_url(), here, f"{here}crews/"):
            assert client.get(page, follow=True).status_code in (200, 404), page
    pressed = client.post(f"{here}crews/", {"make": "1", "size": "2"}, follow=True)
    assert "Crews are being made" in pressed.content.decode()
    a_season_from_wishes_to_a_crew(cast)
    print(json.dumps(sorted(name for name in sys.modules if "." not in name)))


def a_season_from_wishes_to_a_crew(cast: Cast) -> None:
    """All that a browser asks for in it, but what a worker does."""
    season, now = a_season(cast.stella, cast.circle), {"zone": "UTC", "monday": "18:00-21:00"}
    people = members(cast.circle, 9)
    member, steward = client_of(cast.ada), client_of(cast.stella)
    wish, hours, own, list_of = (
        reverse(f"season-{name}", args=[season.pk])
        for name in ("wish", "hours", "crew", "proposals")
    )
    new = reverse("season-new", args=[cast.circle.slug])
    for client, pages in (
        (member, (season.get_absolute_url(), wish)),
        (steward, (new, reverse("season-words", args=[season.pk]), list_of)),
    ):
        for page in pages:
            assert client.get(page).status_code == 200, page
    said = {**now, "languages": [], "another": "en", "hosting": "yes"}
    assert member.post(wish, said).status_code == 302
    made = drafted_by_hand(season, [people[:4], people[4:8]])
    crew, moves = made.crews.get(number=1), reverse("proposal-moves", args=[made.pk])
    for told in ({"people": [people[7].pk], "to": crew.pk}, {"pin": crew.pk}):
        assert steward.post(moves, told, follow=True).status_code == 200
    assert steward.post(list_of, {"around": made.pk}, follow=True).status_code == 200
    made.season.proposals.exclude(pk=made.pk).delete()
    publish = reverse("proposal-publishing", args=[made.pk])
    page = steward.post(publish, {"publish": "1"}, follow=True)
    assert "Each of them is asked now" in page.content.decode()
    guest = client_of(people[0])
    for page in (own, hours):
        assert guest.get(page).status_code == 200, page
    assert guest.post(hours, now, follow=True).status_code == 200
    for one, says in ((people[1], "yes"), (people[2], "not this one")):
        assert answers(one, season, says).status_code == 200


if __name__ == "__main__":
    with override_settings(STORAGES={**settings.STORAGES, **FILES}):
        main()
