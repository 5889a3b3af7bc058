from dataclasses import dataclass, replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from spacy.tokens import Doc, DocBin

from extract.records import Article, Evidence, Failure, Observation, Official, Position, Result, Subject
from extract.show import extend_doc, mark, new_doc, provinces, tables, to_doc, to_html, to_pandas, visible
from tests.strategies import odd_text

TEXT = (
    "Đồng chí Lò Văn Minh - Phó Chủ tịch UBND tỉnh dự hội nghị.\n"
    "Chỉ số PCI năm 2021 của tỉnh đạt 61,5 điểm, xếp hạng 48/63, tăng 3 hạng so với năm 2020."
)


@dataclass(frozen=True)
class Shown:
    article: Article
    officials: tuple[Official, ...] = ()
    observations: tuple[Observation, ...] = ()
    failures: tuple[Failure, ...] = ()


def evidence(printed: str, what: str) -> Evidence:
    start = TEXT.index(printed)
    return Evidence(start=start, end=start + len(printed), what=what)


def observation(number: int, figure: str, **told: object) -> Observation:
    base = Observation(
        article_id="a1",
        observation_id=f"a1-{number}",
        index="PCI",
        subject=Subject(type="province", id="VN-01", name="Lai Châu"),
        period="2021",
        metric="score",
        evidence=(evidence(figure, "figure"), evidence("PCI", "index"), evidence("năm 2021", "period")),
    )
    return replace(base, **told)  # type: ignore[arg-type]


ARTICLE = Article(article_id="a1", source="tin.txt", text=TEXT)
OFFICIAL = Official(
    article_id="a1",
    official_id="a1-p1",
    name="Lò Văn Minh",
    honorific="Đồng chí",
    positions=(Position(title="Phó Chủ tịch", organization="UBND tỉnh Lai Châu", level="province"),),
    role="attendee",
    rule="people",
    confidence=0.9,
    evidence=(evidence("Lò Văn Minh - Phó Chủ tịch UBND tỉnh", "name"),),
)
SHOWN = Shown(
    ARTICLE,
    (OFFICIAL,),
    (
        observation(1, "61,5", value=61.5, unit="điểm"),
        observation(2, "48/63", metric="rank", value=48.0, unit="hạng", out_of=63.0, scope="national"),
        observation(3, "3 hạng", metric="rank_change", value=3.0, unit="hạng", direction="up", baseline="2020"),
    ),
)


def terminal(result: Result, width: int = 200) -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=True)
    for table in tables(result):
        console.print(table)
    return out.getvalue()


