"""A first visit is light: all that a browser fetches, as a real site serves it."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Response

pytestmark = [pytest.mark.journey, pytest.mark.once]

MOST_BYTES = 60_000
MOST_SCRIPT_BYTES = 15_000


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The site as it is served, with its files named by content and compressed."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_a_first_visit_is_light_and_fetches_nothing_from_elsewhere(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site + path, wait_until="networkidle")
    sizes = {
        answer.url.removeprefix(site): (
            answer.request.resource_type,
            answer.request.sizes()["responseBodySize"],
        )
        for answer in answers
    }
    context.close()
    assert all(answer.ok for answer in answers), [answer.url for answer in answers]
    assert all(address.startswith("/") for address in sizes)
    assert any(address.startswith("/static/web/css/") for address in sizes)
    assert sum(size for _, size in sizes.values()) <= MOST_BYTES, sizes
    assert sum(size for kind, size in sizes.values() if kind == "script") <= MOST_SCRIPT_BYTES
    assert len(sizes) <= 10, sizes
