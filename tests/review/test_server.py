"""The page's server, asked as a browser, a stranger, and a page elsewhere would."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from extract.review.log import LogError
from extract.review.server import LOW_CONFIDENCE, make_app
from extract.review.session import Session
from tests.report.runs import HOSTILE, article, figure
from tests.review.test_session import TEXT, at, open_session, rows

TOKEN, PORT = "secret-of-this-page", 4321
HOST = f"127.0.0.1:{PORT}"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_session(tmp_path, rows())
    yield opened
    opened.log.close()


@pytest.fixture
def client(session: Session) -> FlaskClient:
    return make_app(session, TOKEN, PORT).test_client()


def get(client: FlaskClient, path: str, **headers: str) -> Any:
    return client.get(f"/{TOKEN}/{path}", headers={"Host": HOST, **headers})


def post(client: FlaskClient, path: str, body: object, **headers: str) -> Any:
    return client.post(f"/{TOKEN}/api/{path}", json=body, headers={"Host": HOST, **headers})


def decide(client: FlaskClient, which: str, verdict: str, seen: int = 0, **more: Any) -> Any:
    kind = "official" if "-p" in which else "observation"
    return post(
        client, "decide", {"client": "tab", "kind": kind, "id": which, "verdict": verdict, "seen": seen, **more}
    )


# --- who may ask ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "review.js", "review.css"])
def test_server_gives_the_page_and_nothing_else(client: FlaskClient, path: str) -> None:
    answer = get(client, path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control") or name == "Set-Cookie"]
    for other in ("session.py", "../server.py", "..%2fserver.py", "review.html", "api/nothing"):
        assert get(client, other).status_code in {403, 404}


@pytest.mark.parametrize("path", ["", "review.js", "api/items", "api/changes", "api/items/observation/a-o1", "x"])
@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ñ"])
def test_server_without_the_secret_says_nothing(client: FlaskClient, path: str, token: str) -> None:
    answer = client.get(f"/{token}/{path}", headers={"Host": HOST})
    assert answer.status_code in {403, 404, 308}
    assert b"63" not in answer.data
    assert client.post(f"/{token}/api/undo", json={}, headers={"Host": HOST}).status_code in {403, 404, 405}


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", ""]
)
def test_server_answers_to_its_own_name_only(client: FlaskClient, host: str) -> None:
    assert client.get(f"/{TOKEN}/", headers={"Host": host}).status_code in {400, 403}
    assert client.get(f"/{TOKEN}/", headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://{HOST}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_server_takes_no_decision_from_another_page(
    client: FlaskClient, session: Session, headers: dict[str, str]
) -> None:
    body = {"client": "x", "kind": "observation", "id": "a-o1", "verdict": "accept"}
    assert post(client, "decide", body, **headers).status_code == 403
    assert session.log.seq == 0


def test_server_takes_json_of_some_size_only(client: FlaskClient, session: Session) -> None:
    form = client.post(f"/{TOKEN}/api/undo", data={"client": "x"}, headers={"Host": HOST})
    assert form.status_code == 415
    assert post(client, "undo", {"client": "x" * 300_000}).status_code == 413
    broken = client.post(f"/{TOKEN}/api/undo", data="{", headers={"Host": HOST, "Content-Type": "application/json"})
    assert broken.status_code == 400
    bodies: list[object] = [[], {"nothing": 1}, {"client": 7}, {"seen": True}]
    for body in bodies:
        answer = post(client, "undo", body)
        assert (answer.status_code, "error" in answer.json) == (422, True)
    assert session.log.seq == 0
    assert (
        post(
            client, "decide", {"client": "x"}, **{"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 422
    )


# --- what is told --------------------------------------------------------------------------------------------------


def test_server_lists_what_filters_need(client: FlaskClient) -> None:
    told = get(client, "api/items").json
    assert [item["id"] for item in told["items"]] == ["a-o2", "a-o1", "a-p1", "b-o1", "c"]
    first = told["items"][1]
    assert {name: first[name] for name in ("index", "province", "conflict", "verdict", "seen", "line", "value")} == {
        "index": "PCI", "province": "VN-01", "conflict": True, "verdict": None, "seen": 0,
        "line": "Lai Châu · PCI · 2019", "value": 63,
    }  # fmt: skip
    assert told["items"][2]["line"] == "Tẩn Á Dao"
    assert told["items"][4]["line"] == "Không có gì."
    assert told["doubt"] == LOW_CONFIDENCE
    assert "PAPI" in told["choices"]["index"]
    assert told["choices"]["province"]["VN-01"] == "Lai Châu"
    assert told["progress"] == {"all": 5, "undecided": 5}


def test_server_gives_a_record_with_its_text(client: FlaskClient) -> None:
    told = get(client, "api/items/observation/a-o1").json
    assert told["text"] == TEXT
    assert told["record"] == told["read"]
    assert told["sentence"] == [0, len(TEXT)]
    assert sorted(mark["id"] for mark in told["marks"]) == ["a-o2", "a-p1"]
    assert get(client, "api/items/article/c").json["sentence"] is None
    missing = get(client, "api/items/observation/zz")
    assert (missing.status_code, missing.json) == (404, {"error": "no observation zz in this run"})


def test_server_shows_what_steers_a_text_as_a_sign(tmp_path: Path) -> None:
    start = HOSTILE.index("63/63")
    tables = {
        "articles": [article("h", HOSTILE, title="\u202e<b>", url="javascript:alert(1)")],
        "observations": [figure("h", 1, 63, [(start, start + 5, "figure")], component="\u2066x")],
    }
    opened = open_session(tmp_path, tables)
    told = get(make_app(opened, TOKEN, PORT).test_client(), "api/items/observation/h-o1").json
    assert (len(told["text"]), told["title"], told["url"]) == (len(HOSTILE), "\ufffd<b>", None)
    assert told["record"]["component"] == "\ufffdx"
    assert told["text"][start : start + 5] == "63/63"
    assert not set("\u202e\u2066") & set(json.dumps(told, ensure_ascii=False))
    opened.log.close()


# --- what is decided -----------------------------------------------------------------------------------------------


def test_server_decides_corrects_and_undoes(client: FlaskClient, session: Session) -> None:
    told = decide(client, "a-o1", "accept").json
    assert (told["seq"], told["changed"][0]["verdict"], told["progress"]["accept"]) == (1, "accept", 1)
    told = decide(client, "a-p1", "correct", record={"role": "chair"}, since=1).json
    assert [item["id"] for item in told["changed"]] == ["a-p1"]
    assert get(client, "api/items/official/a-p1").json["record"]["role"] == "chair"
    told = decide(client, "a-o2", "reject", since=2).json
    assert get(client, "api/items/observation/a-o1").json["marks"] == [
        {"kind": "official", "id": "a-p1", "start": at("Tẩn", "")[0], "end": at("Á Dao", "")[1]}
    ], "what was rejected is marked no more"
    told = post(client, "undo", {"client": "tab", "since": 3}).json
    assert (told["undone"], told["changed"][0]["verdict"]) == ({"kind": "observation", "id": "a-o2"}, None)
    assert [post(client, "undo", {"client": "tab"}).json["undone"] for _ in range(3)][-1] is None
    assert session.log.seq == 6


def test_server_refuses_with_a_reason(client: FlaskClient, session: Session) -> None:
    cases: list[tuple[str, str, dict[str, Any], str]] = [
        ("a-o1", "correct", {"value": "x"}, "is no number"),
        ("a-o1", "add", {}, "accept, correct or reject"),
        ("a-p1", "correct", {"positions": []}, "is no official"),
    ]
    for record, verdict, said, why in cases:
        answer = decide(client, record, verdict, record=said)
        assert answer.status_code == 422
        assert why in answer.json["error"]
    assert decide(client, "zz", "accept").status_code == 404
    assert session.log.seq == 0


def test_server_tells_a_stale_tab_what_is_in_force(client: FlaskClient) -> None:
    decide(client, "a-o1", "accept")
    answer = decide(client, "a-o1", "reject")
    assert answer.status_code == 409
    assert [(item["id"], item["verdict"]) for item in answer.json["changed"]] == [("a-o1", "accept")]
    changes = get(client, "api/changes?since=0").json
    assert [item["id"] for item in changes["changed"]] == ["a-o1"]
    assert get(client, "api/changes?since=1").json == {"seq": 1, "changed": []}
    assert get(client, "api/changes?since=x").json["seq"] == 1


def test_server_adds_what_was_missed_and_marks_articles_read(client: FlaskClient) -> None:
    start, end, _ = at("63/63", "")
    body = {"client": "tab", "kind": "observation", "article": "a"}
    told = post(
        client, "add", {**body, "record": {"metric": "rank", "value": "63", "index": "PCI", "span": [start, end]}}
    ).json
    assert (told["id"], told["changed"][0]["verdict"]) == ("a-m1", "add")
    assert get(client, "api/items/observation/a-m1").json["read"] is None
    refused = post(client, "add", {**body, "record": {"metric": "rank", "value": "63"}})
    assert (refused.status_code, "mark its characters" in refused.json["error"]) == (422, True)
    told = post(client, "whole", {"client": "tab", "article": "a", "whole": True, "since": 1}).json
    assert told["changed"] == [{"kind": "article", "id": "a", "gone": True, "whole": True}]
    assert get(client, "api/items/observation/a-m1").json["whole"] is True
    told = post(client, "whole", {"client": "tab", "article": "a", "whole": False, "since": 2}).json
    assert told["changed"][0]["whole"] is False
    post(client, "undo", {"client": "tab"})
    assert get(client, "api/changes?since=3").json["changed"][0]["gone"] is True


def test_server_says_when_nothing_can_be_kept(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise LogError("not saved: the disk is full: make room and try again")

    monkeypatch.setattr(session.log, "append", full)
    answer = decide(client, "a-o1", "accept")
    assert (answer.status_code, answer.json["error"]) == (507, "not saved: the disk is full: make room and try again")
    assert get(client, "api/items/observation/a-o1").json["verdict"] is None
