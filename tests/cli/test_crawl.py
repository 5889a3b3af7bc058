"""`extract crawl` and `extract run` of the web as a user meets them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli import app, crawl
from extract.sources import crawl as sources_crawl
from extract.sources.crawl import Crawl
from tests.sources.newspaper import Newspaper, article, newspaper

runner = CliRunner()
FAST = ["--rate", "20/s", "--allow-private"]


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newspaper]:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with newspaper() as one:
        links = "".join(f"<a href='/{number}'>{number}</a>" for number in range(1, 6))
        one.pages |= {f"/{number}": article(number) for number in range(1, 4)}
        one.pages |= {"/": f"<html><p>Trang chủ</p>{links}".encode(), "/4": article(4, index="PAPI", day="2010-01-01")}
        yield one


def test_crawl_then_run_gives_the_records_of_the_pages_read_live(paper: Newspaper, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = runner.invoke(app, ["crawl", paper.url, "-o", str(kept), "--since", "2019", "--match", "pci", *FAST])
    assert done.exit_code == 0, done.output
    assert "3\tfetched" in done.stdout
    assert "1\tskipped\ttoo old: before 2019-01-01" in done.stdout
    assert "1\tfailed\tthe server answered 404" in done.stdout
    assert "extract run" in done.stderr
    lines = (kept / "decisions.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("url\tdecision\treason")
    assert f"{paper.url}/1\tfetched\t" in "\n".join(lines)
    archived = runner.invoke(app, ["run", *map(str, kept.glob("*.warc.gz")), "-o", str(tmp_path / "a"), "-w", "1"])
    assert archived.exit_code == 0, archived.output
    urls = [f"{paper.url}/{number}" for number in (1, 2, 3)]
    live = runner.invoke(app, ["run", *urls, "-o", str(tmp_path / "b"), "-w", "1", "--allow-private"])
    assert live.exit_code == 0, live.output
    for table in ("articles", "officials", "observations"):
        one, other = ((tmp_path / run / f"{table}.jsonl").read_bytes() for run in ("a", "b"))
        assert one == other
        assert one
    # And once more from what the run itself has kept.
    again = runner.invoke(app, ["run", str(tmp_path / "b" / "web"), "-o", str(tmp_path / "c"), "-w", "1"])
    assert again.exit_code == 0, again.output
    assert (tmp_path / "c" / "articles.jsonl").read_bytes() == (tmp_path / "b" / "articles.jsonl").read_bytes()


def test_crawl_again_fetches_no_article_twice(paper: Newspaper, tmp_path: Path) -> None:
    call = ["crawl", paper.url, "-o", str(tmp_path / "kept"), "--max-pages", "2", *FAST]
    first = runner.invoke(app, call)
    assert "are left (the limit of 2 pages)" in first.stderr
    assert runner.invoke(app, [*call[:-5], "--max-pages", "50", *FAST]).exit_code == 0
    assert {path: count for path, count in paper.hits.items() if path in ("/1", "/2", "/3")} == {
        "/1": 1,
        "/2": 1,
        "/3": 1,
    }


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--since", "soon"], "give a day"), (["--until", "2020-13"], "give a day"), (["--match", "("], "regular"),
        (["--rate", "fast"], "such as 1/s"), (["--rate", "100/s"], "no more than"), (["--rate", "0/s"], "such as 1/s"),
        (["--since", "2022", "--until", "2021"], "is after"),
        (["-o", "full"], "already holds other files"), (["-o", "full/x"], "is a file"), (["ftp://a.vn"], "no address"),
    ],
)  # fmt: skip
def test_crawl_wrong_calls_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("full").mkdir()
    Path("full/x").write_text("x")
    site = [] if options[0].startswith("ftp") else ["a.vn"]
    done = runner.invoke(app, ["crawl", *site, "-o", "out", *options])
    assert (done.exit_code, why in done.stderr, "Traceback" in done.output) == (2, True, False), done.output


def test_crawl_of_what_is_refused_exits_1(tmp_path: Path) -> None:
    done = runner.invoke(app, ["crawl", "http://127.0.0.1:9/", "-o", str(tmp_path / "out")])
    assert (done.exit_code, "private address" in done.stdout) == (1, True)


def test_crawl_of_a_host_that_is_not_there_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources_crawl, "BACKOFF", 0.0)
    done = runner.invoke(app, ["crawl", "http://no-host.invalid/", "-o", str(tmp_path / "out"), "--rate", "20/s"])
    assert (done.exit_code, "robots.txt: no such host: no-host.invalid;" in done.stdout) == (1, True), done.output


def test_crawl_and_run_on_a_full_disk_say_how_to_go_on(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    kept, out = str(tmp_path / "kept"), str(tmp_path / "out")
    with monkeypatch.context() as patched:
        patched.setattr(Crawl, "_visit", full)
        done = runner.invoke(app, ["crawl", paper.url, "-o", kept, *FAST])
        assert (done.exit_code, "disk is full: make room" in done.stderr) == (1, True), done.output
        done = runner.invoke(app, ["run", f"{paper.url}/1", "-o", out, "-w", "1", "--allow-private"])
        assert (done.exit_code, "the same command goes on" in done.stderr) == (2, True), done.output
    assert "4\tfetched" in runner.invoke(app, ["crawl", paper.url, "-o", kept, *FAST]).stdout
    assert runner.invoke(app, ["run", f"{paper.url}/1", "-o", out, "-w", "1", "--allow-private"]).exit_code == 0


@pytest.mark.parametrize(
    ("told", "last", "day"),
    [
        ("2019", False, "2019-01-01"), ("2019", True, "2019-12-31"), ("2020-02", True, "2020-02-29"),
        ("2020-02", False, "2020-02-01"), ("2020-12", True, "2020-12-31"), ("2020-05-06", True, "2020-05-06"),
    ],
)  # fmt: skip
def test_crawl_days_months_and_years(told: str, last: bool, day: str) -> None:
    assert crawl._day(told, "--since", last) == day


@pytest.mark.parametrize(("told", "rate"), [("1/s", 1), ("0.5/s", 0.5), ("30/m", 0.5), ("30/min", 0.5), ("2", 2)])
def test_crawl_rates(told: str, rate: float) -> None:
    assert crawl._per_second(told) == rate


def test_crawl_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    asked, over = threading.Event(), threading.Event()

    def hang(_: object) -> bytes:
        asked.set()
        # The signal comes while the page is waited for.
        over.wait(60)
        return article(1)

    with newspaper() as paper:
        paper.pages |= {
            "/": b"<a href='/1'>1</a>",
            "/1": hang,
            "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 1"),
        }
        call = [
            sys.executable,
            "-m",
            "extract",
            "crawl",
            f"{paper.url}/1",
            "-o",
            str(tmp_path / "out"),
            "--allow-private",
        ]
        process = subprocess.Popen(call, stderr=subprocess.PIPE, env={**os.environ}, text=True)
        assert asked.wait(60)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
        over.set()
    assert (process.returncode, "give the same command again" in told) == (130, True), told


def test_run_of_a_site_that_was_killed_goes_on_and_asks_nothing_twice(paper: Newspaper, tmp_path: Path) -> None:
    """The run is killed while a page is fetched; the same command gives the bytes of one that was not."""
    asked, go = threading.Event(), threading.Event()

    def hang(_: object) -> bytes:
        asked.set()
        go.wait(60)
        return article(3)

    urls = [f"{paper.url}/{number}" for number in (1, 2, 3)]
    paper.pages["/robots.txt"] = (200, {}, b"")
    paper.pages["/3"] = hang
    out = tmp_path / "out"
    call = [sys.executable, "-m", "extract", "run", *urls, "-o", str(out), "-w", "1", "--allow-private", "--shard", "1"]
    process = subprocess.Popen(call, env={**os.environ}, stderr=subprocess.DEVNULL)
    assert asked.wait(60)
    process.kill()
    process.wait(30)
    paper.pages["/3"] = article(3)
    go.set()
    subprocess.run(call, check=True, timeout=120, stderr=subprocess.DEVNULL)
    assert {path: paper.hits[path] for path in ("/robots.txt", "/1", "/2", "/3")} == {
        "/robots.txt": 1, "/1": 1, "/2": 1, "/3": 2,
    }  # fmt: skip
    told = [json.loads(line)["source"] for line in (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told == urls
    assert (out / "failures.jsonl").read_bytes() == b""


def test_run_takes_a_mixture_and_columns_that_are_told(paper: Newspaper, tmp_path: Path) -> None:
    text = "Năm 2020, chỉ số PCI của tỉnh Sơn La đạt 60 điểm."
    (tmp_path / "a.csv").write_text(f'ma,noi_dung\nx-1,"{text}"\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("60", "61"), encoding="utf-8")
    given = [str(tmp_path / "a.csv"), str(tmp_path / "b.txt"), f"{paper.url}/1"]
    told = ["--text-column", "noi_dung", "--id-column", "ma"]
    done = runner.invoke(app, ["run", *given, "-o", str(tmp_path / "out"), "-w", "1", "--allow-private", *told])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows] == ["a.csv#/x-1", "b.txt", f"{paper.url}/1"]


def test_run_reads_rows_from_stdin(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(number), "text": f"Chỉ số PCI {number}."}) + "\n" for number in range(3))
    done = runner.invoke(app, ["run", "-", "-o", str(tmp_path / "out"), "-w", "1", "--stdin", "jsonl"], input=lines)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows] == ["-#/0", "-#/1", "-#/2"]


def test_show_one_article_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "x", "text": "Năm 2020, chỉ số PCI của tỉnh Sơn La đạt 60 điểm."}\n{"text": "b"}\n', "utf-8"
    )
    shown = runner.invoke(app, ["show", f"{path}#/x", "--json"])
    assert json.loads(shown.stdout)["articles"][0]["source"] == "a.jsonl#/x"
    several = runner.invoke(app, ["show", str(path)])
    assert (several.exit_code, "several articles" in several.stderr) == (1, True)
