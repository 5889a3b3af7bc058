"""Small multiples: which value stands for a year, and where it is drawn."""

from pathlib import Path
from typing import Any

from extract import open_run
from extract.report.gather import Facts, gather
from extract.report.trends import HEIGHT, WIDTH, panels
from tests.report.runs import article, figure, written

AT = [(0, 3, "figure")]


def facts_of(folder: Path, observations: list[dict[str, Any]]) -> Facts:
    names = {row["article_id"] for row in observations}
    articles = [
        article(name, "PCI …", published=f"2020-01-{place + 1:02d}") for place, name in enumerate(sorted(names))
    ]
    return gather(open_run(written(folder, {"articles": articles, "observations": observations})))


def other(name: str, code: str) -> dict[str, Any]:
    return {"type": "province", "id": code, "name": name}


def test_trends_one_scale_for_all_and_rank_one_on_top(tmp_path: Path) -> None:
    rows = [
        figure("a", 1, 60, AT, period="2017"),
        figure("a", 2, 1, AT, period="2019"),
        figure("a", 3, 30, AT, period="2018", subject=other("Lào Cai", "VN-02")),
        figure("a", 4, 40, AT, period="2019", subject=other("Lào Cai", "VN-02")),
        figure("a", 5, 7, AT, period="2019", subject=other("Hà Nội", "VN-HN")),
    ]
    (panel,) = panels(facts_of(tmp_path, rows))
    assert (panel.index, panel.metric, panel.first, panel.last, panel.low, panel.high) == (
        "PCI",
        "rank",
        2017,
        2019,
        1,
        60,
    )
    assert ([chart.province for chart in panel.charts], panel.single) == (["Lai Châu", "Lào Cai"], 1)
    lai_chau, lao_cai = panel.charts
    worst, best = lai_chau.points
    assert 0 < best.y < worst.y < HEIGHT
    assert 0 < worst.x < lao_cai.points[0].x < best.x == lao_cai.points[1].x < WIDTH
    assert (lai_chau.runs, len(lai_chau.gaps)) == ([], 1), "2018 is missing: no full line goes over it"
    assert (len(lao_cai.runs), lao_cai.gaps) == (1, [])


def test_trends_the_better_score_is_higher_up(tmp_path: Path) -> None:
    rows = [
        figure("a", n, value, AT, period=str(2017 + n), metric="score") for n, value in enumerate([50.5, 60.25, 55])
    ]
    (panel,) = panels(facts_of(tmp_path, rows))
    first, second, third = (point.y for point in panel.charts[0].points)
    assert second < third < first


def test_trends_equal_values_are_drawn_level(tmp_path: Path) -> None:
    rows = [figure("a", n, 5, AT, period=str(2017 + n), metric="score") for n in range(2)]
    (panel,) = panels(facts_of(tmp_path, rows))
    assert {point.y for point in panel.charts[0].points} == {(10 + HEIGHT - 8) / 2}


def test_trends_most_articles_decide_and_dissent_is_marked(tmp_path: Path) -> None:
    rows = [
        figure("a", 1, 63, AT),
        figure("b", 1, 36, AT),
        figure("c", 1, 36, AT),
        figure("a", 2, 62, AT, period="2018"),
        figure("d", 2, 61, AT, period="2018"),
        figure("a", 3, 60, AT, period="2017", derived=True),
        figure("a", 4, 59, AT, period="2016", derived=True),
        figure("b", 4, 58, AT, period="2016"),
    ]
    (panel,) = panels(facts_of(tmp_path, rows))
    shown = [(p.year, p.value, p.record, p.disputed, p.derived) for p in panel.charts[0].points]
    assert shown == [
        (2016, 58, "b-o4", False, False),
        (2017, 60, "a-o3", False, True),
        (2018, 61, "d-o2", True, False),  # one article each: the later one
        (2019, 36, "b-o1", True, False),
    ]


def test_trends_leave_out_what_is_no_figure_of_the_whole_index(tmp_path: Path) -> None:
    rows = [
        figure("a", 1, 63, AT),
        figure("a", 2, 62, AT, period="2018", component="Gia nhập thị trường"),
        figure("a", 3, 5, AT, period="2017", scope="Tây Bắc"),
        figure("a", 4, 60, AT, period="2016", modality="target"),
        figure("a", 5, 60, AT, period="2016-Q1"),
        figure("a", 6, 60, AT, period="2015", subject=other("Mường Tè", "") | {"type": "district"}),
    ]
    assert panels(facts_of(tmp_path, rows)) == []


def test_trends_the_index_of_most_provinces_stands_first(tmp_path: Path) -> None:
    places = [("Lai Châu", "VN-01"), ("Lào Cai", "VN-02")]
    rows = [figure("a", n, 3, AT, period=str(2018 + n), index="PAPI") for n in range(2)]
    rows += [
        figure("a", 10 + 2 * place + n, 3, AT, period=str(2018 + n), subject=other(*named), metric=metric)
        for place, named in enumerate(places)
        for n in range(2)
        for metric in ("score", "rank")
    ]
    assert [(panel.index, panel.metric) for panel in panels(facts_of(tmp_path, rows))] == [
        ("PCI", "rank"),
        ("PCI", "score"),
        ("PAPI", "rank"),
    ]
