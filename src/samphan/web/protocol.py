"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): query by GET, by form and by plain body.

A person with a browser gets the page with the editor at the same address.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from samphan.web import asked
from samphan.web.asked import Parameters
from samphan.web.hall import Hall
from samphan.web.negotiate import GRAPH, SELECT, TYPES, preferred, wants_html
from samphan.web.refusal import Refusal

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_SHORT = {"json": ("json", "jsonld"), "xml": ("xml", "rdfxml"), "csv": ("csv", "turtle"), "tsv": ("tsv", "turtle")}
_GRAPHS = frozenset({"turtle", "ntriples", "jsonld", "rdfxml"})

_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<> a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV , formats:SPARQL_Results_TSV ,
        formats:Turtle , formats:N-Triples , formats:JSON-LD , formats:RDF_XML .
"""


async def sparql(request: Request, hall: Hall) -> Response:
    """Answer a query in the form asked for."""
    given, query = await _read(request, hall)
    accept = request.headers.get("accept", "")
    form = asked.one(given, "format") or asked.one(given, "output")
    if wants_html(accept) and not form:
        return await _page(request, hall, given, query)
    if request.method in ("GET", "HEAD") and not any(name == "query" for name, _ in given):
        return Response(_DESCRIPTION, media_type=TYPES["turtle"], headers={"vary": "Accept"})
    select, graph = _forms(form, accept)
    wish = {
        "op": "query",
        "sparql": query,
        "select": select,
        "graph": graph,
        "rows": hall.settings.rows,
        "bytes": hall.settings.answer_bytes,
        "default": [value for name, value in given if name == "default-graph-uri"],
        "named": [value for name, value in given if name == "named-graph-uri"],
    }
    header, answer = await asked.while_there(request, hall.ask(wish))
    headers = {"vary": "Accept"}
    if header["truncated"]:
        headers["samphan-truncated"] = f"{header['truncated']}; rows={header['rows']}"
    if form:
        headers["content-disposition"] = f'attachment; filename="answer.{_ENDING[header["form"]]}"'
    return Response(answer, media_type=TYPES[header["form"]], headers=headers)


_ENDING = {"json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv", "turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}


def _forms(form: str, accept: str) -> tuple[str, str]:
    """The form for rows and for graphs: by the parameter ``format``, else by ``Accept``."""
    if form in _SHORT:
        return _SHORT[form]
    if form in _GRAPHS:
        return "json", form
    if form:
        raise Refusal(400, "unknown format", place="format", remedy="take one of " + ", ".join([*_SHORT, *sorted(_GRAPHS)]))
    select, graph = preferred(accept, SELECT), preferred(accept, GRAPH)
    if not select and not graph:
        message = "no form of answer that this server has is accepted"
        raise Refusal(406, message, remedy="accept application/sparql-results+json or text/turtle")
    return select or "json", graph or "turtle"


async def _read(request: Request, hall: Hall) -> tuple[Parameters, str]:
    given = asked.parameters(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in given):
            raise Refusal(403, "updates are not allowed: this store is only read")
        return given, asked.one(given, "query")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE:
        raise Refusal(403, "updates are not allowed: this store is only read")
    if kind not in (_FORM, _QUERY):
        raise Refusal(415, "a query is sent as a form or as application/sparql-query", place="content-type")
    raw = await asked.body(request, hall.settings)
    if kind == _QUERY:
        try:
            return given, raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refusal(400, "the query is not UTF-8") from error
    given += asked.parameters(raw)
    if any(name == "update" for name, _ in given):
        raise Refusal(403, "updates are not allowed: this store is only read")
    return given, asked.one(given, "query", required=True)


async def _page(request: Request, hall: Hall, given: Parameters, query: str) -> Response:
    """The editor, with the answer to the query where there is one."""
    parts = [(name, value) for name, value in given if name in ("query", "default-graph-uri", "named-graph-uri") and value]
    return await hall.answered(request, given, sparql=query, query=parts, name="", values={})
