"""The table of indices: choices in names are written out."""

import pytest

from extract.tables.indices import indices, spellings


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("chỉ số PCI", ("chỉ số PCI",)),
        ("(bộ|) chỉ số PII", ("bộ chỉ số PII", "chỉ số PII")),
        ("phục vụ người dân(,| và) doanh nghiệp", ("phục vụ người dân, doanh nghiệp", "phục vụ người dân và doanh nghiệp")),
        ("(a|b) (c|)", ("a c", "a", "b c", "b")),
        # A bracket without a choice is the name's own.
        ("chỉ số thương mại điện tử (EBI)", ("chỉ số thương mại điện tử (EBI)",)),
    ],
)  # fmt: skip
def test_indices_choices_are_written_out(name: str, written: tuple[str, ...]) -> None:
    assert spellings(name) == written


def test_indices_no_name_keeps_a_choice() -> None:
    for index in indices().values():
        names = [*index.aliases, *index.loose, *(n for part in index.component for n in (*part.aliases, *part.short))]
        assert not [name for name in names if "|" in name]
