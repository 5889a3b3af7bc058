"""The command line as a user meets it: results on stdout, messages on stderr, exit codes, never a traceback."""

import contextlib
import json
import os
import pty
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extract
from extract import cli
from extract.cli import app
from extract.cli.run import likely_parallel

TEXT = (
    "Năm 2020, chỉ số PCI của tỉnh Sơn La đạt 60 điểm, xếp thứ 40 (tăng 3 bậc so với năm 2019). "
    "Chủ tịch UBND tỉnh Lò Văn An cho biết."
)
runner = CliRunner()


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("call", "likely"),
    [
        ("run FOLDER -o out", True),
        ("run FOLDER -oout -w4", True),
        ("run a.txt crawl.warc.gz --output=out --workers 2", True),
        ("run FOLDER -o out -w 1", False),
        ("run FOLDER -o out -w1", False),
        ("run FOLDER -o out --workers=1", False),
        ("run FOLDER -o out --engine dask", False),
        # Records go to stdout: one at a time, here.
        ("run FOLDER", False),
        ("run a.txt -o FOLDER", False),
        ("report FOLDER -o out", False),
        ("run --help", False),
        ("", False),
    ],
)
def test_cli_run_knows_before_it_parses_whether_workers_are_likely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, likely: bool
) -> None:
    monkeypatch.setattr("extract.cli.run._cores", lambda: 2)
    assert likely_parallel([str(tmp_path) if word == "FOLDER" else word for word in call.split()]) is likely
    monkeypatch.setattr("extract.cli.run._cores", lambda: 1)
    assert not likely_parallel(["run", str(tmp_path), "-o", "out"])


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "csv", "duckdb"])
def test_cli_run_writes_every_format(article: str, tmp_path: Path, form: str) -> None:
    result = runner.invoke(app, ["run", article, "--output", str(tmp_path / "out"), "--format", form])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 article, 1 official, 4 observations, 0 failures" in result.stderr
    assert (tmp_path / "out" / "run.json").exists()


