"""Events of several articles that are one act; agreements; the edges made of them."""

from __future__ import annotations

from corpus import Act, Who, article, graph_of
from samphan.facts import Status
from samphan.identity import resolve

MFA, MDES, PL = "government/TH/mfa", "government/TH/mdes", "country/PL"
MINISTER = Who("วรเดช แสงทองคำ", ((MFA, "รมว."),))
ENVOY = Who("ยาน โควาลสกี", ((PL, "เอกอัครราชทูต"),))
MEETING = Act(thai=(MINISTER, MFA), foreign=(ENVOY, PL), countries=("PL",), day="2024-05-28", label="รมว.กต. หารือทูตโปแลนด์เรื่องการค้า")


def test_two_reports_of_one_meeting_are_one_act_counted_once() -> None:
    other = Act(thai=(MINISTER, MFA), foreign=(ENVOY, PL), countries=("PL",), day="2024-05-28", label="ไทย-โปแลนด์กระชับความร่วมมือ")
    graph = graph_of(article(1, "2024-05-28", MINISTER, ENVOY, acts=[MEETING]), article(2, "2024-05-29", MINISTER, ENVOY, acts=[other]))
    found = resolve(graph)
    assert [one.reports for one in found.occurrences] == [("event/1-1", "event/2-1")]
    edge = next(one for one in found.edges if (one.thai, one.foreign) == (MFA, PL))
    assert (edge.count, edge.first, edge.last, edge.events) == (1, "2024-05-28", "2024-05-28", ("event/1-1", "event/2-1"))
    ends = "<https://w3id.org/samphan/id/country/PL> , <https://w3id.org/samphan/id/government/TH/mfa>"
    assert graph.query(f"SELECT ?n {{ ?c sam:between {ends} ; sam:eventCount ?n }}").texts() == [("1",)]


def test_meetings_with_different_people_or_on_different_days_are_different_acts() -> None:
    consul = Who("เอเลนา ชมิดท์มัน", ((PL, "กงสุลใหญ่"),))
    same_day = Act(thai=(MINISTER, MFA), foreign=(consul, PL), countries=("PL",), day="2024-05-28", label="พบกงสุลใหญ่")
    next_week = Act(thai=(MINISTER, MFA), foreign=(ENVOY, PL), countries=("PL",), day="2024-06-04", label=MEETING.label)
    graph = graph_of(
        article(1, "2024-05-28", MINISTER, ENVOY, acts=[MEETING]),
        article(2, "2024-05-28", MINISTER, consul, acts=[same_day]),
        article(3, "2024-06-04", MINISTER, ENVOY, acts=[next_week]),
    )
    assert len(resolve(graph).occurrences) == 3


def test_two_acts_of_one_article_never_become_one() -> None:
    graph = graph_of(article(1, "2024-05-28", MINISTER, ENVOY, acts=[MEETING, MEETING]))
    assert len(resolve(graph).occurrences) == 2


def test_an_announced_visit_and_the_visit_are_one_held_act_that_keeps_both_dates() -> None:
    planned = Act(
        "Visit", (MINISTER, MFA), (PL,), ("PL",), "2024-06-10", Status.PLANNED, "รมว.กต. เตรียมเยือนโปแลนด์อย่างเป็นทางการ", end="2024-06-12"
    )
    held = Act("Visit", (MINISTER, MFA), (PL,), ("PL",), "2024-06-11", Status.HELD, "รมว.กต. เยือนโปแลนด์อย่างเป็นทางการ")
    graph = graph_of(article(1, "2024-06-01", MINISTER, acts=[planned]), article(2, "2024-06-11", MINISTER, acts=[held]))
    (one,) = resolve(graph).occurrences
    assert (one.status, one.start, one.reports) == ("Held", "2024-06-11", ("event/1-1", "event/2-1"))
    assert one.disagree == ("startDate",)
    both = graph.query("SELECT ?d { ?o sam:disagreesOn schema:startDate ; sam:reportedAs ?e . ?e schema:startDate ?d } ORDER BY ?d").texts()
    assert both == [("2024-06-10",), ("2024-06-11",)]


def test_postponed_acts_make_no_edge() -> None:
    off = Act("Visit", (MFA,), (PL,), ("PL",), "2024-06-10", Status.POSTPONED, "เลื่อนการเยือน")
    assert not resolve(graph_of(article(1, "2024-06-01", acts=[off]))).edges


def test_one_agreement_across_articles_with_the_stages_of_its_life() -> None:
    title = "บันทึกความเข้าใจว่าด้วยความร่วมมือด้านเศรษฐกิจดิจิทัลระหว่างไทยกับโปแลนด์"
    approved = Act("Signing", (MDES,), (PL,), ("PL",), "2024-05-01", Status.PLANNED, "ครม. เห็นชอบบันทึกความเข้าใจดิจิทัล", f"ร่าง{title}")
    signed = Act("Signing", (MDES,), (PL,), ("PL",), "2024-06-01", Status.HELD, "ไทย-โปแลนด์ลงนามบันทึกความเข้าใจดิจิทัล", title)
    longer = Act("Signing", (MDES,), (PL,), ("PL",), "2025-06-01", Status.HELD, "ไทย-โปแลนด์ต่ออายุบันทึกความเข้าใจ", f"“{title}”")
    graph = graph_of(
        article(1, "2024-05-01", acts=[approved]), article(2, "2024-06-01", acts=[signed]), article(3, "2025-06-01", acts=[longer])
    )
    found = resolve(graph)
    assert len({found.canonical[key] for key in found.canonical if key.startswith("agreement/")}) == 1
    assert [(one.date, one.stage) for one in found.stages] == [
        ("2024-05-01", "approved"),
        ("2024-06-01", "signed"),
        ("2025-06-01", "extended"),
    ]
    life = graph.query("SELECT ?s ?d { ?x sam:stageOf ?a ; sam:stage ?s ; schema:startDate ?d } ORDER BY ?d").texts()
    assert [stage for stage, _ in life] == ["approved", "signed", "extended"]
