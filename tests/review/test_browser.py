"""The review page in a real browser, as a person works through it: twenty records, two tabs, a reload, a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extract import open_run
from extract.gold import score_run
from extract.review.gold import export
from extract.review.log import Log
from extract.review.session import Session
from tests.browser import PATIENCE, WHY_NOT, chromium, complaints, shape
from tests.report.runs import CORPUS, HOSTILE, SEED, real
from tests.review.pages import serving

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as started:
        shape(started, 1280, 900)
        yield started


@pytest.fixture
def page(browser: Chrome, request: pytest.FixtureRequest) -> Iterator[Chrome]:
    """The browser with one empty tab, which the next test finds the same way."""
    complaints(browser)
    yield browser
    for tab in browser.window_handles[1:]:
        browser.switch_to.window(tab)
        browser.close()
    browser.switch_to.window(browser.window_handles[0])
    browser.get("about:blank")


def wait(browser: Chrome, until: Callable[[Chrome], Any]) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, PATIENCE, poll_frequency=0.03).until(until)


def open_page(browser: Chrome, address: str) -> None:
    browser.get(address)
    wait(browser, lambda b: b.execute_script("return document.body.dataset.ready"))


def text(browser: Chrome, selector: str) -> str:
    told: str = browser.execute_script("return document.querySelector(arguments[0])?.textContent ?? ''", selector)
    return told


def place(browser: Chrome) -> str:
    """The id of the record that is shown."""
    told: str = browser.execute_script("return decodeURIComponent(location.hash.split('/')[1] || '')")
    return told


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def shown(browser: Chrome) -> bool:
    """True where the record of the address is drawn, and nothing is on its way."""
    drawn: str = browser.execute_script("return document.getElementById('record').dataset.id")
    busy: str | None = browser.execute_script("return document.getElementById('work').getAttribute('aria-busy')")
    return drawn == place(browser) and busy != "true"


def press_and_move(browser: Chrome, key: str) -> str:
    """Presses a key and waits until another record is shown; its id."""
    wait(browser, shown)
    before = place(browser)
    press(browser, key)
    wait(browser, lambda b: place(b) != before and shown(b))
    return place(browser)


def select_words(browser: Chrome, words: str) -> None:
    """Selects words of the article's text, as a mouse would; they may go over several elements."""
    browser.execute_script(
        """
        const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT), range = document.createRange();
        const nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
        const at = nodes.map(node => node.data).join("").indexOf(arguments[0]), end = at + arguments[0].length;
        let from = 0;
        for (const node of nodes) {
          const to = from + node.data.length;
          if (at >= from && at < to) range.setStart(node, at - from);
          if (end > from && end <= to) range.setEnd(node, end - from);
          from = to;
        }
        getSelection().removeAllRanges(); getSelection().addRange(range);
        """,
        words,
    )


