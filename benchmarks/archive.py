"""An archive of portal-like pages, read three ways in one process: `python -m benchmarks.archive`. Only ratios count.

The pages are files of a folder, and records of a WARC.gz as a crawler leaves it. The floor reads or unpacks a page,
parses it with lexbor, scans the text for indices and writes Parquet: no extraction. "Today" is what a user writes
today: BeautifulSoup, underthesea's `ner` sentence by sentence, regular expressions. The same for the real articles
(texts, no pages) in `--archive`, where that is there. Other figures:
`--workers` what a second worker brings, `--memory N` the memory of a run's processes over N small articles, `--linear`
the time by pages and by length, `--profile` where it goes, `--pages FOLDER` the pages themselves.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import io
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from extract.batch.blocks import warm
from extract.batch.run import Job, execute

_PR_SET_CHILD_SUBREAPER = 36
# Pages that are read where no number is told: so many that a run's start and end (30 ms of CPU) count for little. And
# those that two workers read.
COUNT, WORKED = 500, (300, 2_000, 5_000)
# What the naive reader gets, of so many pages or articles, and how often: it takes a second for each, and half a second
# for an article.
NAIVE = {"pages": 4, "articles": 12}
NAIVE_ROUNDS = 2
PIECE = 65_536
# Real articles, one a line with its text; of no part of the project.
ARCHIVE = Path(__file__).parents[2] / "shared" / "dev" / "archive" / "tuoitre-2024-11.jsonl.gz"
# Own words, none of them of an article of the world.
PLAIN = (
    "Sáng nay người dân trong vùng bắt đầu thu hoạch lúa sau nhiều ngày mưa lớn.",
    "Bà con cho biết năng suất năm nay khá, giá bán ổn định và xe đến tận ruộng.",
    "Trên các tuyến đường, từng đoàn xe nối nhau về kho, không khí vui như ngày hội.",
    "Dự báo trong ba ngày tới trời nắng, nhiệt độ cao nhất 34 độ, thuận lợi cho việc phơi thóc.",
    "Lớp học buổi tối mở ở nhà văn hóa, ai đến muộn vẫn còn ghế ngồi cạnh cửa sổ.",
    "Đội bóng của thôn thắng hai trận liền và sẽ đá trận cuối vào chiều chủ nhật.",
)
WORDS = tuple(word.strip(".,").lower() for line in PLAIN for word in line.split())
FACTS = (
    "Năm {year}, chỉ số {index} của tỉnh {place} đạt {score} điểm, xếp thứ {rank}/63 tỉnh, thành phố, "
    "tăng {change} bậc so với năm {before}.",
    "Phát biểu tại hội nghị, đồng chí {name}, Phó Chủ tịch UBND tỉnh {place}, yêu cầu các sở khắc phục những tồn tại.",
    "Chỉ số thành phần về tiếp cận đất đai đạt {part} điểm, giảm 0,{change} điểm so với năm {before}.",
)
PLACES = ("Sơn La", "Hà Nam", "Lào Cai", "Kon Tum", "Tây Ninh", "Hải Dương")
NAMES = ("Lò Văn Thu", "Trần Thị Hòa", "Nguyễn Minh Sáng", "Hoàng Đức Kiên")


def page(number: int) -> str:
    """A page of 100 to 180 KB as a portal serves it: scripts, menus, boxes, comments, and an article of 600 words.

    The same number gives the same page; each fifth tells facts.
    """
    draw = random.Random(number)
    # Words in any order, so that no two articles are near-duplicates.
    lines = [" ".join(" ".join(draw.choices(WORDS, k=16)).capitalize() + "." for _ in range(4)) for _ in range(10)]
    if number % 5 == 0:
        year = draw.randint(2012, 2023)
        told = {
            "year": year, "before": year - 1, "index": draw.choice(("PCI", "PAR INDEX", "PAPI")),
            "place": draw.choice(PLACES), "name": draw.choice(NAMES), "score": f"{draw.randint(50, 75)},{draw.randint(10, 99)}",  # noqa: E501
            "rank": draw.randint(1, 63), "change": draw.randint(1, 9), "part": f"{draw.randint(5, 8)},{draw.randint(10, 99)}",  # noqa: E501
        }  # fmt: skip
        for at, line in enumerate(FACTS):
            lines.insert(2 + 3 * at, line.format(**told))
    lines[0] = f"{lines[0]} Tin số {number}."
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    teaser = '<li class="item"><a href="/tin/{0}.html" title="{1}"><img src="/a/{0}.jpg" alt="{1}"><span>{1}</span></a></li>\n'  # noqa: E501
    menu = "".join(teaser.format(draw.randrange(10**6), draw.choice(PLAIN)) for _ in range(70))
    related = "".join(teaser.format(draw.randrange(10**6), draw.choice(PLAIN)) for _ in range(35))
    comments = "".join(f'<div class="comment"><b>Bạn đọc</b><p>{draw.choice(PLAIN)}</p></div>\n' for _ in range(40))
    script = "".join(f"var a{draw.randrange(10**6)}={draw.random()};" for _ in range(draw.randint(100, 2_000)))
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Tin {number}</title>\n'
        f'<meta property="article:published_time" content="2024-05-{number % 28 + 1:02d}T08:00:00+07:00">\n'
        f"<script>{script}</script><style>{'.c{color:red}' * 800}</style></head><body>\n"
        f'<nav><ul class="menu">{menu}</ul></nav><div class="container"><div class="main"><article class="article">\n'
        f'<h1 class="article__title">Chuyện trong ngày ở làng số {number}</h1>\n'
        f'<div class="article__body">{body}</div></article>\n'
        f'<div class="related"><h3>Tin liên quan</h3><ul>{related}</ul></div><div class="comments">{comments}</div></div>\n'  # noqa: E501
        f"<aside><ul>{related}</ul></aside></div><footer>{menu}</footer></body></html>"
    )


def write_pages(folder: Path, numbers: Sequence[int]) -> Path:
    """The pages as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:06d}.html").write_text(page(number), encoding="utf-8")
    return folder


