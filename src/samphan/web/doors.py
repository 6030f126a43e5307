"""The addresses that people and programs ask for, but for ``/sparql``: pages, data, pictures, files."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from samphan.vocab import GRAPH, ID, ONTOLOGY
from samphan.web import asked
from samphan.web.hall import Hall
from samphan.web.negotiate import ENDINGS, HTML, TYPES, preferred, wants_html
from samphan.web.negotiate import GRAPH as GRAPH_FORMS
from samphan.web.refusal import Refusal

_VIEW = ("country", "body", "topic", "person", "article", "since", "until", "limit")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
_PAGES = 100_000
_STATIC = {
    "editor.css": ("assets/editor.css", "text/css; charset=utf-8"),
    "editor.js": ("assets/editor.js", "text/javascript; charset=utf-8"),
    "frame.js": ("assets/frame.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("assets/icon.svg", "image/svg+xml"),
    "site.css": ("assets/site.css", "text/css; charset=utf-8"),
    "site.js": ("assets/site.js", "text/javascript; charset=utf-8"),
    "yasqe.min.css": ("vendor/yasqe/yasqe.min.css", "text/css; charset=utf-8"),
    "yasqe.min.js": ("vendor/yasqe/yasqe.min.js", "text/javascript; charset=utf-8"),
}
"""Every file that is served, by name; nothing else can be asked for."""


async def home(request: Request, hall: Hall) -> Response:
    """The first page."""
    return await hall.page(request, asked.parameters(request.scope["query_string"]), "home")


async def search(request: Request, hall: Hall) -> Response:
    """What is called so."""
    given = asked.parameters(request.scope["query_string"])
    return await hall.page(request, given, "search", q=asked.one(given, "q"), kind=asked.one(given, "kind"))


async def suggest(request: Request, hall: Hall) -> Response:
    """Names while somebody types, as JSON."""
    given = asked.parameters(request.scope["query_string"])
    limit = asked.number(given, "limit", 10, 1, 50)
    return await hall.page(request, given, "suggest", q=asked.one(given, "q", required=True), kind=asked.one(given, "kind"), limit=limit)


async def complete(request: Request, hall: Hall) -> Response:
    """Classes, properties and things for the editor, as JSON."""
    given = asked.parameters(request.scope["query_string"])
    what = asked.one(given, "what") or "thing"
    if what not in ("class", "property", "thing"):
        raise Refusal(400, "unknown kind of completion", place="what", remedy="take class, property or thing")
    return await hall.page(request, given, "complete", q=asked.one(given, "q", required=True), what=what)


async def thing(request: Request, hall: Hall) -> Response:
    """A thing under its own address, as a page or as data."""
    return await _resource(request, hall, ID, request.path_params["path"])


async def graph(request: Request, hall: Hall) -> Response:
    """A named graph as data; people are led to the article it comes from."""
    path = request.path_params["path"]
    if "." not in path.rpartition("/")[2] and wants_html(request.headers.get("accept", "")):
        if path.startswith("article/"):
            number = request.scope["raw_path"].decode("ascii").removeprefix("/graph/")
            return RedirectResponse(f"/id/{number}", status_code=303, headers={"vary": "Accept"})
        raise Refusal(406, "this graph has no page", remedy="ask for it as .ttl, .nt or .jsonld")
    return await _resource(request, hall, GRAPH, path)


async def ontology(request: Request, hall: Hall) -> Response:
    """Our classes and properties."""
    return await _resource(request, hall, ONTOLOGY, request.path_params.get("ending", ""))


async def _resource(request: Request, hall: Hall, base: str, path: str) -> Response:
    given = asked.parameters(request.scope["query_string"])
    stem, dot, ending = path.rpartition(".")
    form = ENDINGS.get(ending, "") if dot or base == ONTOLOGY else ""
    named = bool(form)
    path = stem if form else path
    form = form or preferred(request.headers.get("accept", ""), (*HTML, *GRAPH_FORMS))
    if not form:
        raise Refusal(406, "no form of answer that this server has is accepted", remedy="accept text/html or text/turtle")
    if form == "html" and base == ONTOLOGY:
        return await hall.page(request, given, "vocabulary")
    if form == "html":
        return await hall.page(request, given, "thing", iri=base + path, page=asked.number(given, "page", 1, 1, _PAGES))
    iri = base if base == ONTOLOGY else base + path
    wish = {"op": "describe", "iri": iri, "form": form, "rows": hall.settings.rows, "bytes": hall.settings.answer_bytes}
    header, body = await asked.while_there(request, hall.made(wish))
    headers = {"vary": "Accept"}
    if header["truncated"]:
        headers["samphan-truncated"] = header["truncated"]
    if named:
        headers["content-disposition"] = f'attachment; filename="{_filename(path)}.{ending}"'
    return Response(body, media_type=TYPES[form], headers=headers)


def _filename(path: str) -> str:
    """A file name that says what is inside, in letters that every header bears."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", path).strip("-")[:60] or "samphan"


