"""The network room: what is read, chosen, projected, placed and measured."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samphan.errors import UsageError
from samphan.network import Filters, Relation, layout, measure, project, read
from samphan.network.evidence import quotes
from samphan.network.filters import first_day, last_day, parse_day
from samphan.vocab import GRAPH, ID, IDENTITY_GRAPH, ONTOLOGY, PROV, RDF
from synthetic import MemoryGraph, Writer, synthetic

MDES, BUREAU, POLAND = ID + "government/TH/mdes", ID + "government/TH/mdes/bureau", ID + "country/PL"
GUEST, AGAIN = ID + "person/นาตาลี-โควัลสกา", ID + "person/นะตาลี-โควัลสกา"
SENTENCE = "กองดิจิทัลระหว่างประเทศ หารือกับ นาตาลี โควัลสกา ผู้แทนโปแลนด์ ที่กรุงเทพมหานคร"


def small() -> Writer:
    """Two ministries' worth of acts: a meeting reported twice, a signing, a person under two spellings."""
    writer = Writer()
    writer.thing("country/PL", "Country", "โปแลนด์", "Poland", iso="PL")
    writer.thing("country/TH", "Country", "ไทย", "Thailand", iso="TH")
    writer.thing("government/TH/mdes", "GovernmentBody Ministry", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "MDES", country="country/TH", alt="ดีอี")
    writer.thing("government/TH/mdes/bureau", "GovernmentBody Division", "กองดิจิทัลระหว่างประเทศ", parent="government/TH/mdes")
    writer.thing("person/นาตาลี-โควัลสกา", "Person", "นาตาลี โควัลสกา", graph=GRAPH + "article/1")
    writer.thing("person/นะตาลี-โควัลสกา", "Person", "นะตาลี โควัลสกา", graph=GRAPH + "article/2")
    writer.topic("cybersecurity", "ความมั่นคงปลอดภัยไซเบอร์", "Cybersecurity")
    for number in "123":
        writer.article(number, f"ข่าวที่ {number}", f"2024-05-2{number}")
    topic = [ID + "topic/cybersecurity"]
    writer.event("1", 1, "Meeting", "2024-05-21", [BUREAU], [GUEST], [POLAND], topic, SENTENCE)
    writer.event("2", 1, "Meeting", "2024-05-21", [BUREAU], [AGAIN], [POLAND], topic, "กองดิจิทัลระหว่างประเทศ พบ นะตาลี โควัลสกา")
    writer.event("3", 1, "Signing", "", [MDES], [POLAND], [POLAND], [], "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม ลงนามกับโปแลนด์")
    writer.post("1", GUEST, POLAND, "ผู้แทน")
    writer.add(IDENTITY_GRAPH, AGAIN, ONTOLOGY + "canonical", GUEST)
    writer.add(IDENTITY_GRAPH, GUEST, ONTOLOGY + "canonical", GUEST)
    writer.add(IDENTITY_GRAPH, ID + "occurrence/1", RDF + "type", ONTOLOGY + "Occurrence")
    for event in ("event/1-1", "event/2-1"):
        writer.add(IDENTITY_GRAPH, ID + "occurrence/1", ONTOLOGY + "reportedAs", ID + event)
    writer.add(IDENTITY_GRAPH, ID + "occurrence/1", PROV + "wasDerivedFrom", ID + "article/1")
    return writer


@pytest.fixture(scope="module")
def graph() -> MemoryGraph:
    return small().graph()


def test_one_act_reported_twice_counts_once(graph: MemoryGraph) -> None:
    net = project(graph)
    assert net.graph.edges[BUREAU, POLAND, Relation.MET]["weight"] == 1
    assert len(net.acts) == 2
    (met,) = (act for act in net.acts if act.kind == "Meeting")
    assert met.articles == (ID + "article/1", ID + "article/2")


def test_two_spellings_of_one_person_are_one_node_that_knows_both(graph: MemoryGraph) -> None:
    net = project(graph)
    assert AGAIN not in net.graph
    assert "นะตาลี โควัลสกา" in net.graph.nodes[GUEST]["thing"].others


def test_an_undated_act_stands_at_its_first_report(graph: MemoryGraph) -> None:
    (signed,) = (act for act in read(graph).acts if act.kind == "Signing")
    assert (signed.start, signed.dated) == ("", "2024-05-23")


def test_posts_and_parts_tie_without_being_acts(graph: MemoryGraph) -> None:
    net = project(graph)
    assert net.graph.edges[GUEST, POLAND, Relation.POST]["acts"] == ()
    assert net.graph.has_edge(BUREAU, MDES, Relation.PART)


def test_a_ministrys_view_folds_its_divisions_in(graph: MemoryGraph) -> None:
    net = project(graph, Filters(body="ดีอี"))
    assert BUREAU not in net.graph
    assert net.graph.edges[MDES, GUEST, Relation.MET]["weight"] == 1
    assert net.graph.nodes[MDES]["strength"] == 2


