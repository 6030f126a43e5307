"""The explorer's pages over a real server: content, both languages, data under IRIs, hostile names, careful headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from samphan.questions import names
from samphan.vocab import ID
from web_server import HOSTILE, running

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = [
    "/",
    "/search?q=ต่างประเทศ",
    "/search",
    "/id/country/JP",
    "/id/government/TH/mfa",
    "/id/topic/investment",
    "/id/article/900001",
    "/id/event/900001-1",
    "/id/article/666",
    "/id/event/666-1",
    "/id/company/hostile",
    "/ontology",
    "/questions",
    "/questions/countries-of-body?ask=1&body=mfa",
    "/sparql",
    "/sparql?query=SELECT%20%2A%20%7B%3Fs%20rdfs%3Alabel%20%3Fo%7D",
    "/view?country=JP",
    "/about",
]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with running() as address, httpx.Client(base_url=address, timeout=60, headers=HTML) as opened:
        yield opened


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens_in_both_languages_and_carries_no_script_of_its_own(client: httpx.Client, path: str, language: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers
    assert HOSTILE not in answer.text
    assert not re.search(r"<script(?![^>]* src=)", answer.text)
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", answer.text.replace("onerror=window", ""))
    assert "\u202e" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert answer.text.count("<h1") == 1


def test_hostile_names_are_shown_as_text_and_cut(client: httpx.Client) -> None:
    text = client.get("/id/company/hostile").text
    assert "&lt;script&gt;window.pwned=1&lt;/script&gt;" in text
    assert "ยาว" * 200 not in text


def test_a_country_page_tells_what_the_news_says(client: httpx.Client) -> None:
    text = client.get("/id/country/JP?lang=th").text
    for expected in (
        "ญี่ปุ่น",
        "Japan",
        "12 มิถุนายน 2567",
        "กระทรวงการต่างประเทศ",
        "<blockquote>",
        'href="/id/country/JP.ttl"',
        "/view?country=JP",
    ):
        assert expected in text
    assert "12 June 2024" in client.get("/id/country/JP?lang=en").text


def test_an_article_page_quotes_the_sentences_and_links_the_source(client: httpx.Client) -> None:
    text = client.get("/id/article/900001?lang=en").text
    assert 'href="https://www.thaigov.go.th/news/contents/details/900001"' in text
    assert "<mark>" in text
    assert "What the article says" in text


def test_the_language_is_remembered_and_guessed(client: httpx.Client) -> None:
    assert '<html lang="en">' in client.get("/about", headers={"accept-language": "en-GB,en;q=0.9"}).text
    answer = client.get("/about?lang=en")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("samphan-language=en;")
    assert "HttpOnly" in cookie
    client.cookies.clear()
    assert "set-cookie" not in client.get("/about?lang=xx").headers


@pytest.mark.parametrize(
    ("wanted", "iri"), [("ต่างประเทศ", "government/TH/mfa"), ("japan", "country/JP"), ("JP", "country/JP"), ("กต.", "government/TH/mfa")]
)
def test_search_finds_parts_of_names_in_thai_and_english(client: httpx.Client, wanted: str, iri: str) -> None:
    hits = client.get("/api/suggest", params={"q": wanted, "limit": 8}).json()["results"]
    assert ID + iri in [hit["iri"] for hit in hits]
    assert f'href="/id/{iri}"' in client.get("/search", params={"q": wanted}).text


def test_search_that_finds_nothing_says_so(client: httpx.Client) -> None:
    assert "ไม่พบ" in client.get("/search", params={"q": "ฟฟฟฟฟ", "lang": "th"}).text
    client.cookies.clear()


@pytest.mark.parametrize(
    ("what", "wanted", "iri"), [("class", "พบหารือ", "Meeting"), ("property", "counterpart", "counterpart"), ("class", "meet", "Meeting")]
)
def test_completion_comes_from_the_data(client: httpx.Client, what: str, wanted: str, iri: str) -> None:
    hits = client.get("/api/complete", params={"q": wanted, "what": what}).json()["results"]
    assert any(hit["iri"].endswith(f"#{iri}") for hit in hits)


FORMS = [
    ("text/turtle", ox.RdfFormat.TURTLE),
    ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", ox.RdfFormat.RDF_XML),
]


@pytest.mark.parametrize(("media", "form"), FORMS)
@pytest.mark.parametrize("path", ["/id/country/JP", "/id/article/900001", "/ontology", "/graph/article/900001"])
def test_every_thing_is_data_as_well(client: httpx.Client, path: str, media: str, form: ox.RdfFormat) -> None:
    answer = client.get(path, headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert "Accept" in answer.headers["vary"]
    assert len({str(quad.triple) for quad in ox.parse(answer.content, format=form)}) > 5


def test_endings_ask_for_a_file(client: httpx.Client) -> None:
    answer = client.get("/id/country/JP.ttl")
    assert answer.headers["content-disposition"] == 'attachment; filename="country-JP.ttl"'
    assert {quad.subject.value for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)} == {f"{ID}country/JP"}
    assert client.get("/id/country/JP.nt").headers["content-type"] == "application/n-triples"
    assert client.get("/id/country/JP", headers={"accept": "image/png"}).status_code == 406


def test_the_graph_of_an_article_is_its_file_and_people_see_its_page(client: httpx.Client) -> None:
    answer = client.get("/graph/article/900001")
    assert (answer.status_code, answer.headers["location"]) == (303, "/id/article/900001")


def test_a_spelling_leads_to_the_thing_it_stands_for(client: httpx.Client) -> None:
    rows = client.get("/sparql", params={"query": "SELECT ?a ?c { ?a sam:canonical ?c FILTER(?a != ?c) } LIMIT 1", "format": "json"}).json()
    bindings = rows["results"]["bindings"]
    if not bindings:
        pytest.skip("nothing in the samples is spelled in two ways")
    answer = client.get(quote(bindings[0]["a"]["value"].replace("https://w3id.org/samphan", ""), safe="/:"))
    assert answer.status_code == 303


@pytest.mark.parametrize("name", names())
def test_every_shipped_question_is_a_form_that_answers(client: httpx.Client, name: str) -> None:
    form = client.get(f"/questions/{name}")
    assert form.status_code == 200
    given = dict.fromkeys(re.findall(r'name="(article)"', form.text), "900001")
    answer = client.get(f"/questions/{name}", params={**given, "ask": "1"})
    assert answer.status_code == 200
    assert 'id="answer"' in answer.text
    assert "SELECT" in answer.text


def test_a_question_with_an_unknown_name_says_so_on_its_page(client: httpx.Client) -> None:
    answer = client.get("/questions/countries-of-body", params={"body": "ไม่มีหน่วยงานนี้", "ask": "1"})
    assert answer.status_code in (400, 404)
    assert 'role="alert"' in answer.text
    assert client.get("/questions/no-such").status_code == 404
    assert client.get("/questions/statements-of-article", params={"ask": "1"}).status_code == 400


def test_long_answers_have_screens_and_a_wrong_query_its_place(client: httpx.Client) -> None:
    query = "SELECT ?s ?l { ?s rdfs:label ?l } ORDER BY ?s ?l"
    first = client.get("/sparql", params={"query": query, "lang": "en"})
    assert "Rows 1–100 of" in first.text
    assert "offset=100" in first.text
    second = client.get("/sparql", params={"query": query, "offset": "100", "lang": "en"})
    assert "Rows 101–200 of" in second.text
    wrong = client.get("/sparql", params={"query": "SELECT * {\n ?s foo:bar ?o }"})
    assert wrong.status_code == 400
    assert "line 2" in wrong.text
    assert "foo:" in wrong.text
    client.cookies.clear()


def test_the_picture_keeps_its_own_policy_and_can_be_saved(client: httpx.Client) -> None:
    answer = client.get("/view/page", params={"country": "JP"})
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert (
        client.get("/view/page", params={"country": "JP", "download": "1"}).headers["content-disposition"]
        == 'attachment; filename="samphan.html"'
    )
    assert client.get("/view/page", params={"country": "ไม่มี"}).status_code == 404
    assert client.get("/view/page", params={"limit": "0"}).status_code == 400
    assert client.get("/view/page", params={"since": "yesterday"}).status_code == 400


def test_links_on_pages_lead_somewhere(client: httpx.Client) -> None:
    seen: set[str] = set()
    for page in PAGES:
        for link in re.findall(r'(?:href|src|action)="([^"#]+)"', client.get(page).text):
            target = urljoin(page, link.replace("&amp;", "&"))
            if urlsplit(target).netloc or target in seen or len(seen) > 250:
                continue
            seen.add(target)
            assert client.get(target).status_code in (200, 303), target
    assert len(seen) > 100


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/id/country/XX", 404),
        ("/id/", 404),
        ("/id/article/123", 404),
        ("/id/country/JP?page=99", 404),
        ("/id/country/JP?page=x", 400),
        ("/id/%ZZ", 400),
        ("/id/%", 400),
        ("/search?q=%", 400),
        ("/id/%ff%fe", 400),
        ("/search?q=%ff", 400),
        ("/id/a%00b", 400),
        ("/id/a%0d%0aSet-Cookie:x=1", 400),
        ("/id/%3Cscript%3E", 404),
        ("/static/../app.py", 404),
        ("/static/..%2fapp.py", 404),
        ("/static/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/static/", 404),
        ("/static", 404),
        ("/api/suggest", 400),
        ("/api/suggest?q=a&q=b", 400),
        ("/api/suggest?q=a&limit=999", 400),
        ("/api/complete?q=a&what=secret", 400),
        ("/search?" + "&".join(f"a{n}=1" for n in range(80)), 400),
        ("/search?q=" + "a" * 20_000, 414),
    ],
)
def test_unsound_addresses_are_refused_with_the_right_status(client: httpx.Client, path: str, status: int) -> None:
    target = httpx.URL(str(client.base_url)).copy_with(raw_path=path.encode())
    kinds = [("text/html", "text/html; charset=utf-8"), ("application/json", "application/problem+json")]
    for accept, kind in kinds[:1] if "page=" in path else kinds:  # screens are of pages, data has none
        answer = client.get(target, headers={"accept": accept})
        assert answer.status_code == status
        assert answer.headers["x-content-type-options"] == "nosniff"
        if status != 404 or "/id/" in path or accept == "text/html":
            assert answer.headers["content-type"] == kind
        assert "Traceback" not in answer.text
    assert "x=1" not in client.get(target).headers.get("set-cookie", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_only_reading_methods_are_taken(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/about")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/id/country/JP")
    assert (answer.status_code, answer.content) == (200, b"")


def test_another_hosts_name_is_not_answered(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:1"}).status_code == 200


def test_no_other_site_may_read_answers_unless_named(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"origin": "https://evil.example", "accept": "application/json"})
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    with running("--cors", "https://friend.example") as address:
        friend = httpx.get(f"{address}/about", headers={"origin": "https://friend.example"})
        other = httpx.get(f"{address}/about", headers={"origin": "https://evil.example"})
        assert friend.headers["access-control-allow-origin"] == "https://friend.example"
        assert "access-control-allow-origin" not in other.headers


def test_the_description_names_every_address(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    from samphan.web.app import _DOORS

    assert set(document["paths"]) == {path.replace(":path", "") for path, _, _ in _DOORS} - {"/ontology.{ending}"}
