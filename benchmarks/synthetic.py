"""An archive whose truth is known: what the panel, the checks and the persons make of planted mistakes.

    python -m benchmarks.synthetic [--articles 2400] [--seed 1] [--keep FOLDER]

Articles of this project's own wording over 63 provinces, ten years and five indices, with values as an official table
would have them (two of the indices are in a table that `extract verify` is given, three are not). Planted and known:
slips (digits that changed places, ranks beyond the number of provinces, a lost decimal comma, another rank, a change
that does not go with the levels), repeated articles and mirrors, contradictions and corrections, targets, provinces
merged in 2025, persons of one name, promotions. The archive is read by `extract run`; then each promise is counted:

- no cell of the panel is wrong without a flag;
- every slip that was printed is flagged: by a check, an official value or another article, and where there is none of
  these, because one article alone tells it;
- no repeated article has a voice of its own;
- persons: of all pairs of mentions that are one person, how many are found (recall), and how many pairs found are one
  (precision).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from extract.batch.run import run as run_all
from extract.batch.runs import Run, open_run
from extract.panel.cells import Panel, Place, build
from extract.panel.official import component_key, read_table
from extract.panel.persons import persons
from extract.panel.places import Unit, named
from extract.panel.verify import official_values, verified
from extract.tables.provinces import provinces_on

YEARS = tuple(range(2013, 2023))
# Index → lowest and highest score, decimals, unit.
INDICES = {
    "PCI": (52.0, 73.0, 2, "điểm"), "PAPI": (31.0, 49.0, 2, "điểm"), "PAR INDEX": (68.0, 94.0, 2, "%"),
    "SIPAS": (70.0, 96.0, 2, "%"), "DTI": (0.25, 0.75, 4, "điểm"),
}  # fmt: skip
OFFICIAL = ("PCI", "PAPI")
# "alone": digits changed places in the only article that tells the cell, where no check can see it.
SLIPS = ("digits", "beyond", "comma", "rank", "change", "alone")

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLE = [
    "Văn",
    "Đức",
    "Minh",
    "Quang",
    "Hữu",
    "Ngọc",
    "Xuân",
    "Thanh",
    "Công",
    "Đình",
    "Bá",
    "Trọng",
    "Thế",
    "Việt",
    "Anh",
    "Duy",
]
GIVEN = [
    "Bình",
    "Cường",
    "Dũng",
    "Hải",
    "Hùng",
    "Khánh",
    "Lâm",
    "Long",
    "Nam",
    "Phong",
    "Quân",
    "Sơn",
    "Thắng",
    "Tiến",
    "Trung",
    "Tuấn",
    "Vinh",
    "Phúc",
    "Thành",
    "Hòa",
]

# ruff: noqa: E501  # sentences

# Filling: sentences without figures, names or indices, put together from parts so that no two articles are alike.
WHO = ["Các sở, ngành", "Chính quyền cơ sở", "Bộ phận một cửa", "Cán bộ ở xã", "Nhiều hộ kinh doanh", "Tổ công tác", "Người dân vùng sâu",
       "Hợp tác xã trẻ", "Đội ngũ thanh niên tình nguyện", "Các hộ trồng cây ăn quả", "Nhà trường", "Đơn vị tư vấn"]  # fmt: skip
DOES = ["đã rà soát lại", "đang sửa đổi", "tiếp tục đơn giản", "chia sẻ kinh nghiệm về", "thẳng thắn nhìn lại", "cùng nhau bàn về", "dành nhiều thời gian cho",
        "mong muốn hoàn thiện", "tích cực hưởng ứng", "phân công người theo dõi", "lắng nghe góp ý về", "trao đổi thêm về"]  # fmt: skip
WHAT = ["quy trình tiếp nhận giấy tờ", "lịch làm việc trong tuần", "đường vào khu sản xuất", "cách hướng dẫn bà con", "phần mềm lưu trữ", "nơi đỗ xe cho khách",
        "biển chỉ dẫn song ngữ", "kho lạnh bảo quản nông sản", "thái độ khi tiếp dân", "mạng lưới điện nông thôn", "đội hình hỗ trợ lưu động", "tủ sách cộng đồng"]  # fmt: skip
WHY = ["để công việc trôi chảy hơn", "nhằm bớt phiền hà", "vì mùa vụ đang đến gần", "sau nhiều lần góp ý", "theo gợi ý của người trong cuộc", "trước khi mùa mưa bắt đầu",
       "với tinh thần cầu thị", "trong khả năng của mình", "dù còn nhiều khó khăn", "bằng nguồn lực sẵn có", "nhờ sự chung tay của cộng đồng", "như đã hứa với cử tri"]  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """A figure that was planted wrong: in which article, of what, as what."""

    url: str
    kind: str
    index: str
    iso: str
    year: int
    metric: str
    value: float


@dataclass
class Archive:
    """The articles, and all that is true of them."""

    articles: list[dict[str, str]] = field(default_factory=list)
    truth: dict[tuple[str, str, str, str, str], float] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    repeats: dict[str, str] = field(default_factory=dict)
    persons: dict[tuple[str, str], str] = field(default_factory=dict)
    targets: int = 0


def number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")


class Writer:
    """Makes an archive; the same seed makes the same one."""

    def __init__(self, articles: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.wanted = articles
        self.made = Archive()
        self.names = {iso: row.name for iso, row in provinces_on("2022-01-01").items()}
        self.isos = sorted(self.names)
        self.count = 0
        self.levels: dict[tuple[str, str, int], tuple[float, int]] = {}
        for index, (low, high, places, _) in INDICES.items():
            for year in YEARS:
                scores = set[float]()
                while len(scores) < len(self.isos):
                    scores.add(round(self.chance.uniform(low, high), places))
                order = sorted(scores, reverse=True)
                ranks = self.chance.sample(range(1, len(self.isos) + 1), len(self.isos))
                for iso, rank in zip(self.isos, ranks, strict=True):
                    self.levels[index, iso, year] = (order[rank - 1], rank)
                    self.know(index, iso, "63", year, order[rank - 1], rank)
        self.offices = self.staff()

    def know(self, index: str, iso: str, units: str, year: int, score: float, rank: int) -> None:
        key = index.replace(" ", "_")
        self.made.truth[key, iso, units, str(year), "score"] = score
        self.made.truth[key, iso, units, str(year), "rank"] = rank

    def place(self, iso: str) -> str:
        city = provinces_on("2022-01-01")[iso].kind == "city"
        return f"{'thành phố' if city else 'tỉnh'} {self.names[iso]}"

    def filling(self, sentences: int) -> str:
        pick = self.chance.choice
        return " ".join(f"{pick(WHO)} {pick(DOES)} {pick(WHAT)}, {pick(WHY)}." for _ in range(sentences))

    def write(self, headline: str, facts: str, day: str, site: str, people: dict[str, str] | None = None) -> str:
        self.count += 1
        url = f"https://{site}/tin-{self.count}.html"
        parts = [headline, self.filling(3), facts, self.filling(self.chance.randint(3, 5))]
        row = {"url": url, "published": day, "text": "\n".join(parts)}
        self.made.articles.append(row)
        for name, person in (people or {}).items():
            self.made.persons[url, name] = person
        return url

    # --- figures ---------------------------------------------------------------------------------------------------

    def figures(self, index: str, iso: str, year: int, score: str, rank: str, change: str = "") -> str:
        unit = INDICES[index][3]
        shown = f"{score}%" if unit == "%" else f"{score} {unit}"
        place = self.place(iso)
        said = [
            f"Chỉ số {index} năm {year} của {place} đạt {shown}, xếp hạng {rank}/63 tỉnh, thành phố{change}.",
            f"Năm {year}, chỉ số {index} của {place} đạt {shown}, đứng thứ {rank}/63 tỉnh, thành phố{change}.",
            f"Theo kết quả công bố, {place} đạt {shown} về chỉ số {index} năm {year}, xếp thứ {rank}/63{change}.",
        ]
        # A percentage before the name of its index is read as a share of something; a change stands behind its rank.
        return self.chance.choice(said[:2] if change or unit == "%" else said)

    def told(self, index: str, iso: str, year: int, with_change: bool) -> str:
        score, rank = self.levels[index, iso, year]
        change = ""
        if with_change and year > YEARS[0]:
            moved = self.levels[index, iso, year - 1][1] - rank
            if moved:
                change = f" ({'tăng' if moved > 0 else 'giảm'} {abs(moved)} bậc so với năm {year - 1})"
        return self.figures(index, iso, year, number(score, INDICES[index][2]), str(rank), change)

    def site(self, iso: str) -> str:
        domains = provinces_on("2022-01-01")[iso].domains
        return self.chance.choice([*(domains[:1] or ("baodiaphuong.vn",)), "tinquocgia.vn", "thoibaomoi.vn"])

    def day(self, year: int) -> str:
        return f"{year + 1}-{self.chance.randint(4, 9):02}-{self.chance.randint(1, 28):02}"

    def result(self, index: str, iso: str, year: int) -> str:
        facts = self.told(index, iso, year, self.chance.random() < 0.3)
        return self.write(f"{self.names[iso]} nhìn lại kết quả {index}", facts, self.day(year), self.site(iso))

    def slip(self, kind: str, index: str, iso: str, year: int) -> None:
        """One wrong figure; where no official table has the cell, two other articles tell it right."""
        score, rank = self.levels[index, iso, year]
        places = INDICES[index][2]
        printed, place, metric, wrong, change = number(score, places), str(rank), "score", score, ""
        if kind in {"digits", "alone"}:
            digits = list(printed)
            at = next((i for i in range(len(digits) - 2, 0, -1) if digits[i : i + 2] != digits[i + 1 : i - 1 : -1]
                       and "," not in digits[i : i + 2] and digits[i] != digits[i + 1]), None)  # fmt: skip
            if at is None:
                return
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
            printed = "".join(digits)
            wrong = float(printed.replace(",", "."))
        elif kind == "comma":
            # The comma one place to the right: 599,5 for 59,95.
            wrong = round(score * 10, places - 1)
            printed = number(wrong, places - 1)
        elif kind == "beyond":
            metric, wrong = "rank", 63 + self.chance.randint(1, 9)
            place = str(int(wrong))
        elif kind == "rank":
            metric, wrong = "rank", rank + 10 if rank < 50 else rank - 10
            place = str(int(wrong))
        else:
            before = self.levels[index, iso, max(year - 1, YEARS[0])][1]
            if year == YEARS[0] or before == rank:
                return
            metric, wrong = "rank_change", before - rank + 3
            if wrong == 0:
                return
            change = f" ({'tăng' if wrong > 0 else 'giảm'} {abs(int(wrong))} bậc so với năm {year - 1}, năm đó xếp thứ {before})"
        if kind == "change" or (index not in OFFICIAL and kind != "alone"):
            self.result(index, iso, year)
            self.result(index, iso, year)
        facts = self.figures(index, iso, year, printed, place, change)
        url = self.write(f"{self.names[iso]} bàn về {index}", facts, self.day(year), self.site(iso))
        self.made.slips.append(Slip(url, kind, index.replace(" ", "_"), iso, year, metric, float(wrong)))

    def repeat(self, mirrored: bool) -> None:
        """An article again: another headline and one sentence more, or as a mirror has it."""
        first = self.chance.choice(self.made.articles[: self.count])
        headline, *body = first["text"].split("\n")
        self.count += 1
        site = "vietnam.vn" if mirrored else "tongthuat.vn"
        url = f"https://{site}/tin-{self.count}.html"
        lines = [f"{headline}: ghi nhận thêm", *body, self.filling(1)]
        self.made.articles.append({"url": url, "published": first["published"], "text": "\n".join(lines)})
        self.made.repeats[url] = self.made.repeats.get(first["url"], first["url"])
        for (known, name), person in list(self.made.persons.items()):
            if known == first["url"]:
                self.made.persons[url, name] = person
        for slip in [slip for slip in self.made.slips if slip.url == first["url"]]:
            self.made.slips.append(Slip(url, slip.kind, slip.index, slip.iso, slip.year, slip.metric, slip.value))

    def target(self, index: str, iso: str, year: int) -> None:
        low, high, places, unit = INDICES[index]
        goal = number(round(self.chance.uniform((low + high) / 2, high), places), places)
        shown = f"{goal}%" if unit == "%" else f"{goal} {unit}"
        facts = f"Kế hoạch nêu rõ: {self.place(iso)} phấn đấu chỉ số {index} năm {year} đạt {shown}."
        self.write(f"{self.names[iso]} lên kế hoạch", facts, f"{year}-01-15", self.site(iso))
        self.made.targets += 1

    def correction(self, index: str, iso: str, year: int) -> None:
        """Two papers print the rank of another, one corrects it later."""
        score, rank = self.levels[index, iso, year]
        wrong = rank + 1 if rank < 63 else rank - 1
        for _ in range(2):
            facts = self.figures(index, iso, year, number(score, INDICES[index][2]), str(wrong))
            url = self.write(f"{self.names[iso]} công bố {index}", facts, f"{year + 1}-04-10", self.site(iso))
            self.made.slips.append(Slip(url, "corrected", index.replace(" ", "_"), iso, year, "rank", float(wrong)))
        facts = self.told(index, iso, year, with_change=False)
        self.write(f"Đính chính về {index} của {self.names[iso]}", facts, f"{year + 1}-06-20", self.site(iso))

    def merged(self) -> None:
        """After the mergers: a rank among 34, and what the former provinces had been."""
        order = sorted(provinces_on("2025-07-01"))
        ranks = self.chance.sample(range(1, 35), 34)
        for iso, rank in zip(order, ranks, strict=True):
            row = provinces_on("2025-07-01")[iso]
            score = round(0.9 - rank / 100, 4)
            self.know("DTI", iso, "34", 2025, score, rank)
            kind = "thành phố" if row.kind == "city" else "tỉnh"
            facts = f"Chỉ số DTI năm 2025 của {kind} {row.name} đạt {number(score, 4)} điểm, xếp hạng {rank}/34 tỉnh, thành phố."
            self.write(f"{row.name} sau sáp nhập", facts, "2026-04-10", "tinquocgia.vn")
        for iso in self.chance.sample([iso for iso in self.isos if provinces_on("2022-01-01")[iso].merged_into], 8):
            facts = self.told("PCI", iso, 2021, with_change=False)
            self.write(f"Nhìn lại {self.names[iso]} trước sáp nhập", facts, "2025-10-10", "tinquocgia.vn")

    # --- persons ---------------------------------------------------------------------------------------------------

    def staff(self) -> list[tuple[str, str, str, int, int]]:
        """(Person, name, office, first year, last year); names repeat over provinces and inside one."""
        pool = [f"{a} {b} {c}" for a in FAMILY for b in MIDDLE for c in GIVEN]
        self.chance.shuffle(pool)
        shared = pool[:25]
        held: list[tuple[str, str, str, int, int]] = []
        self.moves: list[tuple[str, str, str, str, str, int]] = []
        for iso in self.isos:
            place = self.place(iso)
            taken: set[str] = set()
            for number_, (first, last) in enumerate(((2014, 2018), (2019, 2023))):
                for post in (
                    "Chủ tịch UBND",
                    "Phó Chủ tịch UBND",
                    "Giám đốc Sở Tài chính",
                    "Giám đốc Sở Nội vụ",
                    "Giám đốc Sở Y tế",
                ):
                    # One in five has a name that others have as well, some of them in the same province.
                    name = self.chance.choice(shared) if self.chance.random() < 0.2 else pool.pop()
                    if name in taken and not post.startswith("Giám đốc"):
                        name = pool.pop()
                    taken.add(name)
                    held.append((f"{iso}-{number_}-{post}", name, f"{post} {place}", first, last))
            # The head of a department of the first term becomes deputy of the second, as an article tells.
            mover = next(h for h in held if h[0] == f"{iso}-0-Giám đốc Sở Nội vụ")
            if self.chance.random() < 0.6:
                held = [h for h in held if h[0] != f"{iso}-1-Phó Chủ tịch UBND"]
                held.append((mover[0], mover[1], f"Phó Chủ tịch UBND {place}", 2019, 2023))
                self.moves.append((mover[0], mover[1], mover[2], f"Phó Chủ tịch UBND {place}", iso, 2019))
        return held

    def said(self) -> None:
        """Somebody in office chairs or speaks."""
        person, name, office, first, last = self.chance.choice(self.offices)
        day = f"{self.chance.randint(first, last)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        iso = person[:5]
        forms = [
            f"Đồng chí {name}, {office} chủ trì hội nghị.",
            f"Phát biểu tại hội nghị, ông {name}, {office} yêu cầu các đơn vị vào cuộc.",
            f"{office} {name} cho biết các đơn vị đã vào cuộc.",
        ]
        self.write(
            f"Hội nghị bàn về đời sống ở {self.names[iso]}",
            self.chance.choice(forms),
            day,
            self.site(iso),
            {name: person},
        )

    def moved(self) -> None:
        for person, name, before, after, iso, year in self.moves:
            facts = f"Ông {name}, {before} được bầu giữ chức {after}."
            self.write(
                f"Kỳ họp kiện toàn nhân sự ở {self.names[iso]}", facts, f"{year}-01-10", self.site(iso), {name: person}
            )

    # --- all -------------------------------------------------------------------------------------------------------

    def archive(self) -> Archive:
        share = self.wanted / 2400
        pick, names = self.chance.choice, list(INDICES)

        def one() -> tuple[str, str, int]:
            return pick(names), pick(self.isos), pick(YEARS)

        def times(n: int) -> range:
            return range(max(1, round(n * share)))

        for _ in times(70):
            self.result(*one())
        for kind in SLIPS:
            used = {(s.index, s.iso, s.year) for s in self.made.slips}
            for _ in times(40):
                index, iso, year = one()
                if kind == "alone" and index in OFFICIAL:
                    continue
                if (index.replace(" ", "_"), iso, year) not in used:
                    used.add((index.replace(" ", "_"), iso, year))
                    self.slip(kind, index, iso, year)
        for _ in times(25):
            self.correction(pick([name for name in names if name not in OFFICIAL]), pick(self.isos), pick(YEARS))
        for _ in times(120):
            self.target(*one())
        self.merged()
        if share >= 1:
            self.moved()
        else:
            moves, kept = self.moves, round(len(self.moves) * share)
            # A small archive has a few of the provinces' people, and all that is told of them.
            isos = {move[4] for move in moves[:kept]} or set(self.isos[:2])
            self.offices = [held for held in self.offices if held[0][:5] in isos]
            self.moves = [move for move in moves if move[4] in isos]
            self.moved()
        for _ in times(900):
            self.said()
        for _ in times(250):
            self.repeat(mirrored=False)
        for _ in times(80):
            self.repeat(mirrored=True)
        while self.count < self.wanted:
            self.result(*one())
        head, rest = self.made.articles, dict(self.made.repeats)
        # Originals come before what repeats them, everything else in any order.
        first = [row for row in head if row["url"] not in rest]
        self.chance.shuffle(first)
        self.made.articles = [*first, *(row for row in head if row["url"] in rest)]
        return self.made


def write(archive: Archive, folder: Path) -> tuple[Path, Path]:
    """The archive as JSONL, and the official table of two of its indices as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    articles, table = folder / "archive.jsonl", folder / "official.csv"
    with articles.open("w", encoding="utf-8") as file:
        for number_, row in enumerate(archive.articles):
            file.write(json.dumps({"id": f"a{number_}", **row}, ensure_ascii=False) + "\n")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("index", "period", "province", "metric", "value", "out_of"))
        for (index, iso, units, year, metric), value in sorted(archive.truth.items()):
            if index in OFFICIAL:
                writer.writerow((index, year, iso, metric, value, units if metric == "rank" else ""))
    return articles, table