@pytest.mark.parametrize("name", ["PL", "pl", "country/PL", POLAND, "โปแลนด์", "โป\u200bแลนด์", "poland"])
def test_a_country_is_found_by_code_path_iri_and_either_name(graph: MemoryGraph, name: str) -> None:
    assert project(graph, Filters(country=name)).selection.country == POLAND


@pytest.mark.parametrize(
    ("filters", "acts"),
    [
        (Filters(topic="cybersecurity"), 1),
        (Filters(topic="ความมั่นคงปลอดภัยไซเบอร์"), 1),
        (Filters(article="๓"), 1),
        (Filters(person="นะตาลี โควัลสกา"), 1),
        (Filters(since="2567-05-22"), 1),
        (Filters(until="2024-05"), 2),
        (Filters(until=date(2024, 5, 22)), 1),
        (Filters(since="2025"), 0),
    ],
)
def test_filters_keep_what_they_say(graph: MemoryGraph, filters: Filters, acts: int) -> None:
    assert len(project(graph, filters).acts) == acts


def test_an_unknown_name_suggests_the_nearest(graph: MemoryGraph) -> None:
    with pytest.raises(UsageError) as caught:
        project(graph, Filters(country="Polland"))
    assert caught.value.place == "--country"
    assert "poland" in caught.value.remedy


@pytest.mark.parametrize("text", ["เมื่อวาน", "2024-13", "2024-02-31", "24", "2024-05-28T00:00"])
def test_what_is_no_date_is_refused_with_its_option(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_day(text, "--since", first_day)
    assert caught.value.place == "--since"


def test_since_after_until_is_refused(graph: MemoryGraph) -> None:
    with pytest.raises(UsageError, match="is after"):
        project(graph, Filters(since="2025", until="2024"))


@given(st.dates(date(1900, 1, 1), date(2399, 12, 31)))
def test_a_buddhist_date_means_the_same_day(day: date) -> None:
    buddhist = f"{day.year + 543}{day.isoformat()[4:]}"
    assert parse_day(buddhist, "--since", first_day) == day.isoformat() == parse_day(day, "--until", last_day)


def test_quotes_carry_the_names_at_their_places(graph: MemoryGraph) -> None:
    snapshot = read(graph)
    (quote,) = quotes(graph, snapshot, [ID + "event/1-1"])[ID + "event/1-1"]
    named = {quote.text[mark.start : mark.end]: mark.thing for mark in quote.marks}
    assert quote.text == SENTENCE
    assert named == {"กองดิจิทัลระหว่างประเทศ": BUREAU, "นาตาลี โควัลสกา": GUEST, "โปแลนด์": POLAND}


def test_the_limit_keeps_the_strongest_and_remembers_the_rest() -> None:
    net = project(synthetic(300), limit=40)
    assert len(net.graph) == 40
    assert net.total > 150
    weakest = min(strength for _, strength in net.graph.nodes(data="strength"))
    everyone = project(synthetic(300))
    assert sum(strength > weakest for _, strength in everyone.graph.nodes(data="strength")) <= 40


def test_places_are_the_same_in_every_process() -> None:
    script = "from samphan.network import layout, project; from synthetic import synthetic; "
    script += "print(layout(project(synthetic(120)).graph).positions)"
    root = Path(__file__).parent
    path = f"{root.parent / 'src'}:{root}"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_no_two_nodes_share_a_place() -> None:
    positions = list(layout(project(synthetic(300)).graph).positions.values())
    gaps = [abs(x - u) + abs(y - v) for at, (x, y) in enumerate(positions) for u, v in positions[:at]]
    assert min(gaps) > 10


def test_members_of_a_community_stand_together() -> None:
    placed = layout(project(synthetic(300)).graph)
    by_group: dict[int, list[tuple[float, float]]] = {}
    for iri, spot in placed.positions.items():
        by_group.setdefault(placed.community[iri], []).append(spot)
    centres = {group: (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)) for group, spots in by_group.items()}
    near = 0
    for iri, (x, y) in placed.positions.items():
        best = min(centres, key=lambda group: (centres[group][0] - x) ** 2 + (centres[group][1] - y) ** 2)
        near += best == placed.community[iri]
    assert near / len(placed.positions) > 0.85


def test_an_empty_graph_is_no_error() -> None:
    net = project(MemoryGraph())
    assert (len(net.graph), net.total, layout(net.graph).positions, measure(net)) == (0, 0, {}, ())


def test_measures_count_acts_not_articles(graph: MemoryGraph) -> None:
    figures = {row.iri: row for row in measure(project(graph))}
    assert figures[POLAND].acts == 2
    assert figures[POLAND].by_year == ((2024, 2),)
    assert figures[POLAND].partners == 2


def test_of_too_many_acts_the_newest_stay_and_the_rest_are_counted() -> None:
    snapshot = read(synthetic(60))
    cut = project(snapshot, newest=10)
    assert cut.acts_total == 60
    assert 0 < len(cut.acts) <= 10
    assert min(act.dated for act in cut.acts) >= sorted(act.dated for act in snapshot.acts)[-10]
