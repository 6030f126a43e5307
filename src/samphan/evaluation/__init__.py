"""How well the reading agrees with annotated articles: records in one plain form, six figures, single differences.

::

    gold = samphan.evaluation.read_records("gold/records.jsonl")
    report = samphan.evaluation.compare(gold, [samphan.evaluation.record(facts) for facts in ...])
    print(report.graph_score, report.figures["entity"].f1)
"""

from samphan.evaluation.figures import Difference, Figure, Report
from samphan.evaluation.records import EntityRecord, EventRecord, Record, RoleRecord, read_records, record, to_dict
from samphan.evaluation.scoring import compare

__all__ = [
    "Difference",
    "EntityRecord",
    "EventRecord",
    "Figure",
    "Record",
    "Report",
    "RoleRecord",
    "compare",
    "read_records",
    "record",
    "to_dict",
]
