"""The encodings that Vietnamese had before Unicode, and UTF-8 that was read as something else, known by syllables.

All readers take one character for each byte (Latin-1), so that bytes and text that was read wrongly are one case. A
character above U+00FF is nobody's byte and stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from html import escape, unescape
from html.entities import codepoint2name
from itertools import pairwise
from typing import NamedTuple

from extract.tables.encodings import Table, is_syllable, printed_as

# Between two of these everything is in one encoding: tags, values of attributes, lines.
SEGMENT = re.compile(r"[^<>\"\n\r]+")
_ENDS = '<>"\n\r'
_FOREIGN = re.compile(r"[^\x00-\x7f]")

_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~\u2010-\u2026]+")
# Abbreviations ("UBND", "HĐND") are no syllables and tell nothing.
_ABBREVIATION = re.compile(r"[bcdđghklmnpqrstvx]+", re.IGNORECASE)
# The characters of windows-1252 that are not those of Latin-1, by the byte that they stand for; and back.
_WINDOWS = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_BYTES = {ord(character): byte for byte, character in _WINDOWS.items()}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_HATS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR = re.compile(
    r"\\([\\'`?~.^(+*d])|([dD])[dD]|(?:([aA])([\^(])|([eEoO])(\^)|([oOuU])([+*])|([aeiouyAEIOUY]))(['`?~.]?)"
)
_ESCAPED = re.compile(r"\\[.?'`~]")
_VOWEL_AND_STOP = re.compile(r"(?<![\^(+*])(?<=[aeiouyAEIOUY])[.?](?=[)\]]*\s*\Z)")
# What UTF-8 writes for a character of two bytes or three.
_UTF8 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]")
_CAPITAL_FONT = re.compile(r"(\.Vn[A-Za-z ]{0,20}H\b[^<>]{0,200}>)([^<]+)")
_ENTITY = re.compile(r"&#?\w{1,10};|[^&]+|&")

# One character for each byte → text.
Reader = Callable[[str], str]


class Worth(NamedTuple):
    """Of the words with a letter outside of ASCII, how many are syllables and how many are not; and all words."""

    good: int = 0
    bad: int = 0
    words: int = 0

    @property
    def value(self) -> int:
        """What one reading is worth beside another: a wrong one rarely gives a syllable."""
        return self.good - 2 * self.bad

    @property
    def sure(self) -> bool:
        """True where chance does not do it: hardly a word that is none."""
        return self.good >= 4 and self.good >= 5 * self.bad

    @property
    def telling(self) -> bool:
        """True where a reading fits better than none: most of a few words, or a third of all words, are syllables."""
        return self.good >= max(3 * self.bad, 2) and (self.good >= 4 or self.good * 3 >= self.words)

    def __add__(self, other: object) -> Worth:
        return Worth(*(a + b for a, b in zip(self, other, strict=True))) if isinstance(other, Worth) else NotImplemented


def worth(text: str, most: int = 400) -> Worth:
    """How Vietnamese the first `most` words of a text are."""
    good = bad = words = 0
    for match in _WORD.finditer(text):
        words += 1
        if words > most:
            break
        word = match.group()
        if word.isascii() or not any(map(str.isalpha, word)) or _ABBREVIATION.fullmatch(word):
            continue
        if is_syllable(word):
            good += 1
        else:
            bad += 1
    return Worth(good, bad, words)


def foreign_segments(text: str) -> Iterator[re.Match[str]]:
    """The segments that have a character outside of ASCII; the others, most of a page, are passed over."""
    at = 0
    while foreign := _FOREIGN.search(text, at):
        begin = 1 + max(text.rfind(end, at, foreign.start()) for end in _ENDS)
        segment = SEGMENT.match(text, begin)
        assert segment is not None
        yield segment
        at = segment.end()


def as_bytes(text: str) -> str:
    """Text that was read as windows-1252 or Latin-1 as one character for each byte."""
    return text.translate(_BYTES)


def windows(latin: str) -> str:
    """Windows-1252; the bytes that it leaves open are control characters, as browsers read them."""
    return latin.translate(_WINDOWS)


def _single(table: Table) -> Reader:
    return lambda latin: latin.translate(_codes(table))


@cache
def _codes(table: Table) -> dict[int, str]:
    return {**_WINDOWS, **{ord(code): letter for letter, code in printed_as(table).items()}}


def _tcvn3(latin: str) -> str:
    return _capitals(latin.translate(_codes("tcvn3")))


def _vni(latin: str) -> str:
    codes, pattern = _pairs()
    return pattern.sub(lambda match: codes[match.group()], latin).translate(_WINDOWS)


@cache
def _pairs() -> tuple[dict[str, str], re.Pattern[str]]:
    codes = {code: letter for letter, code in printed_as("vni").items()}
    # Longer first: a letter and its mark before a letter of its own.
    return codes, re.compile("|".join(sorted(map(re.escape, codes), key=lambda code: (-len(code), code))))


def _cp1258(latin: str) -> str:
    text = latin.translate(_combining())
    return unicodedata.normalize("NFC", text)


@cache
def _combining() -> dict[int, str]:
    return {byte: bytes((byte,)).decode("cp1258", "ignore") or chr(byte) for byte in range(0x80, 0x100)}


def _twice(latin: str) -> str:
    """UTF-8 that was read as windows-1252 and written as UTF-8, once or several times; what is not stays."""
    for _ in range(3):
        again = _UTF8.sub(lambda match: match.group().encode("latin-1").decode("utf-8", "replace"), latin)
        if again == latin:
            break
        latin = as_bytes(again)
    return windows(latin)


def viqr(text: str, *, escapes: bool = False) -> str:
    """VIQR (RFC 1456): marks typed behind their letter; with `escapes`, those that are none stand behind a backslash.

    Without them a stop or question mark behind a plain vowel at the end is no tone.
    """
    if not escapes:
        text = _VOWEL_AND_STOP.sub(lambda match: "\\" + match.group(), text)
    return _VIQR.sub(_viqr_letter, text)


def _viqr_letter(match: re.Match[str]) -> str:
    escaped, crossed, *vowels, tone = match.groups()
    if escaped:
        return str(escaped)
    if crossed:
        return "đ" if crossed == "d" else "Đ"
    a, hat_a, eo, hat_eo, ou, horn, plain = vowels
    letter, hat = a or eo or ou or plain, hat_a or hat_eo or horn
    return unicodedata.normalize("NFC", letter + _HATS.get(hat, "") + _TONES.get(tone, ""))


# Of files in one encoding. VIQR is plain ASCII, and no reading of bytes.
READERS: dict[str, Reader] = {
    "tcvn3": _tcvn3,
    "vni": _vni,
    "windows-1258": _cp1258,
    "viscii": _single("viscii"),
    "vps": _single("vps"),
}
TWICE = "utf-8-twice"


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with its misread segments read again, and in which encodings those were; most texts come back as they are.

    A segment that is right Vietnamese, or another language, is never touched: its words as they are must be no
    syllables, and those of the new reading must be.
    """
    escaped = "&" in text and len(_sign_entities().findall(text)) > _FEW
    readers: dict[str, Reader] = {TWICE: _twice, **READERS} if escaped or _is_suspicious(text) else {}
    if _is_typed(text):
        readers["viqr"] = partial(viqr, escapes=_ESCAPED.search(text) is not None)
    if not readers:
        return text, ()
    parts = list(SEGMENT.finditer(text))
    found: dict[int, tuple[str, str]] = {}
    used: dict[str, Reader] = {}
    looked = 0
    segments = [unescape(part.group()) if escaped and "&" in part.group() else part.group() for part in parts]
    for at, segment in enumerate(segments):
        # What was found before is tried first; the others cost more.
        new = _likely(segment, used) if len(found) >= _FEW else None
        if new is None and (used or looked < _PATIENCE):
            new = _surely(segment, readers)
            looked += new is not None
        if new and new[0]:
            found[at] = new
            used[new[0]] = readers[new[0]]
    if not used:
        return text, ()
    for at, segment in enumerate(segments[: max(found)]):
        if at not in found and (again := _likely(segment, used)):
            found[at] = again
    pieces, end = [], 0
    for at, part in enumerate(parts):
        if at in found:
            right = found[at][1]
            pieces += [text[end : part.start()], right if segments[at] == part.group() else escape(right)]
            end = part.end()
    text = "".join([*pieces, text[end:]])
    return capital_fonts(text) if "tcvn3" in used else text, tuple(used)


