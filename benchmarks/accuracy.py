"""How well facts are read: `make scores` prints where the extraction stands, `make floors` stores it.

The corpus is `corpus/gold`; the development set lies beside the project and counts where it is there. `--write` puts
the table into corpus/README.md; `--floors` stores the scores that `make test` holds from then on. They are raised by
this command only, and may only be lowered with `--lower`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import extract
from extract.gold import LEVELS, Score

PROJECT = Path(__file__).parent.parent
CORPUS = PROJECT / "corpus"
FLOORS = CORPUS / "floors.json"
DEV = PROJECT.parent / "shared" / "dev"
FIELDS = ("index", "component", "subject", "period", "baseline", "out_of", "modality")
# Between these marks stands what `--write` puts there: the whole table in the corpus' README, its first part elsewhere.
_BEGIN, _END = "<!-- scores: made by `make scores`, do not edit -->", "<!-- end of scores -->"
SHORT = (PROJECT / "README.md", PROJECT / "docs" / "accuracy.md")

Row = dict[str, Any]


def sets() -> dict[str, list[tuple[Path, Path]]]:
    """(article, gold) of each set, by the set's name; a set that is not on this machine is left out."""
    found = {"corpus": sorted((CORPUS / "gold").glob("*/*.json"))}
    if DEV.is_dir():
        found["dev index"] = sorted((DEV / "gold").glob("vn-*.json"))
        found["dev officials"] = sorted((DEV / "gold").glob("tt-*.json"))
    texts = {"dev index": DEV / "index", "dev officials": DEV / "officials"}
    return {
        name: [((texts[name] / gold.name if name in texts else gold).with_suffix(".txt"), gold) for gold in golds]
        for name, golds in found.items()
    }


def digest(pairs: Iterable[tuple[Path, Path]]) -> str:
    """Twelve hex digits that change whenever an article or its gold does."""
    hashed = hashlib.sha256()
    for pair in pairs:
        for path in pair:
            hashed.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return hashed.hexdigest()[:12]


def judged(pairs: Iterable[tuple[Path, Path]]) -> Iterator[tuple[Row, Score]]:
    """(gold, score) of each article."""
    for article, path in pairs:
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold, extract.judge(extract.read(article), gold)


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    whole = Score()
    for score in scores:
        whole.add(score)
    return whole


def f1s(score: Score) -> dict[str, float]:
    """F1 of each level that the set has cases of, cut (not rounded) to four places: a floor that is surely reached."""
    told = [level for level in LEVELS if any(score.counts[f"{level}_{kind}"] for kind in ("tp", "fp", "fn"))]
    return {level: int(score.f1(level) * 10_000) / 10_000 for level in told}


# --- the table -------------------------------------------------------------------------------------------------


def table() -> str:
    """By set, by phenomenon, by metric and by field, in Markdown."""
    by_set = {name: list(judged(pairs)) for name, pairs in sets().items()}
    lines = ["| set | articles | " + " | ".join(f"{level} P / R / F1" for level in LEVELS) + " |"]
    lines.append("|---|---|" + "---|" * len(LEVELS))
    for name, told in by_set.items():
        score = total(score for _, score in told)
        lines.append(f"| {name} | {len(told)} | " + " | ".join(_cell(score, level) for level in LEVELS) + " |")
    corpus = by_set["corpus"]
    lines += ["", "By phenomenon (corpus; F1, articles whose every figure and person is right):", ""]
    lines += [
        "| phenomenon | articles | right | figure | core | full | name | position |",
        "|---|---|---|---|---|---|---|---|",
    ]
    phenomena: dict[str, list[Score]] = defaultdict(list)
    for gold, score in corpus:
        for phenomenon in gold["phenomena"]:
            phenomena[phenomenon].append(score)
    for phenomenon, scores in sorted(phenomena.items()):
        score = total(scores)
        right = sum(not one.errors for one in scores)
        levels = f1s(score)
        cells = " | ".join(f"{levels[level]:.2f}" if level in levels else "" for level in LEVELS)
        lines.append(f"| {phenomenon} | {len(scores)} | {right} | {cells} |")
    lines += ["", "By metric and field (all sets; the share of the figures found whose field is right):", ""]
    lines += [
        "| metric | found | missed | spurious | " + " | ".join(FIELDS) + " |",
        "|---|---|---|---|" + "---|" * len(FIELDS),
    ]
    everything = total(score for told in by_set.values() for _, score in told)
    for metric, row in sorted(_by_metric(everything).items()):
        found = row["found"]
        cells = " | ".join(f"{1 - row[name] / found:.3f}" if found else "" for name in FIELDS)
        lines.append(f"| {metric} | {found} | {row['missed']} | {row['spurious']} | {cells} |")
    return "\n".join(lines)


