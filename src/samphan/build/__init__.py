"""From sources to a store: read, extract, serialise, write, and remember what was read.

::

    report = samphan.build.build(["news/"], "graphs/store", workers=2)
    print(report.summary())

The store is a function of the documents alone: the number of workers, the order of arrival and interruptions leave no trace.
Reading again skips what has not changed; of two documents with one article number the longer text stands, and of two
equally long ones that with the smaller content hash. See ``docs/architecture.md``.
"""

from samphan.build.report import Became, BuildReport, Outcome
from samphan.build.run import Progress, build

__all__ = ["Became", "BuildReport", "Outcome", "Progress", "build"]
