"""Pairwise precision and recall of identity on judged pairs of mentions and of events.

    python scripts/score_identity.py --store graphs/all

The pairs stand in tests/gold as article numbers and offsets, without any text of the articles. A pair whose article or mention the
store does not hold is counted as unread and left out of the figures.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from samphan.store import Graph
from samphan.vocab import ID

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
_KEYS = {"person": ("person/",), "body": ("government/", "company/", "organization/")}
_PLACES = "SELECT DISTINCT ?t ?s ?e { ?t oa:hasSource <%sarticle/%s> ; oa:hasSelector ?p . ?p oa:start ?s ; oa:end ?e }"
_NAMED = "SELECT DISTINCT ?b { ?n oa:hasTarget <%s> ; oa:hasBody ?b }"
_EVENTS = (
    """SELECT DISTINCT ?o ?k { <%sarticle/%s> sam:reports ?e . ?e a ?k . ?o sam:reportedAs ?e FILTER(STRSTARTS(STR(?k), STR(sam:))) }"""
)


def things_at(graph: Graph, kind: str, article: str, start: int, end: int) -> str | None:
    """The canonical thing of a kind named at these offsets: of several, the one that fits them best."""
    found = []
    for target, first, last in graph.query(_PLACES % (ID, article)).texts():
        if int(first) < end and start < int(last):
            off = abs(int(first) - start) + abs(int(last) - end)
            found += [(off, row[0]) for row in graph.query(_NAMED % target).texts() if row[0].removeprefix(ID).startswith(_KEYS[kind])]
    if not found:
        return None
    thing = min(found)[1]
    heads = graph.query(f"SELECT ?h {{ <{thing}> sam:canonical ?h }}").texts()
    return heads[0][0] if heads else thing


def acts_of(graph: Graph, article: str, kind: str) -> set[str]:
    """The occurrences that an article's events of a class are reports of; of any class, where it has none of that."""
    rows = graph.query(_EVENTS % (ID, article)).texts()
    return {act for act, name in rows if name.endswith(f"#{kind}")} or {act for act, _ in rows}


def show(name: str, counts: Counter[tuple[bool, bool]], unread: int) -> None:
    """Print one line of figures."""
    hit, extra, missed = counts[True, True], counts[False, True], counts[True, False]
    precision = hit / (hit + extra) if hit + extra else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    print(f"{name:22} pairs {sum(counts.values()):4}  unread {unread:3}  precision {precision:.3f}  recall {recall:.3f}")


def main() -> None:
    """Score a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="list the pairs that were decided wrongly")
    given = parser.parse_args()
    with Graph.open(given.store, read_only=True) as graph:
        tables: dict[str, Counter[tuple[bool, bool]]] = {}
        unread: Counter[str] = Counter()
        with (GOLD / "mentions.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                one = things_at(graph, row["kind"], row["article"], int(row["start"]), int(row["end"]))
                other = things_at(graph, row["kind"], row["article2"], int(row["start2"]), int(row["end2"]))
                names = (row["kind"], f"{row['kind']} stratum {row['stratum']}")
                judged = row["judged"] == "same"
                for name in names:
                    tables.setdefault(name, Counter())
                    if one is None or other is None:
                        unread[name] += 1
                    else:
                        tables[name][judged, one == other] += 1
                if given.wrong and one and other and judged != (one == other):
                    print("judged", row["judged"], one.removeprefix(ID), "|", other.removeprefix(ID), row["article"], row["article2"])
        with (GOLD / "events.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                one_, other_ = acts_of(graph, row["article"], row["kind"]), acts_of(graph, row["article2"], row["kind2"])
                for name in ("event", f"event stratum {row['stratum']}"):
                    tables.setdefault(name, Counter())
                    if one_ and other_:
                        tables[name][row["judged"] == "same", bool(one_ & other_)] += 1
                    else:
                        unread[name] += 1
                if given.wrong and one_ and other_ and (row["judged"] == "same") != bool(one_ & other_):
                    print("judged", row["judged"], row["article"], row["kind"], "|", row["article2"], row["kind2"])
    for name in sorted(tables):
        show(name, tables[name], unread[name])


if __name__ == "__main__":
    main()