def cells(result: Result) -> list[list[str]]:
    """The rows of all HTML tables as plain text."""
    rows: list[list[str]] = []

    class Cells(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag == "tr":
                rows.append([])
            self.inside = tag == "td"
            if self.inside:
                rows[-1].append("")

        def handle_endtag(self, tag: str) -> None:
            self.inside = False

        def handle_data(self, data: str) -> None:
            if self.inside:
                rows[-1][-1] += data

    Cells().feed(to_html(result))
    return [row for row in rows if row]


class Marked(HTMLParser):
    """The text of the paragraphs of an HTML view, and its marks as (class, tooltip, text)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.marks: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self._in_line = self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "p":
            self._in_line = True
            self.lines.append("")
        if tag == "mark":
            self._in_mark = True
            told = dict(attrs)
            self.marks.append((told["class"] or "", told["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_line = self._in_line and tag != "p"
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in_line:
            self.lines[-1] += data
        if self._in_mark:
            self.marks[-1] = (*self.marks[-1][:2], self.marks[-1][2] + data)


def test_show_rows_tell_value_change_and_words() -> None:
    assert cells(SHOWN)[1:] == [
        ["Lai Châu", "PCI", "", "2021", "61.5 điểm", "", "61,5 · PCI · năm 2021"],
        ["Lai Châu", "PCI", "", "2021", "rank 48/63", "", "48/63 · PCI · năm 2021"],
        ["Lai Châu", "PCI", "", "2021", "", "+3 hạng since 2020", "3 hạng · PCI · năm 2021"],
    ]


def test_show_rows_tell_positions() -> None:
    assert cells(SHOWN)[0] == [
        "Đồng chí Lò Văn Minh",
        "Phó Chủ tịch, UBND tỉnh Lai Châu",
        "attendee",
        "Lò Văn Minh - Phó Chủ tịch UBND tỉnh",
    ]


@pytest.mark.parametrize(
    ("told", "value", "change"),
    [
        ({"value": 80.0, "unit": "%", "bound": "min", "modality": "target"}, "≥ 80 % (target)", ""),
        ({"value": 40.62, "unit": "điểm", "out_of": 80.0}, "40.62/80 điểm", ""),
        ({"metric": "rank", "value": 2.0, "scope": "Tây Bắc"}, "rank 2 in Tây Bắc", ""),
        ({"metric": "rank", "value": 10.0, "bound": "max"}, "rank ≤ 10", ""),
        ({"metric": "group", "value": None}, "group", ""),
        ({"metric": "group", "value": 3.0}, "group 3", ""),
        ({"metric": "count", "value": 43.0, "unit": "tiêu chí"}, "43 tiêu chí", ""),
        ({"metric": "rank", "value": 58.0, "derived": True}, "rank 58 (derived)", ""),
        ({"metric": "rank_change", "value": -1.0, "unit": "hạng"}, "", "-1 hạng"),
        ({"metric": "score_change", "value": None, "direction": "down", "baseline": "2020"}, "", "down since 2020"),
    ],
)
def test_show_values(told: dict[str, object], value: str, change: str) -> None:
    row = cells(Shown(ARTICLE, (), (observation(1, "61,5", **told),)))[0]
    assert (row[4], row[5]) == (value, change)


def test_show_status_of_a_position() -> None:
    official = replace(OFFICIAL, positions=(Position(title="Bí thư", organization="Tỉnh ủy", status="former"),))
    assert cells(Shown(ARTICLE, (official,)))[0][1] == "Bí thư, Tỉnh ủy (former)"


def test_show_terminal_has_every_row() -> None:
    printed = terminal(SHOWN)
    for words in ("Lò Văn Minh", "UBND tỉnh Lai Châu", "61.5 điểm", "rank 48/63", "+3 hạng since 2020"):
        assert words in printed
    assert "Failures" not in printed


def test_show_terminal_too_narrow_for_a_table_tells_record_by_record() -> None:
    wide, narrow = tables(SHOWN), tables(SHOWN, 40)
    assert [len(table.columns) for table in (*wide, *narrow)] == [4, 7, 2, 2]
    out = StringIO()
    Console(file=out, width=40).print(narrow[1])
    assert "value" in out.getvalue()
    assert "rank 48/63" in out.getvalue()
    assert "component" not in out.getvalue()
    empty = StringIO()
    Console(file=empty, width=40).print(tables(Shown(ARTICLE), 40)[0])
    assert "Officials" in empty.getvalue()


def test_show_terminal_takes_no_orders_from_the_text() -> None:
    evil = replace(ARTICLE, source="[bold]\x1b]0;owned\x07\x9b31m\u202e")
    failed = Failure(source=evil.source, stage="article", reason="[link=http://x]no text[/link]")
    printed = terminal(Shown(evil, failures=(failed,)))
    assert "[bold]" in printed
    assert "[link=http://x]no text[/link]" in printed
    assert not any(order in printed for order in ("\x1b]", "\x07", "\x9b", "\u202e"))


def test_show_html_marks_the_evidence() -> None:
    marks = [(kind, text) for kind, _, text in Marked(to_html(SHOWN)).marks]
    assert marks == [
        ("official", "Lò Văn Minh - Phó Chủ tịch UBND tỉnh"),
        ("told", "PCI"),
        ("told", "năm 2021"),
        ("figure", "61,5"),
        ("figure", "48/63"),
        ("figure", "3 hạng"),
    ]


def test_show_html_tooltip_names_the_record() -> None:
    told = {text: title for _, title, text in Marked(to_html(SHOWN)).marks}
    assert told["61,5"] == "figure: Lai Châu PCI 2021 61.5 điểm"
    assert told["PCI"].split("\n")[1] == "index: Lai Châu PCI 2021 rank 48/63"


def test_show_html_escapes_what_it_shows() -> None:
    evil = '<script>alert(1)</script> " onmouseover="x'
    article = Article(article_id="a1", source="x", text=evil)
    everywhere = Evidence(start=0, end=len(evil), what='"><b>')
    result = Shown(
        article,
        (replace(OFFICIAL, name=evil, honorific=evil, evidence=(everywhere,)),),
        (observation(1, "PCI", component=evil, unit=evil, value=1.0, evidence=(everywhere,)),),
        (Failure(source=evil, stage="article", reason=evil),),
    )
    html = to_html(result)
    assert Marked(html).tags <= {"div", "style", "p", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "<script" not in html
    assert '" onmouseover' not in html


@given(odd_text.filter(lambda text: bool(text.strip())), st.data())
def test_show_html_keeps_the_text(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=6))
    marked = tuple(
        observation(i, "61,5", evidence=(Evidence(start=start, end=end, what="figure"),))
        for i, (start, end) in enumerate(spans)
    )
    view = Marked(to_html(Shown(replace(ARTICLE, text=text), (), marked)))
    # An HTML parser reads CR as a line end, and white space is collapsed where it is shown.
    lines = [" ".join(visible(line).split()) for line in text.split("\n") if visible(line).strip()]
    assert [" ".join(line.split()) for line in view.lines] == lines
    if any(text[start:end].strip() for start, end in spans):
        assert view.marks


def test_show_pandas_has_the_contract_columns() -> None:
    frames = to_pandas(SHOWN)
    assert {name: len(frame) for name, frame in frames.items()} == {
        "articles": 1,
        "officials": 1,
        "observations": 3,
        "failures": 0,
    }
    assert list(frames["failures"])[:4] == ["source", "stage", "reason", "article_id"]
    first = frames["observations"].iloc[0]
    assert (first.subject_name, first.subject_id, first["index"], first.value) == ("Lai Châu", "VN-01", "PCI", 61.5)
    assert first.evidence[0] == {"start": TEXT.index("61,5"), "end": TEXT.index("61,5") + 4, "what": "figure"}
    assert frames["officials"].iloc[0].positions[0]["organization"] == "UBND tỉnh Lai Châu"


def test_show_pandas_empty_result_keeps_columns() -> None:
    frames = to_pandas(Shown(ARTICLE))
    assert {"subject_type", "metric", "evidence"} <= set(frames["observations"].columns)
    assert len(frames["observations"]) == 0


def test_show_pandas_without_subject() -> None:
    frame = to_pandas(Shown(ARTICLE, (), (observation(1, "61,5", subject=None),)))["observations"]
    assert frame.iloc[0].subject_name is None


def test_show_doc_keeps_the_text_and_the_records() -> None:
    doc = to_doc(SHOWN)
    assert doc.text == TEXT
    assert doc._.officials == SHOWN.officials
    assert doc._.observations == SHOWN.observations
    assert [(span.text, span.label_, span.kb_id_, span.id_) for span in doc.spans["observations"]] == [
        ("61,5", "SCORE", "PCI", "a1-1"),
        ("48/63", "RANK", "PCI", "a1-2"),
        ("3 hạng", "RANK_CHANGE", "PCI", "a1-3"),
    ]
    assert [span.id_ for span in doc.spans["officials"]] == ["a1-p1"]


def test_show_doc_survives_docbin() -> None:
    doc = to_doc(SHOWN)
    saved = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(saved).get_docs(doc.vocab)
    assert again.text == TEXT
    assert again._.observations == SHOWN.observations
    assert again._.officials == SHOWN.officials
    assert [span.text for span in again.spans["officials"]] == [span.text for span in doc.spans["officials"]]


def test_show_doc_refuses_evidence_outside() -> None:
    outside = Evidence(start=0, end=len(TEXT) + 1, what="figure")
    with pytest.raises(ValueError, match="outside of the text"):
        to_doc(Shown(ARTICLE, (), (observation(1, "61,5", evidence=(outside,)),)))


def test_show_doc_without_marks_has_no_records() -> None:
    extend_doc()
    doc = new_doc(TEXT, to_doc(SHOWN).vocab)
    assert doc._.officials == doc._.observations == ()
    assert mark(doc, officials=[]).spans["officials"] is not None
    assert "observations" not in doc.spans


@given(odd_text)
def test_show_doc_text_is_the_text(text: str) -> None:
    assert new_doc(text, _VOCAB).text == text


_VOCAB = Doc(to_doc(SHOWN).vocab).vocab


@pytest.mark.parametrize(("year", "count"), [(2007, 64), (2019, 63), (2024, 63), (2025, 34)])
def test_show_provinces_are_those_of_the_year(year: int, count: int) -> None:
    frame = provinces(year)
    assert len(frame) == count
    placed = frame.dropna(subset=["column"])
    assert len(placed) == min(count, 63)
    assert not placed[["column", "row"]].duplicated().any()
    assert frame.loc["VN-01", "name"] == "Lai Châu"


def test_show_html_has_no_paragraph_of_white_space_that_a_mark_goes_over() -> None:
    text = "61,5 điểm \n "
    marked = observation(1, "61,5", evidence=(Evidence(start=0, end=len(text), what="figure"),))
    assert Marked(to_html(Shown(replace(ARTICLE, text=text), (), (marked,)))).lines == ["61,5 điểm "]
