"""From a raw text to an article: one spelling of it, and nothing in it that is not its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from extract.folding import fold
from extract.records import Article
from extract.tables.articles import surroundings

_STOP = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_FIGURE = re.compile(r"\d[.,]\d|\d\s*/\s*\d|\d\s*%")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_NAME = re.compile(r"(?:[^\W\d_]\w*\.?)(?:\s+[^\W\d_]\w*\.?){0,4}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TITLE_LENGTH = 250


def normalized(raw: str) -> str:
    """NFC, LF line ends, no control characters, no white space around: the spelling that offsets count in."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SURROGATE.sub("\ufffd", text)
    text = _CONTROL.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))
    return text.strip()


def article_id(text: str) -> str:
    """The id of a stored text: the same text has the same id, on any machine, in any run."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def article_from_text(raw: str, source: str) -> Article:
    """The article in a raw text: its own paragraphs, the title where one stands apart above them."""
    lines = normalized(raw).split("\n")
    kept = own_paragraphs(lines)
    text = "\n".join(kept)
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    apart = first + 1 < len(lines) and not lines[first + 1].strip()
    titled = kept and apart and kept[0] == lines[first].strip() and len(kept[0]) <= _TITLE_LENGTH
    title = kept[0] if titled and not _STOP.search(kept[0]) else None
    return Article(article_id=article_id(text), source=source, text=text, title=title)


def own_paragraphs(lines: list[str]) -> list[str]:
    """The lines that are the article's own, stripped: no captions, bylines, pointers, related headlines."""
    table = surroundings()
    filled = [(i, line.strip()) for i, line in enumerate(lines) if line.strip()]
    for at, (_, line) in enumerate(filled):
        if at and fold(line).rstrip(" :.") in table.related:
            filled = filled[:at]
            break
    filled = filled[: len(filled) - _headlines(lines, filled)]
    return [line for at, (_, line) in enumerate(filled) if at == 0 or not _beside(line)]


def _beside(line: str) -> bool:
    table = surroundings()
    folded = fold(line)
    if folded.startswith(table.pointers):
        return True
    if len(line) <= table.caption_length:
        if folded.startswith(table.caption_openers) and not _SENTENCE_END.search(line):
            return True
        tail = max((folded.rfind(credit) for credit in table.caption_credits), default=-1)
        if tail >= 0 and (tail == 0 or folded[tail - 1] in " .-(–") and len(line) - tail <= 50:  # noqa: PLR2004
            return True
    if folded.strip(" ()") in table.bylines or (len(line) < 60 and folded.startswith(table.bylines)):  # noqa: PLR2004
        return True
    return _byline(line)


def _byline(line: str) -> bool:
    """A name alone: every word with a capital, two to five of them, no stop, no figure."""
    words = line.split()
    capitals = all(word[0].isupper() for word in words)
    return 1 < len(words) <= 5 and capitals and _NAME.fullmatch(line) is not None  # noqa: PLR2004


def _headlines(lines: list[str], filled: list[tuple[int, str]]) -> int:
    """How many lines at the end are headlines of other articles: short, without a stop, parted by blank lines."""
    count = 0
    for at in range(len(filled) - 1, 0, -1):
        number, line = filled[at]
        alone = number and not lines[number - 1].strip()
        if (
            not alone
            or _STOP.search(line)
            or _FIGURE.search(line)
            or len(line) > _TITLE_LENGTH
            or len(line.split()) < 4
        ):  # noqa: PLR2004
            break
        count += 1
    return count if count >= surroundings().headlines else 0