@dataclass
class Counts:
    """What was found of what was planted."""

    articles: int = 0
    observations: int = 0
    cells: int = 0
    wrong: int = 0
    unflagged: list[str] = field(default_factory=list)
    alone: int = 0
    right_flagged: int = 0
    slips: Counter[str] = field(default_factory=Counter)
    missed_slips: list[str] = field(default_factory=list)
    unread_slips: list[str] = field(default_factory=list)
    repeats: int = 0
    unknown_repeats: int = 0
    wrong_repeats: int = 0
    counted_twice: list[str] = field(default_factory=list)
    targets: int = 0
    found_pairs: int = 0
    true_pairs: int = 0
    right_pairs: int = 0

    @property
    def precision(self) -> float:
        return self.right_pairs / self.found_pairs if self.found_pairs else 1.0

    @property
    def recall(self) -> float:
        return self.right_pairs / self.true_pairs if self.true_pairs else 1.0

    @property
    def kept(self) -> bool:
        """True where every promise is kept."""
        broken = self.unflagged or self.missed_slips or self.counted_twice
        return not broken and self.precision >= 0.99 and self.recall >= 0.95


def judge(archive: Archive, run: Run, table: Path) -> Counts:
    """Each promise, counted over the run of an archive."""
    official = official_values(read_table(table), own=False)
    panel = build(run, official)
    found = Counts(articles=len(archive.articles))
    urls = {row["article_id"]: row["url"] for row in run.rows("articles")}
    _cells(archive, panel, found)
    _slips(archive, run, panel, official_mismatches(run, table), urls, found)
    _repeats(archive, panel, run, found)
    _persons(archive, run, urls, found)
    found.targets = panel.targets
    found.observations = sum(1 for _ in run.rows("observations"))
    return found


