"""What the panel promises, on an archive whose truth is known (a small one; `python -m benchmarks.synthetic` makes 2,400)."""

from pathlib import Path

import pytest

from benchmarks.synthetic import SLIPS, Archive, Counts, Writer, judge, lines, write
from extract.batch.run import run as run_all
from extract.batch.runs import open_run


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Writer(220, seed=7).archive()


@pytest.fixture(scope="module")
def found(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Counts:
    folder = tmp_path_factory.mktemp("synthetic")
    source, table = write(archive, folder)
    run_all([str(source)], folder / "run", "jsonl")
    return judge(archive, open_run(folder / "run"), table)


def test_synthetic_archive_is_the_same_again(archive: Archive) -> None:
    again = Writer(220, seed=7).archive()
    assert again.articles == archive.articles
    assert again.truth == archive.truth
    assert len({row["text"] for row in archive.articles}) == len(archive.articles) >= 220
    assert {slip.kind for slip in archive.slips} == {*SLIPS, "corrected"}


def test_synthetic_panel_has_no_wrong_cell_without_a_flag(found: Counts) -> None:
    assert found.cells > 100
    assert found.unflagged == []


def test_synthetic_slips_are_all_flagged(found: Counts) -> None:
    assert found.slips.total() >= 15
    assert (found.missed_slips, found.unread_slips) == ([], [])


def test_synthetic_repeats_have_no_voice(found: Counts) -> None:
    assert found.repeats > 20
    assert (found.unknown_repeats, found.wrong_repeats, found.counted_twice) == (0, 0, [])


def test_synthetic_persons_are_told_apart_and_together(found: Counts) -> None:
    assert found.true_pairs > 50
    assert found.precision >= 0.99
    assert found.recall >= 0.95
    assert found.kept
    assert len(list(lines(found))) == 8


def test_synthetic_targets_stay_out_of_the_panel(archive: Archive, found: Counts) -> None:
    assert found.targets >= archive.targets > 5


def test_synthetic_judge_sees_what_is_wrong(archive: Archive, tmp_path: Path) -> None:
    """With another truth the same run is wrong, and the judge says so."""
    small = Writer(40, seed=3).archive()
    source, table = write(small, tmp_path)
    run_all([str(source)], tmp_path / "run", "jsonl")
    run = open_run(tmp_path / "run")
    right = judge(small, run, table)
    small.truth = {key: value + 1 for key, value in small.truth.items()}
    small.persons = {key: f"{person}-{n}" for n, (key, person) in enumerate(small.persons.items())}
    wrong = judge(small, run, table)
    assert right.unflagged == []
    assert len(wrong.unflagged) > 0
    assert not wrong.kept