# Segments with letters that could be another encoding's and are not, before the search is given up.
_PATIENCE = 2_000
_FEW = 2
# What Vietnamese has no use for and its misreadings have. ñ ö ï ø û ü ë ä å: VNI; ð Ì Ò: windows-1258; Ã Æ Ä » º:
# UTF-8; the others: TCVN3, VISCII and VPS.
_SIGNS = "ñöïøûüëäåðÌÒ¸¶µ®ª¬»º·\xadÆÃÄ¡Ç"
_SIGN = re.compile(f"[{_SIGNS}]")
# The signs for đ alone, for texts so long that one in a hundred letters is one.
_CROSSED, _LONG = "ñð®ÄÃÇ", 5_000


def _is_suspicious(text: str) -> bool:
    """True where a text has more signs of a misreading than a headline's quotes and foreign names have."""
    signs, right = (_CROSSED, "đ") if len(text) > _LONG else (_SIGNS, "ạếộưđ")
    count = _count(text, signs)
    return count > _FEW and count > _FEW + _count(text, right) // 8


def _is_typed(text: str) -> bool:
    return _count(text, "^") > _FEW and _count(text, ("+", "(", "dd")) > 1


def _count(text: str, signs: Iterable[str]) -> int:
    """How often a text has these signs; most have none of them, which `in` sees in a tenth of the time."""
    return sum(text.count(sign) for sign in signs if sign in text)