def packed(folder: Path) -> Path:
    """The pages of a folder as the WARC.gz of a crawler: one answer each, each compressed for itself."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = folder.with_suffix(".warc.gz")
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for page in sorted(folder.iterdir()):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://example.vn/{page.name}"
            content = io.BytesIO(page.read_bytes())
            writer.write_record(writer.create_warc_record(url, "response", payload=content, http_headers=headers))
    return path


# --- three ways to read --------------------------------------------------------------------------------------


def ours(source: Path, out: Path, workers: int = 1) -> None:
    """A whole run."""
    execute(Job([str(source)], out, "parquet", workers=workers))


def articles_of(archive: Path) -> list[str]:
    """The texts of an archive of JSON lines."""
    with gzip.open(archive, "rb") as lines:
        return [json.loads(line)["text"] for line in lines]


def holds_texts(source: Path) -> bool:
    """True for an archive of articles without their pages."""
    return source.name.endswith(".jsonl.gz")


def pages_of(source: Path) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the pages in a folder, or in a WARC.gz, each in the least that takes."""
    if source.is_dir():
        yield from ((path.name, path.read_bytes()) for path in sorted(source.iterdir()))
        return
    with source.open("rb") as file:
        for number, record in enumerate(unpacked(file)):
            _, http = record.split(b"\r\n\r\n", 1)
            yield str(number), http.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n\r\n")


def unpacked(file: BinaryIO) -> Iterator[bytes]:
    """The members of a gzip file."""
    packed = file.read(PIECE)
    while packed:
        unpacker = zlib.decompressobj(31)
        parts = []
        while packed and not unpacker.eof:
            parts.append(unpacker.decompress(packed))
            packed = unpacker.unused_data or file.read(PIECE)
        yield b"".join(parts)


