"""Runs for the tests of the report and the review page: real articles of ours, and records that no article has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extract.batch.run import MANIFEST
from extract.batch.run import run as run_all
from extract.records import Article

CORPUS = Path(__file__).parents[2] / "corpus"
SEED = CORPUS / "seed" / "lai-chau-par-index-pci-2019.txt"

# All that a page could be made to do: run a script, close the element it stands in, turn the reading direction.
HOSTILE = (
    'Hội nghị <script>window.hacked="title"</script> </script><img src=x onerror="window.hacked=1">\n'
    "Chỉ số PCI năm 2019 của tỉnh Lai Châu đạt 59,95 điểm </script><script>window.hacked=2</script>, xếp thứ 63/63 "
    "tỉnh “\"'><svg onload=window.hacked=3> \u202etxt.exe\u202c \u2066{{7*7}} 😀 ${7*7}.\n"
    "Ông Nguyễn Văn Tâm, Chủ tịch UBND tỉnh Lai Châu, phát biểu: <b onmouseover=window.hacked=4>Đẩy mạnh</b> cải cách.\n"
)


def real(folder: Path, *inputs: Path, form: str = "jsonl") -> Path:
    """The run of `inputs` (the seed article where none is named) in `folder`."""
    run_all([str(path) for path in inputs] or [str(SEED)], folder, form)
    return folder


def written(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """A run with exactly these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("articles", "officials", "observations", "failures"):
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in tables.get(name, ())]
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    manifest = {"versions": {"extract": "1", "data": "2"}, "options": {"format": "jsonl"}}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def article(name: str, text: str, **fields: Any) -> dict[str, Any]:
    """An article row."""
    return {**asdict(Article(article_id=name, source=f"{name}.txt", text=text)), **fields}


def figure(
    article: str, place: int, value: float | None, evidence: Sequence[tuple[int, int, str]], **fields: Any
) -> dict[str, Any]:
    """An observation row: PCI rank of Lai Châu in 2019, but for what is said."""
    row = {
        "article_id": article,
        "observation_id": f"{article}-o{place}",
        "index": "PCI",
        "component": None,
        "indicator": None,
        "subject": {"type": "province", "id": "VN-01", "name": "Lai Châu"},
        "period": "2019",
        "metric": "rank",
        "value": value,
        "direction": None,
        "unit": "hạng",
        "out_of": None,
        "scope": "national",
        "baseline": None,
        "modality": "reported",
        "bound": "exact",
        "responsible": None,
        "derived": False,
        "derived_from": [],
        "problems": [],
        "rule": "rank.numbered topic.before subject.before period.before",
        "confidence": 0.95,
        "evidence": [{"start": start, "end": end, "what": what} for start, end, what in evidence],
    }
    return row | fields
