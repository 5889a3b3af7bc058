"""Scores a run against gold facts: precision, recall and F1 at five levels.

Observations: figure (metric and value), core (and index, component, subject, period), full (and baseline, out_of,
modality). Officials: name, position. Gold marked optional is neither missed nor wrong; derived and index-less
predictions, and those without a value, are left out. Keys with default values may be missing in a gold file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from extract.folding import fold
from extract.records import Result
from extract.tables.gold import same

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("figure", "core", "full", "name", "position")
Row = dict[str, Any]

# Shares of words that make two posts, two organizations, two components the same.
_SAME_POST = 0.8
_SAME_BODY = 0.6
_SAME_COMPONENT = 0.5
_COUNTS = {"right": "tp", "wrong": "fp", "missed": "fn"}


@dataclass
class Score:
    """Counts by level, and the differences found: (article, kind, gold, predicted, fields that differ).

    `pairs` has every predicted observation that has one in the gold, optional ones too: (gold, predicted, fields that
    differ).
    """

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, Any, Any, list[str]]] = field(default_factory=list)
    pairs: list[tuple[Row, Row, list[str]]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Takes the counts and differences of another score in."""
        self.counts.update(other.counts)
        self.errors += other.errors
        self.pairs += other.pairs

    def to_pandas(self) -> pd.DataFrame:
        """One row a level: precision, recall, f1, and the counts behind them."""
        import pandas as pd

        rows = {
            level: {
                "precision": self.precision(level),
                "recall": self.recall(level),
                "f1": self.f1(level),
                **{name: self.counts[f"{level}_{kind}"] for name, kind in _COUNTS.items()},
            }
            for level in LEVELS
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def precision(self, level: str) -> float:
        """Right ones among those predicted; 1 where nothing was."""
        right, wrong = self.counts[f"{level}_tp"], self.counts[f"{level}_fp"]
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, level: str) -> float:
        """Found ones among those in the gold; 1 where there are none."""
        right, missed = self.counts[f"{level}_tp"], self.counts[f"{level}_fn"]
        return right / (right + missed) if right + missed else 1.0

    def f1(self, level: str) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision(level), self.recall(level)
        return 2 * p * r / (p + r) if p + r else 0.0


class Run(Protocol):
    """A run that was opened, whatever its format."""

    def rows(self, table: str) -> Iterable[Row]: ...


_PEOPLE = ("officials", "optional_officials", "non_officials")


class GoldError(ValueError):
    """A gold folder or a run that cannot be scored; the message says why."""


def judge(result: Result, gold: Row | str | Path) -> Score:
    """Scores what was read from one article against its gold: the file, or what is in it. GoldError where it cannot."""
    row = _load(Path(gold)) if isinstance(gold, str | Path) else gold
    article = str(row.get("id") or "")
    total = Score()
    score_observations(article, row.get("observations", []), [asdict(o) for o in result.observations], total)
    if _tells_people(row):
        score_officials(article, row, [asdict(o) for o in result.officials], total)
    return total


def _tells_people(gold: Row) -> bool:
    """Gold that says nothing of people does not say that there are none."""
    return any(key in gold for key in _PEOPLE)


def _load(path: Path) -> Row:
    try:
        gold: Row = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: {error}") from error
    if not isinstance(gold, dict) or (gold and not any(key in gold for key in (*_PEOPLE, "observations"))):
        raise GoldError(f"{path} is no gold file: it tells neither officials nor observations")
    return gold


def score_run(gold_folder: Path, run: Path | Run, prefix: str = "") -> Score:
    """Scores a run (a folder of JSONL, or one that was opened) against every `<prefix>*.json` below the gold folder.

    A gold file is of the article whose source has its stem.
    """
    files = sorted(path for path in gold_folder.rglob(f"{prefix}*.json") if path.is_file())
    if not files:
        raise GoldError(f"no gold file {prefix}*.json in {gold_folder}")
    predicted = load_run(run)
    total = Score()
    for path in files:
        gold = _load(path)
        if path.stem not in predicted:
            total.counts["articles_missing"] += 1
        officials, observations = predicted.get(path.stem, ([], []))
        score_observations(path.stem, gold.get("observations", []), observations, total)
        if _tells_people(gold):
            score_officials(path.stem, gold, officials, total)
    return total