def test_review_twenty_records_two_tabs_a_reload_and_a_crash(page: Chrome, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    run = real(tmp_path / "run", SEED, CORPUS / "gold" / "ranks")
    with serving(run) as (address, server):
        open_page(page, address)
        assert text(page, "#progress").startswith("0 of ")
        first = place(page)
        visited = [first, *(press_and_move(page, key) for key in "aararaaraa")]
        assert len(set(visited)) == 11, "each decision moves on to the next record"
        assert text(page, "#progress").startswith("10 of ")
        assert len(Log.read(run).decisions) == 10, "on disk already"

        # Undo leads back, and the record is undecided again; deciding it anew goes on.
        press(page, "u")
        wait(page, lambda b: place(b) == visited[9])
        wait(page, lambda b: "undecided" in text(b, "#record .status"))
        wait(page, lambda b: text(b, "#progress").startswith("9 of "))
        press_and_move(page, "a")

        # A bad value is refused with a message and nothing is lost; a good one is taken.
        while "official" in page.execute_script("return location.hash"):
            press_and_move(page, "j")
        corrected = place(page)
        press(page, "c")
        field = "#form [name=period]"
        page.execute_script(f"document.querySelector('{field}').select(); document.querySelector('{field}').focus()")
        press(page, "năm ngoái", Keys.ENTER)
        wait(page, lambda b: "is no period" in text(b, "#form .error"))
        assert place(page) == corrected
        page.execute_script(f"document.querySelector('{field}').select()")
        press(page, "2016", Keys.ENTER)
        wait(page, lambda b: place(b) != corrected)
        assert text(page, "#progress").startswith("11 of ")

        # A reload keeps the place and the filters.
        here = press_and_move(page, "j")
        page.refresh()
        wait(page, lambda b: b.execute_script("return document.body.dataset.ready"))
        assert place(page) == here
        assert text(page, "#progress").startswith("11 of ")

        # Another tab sees what was decided here, and what it decides is seen here.
        one = page.current_window_handle
        page.switch_to.new_window("tab")
        shape(page, 1280, 900)
        open_page(page, f"{address}#{page_hash(run, here)}")
        assert place(page) == here
        press_and_move(page, "r")
        page.switch_to.window(one)
        wait(page, lambda b: "rejected" in text(b, "#record .status"))
        wait(page, lambda b: text(b, "#progress").startswith("12 of "))

        # The server is killed: the page says so and pretends nothing; the next one has every decision.
        server.kill()
        server.wait()
        wait(page, shown)
        before = place(page)
        press(page, "a")
        wait(page, lambda b: "has gone" in text(b, "#message"))
        assert place(page) == before
    with serving(run) as (address, _):
        open_page(page, address)
        assert text(page, "#progress").startswith("12 of ")
        for _ in range(8):
            press_and_move(page, "a")
        wait(page, lambda b: text(b, "#progress").startswith("20 of "))
    found = [entry for entry in complaints(page) if "ERR_CONNECTION" not in entry and "422" not in entry]
    assert found == []
    session = Session(open_run(run), Log.read(run))
    assert session.progress()["correct"] == 1
    item = session.item("observation", corrected)
    assert (session.record(item)["period"], session.record(item)["value"]) == ("2016", item.row["value"])


def page_hash(run: Path, record: str) -> str:
    session = Session(open_run(run), Log.read(run))
    return next(f"{item.kind}/{item.id}" for item in session.items() if item.id == record)


def test_review_a_stale_tab_is_told_and_overwrites_nothing(page: Chrome, tmp_path: Path) -> None:
    run = real(tmp_path / "run")
    with serving(run) as (address, _):
        open_page(page, address)
        wait(page, shown)
        here, one = place(page), page.current_window_handle
        # Polling is held up, as where a machine is slow: the tab does not know yet.
        page.execute_script(
            "const real = window.fetch; window.fetch = (...all) => String(all[0]).includes('changes') ? new Promise(() => {}) : real(...all)"
        )
        page.switch_to.new_window("tab")
        open_page(page, address)
        press_and_move(page, "r")
        page.switch_to.window(one)
        press(page, "a")
        wait(page, lambda b: "Another tab" in text(b, "#message"))
        wait(page, lambda b: "rejected" in text(b, "#record .status"))
        assert place(page) == here
    assert [made.verdict for made in Log.read(run).decisions] == ["reject"]


def test_review_what_was_missed_becomes_gold(page: Chrome, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    source = tmp_path / "tin.txt"
    source.write_text("Hội nghị cuối năm\n😀 Đến dự có ông Giàng A Tính và 45,5 điều khác.\n", encoding="utf-8")
    run = real(tmp_path / "run", source)
    with serving(run) as (address, _):
        open_page(page, address)
        page.execute_script(
            "const kind = document.querySelector('[data-filter=kind]'); kind.value = 'article'; kind.dispatchEvent(new Event('change'))"
        )
        wait(page, lambda b: "Nothing was read" in text(b, "#record h2"))
        press(page, "m")
        assert "Select the characters" in text(page, "#message")
        select_words(page, "45,5")
        press(page, "m")
        wait(page, lambda b: text(b, "#form h3") == "Add a figure")
        assert page.execute_script("return document.querySelector('#form [name=value]').value") == "45,5"
        page.execute_script(
            "document.querySelector('#form [name=index]').value = 'PCI'; document.querySelector('#form [name=value]').focus()"
        )
        press(page, Keys.ENTER)
        wait(page, lambda b: "Added" in text(b, "#message"))
        select_words(page, "Giàng A Tính")
        press(page, "m")
        wait(page, lambda b: text(b, "#form h3") == "Add an official")
        page.execute_script(
            "document.querySelector('#form [name=title]').value = 'Chủ tịch'; document.querySelector('#form [name=title]').focus()"
        )
        press(page, Keys.ENTER)
        wait(page, lambda b: "Giàng A Tính" in text(b, "#message"))
        press(page, "w")
        wait(
            page,
            lambda b: (
                b.execute_script("return document.querySelector('[data-do=whole]').getAttribute('aria-pressed')")
                == "true"
            ),
        )
        assert complaints(page) == []
    session = Session(open_run(run), Log.read(run))
    done = export(session, tmp_path / "gold")
    assert (done.written, done.whole) == (1, 1)
    errors = score_run(tmp_path / "gold", run).errors
    assert [(kind, wanted.get("anchor") or wanted["name"]) for _, kind, wanted, *_ in errors] == [
        ("missed", "45,5"),
        ("missed", "Giàng A Tính"),
    ]


def test_review_hostile_article_does_nothing(page: Chrome, tmp_path: Path) -> None:
    source = tmp_path / "x<img src=x onerror=window.hacked=9>.txt"
    source.write_text(HOSTILE, encoding="utf-8")
    run = real(tmp_path / "run", source)
    with serving(run) as (address, _):
        open_page(page, address)
        while place(page):
            wait(page, shown)
            assert "<script>window.hacked" in text(page, "#text")
            assert "\u202e" not in text(page, "body")
            press(page, "c")
            wait(page, lambda b: text(b, "#form h3") == "Correct")
            page.execute_script("document.querySelector('#form button[type=button]').click()")
            press_and_move(page, "a")
        assert "All records are decided" in text(page, "#record")
        assert page.execute_script("return window.hacked") is None
        assert page.execute_script("return document.querySelectorAll('script, img, iframe').length") == 1
        assert complaints(page) == []
    assert len(Log.read(run).decisions) >= 2
