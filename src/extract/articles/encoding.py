"""Bytes to text: by the BOM, as UTF-8, by the header's and the page's word; never by a library's default.

Where none of them reads it whole, the reading with the most letters that Vietnamese alone has is taken.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

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
_RAREST = 40
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536


class EncodingError(ValueError):
    """Bytes that are no text."""


def decode(content: bytes, content_type: str = "") -> str:
    """The text in `content`; `content_type` is the header of that name. EncodingError where it is no text."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content.decode(name, "replace")
    sample = content[:_SAMPLE]
    if (wide := _utf16(sample)) is not None:
        return content.decode(wide, "replace")
    if len(_CONTROL.findall(sample)) > max(8, len(sample) // 50):
        raise EncodingError("not a text but a binary file: save the article as .txt or .html in UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(content, _told(content, content_type))


def is_vietnamese(text: str) -> bool:
    """True where the letters say so: at least one in forty is one that Vietnamese alone has."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_VIETNAMESE.findall(unicodedata.normalize("NFC", text))) * _RAREST >= letters


def _utf16(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a BOM: each space, digit and stop has a zero byte on the same side."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    name = "utf-16-be" if even > odd else "utf-16-le"
    return name if is_vietnamese(sample[: len(sample) // 2 * 2].decode(name, "replace")) else None


def _told(content: bytes, content_type: str) -> list[str]:
    """The encodings that the header and the page name and Python knows."""
    header, meta = _HEADER.search(content_type), _META.search(content[:4096])
    names = [header.group(1)] if header else []
    names += [meta.group(1).decode("ascii")] if meta else []
    return [name for name in names if _is_charset(name)]


def _is_charset(name: str) -> bool:
    try:
        # Python also has codecs that are none of characters (base64, rot13).
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _likeliest(content: bytes, told: list[str]) -> str:
    """The reading with the most Vietnamese letters and the fewest that cannot be read; the page's word wins a tie."""
    best, most = "", float("-inf")
    for name in (*told, "utf-8", "cp1258"):
        text = content.decode(name, "replace")
        composed = unicodedata.normalize("NFC", text[:_SAMPLE])
        worth = len(_VIETNAMESE.findall(composed)) - 3 * composed.count("\ufffd")
        if worth > most:
            best, most = text, worth
    return best
