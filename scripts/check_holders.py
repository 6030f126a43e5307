"""The holders of six Thai offices as a store sees them, with their spells: a check by eye and a table for the docs.

python scripts/check_holders.py --store graphs/all
"""

from __future__ import annotations

import argparse
from pathlib import Path

from samphan.store import Graph
from samphan.vocab import ID

OFFICES = {
    "Prime Minister": ("country/TH", "post/prime-minister"),
    "Foreign Affairs": ("government/TH/mfa", "post/minister"),
    "Defence": ("government/TH/mod", "post/minister"),
    "Digital Economy and Society": ("government/TH/mdes", "post/minister"),
    "Commerce": ("government/TH/moc", "post/minister"),
    "Public Health": ("government/TH/moph", "post/minister"),
}
"""The offices asked for, by organization and role key."""


def main() -> None:
    """Print every spell of three sightings or more, and doubtful ones with a question mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--least", type=int, default=2, help="spells of fewer sightings are left out")
    given = parser.parse_args()
    with Graph.open(given.store, read_only=True) as graph:
        for name, (organization, role) in OFFICES.items():
            rows = graph.query(
                f"SELECT ?n ?f ?l ?c ?u ?a {{ ?s a sam:Tenure ; org:organization <{ID}{organization}> ; org:role <{ID}{role}> ; "
                "org:member ?p ; "
                "sam:firstSeen ?f ; sam:lastSeen ?l ; sam:sightings ?c . ?p sam:name ?n FILTER(LANG(?n) = 'th') "
                "OPTIONAL { ?s sam:uncertain ?u } OPTIONAL { ?s sam:acting ?a } } ORDER BY ?f ?n"
            ).texts()
            print(name)
            for person, first, last, count, doubt, acting in rows:
                if int(count) >= given.least:
                    print(f"  {first} – {last}  {int(count):4}  {person}{' (acting)' if acting else ''}{' ?' if doubt else ''}")


if __name__ == "__main__":
    main()
