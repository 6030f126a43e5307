"""A dossier as Markdown or as one HTML page; text from articles is escaped in both."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator

from samphan.dossier.collect import SILENT_DAYS
from samphan.dossier.records import Dossier, Line, Name, Source
from samphan.dossier.words import WORDS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_SHOWN = 6  # sources named on one line; the rest are counted
_STYLE = """
body{font:16px/1.55 "Sarabun","Noto Sans Thai","Leelawadee UI",system-ui,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;border-bottom:1px solid #d5dae1;padding-bottom:.2rem;margin-top:2rem}
li{margin:.35rem 0}.src{font-size:.82rem;color:#57606a}.src a{color:inherit}
@media (prefers-color-scheme:dark){body{background:#14171b;color:#e4e8ee}h2{border-color:#39414b}.src{color:#9aa5b1}}
"""


class _Marks:
    """How one form writes text, emphasis and links."""

    def __init__(self, text: Callable[[str], str], strong: str, link: Callable[[str, str], str], sources: str) -> None:
        self.text = text
        self._strong = strong
        self.link = link
        self._sources = sources

    def strong(self, text: str) -> str:
        return self._strong.format(self.text(text))

    def sources(self, label: str, links: str) -> str:
        return self._sources.format(self.text(label), links)


def _markdown_text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _markdown_link(text: str, url: str) -> str:
    safe = url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{_markdown_text(text)}]({safe})" if _is_web(url) else _markdown_text(text)


def _html_link(text: str, url: str) -> str:
    shown = html.escape(text)
    return f'<a href="{html.escape(url, quote=True)}" rel="noreferrer">{shown}</a>' if _is_web(url) else shown


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


_MARKDOWN = _Marks(_markdown_text, "**{}**", _markdown_link, "({}: {})")
_HTML = _Marks(lambda text: html.escape(" ".join(text.split())), "<strong>{}</strong>", _html_link, '<span class="src">({}: {})</span>')


def markdown(dossier: Dossier, language: str = "en") -> str:
    """The dossier as Markdown in ``en`` or ``th``."""
    out = []
    for number, (heading, lines) in enumerate(_sections(dossier, language, _MARKDOWN)):
        out.append(f"{'#' if number == 0 else '##'} {heading}\n")
        out += [f"{'- ' if number else ''}{line}" for line in lines]
        out.append("")
    return "\n".join(out)


def page(dossier: Dossier, language: str = "en") -> str:
    """The dossier as one HTML page that makes no network request."""
    parts = []
    for number, (heading, lines) in enumerate(_sections(dossier, language, _HTML)):
        tag = "h1" if number == 0 else "h2"
        parts.append(f"<{tag}>{heading}</{tag}>")
        items = "\n".join(f"<li>{line}</li>" for line in lines)
        parts.append(f"<ul>\n{items}\n</ul>" if number else "".join(f"<p>{line}</p>" for line in lines))
    title = html.escape(f"{WORDS[language]['dossier']}: {dossier.subject.best(language)}")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title><style>{_STYLE}</style>'
    )
    body = "\n".join(parts)
    opening = f'<!doctype html>\n<html lang="{language}"><head>{head}<meta name="viewport" content="width=device-width"></head>'
    return f"{opening}\n<body>\n{body}\n</body></html>\n"


def _sections(dossier: Dossier, language: str, marks: _Marks) -> Iterator[tuple[str, list[str]]]:
    words = WORDS[language]
    articles = {source.article for line in dossier.lines for source in line.sources}
    text, name = marks.text, _namer(language, marks)
    span = f"{dossier.first} – {dossier.last}" if dossier.first else words["nothing"]
    opening = f"{len(dossier.lines):,} {words['acts']}, {len(articles):,} {words['articles']}, {span}"
    yield text(f"{words['dossier']}: {dossier.subject.both(language)}"), [text(opening), text(words["romanized"])]
    yield text(words["silence"]), list(_silences(dossier, words, marks))

    def tallied(heading: str, rows: Iterable[tuple[str, int, str, str, tuple[Source, ...]]]) -> tuple[str, list[str]]:
        return text(words[heading]), [
            f"{what} · {count} {text(words['acts'])} · {first} – {last} {_sources(sources, words, marks)}"
            for what, count, first, last, sources in rows
        ]

    yield tallied("partners", ((name(t.what), t.acts, t.first, t.last, t.sources) for t in dossier.partners))
    yield tallied(
        "contacts",
        (
            (f"{name(c.person)}{text(': ' + '; '.join(c.posts)) if c.posts else ''}", c.acts, c.first, c.last, c.sources)
            for c in dossier.contacts
        ),
    )
    yield (
        text(words["terms"]),
        [
            f"{name(t.person)}, {text(t.role.both(language))} {text(words['of'])} {text(t.body.best(language))} · {t.first} – {t.last} · "
            f"{t.articles} {text(words['articles'])}"
            f"{' · ' + text(words['uncertain']) if t.uncertain else ''} {_sources(t.sources, words, marks)}"
            for t in dossier.terms
        ],
    )
    yield (
        text(words["topics"]),
        [
            f"{marks.strong(year)}: {text(t.what.best(language))} · {t.acts} {_sources(t.sources, words, marks)}"
            for year, tallies in dossier.topics
            for t in tallies
        ],
    )
    yield text(words["agreements"]), [_line(line, words, language, marks) for line in reversed(dossier.agreements)]
    yield tallied("companies", ((name(t.what), t.acts, t.first, t.last, t.sources) for t in dossier.companies))
    yield text(words["chronology"]), [_line(line, words, language, marks) for line in reversed(dossier.lines)]


def _namer(language: str, marks: _Marks) -> Callable[[Name], str]:
    return lambda name: marks.strong(name.both(language))


def _silences(dossier: Dossier, words: dict[str, str], marks: _Marks) -> Iterator[str]:
    for one in sorted(dossier.silences, key=lambda silence: silence.since, reverse=True):
        if one.open:
            told = f"{words['since']} {one.since} ({one.days} {words['days']}, {words['to']} {one.until})"
        else:
            told = f"{words['from']} {one.since} {words['to']} {one.until} ({one.days} {words['days']})"
        yield f"{marks.text(told)} {_sources(one.sources, words, marks)}"
    if not dossier.silences:
        yield marks.text(words["none"].format(n=SILENT_DAYS))


def _line(line: Line, words: dict[str, str], language: str, marks: _Marks) -> str:
    thai = ", ".join(name.best(language) for name in line.thai)
    foreign = ", ".join(name.best(language) for name in (line.foreign or line.countries))
    if line.inferred:
        thai += f" [{', '.join(name.best(language) for name in line.inferred)}: {words['inferred']}]"
    day = line.day or words["undated"]
    day += f" – {line.end}" if line.end and line.end != line.day else ""
    status = {"Planned": f" ({words['planned']})", "Postponed": f" ({words['postponed']})"}.get(line.status, "")
    parties = marks.text(f" {thai} {words['with']} {foreign}. {line.label}")
    disagree = f" [{words['disagree']} {', '.join(words.get(one, one) for one in line.disagree)}]" if line.disagree else ""
    kind = marks.text(f" {words.get(line.kind, line.kind)}{status}:")
    return f"{marks.strong(day)}{kind}{parties}{marks.text(disagree)} {_sources(line.sources, words, marks)}"


def _sources(sources: tuple[Source, ...], words: dict[str, str], marks: _Marks) -> str:
    links = ", ".join(marks.link(source.article, source.url) for source in sources[-_SHOWN:])
    more = len(sources) - _SHOWN
    return marks.sources(words["sources"], links + (f", {marks.text(f'+{more} ' + words['more'])}" if more > 0 else ""))