def load_run(run: Path | Run) -> dict[str, tuple[list[Row], list[Row]]]:
    """(officials, observations) of each article of a run, by the stem of its source; a repeated text has them too."""
    names = ("articles", "officials", "observations")
    if not isinstance(run, Path):
        tables = {name: list(run.rows(name)) for name in names}
    elif (run / "articles.jsonl").exists():
        tables = {name: _rows(run / f"{name}.jsonl") for name in names}
    else:
        raise GoldError(f"{run} holds no articles.jsonl: open a run of another format, or name one in JSONL")
    told: dict[str, tuple[list[Row], list[Row]]] = {row["article_id"]: ([], []) for row in tables["articles"]}
    for which, name in enumerate(("officials", "observations")):
        for row in tables[name]:
            told.setdefault(row["article_id"], ([], []))[which].append(row)
    return {Path(row.get("source") or row.get("url") or "").stem: told[row["article_id"]] for row in tables["articles"]}


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    # Not splitlines(): it also parts at line ends that stand inside of a string.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


# --- observations ----------------------------------------------------------------------------------------------


def score_observations(article: str, gold: Sequence[Row], predicted: Sequence[Row], total: Score) -> None:
    """Adds one article's observations to the score."""
    predicted = [p for p in predicted if not p.get("derived") and p.get("index") and p.get("value") is not None]
    told = [g for g in gold if g.get("value") is not None and not g.get("derived")]
    pairs = []
    for gi, g in enumerate(told):
        for pi, p in enumerate(predicted):
            if p["metric"] in (g["metric"], g.get("metric_alt")) and _number(g["value"]) == _number(p["value"]):
                core, full = _differences(g, p)
                pairs.append(((4 - len(core)) * 10 + 3 - len(full), gi, pi))
    of_gold: dict[int, int] = {}
    of_predicted: set[int] = set()
    for _, gi, pi in sorted(pairs, key=lambda pair: -pair[0]):
        if gi not in of_gold and pi not in of_predicted:
            of_gold[gi] = pi
            of_predicted.add(pi)
    for gi, pi in sorted(of_gold.items()):
        core, full = _differences(told[gi], predicted[pi])
        total.pairs.append((told[gi], predicted[pi], [*core, *full]))
    for gi, g in enumerate(told):
        optional = g.get("optional") or not g.get("index")
        if optional:
            continue
        if gi not in of_gold:
            total.counts.update(f"{level}_fn" for level in ("figure", "core", "full"))
            total.errors.append((article, "missed", g, None, []))
            continue
        p = predicted[of_gold[gi]]
        core, full = _differences(g, p)
        total.counts["figure_tp"] += 1
        total.counts.update(f"field_{name}" for name in (*core, *full))
        for level, wrong in (("core", core), ("full", [*core, *full])):
            total.counts.update([f"{level}_fp", f"{level}_fn"] if wrong else [f"{level}_tp"])
        if core or full:
            total.errors.append((article, "differs", g, p, [*core, *full]))
    for pi, p in enumerate(predicted):
        # Groups and counts are told too variously to call one spurious.
        if pi not in of_predicted and p["metric"] not in ("group", "count"):
            total.counts.update(f"{level}_fp" for level in ("figure", "core", "full"))
            total.errors.append((article, "spurious", None, p, []))


def _differences(g: Row, p: Row) -> tuple[list[str], list[str]]:
    subject = g.get("subject") or {}
    names = {_subject(subject.get("name")), *(_subject(alias) for alias in subject.get("aliases", []))}
    core = {
        "index": (g.get("index") or "") == (p.get("index") or ""),
        "component": _same_component(g.get("component"), p.get("component")),
        "subject": _subject((p.get("subject") or {}).get("name")) in names,
        "period": (g.get("period") or "") == (p.get("period") or ""),
    }
    full = {
        "baseline": (g.get("baseline") or "") == (p.get("baseline") or ""),
        "out_of": _number(g.get("out_of")) == _number(p.get("out_of")),
        "modality": (g.get("modality") or "reported") == (p.get("modality") or "reported"),
    }
    return [name for name, same in core.items() if not same], [name for name, same in full.items() if not same]


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 4)


def _norm(text: str | None) -> str:
    return re.sub(r"[\s\-_.,]+", " ", fold(text or "")).strip()


def _subject(name: str | None) -> str:
    norm = _without_kind(_norm(name), same().kinds.subject)
    return _folded("subjects").get(norm, norm)


