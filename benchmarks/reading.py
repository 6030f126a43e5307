"""Reading: each stage, the peer beside it, and what twice the length costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, Stage, median_ratio, processor_time
from samphan.build.fingerprint import content_hash
from samphan.extract import Extractor
from samphan.facts import Article
from samphan.rdf import quads
from samphan.sources import RawDocument, parse


def articles(texts: Sequence[str]) -> list[Article]:
    """The articles of these texts."""
    raws = (RawDocument(f"{number}.txt", text.encode(), "thaigov") for number, text in enumerate(texts))
    return [found for raw in raws for found in parse(raw) if isinstance(found, Article)]


def crf_tagger() -> Callable[[str], object] | None:
    """PyThaiNLP's CRF tagger with the model of its wheel and the part-of-speech tags that it can have offline."""
    if not find_spec("pycrfsuite"):
        return None
    import pycrfsuite
    import pythainlp
    from pythainlp.tag.thainer import ThaiNameTagger

    model = Path(pythainlp.__file__).parent / "corpus" / "thainer_crf_1_5_1.model"
    if not model.exists():
        return None
    tagger: Any = ThaiNameTagger.__new__(ThaiNameTagger)
    tagger.crf = pycrfsuite.Tagger()
    tagger.crf.open(str(model))
    tagger.pos_tag_name = "orchid_ud"
    tagger.get_ner("นายกรัฐมนตรี")
    tag: Callable[[str], object] = tagger.get_ner
    return tag


def against_peer(extractor: Extractor, told: Sequence[Article], tag: Callable[[str], object]) -> tuple[Figure, float, float]:
    """The figure, and the seconds an article of the peer and of ours. Both read each article in turn, on one core."""

    def one(article: Article) -> tuple[float, float]:
        peer = processor_time(lambda: tag(article.text))
        return peer, min(processor_time(lambda: extractor.extract(article)) for _ in range(2))

    extractor.extract(told[0])
    pairs = [one(article) for article in told]
    peer, ours = (sum(times) / len(pairs) for times in zip(*pairs, strict=True))
    told_as = f"{peer * 1e3:.1f} ms and {ours * 1e3:.2f} ms an article, {len(pairs)} articles"
    return Figure("reading against PyThaiNLP CRF NER", peer / ours, 20, 40, told_as), peer, ours


def twice_the_length(extractor: Extractor, short: Sequence[Article], long: Sequence[Article]) -> Figure:
    """The same news with twice the paragraphs, by the character."""

    def cost(many: Sequence[Article]) -> float:
        return processor_time(lambda: [extractor.extract(article) for article in many])

    pairs = [(cost(long), cost(short)) for _ in range(5)]
    letters = sum(len(one.text) for one in long) / sum(len(one.text) for one in short)
    value = median_ratio(pairs) * 2 / letters
    told = f"{letters:.2f}× the characters, {median_ratio(pairs):.2f}× the time"
    return Figure("cost of twice the length", value, 2.1, 2.0, told, more=False)


def stages(extractor: Extractor, texts: Sequence[str]) -> list[Stage]:
    """Where the time of reading goes, by stage; writing to the store comes on top."""
    count = len(texts)
    told = articles(texts)
    facts = [extractor.extract(article) for article in told]
    works: list[tuple[str, Callable[[], object]]] = [
        ("hash", lambda: [content_hash(text.encode()) for text in texts]),
        ("read", lambda: articles(texts)),
        ("extract", lambda: [extractor.extract(article) for article in told]),
        ("RDF", lambda: [quads(one) for one in facts]),
    ]
    return [Stage(name, min(processor_time(work) for _ in range(3)) / count * 1e3) for name, work in works]