def official_mismatches(run: Run, table: Path) -> set[str]:
    """The ids of the figures that `extract verify` calls a mismatch."""
    official = official_values(read_table(table), own=False)
    return {v.telling.row["observation_id"] for v in verified(run, official) if v.verified == "mismatch"}


def _cells(archive: Archive, panel: Panel, found: Counts) -> None:
    for place, cell in panel.cells.items():
        for metric, chosen in cell.items():
            found.cells += 1
            key = (place.index_id, place.unit.iso, place.unit.units, place.period, metric)
            true = archive.truth.get(key) if place.component is None else None
            flags = chosen.flags - {"derived", "computed"}
            if true is not None and abs(true - chosen.value) < 1e-9:
                found.right_flagged += bool(flags - {"single"})
                continue
            found.wrong += 1
            found.alone += flags == {"single"}
            if not flags:
                found.unflagged.append(f"{named(place.unit)} {key}: {chosen.value} for {true}")


def _slips(archive: Archive, run: Run, panel: Panel, mismatches: set[str], urls: dict[str, str], found: Counts) -> None:
    told: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in run.rows("observations"):
        told[urls[row["article_id"]]].append(row)
    for slip in archive.slips:
        rows = [
            r for r in told[slip.url] if r["metric"] == slip.metric and r["value"] == slip.value and not r["derived"]
        ]
        if not rows:
            found.unread_slips.append(f"{slip}")
            continue
        metric = "rank" if slip.metric.startswith("rank") else "score"
        cell = panel.cells.get(
            Place(slip.index, str(slip.year), Unit(slip.iso, "63"), component_key(slip.index, None)), {}
        )
        silent = {"derived", "computed"} | (set() if slip.kind == "alone" else {"single"})
        flags = cell[metric].flags - silent if metric in cell else set()
        if any(r["problems"] for r in rows) or any(r["observation_id"] in mismatches for r in rows) or flags:
            found.slips[slip.kind] += 1
        else:
            found.missed_slips.append(f"{slip}")


