"""Addresses: one spelling of each, and what can be told of a page before it is fetched."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

# What links carry for the sake of those who count clicks; the page is the same without.
_TRACKERS = re.compile(
    r"(?:utm_|mtm_|pk_|_hs|fb_|vero_|oly_|itm_)\w+"
    r"|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|zarsrc|mc_[ce]id|_ga|_gl|wickedid|s_cid|spm",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|mp[34]|m4[av]|webm|avi|mov|wmv|flv|wav|ogg|pdf|docx?|xlsx?|pptx?|odt|zip"
    r"|rar|7z|gz|tar|exe|apk|css|js|mjs|json|xml|rss|atom|woff2?|ttf|eot|swf|epub)\Z",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_SAFE = "/:@!$&'()*+,;=~-._%"


def canonical(url: str, base: str | None = None) -> str | None:
    """The one spelling of an http(s) address, absolute by `base`; null where it is none or longer than 2,000 signs.

    Scheme and host in lower case (the host in ASCII), no default port, fragment, password, or tracking parameters;
    path and query percent-encoded in UTF-8; the order of the parameters is kept, for some servers mind it.
    """
    if not url.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        if parts.scheme not in _PORTS or not host:
            return None
        host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    kept = [pair for pair in parts.query.split("&") if pair and not _TRACKERS.fullmatch(pair.partition("=")[0])]
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(_without_dots(parts.path), safe=_SAFE, errors="replace") or "/"
    query = quote("&".join(kept), safe=_SAFE + "?", errors="replace")
    found = urlunsplit((parts.scheme, netloc, path, query, ""))
    return found if len(found) <= _LONGEST else None


def origin(url: str) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def site(url: str) -> str:
    """The host without www, m or mobile before it."""
    host = urlsplit(url).hostname or ""
    return re.sub(r"\A(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", host)


def same_site(url: str, sites: frozenset[str] | set[str]) -> bool:
    """True where an address is one of the sites or below one."""
    host = site(url)
    return any(host == one or host.endswith(f".{one}") for one in sites)


def may_be_page(url: str) -> bool:
    """False where the name says that it is a picture, a document, a script."""
    return _NO_PAGE.search(urlsplit(url).path) is None


def _without_dots(path: str) -> str:
    """The path without . and .. in it (RFC 3986, 5.2.4); urljoin takes them out only of what is relative."""
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            if len(kept) > 1:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
