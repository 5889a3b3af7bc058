"""The screenshots of the report and the review page in docs/images: `python -m benchmarks.screenshots`.

Taken by a real browser of a run over the project's own corpus, so that they show no third party's text.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import open_run
from extract.batch.run import run as run_all
from extract.report import build
from tests.browser import PATIENCE, WHY_NOT, chromium, screenshot, shape
from tests.review.pages import serving

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PROJECT = Path(__file__).parent.parent
IMAGES = PROJECT / "docs" / "images"
INPUTS = (PROJECT / "corpus" / "gold", PROJECT / "corpus" / "seed")
# The seed article's fact that is opened: its PCI rank.
SHOWN = "lai châu pci 2019 hạng"


def _wait(browser: Chrome, until: Callable[[Chrome], Any]) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, PATIENCE, poll_frequency=0.05).until(until)


def _to(browser: Chrome, selector: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).scrollIntoView({block: 'start'})", selector)


def _open(browser: Chrome, words: str) -> None:
    browser.execute_script(
        "const input = document.querySelector('input[type=search]'); input.value = arguments[0];"
        "input.dispatchEvent(new Event('input')); document.querySelector('tr.row').click();",
        words,
    )
    _to(browser, "#facts")


def report(browser: Chrome, page: Path) -> None:
    """The report: its head, trends and an opened fact, in the light, in the dark, on a phone."""
    shape(browser, 1280, 860)
    browser.get(page.as_uri())
    screenshot(browser, IMAGES / "report-light.png")
    _to(browser, "#trends")
    screenshot(browser, IMAGES / "report-trends.png")
    shape(browser, 1280, 860, dark=True)
    _open(browser, SHOWN)
    screenshot(browser, IMAGES / "report-dark.png")
    shape(browser, 390, 844, phone=True, scale=2)
    browser.refresh()
    _open(browser, SHOWN)
    _to(browser, "tr.row")
    screenshot(browser, IMAGES / "report-phone.png")


def review(browser: Chrome, run: Path) -> None:
    """The review page: a record to decide, and one that is corrected in the dark."""
    from selenium.webdriver import ActionChains

    with serving(run) as (address, _):
        shape(browser, 1280, 860)
        browser.get(address)
        _wait(browser, lambda b: b.execute_script("return document.body.dataset.ready"))
        browser.execute_script(
            "const index = document.querySelector('[data-filter=index]'); index.value = 'PAR_INDEX';"
            "index.dispatchEvent(new Event('change'));"
        )
        idle = "return document.getElementById('work').getAttribute('aria-busy') !== 'true' && document.getElementById('record').dataset.id === decodeURIComponent(location.hash.split('/')[1])"  # noqa: E501
        for key in "aaraaja":
            _wait(browser, lambda b: b.execute_script(idle))
            ActionChains(browser).send_keys(key).perform()
        _wait(browser, lambda b: b.execute_script(idle))
        screenshot(browser, IMAGES / "review-light.png")
        shape(browser, 1280, 860, dark=True)
        ActionChains(browser).send_keys("c").perform()
        screenshot(browser, IMAGES / "review-dark.png")


def main() -> None:
    """Takes them all."""
    if WHY_NOT:
        sys.exit(WHY_NOT)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        run = Path(folder) / "run"
        run_all([str(path) for path in INPUTS], run, "jsonl")
        page = Path(folder) / "report.html"
        page.write_text(build(open_run(run), title="Các chỉ số của tỉnh, báo nói gì"), encoding="utf-8")
        report(browser, page)
        review(browser, run)
    for path in sorted(IMAGES.glob("re*-*.png")):
        print(f"{path.relative_to(PROJECT)}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