def _repeats(archive: Archive, panel: Panel, run: Run, found: Counts) -> None:
    """In no cell do more voices speak than originals tell it."""
    found.repeats = len(archive.repeats)
    known = {row["url"]: row["duplicate_of"] for row in run.rows("articles")}
    found.unknown_repeats = sum(1 for url in archive.repeats if not known.get(url))
    found.wrong_repeats = sum(1 for url, repeats in known.items() if repeats and url not in archive.repeats)
    for place, cell in panel.cells.items():
        for metric, chosen in cell.items():
            urls = {t.source.url or "" for c in chosen.candidates for t in c.tellings}
            originals = {archive.repeats.get(url, url) for url in urls}
            if sum(c.voices for c in chosen.candidates) > len(originals):
                found.counted_twice.append(f"{place} {metric}")


def _persons(archive: Archive, run: Run, urls: dict[str, str], found: Counts) -> None:
    names = {row["official_id"]: (urls[row["article_id"]], row["name"]) for row in run.rows("officials")}
    clusters = [[names[s.official_id] for s in person.seen] for person in persons(run)]
    seen = {mention for cluster in clusters for mention in cluster} & archive.persons.keys()
    for cluster in clusters:
        for a, b in combinations([mention for mention in cluster if mention in archive.persons], 2):
            found.found_pairs += 1
            found.right_pairs += archive.persons[a] == archive.persons[b]
    sizes = Counter(archive.persons[mention] for mention in seen)
    found.true_pairs = sum(n * (n - 1) // 2 for n in sizes.values())


def lines(found: Counts) -> Iterator[str]:
    """What was found, a line each."""
    yield f"articles {found.articles}, observations {found.observations}, cells {found.cells}"
    yield f"wrong cells {found.wrong}, of these without a flag {len(found.unflagged)}, told by one article only {found.alone}"
    yield f"right cells with a flag other than single: {found.right_flagged}"
    slips = ", ".join(f"{kind} {n}" for kind, n in sorted(found.slips.items()))
    yield f"slips flagged: {slips}; not flagged {len(found.missed_slips)}, not read {len(found.unread_slips)}"
    yield f"repeated articles {found.repeats}, not known as such {found.unknown_repeats}, taken for such {found.wrong_repeats}"
    yield f"cells counted twice {len(found.counted_twice)}"
    yield f"targets kept out of the panel: {found.targets}"
    yield f"persons: precision {found.precision:.4f}, recall {found.recall:.4f} over {found.true_pairs} pairs"


def measure(articles: int, seed: int, folder: Path, workers: int = 1) -> Counts:
    """Makes an archive in a folder, reads it and judges what came out."""
    archive = Writer(articles, seed).archive()
    source, table = write(archive, folder)
    run_all([str(source)], folder / "run", "jsonl", workers=workers)
    return judge(archive, open_run(folder / "run"), table)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder for the archive, its official table and its run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(given.articles, given.seed, given.keep or Path(scratch), workers=2)
    for line in lines(found):
        print(line)
    for name in ("unflagged", "missed_slips", "unread_slips", "counted_twice"):
        for one in getattr(found, name)[:10]:
            print(f"{name}: {one}")
    sys.exit(not found.kept)


if __name__ == "__main__":
    main()
