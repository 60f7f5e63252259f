"""Fetching from elsewhere: what comes back, and that nothing is fetched from inside."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kinweave.outside import Fetched, Refused, Why, fetch, wire
from kinweave.outside.refusals import WORDS
from tests.outside.far import PUBLIC, Answer, Far, certificate_for, far_away, led_on, whole

MOST = 100_000


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Iterator[Far]:
    with far_away(monkeypatch, {}) as found:
        yield found


def get(address: str = "http://calendar.example/", **more: Any) -> Fetched:
    given: dict[str, Any] = {"accept": "text/calendar", "most_bytes": MOST, "seconds": 5.0, **more}
    return fetch(address, site="https://kin.example", **given)


def why(address: str = "http://calendar.example/", **more: object) -> Why:
    with pytest.raises(Refused) as refused:
        get(address, **more)
    assert str(refused.value)
    return refused.value.why


def test_what_is_there_is_fetched_and_who_asks_is_told_and_nothing_else(far: Far) -> None:
    far.answers["/of/all?x=1&y=%C3%A9"] = whole(
        b"BEGIN", Content_Type="text/calendar", ETag='"1"', Set_Cookie="a=b"
    )
    found = get("http://calendar.example/of/all?x=1&y=é#part")
    assert (found.body, found.kind, found.etag) == (b"BEGIN", "text/calendar", '"1"')
    (asked,) = far.asked
    assert asked.splitlines()[0] == "GET /of/all?x=1&y=%C3%A9 HTTP/1.1"
    headers = dict(line.split(": ", 1) for line in asked.splitlines()[1:] if line)
    assert headers == {
        "Host": "calendar.example", "User-Agent": "Kinweave (+https://kin.example)",
        "Accept": "text/calendar", "Accept-Encoding": "identity", "Connection": "close",
    }  # fmt: skip
    assert far.connected == [(PUBLIC, 80)]


def test_who_asks_again_is_told_that_nothing_changed(far: Far) -> None:
    far.answers["/"] = whole(status="304 Not Modified", ETag='"2"')
    found = get(etag='"2"', modified="Thu, 26 Nov 2026 10:00:00 GMT")
    assert (found.unchanged, found.body) == (True, b"")
    assert 'If-None-Match: "2"\r\n' in far.asked[0]
    assert "If-Modified-Since: Thu, 26 Nov 2026 10:00:00 GMT\r\n" in far.asked[0]


@pytest.mark.parametrize(
    "number",
    [
        ".".join("0000"), "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1",
        "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.1", "192.0.0.170",
        "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.254", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "::127.0.0.1", "::93.184.215.14",
        "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::5db8:d70e", "64:ff9b:1::a00:1",
        "100::1", "2001::1", "2001:0:53aa:64c::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::",
        "2002:5db8:d70e::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1",
        "fe80::1%lo", "2606:4700::1%lo", "fec0::1", "ff02::1", "ff0e::1", "1fff::1", "4000::1",
        "no number", "",
    ],
)  # fmt: skip
def test_nothing_is_fetched_from_what_is_not_the_open_internet(number: str, far: Far) -> None:
    far.numbers["calendar.example"] = [[number]]
    assert why() == Why.INSIDE
    far.numbers["calendar.example"] = [[PUBLIC, number]]
    assert why("https://calendar.example/") == Why.INSIDE
    assert far.connected == []


@pytest.mark.parametrize("number", [PUBLIC, "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1"])
def test_what_is_open_is_connected_to_by_its_number(number: str, far: Far) -> None:
    far.answers["/"] = whole(b"here")
    far.numbers["calendar.example"] = [[number]]
    assert get().body == b"here"
    assert far.connected == [(number, 80)]


@pytest.mark.parametrize(
    "address",
    [
        "", "calendar.example", "//calendar.example/", "ftp://calendar.example/", "file:///etc/passwd",
        "gopher://calendar.example/", "data:text/plain,x", "javascript:1", "unix:///run/x",
        "http:///x", "http://", "https://user@calendar.example/", "https://u:p@calendar.example/",
        "https://@calendar.example/", "http://calendar.example:22/", "http://calendar.example:8080/",
        "http://calendar.example:0/", "http://calendar.example:99999/", "http://calendar.example:x/",
        "http://calendar.example/\r\nX: y", "http://calendar.example/ x", "http://a b/",
        "http://calendar.example\\@inside/", "http://cal\u2028endar.example/", "http://cal\x00endar/",
        "http://[::1/", "http://[fe80::1%25lo]/", "http://.../", "http://" + "a" * 64 + ".example/",
        "http://calendar.example/" + "a" * 2_000, "http://cal%65ndar.example/", "http://a_b$c/",
    ],
)  # fmt: skip
def test_what_is_no_address_to_be_read_is_not_looked_up(address: str, far: Far) -> None:
    assert why(address) == Why.NO_ADDRESS
    assert far.resolved == []


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "017700000001", "１２７。０。０。１", "localhost"]
)
def test_a_number_is_known_however_it_is_written(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of this machine's own resolver, which reads numbers without asking anybody."""
    monkeypatch.setattr(wire, "connect", lambda *_: pytest.fail("it connected"))
    assert why(f"http://{host}/") in {Why.INSIDE, Why.UNKNOWN}


