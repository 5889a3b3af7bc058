"""The report in a real browser: a fact is one click from its sentence, by mouse, keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import extract
from extract import open_run
from extract.report import build
from tests.browser import PATIENCE, WHY_NOT, chromium, complaints, shape
from tests.report.runs import CORPUS, HOSTILE, SEED, article, figure, real, written

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    top = tmp_path_factory.mktemp("report")
    (top / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    return page(top, real(top / "run", SEED, top / "hostile.txt", CORPUS / "gold" / "ranks"))


def page(folder: Path, run: Path) -> str:
    path = folder / "report.html"
    path.write_text(build(open_run(run)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Chrome, address: str) -> Chrome:
    shape(browser, 1280, 900)
    browser.get("about:blank")  # a link within the page would not load it anew
    complaints(browser)
    browser.get(address)
    return browser


def texts(browser: Chrome, selector: str) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent)", selector
    )
    return found


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def focused(browser: Chrome) -> str:
    told: str = browser.execute_script("return document.activeElement.id || document.activeElement.type || ''")
    return told


def wait(browser: Chrome, until: Callable[[Chrome], Any]) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, PATIENCE, poll_frequency=0.05).until(until)


def test_report_a_fact_is_one_click_from_its_sentence(opened: Chrome) -> None:
    result = extract.read(SEED)
    text = result.article.text
    for observation in result.observations[:3]:
        opened.execute_script("document.getElementById(arguments[0]).click()", observation.observation_id)
        assert (
            opened.execute_script("return document.querySelector('tr.row[aria-expanded=true]').id")
            == observation.observation_id
        )
        marks = texts(opened, ".detail .quote mark")
        assert text[observation.evidence[0].start : observation.evidence[0].end] in marks
        # Where one mark lies inside another, the outer one is cut: together they still are all of the evidence.
        legend = " ".join(texts(opened, ".detail .legend dd"))
        for e in observation.evidence:
            assert text[e.start : e.end] in "".join(marks) + legend
        assert len(texts(opened, "tr.detail")) == 1
    assert complaints(opened) == []


def test_report_points_and_hashes_lead_to_records(opened: Chrome, address: str) -> None:
    record = extract.read(SEED).officials[0].official_id
    opened.get(f"{address}#{record}")
    wait(opened, lambda b: texts(b, "tr.row[aria-expanded=true] td:first-child"))
    assert focused(opened) == record
    assert texts(opened, ".detail mark.name")
    link = opened.execute_script("return document.querySelector('#trends .multiples a').getAttribute('href')")
    opened.execute_script(
        "document.querySelector('#trends .multiples a').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    wait(opened, lambda b: focused(b) == link.removeprefix("#"))
    assert texts(opened, ".detail mark.figure")


def test_report_is_used_by_keyboard_alone(opened: Chrome) -> None:
    from selenium.webdriver.common.keys import Keys

    press(opened, Keys.TAB)
    assert opened.execute_script("return document.activeElement.className") == "skip"
    press(opened, "/")
    assert focused(opened) == "search"
    press(opened, "lai chau 2019 63")  # without the marks of the Vietnamese
    found = texts(opened, "tr.row td:first-child")
    assert found
    assert set(found) == {"Lai Châu"}
    press(opened, Keys.ENTER)
    first = focused(opened)
    press(opened, Keys.ARROW_DOWN, Keys.ENTER)
    second = focused(opened)
    assert second != first
    assert opened.execute_script("return document.querySelector('tr[aria-expanded=true]').id") == second
    press(opened, Keys.ESCAPE)
    assert (texts(opened, "tr.detail"), focused(opened)) == ([], second)
    press(opened, "/", Keys.ESCAPE)
    press(opened, Keys.ENTER, Keys.PAGE_DOWN)
    assert texts(opened, ".paging output")[0].startswith("51 to 100 of ")
    press(opened, Keys.PAGE_UP, Keys.END, Keys.HOME, Keys.ARROW_UP)
    assert focused(opened) == opened.execute_script("return document.querySelector('tr.row').id")


def all_years(browser: Chrome) -> list[str]:
    """The years of all rows in their order, page by page."""
    turn = "const next = document.querySelector('.paging button:last-of-type'), more = !next.disabled; next.click(); return more"
    years = texts(browser, "tr.row td:nth-child(3)")
    while browser.execute_script(turn):
        years += texts(browser, "tr.row td:nth-child(3)")
    return [year for year in years if year]


def test_report_filters_and_sorts(opened: Chrome) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    before = texts(opened, ".paging output")[0]
    Select(opened.find_element(By.CSS_SELECTOR, "select[aria-label='All indices']")).select_by_value("PAPI")
    assert {cell.partition(" ")[0][:4] for cell in texts(opened, "tr.row td:nth-child(2)")} == {"PAPI"}
    opened.execute_script("document.querySelector('thead th:nth-child(3) button').click()")
    years = all_years(opened)
    assert years == sorted(years)
    opened.execute_script("document.querySelector('thead th:nth-child(3) button').click()")
    assert all_years(opened) == years[::-1]
    press(opened, "/", "nothing says this")
    assert texts(opened, ".empty")
    opened.execute_script("document.querySelector('button.reset').click()")
    assert texts(opened, ".paging output")[0] == before
    opened.execute_script("document.querySelector('button[data-kind=people]').click()")
    assert "Chủ tịch" in " ".join(texts(opened, "tr.row td:nth-child(2)"))


def test_report_hostile_article_does_nothing(opened: Chrome) -> None:
    opened.execute_script("window.hacked = undefined")
    press(opened, "/", "script")
    assert texts(opened, "tr.row")
    for number in range(len(texts(opened, "tr.row"))):
        opened.execute_script("document.querySelectorAll('tr.row')[arguments[0]].click()", number)
        assert "<script>" in texts(opened, ".detail")[0]
    assert opened.execute_script("return window.hacked") is None
    assert opened.execute_script("return document.querySelectorAll('script, img, iframe').length") == 2
    assert complaints(opened) == []


def test_report_marks_stand_right_behind_an_emoji(browser: Chrome, tmp_path: Path) -> None:
    text = "😀😀 Lai Châu xếp thứ 63."
    row = figure("a", 1, 63, [(text.index("63"), text.index("63") + 2, "figure")])
    browser.get(
        page(tmp_path, written(tmp_path / "run", {"articles": [article("a", text)], "observations": [row]})) + "#a-o1"
    )
    assert wait(browser, lambda b: texts(b, ".quote mark")) == ["63"]


@pytest.mark.parametrize("dark", [False, True])
def test_report_fits_a_phone_in_the_light_and_in_the_dark(opened: Chrome, dark: bool) -> None:
    shape(opened, 360, 740, dark=dark, phone=True, scale=2)
    opened.refresh()
    opened.execute_script("document.querySelector('tr.row').click()")
    assert opened.execute_script("return document.documentElement.scrollWidth") <= 360
    red = int(opened.execute_script("return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
    assert red < 64 if dark else red > 192


def test_report_of_fifty_thousand_records_answers_at_once(browser: Chrome, tmp_path: Path) -> None:
    text = "PCI năm 2019: Lai Châu xếp thứ 63."
    at = [(text.index("63"), text.index("63") + 2, "figure"), (0, 3, "index")]
    articles = [article(f"a{n}", f"{text} Bài {n}.") for n in range(1000)]
    rows = [figure(f"a{n % 1000}", n, n % 63 + 1, at, period=str(2005 + n % 20)) for n in range(50_000)]
    browser.get(page(tmp_path, written(tmp_path / "run", {"articles": articles, "observations": rows})))
    assert texts(browser, ".paging output") == ["1 to 50 of 50,000"]
    took = browser.execute_script(
        "const input = document.querySelector('input[type=search]'); input.value = 'lai chau 2020';"
        "const began = performance.now(); input.dispatchEvent(new Event('input')); return performance.now() - began"
    )
    assert texts(browser, ".paging output") == ["1 to 50 of 2,500"]
    # 0.2 s on an idle machine; this one may be busy.
    assert took < 10_000
