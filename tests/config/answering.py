"""A process that answers people as the site does: prints, as JSON, what it has loaded in the end.

python -m tests.config.answering
"""

from __future__ import annotations

import json
import sys

from django.test import Client

from kinweave.config.wsgi import application
from tests.gatherings.cast import client_of, riverbend
from tests.retreats.cast import mill, placed

PAGES = ("/", "/circles/", "/gatherings/", "/c/riverbend/", "/c/riverbend/imports/")


def main() -> None:
    """Some pages, for nobody and for somebody; and a press of the button that makes crews."""
    assert callable(application)
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
    print(json.dumps(sorted(name for name in sys.modules if "." not in name)))


if __name__ == "__main__":
    main()
