"""One page from the web, politely and safely.

http and https only; loopback, private and link-local addresses are refused, also behind a redirect or a name; limits on
size, time and redirects. The connection goes to the very address that was checked, so that a name cannot change its
mind in between; proxies are not used, for behind them nothing could be checked.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from datetime import UTC, datetime
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from extract.sources import MAX_BYTES, Page, SourceError, size_error

USER_AGENT = "extract/0.1 (vn-news-extract; reads single articles on request)"
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """The page behind `url`; SourceError says why there is none. `allow_private` is for tests on this machine."""
    answers: Queue[Page | BaseException] = Queue(1)

    def work() -> None:
        try:
            answers.put(_fetch(url, allow_private))
        except BaseException as error:
            answers.put(error)

    # A thread, because a server can drip a byte a second through name, headers and body: no socket's timeout sees it.
    Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=MAX_SECONDS)
    except Empty:
        raise SourceError(f"took longer than {MAX_SECONDS:.0f} seconds: try again later") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _fetch(url: str, allow_private: bool) -> Page:
    at = url
    for _ in range(MAX_REDIRECTS + 1):
        _check_scheme(at)
        try:
            with _session(allow_private) as session, session.get(
                at, timeout=10, stream=True, allow_redirects=False
            ) as answer:  # fmt: skip
                if answer.status_code in _REDIRECTS and "location" in answer.headers:
                    at = urljoin(at, answer.headers["location"])
                    continue
                if answer.status_code != requests.codes.ok:
                    raise SourceError(f"the server answered {answer.status_code} {answer.reason}")
                content = _body(answer)
        except (requests.RequestException, ValueError) as error:
            reason = f"cannot be fetched ({type(error).__name__}): check the address and the network"
            raise SourceError(reason) from error
        fetched = datetime.now(UTC).isoformat(timespec="seconds")
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Page(source=url, content=content, headers=headers, url=at, fetched=fetched)
    raise SourceError(f"more than {MAX_REDIRECTS} redirects")


def _session(allow_private: bool) -> requests.Session:
    session = requests.Session()
    # No proxies and no passwords from the environment; a company's certificates are trusted as it says.
    session.trust_env = False
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.headers["User-Agent"] = USER_AGENT
    for scheme in _PORTS:
        session.mount(f"{scheme}://", _CheckedAdapter(allow_private=allow_private))
    return session


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SourceError(f"not an address: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SourceError(f"only http and https addresses are fetched, not {parts.scheme or 'this'}")


def _body(answer: requests.Response) -> bytes:
    content = bytearray()
    for piece in answer.iter_content(65_536):
        content += piece
        if len(content) > MAX_BYTES:
            raise size_error(len(content))
    return bytes(content)


def public_address(host: str, port: int, *, allow_private: bool = False) -> str:
    """The first address of a host, checked: SourceError where any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"no such host: {host}") from error
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
    """Resolves and checks the host itself, then connects to that very address under the host's name."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        super().__init__()

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
