"""Against a real server on this machine that misbehaves."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from requests.adapters import HTTPAdapter

from extract.sources import Page, SourceError, bodies, web
from extract.sources.web import fetch, public_address
from tests.sources.newspaper import BOMB, Newspaper, cut, drip, endless, in_turn, newspaper


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/page":
            self.answer(200, "Sơn La".encode(), {"Content-Type": "text/plain; charset=utf-8"})
        elif self.path == "/host":
            self.answer(200, self.headers["Host"].encode() + b" " + self.headers["User-Agent"].encode())
        elif self.path == "/redirect":
            self.answer(302, b"", {"Location": "/page"})
        elif self.path == "/loop":
            self.answer(302, b"", {"Location": "/loop"})
        elif self.path == "/away":
            self.answer(302, b"", {"Location": "ftp://example.org/x"})
        elif self.path == "/large":
            self.answer(200, b"x" * 200_000)
        elif self.path == "/inside":
            self.answer(302, b"", {"Location": "http://10.0.0.1/secret"})
        elif self.path == "/drip":
            self.send_response(200)
            self.flush_headers()
            with suppress(OSError):
                for _ in range(40):
                    self.wfile.write(b"X-More: x\r\n")
                    time.sleep(0.05)
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"x")
            self.close_connection = True
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "BACKOFF", 0.001)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_web_page_is_fetched_with_its_headers(server: str) -> None:
    page = fetch(f"{server}/page", allow_private=True)
    assert page.content.decode() == "Sơn La"
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    assert page.fetched


def test_web_host_and_agent_are_told_honestly(server: str) -> None:
    told = fetch(f"{server}/host", allow_private=True).content.decode()
    assert told.startswith(server.removeprefix("http://"))
    assert "extract" in told


def test_web_redirect_is_followed(server: str) -> None:
    page = fetch(f"{server}/redirect", allow_private=True)
    assert (page.source, page.url) == (f"{server}/redirect", f"{server}/page")


@pytest.mark.parametrize(
    ("path", "why"), [("/loop", "redirects"), ("/away", "only http"), ("/gone", "404"), ("/cut", "cannot be fetched")]
)
def test_web_misbehaviour_says_why(server: str, path: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        fetch(f"{server}{path}", allow_private=True)


def test_web_limits_hold(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_BYTES", 100_000)
    with pytest.raises(SourceError, match="larger"):
        fetch(f"{server}/large", allow_private=True)
    monkeypatch.setattr(web, "MAX_SECONDS", 0.3)
    with pytest.raises(SourceError, match="longer than"):
        fetch(f"{server}/drip", allow_private=True)


def test_web_private_addresses_are_refused(server: str) -> None:
    with pytest.raises(SourceError, match="private address"):
        fetch(f"{server}/page")


def test_web_redirect_into_a_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = web._is_public
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1" or real(address))
    assert fetch(f"{server}/page").content
    with pytest.raises(SourceError, match=r"private address \(10\.0\.0\.1\)"):
        fetch(f"{server}/inside")


def test_web_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(SourceError, match="private address"):
        public_address("example.vn", 80)
    assert public_address("example.vn", 80, allow_private=True) == "8.8.8.8"


def test_web_certificate_is_checked_against_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked, and asks there for the name."""
    seen: list[tuple[object, ...]] = []

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, *_: object, **__: object) -> None:
        kept = adapter.poolmanager.connection_pool_kw
        seen.append((request.url, request.headers["Host"], kept["server_hostname"], kept["assert_hostname"]))
        raise requests.ConnectionError

    monkeypatch.setattr(HTTPAdapter, "send", send)
    monkeypatch.setattr(web, "public_address", lambda *_, **__: "2001:db8::1")
    with pytest.raises(SourceError, match="ConnectionError"):
        fetch("https://user:word@báo.vn:8443/a?b=1")
    name = "xn--bo-mia.vn"
    assert set(seen) == {("https://[2001:db8::1]:8443/a?b=1", f"{name}:8443", name, name)}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "0.0.0.0", "192.168.1.1", "::ffff:127.0.0.1",  # noqa: S104
     "2130706433",     "fe80::1%lo", "224.0.0.1", "2002:7f00:1::", "fd00::1"],
)  # fmt: skip
def test_web_address_must_be_public(host: str) -> None:
    with pytest.raises(SourceError, match="private address"):
        public_address(host, 80)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.vn/x", "gopher://a.vn", "//a.vn"])
