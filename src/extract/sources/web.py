"""One page from the web, safely.

http and https only; loopback, private and link-local addresses are refused, also behind a redirect or a name; limits on
size, time, redirects and compression. The connection goes to the very address that was checked, so that a name cannot
change its mind in between; proxies are not used, for behind them nothing could be checked.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from extract.sources import Page, SourceError
from extract.sources.bodies import inflated, joined

MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
RETRIES = 2
BACKOFF = 0.5  # seconds before the first retry, doubled for each
PAUSES = {408, 429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}
_QUIET = 10  # seconds that a server may be silent


class PassingError(SourceError):
    """An error that may be gone when it is tried again: the network's, or a server's that is not well."""


def user_agent(contact: str | None = None) -> str:
    """What we call ourselves; `contact` is a mail address or a page where the owner of a site reaches its reader."""
    told = f"vn-news-extract; {contact}" if contact else "vn-news-extract; reads news for their public figures"
    return f"extract/{version('vn-news-extract')} ({told})"


def fetch(url: str, *, allow_private: bool = False, agent: str | None = None) -> Page:
    """The page behind `url`; SourceError says why there is none. `allow_private` is for tests on this machine.

    A server that asks to wait, or fails, is asked again twice, as long as the time in all allows it.
    """
    until = time.monotonic() + MAX_SECONDS
    for tried in range(RETRIES + 1):
        wait = BACKOFF * 2**tried
        try:
            page = get(url, allow_private=allow_private, agent=agent, seconds=max(0.0, until - time.monotonic()))
        except PassingError:
            if tried == RETRIES or time.monotonic() + wait >= until:
                raise
        else:
            if page.status in (200, 203):
                return page
            wait = max(wait, retry_after(page) or 0.0)
            if page.status not in PAUSES or tried == RETRIES or time.monotonic() + wait >= until:
                raise SourceError(answered(page))
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def answered(page: Page) -> str:
    """What a server said that gave no page."""
    later = " (it asks to wait: try again later)" if page.status in (429, 503) else ""
    return f"the server answered {page.status}{later}"


def retry_after(page: Page) -> float | None:
    """How many seconds a server asks to wait; null where it does not."""
    told = page.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    # A date without a zone is one of HTTP, which knows GMT only.
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())


def get(
    url: str,
    *,
    allow_private: bool = False,
    agent: str | None = None,
    headers: dict[str, str] | None = None,
    redirects: int = MAX_REDIRECTS,
    seconds: float | None = None,
) -> Page:
    """What the server answers, whatever its status; SourceError where there is no answer.

    As many redirects are followed; with none, a redirect is an answer as any other. `seconds` is the time in all.
    """
    limit = MAX_SECONDS if seconds is None else seconds
    answers: Queue[Page | BaseException] = Queue(1)
    sockets: list[socket.socket] = []
    asked = {"User-Agent": agent or user_agent(), "Accept-Encoding": "gzip, deflate", **(headers or {})}

    def work() -> None:
        try:
            answers.put(_get(url, _CheckedAdapter(allow_private, sockets), asked, redirects))
        except BaseException as error:
            answers.put(error)

    # A thread, because a server can drip a byte a second through name, headers and body: no socket's timeout sees it.
    Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=limit)
    except Empty:
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)  # the thread wakes up, and ends
        raise PassingError(f"took longer than {MAX_SECONDS:.0f} seconds: try again later") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _get(url: str, adapter: _CheckedAdapter, asked: dict[str, str], redirects: int) -> Page:
    at = url
    for _ in range(redirects + 1):
        _check_scheme(at)
        try:
            with _session(adapter, asked) as session, session.get(
                at, timeout=_QUIET, stream=True, allow_redirects=False
            ) as answer:  # fmt: skip
                if redirects and is_redirect(answer.status_code, answer.headers):
                    at = urljoin(at, answer.headers["location"])
                    continue
                headers = {name.lower(): value for name, value in answer.headers.items()}
                pieces = answer.raw.stream(65_536, decode_content=False)
                content = joined(inflated(pieces, headers.get("content-encoding", "")))
        except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError, OSError) as error:
            if isinstance(error, requests.exceptions.InvalidURL):
                raise SourceError(_unfetched(error)) from error
            raise PassingError(_unfetched(error)) from error
        except (requests.RequestException, ValueError) as error:
            raise SourceError(_unfetched(error)) from error
        fetched = datetime.now(UTC).isoformat(timespec="seconds")
        return Page(source=url, content=content, headers=headers, url=at, fetched=fetched, status=answer.status_code)
    raise SourceError(f"more than {redirects} redirects")


def is_redirect(status: int | None, headers: Mapping[str, str]) -> bool:
    """True where an answer points elsewhere."""
    return status in _REDIRECTS and "location" in headers


def _unfetched(error: Exception) -> str:
    return f"cannot be fetched ({type(error).__name__}): check the address and the network"


def _session(adapter: _CheckedAdapter, headers: dict[str, str]) -> requests.Session:
    session = requests.Session()
    # No proxies and no passwords from the environment; a company's certificates are trusted as it says.
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.headers.update(headers)
    for scheme in _PORTS:
        session.mount(f"{scheme}://", adapter)
    return session


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SourceError(f"not an address: {error}") from error
    if parts.scheme not in _PORTS:
        raise SourceError(f"only http and https addresses are fetched, not {parts.scheme or 'this'}")
    if not parts.hostname:
        raise SourceError("the address names no host")


def public_address(host: str, port: int, *, allow_private: bool = False) -> str:
    """The first address of a host, checked: SourceError where any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PassingError(f"no such host: {host}") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise SourceError(f"{host} is a private address ({address}): it is not fetched")
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    # IPv4 inside of IPv6 is judged as what it is.
    inner = found.ipv4_mapped or found.sixtofour if isinstance(found, ipaddress.IPv6Address) else None
    return all(one.is_global and not one.is_multicast for one in (found, inner) if one is not None)


class _CheckedAdapter(HTTPAdapter):
    """Resolves and checks the host itself, then connects to that very address under the host's name.

    The sockets that it opens are put into `sockets`, so that they can be shut from outside.
    """

    def __init__(self, allow_private: bool, sockets: list[socket.socket]) -> None:
        self.allow_private = allow_private
        self.sockets = sockets
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _told(urllib3.HTTPConnectionPool, self.sockets),
            "https": _told(urllib3.HTTPSConnectionPool, self.sockets),
        }

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        host = parts.hostname or ""
        address = public_address(host, parts.port or _PORTS[parts.scheme], allow_private=self.allow_private)
        shown = f"[{address}]" if ":" in address else address
        request.headers["Host"] = parts.netloc.rpartition("@")[2]
        request.url = parts._replace(netloc=f"{shown}:{parts.port or _PORTS[parts.scheme]}").geturl()
        if parts.scheme == "https":
            # The certificate is checked against the name, not against the address.
            self.poolmanager.connection_pool_kw.update(server_hostname=host, assert_hostname=host)
        return super().send(request, *args, **kwargs)


def _told(pool: type[Any], sockets: list[socket.socket]) -> type[Any]:
    """The pool's class, with connections that put their sockets into a list."""

    class Connection(pool.ConnectionCls):  # type: ignore[misc, name-defined]
        def _new_conn(self) -> socket.socket:
            made: socket.socket = super()._new_conn()
            sockets.append(made)
            return made

    return type(pool.__name__, (pool,), {"ConnectionCls": Connection})