async def questions(request: Request, hall: Hall) -> Response:
    """The shipped questions."""
    return await hall.page(request, asked.parameters(request.scope["query_string"]), "questions")


async def question(request: Request, hall: Hall) -> Response:
    """One question as a form, with its answer once it is asked."""
    given = asked.parameters(request.scope["query_string"])
    name = request.path_params["name"]
    own = [(key, value) for key, value in given if key not in ("lang", "offset", "ask") and value]
    values = dict(own)
    asking = bool(asked.one(given, "ask"))
    wish = {"op": "question", "name": name, "values": values, "asked": asking}
    refusal = None
    sparql = ""
    try:
        header, _ = await asked.while_there(request, hall.made(wish))
        sparql = header["sparql"]
    except Refusal as error:
        if error.status not in (400, 404) or error.place == "":
            raise
        refusal = error
    if refusal is not None:
        shown = {"message": refusal.message, "place": refusal.place, "remedy": refusal.remedy}
        blank = {"sparql": "", "answer": None, "refusal": shown, "offset": 0, "size": 0, "query": ""}
        return await hall.page(request, given, "answer", status=refusal.status, name=name, values=values, **blank)
    query = [*own, ("ask", "1")] if asking else own
    return await hall.answered(request, given, sparql=sparql, query=query, name=name, values=values)


async def view(request: Request, hall: Hall) -> Response:
    """The network with a form around it."""
    given = asked.parameters(request.scope["query_string"])
    values = _view_values(given)
    from urllib.parse import urlencode

    return await hall.page(request, given, "view", values=values, query=urlencode(values))


async def picture(request: Request, hall: Hall) -> Response:
    """The network alone: the file that ``samphan view`` writes, with its own policy for scripts."""
    given = asked.parameters(request.scope["query_string"])
    wish = {"op": "view", "lang": asked.language(request, given), "values": _view_values(given)}
    header, body = await asked.while_there(request, hall.view.ask(wish))
    found = _POLICY.search(body[:20_000].decode("utf-8", "replace"))
    policy = (found[1].replace("&#39;", "'") if found else "default-src 'none'") + "; frame-ancestors 'self'"
    headers = {"content-security-policy": policy, "vary": "Accept-Language, Cookie"}
    if asked.one(given, "download"):
        headers["content-disposition"] = 'attachment; filename="samphan.html"'
    return Response(body, media_type=header["type"], headers=headers)


def _view_values(given: asked.Parameters) -> dict[str, str]:
    values = {name: asked.one(given, name)[:300] for name in _VIEW}
    if values["limit"]:
        values["limit"] = str(asked.number(given, "limit", 2000, 1, 5000))
    return {name: value for name, value in values.items() if value}


async def about(request: Request, hall: Hall) -> Response:
    """What this is and where its limits are."""
    given = asked.parameters(request.scope["query_string"])
    return await hall.page(request, given, "about", seconds=f"{hall.settings.query_seconds:g}", rows=hall.settings.rows)


async def health(_: Request, hall: Hall) -> Response:
    """Whether the server works: workers by kind and how many had to be killed."""
    import json

    state = {pool.plan.role: {"workers": pool.plan.size, "killed": pool.killed, "confined": pool.confined} for pool in hall.pools}
    return Response(json.dumps({"status": "ok", "workers": state}), media_type="application/json")


async def openapi(_: Request, __: Hall) -> Response:
    """The description of all of this for programs."""
    return Response(files("samphan.web").joinpath("openapi.json").read_bytes(), media_type="application/json")


async def static(request: Request, _: Hall) -> Response:
    """One of the shipped files."""
    body, kind = _file(request.path_params["name"])
    return Response(body, media_type=kind, headers={"cache-control": "public, max-age=3600"})


@cache
def _file(name: str) -> tuple[bytes, str]:
    if name == "palette.css":  # the view's own colours, so that both stay one design
        sheet = files("samphan.views").joinpath("assets/page.css").read_text(encoding="utf-8")
        return sheet.partition("* { box-sizing")[0].encode(), "text/css; charset=utf-8"
    if name not in _STATIC:
        raise Refusal(404, "there is no such file")
    path, kind = _STATIC[name]
    return files("samphan.web").joinpath(path).read_bytes(), kind
