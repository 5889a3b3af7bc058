"""Bytes to text: by the BOM, as UTF-8, then by how Vietnamese each reading is; never by a library's default.

The header's and the page's word is one reading among others: old pages name an encoding that they are not in.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from extract.articles.legacy import (
    READERS,
    Reader,
    Worth,
    best_reading,
    capital_fonts,
    foreign_segments,
    repaired,
    windows,
    worth,
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# Letters that hardly any other language has; in Vietnamese one letter of seven is one. No ă, â, ê, ô, đ: Romanian,
# French and Croatian have those.
_VIETNAMESE = re.compile(
    r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
)
# Those of them that are enough in nearly every text, the commonest first.
_COMMON = "ưệạếảộốờấớơợủứự"
_RAREST = 40
_LETTER = re.compile(r"[^\W\d_]")
# All bytes but control characters that no text has.
_NO_CONTROL = bytes((*range(9, 0x0E), 0x1B, *range(0x20, 0x100)))
_SAMPLE = 65_536
# How PDF and Office's files (the new ones are ZIP) begin, and RTF, which is a text with its layout.
_DOCUMENTS, _RTF = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), b"{\\rtf"


# Segments that the encoding of a page is told by, and the words that are enough to be sure of it.
_TELLING, _ENOUGH = 2_000, 1_000
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "cp1252", "windows-1252"}


class EncodingError(ValueError):
    """Bytes that are no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in, in small letters; several are joined by "+", the page's own first.

    `own` are the bytes that it was read from, where they are this text in UTF-8.
    """

    text: str
    encoding: str
    own: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode("utf-8", "replace") if self.own is None else self.own


def decode(content: bytes, content_type: str = "") -> str:
    """The text in `content`; `content_type` is the header of that name. EncodingError where it is no text."""
    return decoded(content, content_type).text


def decoded(content: bytes, content_type: str = "") -> Decoded:
    """The text in `content` and its encoding; EncodingError where it is no text."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _again(content.decode(name, "replace"), name.removesuffix("-sig"))
    if content.startswith(_DOCUMENTS):
        raise EncodingError("a binary file (PDF, Office or ZIP), no page: save its text as .txt in UTF-8")
    if content.startswith(_RTF):
        raise EncodingError("RTF, a word processor's file, no page: open it there and save it as plain text in UTF-8")
    sample = content[:_SAMPLE]
    if (wide := _utf16(sample)) is not None:
        return _again(content.decode(wide, "replace"), wide)
    if len(sample.translate(None, _NO_CONTROL)) > max(8, len(sample) // 50):
        raise EncodingError("not a text but a binary file: save the article as .txt or .html in UTF-8")
    try:
        return _again(content.decode("utf-8"), "utf-8", content)
    except UnicodeDecodeError:
        return _likeliest(content, _told(content, content_type))


def _again(text: str, name: str, own: bytes | None = None) -> Decoded:
    """What was misread before it became Unicode is read again."""
    text, others = repaired(text)
    return Decoded(text, "+".join((name, *others)), None if others else own)


def is_vietnamese(text: str) -> bool:
    """True where the letters say so: at least one in forty is one that Vietnamese alone has."""
    found = 0
    for letter in _COMMON:
        found += text.count(letter)
        if found * _RAREST >= len(text) > 0:
            return True
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_VIETNAMESE.findall(unicodedata.normalize("NFC", text))) * _RAREST >= letters


def _utf16(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a BOM: each space, digit and stop has a zero byte on the same side."""
    if 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    name = "utf-16-be" if even > odd else "utf-16-le"
    return name if is_vietnamese(sample[: len(sample) // 2 * 2].decode(name, "replace")) else None


def _told(content: bytes, content_type: str) -> list[str]:
    """The encodings of one byte or more a character that the header and the page name and Python knows."""
    header, meta = _HEADER.search(content_type), _META.search(content[:4096])
    names = [header.group(1)] if header else []
    names += [meta.group(1).decode("ascii")] if meta else []
    # As browsers do, Latin-1 is taken for windows-1252.
    names = ["windows-1252" if name.lower() in _LATIN else name.lower() for name in names]
    return [name for name in dict.fromkeys(names) if _is_charset(name)]


def _is_charset(name: str) -> bool:
    try:
        # Python also has codecs that are none of characters (base64, rot13).
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _reader(name: str) -> Reader:
    if name in READERS:
        return READERS[name]
    return windows if name == "windows-1252" else lambda latin: latin.encode("latin-1").decode(name, "replace")


def _likeliest(content: bytes, told: list[str]) -> Decoded:
    """The reading with the most syllables; a segment that it does not fit (a pasted one) has its own.

    Where nothing is Vietnamese for sure: the page's word, UTF-8 where most of it is, windows-1252.
    """
    names = [*dict.fromkeys([*told, "utf-8", "windows-1252", *READERS])]
    readers = {name: _reader(name) for name in names}
    latin = content.decode("latin-1")
    parts = [*foreign_segments(latin)]
    worths = dict.fromkeys(names, Worth())
    for part in parts[:_TELLING]:
        for name, read in readers.items():
            worths[name] += worth(read(part.group()))
        if worths[names[0]].words > _ENOUGH:
            break
    best = max(names, key=lambda name: worths[name].value)
    if not worths[best].telling:
        best = told[0] if told else _unsure(content)
        return _again(readers[best](latin), best)
    text, used, pieces, end = "", [best], [], 0
    for part in parts:
        name, text = _fitting(part.group(), best, readers)
        used += [name] if name not in used else []
        pieces += [latin[end : part.start()], text]
        end = part.end()
    text = "".join([*pieces, latin[end:]])
    return _again(capital_fonts(text) if "tcvn3" in used else text, "+".join(used))


def _fitting(segment: str, best: str, readers: dict[str, Reader]) -> tuple[str, str]:
    """(Encoding, text) of a segment: the page's, unless it gives no syllables there and some in another."""
    text = readers[best](segment)
    now = worth(text)
    if now.bad < 3 or now.bad < now.good:
        return best, text
    name, other, new = best_reading(segment, readers)
    return (name, other) if new.sure and new.value > now.value else (best, text)


def _unsure(content: bytes) -> str:
    """UTF-8 where it reads most of the bytes outside of ASCII, else windows-1252."""
    lost = content.decode("utf-8", "replace").count("\ufffd")
    return "utf-8" if lost * 4 < sum(byte > 0x7F for byte in content[:_SAMPLE]) else "windows-1252"
