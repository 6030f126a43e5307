"""Templates to HTML: everything from the store is escaped, everything we say ourselves is in two languages."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

import samphan
from samphan.web.desk.reader import compact, kind_of, link
from samphan.web.desk.words import day, say, year

_SAFE = "/:@!$&'()*+,;=~-._"


def href(path: str, **parameters: object) -> str:
    """A link on this server; empty parameters are left out."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
    return path + ("?" + urlencode(given) if given else "")


def to(iri: str) -> str:
    """The link to the page about an IRI; empty where there is none here."""
    path, sharp, rest = link(iri).partition("#")
    return quote(path, safe=_SAFE) + sharp + quote(rest, safe=_SAFE) if path else ""


def web(address: str) -> str:
    """An address from the data that may be linked: http or https, else empty."""
    return address if address.startswith(("http://", "https://")) else ""


@cache
def environment() -> Environment:
    """The templates with what they may call."""
    made = Environment(
        loader=PackageLoader("samphan.web", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(compact=compact, href=href, kind_of=kind_of, to=to, version=samphan.__version__, web=web)
    return made


def render(template: str, language: str, path: str, **values: Any) -> str:
    """One page. ``path`` is where it stands, with its parameters, for the language switch."""

    def words(key: str, *parts: object) -> str:
        return say(key, language, *parts)

    other = "th" if language == "en" else "en"
    glue = "&" if "?" in path else "?"
    common = {
        "lang": language,
        "other_lang": other,
        "switch": f"{path}{glue}lang={other}",
        "t": words,
        "day": lambda value: day(value, language),
        "year": lambda value: year(value, language),
        "named": lambda names, iri: names[iri].text(language) if iri in names else compact(iri),
    }
    return environment().get_template(template).render(**common, **values)
