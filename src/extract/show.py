"""Results made visible: tables for the terminal and for pandas, marked text for a notebook, spans for spaCy.

All views read the records and the article's text; none changes them. What is shown is escaped, and characters that
steer a terminal or turn the reading direction around are replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from extract.language.words import tokens
from extract.records import Article, Evidence, Failure, Observation, Official, Position, Result, Subject

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

Record = TypeVar("Record", Official, Observation)

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BOUNDS = {"exact": "", "min": "≥ ", "max": "≤ ", "approx": "≈ "}
_CHANGES = {"score_change", "rank_change", "rate_change"}
_KINDS = {"articles": Article, "officials": Official, "observations": Observation, "failures": Failure}


def visible(text: str) -> str:
    """The text with control characters and those that turn its direction shown as �; tabs and line ends stay."""
    return _UNSEEN.sub("\ufffd", text)


# --- rows: one line for each record, for people --------------------------------------------------------------------

OFFICIAL_COLUMNS = ("name", "positions", "role", "read from")
OBSERVATION_COLUMNS = ("subject", "index", "component", "period", "value", "change", "read from")


def official_rows(result: Result) -> list[tuple[str, ...]]:
    """One row of `OFFICIAL_COLUMNS` for each official."""
    return [
        (
            " ".join(filter(None, (official.honorific, official.name))),
            "; ".join(map(_position, official.positions)),
            official.role or "",
            _printed(result.article, official.evidence),
        )
        for official in result.officials
    ]


def observation_rows(result: Result) -> list[tuple[str, ...]]:
    """One row of `OBSERVATION_COLUMNS` for each observation."""
    return [
        (
            observation.subject.name or "" if observation.subject else "",
            observation.index or "",
            "; ".join(filter(None, (observation.component, observation.indicator))),
            observation.period or "",
            *_value_and_change(observation),
            _printed(result.article, observation.evidence),
        )
        for observation in result.observations
    ]


def _position(position: Position) -> str:
    status = "" if position.status == "current" else f" ({position.status})"
    return ", ".join(filter(None, (position.title, position.organization))) + status


def _printed(article: Article, evidence: Sequence[Evidence]) -> str:
    """The words that a record was read from, each once."""
    words = (" ".join(article.text[item.start : item.end].split()) for item in evidence)
    return visible(" · ".join(dict.fromkeys(words)))


def _value_and_change(observation: Observation) -> tuple[str, str]:
    shown = _figure(observation)
    notes = [
        *(["derived"] if observation.derived else []),
        *([observation.modality] if observation.modality != "reported" else []),
    ]
    if notes:
        shown = f"{shown} ({', '.join(notes)})"
    return ("", shown) if observation.metric in _CHANGES else (shown, "")


def _figure(observation: Observation) -> str:
    value, unit = observation.value, observation.unit
    if observation.metric in _CHANGES:
        shown = (
            observation.direction or "" if value is None else f"{_BOUNDS[observation.bound]}{number(value):+} {unit}"
        )
        return f"{shown} since {observation.baseline}" if observation.baseline else shown
    if value is None:
        return observation.metric
    shown = f"{_BOUNDS[observation.bound]}{number(value)}"
    if observation.out_of is not None:
        shown += f"/{number(observation.out_of)}"
    if observation.metric == "group":
        shown = f"group {shown}"
    if unit and observation.metric not in {"rank", "group"}:
        shown += f" {unit}"
    if observation.metric == "rank":
        shown = f"rank {shown}"
        if observation.scope not in {None, "national"}:
            shown += f" in {observation.scope}"
    return shown


def number(value: float) -> int | float:
    """The value without the decimals of a whole number."""
    return int(value) if value == int(value) else value


# --- the terminal --------------------------------------------------------------------------------------------------


# Narrower than that, a table has a letter or two in a line.
_NARROW = 72


def tables(result: Result, width: int = 160) -> list[Table]:
    """The officials and the observations as tables for a rich console; a third one where something failed."""
    table = _table if width >= _NARROW else records
    shown = [
        table("Officials", OFFICIAL_COLUMNS, official_rows(result)),
        table("Observations", OBSERVATION_COLUMNS, observation_rows(result)),
    ]
    if result.failures:
        rows = [(failure.source, failure.stage, failure.told) for failure in result.failures]
        shown.append(table("Failures", ("source", "stage", "reason"), rows))
    return shown


def records(title: str | None, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The rows below one another, a line for each cell that tells something: where a table would be too wide."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", box=box.HORIZONTALS, show_header=False, show_edge=False, pad_edge=False
    )
    # Without columns, not even the title is printed.
    for _ in range(2):
        table.add_column()
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if cell:
                table.add_row(Text(column), Text(visible(cell)))
        table.add_section()
    return table


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=None)
    for row in rows:
        # Text, not str: rich would read "[bold]" in a name as its own markup.
        table.add_row(*(Text(visible(cell)) for cell in row))
    return table


# --- pandas --------------------------------------------------------------------------------------------------------


def to_pandas(result: Result) -> dict[str, pd.DataFrame]:
    """One frame for each table of the record contract: `articles`, `officials`, `observations`, `failures`.

    A row is a record and a column is a field of it; `positions` and `evidence` are lists of dicts, and an
    observation's subject is three columns, `subject_type`, `subject_id` and `subject_name`.
    """
    records: dict[str, Sequence[Any]] = {
        "articles": (result.article,),
        "officials": result.officials,
        "observations": result.observations,
        "failures": result.failures,
    }
    return {name: frame(map(asdict, rows), name) for name, rows in records.items()}


def frame(rows: Iterable[dict[str, Any]], table: str) -> pd.DataFrame:
    """Rows of a table of the contract as a frame with its columns, as in `to_pandas`."""
    import pandas as pd

    return pd.DataFrame([_flat(dict(row)) for row in rows], columns=_columns(_KINDS[table]))


def provinces(year: int | str = 2025) -> pd.DataFrame:
    """The provinces as they were at the end of a year (64, 63 or 34), one row each, indexed by ISO code.

    Columns: name, kind, region, and `column` and `row` of a map of equal tiles (none before 2008-08).
    """
    import pandas as pd

    from extract.tables.provinces import provinces_on, tiles

    found = provinces_on(f"{int(year):04d}-12-31")
    kind = "34" if f"{year}" >= "2025" else "63"
    places = ((row, tiles().get((kind, row.iso))) for row in found.values())
    rows = [(p.iso, p.name, p.kind, p.region, tile and tile.column, tile and tile.row) for p, tile in places]
    return pd.DataFrame(rows, columns=["iso", "name", "kind", "region", "column", "row"]).set_index("iso").sort_index()


def _columns(kind: type) -> list[str]:
    subject = [f"subject_{field.name}" for field in fields(Subject)]
    return [name for field in fields(kind) for name in (subject if field.name == "subject" else [field.name])]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    if "subject" in row:
        subject = row.pop("subject") or {}
        row |= {f"subject_{field.name}": subject.get(field.name) for field in fields(Subject)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


# --- a notebook ----------------------------------------------------------------------------------------------------

# Half-transparent colours and inherited text colour: readable on light and on dark pages.
_STYLE = """
.vn-extract {line-height: 1.6; max-width: 62rem}
.vn-extract mark {color: inherit; border-radius: .2em; padding: 0 .1em}
.vn-extract mark.official {background: rgba(66, 133, 244, .28)}
.vn-extract mark.figure {background: rgba(255, 160, 0, .38)}
.vn-extract mark.told {background: none; border-bottom: 2px dotted rgba(255, 160, 0, .9)}
.vn-extract table {border-collapse: collapse; margin: 1em 0; font-size: .9em}
.vn-extract caption {text-align: left; font-weight: bold}
.vn-extract th, .vn-extract td {text-align: left; vertical-align: top; padding: .2em .6em;
  border-bottom: 1px solid rgba(128, 128, 128, .35)}