@cache
def _sign_entities() -> re.Pattern[str]:
    """The signs as a page's entities, by name or number."""
    signs = [f"{codepoint2name[ord(sign)]}|#0*{ord(sign)}|#[xX]0*(?i:{ord(sign):x})" for sign in _SIGNS]
    return re.compile(f"&(?:{'|'.join(signs)});")


def _surely(segment: str, readers: Mapping[str, Reader]) -> tuple[str, str] | None:
    """(Encoding, text) of a segment that is surely misread, ("", "") where it may be and none fits; else null."""
    if "viqr" in readers and segment.count("^") > 1:
        again = readers["viqr"](segment)
        now, new = worth(segment), worth(again)
        # English has "to." and "the?", too: of Vietnamese, most words have a mark.
        return ("viqr", again) if new.sure and (new.good - now.good) * 5 >= new.words * 2 else ("", "")
    others = {name: read for name, read in readers.items() if name != "viqr"}
    if not others or segment.isascii() or not _SIGN.search(segment):
        return None
    now = worth(segment)
    if now.bad < 2 or now.bad * 3 < now.good:
        return None
    name, again, new = best_reading(as_bytes(segment), others)
    return (name, again) if new.sure and new.value > now.value else ("", "")


def best_reading(latin: str, readers: Mapping[str, Reader]) -> tuple[str, str, Worth]:
    """The most Vietnamese of the readings, with its name; the first of equals."""
    texts = {name: read(latin) for name, read in readers.items()}
    return max(((name, text, worth(text)) for name, text in texts.items()), key=lambda reading: reading[2].value)


def _likely(segment: str, used: Mapping[str, Reader]) -> tuple[str, str] | None:
    """(Encoding, text) of a segment that is better read in one of the encodings that the page surely has."""
    now = worth(segment)
    for name, read in used.items():
        again = read(segment if name == "viqr" else as_bytes(segment))
        if again == segment:
            continue
        new = worth(again)
        if name == "viqr":
            better = new.good > now.good and not new.bad and new.good * 3 >= new.words
        else:
            # "vÃ", what is left of "và", is a syllable too; but no right text has only such letters.
            left = name == TWICE and not now.bad and all(ord(c) < 0x100 or ord(c) in _BYTES for c in segment)
            better = new.value >= now.value and (now.bad > new.bad or (left and not new.bad))
        if better:
            return name, again
    return None


def capital_fonts(html: str) -> str:
    """Capitals where a page sets TCVN3 in a capital font (.VnTimeH): its bytes are those of the small letters."""
    return _CAPITAL_FONT.sub(
        lambda match: (
            match.group(1)
            + "".join(piece if piece[0] == "&" else piece.upper() for piece in _ENTITY.findall(match.group(2)))
        ),
        html,
    )


_LETTERS = re.compile(r"[^\W\d_]+")


def _capitals(text: str) -> str:
    """Capitals where those of a capital font stand as small letters: "TỉNH" is "TỈNH", and "Hà NộI" is "HÀ NỘI"."""
    words = [[match.start(), match.end(), _capital(match.group())] for match in _LETTERS.finditer(text)]
    for order in (words, words[::-1]):
        for (start, end, known), word in pairwise(order):
            if word[2] == 1 and known == 2 and text[min(end, word[1]) : max(start, word[0])].isspace():
                word[2] = 2
    pieces, at = [], 0
    for start, end, known in words:
        if known == 2:
            pieces += [text[at:start], text[start:end].upper()]
            at = end
    return "".join([*pieces, text[at:]])


def _capital(word: str) -> int:
    """2: some small letters of a font and two capitals beside them; 1: it may be, "Hà" or "ở"; 0: it is not."""
    capitals = sum(map(str.isupper, word))
    if capitals == len(word) or any("a" <= c <= "z" for c in word):
        return 0
    return 2 if capitals > 1 else 1