def _component(name: str | None) -> str:
    kinds = same().kinds
    return _without_kind(_without_kind(_norm(name), kinds.component), kinds.component_rest)


def _without_kind(name: str, kinds: Sequence[str]) -> str:
    kind = next((kind for kind in map(_norm, kinds) if name.startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


@cache
def _folded(table: Literal["subjects", "abbreviations"]) -> dict[str, str]:
    words: dict[str, str] = getattr(same(), table)
    return {_norm(short): _norm(long) for short, long in words.items()}


def _same_component(a: str | None, b: str | None) -> bool:
    first, second = _component(a), _component(b)
    if not first or not second:
        return first == second
    if first in second or second in first:
        return True
    one, two = set(first.split()), set(second.split())
    return len(one & two) / len(one | two) >= _SAME_COMPONENT


# --- officials -------------------------------------------------------------------------------------------------


def score_officials(article: str, gold: Row, predicted: Sequence[Row], total: Score) -> None:
    """Adds one article's officials to the score."""
    wanted = {_norm(row["name"]): row for row in gold.get("officials", [])}
    found = {_norm(row["name"]): row for row in predicted}
    for name, row in wanted.items():
        positions = row.get("positions", [])
        if name not in found:
            total.counts["name_fn"] += 1
            total.counts["position_fn"] += len(positions)
            total.errors.append((article, "missed", row, None, []))
            continue
        total.counts["name_tp"] += 1
        _score_positions(article, row, positions, found[name].get("positions", []), total)
    spare = {_norm(other if isinstance(other, str) else other["name"]) for other in gold.get("optional_officials", [])}
    for name, row in found.items():
        if name not in wanted and name not in spare:
            total.counts["name_fp"] += 1
            total.counts["position_fp"] += len(row.get("positions", []))
            total.errors.append((article, "spurious", None, row, []))


def _score_positions(article: str, person: Row, wanted: Sequence[Row], found: Sequence[Row], total: Score) -> None:
    used: set[int] = set()
    for position in wanted:
        hit = _matching(position, found, used)
        if hit is not None:
            used.add(hit)
        if position.get("optional"):
            continue
        if hit is None:
            total.counts["position_fn"] += 1
            total.errors.append((article, "position", {"name": person["name"], **position}, list(found), []))
            continue
        total.counts["position_tp"] += 1
        status = _status(position)
        got = found[hit].get("status") or "current"
        if got != status and not (status == "current" and got == "acting"):
            total.counts["field_status"] += 1
    total.counts["position_fp"] += len(found) - len(used)


def _status(position: Row) -> str:
    if position.get("former"):
        return "former"
    change = {"to": "appointed", "from": "leaving", "nominee": "nominated"}
    return str(change.get(position.get("change", ""), position.get("status") or "current"))


def _matching(position: Row, found: Sequence[Row], used: Iterable[int]) -> int | None:
    titles = {_norm(position["title"]), _norm(position.get("title_canonical") or position["title"])}
    bodies = [position.get("organization_resolved") or position.get("organization"), position.get("organization")]
    free = [i for i in range(len(found)) if i not in used]
    for i in free:
        if _norm(found[i].get("title")) in titles and (
            not position.get("organization") or any(_same_body(body, found[i].get("organization")) for body in bodies)
        ):
            return i
    return next((i for i in free if _same_post(position, found[i])), None)


def _same_body(a: str | None, b: str | None) -> bool:
    one, two = set(_norm(a).split()), set(_norm(b).split())
    if not one or not two:
        return not one and not two
    return len(one & two) / min(len(one), len(two)) >= _SAME_BODY


def _words(title: str | None, body: str | None) -> set[str]:
    """The post as a set of words, abbreviations written out: the same however title and organization were split."""
    text = _norm(f"{title or ''} {body or ''}")
    for words in same().left_out.position:
        text = text.replace(f"{_norm(words)} ", "")
    long = _folded("abbreviations")
    return set(" ".join(long.get(word, word) for word in text.split()).split())


def _same_post(position: Row, found: Row) -> bool:
    got = _words(found.get("title"), found.get("organization"))
    for title in (position["title"], position.get("title_canonical") or position["title"]):
        for body in (position.get("organization"), position.get("organization_resolved")):
            want = _words(title, body)
            if want and got and len(want & got) / len(want | got) >= _SAME_POST:
                return True
    return False