def test_web_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(SourceError, match="only http"):
        fetch(url)


def test_web_address_without_a_host_is_refused() -> None:
    with pytest.raises(SourceError, match="names no host"):
        fetch("http://")


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://a.vn:port/",
        "http://" + "a" * 300 + ".vn",
        "http://.vn",
        "http://a b.vn",
        "http://\ud800.vn",
    ],
)
def test_web_broken_addresses_say_so(url: str) -> None:
    with pytest.raises(SourceError):
        fetch(url)


def test_web_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_get", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fetch("http://a.vn")


def test_web_unknown_host_says_so() -> None:
    with pytest.raises(SourceError, match="no such host"):
        public_address("nowhere.invalid", 80)


# --- more ways to misbehave --------------------------------------------------------------------------------------


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with newspaper() as one:
        yield one


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (endless, "larger than"), (BOMB, "a bomb"), (cut, "cannot be fetched"), ((500, {}, b""), "answered 500"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(range(256)) * 99)[:200]), "cut off"),
        ((200, {"Content-Encoding": "br"}, b"x"), "not read: br"),
    ],
)  # fmt: skip
def test_web_more_misbehaviour_says_why(
    paper: Newspaper, monkeypatch: pytest.MonkeyPatch, answer: object, why: str
) -> None:
    monkeypatch.setattr(bodies, "MAX_BYTES", 9_000_000)
    paper.pages["/x"] = answer
    with pytest.raises(SourceError, match=why):
        fetch(f"{paper.url}/x", allow_private=True)


def test_web_length_that_is_told_too_short_is_believed(paper: Newspaper) -> None:
    paper.pages["/x"] = (200, {"Content-Length": "4"}, b"<p>x</p>")
    assert fetch(f"{paper.url}/x", allow_private=True).content == b"<p>x"


def test_web_errors_that_pass_are_tried_again(paper: Newspaper) -> None:
    paper.pages["/x"] = in_turn((503, {"Retry-After": "0"}, b""), cut, b"<p>x")
    assert fetch(f"{paper.url}/x", allow_private=True).content == b"<p>x"
    assert paper.hits["/x"] == 3


def test_web_server_that_asks_to_wait_longer_than_we_may_is_told(paper: Newspaper) -> None:
    paper.pages["/x"] = (429, {"Retry-After": "3600"}, b"")
    with pytest.raises(SourceError, match="asks to wait"):
        fetch(f"{paper.url}/x", allow_private=True)
    assert paper.hits["/x"] == 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("120", 120.0), ("", None), ("soon", None), ("-5", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("²", None)],
)
def test_web_retry_after_is_read(told: str, seconds: float | None) -> None:
    assert web.retry_after(Page("x", b"", {"retry-after": told})) == seconds


def test_web_packed_pages_are_unpacked(paper: Newspaper) -> None:
    paper.pages["/x"] = (200, {"Content-Encoding": "gzip"}, gzip.compress("Sơn La".encode()))
    page = fetch(f"{paper.url}/x", allow_private=True)
    assert (page.content.decode(), page.status) == ("Sơn La", 200)
    assert paper.asked[0][1]["accept-encoding"] == "gzip, deflate"


def test_web_drip_ends_with_its_thread(paper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The socket is shut from outside: no thread stays behind for each server that drips."""
    monkeypatch.setattr(web, "MAX_SECONDS", 0.3)
    paper.pages["/x"] = drip
    with pytest.raises(SourceError, match="longer than"):
        fetch(f"{paper.url}/x", allow_private=True)
    for thread in threading.enumerate():
        if thread.name.endswith("(work)"):
            thread.join(20)
            assert not thread.is_alive()
