"""Vietnamese words as spans of the text: the one module that knows underthesea.

underthesea gives strings, not places: it composes, turns "ð" into "đ", collapses white space and glues sentences.
Here each sentence is segmented by itself, and its words are found again in the characters as printed. Where that
fails the sentence falls back to runs of letters and single marks. So every word is an exact slice, for any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.folding import Text
from extract.language.composition import compose
from extract.language.sentences import sentences
from extract.spans import Span

# underthesea's patterns take quadratic time on runs like "a.a.a.a"; no Vietnamese word comes near the one bound,
# few sentences near the other.
_LONGEST_RUN = 60
_LONGEST_PIECE = 600

_RUN = re.compile(r"\S+")
_SPACE = re.compile(r"\s*")
_PLAIN = re.compile(r"(?:\w[\u0300-\u036f]*)+|\S")
# What underthesea replaces even when it is told not to normalize.
_REPLACED = str.maketrans("ðÐ", "đĐ")


def words(text: str) -> list[Span]:
    """The words of `text` in order, without overlap; together they cover all that is not white space."""
    found: list[Span] = []
    whole = Text(text)
    for sentence in sentences(whole, whole.whole):
        for piece, readable in _pieces(text, sentence):
            found.extend((_segmented(text, piece) if readable else None) or _plain(text, piece))
    return found


def tokens(text: str) -> tuple[list[str], list[bool]]:
    """The words of `text` as spaCy takes them: the strings, and whether a space follows each.

    White space that is more than one space between two words becomes tokens of its own, so that the strings and
    spaces put together are `text` again.
    """
    strings: list[str] = []
    spaces: list[bool] = []
    end = 0
    for word in [*words(text), Span(len(text), len(text))]:
        gap = text[end : word.start]
        if gap.startswith(" ") and spaces:
            spaces[-1] = True
            gap = gap[1:]
        for string in (gap, word.of(text)):
            if string:
                strings.append(string)
                spaces.append(False)
        end = word.end
    return strings, spaces


def _pieces(text: str, sentence: Span) -> Iterator[tuple[Span, bool]]:
    """The sentence in pieces of bounded length, each with whether underthesea may see it."""
    if sentence.end - sentence.start <= _LONGEST_RUN:
        yield sentence, True
        return
    start = end = sentence.start
    for run in _RUN.finditer(text, sentence.start, sentence.end):
        long = run.end() - run.start() > _LONGEST_RUN
        if end > start and (long or run.end() - start > _LONGEST_PIECE):
            yield Span(start, end), True
            start = end
        if end == start:
            start = run.start()
        end = run.end()
        if long:
            yield Span(start, end), False
            start = end
    if end > start:
        yield Span(start, end), True


def _segmented(text: str, piece: Span) -> list[Span] | None:
    """The words of underthesea, found again in the text; None where they are not the text's own characters."""
    composed = compose(piece.of(text))
    found: list[Span] = []
    at = 0
    for word in _segment(composed.text):
        parts: list[Span] = []
        for part in word.split():
            start = _after_space(composed.text, at)
            at = start + len(part)
            if composed.text[start:at].translate(_REPLACED) != part:
                return None
            # A numeral is a word by itself: in some sentences underthesea glues "59,95 điểm", in others not.
            if parts and not part[0].isdigit() and not composed.text[parts[-1].start].isdigit():
                parts[-1] = parts[-1].cover(Span(start, at))
            else:
                parts.append(Span(start, at))
        given = [composed.given(part) for part in parts]
        if any(part.start == part.end for part in given):
            return None  # One character of the text is several when composed, and they were parted.
        found.extend(Span(piece.start + part.start, piece.start + part.end) for part in given)
    return found if _after_space(composed.text, at) == len(composed.text) else None


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match
    return match.end()


def _segment(sentence: str) -> list[str]:
    from underthesea import word_tokenize

    try:
        return list(word_tokenize(sentence, use_token_normalize=False))
    except BaseException as error:
        # A panic of underthesea's Rust core is no Exception; what else is none (an interrupt, a time limit) goes on.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return []
        raise


def _plain(text: str, piece: Span) -> list[Span]:
    return [Span(*match.span()) for match in _PLAIN.finditer(text, piece.start, piece.end)]