def floor(source: Path, out: Path) -> None:
    """Read, decode, parse, the body's text, NFC, a scan for the names of indices, Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from ahocorasick_rs import AhoCorasick, MatchKind
    from selectolax.lexbor import LexborHTMLParser

    from extract.tables.indices import indices

    def bodies() -> Iterator[tuple[str, str]]:
        if holds_texts(source):
            yield from ((str(number), text) for number, text in enumerate(articles_of(source)))
            return
        for name, content in pages_of(source):
            body = LexborHTMLParser(content.decode()).css_first(".article__body")
            yield name, body.text(separator="\n") if body else ""

    names = {n.lower() for i in indices().values() for n in (i.id, i.name, *i.abbreviations, *i.aliases)}
    scan = AhoCorasick(sorted(names), matchkind=MatchKind.LeftmostLongest)
    rows: list[dict[str, Any]] = []
    for name, body in bodies():
        text = unicodedata.normalize("NFC", body)
        rows.append({"source": name, "text": text, "found": len(scan.find_matches_as_indexes(text.lower()))})
    out.mkdir()
    pq.write_table(pa.Table.from_pylist(rows), out / "articles.parquet", compression="zstd")


_SCORE = re.compile(r"(\d+(?:,\d+)?) điểm")
_RANK = re.compile(r"(?:thứ|hạng) (\d+)(?:/(\d+))?")


def today(source: Path, out: Path) -> None:
    """What is written today, on a few of the pages or articles only."""
    from bs4 import BeautifulSoup
    from underthesea import ner, sent_tokenize

    if holds_texts(source):
        texts = articles_of(source)
        texts = texts[:: len(texts) // NAIVE["articles"]][: NAIVE["articles"]]
    else:
        pages = islice(pages_of(source), NAIVE["pages"])
        soups = (BeautifulSoup(page.decode(), "html.parser") for _, page in pages)
        texts = ["\n".join(p.get_text(" ", strip=True) for p in soup.find_all("p")) for soup in soups]
    found = []
    for number, text in enumerate(texts):
        for sentence in sent_tokenize(text):
            people = [word for word, *_, tag in ner(sentence) if tag == "B-PER"]
            found.append((number, people, _SCORE.findall(sentence), _RANK.findall(sentence)))
    out.write_text(json.dumps(found), encoding="utf-8")


def cpu(work: Callable[..., object], *args: Any) -> float:
    """Seconds of CPU of this process and of the children that it waited for."""
    before = os.times()
    work(*args)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def side_by_side(top: Path, count: int, rounds: int, archive: Path) -> None:
    """Prints pages a second of CPU, as ratios."""
    warm()
    plain = write_pages(top / "plain", [n for n in range(count * 5 // 4 + 1) if n % 5][:count])
    mixed = write_pages(top / "mixed", range(1, count + 1))
    sizes = [path.stat().st_size for path in mixed.iterdir()]
    print(
        f"{count} pages, {min(sizes) // 1000} to {max(sizes) // 1000} KB, median {statistics.median(sizes) / 1000:.0f} KB"  # noqa: E501
    )
    for name, source in (("pages without facts", plain), ("one in five with facts", mixed)):
        compared(top, name, source, count, rounds)
        compared(top, f"{name}, in a WARC.gz", packed(source), count, rounds)
    if archive.is_file():
        texts = articles_of(archive)
        middle = statistics.median(map(len, texts))
        print(f"\n{len(texts)} real articles, texts without pages, {middle:.0f} characters in the median")
        compared(top, "real articles", archive, len(texts), rounds)


def compared(top: Path, name: str, source: Path, count: int, rounds: int) -> None:
    """Prints what a page or article of a source costs, each way."""
    few = NAIVE["articles" if holds_texts(source) else "pages"]
    took: dict[str, list[float]] = {"floor": [], "ours": [], "today": []}
    for n in range(-1, rounds):
        for way, work, pages in (("floor", floor, count), ("ours", ours, count), ("today", today, few)):
            if way == "today" and n >= NAIVE_ROUNDS:
                continue
            seconds = cpu(work, source, top / f"{name}-{way}-{n}") / pages
            # The first time it loads what it needs.
            if n >= 0:
                took[way].append(seconds)
    # What others do on the machine makes a process slower, never faster: of several rounds the least is nearest. Of
    # today's way there are fewer, each of more seconds than all of ours.
    least = {way: min(seconds) for way, seconds in took.items()}
    print(f"\n{name}")
    for way, seconds in least.items():
        print(f"  {way:<8}{1000 * seconds:>9.2f} ms CPU each")
    print(
        f"  ours is {least['ours'] / least['floor']:.1f} x the floor, and {least['today'] / least['ours']:.0f} x as fast as today's"  # noqa: E501
    )


def workers(top: Path, counts: Sequence[int]) -> None:
    """Prints what a second worker brings, by the clock and by the CPU that is spent, for so many pages each.

    Then, by the fewest and the most of them, what the start of a run takes and what each further page.
    """
    # What a run leaves behind (its fork server) becomes a child of this process, so that its CPU is counted too.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    pages = sorted(write_pages(top / "all", range(1, max(counts) + 1)).iterdir())
    least: dict[tuple[int, int], tuple[float, float]] = {}
    for count in counts:
        folder = top / f"{count}"
        folder.mkdir()
        for path in pages[:count]:
            (folder / path.name).hardlink_to(path)
        took: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for turn in range(3):
            for number, seconds in took.items():
                seconds.append(_run(folder, top / f"{count}-{number}-{turn}", number))
        # The least of three: what others take of the machine comes on top.
        for number, all_seconds in took.items():
            clock, spent = (min(column) for column in zip(*all_seconds, strict=True))
            least[count, number] = clock, spent
        (one, cpu_one), (two, cpu_two) = least[count, 1], least[count, 2]
        print(
            f"{count:>7} pages, 1 → 2 workers: {one:.1f} → {two:.1f} s by the clock, {one / two:.2f} x; "
            f"CPU {cpu_one:.1f} → {cpu_two:.1f} s (load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)",
            flush=True,
        )
    few, many = min(counts), max(counts)
    if few == many:
        return
    for name, at in (("clock", 0), ("CPU", 1)):
        each = [(least[many, n][at] - least[few, n][at]) / (many - few) for n in (1, 2)]
        start = [least[few, n][at] - few * seconds for n, seconds in zip((1, 2), each, strict=True)]
        print(
            f"  {name}: start and end {start[0]:.1f} → {start[1]:.1f} s, each further page {1e3 * each[0]:.2f} → "
            f"{1e3 * each[1]:.2f} ms, {each[0] / each[1]:.2f} x"
        )


def _run(folder: Path, out: Path, number: int) -> tuple[float, float]:
    """Seconds by the clock, and of CPU of all its processes, of a run from the command line."""
    call = [sys.executable, "-m", "extract", "run", str(folder), "-o", str(out), "-w", str(number), "-f", "parquet"]
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
    clock = time.monotonic() - began
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def small(number: int) -> str:
    """A small article; each fifth tells a rank."""
    plain = f"{PLAIN[number % len(PLAIN)]} Tin số {number}."
    return plain if number % 5 else f"{plain} Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ {number % 63 + 1}."


def linear(top: Path, counts: Sequence[int]) -> None:
    """Prints CPU by the number of small articles, and by the length of one article."""
    print("\nsmall articles: CPU of a run in one process")
    for count in counts:
        source = top / f"{count}.jsonl"
        lines = (json.dumps({"id": str(n), "text": small(n)}, ensure_ascii=False) + "\n" for n in range(count))
        source.write_text("".join(lines), encoding="utf-8")
        seconds = cpu(ours, source, top / f"run-{count}")
        print(f"  {count:>8} articles {seconds:>8.2f} s {1e6 * seconds / count:>8.0f} us each")
    print("one article by its length: CPU")
    import extract

    for kilobytes in (10, 100, 1_000):
        one = "\n".join(small(n) for n in range(kilobytes * 8))
        text = (one * 2)[: kilobytes * 1_000]
        seconds = min(cpu(extract.extract, text) for _ in range(3))
        print(f"  {len(text):>9} characters {1000 * seconds:>9.1f} ms {1e9 * seconds / len(text):>8.0f} ns each")


def memory(top: Path, count: int) -> None:
    """Prints the resident memory of a run's parent and workers as it goes."""
    from importlib import import_module

    source = top / "small.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps({"id": str(number), "text": small(number)}, ensure_ascii=False) + "\n")
    call = [sys.executable, "-m", "extract", "run", str(source), "-o", str(top / "run"), "-w", "2", "--log-json"]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    parent, told, step = import_module("psutil").Process(process.pid), 0, max(1, count // 10)
    print(f"{count} small articles, 2 workers: resident MB of the parent, of each child")
    for line in process.stderr:
        event = json.loads(line)
        if event.get("inputs", 0) >= told or event["event"] == "end":
            told += step
            sizes = [each.memory_info().rss // 1_000_000 for each in parent.children(recursive=True)]
            shown = " ".join(f"{size:>5}" for size in sizes if size > 30)
            print(f"  {event.get('inputs', 'end'):>8}{parent.memory_info().rss // 1_000_000:>7}   {shown}", flush=True)
    code, most = process.wait(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1_000
    print(f"  exit code {code}; the most that any process had: {most} MB")


def profile(top: Path, count: int) -> None:
    """Prints where a run's time goes."""
    import cProfile
    import pstats

    warm()
    folder = write_pages(top / "pages", range(1, count + 1))
    ours(folder, top / "warm")
    profiler = cProfile.Profile(time.process_time)  # the clock of this process: others may be busy
    profiler.runcall(ours, folder, top / "out")
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(60)


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, help="pages; of --workers: 300, 2,000 and 5,000 where none is told")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, metavar="N")
    parser.add_argument("--workers", action="store_true")
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--most", type=int, default=10_000, help="small articles for --linear")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--pages", type=Path, metavar="FOLDER")
    parser.add_argument("--archive", type=Path, default=ARCHIVE, help="real articles: .jsonl.gz with `text`")
    asked = parser.parse_args()
    count = asked.count or COUNT
    with TemporaryDirectory() as folder:
        top = Path(folder)
        if asked.pages:
            write_pages(asked.pages, range(1, count + 1))
        elif asked.memory:
            memory(top, asked.memory)
        elif asked.linear:
            linear(top, [count for count in (1_000, 10_000, 100_000) if count <= asked.most])
        elif asked.workers:
            workers(top, [asked.count] if asked.count else WORKED)
        elif asked.profile:
            profile(top, count)
        else:
            side_by_side(top, count, asked.rounds, asked.archive)


if __name__ == "__main__":
    main()
