from pathlib import Path

import pytest

from extract.panel.official import (
    Cell,
    Official,
    ValuesError,
    _keys,
    component_key,
    component_name,
    packaged,
    read_table,
    write_values,
)  # fmt: skip
from extract.panel.places import Unit
from extract.tables.provinces import provinces

HEAD = "index,period,province,component,metric,value,out_of\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_official_values_come_with_the_package() -> None:
    official = Official.of(packaged())
    lai_chau = Unit("VN-01", "63")
    score, rank = (official.get(Cell("PCI", "2018", lai_chau, None, metric)) for metric in ("score", "rank"))
    assert score is not None
    assert rank is not None
    assert (score.value, rank.value, rank.out_of, rank.quality) == (58.33, 62, 63, "official_file")
    assert official.get(Cell("PCI", "2008", Unit("VN-15", "64"), None, "rank")) is not None
    assert official.get(Cell("DTI", "2024", Unit("VN-HN", "34"), None, "rank")) is not None
    assert {v.quality for v in packaged() if v.index == "PAPI" and v.metric != "score"} == {"computed"}


def test_official_values_are_whole_and_of_known_things() -> None:
    codes = {row.iso for row in provinces()}
    for value in packaged():
        assert value.province in codes
        assert value.source
        assert value.component in {None, "sipas", *_keys(value.index).values()}
    for year, n in {2005: 42, 2007: 64, 2010: 63, 2019: 63}.items():
        ranks = sorted(
            v.value
            for v in packaged()
            if (v.index, v.period, v.metric, v.component) == ("PCI", str(year), "rank", None)
        )
        assert len(ranks) == n
        assert ranks[-1] <= n


def test_official_values_make_the_same_file_again(tmp_path: Path) -> None:
    write_values(packaged(), tmp_path / "a.parquet")
    write_values(reversed(packaged()), tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert (tmp_path / "a.parquet").stat().st_size < 1_000_000


def test_official_reads_a_table_in_the_long_form(tmp_path: Path) -> None:
    rows = "# mine\nPCI,2021,Lai Châu,Tính minh bạch,score,6.1,\nPCI,2021,VN-01,,rank,40,63\n"
    first, second = read_table(table(tmp_path, "\ufeff" + HEAD + rows))
    assert (first.province, first.component, first.value, first.quality) == ("VN-01", "transparency", 6.1, "user")
    assert (second.component, second.out_of) == (None, 63)


def test_official_reads_a_table_in_the_wide_form(tmp_path: Path) -> None:
    found = read_table(
        table(tmp_path, "index,year,iso,province,score,rank,out_of,land,note\nPCI,2021,VN-01,x,60.5,40,63,7.1,n\n")
    )
    assert [(v.metric, v.component, v.value, v.note) for v in found] == [
        ("score", None, 60.5, "n"), ("rank", None, 40, "n"), ("score", "land", 7.1, "n"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("index,period,metric,value\nPCI,2019,rank,1\n", "row 1: the column province is missing"),
        ("index,year,iso\nPCI,2019,VN-01\n", "row 1: the column score or rank is missing"),
        (HEAD + "PCI,2019,VN-01,,rank,64,63\n", "row 2, column value: rank 64 is not within 1 to 63"),
        (HEAD + "# x\nPCI,2019,VN-01,,rank,0,63\n", "row 3, column value: rank 0 is not within 1 to 63"),
        (HEAD + "PCI,2019,VN-01,,rank,1.5,63\n", "rank 1.5"),
        (HEAD + "PCI,2019,VN-01,,rank,65,\n", "rank 65 is not within 1 to 64"),
        (HEAD + "PCI,2019,VN-01,,rank,1,0\n", "column out_of: 0 is no number"),
        (HEAD + "PCI,2019,Lai Chou,,rank,1,63\n", "row 2, column province: 'Lai Chou' is no province"),
        (HEAD + "PCJ,2019,VN-01,,rank,1,63\n", "column index: 'PCJ' is none of"),
        (HEAD + "PCI,19,VN-01,,rank,1,63\n", "column period: '19' is no period"),
        (HEAD + "PCI,2019,VN-01,,rang,1,63\n", "column metric: 'rang' is none of"),
        (HEAD + 'PCI,2019,VN-01,,score,"59,95",\n', "column value: '59,95' is no number"),
        (HEAD + "PCI,2019,VN-01,,score,nan,\n", "column value: 'nan' is no number"),
        (HEAD + "PCI,2019,VN-01,,score,,\n", "column value: is empty"),
        (HEAD + "PCI,2019,VN-01,,score,159,\n", "column value: 159 is not within 20 to 100"),
        (HEAD + "PCI,2019,VN-01,Nothing,score,5,\n", "column component: 'Nothing' is no component of PCI"),
        (HEAD + "PCI,2019,VN-01,,score,59,\nPCI,2019,Lai Châu,,score,58,\n", "row 3, column value: 58 is told as 59 in row 2"),
        (HEAD + "PCI,2019,VN-01,,rank,1,63,9\n", "row 2: 8 cells under 7 columns"),
        ("index,year,iso,score,magic\nPCI,2019,VN-01,59,3\n", "row 2, column magic: is no component of PCI"),
    ],
)  # fmt: skip
def test_official_names_row_and_column_of_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ValuesError, match="csv") as error:
        read_table(table(tmp_path, text))
    assert said in str(error.value)
    assert str(error.value).count("\n") == 0


def test_official_refuses_what_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "no.csv", tmp_path / "bytes.csv", tmp_path):
        with pytest.raises(ValuesError):
            read_table(path)


def test_official_ties_the_names_of_a_component_together() -> None:
    keys = {
        component_key("PCI", name)
        for name in ("Dịch vụ hỗ trợ doanh nghiệp", "Chính sách hỗ trợ doanh nghiệp", "support")
    }
    assert keys == {"support"}
    assert component_name("PCI", "support") == "Dịch vụ hỗ trợ doanh nghiệp"
    assert (component_key("PCI", None), component_name("PCI", "x"), component_key("NONE", "A")) == (None, "x", "a")
