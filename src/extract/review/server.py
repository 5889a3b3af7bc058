"""The page's server: this machine only, one secret address, every request checked."""

from __future__ import annotations

import hmac
import secrets
import socket
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from extract.folding import Text
from extract.language.sentences import Split
from extract.records import Bound, Direction, Level, Metric, Modality, Role, Status, SubjectType
from extract.review import contract
from extract.review.log import LogError
from extract.review.session import Item, Session, StaleError, UnknownError
from extract.show import visible
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.provinces import province, provinces

if TYPE_CHECKING:
    from flask import Flask, Response
    from waitress.server import BaseWSGIServer

Row = dict[str, Any]

HOST = "127.0.0.1"
LOW_CONFIDENCE = 0.9
_LARGEST_REQUEST = 256 * 1024
_ASSETS = {"review.js": "text/javascript", "review.css": "text/css"}
_HEADERS = {
    # The page's own script and style, its own data; nothing from elsewhere, nothing inline, in no frame.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri "
    "'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address holds the secret: it goes to nobody.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def serve(session: Session, ready: Callable[[str], None], port: int = 0) -> None:
    """Serves until it is interrupted; `ready` is called with the page's address. OSError where the port is taken."""
    token = secrets.token_urlsafe(24)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        bound.bind((HOST, port))
        port = bound.getsockname()[1]
        server = make_server(session, token, bound, port)
        try:
            ready(f"http://{HOST}:{port}/{token}/")
            server.run()
        finally:
            server.close()


def make_server(session: Session, token: str, bound: socket.socket, port: int) -> BaseWSGIServer:
    """A waitress server on a socket that is bound already."""
    from waitress import create_server

    app = make_app(session, token, port)
    server: BaseWSGIServer = create_server(
        app, sockets=[bound], threads=4, ident=None, clear_untrusted_proxy_headers=True
    )
    return server


def make_app(session: Session, token: str, port: int) -> Flask:
    """The application: the page under `/<token>/`, its data under `/<token>/api/`."""
    from flask import Flask

    app = Flask("extract.review", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    app.json.sort_keys = False  # type: ignore[attr-defined]
    _guard(app, token, {f"{HOST}:{port}", f"localhost:{port}"})
    _pages(app)
    _reading(app, session)
    _deciding(app, session)
    return app


def _guard(app: Flask, token: str, hosts: set[str]) -> None:
    """Who may ask at all, and what a browser may do with the answers."""
    from flask import Response, abort, jsonify, request

    @app.before_request
    def check() -> None:
        # A page elsewhere whose name was made to point here (DNS rebinding) still sends its own name.
        if request.host not in hosts:
            abort(403, "this page answers to its own address only")
        given = (request.view_args or {}).pop("token", "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(403, "open the address that `extract review` printed")
        if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
            abort(403, "not from another page")
        if request.method == "POST":
            origin = request.headers.get("Origin")
            if origin is not None and (urlsplit(origin).scheme != "http" or urlsplit(origin).netloc not in hosts):
                abort(403, "not from another page")
            if not request.is_json:
                abort(415, "JSON only")

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response

    @app.errorhandler(403)
    @app.errorhandler(404)
    @app.errorhandler(413)
    @app.errorhandler(415)
    def refused(error: Any) -> Response:
        return Response(f"{error.description}\n", error.code, mimetype="text/plain")

    @app.errorhandler(contract.RefusedError)
    @app.errorhandler(LogError)
    @app.errorhandler(UnknownError)
    def told(error: Exception) -> tuple[Response, int]:
        code = {LogError: 507, UnknownError: 404}.get(type(error), 422)
        return jsonify(error=str(error.args[0])), code


def _pages(app: Flask) -> None:
    """The page with its script and style."""
    from flask import Response, abort

    def asset(name: str, kind: str) -> Response:
        content = (resources.files("extract.review") / "static" / name).read_bytes()
        return Response(content, mimetype=kind)

    @app.get("/<token>/")
    def page() -> Response:
        return asset("review.html", "text/html")

    @app.get("/<token>/<name>")
    def part(name: str) -> Response:
        if name not in _ASSETS:
            abort(404)
        return asset(name, _ASSETS[name])


def _reading(app: Flask, session: Session) -> None:
    """What there is, and what became of it."""
    from flask import jsonify, request

    @app.get("/<token>/api/items")
    def items() -> Response:
        with session.lock:
            listed = [_listed(session, item) for item in session.items()]
            return jsonify(
                run=session.name,
                seq=session.log.seq,
                items=listed,
                progress=session.progress(),
                choices=_choices(),
                doubt=LOW_CONFIDENCE,
                orphans=len(session.orphans()),
            )

    @app.get("/<token>/api/items/<kind>/<record>")
    def one(kind: str, record: str) -> Response:
        with session.lock:
            return jsonify(_whole(session, session.item(kind, record)))

    @app.get("/<token>/api/changes")
    def changes() -> Response:
        since = request.args.get("since", 0, type=int)
        with session.lock:
            return jsonify(_changes(session, since))


def _deciding(app: Flask, session: Session) -> None:
    """What a reviewer does; each answer tells all that changed since the reviewer last asked."""
    from flask import jsonify, request

    @app.post("/<token>/api/decide")
    def decide() -> tuple[Response, int] | Response:
        said = _body(request.get_json())
        kind, record = said["kind"], said["id"]
        if said["verdict"] not in {"accept", "correct", "reject"}:
            raise contract.RefusedError("verdict: accept, correct or reject")
        try:
            session.decide(said["client"], kind, record, said["verdict"], said["seen"], said["record"])
        except StaleError as error:
            with session.lock:
                return jsonify(error=str(error), **_changes(session, said["since"])), 409
        return jsonify(_changes(session, said["since"]))

    @app.post("/<token>/api/add")
    def add() -> Response:
        said = _body(request.get_json())
        item = session.add(said["client"], said["kind"], said["article"], said["record"])
        return jsonify(id=item.id, kind=item.kind, **_changes(session, said["since"]))

    @app.post("/<token>/api/whole")
    def whole() -> Response:
        said = _body(request.get_json())
        session.whole(said["client"], said["article"], bool(said["whole"]))
        return jsonify(_changes(session, said["since"]))

    @app.post("/<token>/api/undo")
    def undo() -> Response:
        said = _body(request.get_json())
        made = session.undo(said["client"])
        key = {"kind": made.kind, "id": made.id} if made else None
        return jsonify(undone=key, **_changes(session, said["since"]))


def _body(said: object) -> Row:
    """The request with every field there and of its type; RefusedError where one is not."""
    if not isinstance(said, dict):
        raise contract.RefusedError("a JSON object was expected")
    blank: Row = {
        **dict.fromkeys(("client", "kind", "id", "verdict", "article"), ""),
        **dict.fromkeys(("seen", "since"), 0),
        "record": {},
        "whole": False,
    }
    for name, value in said.items():
        if name not in blank or type(value) is not type(blank[name]):
            raise contract.RefusedError(f"{name}: not expected, or of another type")
    return {**blank, **said}


# --- what the page is told -----------------------------------------------------------------------------------------


def _listed(session: Session, item: Item) -> Row:
    """An item in the list: what filters ask, and a line to show."""
    row = session.record(item)
    subject = row.get("subject") or {}
    article = session.articles[item.article_id]
    return {
        "kind": item.kind,
        "id": item.id,
        "article": item.article_id,
        "index": row.get("index"),
        "province": subject.get("id") if subject.get("type") == "province" else article.get("province"),
        "rule": item.row.get("rule") or "",
        "confidence": row.get("confidence"),
        "conflict": item.conflict,
        "problems": row.get("problems") or [],
        "line": visible(_line(item, row, article)),
        "metric": row.get("metric"),
        "value": row.get("value"),
        "direction": row.get("direction"),
        "verdict": session.verdict(item),
        "seen": session.seen(item.key),
    }


def _line(item: Item, row: Row, article: Row) -> str:
    if item.kind == "official":
        return str(row["name"])
    if item.kind == "article":
        return str(article.get("title") or article["text"].partition("\n")[0][:120])
    subject = (row.get("subject") or {}).get("name") or "?"
    return " · ".join(filter(None, (subject, (row.get("index") or "").replace("_", " "), row.get("period"))))


def _whole(session: Session, item: Item) -> Row:
    """An item to decide: the record as read and as it stands, and the article's text with all of its other marks."""
    article = session.articles[item.article_id]
    row = session.record(item)
    marks = [
        {"kind": other.kind, "id": other.id, **_first(session.record(other))}
        for other in session.of_article(item.article_id)
        if other.kind != "article" and other.key != item.key and session.verdict(other) != "reject"
    ]  # fmt: skip
    return {
        **_listed(session, item),
        "read": None if item.added else _clean(item.row),
        "record": _clean(row),
        "text": visible(article["text"]),
        "title": article.get("title") and visible(article["title"]),
        "source": visible(article["source"]),
        "url": _web(article),
        "published": (article.get("published") or "")[:10],
        "marks": marks,
        "sentence": _sentence(article["text"], row),
        "whole": session.read_whole(item.article_id),
    }


def _clean(value: Any) -> Any:
    """The value with its strings as they can be shown."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list | tuple) else value


def _first(row: Row) -> Row:
    return {"start": row["evidence"][0]["start"], "end": row["evidence"][0]["end"]}


def _sentence(text: str, row: Row) -> list[int] | None:
    """Where the sentence of the figure or name begins and ends."""
    if not row.get("evidence"):
        return None
    first = Span(row["evidence"][0]["start"], row["evidence"][0]["end"])
    around = Split(Text(text)).around(first)
    return [around[0].start, around[-1].end] if around else list(first)


def _web(article: Row) -> str | None:
    for url in (article.get("url"), article["source"]):
        if url and str(url).startswith(("http://", "https://")):
            return str(url)
    return None


def _changes(session: Session, since: int) -> Row:
    """What was decided after line `since` of the log: the items as they are now, or only their keys where they went."""
    if since == session.log.seq:
        return {"seq": since, "changed": []}
    with session.lock:
        keys = dict.fromkeys(made.key for made in session.log.decisions[since:])
        changed: list[Row] = []
        for kind, record in keys:
            try:
                changed.append(_listed(session, session.item(kind, record)))
            except UnknownError:
                changed.append({"kind": kind, "id": record, "gone": True, "whole": session.read_whole(record)})
        return {"seq": session.log.seq, "changed": changed, "progress": session.progress()}


def _choices() -> Row:
    """What may be said in each field that is chosen, not written."""
    names = {iso: province(iso).name for iso in {row.iso for row in provinces()}}
    return {
        "index": list(indices()),
        "components": {
            index.id: list(dict.fromkeys(component.name for component in index.component))
            for index in indices().values()
        },
        "province": names,
        "subject": _values(SubjectType),
        "metric": _values(Metric),
        "direction": _values(Direction),
        "modality": _values(Modality),
        "bound": _values(Bound),
        "level": _values(Level),
        "status": _values(Status),
        "role": _values(Role),
    }


def _values(kind: Any) -> list[str]:
    from typing import get_args

    return list(get_args(kind))
