"""What the body of an office is part of, told behind it: "phòng A, Cục B, Bộ C", "Viện A (Trường đại học B)"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from extract.folding import fold
from extract.reading import names
from extract.reading.cues import institutions, persons
from extract.reading.organizations.read import Organization, is_headed, read_organization
from extract.reading.people.held import Held, give
from extract.reading.people.sentence import Sentence
from extract.reading.tokens import CAPITALS, LOWER, TITLE, Lexicon, Tokens
from extract.spans import Span
from extract.tables.titles import Title, people


def of_parents(sentence: Sentence, held: Held, organization: Organization, starts: frozenset[int]) -> None:
    """ "Phó Đội trưởng Đội A, Phòng B Công an tỉnh", "trưởng khoa Sản, Bệnh viện Vinmec": what it is part of."""
    held.end = organization.span.end
    rank = _rank(fold(organization.name))
    while (parent := _parent(sentence, held, rank, starts)) is not None:
        end, held.end = held.end, parent.span.end
        above = _rank(sentence.text.folded[parent.span.start : parent.span.end])
        ranked = rank is not None and above is not None and above > rank
        if parent.private:
            held.private = True
        elif _is_of_kind(sentence, parent, held.title):
            # "phó đội trưởng chuyên môn, Đội Công binh số 3": what he does there.
            give(held, parent)
        elif held.title.fused in people().units or parent.foreign or ranked:
            held.organization_span, held.foreign = Span(organization.span.start, held.end), parent.foreign
            told = " ".join(sentence.text.raw[end : held.end].split())
            held.organization = f"{held.organization}{' ' * told.startswith(('(', '-'))}{told}"
        if not ranked:
            return
        rank = above


def _is_of_kind(sentence: Sentence, body: Organization, title: Title) -> bool:
    """True for a unit of the kind that the office leads."""
    head = fold(title.fused or "")
    return bool(head) and sentence.text.folded.startswith(f"{head} ", body.span.start)


def _parent(sentence: Sentence, held: Held, rank: int | None, starts: frozenset[int]) -> Organization | None:
    """ "Vụ trưởng Vụ Địa phương III, Ủy ban Dân tộc Lê Văn An": the body that the one before it is part of; `rank`: how
    high that one stands.
    """
    tokens, title = sentence.tokens, held.title
    at = tokens.at(held.end)
    mark = tokens.fold(at)
    if mark not in (",", "(", "-") or at + 1 in starts:
        return None
    # "Trưởng phòng A, ‹thuộc› Sở B"
    at += mark == "," and tokens.fold(at + 1) in institutions.belongs()
    above = _rank_at(tokens, at + 1)
    ranked = rank is not None and above is not None and above > rank
    unit = title.fused in people().units and held.organization_span is not None and mark != "-"
    # "phó đội trưởng chuyên môn, ‹Đội› Công binh số 3"
    alike = unit and tokens.shape(at + 1) is TITLE and tokens.fold(at + 1) == fold(title.fused or "")
    if not (ranked or (mark != "-" and (alike or is_headed(tokens, at + 1, or_private=unit)))):
        return None
    parent = read_organization(tokens, at + 1, title, starts, "")
    placed = any(names.is_place(tokens, start, at) for start in range(max(0, at - 3), at))
    if parent is None or (parent.private and (not unit or placed)):
        return None
    behind = tokens.at(parent.span.end)
    if mark == "(":
        # "Phó Trưởng phòng Tham mưu (Công an tỉnh)"
        closed = (unit or ranked) and tokens.fold(behind) == ")"
        return replace(parent, span=Span(parent.span.start, tokens.end(behind))) if closed else None
    # "Phó Đội trưởng Đội A, Phòng B Công an tỉnh, cho biết": a unit of it.
    told = (unit or ranked) and (behind == len(tokens) or tokens.fold(behind) in ",;.)(-")
    if told and not unit and _is_listed(tokens, behind, above):
        return None
    # "Vụ trưởng Vụ A, Bộ B là ông C"
    begin = persons.honorifics().end(tokens, behind + (tokens.fold(behind) == people().copula))
    run = names.run_end(tokens, begin)
    named = names.name_at(tokens, begin, run) or (parent.foreign and run > begin)
    return parent if told or (named and not parent.private) else None


def _is_listed(tokens: Tokens, at: int, rank: int | None) -> bool:
    """ "Giám đốc Trung tâm A, Sở B‹, Công an tỉnh› cùng dự": a list of bodies goes on, of which none holds another."""
    if tokens.fold(at) != "," or not is_headed(tokens, at + 1):
        return False
    above = _rank_at(tokens, at + 1)
    return rank is None or above is None or above <= rank


def _rank_at(tokens: Tokens, at: int) -> int | None:
    """How high the body stands whose head begins at a token; a head in small letters is one where a name follows."""
    lexicon, ranks = _ranks()
    end = lexicon.end(tokens, at)
    if end == at or (tokens.shape(at) is LOWER and tokens.shape(end) not in (TITLE, CAPITALS)):
        return None
    return ranks[" ".join(tokens.folds[at:end])]


@lru_cache(maxsize=4096)
def _rank(folded: str) -> int | None:
    """How high a body stands by its folded name: a unit of a department below it, that below a ministry."""
    _, ranks = _ranks()
    words = folded.split(" ", _longest())
    heads = (" ".join(words[:count]) for count in range(_longest(), 0, -1))
    return next((ranks[head] for head in heads if head in ranks), None)


@cache
def _ranks() -> tuple[Lexicon, dict[str, int]]:
    parts = people().parts
    return Lexicon(head for heads in parts for head in heads), {
        fold(head): rank for rank, heads in enumerate(parts) for head in heads
    }


@cache
def _longest() -> int:
    """So many words has the longest head."""
    return max(len(head.split(" ")) for head in _ranks()[1])