def test_what_is_looked_at_is_what_is_connected_to(far: Far) -> None:
    """A name that is outside when it is looked at, and inside a moment later."""
    far.answers["/"] = whole(b"here")
    far.numbers["calendar.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert get().body == b"here"
    assert far.resolved == ["calendar.example"]
    assert far.connected == [(PUBLIC, 80)]
    assert why() == Why.INSIDE


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_an_address_may_lead_on_to_another(status: str, far: Far) -> None:
    far.answers |= {"/": led_on("next?a=1#b", status), "/next?a=1": whole(b"there")}
    found = get()
    assert (found.address, found.body) == ("http://calendar.example/next?a=1", b"there")


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://inside.example/", Why.INSIDE),
        ("http://127.0.0.1/", Why.INSIDE),
        ("//inside.example/", Why.INSIDE),
        ("http://[::1]/", Why.INSIDE),
        ("file:///etc/passwd", Why.NO_ADDRESS),
        ("http://u:p@calendar.example/", Why.NO_ADDRESS),
        ("http://calendar.example:6379/", Why.NO_ADDRESS),
        ("", Why.LED_AWAY),
    ],
)
def test_where_it_leads_on_to_is_looked_at_anew(to: str, reason: Why, far: Far) -> None:
    far.numbers["inside.example"] = [["10.0.0.7"]]
    far.numbers |= {"127.0.0.1": [["127.0.0.1"]], "::1": [["::1"]]}
    far.answers["/"] = led_on(to)
    assert why() == reason
    assert len(far.asked) == 1


def test_nobody_is_led_on_for_ever(far: Far) -> None:
    far.answers |= {f"/{n}": led_on(f"/{n + 1}") for n in range(9)}
    far.answers["/3"] = whole(b"at last")
    assert get("http://calendar.example/0").body == b"at last"
    far.answers["/3"] = led_on("/4")
    far.asked.clear()
    assert why("http://calendar.example/0") == Why.LED_AWAY
    assert len(far.asked) == 4


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("401 x", Why.CLOSED), ("403 x", Why.CLOSED), ("404 x", Why.GONE), ("410 x", Why.GONE),
        ("500 x", Why.TROUBLE), ("503 x", Why.TROUBLE), ("429 x", Why.TROUBLE),
        ("206 x", Why.TROUBLE), ("204 x", Why.TROUBLE),
    ],
)  # fmt: skip
def test_an_answer_without_the_thing_says_why(status: str, reason: Why, far: Far) -> None:
    far.answers["/"] = whole(status=status)
    assert why() == reason


