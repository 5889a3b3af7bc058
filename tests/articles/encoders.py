"""Writers of the old encodings, for the tests: the way that programs of the time wrote them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from extract.tables.encodings import Table, printed_as

_HATS = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
_TONES = {"\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": "."}


def _letter(letter: str) -> tuple[str, str, str]:
    """The plain letter, its hat and its tone."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    return base, "".join(m for m in marks if m in _HATS), "".join(m for m in marks if m in _TONES)


def single(table: Table) -> Callable[[str], bytes]:
    written = printed_as(table)
    # TCVN3 has no toned capitals: a capital font shows the small ones.
    return lambda text: b"".join(
        written.get(c, written.get(c.lower(), "")).encode("latin-1") or c.encode("cp1252") for c in text
    )


def cp1258(text: str) -> bytes:
    """As Windows writes it: the letter with its hat, then the tone as a character of its own."""
    parts = (_letter(c) for c in text)
    return "".join(unicodedata.normalize("NFC", base + hat) + tone for base, hat, tone in parts).encode("cp1258")


def viqr(text: str) -> bytes:
    out: list[str] = []
    before = ""
    for c in text:
        base, hat, tone = _letter(c)
        if c in "đĐ":
            out.append(c.replace("đ", "dd").replace("Đ", "DD"))
        elif hat or tone:
            out.append(base + "".join(map(_HATS.get, hat)) + "".join(map(_TONES.get, tone)))  # type: ignore[arg-type]
        else:
            # A mark behind a letter that could bear it is escaped.
            out.append("\\" * (c in "'`?~.^(+" and before.lower() in "aeiouy") + c)
        before = base if tone == "" else ""
    return "".join(out).encode("ascii")


def misread(text: str, times: int = 1, by: str = "latin-1") -> bytes:
    """UTF-8 that was read as windows-1252 (or Latin-1) and written as UTF-8."""
    for _ in range(times):
        read = (bytes((b,)) for b in text.encode())
        text = "".join(b.decode(by, "ignore") or b.decode("latin-1") for b in read)
    return text.encode()


def pasted(encode: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Old text in a new page: each byte became a character, and that was written as UTF-8."""
    return lambda text: "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in encode(text)).encode()


# What it is called when it is read → writer. None of them has dashes and dots in one character but windows-1252's kin.
WRITERS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "utf-8": ("utf-8", str.encode),
    "tcvn3": ("tcvn3", single("tcvn3")),
    "vni": ("vni", single("vni")),
    "viscii": ("viscii", single("viscii")),
    "vps": ("vps", single("vps")),
    "windows-1258": ("windows-1258", cp1258),
    "viqr": ("utf-8+viqr", viqr),
    "twice": ("utf-8+utf-8-twice", misread),
    "twice by windows-1252": ("utf-8+utf-8-twice", lambda text: misread(text, by="cp1252")),
    "three times": ("utf-8+utf-8-twice", lambda text: misread(text, times=2)),
    "tcvn3 pasted": ("utf-8+tcvn3", pasted(single("tcvn3"))),
    "vni pasted": ("utf-8+vni", pasted(single("vni"))),
    "viscii pasted": ("utf-8+viscii", pasted(single("viscii"))),
    "windows-1258 pasted": ("utf-8+windows-1258", pasted(cp1258)),
}
