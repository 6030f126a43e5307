"""Write ``ontology/countries.ttl``: every ISO 3166-1 entry and Kosovo, one block each, the same bytes every time.

Names and codes come from CLDR (package ``babel``, locales ``th`` and ``en``) and ISO 3166-1 (package ``pycountry``); what
neither says (Wikidata item, region, capital, English adjective, and names that replace CLDR's) stands in ``countries.tsv``
beside this script. Names as Thai news writes them are NOT made here: edit ``ontology/country-names.ttl`` for those.

Run ``python scripts/make_countries.py`` after changing the table, ``--check`` to see whether the file is up to date.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import babel
import pycountry

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).resolve().with_name("countries.tsv")
OUTPUT = ROOT / "ontology" / "countries.ttl"

# Kosovo has no ISO 3166-1 entry; XK and XKX are the user-assigned codes that CLDR and the European Union use.
_OUTSIDE_ISO = {"XK": "XKX"}

# ISO inverts some names for sorting ("Korea, Republic of") or explains them in brackets; nobody writes those in news.
_NOT_IN_NEWS = re.compile(r", .*\b(?:of|the|British|U\.S\.|China)$|\(")

# Names that are matched only in a naming position; they stand as sam:ambiguousLabel in country-names.ttl.
_AMBIGUOUS = frozenset({"Congo", "Jersey"})

_HEADER = """\
# The countries of the world: ISO 3166-1 and Kosovo. Made by scripts/make_countries.py; do not edit by hand.
# Made with babel {babel} (CLDR names) and pycountry {pycountry} (ISO 3166-1).
# Other names, old names and spellings are in country-names.ttl.
# sam:region is the UN M49 sub-region as <continent>-<part> (asia-southeast, europe-northern); Taiwan is asia-eastern,
# Kosovo europe-southern, Antarctica stands alone.
@prefix country: <https://w3id.org/samphan/id/country/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sam: <https://w3id.org/samphan/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""


@dataclass(frozen=True, slots=True)
class Country:
    """One country as written to the file; names are plain text, lists keep no order of their own."""

    code: str
    code3: str
    thai: str
    english: str
    others: tuple[str, ...]
    capital_thai: str
    capital_english: str
    demonyms: tuple[str, ...]
    region: str
    wikidata: str


def countries() -> list[Country]:
    """All countries by code. Raises :class:`SystemExit` where the table and ISO 3166-1 do not list the same codes."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}
    codes = {entry.alpha_2: entry.alpha_3 for entry in pycountry.countries} | _OUTSIDE_ISO
    if astray := sorted(rows.keys() ^ codes.keys()):
        raise SystemExit(f"{TABLE}: not in both the table and ISO 3166-1: {', '.join(astray)}")
    thai, english = (babel.Locale(language).territories for language in ("th", "en"))
    return [
        Country(
            code=code,
            code3=codes[code],
            thai=row["th"] or thai[code],
            english=(name := row["en"] or english[code]),
            others=_other_names(code, name),
            capital_thai=row["capital_th"],
            capital_english=row["capital_en"],
            demonyms=tuple(filter(None, row["demonym"].split(";"))),
            region=row["region"],
            wikidata=row["wikidata"],
        )
        for code, row in sorted(rows.items())
    ]


def _other_names(code: str, preferred: str) -> tuple[str, ...]:
    entry = pycountry.countries.get(alpha_2=code)
    if entry is None:
        return ()
    names = (getattr(entry, field, "") for field in ("name", "common_name", "official_name"))
    wanted = {name.removeprefix("the ") for name in names if name and not _NOT_IN_NEWS.search(name)}
    return tuple(sorted(wanted - {preferred} - _AMBIGUOUS))


def _literal(text: str, language: str = "") -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def block(country: Country) -> str:
    """The Turtle block of one country, one predicate a line."""
    labels = f"{_literal(country.english, 'en')} , {_literal(country.thai, 'th')}"
    lines = [f"skos:prefLabel {labels}", f"rdfs:label {labels}"]
    if country.others:
        lines.append("skos:altLabel " + " , ".join(_literal(name, "en") for name in country.others))
    lines.append(f"sam:isoCode {_literal(country.code)}")
    lines.append(f"sam:isoCode3 {_literal(country.code3)}")
    lines.append(f"sam:region {_literal(country.region)}")
    if country.capital_english:
        lines.append(f"sam:capital {_literal(country.capital_english, 'en')} , {_literal(country.capital_thai, 'th')}")
    if country.demonyms:
        lines.append("sam:demonym " + " , ".join(_literal(word, "en") for word in sorted(country.demonyms)))
    lines.append(f"owl:sameAs wd:{country.wikidata}")
    return f"country:{country.code} a sam:Country ;\n    " + " ;\n    ".join(lines) + " .\n"


def text() -> str:
    """The whole file as it should stand."""
    header = _HEADER.format(babel=babel.__version__, pycountry=_pycountry_version())
    return "\n".join([header, *map(block, countries())])


def _pycountry_version() -> str:
    from importlib.metadata import version

    return version("pycountry")


def main() -> int:
    """Write the file, or with ``--check`` tell by the exit code (0 or 1) whether it is up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the file would change")
    wanted = text().encode()
    if parser.parse_args().check:
        return int(not OUTPUT.is_file() or OUTPUT.read_bytes() != wanted)
    OUTPUT.write_bytes(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
