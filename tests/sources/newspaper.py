"""A newspaper's server on this machine, for the tests: real sockets, every hit counted, as naughty as it is told."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = (
    "Năm 2020, chỉ số {index} của tỉnh Sơn La đạt 60 điểm, xếp thứ 40. Chủ tịch UBND tỉnh Lò Văn An cho biết như vậy."
)


def article(number: int, index: str = "PCI", day: str = "2020-05-06", links: str = "", head: str = "") -> bytes:
    """The page of an article of its own number and day."""
    told = {"@type": "NewsArticle", "headline": f"Bài số {number} về {index}", "datePublished": day}
    body = f"<p>{TEXT.format(index=index)}</p><p>Đây là bài viết số {number} của báo tỉnh Sơn La.</p>"
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>Bài số {number}</title>{head}"
        f"<script type='application/ld+json'>{json.dumps(told)}</script></head>"
        f"<body><h1>Bài số {number} về {index}</h1><div class='detail'>{body}</div>{links}</body></html>"
    ).encode()


class Newspaper:
    """Answers by path: bytes, (status, headers, body), or a function of the request; `hits` counts them."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.hits: Counter[str] = Counter()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        paper = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paper.hits[self.path] += 1
                paper.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                paper.times.append(time.monotonic())
                found = paper.pages.get(self.path, (404, {}, b""))
                if callable(found):  # a misbehaviour
                    found = found(self)
                    if found is None:
                        return
                status, headers, body = found if isinstance(found, tuple) else (200, {}, found)
                with suppress(OSError):
                    self.answer(status, headers, body)

            def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                kind = "application/xml" if body.lstrip().startswith(b"<?xml") else "text/html; charset=utf-8"
                told = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
                for name, value in told.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def sitemap(self, *paths: str, lastmod: str = "") -> bytes:
        """A sitemap of these pages."""
        mod = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
        listed = "".join(f"<url><loc>{self.url}{path}</loc>{mod}</url>" for path in paths)
        return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</urlset>".encode()

    def index(self, *paths: str) -> bytes:
        """A sitemap of these sitemaps."""
        listed = "".join(f"<sitemap><loc>{self.url}{path}</loc></sitemap>" for path in paths)
        return f"<?xml version='1.0'?><sitemapindex>{listed}</sitemapindex>".encode()


@contextmanager
def newspaper() -> Iterator[Newspaper]:
    """A server that runs as long as the block does."""
    paper = Newspaper()
    threading.Thread(target=paper.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield paper
    finally:
        paper.server.shutdown()
        paper.server.server_close()


def drip(request: BaseHTTPRequestHandler) -> None:
    """A byte at a time, without an end."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    with suppress(OSError):
        while True:
            request.wfile.write(b"x")
            time.sleep(0.02)


def endless(request: BaseHTTPRequestHandler) -> None:
    """More and more, as fast as it goes."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    with suppress(OSError):
        while True:
            request.wfile.write(b"<p>x</p>" * 8_000)


def cut(request: BaseHTTPRequestHandler) -> None:
    """Less than was told."""
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(b"<p>x</p>")
    request.close_connection = True


def in_turn(*answers: object) -> Callable[[BaseHTTPRequestHandler], object]:
    """One answer after the other, the last for ever."""
    left = list(answers)

    def answer(request: BaseHTTPRequestHandler) -> object:
        found = left.pop(0) if len(left) > 1 else left[0]
        return found(request) if callable(found) else found

    return answer


BOMB = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 8_000_000))
