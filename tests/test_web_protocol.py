"""The SPARQL 1.1 Protocol with real clients against a real server."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from samphan.vocab import GRAPH, ID, ONTOLOGY
from web_server import running

wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
QUERY = "SELECT ?e ?l ?d { ?e a sam:Meeting ; rdfs:label ?l ; schema:startDate ?d } ORDER BY ?e LIMIT 5"
CONSTRUCT = "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a sam:Meeting ; rdfs:label ?l }"
SPARQL_XML = "{http://www.w3.org/2005/sparql-results#}"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running("--max-rows", "200", "--timeout", "5") as found:
        yield f"{found}/sparql"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address.removesuffix("/sparql"), timeout=60) as opened:
        yield opened


def test_the_three_ways_to_ask_give_one_answer(client: httpx.Client) -> None:
    json_ = {"accept": "application/sparql-results+json"}
    by_get = client.get("/sparql", params={"query": QUERY}, headers=json_)
    by_form = client.post("/sparql", data={"query": QUERY}, headers=json_)
    by_body = client.post("/sparql", content=QUERY.encode(), headers={**json_, "content-type": "application/sparql-query; charset=utf-8"})
    assert by_get.status_code == by_form.status_code == by_body.status_code == 200
    assert by_get.json() == by_form.json() == by_body.json()
    assert by_get.json()["head"]["vars"] == ["e", "l", "d"]
    assert len(by_get.json()["results"]["bindings"]) == 5


def test_rows_come_in_every_standard_form(client: httpx.Client) -> None:
    def asked(accept: str) -> httpx.Response:
        answer = client.get("/sparql", params={"query": QUERY}, headers={"accept": accept})
        assert answer.headers["content-type"].startswith(
            accept.partition(";")[0].replace("application/json", "application/sparql-results+json")
        )
        return answer

    rows = json.loads(asked("application/json").content)["results"]["bindings"]
    assert rows[0]["d"]["datatype"] == "http://www.w3.org/2001/XMLSchema#date"
    table = list(csv.reader(io.StringIO(asked("text/csv").text)))
    assert table[0] == ["e", "l", "d"]
    assert [row[1] for row in table[1:]] == [row["l"]["value"] for row in rows]
    lines = asked("text/tab-separated-values").text.splitlines()
    assert lines[0] == "?e\t?l\t?d"
    assert lines[1].split("\t")[0] == f"<{rows[0]['e']['value']}>"
    tree = ET.fromstring(asked("application/sparql-results+xml").content)
    assert [found.text for found in tree.iter(f"{SPARQL_XML}uri")] == [row["e"]["value"] for row in rows]


def test_our_forms_read_back_as_the_engine_reads_them(client: httpx.Client) -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("tab\\tquote\\"\\n<&>"@th 1.5 <http://x/y?z=1&w>) (UNDEF true UNDEF) } }'
    found = []
    for form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.TSV):
        raw = client.get("/sparql", params={"query": query}, headers={"accept": form.media_type}).content
        read = ox.parse_query_results(raw, format=form)
        assert isinstance(read, ox.QuerySolutions)
        found.append([[str(cell) for cell in row] for row in read])
    assert found[0] == found[1] == found[2]
    assert found[0][0][0] == '"tab\\tquote\\"\\n<&>"@th'


def test_yes_or_no(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s a sam:Meeting }"}).json() == {"head": {}, "boolean": True}
    xml = client.get("/sparql", params={"query": "ASK { ?s a sam:Nothing }"}, headers={"accept": "application/sparql-results+xml"})
    assert ET.fromstring(xml.content).findtext(f"{SPARQL_XML}boolean") == "false"


@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{ID}country/JP>"])
def test_graphs_come_in_every_standard_form(client: httpx.Client, query: str) -> None:
    sizes = set()
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": form.media_type})
        assert answer.headers["content-type"].startswith(form.media_type)
        sizes.add(len({str(quad.triple) for quad in ox.parse(answer.content, format=form)}))
    assert len(sizes) == 1
    assert sizes.pop() > 5


def test_a_dataset_is_named_by_the_protocol_or_the_query(client: httpx.Client) -> None:
    graph = f"{GRAPH}article/900001"
    count = "SELECT (COUNT(*) AS ?n) {0} {{ ?s ?p ?o }}"

    def number(**params: str) -> int:
        return int(client.get("/sparql", params=params).json()["results"]["bindings"][0]["n"]["value"])

    whole = number(query=count.format(""))
    by_query = number(query=count.format(f"FROM <{graph}>"))
    by_protocol = number(query=count.format(""), **{"default-graph-uri": graph})
    assert 0 < by_query == by_protocol < whole
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(query=named, **{"named-graph-uri": graph}) == by_query


def test_the_cap_is_told(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.status_code == 200
    assert len(answer.json()["results"]["bindings"]) == 200
    assert answer.headers["samphan-truncated"] == "rows; rows=200"
    assert "samphan-truncated" not in client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 200"}).headers
    page = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "lang": "en"}, headers={"accept": "text/html"}).text
    assert "stops at 200 rows" in page


def test_downloads_are_named(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": QUERY, "format": "csv"}, headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="answer.csv"'


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("GET", "?query=SELECT", b"", ""), 400),
        (("GET", "?query=", b"", ""), 400),
        (("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", b"", ""), 400),
        (("GET", "?query=%7B%", b"", ""), 400),
        (("GET", "?update=CLEAR%20ALL", b"", ""), 403),
        (("GET", "?query=INSERT%20DATA%20%7B%3Ca%3Ab%3E%20%3Ca%3Ab%3E%201%7D", b"", ""), 403),
        (("GET", "?query=ASK%7B%7D&format=docx", b"", ""), 400),
        (("POST", "", b"query=ASK%7B%7D", "text/plain"), 415),
        (("POST", "", b"query=ASK%7B%7D", ""), 415),
        (("POST", "", b"update=CLEAR+ALL", "application/x-www-form-urlencoded"), 403),
        (("POST", "", b"CLEAR ALL", "application/sparql-update"), 403),
        (("POST", "", b"", "application/x-www-form-urlencoded"), 400),
        (("POST", "", b"\xff\xfe", "application/sparql-query"), 400),
        (("POST", "", b"x" * 300_000, "application/sparql-query"), 413),
        (("PUT", "", b"", ""), 405),
    ],
)
def test_wrong_requests_get_the_right_status(address: str, request_: tuple[str, str, bytes, str], status: int) -> None:
    method, tail, body, kind = request_
    headers = {"content-type": kind} if kind else {}
    answer = httpx.request(method, address + tail, content=body or None, headers=headers, timeout=30)
    assert answer.status_code == status
    if status != 405:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["title"]


def test_no_form_that_is_accepted(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": QUERY}, headers={"accept": "image/png"}).status_code == 406


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    assert any("SPARQL11Query" in str(quad.object) for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE, base_iri="http://x/"))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_understands_us(address: str, method: str) -> None:
    asking = wrapper.SPARQLWrapper(address)
    asking.setMethod(method)
    asking.setQuery(QUERY)
    asking.setReturnFormat(wrapper.JSON)
    assert len(asking.queryAndConvert()["results"]["bindings"]) == 5
    asking.setReturnFormat(wrapper.XML)
    assert len(asking.queryAndConvert().getElementsByTagName("result")) == 5
    asking.setReturnFormat(wrapper.CSV)
    assert asking.queryAndConvert().startswith(b"e,l,d")
    asking.setQuery(CONSTRUCT)
    asking.setReturnFormat(wrapper.TURTLE)
    assert b"@prefix" in asking.queryAndConvert()
    asking.setQuery("SELECT nonsense")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        asking.query()


@pytest.mark.parametrize("form", ["xml", "json"])
def test_rdflib_reads_the_store_as_its_own(address: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address, returnFormat=form))
    rows = list(graph.query(f"PREFIX sam: <{ONTOLOGY}> SELECT ?e {{ ?e a sam:Meeting }} ORDER BY ?e LIMIT 3"))
    assert len(rows) == 3
    japan = rdflib.URIRef(f"{ID}country/JP")
    labels = {str(label) for label in graph.objects(japan, rdflib.SKOS.prefLabel)}
    assert {"ญี่ปุ่น", "Japan"} <= labels
    assert (japan, rdflib.RDF.type, rdflib.URIRef(f"{ONTOLOGY}Country")) in graph


def test_thai_in_an_address_and_in_a_body(client: httpx.Client) -> None:
    query = 'ASK { ?c skos:prefLabel "ญี่ปุ่น"@th }'
    assert client.get(f"/sparql?query={quote(query)}").json()["boolean"]
    assert client.post("/sparql", content=query.encode(), headers={"content-type": "application/sparql-query"}).json()["boolean"]