def test_a_server_that_is_not_there_or_has_no_name_is_told(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.numbers["calendar.example"] = [[]]
    assert why() == Why.UNKNOWN

    def nobody(*_: object) -> socket.socket:
        raise ConnectionRefusedError

    far.numbers.clear()
    monkeypatch.setattr(wire, "connect", nobody)
    assert why() == Why.NO_ANSWER


def test_the_next_number_is_tried_where_one_does_not_answer(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.answers["/"] = whole(b"here")
    far.numbers["calendar.example"] = [["2606:4700::1111", PUBLIC]]

    def connect(number: str, port: int, until: wire.Until) -> socket.socket:
        if ":" in number:
            raise OSError("no such network")
        return far.connect(number, port, until)

    monkeypatch.setattr(wire, "connect", connect)
    assert get().body == b"here"


DRIPS = {
    "headers": b"HTTP/1.1 200 OK\r\nX: ",
    "body": b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
    "pieces": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("begin", DRIPS)
def test_who_sends_a_little_now_and_then_is_not_waited_for(begin: str, far: Far) -> None:
    def drip(line: socket.socket, _asked: str) -> None:
        line.sendall(DRIPS[begin])
        for _ in range(200):
            line.sendall(
                b"1\r\na\r\n" if begin == "pieces" else b"a" if begin != "nothing" else b""
            )
            time.sleep(0.02)

    far.answers["/"] = drip
    assert why(seconds=0.3) == Why.TOO_SLOW


def test_all_that_it_leads_on_to_is_within_one_time(far: Far) -> None:
    def slow(line: socket.socket, asked: str) -> None:
        time.sleep(0.15)
        led_on("/")(line, asked)

    far.answers["/"] = slow
    assert why(seconds=0.3) == Why.TOO_SLOW


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1) or [])
    assert why(seconds=0.1) == Why.TOO_SLOW


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert why() == Why.UNKNOWN


def plainly(words: bytes) -> object:
    return lambda line, _asked: line.sendall(words)


def endless(head: bytes, piece: bytes) -> object:
    def answer(line: socket.socket, _asked: str) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n" + head)
        for _ in range(50_000_000 // len(piece)):
            line.sendall(piece)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        endless(b"Content-Length: 50000000\r\n\r\n", b"a" * 100_000),
        endless(b"\r\n", b"a" * 100_000),
        endless(b"Transfer-Encoding: chunked\r\n\r\n", b"186a0\r\n" + b"a" * 100_000 + b"\r\n"),
        endless(b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"\0" * 50_000_000)),
        endless(b"", b"X: " + b"a" * 10_000 + b"\r\n"),
        endless(b"X: ", b"a" * 100_000),
    ],
    ids=["told", "untold", "in pieces", "packed", "headers", "one header"],
)
def test_fifty_megabytes_are_refused_and_never_held(answer: Answer, far: Far) -> None:
    far.answers["/"] = answer
    tracemalloc.start()
    try:
        with pytest.raises(Refused) as refused:
            get()
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert refused.value.why in {Why.TOO_LARGE, Why.BROKEN}


def test_what_comes_packed_is_unpacked(far: Far) -> None:
    far.answers["/"] = whole(gzip.compress(b"a" * MOST), Content_Encoding="gzip")
    assert get().body == b"a" * MOST
    far.answers["/"] = whole(gzip.compress(b"a" * (MOST + 1)), Content_Encoding="gzip")
    assert why() == Why.TOO_LARGE


@pytest.mark.parametrize(
    "answer",
    [
        plainly(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"),
        whole(gzip.compress(b"a" * 500)[:-9], Content_Encoding="gzip"),
        whole(b"no gzip at all", Content_Encoding="gzip"),
        whole(b"x", Content_Encoding="br"),
        lambda line, _asked: line.sendall(b"no HTTP at all\r\n\r\n"),
        lambda line, _asked: line.sendall(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz"
        ),
        plainly(b""),
    ],
    ids=["short", "gzip cut", "no gzip", "brotli", "no http", "bad chunk", "nothing"],
)
def test_what_is_cut_off_or_is_something_else_is_not_taken_for_the_thing(
    answer: Answer, far: Far
) -> None:
    far.answers["/"] = answer
    assert why() == Why.BROKEN


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate, and its key, for calendar.example."""
    return certificate_for(tmp_path_factory.mktemp("certificate"), "calendar.example")


def test_a_server_has_to_show_that_it_is_the_one_of_this_name(
    far: Far, certified: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.certificate = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    far.certificate.load_cert_chain(certified)
    far.answers |= {"/": whole(b"here"), "/away": led_on("http://calendar.example/")}
    assert why("https://calendar.example/") == Why.NOT_SAFE  # nobody knows who says so
    believed = ssl.create_default_context(cafile=str(certified))
    monkeypatch.setattr(wire, "trusted", lambda: believed)
    assert get("https://calendar.example/").body == b"here"
    assert far.connected[-1] == (PUBLIC, 443)
    assert why("https://other.example/") == Why.NOT_SAFE
    assert why("https://calendar.example/away") == Why.LED_AWAY


def test_a_server_that_does_not_speak_safely_is_told(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(b"220 Good evening.\r\n")
    monkeypatch.setattr(wire, "connect", lambda *_: ours)
    assert why("https://calendar.example/") == Why.NOT_SAFE
    theirs.close()
    assert far.asked == []


def test_no_proxy_of_the_environment_is_used(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    far.answers["/"] = whole(b"here")
    assert get().body == b"here"
    assert far.connected == [(PUBLIC, 80)]


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Why)
