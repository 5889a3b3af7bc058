"""What several tests of a run read."""

from pathlib import Path

import pytest


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Sixteen short articles, one of them empty, so that it fails."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(10, 26):
        text = f"Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ {number - number % 5}."
        (folder / f"{number}.txt").write_text(text if number != 17 else "", encoding="utf-8")
    return folder
