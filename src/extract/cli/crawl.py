"""`extract crawl`: a site's articles, politely, into WARC files that `extract run` reads."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import on_disk, out, say, stop

if TYPE_CHECKING:
    from extract.sources import Page
    from extract.sources.crawl import Crawl, Verdict
    from extract.sources.state import State

DECISIONS = "decisions.tsv"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_RATE = re.compile(r"(\d+(?:\.\d+)?)(?:/(s|m|h|min))?")
_UNITS = {None: 1, "s": 1, "m": 60, "min": 60, "h": 3600}
_FASTEST = 20.0


def crawl(
    sites: Annotated[list[str], typer.Argument(metavar="SITE", help="Sites (baolaichau.vn) or addresses in them.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", parser=on_disk, help="A folder for what is fetched; one begun goes on.")
    ],
    since: Annotated[str | None, typer.Option(metavar="DAY", help="No articles before this day (2019-01-01).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="No articles after this day.")] = None,
    match: Annotated[
        str | None, typer.Option(metavar="REGEX", help="Only articles with this in title or text; likely ones first.")
    ] = None,
    max_pages: Annotated[int | None, typer.Option(min=1, help="How many pages are fetched at most.")] = None,
    depth: Annotated[int, typer.Option(min=0, help="How many links away from what was given.")] = 3,
    rate: Annotated[str, typer.Option(help="Requests to one host: 1/s, 20/m. Slower where robots.txt asks.")] = "1/s",
    contact: Annotated[
        str | None, typer.Option(metavar="MAIL", help="Where the owner of a site reaches you; told to each server.")
    ] = None,
    allow_private: Annotated[bool, typer.Option(help="Fetch from private addresses too: for tests.")] = False,
) -> None:
    """Fetch the articles of sites into an archive.

    robots.txt first, then feeds and sitemaps, then list pages. Writes pages-*.warc.gz, which `extract run` reads,
    state.sqlite (every address with its decision) and decisions.tsv. Stopped or killed, it goes on where it was when
    the same command is given again; after its end, the same command looks for what is new. Prints how many addresses
    were fetched, skipped and failed, and why (exit code 1: one of those given failed).
    """
    import sqlite3

    from extract.sources import SourceError
    from extract.sources.crawl import Crawl, Settings

    _check_folder(output)
    try:
        re.compile(match or "")
    except re.error as error:
        stop(f"--match is no regular expression: {error}")
    first, last = _day(since, "--since"), _day(until, "--until", last=True)
    if first and last and first > last:
        stop(f"--since {since} is after --until {until}: no day is between them")
    settings = Settings(
        since=first,
        until=last,
        match=match,
        max_pages=max_pages,
        depth=depth,
        rate=_per_second(rate),
        contact=contact,
        allow_private=allow_private,
    )
    try:
        crawled = Crawl(output, settings, judge)
    except SourceError as error:
        stop(str(error))
    try:
        crawled.start(sites)
        _run(crawled)
    except SourceError as error:
        stop(str(error))
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        say(f"cannot write to {output}: {reason}: make room, then give the same command to go on")
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        say("stopped by Ctrl-C: nothing is lost; give the same command again to go on")
        raise typer.Exit(130) from None
    finally:
        crawled.close()


def judge(page: Page) -> Verdict:
    """Whether a page is an article, as `extract run` will see it."""
    from extract.articles.body import ArticleError, read_article
    from extract.sources.crawl import Verdict

    try:
        article = read_article(page)
    except ArticleError as error:
        return Verdict(article=False, reason=str(error))
    return Verdict(article=True, title=article.title, published=article.published, text=article.text)


def _run(crawled: Crawl) -> None:
    with _told() as tell:
        for row in crawled.run():
            tell(f"{row['decision']} {row['url']}", crawled.state.count("decision = 'queued'"))
    _write_decisions(crawled.state, crawled.folder / DECISIONS)
    for decision, reason, number in crawled.state.summary():
        out(f"{number}\t{decision if decision != 'queued' else 'left'}\t{reason}".rstrip())
    left = crawled.state.count("decision = 'queued'")
    if left:
        limit = crawled.settings.max_pages
        why = f"the limit of {limit} pages" if limit is not None else "servers that ask to wait"
        say(f"{left} addresses are left ({why}): the same command, or one with a higher limit, goes on")
    if crawled.state.count("decision = 'fetched'"):
        say(f"read the articles with: extract run {crawled.folder}/*.warc.gz --output DIR")
    if crawled.state.count("decision = 'failed' AND via LIKE 'given%'"):
        raise typer.Exit(1)


@contextmanager
def _told() -> Iterator[Callable[[str, int], None]]:
    """A line on a terminal's stderr: the last decision, and how many addresses are left; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console
    from rich.markup import escape

    from extract.show import visible

    with Console(stderr=True).status("") as line:
        yield lambda last, left: line.update(f"{left} left · {escape(visible(last))}")


def _write_decisions(state: State, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        for number, row in enumerate(state.decisions()):
            if number == 0:
                rows.writerow(row)
            rows.writerow(row.values())


def _check_folder(output: Path) -> None:
    from extract.sources.state import STATE

    try:
        if output.exists() and not output.is_dir():
            stop(f"{output} is a file: name a folder")
        if output.exists() and any(output.iterdir()) and not (output / STATE).exists():
            stop(f"{output} already holds other files: name another folder or empty it")
    except OSError as error:
        stop(f"cannot use {output}: {error.strerror or error}")


def _day(told: str | None, option: str, last: bool = False) -> str | None:
    """A day; of a year or a month the first or the last."""
    from datetime import date, timedelta

    if told is None:
        return None
    try:
        if not _DAY.fullmatch(told):
            raise ValueError(told)
        year, month, day = (*map(int, told.split("-")), 0, 0)[:3]
        if not last or day:
            return date(year, month or 1, day or 1).isoformat()
        first = date(year, month or 12, 1)
        after = date(year, first.month + 1, 1) if first.month < 12 else date(year + 1, 1, 1)
        return (after - timedelta(days=1)).isoformat()
    except ValueError:
        stop(f"{option} {told}: give a day such as 2019-01-01")


def _per_second(told: str) -> float:
    found = _RATE.fullmatch(told.replace(" ", ""))
    if found is None or not float(found[1]):
        stop(f"--rate {told}: give requests and time such as 1/s or 20/m")
    rate = float(found[1]) / _UNITS[found[2]]
    if rate > _FASTEST:
        stop(f"--rate {told}: no more than {_FASTEST:.0f}/s; servers of newspapers are small")
    return rate