def _cell(score: Score, level: str) -> str:
    if level not in f1s(score):
        return ""
    return f"{score.precision(level):.3f} / {score.recall(level):.3f} / {score.f1(level):.3f}"


def _by_metric(score: Score) -> dict[str, dict[str, int]]:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for gold, _, wrong in score.pairs:
        if gold.get("optional") or not gold.get("index"):
            continue
        rows[gold["metric"]]["found"] += 1
        for name in wrong:
            rows[gold["metric"]][name] += 1
    for _, kind, gold, predicted, _ in score.errors:
        row = gold or predicted
        if kind in {"missed", "spurious"} and "metric" in row:
            rows[row["metric"]][kind] += 1
    return rows


# --- floors ----------------------------------------------------------------------------------------------------


def measured() -> Row:
    """What `corpus/floors.json` holds: each set's hash and the F1 reached on it."""
    return {
        name: {"articles": len(pairs), "hash": digest(pairs), "f1": f1s(total(score for _, score in judged(pairs)))}
        for name, pairs in sets().items()
    }


def fallen(floors: Row, now: Row) -> list[str]:
    """What is lower than its floor, a line each; a set whose articles have changed is named instead."""
    lines = []
    for name, row in now.items():
        floor = floors.get(name)
        if floor is None or floor["hash"] != row["hash"]:
            lines.append(f"{name}: the articles or their gold have changed: look at the scores, then `make floors`")
            continue
        for level, least in floor["f1"].items():
            reached = row["f1"].get(level, 0.0)
            if reached < least:
                lines.append(f"{name}: {level} {reached:.4f} is below its floor {least:.4f}")
    return lines


def store(lower: bool) -> int:
    """Writes the floors; refuses to lower one of a set that has not changed unless told to."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    now = measured()
    lost = [line for line in fallen(floors, now) if "below" in line]
    if lost and not lower:
        print(*lost, "nothing was written: `--lower` lowers a floor", sep="\n", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({**floors, **now}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(FLOORS.relative_to(PROJECT), json.dumps(now, ensure_ascii=False))
    return 0


def main(arguments: list[str]) -> int:
    """Prints the table; with --write into corpus/README.md too, with --floors stores the floors."""
    if "--floors" in arguments:
        return store("--lower" in arguments)
    told = table()
    print(told)
    if "--write" in arguments:
        _put(CORPUS / "README.md", told)
        _count(CORPUS / "README.md")
        for path in SHORT:
            _put(path, told.partition("\n\n")[0])
    return 0


def counted(readme: str) -> str:
    """The README with the number of cases in each row of folders ("| `gold/ranks` `scores` | … | 299 |")."""

    def row(match: re.Match[str]) -> str:
        folders = re.findall(r"`(?:gold/)?(\w+)`", match["folders"])
        return f"{match['told']}{sum(len(list((CORPUS / 'gold' / folder).glob('*.json'))) for folder in folders)} |"

    return re.sub(r"^(?P<told>(?P<folders>\| `gold/.*?) \|.*\| )\d+ \|$", row, readme, flags=re.MULTILINE)


def _count(path: Path) -> None:
    path.write_text(counted(path.read_text(encoding="utf-8")), encoding="utf-8")


def _put(path: Path, told: str) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    path.write_text(f"{before}{_BEGIN}\n{told}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
