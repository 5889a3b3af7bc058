"""`extract review` on the command line: one address, one reviewer, gold and rules."""

import json
import re
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.cli import app
from extract.review.log import NAME, Log
from tests.report.runs import written
from tests.review.pages import serving
from tests.review.test_gold import decide_all
from tests.review.test_session import open_session, rows


def ask(address: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {"Content-Type": "application/json", **headers})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_review_serves_this_machine_until_it_is_stopped(tmp_path: Path) -> None:
    run = written(tmp_path / "run", rows())
    with serving(run) as (address, process):
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/([\w-]{32,})/", address)
        assert match
        assert ask(address + "api/items")[0] == 200
        assert ask(address.replace(match[2], "x" * len(match[2])) + "api/items")[0] == 403
        assert ask(address + "api/items", Host="evil.example")[0] == 403
        told = {"client": "t", "kind": "observation", "id": "a-o1", "verdict": "accept"}
        assert ask(address + "api/decide", told)[0] == 200
        assert len(Log.read(run).decisions) == 1, "on disk when it is answered"
        second = CliRunner().invoke(app, ["review", str(run), "--no-browser"])
        assert (second.exit_code, "being reviewed already" in second.stderr) == (2, True)
        # Gold and rules can be asked for meanwhile.
        table = CliRunner().invoke(app, ["review", str(run), "--rules"])
        assert (table.exit_code, "rank.numbered" in table.stdout) == (0, True)
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "1 of 5 decided" in messages
        assert "Traceback" not in messages


def test_review_decisions_survive_a_kill(tmp_path: Path) -> None:
    run = written(tmp_path / "run", rows())
    told = {"client": "t", "kind": "observation", "id": "a-o1", "verdict": "accept"}
    with serving(run) as (address, process):
        assert ask(address + "api/decide", told)[0] == 200
        process.kill()
        process.wait()
    with (run / NAME).open("ab") as log:
        log.write(b'{"seq": 2, "at": "2026-')  # as a crash tears it
    with serving(run) as (address, _):
        _, items = ask(address + "api/items")
        assert [item["verdict"] for item in items["items"] if item["id"] == "a-o1"] == ["accept"]
        assert ask(address + "api/decide", {**told, "id": "b-o1"})[0] == 200
    assert [made.id for made in Log.read(run).decisions] == ["a-o1", "b-o1"]


def test_review_exports_gold_and_tells_what_is_left(tmp_path: Path) -> None:
    session = open_session(tmp_path / "run", rows())
    decide_all(session)
    session.undo("tab")
    session.log.close()
    command = ["review", str(tmp_path / "run"), "--export", str(tmp_path / "gold")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "2 articles in" in result.stderr
    assert "1 articles have records that are not decided" in result.stderr
    (tmp_path / "gold" / "a.json").write_text("{}", encoding="utf-8")
    refused = CliRunner().invoke(app, command)
    assert (refused.exit_code, "--overwrite" in refused.stderr) == (2, True)
    assert CliRunner().invoke(app, [*command, "--overwrite"]).exit_code == 0
    scored = CliRunner().invoke(app, ["score", str(tmp_path / "gold"), str(tmp_path / "run")])
    assert "figure    P 1.000 R 1.000" in scored.stdout


def test_review_says_what_it_cannot_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = CliRunner().invoke(app, ["review", str(tmp_path)])
    assert (missing.exit_code, "holds no run" in missing.stderr) == (2, True)
    session = open_session(tmp_path / "run", rows())
    decide_all(session)
    session.log.close()
    changed = rows()
    changed["observations"] = changed["observations"][:1]
    written(tmp_path / "run", changed)
    orphaned = CliRunner().invoke(app, ["review", str(tmp_path / "run"), "--rules"])
    assert "2 earlier decisions are about records" in orphaned.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        busy = CliRunner().invoke(app, ["review", str(tmp_path / "run"), "--no-browser", "--port", port])
        assert (busy.exit_code, f"cannot listen on port {port}" in busy.stderr) == (2, True)
    (tmp_path / "run" / NAME).write_text("broken\n", encoding="utf-8")
    broken = CliRunner().invoke(app, ["review", str(tmp_path / "run")])
    assert (broken.exit_code, "line 1 is no decision" in broken.stderr) == (2, True)


def test_review_opens_the_browser_unless_told_not_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(
        "extract.review.server.serve", lambda session, ready, port: ready(f"http://127.0.0.1:{port}/x/")
    )
    run = written(tmp_path / "run", rows())
    result = CliRunner().invoke(app, ["review", str(run), "--port", "81"])
    assert (result.exit_code, result.stdout, opened) == (0, "http://127.0.0.1:81/x/\n", ["http://127.0.0.1:81/x/"])
    assert CliRunner().invoke(app, ["review", str(run), "--no-browser"]).exit_code == 0
    assert len(opened) == 1
