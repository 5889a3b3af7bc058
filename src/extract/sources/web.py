"""One page from the web, politely and safely; the crawler is built on the same rules.

http and https only; loopback, private and link-local addresses are refused, also behind a redirect or a name;
limits on size, time and redirects. The connection goes to the address that was checked, so that a name cannot
change its mind in between.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from extract.sources import MAX_BYTES, Page, SourceError, size_error

USER_AGENT = "extract/0.1 (vn-news-extract; reads single articles on request)"
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """The page behind `url`; SourceError says why there is none. `allow_private` is for tests on this machine."""
    deadline = time.monotonic() + MAX_SECONDS
    with requests.Session() as session:
        session.trust_env = False
        session.headers["User-Agent"] = USER_AGENT
        for prefix in ("http://", "https://"):
            session.mount(prefix, _CheckedAdapter(allow_private=allow_private))
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            _check_scheme(at)
            try:
                answer = session.get(at, timeout=min(10, MAX_SECONDS), stream=True, allow_redirects=False)
                with answer:
                    if answer.status_code in _REDIRECTS and "location" in answer.headers:
                        at = urljoin(at, answer.headers["location"])
                        continue
                    if answer.status_code != 200:  # noqa: PLR2004
                        raise SourceError(f"the server answered {answer.status_code} {answer.reason}")
                    content = _body(answer, deadline)
            except (requests.RequestException, UnicodeError) as error:
                raise SourceError(
                    f"cannot be fetched: {type(error).__name__}: check the address and the network"
                ) from error
            fetched = datetime.now(UTC).isoformat(timespec="seconds")
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Page(source=url, content=content, headers=headers, url=at, fetched=fetched)
    raise SourceError(f"more than {MAX_REDIRECTS} redirects")


def _check_scheme(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SourceError(f"only http and https addresses are fetched, not {parts.scheme or 'this'}")


def _body(answer: requests.Response, deadline: float) -> bytes:
    content = bytearray()
    for piece in answer.iter_content(65_536):
        content += piece
        if len(content) > MAX_BYTES:
            raise size_error(len(content))
        if time.monotonic() > deadline:
            raise SourceError(f"took longer than {MAX_SECONDS:.0f} seconds")
    return bytes(content)


def public_address(host: str, port: int, *, allow_private: bool = False) -> str:
    """The first address of a host, checked: SourceError where any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"no such host: {host}") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise SourceError(f"{host} is a private address ({address}): it is not fetched")
    return addresses[0]


class _CheckedAdapter(HTTPAdapter):
    """Resolves and checks the host itself, then connects to that very address under the host's name."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        assert parts.hostname is not None
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = public_address(parts.hostname, port, allow_private=self.allow_private)
        shown = f"[{address}]" if ":" in address else address
        request.headers["Host"] = parts.netloc.rpartition("@")[2]
        request.url = parts._replace(netloc=f"{shown}:{port}").geturl()
        if parts.scheme == "https":
            self.poolmanager.connection_pool_kw.update(server_hostname=parts.hostname, assert_hostname=parts.hostname)
        return super().send(request, *args, **kwargs)