def test_cli_run_exits_1_where_some_input_failed(article: str, tmp_path: Path) -> None:
    result = runner.invoke(app, ["run", article, str(tmp_path / "gone.txt"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "could not be read" in result.stderr
    assert (tmp_path / "out" / "observations.jsonl").read_text(encoding="utf-8").count("\n") == 4


@pytest.mark.parametrize(
    "call",
    [
        ["run", "gone.txt", "-o", "out"], ["show", "gone.txt"], ["explain", "gone.txt"], ["show", "."],
        ["score", "gone", "gone"],
        ["run", "", "-o", "out"], ["show", ""], ["run", __file__, "-o", ""],
        ["run", __file__, "-o", "out", "--scheduler", "tcp://a:1"],
        ["run", __file__, "-o", "out", "--engine", "dask", "--scheduler", "a"],
        *(["run", __file__, "-o", "out", "--memory", size] for size in ("10Q", "lots", "-1M", "inf", "", "10M")),
    ],
)  # fmt: skip
def test_cli_wrong_call_exits_2_in_one_line(call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(app, call)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.stderr.count("\n") == 1, result.stderr


@pytest.mark.parametrize(
    "call",
    [
        ["run", "a.txt", "-o", "out", "--format", "xml"],
        ["run", "a.txt", "-o", "out", "--timeout", "inf"],
        ["run", "a.txt", "-o", "out", "--shard", "1" + "0" * 20],
        ["nonsense"],
    ],
)
def test_cli_unknown_word_exits_2_with_the_usage(call: list[str]) -> None:
    result = runner.invoke(app, call)
    assert (result.exit_code, result.stderr.startswith("Usage: ")) == (2, True)
    assert "Traceback" not in result.output


def test_cli_retry_refuses_a_scheduler_that_nothing_asks() -> None:
    assert "--engine dask" in runner.invoke(app, ["retry", "out", "--scheduler", "tcp://a:1"]).stderr


def test_cli_run_refuses_a_folder_that_holds_a_run(article: str, tmp_path: Path) -> None:
    call = ["run", article, "-o", str(tmp_path / "out")]
    assert runner.invoke(app, call).exit_code == 0
    again = runner.invoke(app, call)
    assert (again.exit_code, "already holds a run" in again.stderr) == (2, True)


def test_cli_show_prints_tables_or_json(article: str) -> None:
    shown = runner.invoke(app, ["show", article])
    assert (shown.exit_code, "Lò Văn An" in shown.stdout) == (0, True)
    told = json.loads(runner.invoke(app, ["show", article, "--json"]).stdout)
    assert [o["value"] for o in told["observations"]] == [60, 40, 3, 43]


def test_cli_show_of_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Trời hôm nay rất đẹp và mát mẻ.", encoding="utf-8")
    assert "no official" in runner.invoke(app, ["show", str(tmp_path / "a.txt")]).stderr


def test_cli_show_of_an_unreadable_file_exits_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    result = runner.invoke(app, ["show", str(tmp_path / "a.txt")])
    assert (result.exit_code, "empty" in result.stderr) == (1, True)


def test_cli_show_reads_stdin() -> None:
    result = runner.invoke(app, ["show", "-", "--json"], input=TEXT.encode())
    assert json.loads(result.stdout)["articles"][0]["source"] == "-"


def test_cli_explain_names_rules_and_words(article: str) -> None:
    told = runner.invoke(app, ["explain", article]).stdout
    for word in ("rank.numbered", "topic.before", "40", "PCI", "Sơn La", "2020", "baseline", "follows from"):
        assert word in told


def test_cli_score_prints_levels_and_errors(article: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    wanted = {"index": "PCI", "subject": {"name": "Sơn La"}, "period": "2020", "metric": "rank", "value": 41}
    (gold / "a.json").write_text(json.dumps({"observations": [wanted]}), encoding="utf-8")
    runner.invoke(app, ["run", article, "-o", str(tmp_path / "out")])
    told = runner.invoke(app, ["score", str(gold), str(tmp_path / "out"), "--errors"])
    assert told.exit_code == 0
    assert "figure    P 0.000 R 0.000 F1 0.000" in told.stdout
    assert '"kind": "missed"' in told.stdout


@pytest.mark.parametrize("form", ["jsonl.gz", "parquet", "csv", "duckdb"])
def test_cli_score_takes_a_run_of_any_format(article: str, tmp_path: Path, form: str) -> None:
    (tmp_path / "gold").mkdir()
    wanted = {"index": "PCI", "subject": {"name": "Sơn La"}, "period": "2020", "metric": "rank", "value": 40}
    gold = {"observations": [wanted], "officials": [{"name": "Lò Văn An", "positions": []}]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    runner.invoke(app, ["run", article, "-o", str(tmp_path / "out"), "-f", form])
    told = runner.invoke(app, ["score", str(tmp_path / "gold"), str(tmp_path / "out")])
    assert told.exit_code == 0, told.output
    assert "(tp 1 fp 2 fn 0)" in told.stdout
    assert "name      P 1.000 R 1.000" in told.stdout


def test_cli_run_without_output_writes_as_it_goes() -> None:
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate([TEXT, "", TEXT]))
    result = runner.invoke(app, ["run", "-"], input=lines.encode())
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(one) for one in told] == [["article", "officials", "observations", "failures"]] * 3
    assert [len(one["observations"]) for one in told] == [4, 0, 4]
    assert (told[1]["article"], len(told[1]["failures"])) == (None, 1)
    assert (result.exit_code, "1 of 3 inputs" in result.stderr) == (1, True)
    assert runner.invoke(app, ["run", "-", "-f", "csv"], input=lines.encode()).exit_code == 2


def test_cli_run_streams_an_article_before_the_next_comes() -> None:
    call = [sys.executable, "-m", "extract", "run", "-", "--stdin", "jsonl"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": str(number), "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["article"]["source"] == f"-#/{number}"
        process.stdin.close()
        assert process.wait(60) == 0


def test_cli_sql_prints_an_answer(article: str, tmp_path: Path) -> None:
    runner.invoke(app, ["run", article, "-o", str(tmp_path / "out")])
    asked = [
        "sql",
        str(tmp_path / "out"),
        "select value, printed, evidence from facts where metric = 'rank' and not derived",
    ]
    assert "│ 40.0  │ " in runner.invoke(app, asked).stdout
    told = json.loads(runner.invoke(app, [*asked, "--format", "jsonl"]).stdout)
    assert (told["value"], told["evidence"][0]["what"]) == (40.0, "figure")
    assert runner.invoke(app, [*asked, "--format", "csv"]).stdout.startswith("value,printed,evidence\n40.0,")
    many = runner.invoke(app, ["sql", str(tmp_path / "out"), "select '[red]=1' as x from range(150)"])
    assert (many.stdout.count("[red]=1"), "50 rows more" in many.stderr) == (100, True)
    for wrong in (["sql", str(tmp_path), "select 1"], ["sql", str(tmp_path / "out"), "select nothing"]):
        result = runner.invoke(app, wrong)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_cli_sql_too_wide_for_a_table_is_told_row_by_row(article: str, tmp_path: Path) -> None:
    runner.invoke(app, ["run", article, "-o", str(tmp_path / "out")])
    told = runner.invoke(app, ["sql", str(tmp_path / "out"), "select * from facts"]).stdout
    assert "observation_id " in told
    assert "component" not in told  # none has one
    assert told.count("printed ") == 4


def test_cli_sql_as_jsonl_is_json_and_loses_no_column(article: str, tmp_path: Path) -> None:
    runner.invoke(app, ["run", article, "-o", str(tmp_path / "out")])
    query = "select 1.5 as x, ['nan'::double] as y, 2 as x, date '2020-01-02' as z, {'a': 1.5} as s"
    told = runner.invoke(app, ["sql", str(tmp_path / "out"), query, "-f", "jsonl"]).stdout
    assert told == '{"x": 1.5, "y": [null], "x_1": 2, "z": "2020-01-02", "s": {"a": 1.5}}\n'


def test_cli_schema_is_json() -> None:
    assert set(json.loads(runner.invoke(app, ["schema"]).stdout)) == {
        "articles",
        "officials",
        "observations",
        "failures",
    }


@pytest.mark.parametrize("command", [[], ["run"], ["show"], ["explain"], ["score"], ["schema"], ["retry"], ["sql"]])
def test_cli_help_has_an_example_and_names_the_exit_codes(command: list[str]) -> None:
    told = runner.invoke(app, [*command, "--help"])
    assert told.exit_code == 0
    assert "Usage" in told.stdout
    assert ("Example" in told.stdout) is bool(command)
    assert ("Exit code 0" in told.stdout) is not bool(command)


def spent(*arguments: str) -> float:
    """The processor's seconds that Python takes for them, the least of three times."""
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def test_cli_help_starts_fast() -> None:
    """Beside the library that reads the command line, 0.12 s where 0.3 s are the limit: a machine may be busy."""
    assert spent("-m", "extract", "--help") < 2.5 * spent("-c", "import typer, rich")


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_cli_ctrl_c_before_a_command_exits_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "app", stop)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 130
    assert "stopped by Ctrl-C" in capsys.readouterr().err


def test_cli_ctrl_c_in_a_run_exits_130_and_leaves_nothing(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.batch.blocks.read_block", stop)
    result = runner.invoke(app, ["run", article, "-o", str(tmp_path / "out")])
    assert (result.exit_code, "nothing was written" in result.stderr) == (130, True)
    assert list((tmp_path / "out").iterdir()) == []


def test_cli_mistake_of_ours_is_one_line(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.explain.explained", lambda *_: 1 / 0)
    result = runner.invoke(app, ["explain", article])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError" in result.stderr
    monkeypatch.setenv("EXTRACT_DEBUG", "1")
    assert isinstance(runner.invoke(app, ["explain", article]).exception, ZeroDivisionError)


def test_cli_version_is_the_packages() -> None:
    assert runner.invoke(app, ["--version"]).stdout.strip() == extract.__version__


def test_cli_message_shows_no_control_characters(tmp_path: Path) -> None:
    name = tmp_path / "a\x1b[31m\n.txt"
    name.write_bytes(b"")
    result = runner.invoke(app, ["show", str(name)])
    assert result.stderr == "extract: a\ufffd[31m\ufffd.txt: the file is empty\n"


def test_cli_message_is_short_whatever_was_given() -> None:
    result = runner.invoke(app, ["show", "a" * 5000])
    assert (result.exit_code, len(result.stderr) < 500) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(32)) * 99, "binary"),
        ("english.txt", b"The province ranked 51st.", "not Vietnamese"),
        ("page.html", b"<html><body></body></html>", "no article"),
        ("nested.html", b"<div>" * 600_000, "tags"),
        ("large.txt", b"x" * 50_000_000, "larger than 10 MB"),
    ],
)
def test_cli_bad_input_is_a_row_and_a_message_with_the_reason(
    name: str, content: bytes, why: str, article: str, tmp_path: Path
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    result = runner.invoke(app, ["run", str(bad), article, "-o", str(tmp_path / "out")])
    assert (result.exit_code, result.stdout) == (1, "")
    (failure,) = map(json.loads, (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8").splitlines())
    assert (failure["source"], why in failure["reason"]) == (name, True)
    assert (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").count("\n") == 1
    shown = runner.invoke(app, ["show", str(bad)])
    assert (shown.exit_code, shown.stdout, shown.stderr) == (1, "", f"extract: {name}: {failure['reason']}\n")


def test_cli_file_without_permission_is_a_row(article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:  # tests run as root, who may read all
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    result = runner.invoke(app, ["show", article])
    assert (result.exit_code, "no permission to read it" in result.stderr) == (1, True)


def test_cli_file_in_a_closed_folder_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    result = runner.invoke(app, ["show", "closed/a.txt"])
    assert (result.exit_code, "no permission to read it" in result.stderr) == (1, True)
    monkeypatch.undo()
    # No name of a file either: what looks whether workers will be needed must not raise.
    monkeypatch.setattr(sys, "argv", ["extract", "run", "a" * 5000, "-o", str(tmp_path / "out")])
    with pytest.raises(SystemExit):
        cli.main()
    assert "no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["a.txt", "a.txt/out", "/proc/nowhere/out"])
def test_cli_output_that_cannot_be_is_a_wrong_call(
    folder: str, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(app, ["run", article, "-o", folder])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert Path(article).read_text(encoding="utf-8") == TEXT


def test_cli_bar_is_shown_on_a_terminal_only(article: str, tmp_path: Path) -> None:
    """Against a real terminal: `script` gives the command one."""
    command = f"'{sys.executable}' -m extract run '{article}' -o '{tmp_path / 'out'}'"
    leader, follower = pty.openpty()
    process = subprocess.Popen(["bash", "-c", command], stderr=follower, stdout=subprocess.PIPE)
    os.close(follower)
    told = bytearray()
    # What a terminal holds is little: it is read while the command runs, until its last writer is gone (EIO).
    with contextlib.suppress(OSError):
        while piece := os.read(leader, 65_536):
            told += piece
    out, _ = process.communicate(timeout=60)
    os.close(leader)
    shown = told.decode()
    assert (process.returncode, out) == (0, b"")
    assert "\x1b[" in shown
    assert "1 article," in shown
    piped = subprocess.run(["bash", "-c", command.replace("out'", "out2'")], capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stderr
    assert piped.stderr.count("\n") == 1


def test_cli_closed_pipe_is_no_error(article: str) -> None:
    command = f"'{sys.executable}' -m extract show '{article}' --json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout == "{"


def test_cli_closed_or_full_streams_stop_no_run(article: str, tmp_path: Path) -> None:
    call = f"'{sys.executable}' -m extract run '{article}' -o"
    for number, streams in enumerate(("<&- >&- 2>&-", "2>/dev/full", "--log-json 2>/dev/full")):
        out = tmp_path / str(number)
        assert subprocess.run(f"{call} '{out}' {streams}", shell=True, check=False).returncode in {0, 120}  # noqa: S602
        assert (out / "run.json").exists()
    call = f"'{sys.executable}' -m extract run - <&-"
    told = subprocess.run(call, shell=True, check=False, capture_output=True, text=True)  # noqa: S602
    assert (told.returncode, "the file is empty" in told.stdout) == (1, True)


def test_cli_full_disk_is_no_mistake_of_ours(article: str) -> None:
    command = f"'{sys.executable}' -m extract run '{article}' > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "No space left on device: make room, and give the same command again" in done.stderr


def test_cli_interrupt_while_it_loads_has_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    call = [sys.executable, "-m", "extract", "--help"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert (done.returncode, done.stderr) == (130, "extract: stopped by Ctrl-C\n")


def test_cli_interrupt_of_the_process_has_no_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    process = subprocess.Popen([sys.executable, "-m", "extract", "show", str(pipe)], stderr=subprocess.PIPE)
    try:
        # A pipe opens for its writer when its reader has come: from then on the command waits for its input.
        writer = os.open(pipe, os.O_WRONLY)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        os.close(writer)
    finally:
        process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in err