""".strip()


def to_html(result: Result) -> str:
    """The article's text with its evidence marked, and the two tables, as an HTML fragment for a notebook.

    Figures and the names of officials have a background, the words that fixed index, subject or period a dotted
    line; the record that a mark belongs to is its tooltip.
    """
    shown = [
        f"<style>{_STYLE}</style>",
        *(f"<p>{line}</p>" for line in _marked(result).split("\n") if line.strip()),
        _html_table("Officials", OFFICIAL_COLUMNS, official_rows(result)),
        _html_table("Observations", OBSERVATION_COLUMNS, observation_rows(result)),
    ]
    if result.failures:
        rows = [(failure.source, failure.stage, failure.told) for failure in result.failures]
        shown.append(_html_table("Failures", ("source", "stage", "reason"), rows))
    return f'<div class="vn-extract">{"".join(shown)}</div>'


def _html_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{title} ({len(rows)})</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _escaped(text: str) -> str:
    return escape(visible(text), quote=True)


def _marks(result: Result) -> Iterator[tuple[int, int, str, str]]:
    """Each evidence as (start, end, class, tooltip)."""
    for official, row in zip(result.officials, official_rows(result), strict=True):
        for item in official.evidence:
            yield item.start, item.end, "official", f"{row[0]}: {row[1]}"
    for observation, row in zip(result.observations, observation_rows(result), strict=True):
        told = " ".join(filter(None, row[:-1]))
        for item in observation.evidence:
            yield item.start, item.end, "figure" if item.what == "figure" else "told", f"{item.what}: {told}"


def _marked(result: Result) -> str:
    """The text as HTML with a `<mark>` around each stretch that the same records were read from."""
    text = result.article.text
    opening: dict[int, list[tuple[str, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for start, end, kind, told in _marks(result):
        if start < end:
            opening[start].append((kind, told))
            closing[end].append((kind, told))
    parts: list[str] = []
    at = 0
    # Marks overlap, HTML elements may not: the text is cut wherever one begins or ends.
    inside: list[tuple[str, str]] = []
    for cut in sorted({*opening, *closing, len(text)}):
        parts.append(_stretch(text[at:cut], inside))
        for mark in closing[cut]:
            inside.remove(mark)
        inside.extend(opening[cut])
        at = cut
    return "".join(parts)


def _stretch(text: str, inside: Sequence[tuple[str, str]]) -> str:
    if not text or not inside:
        return _escaped(text)
    kinds = {kind for kind, _ in inside}
    kind = next(kind for kind in ("figure", "official", "told") if kind in kinds)
    told = _escaped("\n".join(dict.fromkeys(told for _, told in inside))).replace("\n", "&#10;")
    # A mark that goes over a line end is opened anew in the next paragraph; white space alone is no paragraph.
    return "\n".join(
        f'<mark class="{kind}" title="{told}">{_escaped(line)}</mark>' if line.strip() else _escaped(line)
        for line in text.split("\n")
    )


# --- spaCy ---------------------------------------------------------------------------------------------------------


def to_doc(result: Result) -> Doc:
    """The article as a spaCy Doc: `doc.text` is its text, with `mark` applied."""
    return mark(new_doc(result.article.text, _vocab()), result.officials, result.observations)


def new_doc(text: str, vocab: Vocab) -> Doc:
    """The text as a Doc of Vietnamese words; `doc.text == text` for any text."""
    from spacy.tokens import Doc

    words, spaces = tokens(text)
    return Doc(vocab, words=words, spaces=spaces)


def mark(
    doc: Doc, officials: Iterable[Official] | None = None, observations: Iterable[Observation] | None = None
) -> Doc:
    """Fills the views of the records that are given, whose offsets are those of `doc.text`.

    `doc._.officials` and `doc._.observations` are the records, saved with the Doc. `doc.spans["officials"]` has a
    span for each mention of an official, `doc.spans["observations"]` one for each observation, on its figure; a
    span's id is the record's. A span covers whole words: the exact characters are the record's evidence.
    """
    extend_doc()
    if officials is not None:
        doc._.officials = tuple(officials)
        doc.spans["officials"] = [
            _span(doc, item, "OFFICIAL", official.official_id)
            for official in doc._.officials
            for item in official.evidence
        ]
    if observations is not None:
        doc._.observations = tuple(observations)
        doc.spans["observations"] = [
            _span(doc, item, observation.metric.upper(), observation.observation_id, observation.index or "")
            for observation in doc._.observations
            for item in observation.evidence[:1]
        ]
    return doc


def _span(doc: Doc, item: Evidence, label: str, record: str, index: str = "") -> Span:
    span = doc.char_span(item.start, item.end, label=label, kb_id=index, span_id=record, alignment_mode="expand")
    if span is None:
        raise ValueError(f"evidence {item.start}:{item.end} lies outside of the text ({len(doc.text)} characters)")
    return span


@cache
def extend_doc() -> None:
    """Gives spaCy's Doc the extensions `officials` and `observations`, tuples of records."""
    from spacy.tokens import Doc

    for name, (getter, setter) in {
        "officials": _stored("officials", Official),
        "observations": _stored("observations", Observation),
    }.items():
        Doc.set_extension(name, getter=getter, setter=setter, force=True)


def _stored(name: str, kind: type[Record]) -> tuple[Any, Any]:
    """Reads and writes records in `doc.user_data` as plain dicts, which DocBin and to_bytes can save."""
    from pydantic import TypeAdapter

    adapter = TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type]
    key = f"extract.{name}"

    def get(doc: Doc) -> tuple[Record, ...]:
        records: tuple[Record, ...] = adapter.validate_python(doc.user_data.get(key, ()))
        return records

    def put(doc: Doc, records: Iterable[Record]) -> None:
        doc.user_data[key] = adapter.dump_python(tuple(records), mode="json")

    return get, put


@cache
def _vocab() -> Vocab:
    from spacy.lang.vi import Vietnamese
    from spacy.vocab import create_vocab

    return create_vocab("vi", Vietnamese.Defaults)
